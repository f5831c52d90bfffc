"""Which codings enter a retrieval, and which passages are kept: the first screen needs no more of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which codings enter a retrieval, and which of the passages found are kept.

    `transcripts`, `cases`, `where` (values of case attributes), `coders`, `origins`, `since` and `until` choose the
    codings, as if the study held no others; `roles`, `speakers`,
    `contains` and `with_memo` choose among the passages found.
    Several values of one kind are alternatives. Days are written 2026-01-31 and both included.
    """

    transcripts: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    coders: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    roles: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    contains: str = ""
    with_memo: bool = False
