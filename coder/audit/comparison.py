"""The difference between two moments: what of the journal in between remains, by code and coder, object by object."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from coder.audit.change_words import Describer, FieldChange, ObjectChange
from coder.model.counting.coder_order import coders_in_order
from coder.model.journal.change import Change
from coder.model.journal.moment import Moment
from coder.record import past
from coder.record.kinds import KINDS, kind
from coder.record.study import Study
from coder.record.veil.visibility import shown

_WHOLE = frozenset(name for name in KINDS if kind(name).told == "one by one")
_COUNTED = frozenset(name for name in KINDS if kind(name).told == "counted")


class _Image(msgspec.Struct, frozen=True):
    """What of a coding or decision counts here."""

    transcript: str
    start: int
    end: int
    code: str
    coder: str
    code_version: int = 0
    quote_hash: str = ""
    verdict: str = ""


_decode = msgspec.json.Decoder(_Image).decode
_End = tuple[str | None, str | None]


@dataclass(slots=True)
class CodingTally:
    """What became of the codings of a code by a coder; a recoded one leaves its old code and comes to the new."""

    code: str
    coder: str
    made: int = 0
    removed: int = 0
    came: int = 0
    left: int = 0
    moved: int = 0
    looked_again: int = 0

    @property
    def balance(self) -> int:
        """How many more there are than before."""
        return self.made + self.came - self.removed - self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What is otherwise at `after` than at `before`."""

    before: Moment
    after: Moment
    codings: tuple[CodingTally, ...]
    recoded: tuple[tuple[str, str, str, int], ...]
    """Old code, new code, coder, how many."""
    decisions: tuple[tuple[str, str, int], ...]
    """Verdict, coder, how many more."""
    objects: tuple[ObjectChange, ...]
    transcripts: tuple[tuple[str, int], ...] = ()
    """Transcripts with the number of their codings that are otherwise."""

    @property
    def equal(self) -> bool:
        """Whether nothing is otherwise."""
        return not (self.codings or self.decisions or self.objects)


@dataclass(slots=True)
class _Sums:
    tallies: dict[tuple[str, str], CodingTally] = field(default_factory=dict)
    recoded: dict[tuple[str, str, str], int] = field(default_factory=lambda: defaultdict(int))
    decisions: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    transcripts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def of(self, code: str, coder: str) -> CodingTally:
        """Return the tally of a code and coder."""
        return self.tallies.setdefault((code, coder), CodingTally(code, coder))

    def add_coding(self, old: _Image | None, new: _Image | None) -> None:
        """Count a coding that is otherwise."""
        value = new or old
        if value is None:
            return
        self.transcripts[value.transcript] += 1
        if old is None:
            self.of(value.code, value.coder).made += 1
        elif new is None:
            self.of(value.code, value.coder).removed += 1
        else:
            if old.code != new.code:
                self.of(old.code, old.coder).left += 1
                self.of(new.code, new.coder).came += 1
                self.recoded[old.code, new.code, new.coder] += 1
            elif old.code_version != new.code_version:
                self.of(new.code, new.coder).looked_again += 1
            # One that was carried over to a corrected text stands on the same words.
            if (old.start, old.end) != (new.start, new.end) and old.quote_hash != new.quote_hash:
                self.of(new.code, new.coder).moved += 1

    def add_decision(self, old: _Image | None, new: _Image | None) -> None:
        """Count a decision that came or went."""
        for value, step in ((old, -1), (new, 1)):
            if value is not None:
                self.decisions[value.verdict, value.coder] += step


def compare(study: Study, one: Moment, other: Moment) -> Comparison:
    """Return what is otherwise at the later of two moments, as far as the coder may see it."""
    before, after = sorted((one, other), key=lambda m: (m.changes, m.limits))
    ends: dict[tuple[str, str], _End] = {}
    counted: dict[tuple[str, str], tuple[_Image | None, _Image | None]] = {}
    for change in shown(_between(study, before, after), study.seen):
        key = change.kind, change.key
        if change.kind in _COUNTED:
            first = counted[key][0] if key in counted else _read(change.before)
            counted[key] = first, _read(change.after)
        elif change.kind in _WHOLE:
            ends[key] = ends[key][0] if key in ends else change.before, change.after
    sums = _Sums()
    for (name, _key), (old, new) in counted.items():
        if old != new:
            (sums.add_coding if name == "coding" else sums.add_decision)(old, new)
    return Comparison(
        before=before,
        after=after,
        codings=_ordered(study, sums),
        recoded=tuple((*key, number) for key, number in sums.recoded.items()),
        decisions=tuple((*key, number) for key, number in sorted(sums.decisions.items()) if number),
        objects=_objects(study, ends),
        transcripts=tuple(sorted(sums.transcripts.items(), key=lambda pair: -pair[1])),
    )


def _read(image: str | None) -> _Image | None:
    return _decode(image) if image else None


def _between(study: Study, before: Moment, after: Moment) -> Iterator[Change]:
    return past.changes_between(study.reader, before, after)


def _ordered(study: Study, sums: _Sums) -> tuple[CodingTally, ...]:
    """Return the tallies that say something, in the codebook's order."""
    project = study.project()
    places = {code.id: i for i, code in enumerate(project.codes)}
    order = coders_in_order(sorted({t.coder for t in sums.tallies.values()}), project.coders)
    found = sorted(sums.tallies.values(), key=lambda t: (places.get(t.code, len(places)), t.code, order.index(t.coder)))
    return tuple(found)


def _objects(study: Study, ends: dict[tuple[str, str], _End]) -> tuple[ObjectChange, ...]:
    """Return the objects that came, went or changed, by kind; what only moved is left out."""
    describer = Describer(study)
    order = {name: i for i, name in enumerate(KINDS)}
    found = [
        describer.describe(name, key, before, after) for (name, key), (before, after) in ends.items() if before != after
    ]
    told = [change for change in found if change.what != "changed" or _says(change.fields)]
    return tuple(sorted(told, key=lambda change: (order[change.kind], change.id)))


def _says(fields: tuple[FieldChange, ...]) -> bool:
    # A memo moves only when a corrected text carries it over, on the same words.
    return bool({f.field for f in fields} - {"position", "start"})
