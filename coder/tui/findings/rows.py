"""Rows that show a finding: what it says, who speaks for and against it, and what one would doubt."""

from __future__ import annotations

from collections.abc import Mapping

from coder.findings.acts import FindingWork, Laid
from coder.findings.claim_check import too_much
from coder.findings.untranslated import written_in
from coder.i18n import _, labelled, listed, pick
from coder.model.codebook import Finding, Recommendation
from coder.model.counting.table_columns import coders_named
from coder.model.finding import Side, doubt_words, flat, grouping_attributes
from coder.model.project import Project
from coder.model.quotation import Quotation
from coder.model.reporting.figure_sources import figure_with_note
from coder.model.reporting.robustness import Robustness
from coder.model.reporting.robustness_words import short
from coder.model.values.case_attribute import sorted_by, type_of
from coder.model.values.value_names import attribute_title
from coder.tui.frame.palette import Paints
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad, paragraphs


def shown_text(entry: Finding | Recommendation) -> tuple[str, str]:
    """Return the text of an entry that is written in the language shown, and the name of its draft."""
    field = written_in(entry)
    name = "finding" if isinstance(entry, Finding) else "recommendation"
    return getattr(entry, field), f"{name}:{entry.id}" if field == "text" else f"{name}:{entry.id}:en"


def state_words(work: FindingWork, names: Mapping[str, str]) -> str:
    """Return where a finding stands with its sign-off, in a few words."""
    if work.sign_off is None:
        return _("not signed off")
    if work.since:
        return _("{count} changes since sign-off").format(count=len(work.since))
    by = work.sign_off.by
    return _("signed off by {name} on {day}").format(name=names.get(by, by), day=work.sign_off.at[:10])


def spread_words(work: FindingWork) -> str:
    """Return which cases speak for the finding and against it."""
    told = [
        f"{share.name} {share.speaks_for}" + (f"/{share.against}" if share.against else "") for share in work.spread
    ]
    return _("Cases (for/against): {cases}").format(cases=listed(told))


def voices_words(work: FindingWork, names: Mapping[str, str]) -> str:
    """Return how many coders saw it so, and how much comes from one speaker."""
    coders = _("Passages by coder, both sides: {names}").format(
        names=listed(f"{names.get(coder, coder)} {count}" for coder, count in work.coders) or "0"
    )
    if work.most is None:
        return coders
    case, speaker, share = work.most
    case = next((one.name for one in work.spread if one.case == case), case)
    return (
        coders
        + " | "
        + _("most for it from one speaker: {who} {share}").format(who=f"{case} {speaker}".strip(), share=f"{share:.0%}")
    )


def kinds_words(work: FindingWork, project: Project) -> str:
    """Return how many cases of each kind speak for the finding, attribute by attribute, values in their order."""
    speaking = {share.case: bool(share.speaks_for) for share in work.spread}
    cases = [project.case_by_id[key] for key in speaking if key in project.case_by_id]
    told = []
    for name in grouping_attributes(cases):
        attribute = type_of(name, cases, project.attribute_by_id)
        kinds: dict[str, list[bool]] = {}
        for case in sorted_by(cases, attribute):
            kinds.setdefault(project.value_of(case, name) or "-", []).append(speaking[case.id])
        counts = listed(f"{kind} {sum(found)}/{len(found)}" for kind, found in kinds.items())
        told.append(labelled(attribute_title(attribute), counts))
    return _("Cases for it by kind ({kinds})").format(kinds=_("; ").join(told))


def claim_rows(
    work: FindingWork, project: Project, tried: Robustness | None, width: int, height: int, paints: Paints
) -> list[Row]:
    """Return the statement, doubts, spread, voices, figures; what fits, the most important first."""
    room = max(10, width - 2)
    statement = pick(work.finding.statement, work.finding.statement_en)
    doubts = [("! " + doubt_words(doubt), paints.warn) for doubt in work.doubts]
    if claimed := too_much(work.claims):
        doubts.append((f"! {claimed}", paints.warn))
    if work.lost:
        doubts.insert(
            0, ("! " + _("{count} chosen quotations are no longer coded so").format(count=len(work.lost)), paints.bad)
        )
    figures = listed(f"{f.title} {figure_with_note(f, work.sources)}" for f in work.figures)
    told = [
        *doubts,
        *([(short(tried), paints.quiet if _stands(tried) else paints.warn)] if tried else []),
        (spread_words(work), paints.quiet),
        (voices_words(work, project.coders), paints.quiet),
        *([(kinds_words(work, project), paints.quiet)] if any(share.kinds for share in work.spread) else []),
        *([(_("Figures: {figures}").format(figures=figures), paints.quiet)] if figures else []),
    ]
    rows = [(line, paints.text) for line in paragraphs(statement, room, max(1, min(4, height - len(doubts) - 1)))]
    rows += [(fit(text, room), style) for text, style in told]
    return [((" " + text, style),) for text, style in rows[:height]]


def _stands(tried: Robustness) -> bool:
    return tried.holds and all(trial.holds for trial in tried.trials)


def passage_rows(
    one: Laid, names: Mapping[str, str], width: int, paints: Paints, color: str, *, here: bool
) -> tuple[Row, Row]:
    """Return two rows of a passage: how it stands and where it is from; its words."""
    q, style = one.quotation, paints.text
    ground = paints.selected if here else None
    if ground:
        style += type(style)(bgcolor=ground)
    mark = " > " if here else "   "
    chosen = "[x]" if one.chosen else "[ ]"
    telling = "*" if one.chosen and one.chosen.telling else " "
    side = _("for") if one.side == "for" else _("against")
    where = f"{q.id}  {q.case_name} {q.speaker}  {coders_named(names, q.coders)}"
    head = (
        (mark + chosen + telling + " " + pad(side, 8), style),
        ("▌", paints.bracket(color)),
        (pad(fit(q.code_name, 24), 25), style),
        (fit(where, max(5, width - 45)), style),
        (" " * width, style),
    )
    return head, ((" " * 8, style), (fit(one.shown, max(5, width - 9)), style), (" " * width, style))


def whole_rows(one: Laid, width: int, height: int, paints: Paints) -> list[Row]:
    """Return a passage's words in full, as printed and as spoken."""
    room = max(10, width - 2)
    rows: list[Row] = []
    if one.chosen and one.chosen.shown:
        rows += [((" " + line, paints.text),) for line in paragraphs(one.chosen.shown, room, max(1, height // 2 - 1))]
        rows.append(((" " + _("The whole passage:"), paints.quiet),))
    left = max(1, height - len(rows))
    rows += [((" " + line, paints.quiet if rows else paints.text),) for line in _whole(one.quotation, room, left)]
    return rows[:height]


def _whole(quotation: Quotation, width: int, most: int) -> list[str]:
    return paragraphs(flat(quotation.text), width, most)


def side_name(side: Side) -> str:
    """Return a side in words."""
    return _("evidence for") if side == "for" else _("evidence against")
