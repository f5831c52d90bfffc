"""Bringing another copy of the study in: rehearsed or done, all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from coder.errors import CoderError
from coder.i18n import _
from coder.model.journal.erasure_entry import Erasure
from coder.record.kinds import OWNED
from coder.record.study import Study
from coder.record.union.attached import (
    Offer,
    attached,
    bring_signatures_alone,
    fill,
    fills,
    leave_out,
    offer,
    take,
    texts_apart,
)
from coder.record.union.row_order import keep_order
from coder.record.union.source import Source, other_study
from coder.record.union.taking_in import TakenIn
from coder.record.union.told_apart import Branch, branch, diverged_rows, rename_ours, rename_theirs
from coder.team.pairs import Pair
from coder.team.remembered_pairs import Known, apply_known, known
from coder.team.repairs import Repairs, repair
from coder.team.two_studies import BuiltApart, Held, hold, make_one, two_studies
from coder.team.withdrawn import erase_again, to_erase


@dataclass(frozen=True, slots=True)
class Merged:
    """What another copy brought in, what was done for it, and the backup that was made before.

    `rows` counts what came in by coder, kind and what became of the object (made, changed, removed). `erased` are
    withdrawals that take place here, too; a rehearsal of these knows no more than how many changes are `coming`.
    `renamed_copies` are branches of files that were copied by hand and went on under one name. `pairs` are what was
    decided of two studies that were built apart, or what people are asked over; `differ` are the fields in which what
    became one says different things.
    """

    rows: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    acts: int = 0
    withheld: int = 0
    filled: int = 0
    here: int = 0
    erased: tuple[Erasure, ...] = ()
    coming: int = 0
    pairs: tuple[Pair, ...] = ()
    differ: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    renamed_copies: tuple[Branch, ...] = ()
    repairs: Repairs = field(default_factory=Repairs)
    backup: Path | None = None

    @property
    def changes(self) -> int:
        """How many changes came in, or would."""
        return sum(self.rows.values()) + self.withheld + self.coming


@contextmanager
def _one_name_each(study: Study, source: Source, *, rehearse: bool) -> Iterator[tuple[Branch, ...]]:
    """Hold the other file beside this one, once copies that went on under one name are told apart.

    What is renamed here stands after it, for it says the same; a rehearsal leaves it, and goes no further.
    """
    leave_out(study, source)
    found: list[Branch] = []
    while (one := _next_branch(study, source)) is not None:
        found.append(one)
        if not one.is_ours:
            rename_theirs(source, one)
        elif rehearse:
            break
        else:
            if not any(each.is_ours for each in found[:-1]):
                study.backup()
            with study.together():
                rename_ours(study, one)
            study.look_again()
    with attached(study, source):
        yield tuple(found)


def _next_branch(study: Study, source: Source) -> Branch | None:
    with attached(study, source):
        diverged = offer(study, source).diverged
        return branch(study, diverged) if diverged else None


def _beyond(study: Study, source: Source, found: Sequence[Branch]) -> int:
    """Return how many rows of the other file are not here, where a branch of this one would be renamed first."""
    apart = {one.replica: one.seq for one in found}
    return sum(
        span.last - span.after for span in offer(study, source).spans if span.replica not in apart
    ) + diverged_rows(study, apart)


class _RehearsedError(Exception):
    def __init__(self, merged: Merged) -> None:
        super().__init__()
        self.merged = merged


def merge(
    study: Study,
    other: Path,
    *,
    rehearse: bool = False,
    may_erase: Callable[[Sequence[Erasure]], bool] = lambda _found: True,
    answers: Mapping[str, bool] = MappingProxyType({}),
    ask: Callable[[Pair], bool] | None = None,
) -> Merged:
    """Bring in what another copy of the study holds and this one lacks; a backup is made before.

    A withdrawal that the other file knows takes place here first. A rehearsal says what would come in, and leaves the
    study as it is. Where the other file is a study that was built apart, `answers` say by pair whether it is one; who
    is asked over the rest is `ask`. Raises `CoderError` where the other file cannot be read, or is of another study.
    """
    study.require_coder()
    with other_study(other, study.path) as source, _one_name_each(study, source, rehearse=rehearse) as renamed:
        if any(one.is_ours for one in renamed) and rehearse:
            return Merged(renamed_copies=renamed, coming=_beyond(study, source, renamed))
        found = offer(study, source)
        erased = to_erase(study, source)
        if erased and rehearse:
            return Merged(here=found.here, erased=erased, coming=sum(span.last - span.after for span in found.spans))
        if erased and not may_erase(erased):
            raise CoderError(_("nothing was merged"), _("a withdrawal of the other copy takes place here, or nothing"))
        built = two_studies(study, answers, ask, rehearse=rehearse)
        erase_again(study, erased)
        if not found.spans and not fills(study):
            if not rehearse:
                with study.together():
                    bring_signatures_alone(study)
            return Merged(here=found.here, renamed_copies=renamed)
        kept = None if rehearse else study.backup()
        try:
            with study.together():
                merged = _merged(study, source, found, kept, erased, built)
                _take_back_rehearsal(merged, rehearse=rehearse)
        except _RehearsedError as done:
            return replace(done.merged, renamed_copies=renamed)
        finally:
            study.look_again()
    return replace(merged, renamed_copies=renamed)


def _take_back_rehearsal(merged: Merged, *, rehearse: bool) -> None:
    if rehearse:
        raise _RehearsedError(merged)


def _merged(
    study: Study,
    source: Source,
    found: Offer,
    kept: Path | None,
    erased: tuple[Erasure, ...],
    built: BuiltApart | None,
) -> Merged:
    texts = texts_apart(study, source)
    before = hold(study) if built else known(study)
    taken: TakenIn = take(study, found)
    filled = fill(study)
    study.look_again()
    differ = _decided(study, built, before)
    limits = {span.replica: span.after for span in found.spans}
    repairs = repair(study, texts, lambda replica, seq: seq > limits.get(replica, seq))
    keep_order(study)
    study.look_again()
    return Merged(
        dict(taken.rows),
        taken.acts,
        taken.withheld,
        filled,
        found.here,
        erased,
        pairs=built.pairs if built else (),
        differ=differ,
        repairs=repairs,
        backup=kept,
    )


def _decided(
    study: Study, built: BuiltApart | None, before: Held | Known | None
) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Let what was decided of two studies take hold, now or before; return in what it says different things."""
    with study.unveiled():
        if built is not None and isinstance(before, Held):
            return make_one(study, built, before)
        if isinstance(before, Known):
            apply_known(study, before)
    return {}


def by_coder(
    rows: Mapping[tuple[str, str, str], int], seen: frozenset[str] | None
) -> tuple[list[tuple[str, str, int, int, int]], bool]:
    """Return for each coder and kind how many objects were made, changed and removed.

    What others did is left out for who codes blind (`seen`), which is told.
    """
    found: dict[tuple[str, str], Counter[str]] = {}
    hidden = False
    for (coder, kind, became), count in sorted(rows.items()):
        if seen is not None and kind in OWNED and coder not in seen:
            hidden = True
            continue
        found.setdefault((coder, kind), Counter())[became] += count
    told = [(*who, counts["made"], counts["changed"], counts["removed"]) for who, counts in found.items()]
    return told, hidden
