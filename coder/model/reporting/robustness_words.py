"""What would topple a finding, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coder.i18n import _, bracketed, listed
from coder.model.reporting.robustness import Bar, Robustness, Tally, Trial
from coder.model.reporting.under_finding import Check

_NAMED = 3
_ONE_BY_ONE: tuple[Check, ...] = ("case", "coder", "speaker")
_KINDS: tuple[Check, ...] = ("suggestions", "definitions", "settled")
Names = Mapping[str, str]
Speakers = Mapping[tuple[str, str], str]


def bar_words(bar: Bar) -> str:
    """Return when a finding holds, and who said so."""
    told = _("A finding holds when at least {count} cases speak for it and at most {share} of its passages against it")
    whose = _("set by the lead") if bar.is_set else _("the program's own measure, for the lead set none")
    return told.format(count=bar.least_cases, share=f"{bar.most_against:.0%}") + bracketed(whose) + _(".")


def tally_words(tally: Tally) -> str:
    """Return how a finding stands."""
    return _("{count} cases for it, {share} of the passages against it").format(
        count=tally.cases, share=f"{tally.share:.0%}"
    )


def verdict(*, holds: bool) -> str:
    """Return whether a finding holds, in a word."""
    return _("it holds") if holds else _("it does not hold")


def check_name(check: Check) -> str:
    """Return what is left out by a kind of trial."""
    return {
        "case": _("without one case"),
        "coder": _("without one coder"),
        "speaker": _("without one speaker"),
        "suggestions": _("without codings from suggestions"),
        "definitions": _("without codings under older definitions"),
        "settled": _("on the settled layer alone"),
    }[check]


def left_out(trial: Trial, cases: Names, coders: Names, speakers: Speakers) -> str:
    """Return the name of what a trial leaves out; empty for a kind of codings."""
    key = trial.left_out
    if trial.check == "coder":
        return coders.get(key[0], key[0])
    if trial.check == "speaker":
        return speaker_of(key[0], key[1], cases, speakers)
    return cases.get(key[0], key[0]) if key else ""


def speaker_of(case: str, label: str, cases: Names, speakers: Speakers) -> str:
    """Return a speaker of a case as quotations name it, by the label where nothing else is known."""
    return f"{cases.get(case, case)} {speakers.get((case, label), label)}".strip()


def sentence(key: str, found: Robustness, cases: Names, coders: Names, speakers: Speakers) -> str:
    """Return what would topple a finding, in one sentence."""
    return _("; ").join(parts(key, found, cases, coders, speakers)) + _(".")


def parts(key: str, found: Robustness, cases: Names, coders: Names, speakers: Speakers) -> list[str]:
    """Return what would topple a finding, a kind of trial a part; of one that does not hold, what would let it hold."""
    tally = tally_words(found.whole)
    if not found.holds:
        return [
            _("{finding} does not hold: {tally}").format(finding=key, tally=tally),
            _rescued(found, cases, coders, speakers),
        ]
    told = [_("{finding} holds: {tally}").format(finding=key, tally=tally)]
    told += [_counted(check, trials, cases, coders, speakers) for check in _ONE_BY_ONE if (trials := found.of(check))]
    told += [_kind(trial, found.bar) for check in _KINDS for trial in found.of(check)]
    if not found.of("settled"):
        told.append(_("nothing is settled yet"))
    return told


def short(found: Robustness) -> str:
    """Return in a few words whether a finding holds, and by what kinds of trials it would fall."""
    if not found.holds:
        return _("It does not hold: {tally}").format(tally=tally_words(found.whole))
    fallen = [check for check in (*_ONE_BY_ONE, *_KINDS) if not all(trial.holds for trial in found.of(check))]
    if not fallen:
        return _("It holds, whatever is left out")
    return _("It holds, but not {checks}").format(checks=listed(map(check_name, fallen)))


def _rescued(found: Robustness, cases: Names, coders: Names, speakers: Speakers) -> str:
    holding = [trial for trial in found.trials if trial.holds]
    if not holding:
        return _("nor would it with anything left out")
    names = [f"{check_name(one.check)} {left_out(one, cases, coders, speakers)}".strip() for one in holding[:_NAMED]]
    return _("it would hold: {names}").format(names=listed(names) + _more(len(holding)))


def _counted(check: Check, trials: Sequence[Trial], cases: Names, coders: Names, speakers: Speakers) -> str:
    fallen = [trial for trial in trials if not trial.holds]
    told = _("holds in {holding} of {trials} {check}").format(
        holding=len(trials) - len(fallen), trials=len(trials), check=check_name(check)
    )
    if not fallen:
        return told
    who = listed(left_out(trial, cases, coders, speakers) for trial in fallen[:_NAMED]) + _more(len(fallen))
    return told + bracketed(_("not without {names}").format(names=who))


def _more(names: int) -> str:
    return _(" and {count} more").format(count=names - _NAMED) if names > _NAMED else ""


def _kind(trial: Trial, bar: Bar) -> str:
    name = check_name(trial.check)
    if trial.check != "settled" and not trial.codings:
        return _("no codings came from suggestions") if trial.check == "suggestions" else _("no older definitions")
    if trial.holds:
        return _("holds {check}").format(check=name)
    if trial.tally.cases < bar.least_cases:
        return _("falls to {count} cases {check}").format(count=trial.tally.cases, check=name)
    return _("falls with {share} against it {check}").format(share=f"{trial.tally.share:.0%}", check=name)
