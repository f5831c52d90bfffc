"""A moment of the study: how people write one, and what it stands for in the journal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple, TypeAlias

from coder.errors import CoderError
from coder.i18n import _

_NUMBER = re.compile(r"(?:([0-9a-f]{4,12})?#)?\s*(\d{1,12})")
_REPLICA = re.compile(r"[0-9a-f]{12}")
_NAMED_BY = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """The study after an act: number, hash and replica of its last change, when it was, and where every replica stood.

    `seq` 0 is the time before the first act; `changes` counts what stood in the journal, of all replicas.
    """

    seq: int
    hash: str
    at: str
    limits: tuple[tuple[str, int], ...]
    replica: str = ""

    @property
    def changes(self) -> int:
        """How many changes the journal held."""
        return sum(last for _replica, last in self.limits)

    @property
    def name(self) -> str:
        """The last change as people write it, with its replica where there are several."""
        return row_name(self.replica, self.seq, several=len([1 for _replica, last in self.limits if last]) > 1)

    @property
    def short(self) -> str:
        """The moment in a few words: number and time."""
        return f"{self.name} {self.at}".strip()


class NamedRow(NamedTuple):
    """A change as a person names it: the first digits of its replica (empty: this one), and its number."""

    replica: str
    number: int


Limits: TypeAlias = dict[str, int]


def row_name(replica: str, seq: int, *, several: bool) -> str:
    """Return what a row is called; its replica is told where there are several."""
    return f"{replica[:_NAMED_BY]}#{seq}" if several else f"#{seq}"


def limits_text(limits: Mapping[str, int]) -> str:
    """Return a moment as it is kept: each replica with the number of its last row."""
    return "+".join(f"{replica}:{last}" for replica, last in sorted(limits.items()) if last)


def read_limits(text: str) -> Limits | None:
    """Return the moment that `limits_text` wrote; None for anything else."""
    parts = [part.partition(":") for part in text.split("+")]
    if not all(_REPLICA.fullmatch(replica) and last.isdecimal() for replica, _colon, last in parts):
        return None
    return {replica: int(last) for replica, _colon, last in parts}


def read_moment(text: str) -> NamedRow | Limits | datetime:
    """Return the change, moment or time that a person wrote.

    A change is `#1182`, or `9f2c#1182` where there are several replicas; a time `2026-11-20` or
    `2026-11-20T12:00+08:00`. A day alone is its end; a time without a zone is local. Raises `CoderError` for
    anything else.
    """
    written = text.strip()
    if match := _NUMBER.fullmatch(written):
        return NamedRow(match[1] or "", int(match[2]))
    if (limits := read_limits(written)) is not None:
        return limits
    if (day := read_day(written)) is not None:
        return day_end(day)
    try:
        return datetime.fromisoformat(written).astimezone()
    except (ValueError, OverflowError):
        raise CoderError(
            _("{text} is not a moment").format(text=text),
            _("write a day 2026-01-31, a time 2026-01-31T12:00 (with +08:00 for a zone), or a change #1182"),
        ) from None


def read_day(text: str) -> date | None:
    """Return the day that is written 2026-01-31, None where the text is none."""
    try:
        return date.fromisoformat(text) if "-" in text else None
    except ValueError:
        return None


def day_start(day: date) -> datetime:
    """Return a day's first second, here."""
    return datetime.combine(day, time()).astimezone()


def day_end(day: date) -> datetime:
    """Return a day's last second, here."""
    return datetime.combine(day, time(23, 59, 59)).astimezone()
