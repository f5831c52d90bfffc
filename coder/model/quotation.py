"""A quotation: a coding or a passage as a report cites it."""

from __future__ import annotations

from typing import NamedTuple


class Border(NamedTuple):
    """One coding of a passage: its id, its citation, its code and coder, and where it begins and ends."""

    coding: str
    citation: str
    code: str
    coder: str
    start: int
    end: int


class Quotation(NamedTuple):
    """A coding or a passage as a report cites it: a plain tuple, for exports stream a million of them.

    `id` is the citation (case, line, id tail) and `coding` the id of the coding that is cited; a passage has all of
    its codings in `codings` and all who made them in `coders`. `evidence` is what spoke for those that were suggested,
    as tables hold it. `code_name` is in the report's language.
    """

    id: str
    coding: str
    case: str
    case_name: str
    transcript: str
    line: int
    last_line: int
    speaker: str
    code: str
    code_name: str
    coders: tuple[str, ...]
    text: str
    start: int
    end: int
    at: str
    origin: str
    synthetic: bool
    codings: tuple[Border, ...] = ()
    evidence: tuple[str, ...] = ()
