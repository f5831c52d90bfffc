"""Quotations as every format prints them: which ones, in which marks, and where they are from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce

from coder.i18n import _, run_on
from coder.model.codebook import Case
from coder.model.finding import Side, grouping_attributes, kind_of
from coder.model.quotation import Quotation
from coder.model.reporting.quoting import in_marks
from coder.model.reporting.report import ChosenReport, FindingReport, Report, ThemeReport, Voice


def printed(found: FindingReport, side: Side) -> list[ChosenReport]:
    """Return the quotations of a side to be printed: those that the lead chose, in their order, else those picked."""
    return [one for one in found.chosen if one.side == side] or [one for one in found.picked if one.side == side]


def how_taken(found: FindingReport, side: Side, findings: Sequence[FindingReport]) -> str:
    """Return who chose the quotations of a side, how many there are of how many, and what was left out.

    How the program takes them is said once, at the first of the `findings` for which it did.
    """
    total = found.passages_for if side == "for" else found.passages_against
    shown = printed(found, side)
    if any(one.side == side for one in found.chosen):
        return _("{shown} of {count} passages, chosen by the lead.").format(shown=len(shown), count=total)
    if not total:
        return ""
    if shown:
        told = (
            _taken(len(shown), total)
            if (found.finding.id, side) == _first_taken(findings)
            else _again(len(shown), total)
        )
    else:
        told = _("None of {count} passages: they are printed elsewhere in this report.").format(count=total)
    if side == "for" and found.held_back:
        left = _("{count} of which a memo says that they speak against were left out.").format(count=found.held_back)
        told = run_on([told, left])
    return told


def _first_taken(findings: Iterable[FindingReport]) -> tuple[str, Side] | None:
    taken = ((found.finding.id, one.side) for found in findings for one in found.picked)
    return next(taken, None)


def _taken(shown: int, total: int) -> str:
    return _(
        "{shown} of {count} passages. The lead chose none: the program took up to two a code, spread over the cases, "
        "none that a text or another finding prints, whole sentences first."
    ).format(shown=shown, count=total)


def _again(shown: int, total: int) -> str:
    return _("{shown} of {count} passages, which the program took in the same way.").format(shown=shown, count=total)


def theme_line(theme: ThemeReport, report: Report) -> str:
    """Return how often a theme was coded, and how its passages were taken."""
    row = theme.frequency
    counts = _("{passages} passages of {cases} of {whole} cases.").format(
        passages=row.passages, cases=row.cases, whole=report.frequencies.cases
    )
    taken = _("One passage of each code is printed, from other cases by turns, whole sentences first.")
    return run_on([counts, taken])


def quoted(one: ChosenReport) -> str:
    """Return a quotation in its marks."""
    return in_marks(one.shown)


def source(q: Quotation, report: Report) -> str:
    """Return where a quotation is from, below it: case, kind of case, who speaks, and its citation."""
    case = next((c for c in report.method.cases if c.id == q.case), None)
    kind = kind_of(case, _kinds(report.method.cases, report.cases_with_texts), report.method.attributes) if case else ""
    parts = (q.case_name, kind.replace(", ", "/"), voice(q, report), place(q))
    return reduce(lambda who, one: _("{who}, {place}").format(who=who, place=one), filter(None, parts))


def note(q: Quotation) -> str:
    """Return where a quotation in the lead's text is from, as short as a note may be."""
    return _("{who}, {place}").format(who=q.case_name, place=place(q))


def place(q: Quotation) -> str:
    """Return a quotation's line and citation."""
    return _("line {line} [{citation}]").format(line=q.line, citation=q.id)


def voice(q: Quotation, report: Report) -> str:
    """Return who speaks by role; a label of a letter or a name says nothing to a reader."""
    return _voices(report.voices).get((q.case, q.transcript, q.speaker), q.speaker)


def code_heading(shown: Sequence[ChosenReport], at: int) -> str:
    """Return the code that stands above a picked quotation, where it is another than that of the one before."""
    code = shown[at].quotation.code_name
    return code if not at or shown[at - 1].quotation.code_name != code else ""


@lru_cache(maxsize=4)
def _voices(voices: tuple[Voice, ...]) -> dict[tuple[str, str, str], str]:
    return {(one.case, one.transcript, one.label): one.words for one in voices}


def _kinds(cases: Sequence[Case], with_texts: frozenset[str]) -> tuple[str, ...]:
    return grouping_attributes([c for c in cases if not with_texts or c.id in with_texts])
