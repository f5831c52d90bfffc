"""What a merge did, or would do, in words: for the command and for the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coder.audit.field_names import field_name
from coder.i18n import _, listed
from coder.model.journal.erasure_entry import Erasure
from coder.record.kinds import kind
from coder.record.study import Study
from coder.record.union.lineage import Apart
from coder.record.union.unsettled import shown_to
from coder.team.merge import Merged, by_coder
from coder.team.pairs import Pair


class Line(NamedTuple):
    """How many objects of a kind came in by a coder, as they are called."""

    coder: str
    kind: str
    made: int
    changed: int
    removed: int


def copies_words(done: Merged) -> Iterator[str]:
    """Yield which copies went on under one name, and what they are called from then on."""
    for one in done.renamed_copies:
        which = _("this one") if one.is_ours else _("the other")
        text = _("Both files recorded changes as {name} since change {number}. From there on {which} is called {new}.")
        yield text.format(name=one.replica[:4], number=one.seq, which=which, new=one.name[:4])


def erased_words(found: Sequence[Erasure]) -> Iterator[str]:
    """Yield what was withdrawn in the other copy, and so is erased here too."""
    for one in found:
        yield _("Withdrawn in the other copy: {name} ({time})").format(name=one.title, time=one.at)


def counted_words(done: Merged, *, dry_run: bool) -> str:
    """Return how much came in, or would."""
    if not (done.changes or done.filled):
        return _("Nothing new: all of it is here already.")
    head = (
        _("Would be merged: {count} changes, {acts} acts.") if dry_run else _("Merged: {count} changes, {acts} acts.")
    )
    return head.format(count=f"{done.changes:,}", acts=done.acts)


def lines_of(study: Study, done: Merged) -> list[Line]:
    """Return what came in by coder and kind, as far as the coder may see it."""
    rows, _hidden = by_coder(done.rows, study.seen)
    names = study.project().coders
    return [
        Line(names.get(coder, coder) or "-", kind(name).label(), made, changed, removed)
        for coder, name, made, changed, removed in rows
    ]


def beside_words(study: Study, done: Merged) -> Iterator[str]:
    """Yield what else is to be said of the rows: what is not shown, is here already, and is filled in."""
    if by_coder(done.rows, study.seen)[1] or done.withheld:
        yield _("What others coded is merged too. A blind coder does not see it.")
    if done.here and (done.changes or done.filled):
        yield _("Here already: {count} changes.").format(count=f"{done.here:,}")
    if done.filled:
        yield _("{count} objects that were withheld are filled in now.").format(count=f"{done.filled:,}")


def pair_name(pair: Pair) -> str:
    """Return what a pair is called: its kind and its ids, theirs first."""
    return f"{kind(pair.kind).label()} {pair.theirs}" + (f" / {pair.ours}" if pair.ours != pair.theirs else "")


def differ_words(study: Study, done: Merged) -> Iterator[str]:
    """Yield in which fields what became one says different things."""
    for (name, key), fields in done.differ.items():
        labels = listed(field_name(one) for one in fields)
        yield _("They say different things of “{name}”: {fields}").format(name=_name(study, name, key), fields=labels)


def repair_words(study: Study, done: Merged) -> Iterator[str]:
    """Yield what was joined, kept, renamed and moved, and what is to be settled."""
    repairs = done.repairs
    if joined := [_name(study, kind, key) for kind, key in repairs.joined]:
        yield _("Changed on both sides, and joined: {names}").format(names=listed(joined))
    if revived := [_name(study, kind, key) for kind, key in repairs.revived]:
        yield _("Removed on one side and used on the other, so kept: {names}").format(names=listed(revived))
    for old, new in repairs.renamed:
        yield _("Two transcripts were called {old}; one is called {new} now.").format(old=old, new=new)
    if (repairs.moved or repairs.lost) and study.seen is None:
        yield _("Moved to the corrected texts: {moved} anchors; {lost} displaced (coder lost).").format(
            moved=repairs.moved, lost=repairs.lost
        )
    if asked := shown_conflicts(study, done):
        names = listed(_name(study, one.kind, one.key) for one in asked)
        yield _("To be settled: {names}").format(names=names)


def shown_conflicts(study: Study, done: Merged) -> list[Apart]:
    """Return what people are asked over, as far as the coder may see it."""
    return [one for one in done.repairs.asked if shown_to(study, one)]


def _name(study: Study, name: str, key: str) -> str:
    rule = kind(name)
    found = study.reader.named(name, key)
    return f"{rule.label()} {rule.called(found) if found is not None else key}"
