"""What of a finding every report prints: what the lead wrote, how it stands, and how it was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coder.i18n import _, listed, run_on
from coder.model.codebook import Finding
from coder.model.counting.counting_words import both_sides, merged_over_codes, unit
from coder.model.reporting.overall_table import part_of
from coder.model.reporting.report import (
    CaseSpread,
    FindingReport,
    RecommendationReport,
    Report,
    TextPiece,
    Voice,
    speaker_words,
)
from coder.model.reporting.robustness_words import sentence, speaker_of
from coder.model.values.numerals import small_numeral

MOST_IN_SPREAD = 40
"""More cases than these make no table that anybody reads."""


def resting_on(one: RecommendationReport) -> str:
    """Return what stands before the findings that a recommendation rests on, or that it rests on none."""
    return _("Rests on these findings:") if one.findings else _("This recommendation rests on no finding.")


def rests_on(finding: Finding, report: Report) -> str:
    """Return a finding as a recommendation lists it: its number in the report, its id and its title."""
    numbers = {found.finding.id: small_numeral(at) for at, found in enumerate(report.findings, 1)}
    if finding.id not in numbers:
        return f"{finding.id} {finding.title}"
    told = _("Finding {number} ({id}): {title}")
    return told.format(number=numbers[finding.id], id=finding.id, title=finding.title)


def state(found: FindingReport, names: Mapping[str, str], voices: Sequence[Voice] = ()) -> str:
    """Return who saw a finding so, who says most of it, and whether it is signed off, in a sentence."""
    who = listed(f"{names.get(coder, coder)} {count:,}" for coder, count in found.coders)
    told = [_("Passages by coder, both sides: {names}").format(names=who)] if who else []
    if found.most is not None:
        case, speaker, share = found.most
        who = speaker_of(case, speaker, _cases(found), speaker_words(voices))
        told.append(_("most for it from one speaker: {who} ({share})").format(who=who, share=f"{share:.0%}"))
    if found.sign_off is not None:
        name = names.get(found.sign_off.by, found.sign_off.by)
        told.append(_("signed off by {name} on {day}").format(name=name, day=found.sign_off.at[:10]))
        if found.changes:
            told.append(_("{count} changes since sign-off").format(count=found.changes))
    return _("; ").join(told) + _(".") if told else ""


def would_topple(found: FindingReport, names: Mapping[str, str], voices: Sequence[Voice] = ()) -> str:
    """Return without what a finding holds and without what it would not, in a sentence."""
    if found.robustness is None:
        return ""
    return sentence(found.finding.id, found.robustness, _cases(found), names, speaker_words(voices))


def tables_named(found: FindingReport, numbers: Mapping[str, int]) -> str:
    """Return in which tables the numbers of a finding stand, in a sentence."""
    key = found.finding.id
    known = (
        (_("passages of each code in {table}"), f"codes-{key}"),
        (_("spread over the cases in {table}"), f"spread-{key}"),
        (_("figures of others in {table}"), f"figures-{key}"),
    )
    told = [
        words.format(table=_("Table {number}").format(number=numbers[mark])) for words, mark in known if mark in numbers
    ]
    return _("See: {tables}.").format(tables=_("; ").join(told)) if told else ""


def _cases(found: FindingReport) -> dict[str, str]:
    return {share.case: share.case_name for share in found.spread}


def spread_shown(found: FindingReport) -> tuple[CaseSpread, ...]:
    """Return the cases that the table of a finding's cases shows: those with most passages, in the study's order."""
    if len(found.spread) <= MOST_IN_SPREAD:
        return found.spread
    ranked = sorted(range(len(found.spread)), key=lambda at: -found.spread[at].supports - found.spread[at].opposes)
    return tuple(found.spread[at] for at in sorted(ranked[:MOST_IN_SPREAD]))


def below_spread(found: FindingReport, report: Report) -> str:
    """Return what stands below that table: how many cases it leaves out, and the unit."""
    return run_on([part_of(len(spread_shown(found)), len(found.spread)), unit_of(report)])


def spread_heads(found: FindingReport) -> tuple[str, ...]:
    """Return the headings of the words in the table of a finding's cases: no kind where no case has one."""
    return (_("Case"), _("Kind")) if any(share.kind for share in found.spread) else (_("Case"),)


def spread_names(found: FindingReport, share: CaseSpread) -> tuple[str, ...]:
    """Return what stands of a case under those headings."""
    return (share.case_name, share.kind)[: len(spread_heads(found))]


def unit_of(report: Report) -> str:
    """Return the unit and the layer of the report's tables and charts."""
    return unit(report.frequencies.layer, report.coder_names)


def totals(found: FindingReport, report: Report) -> str:
    """Return what stands under the table of a finding's codes: the total, and how it was counted."""
    counts = _("Passages in all: {speaks_for} for, {against} against.").format(
        speaks_for=found.passages_for, against=found.passages_against
    )
    return run_on([counts, both_sides(found.both), merged_over_codes(), unit_of(report)])


def said(pieces: Sequence[TextPiece], tables: Mapping[str, int] | None = None) -> str:
    """Return what the lead wrote as plain text: quotations with their citations, tables by their numbers."""
    return "".join(
        f"{piece.text} [{piece.quotation.id}]" if piece.quotation else words_of(piece, tables or {}) for piece in pieces
    )


def words_of(piece: TextPiece, tables: Mapping[str, int]) -> str:
    """Return the words of a piece of the lead's text; a table that has a number is called by it."""
    if piece.kind != "table":
        return piece.text
    number = tables.get(f"codes-{piece.target}") or tables.get("all-codes")
    return piece.text if number is None else _("Table {number}").format(number=number)
