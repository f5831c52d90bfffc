"""Two studies that were built apart, looked at before they become one: what both hold, and what was decided of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coder.errors import CoderError
from coder.i18n import _
from coder.record.entry import Put
from coder.record.kinds import KINDS
from coder.record.study import Study
from coder.record.union import built_apart
from coder.team.joined_studies import VERB, Side, both_hold, carry, names_of, pairings, told_apart, wanted, write
from coder.team.pairs import LOOKED_AT, Answers, Pair, decide, have_nothing_in_common, pairs


@dataclass(frozen=True, slots=True)
class BuiltApart:
    """Of two studies that become one: the pairs that were decided, and the replica that the other began with."""

    origin: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What both studies hold before they become one, as images by kind and id."""

    ours: Mapping[str, Mapping[str, str]]
    theirs: Mapping[str, Mapping[str, str]]


def two_studies(
    study: Study, answers: Answers, ask: Callable[[Pair], bool] | None, *, rehearse: bool
) -> BuiltApart | None:
    """Return what two studies hold that were built apart, None where the attached file is a copy of this one.

    A rehearsal asks nothing: what nobody decided yet is taken as it is proposed. Raises `CoderError` where the two have
    no transcript and no code in common, or where an answer is missing.
    """
    if not built_apart.is_built_apart(study):
        return None
    ours, theirs = ({n: built_apart.objects(study, schema, n) for n in LOOKED_AT} for schema in ("main", "theirs"))
    if have_nothing_in_common(ours, theirs):
        raise CoderError(
            _("the other study has no transcript and no code in common with this one"),
            _("name a copy of this study, or one that was built from the same codebook and files"),
        )
    work = built_apart.workers(study, "main") & built_apart.workers(study, "theirs")
    found = pairs(ours, theirs, work)
    both = {name: {**ours[name], **theirs[name]} for name in LOOKED_AT}
    decided = decide(found, answers, _as_proposed if rehearse else ask, both)
    told = {one.id: one for one in found if one.id not in answers} if rehearse else {}
    return BuiltApart(built_apart.origin(study, "theirs"), tuple({**decided, **told}.values()))


def hold(study: Study) -> Held:
    """Return what both studies hold; asked before rows are taken in."""
    return Held(*({n: built_apart.images(study, schema, n) for n in KINDS} for schema in ("main", "theirs")))


def _as_proposed(one: Pair) -> bool:
    return one.is_one


def make_one(study: Study, built: BuiltApart, both: Held) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Make the two studies one, after their rows came in; return in which fields what became one differs."""
    taken = {name: {*both.ours[name], *both.theirs[name]} for name in KINDS}
    noted = pairings(built.pairs, study, built.origin, taken)
    ours = Side(both.ours, names_of(noted, theirs=False))
    theirs = Side(both.theirs, names_of(noted, theirs=True))
    if not noted:
        return {}
    found = told_apart(wanted(ours, theirs), noted)
    write(study, found, both_hold(ours, theirs))
    study.record([Put("pairing", None, one) for one in noted], VERB)
    study.look_again()
    carry(study, ours, theirs)
    return found.asked
