"""Comparison of the acts' summaries, and of what they touched, with the journal.

The journal is long, so it is read once: what it says of acts is gathered while the chain of its rows is checked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from coder.i18n import _
from coder.model.journal.change import ActSummary, Change
from coder.record import activity
from coder.record.journal import Journal


@dataclass(slots=True)
class _Act:
    """What the journal says of one act."""

    first: Change
    """Its first row, without images: they are many, and long."""
    last_seq: int
    clock: int
    kinds: dict[str, None] = field(default_factory=dict)
    reverted_by: str | None = None

    def summary(self) -> ActSummary:
        """Return the summary that the table of acts is to hold."""
        first = self.first
        return ActSummary(
            first.act, first.replica, first.seq, self.last_seq, first.coder, first.at, tuple(self.kinds), first.reverts,
            self.reverted_by, self.clock,
        )  # fmt: skip


@dataclass(slots=True)
class ActsRead:
    """Gathers what the journal says of acts, and which of them touched something else than the tables hold."""

    connection: sqlite3.Connection
    _acts: dict[str, _Act] = field(default_factory=dict)
    _apart: dict[str, int] = field(default_factory=dict)
    _withheld: set[tuple[str, int]] = field(default_factory=set)
    _misled: list[str] = field(default_factory=list)
    _is_whole: bool = False

    def passing(self, changes: Iterable[Change]) -> Iterator[Change]:
        """Yield the journal's rows, by replica and number, and gather what they say."""
        trail, act, held = activity.Trail(), None, ""
        shared: tuple[str | None, ...] = ()
        for change in changes:
            # Each row passes here, and there are hundreds of thousands: so its fields are named once.
            replica, seq, clock, at, coder, name, kind, key, before, after, reverts, _, _, _, _, _ = change
            if not kind:
                self._withheld.add((replica, seq))
                yield change
                continue
            if act is None or name != held:
                self._end(act, trail)
                trail, act, held = activity.Trail(), self._begun(change), name
                shared = (act.first.at, act.first.coder, act.first.reverts, act.first.replica)
            if (at, coder, reverts, replica) != shared or (seq != act.last_seq + 1 and not self._follows(act, seq)):
                self._apart[name] = seq
            act.last_seq, act.clock = seq, clock
            act.kinds[kind] = None
            if before is not None:
                trail.note_image(kind, key, before, seq)
            if after is not None:
                trail.note_image(kind, key, after, seq)
            yield change
        self._end(act, trail)
        self._is_whole = True

    def _begun(self, change: Change) -> _Act:
        """Return the act of a row, which may have begun before."""
        act = self._acts.get(change.act)
        if act is None:
            act = _Act(change._replace(before=None, after=None), change.seq - 1, change.clock)
            self._acts[change.act] = act
        return act

    def _follows(self, act: _Act, seq: int) -> bool:
        """Tell whether a row is the next of its act; rows that are withheld may lie between."""
        between = range(act.last_seq + 1, seq)
        return seq > act.last_seq and self._withheld.issuperset((act.first.replica, one) for one in between)

    def _end(self, act: _Act | None, trail: activity.Trail) -> None:
        if act is None:
            return
        name, at = act.first.act, act.first.at
        found = activity.ActTrail(name, at, act.clock, trail.rows(self.connection, act.clock))
        if not activity.is_kept(self.connection, found):
            self._misled.append(name)

    def disagreements(self, journal: Journal) -> Iterator[tuple[str, str]]:
        """Yield what the tables say otherwise; nothing where the journal could not be read to its end."""
        if not self._is_whole:
            return
        for name in self._misled:
            yield f"act {name}", _("what it touched is not what the journal says")
        for name, seq in self._apart.items():
            yield f"act {name}", _("its row #{number} is of another coder, time or place").format(number=seq)
        self._take_back()
        found = {a.act: a for a in journal.acts()}
        for name, act in self._acts.items():
            if found.pop(name, None) != act.summary():
                yield f"act {name}", _("its summary is not what the journal says")
        for name in sorted({*found, *activity.acts(self.connection)} - self._acts.keys()):
            yield f"act {name}", _("no row of the journal belongs to it")

    def _take_back(self) -> None:
        """Enter which act takes back which, in the order in which they were made."""
        for act in sorted(self._acts.values(), key=lambda one: (one.clock, one.first.replica)):
            target = self._acts.get(act.first.reverts or "")
            if target is None:
                continue
            target.reverted_by = act.first.act
            if restored := self._acts.get(target.first.reverts or ""):
                restored.reverted_by = None
