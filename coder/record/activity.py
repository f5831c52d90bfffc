"""Where acts went: which transcript and which code each act touched, and whose work there.

The table `touched` is derived from the journal like `act`, in the same transaction, so that the history of a
transcript or a code is read by an index and not by reading every image.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec

from coder.model.journal.change import Change
from coder.record.kinds import PLACES, kind

_INSERT = "INSERT INTO touched VALUES (?, ?, ?, ?, ?, ?, julianday(?))"
_CODING = (
    "SELECT coalesce(after, before) FROM change WHERE key = ? AND kind = 'coding' AND clock <= ? "
    "ORDER BY clock DESC, replica DESC LIMIT 1"
)
_LATER = frozenset({"salt", "commitment", "parent"})


class Touched(NamedTuple):
    """A transcript, a code, both or neither (empty), and whose coding, decision or memo (empty: everybody's)."""

    transcript: str = ""
    code: str = ""
    whose: str = ""


class _Image(msgspec.Struct):
    transcript: str = ""
    code: str | None = ""
    coder: str = ""
    target_kind: str = ""
    target: str = ""


_decode = msgspec.json.Decoder(_Image).decode
_ON_WORDS = frozenset(name for name, place in PLACES.items() if place == ("transcript", "code", "coder"))
"""The kinds of most rows of a journal."""


@dataclass(slots=True)
class Trail:
    """Collects what the changes of one act touch; each with the number of the first change that did."""

    _places: dict[tuple[str, ...], int] = field(default_factory=dict)
    _on_codings: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def is_on_codings(self) -> bool:
        """Whether memos on codings are among it: what they touch is asked of the journal."""
        return bool(self._on_codings)

    def note(self, name: str, key: str, fields: Sequence[str | None], seq: int) -> None:
        """Note a change to an object of a kind; `fields` are those that `fields_of` names."""
        place: tuple[str, ...]
        if name == "transcript":
            place = Touched(transcript=key)
        elif name == "code":
            place = Touched(code=key)
        elif name == "memo":
            on, target, whose = (text or "" for text in fields)
            if on == "coding":
                self._on_codings.setdefault((target, whose), seq)
                return
            place = Touched(target if on == "transcript" else "", target if on == "code" else "", whose)
        elif name in PLACES:
            place = tuple([text or "" for text in fields])
        else:
            return
        self._places.setdefault(place, seq)

    def note_values(self, name: str, key: str, values: Iterable[Any], seq: int) -> None:
        """Note a change by the objects before and after it."""
        fields = PLACES.get(name, ())
        for value in values:
            if value is not None:
                self.note(name, key, [getattr(value, f) for f in fields], seq)

    def note_row(self, name: str, key: str, row: Sequence[Any], seq: int) -> None:
        """Note a new object by its table row."""
        if name in _ON_WORDS:  # one lookup each: a bulk act has hundreds of thousands
            place = _place_in(name)(row)
            if None not in place:
                self._places.setdefault(place, seq)
                return
        self.note(name, key, [row[i] for i in _columns(name)], seq)

    def note_image(self, name: str, key: str, image: str, seq: int) -> None:
        """Note a change by the image before or after it."""
        if name in _ON_WORDS:
            value = _decode(image)
            self._places.setdefault((value.transcript, value.code or "", value.coder), seq)
        else:
            fields = PLACES.get(name, ())
            value = _decode(image) if fields else _Image()
            self.note(name, key, [getattr(value, field) for field in fields], seq)

    def note_change(self, change: Change) -> None:
        """Note a row of the journal."""
        for image in filter(None, (change.before, change.after)):
            self.note_image(change.kind, change.key, image, change.seq)

    def rows(self, connection: sqlite3.Connection, clock: int) -> dict[Touched, int]:
        """Return what was touched; memos on codings count for what was coded, as the journal knew it at `clock`."""
        found = {Touched(*place): seq for place, seq in self._places.items()}
        for (coding, whose), seq in self._on_codings.items():
            row = connection.execute(_CODING, (coding, clock)).fetchone()
            image = _decode(row[0]) if row else _Image()
            place = Touched(image.transcript, image.code or "", whose)
            found[place] = min(seq, found.get(place, seq))
        return found


@cache
def _columns(name: str) -> tuple[int, ...]:
    return tuple(kind(name).columns.index(f) for f in PLACES.get(name, ()))


@cache
def _place_in(name: str) -> Callable[[Sequence[Any]], tuple[str, ...]]:
    return itemgetter(*_columns(name))


def keep(connection: sqlite3.Connection, act: str, at: str, last: int, places: dict[Touched, int]) -> None:
    """Write what an act touched; `last` is the clock of its last change."""
    connection.executemany(_INSERT, [(act, *place, seq, last, at) for place, seq in places.items()])


class ActTrail(NamedTuple):
    """What the journal says that one act touched; `last` is the clock of its last change."""

    act: str
    at: str
    last: int
    places: dict[Touched, int]


def follow(connection: sqlite3.Connection, changes: Iterable[Change]) -> Iterator[ActTrail]:
    """Yield what each act touched, from the journal's rows by replica and number."""
    trail, held = Trail(), None
    for change in changes:
        if held is not None and change.act != held.act:
            yield ActTrail(held.act, held.at, held.clock, trail.rows(connection, held.clock))
            trail = Trail()
        trail.note_change(change)
        held = change
    if held is not None:
        yield ActTrail(held.act, held.at, held.clock, trail.rows(connection, held.clock))


def is_kept(connection: sqlite3.Connection, act: ActTrail) -> bool:
    """Tell whether the table holds what an act touched, and nothing else of it."""
    rows = connection.execute(
        "SELECT transcript, code, whose, seq, last, time = julianday(?) FROM touched WHERE act = ?", (act.at, act.act)
    )
    return sorted(rows) == sorted((*place, seq, act.last, 1) for place, seq in act.places.items())


def acts(connection: sqlite3.Connection) -> set[str]:
    """Return the names of all acts that the table knows."""
    return {row[0] for row in connection.execute("SELECT DISTINCT act FROM touched")}


def fill(connection: sqlite3.Connection) -> None:
    """Derive the whole table from the journal of an older study, whose rows may lack salt, commitment and parent."""
    columns = ", ".join("''" if name in _LATER else name for name in Change._fields)
    rows = connection.cursor().execute(f"SELECT {columns} FROM change ORDER BY replica, seq")
    for act in follow(connection, map(Change._make, rows)):
        keep(connection, act.act, act.at, act.last, act.places)
