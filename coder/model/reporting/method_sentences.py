"""What the method section says of the work, each sentence with the rows of the journal that it is made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from coder.i18n import _, bracketed, listed
from coder.model.journal.moment import row_name

_SHOWN = 4
MethodPart = Literal["coding", "agreement", "counting", "limits"]


class Stretch(NamedTuple):
    """Rows of one replica's journal that follow each other."""

    replica: str
    first: int
    last: int


class Deed(NamedTuple):
    """Acts of one kind by one coder on one day, and the rows that they wrote."""

    day: str
    coder: str
    what: str
    acts: int
    rows: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class MethodSentence:
    """A sentence on how the study was worked, its subject for a table, and the rows that bear it out.

    `part` is the section of the method that it stands in.
    `deeds` are the acts that wrote these rows, and `mark` is what leads to them.
    `head` and `cells` are a table of what the sentence sums up, where there is one.
    """

    subject: str
    text: str
    rows: tuple[Stretch, ...] = ()
    part: MethodPart = "coding"
    head: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    deeds: tuple[Deed, ...] = ()
    mark: str = ""


class Stretches:
    """Gathers rows of journals, each a replica and a number, as stretches of rows that follow each other."""

    def __init__(self) -> None:
        self._ended: list[Stretch] = []
        self._replica: str | None = None
        self._first = self._last = 0

    def add(self, replica: str, first: int, last: int) -> None:
        """Add the rows from one number to another; what follows the row added last costs no memory."""
        if replica == self._replica and self._first <= first <= self._last + 1:
            self._last = max(self._last, last)
            return
        self._ended += self._open()
        self._replica, self._first, self._last = replica, first, last

    def told(self) -> tuple[Stretch, ...]:
        """Return the stretches by replica and number, each row once."""
        whole = Stretches()
        for run in sorted(self._ended + self._open()):
            whole.add(*run)
        return tuple(whole._ended + whole._open())

    def _open(self) -> list[Stretch]:
        """Return the stretch that the next row may still lengthen."""
        return [] if self._replica is None else [Stretch(self._replica, self._first, self._last)]


def stretches(rows: Iterable[tuple[str, int]]) -> tuple[Stretch, ...]:
    """Return rows, each a replica and a number, as stretches of rows that follow each other."""
    found = Stretches()
    for replica, seq in rows:
        found.add(replica, seq, seq)
    return found.told()


def row_list(rows: tuple[Stretch, ...], *, several: bool) -> str:
    """Return rows of the journal: the first stretches, and how many there are in all."""
    told = [
        row_name(one.replica, one.first, several=several) + (f"–{one.last}" if one.last > one.first else "")
        for one in rows[:_SHOWN]
    ]
    if len(rows) <= _SHOWN:
        return listed(told)
    last = row_name(rows[-1].replica, rows[-1].last, several=several)
    return _("{rows} … {last}, {count} rows").format(
        rows=listed(told), last=last, count=sum(one.last - one.first + 1 for one in rows)
    )


def rows_words(rows: tuple[Stretch, ...], *, several: bool) -> str:
    """Return where in the journal a sentence comes from."""
    return _("journal {rows}").format(rows=row_list(rows, several=several))


def with_rows(sentence: MethodSentence, *, several: bool) -> str:
    """Return a sentence with the rows that it comes from behind it."""
    return sentence.text + (bracketed(rows_words(sentence.rows, several=several)) if sentence.rows else "")


def are_several(record: Iterable[MethodSentence]) -> bool:
    """Tell whether the rows of the sentences are of several replicas, which must then be named."""
    return len({one.replica for sentence in record for one in sentence.rows}) > 1


def record_lines(record: Iterable[MethodSentence]) -> list[tuple[str, str]]:
    """Return the sentences with their rows, each behind its subject; replicas are told where there are several."""
    told = list(record)
    several = are_several(told)
    return [(sentence.subject, with_rows(sentence, several=several)) for sentence in told]
