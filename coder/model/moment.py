"""A moment of the study: how people write one, and what it stands for in the journal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from coder.errors import CoderError
from coder.i18n import _

_NUMBER = re.compile(r"#?\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Moment:
    """The study after an act: the number and hash of its last change here, when it was, and where every replica stood.

    `seq` 0 is the time before the first act; `changes` counts what stood in the journal, of all replicas.
    """

    seq: int
    hash: str
    at: str
    limits: tuple[tuple[str, int], ...]

    @property
    def changes(self) -> int:
        """How many changes the journal held."""
        return sum(last for _replica, last in self.limits)

    @property
    def short(self) -> str:
        """The moment in a few words: number and time."""
        return f"#{self.seq} {self.at}".strip()


def read_moment(text: str) -> int | datetime:
    """Return the change number or the time that a person wrote: `#1182`, `2026-11-20`, `2026-11-20T12:00+08:00`.

    A day alone is its end; a time without a zone is local. Raises `CoderError` for anything else.
    """
    written = text.strip()
    if match := _NUMBER.fullmatch(written):
        return int(match[1])
    if (day := read_day(written)) is not None:
        return day_end(day)
    try:
        return datetime.fromisoformat(written).astimezone()
    except (ValueError, OverflowError):
        raise CoderError(
            _("{text} is no moment").format(text=text),
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
