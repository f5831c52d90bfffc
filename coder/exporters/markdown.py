"""Markdown: the findings with their evidence, to read and to hand on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from coder.domain.analysis import Frequency, FrequencyTable
from coder.domain.finding import Side, doubt_words
from coder.domain.report import ChosenReport, CodeEvidence, FindingReport, Quotation, RecommendationReport, Report
from coder.domain.stamp import stamp_text
from coder.exporters import annex
from coder.exporters.files import atomic_text
from coder.exporters.listing import listed
from coder.exporters.markup import block_quote, bold, escape, paragraph, table
from coder.i18n import _, pick

QUOTATIONS_A_CODE = 12
_NONE = "—"


class MarkdownExporter:
    """Writes `findings.md`: every finding with what speaks for and against it, in the interface language."""

    name = "markdown"

    def write(self, report: Report, folder: Path) -> list[Path]:
        """Write `findings.md` into `folder` and return its path."""
        path = folder / "findings.md"
        with atomic_text(path) as file:
            file.writelines(f"{block}\n\n" for block in blocks(report))
        return [path]


def blocks(report: Report) -> Iterator[str]:
    """Yield the report's blocks of Markdown in their order."""
    yield from _opening(report)
    yield from _summary(report)
    for found in report.findings:
        yield from _finding(found, report)
    yield from annex.matrices(report)
    yield from _recommendations(report.recommendations)
    yield from annex.method(report)
    yield "## " + _("Frequencies of all codes and themes")
    yield _all_frequencies(report.frequencies)
    yield f"<!-- {stamp_text(report.stamp)} -->"


def chosen(quotations: Sequence[Quotation], limit: int = QUOTATIONS_A_CODE) -> list[Quotation]:
    """Return at most `limit` quotations in their order, taken from the cases in turn so that each speaks."""
    if len(quotations) <= limit:
        return list(quotations)
    seen: dict[str, int] = defaultdict(int)
    rounds = []
    for place, quotation in enumerate(quotations):
        rounds.append((seen[quotation.case], place))
        seen[quotation.case] += 1
    return [quotations[place] for place in sorted(place for _round, place in sorted(rounds)[:limit])]


def _opening(report: Report) -> Iterator[str]:
    yield f"# {escape(report.title)}"
    if report.notice:
        yield f"> {bold(escape(report.notice))}"
    stamp = report.stamp
    yield table(
        (_("Journal head"), _("Changes"), _("Made at"), _("Cases with transcripts"), _("Transcripts")),
        [(
            escape(stamp.head) or _NONE, f"{stamp.changes:,}", escape(stamp.made_at),
            str(report.frequencies.cases), str(report.frequencies.transcripts),
        )],
    )  # fmt: skip


def _summary(report: Report) -> Iterator[str]:
    cases = report.frequencies.cases
    yield "## " + _("Findings at a glance")
    header = (_("Finding"), _("Codings for"), _("Codings against"), _("Cases for"), _("Cases against"))
    rows = [
        (
            _heading(f.finding.id, f.finding.title), f"{f.codings_for:,}", f"{f.codings_against:,}",
            _part(f.cases_for, cases), _part(f.cases_against, cases),
        )
        for f in report.findings
    ]  # fmt: skip
    yield table(header, rows) if rows else _("No findings yet.")


def _finding(found: FindingReport, report: Report) -> Iterator[str]:
    yield f"## {_heading(found.finding.id, found.finding.title)}"
    yield paragraph(found.statement)
    for doubt in found.doubts:
        yield bold(escape(_("Note: {doubt}").format(doubt=doubt_words(doubt))))
    if state := _state(found, report.coder_names):
        yield state
    for piece in found.text:
        yield annex.pieces(piece)
    yield "### " + _("How often")
    yield _evidence_table(found)
    if found.spread:
        yield "### " + _("Spread over the cases")
        yield _spread_table(found)
    yield from _side(_("What speaks for it"), found, "for", report.coder_names)
    yield from _side(_("What speaks against it"), found, "against", report.coder_names)
    if found.figures:
        yield "### " + _("Figures beside it")
        yield _figure_table(found)


def _evidence_table(found: FindingReport) -> str:
    sides = ((_("for"), found.supports), (_("against"), found.opposes))
    rows = [(side, escape(e.code.title), *_counts(e.frequency)) for side, evidence in sides for e in evidence]
    if not rows:
        return _("No code speaks for it or against it.")
    return table((_("Side"), _("Code"), *_count_titles()), rows, left=2)


def _spread_table(found: FindingReport) -> str:
    rows = [(_case(s.case, s.case_name), escape(s.kind), str(s.supports), str(s.opposes)) for s in found.spread]
    return table((_("Case"), _("Kind"), _("For"), _("Against")), rows, left=2)


def _figure_table(found: FindingReport) -> str:
    header = (_("Figure"), _("Value"), _("Place"), _("Note"))
    return table(header, [tuple(map(escape, (f.title, f.text, f.place, f.note))) for f in found.figures], left=4)


def _state(found: FindingReport, names: dict[str, str]) -> str:
    """Return who coded it, who says most, and whether it was signed off and changed since."""
    told = []
    if found.coders:
        counts = listed(f"{names.get(coder, coder)} {count}" for coder, count in found.coders)
        told.append(_("Coders: {names}").format(names=counts))
    if found.most is not None:
        case, speaker, share = found.most
        told.append(_("most from one speaker: {who} {share}").format(who=f"{case} {speaker}", share=f"{share:.0%}"))
    if found.sign_off is None:
        told.append(_("not signed off"))
    else:
        by = names.get(found.sign_off.by, found.sign_off.by)
        told.append(_("signed off by {name} on {day}").format(name=by, day=found.sign_off.at[:10]))
        told += [_("{count} changes since sign-off").format(count=found.changes)] if found.changes else []
    return " · ".join(map(escape, told))


def _side(title: str, found: FindingReport, side: Side, coder_names: dict[str, str]) -> Iterator[str]:
    """Yield what the lead chose for a side; where nothing was, some of every code."""
    evidence = found.supports if side == "for" else found.opposes
    picked = [one for one in found.chosen if one.side == side]
    if not picked:
        yield from _quotations(title, evidence, coder_names)
        return
    yield f"### {title}"
    for one in picked:
        yield block_quote(one.shown, _chosen_source(one, coder_names))
    total = sum(len(e.quotations) for e in evidence)
    if total > len(picked):
        yield _("{shown} of {count} passages are printed here.").format(shown=len(picked), count=total)


def _chosen_source(one: ChosenReport, coder_names: dict[str, str]) -> str:
    source = f"{_citation(one.quotation, coder_names)} · {escape(one.quotation.code_name)}"
    return f"{source} · {bold(_('telling'))}" if one.telling else source


def _quotations(title: str, evidence: Sequence[CodeEvidence], coder_names: dict[str, str]) -> Iterator[str]:
    if not evidence:
        return
    yield f"### {title}"
    for item in evidence:
        yield f"#### {_heading(item.code.title, str(len(item.quotations)))}"
        shown = chosen(item.quotations)
        if not shown:
            yield _("No quotations.")
        for quotation in shown:
            yield block_quote(quotation.text, _citation(quotation, coder_names))
        if more := len(item.quotations) - len(shown):
            text = _("Not printed here: {count} more quotations; the CSV and Excel exports have them all.")
            yield text.format(count=more)


def _citation(quotation: Quotation, coder_names: dict[str, str]) -> str:
    coders = listed(escape(coder_names.get(c, c)) for c in quotation.coders)
    parts = (
        f"\\[{escape(quotation.id)}\\] {_case(quotation.case, quotation.case_name)}",
        _lines(quotation.line, quotation.last_line),
        escape(quotation.speaker),
        coders and _("coded by {coders}").format(coders=coders),
        quotation.synthetic and _("synthetic"),
    )
    return " · ".join(part for part in parts if part)


def _lines(first: int, last: int) -> str:
    if first == last:
        return _("line {line}").format(line=first)
    return _("lines {first}–{last}").format(first=first, last=last)


def _recommendations(recommendations: Sequence[RecommendationReport]) -> Iterator[str]:
    if not recommendations:
        return
    yield "## " + _("Recommendations")
    for item in recommendations:
        yield f"### {_heading(item.recommendation.id, item.recommendation.title)}"
        yield paragraph(item.statement)
        findings = pick("、", "; ").join(_heading(f.id, f.title) for f in item.findings)
        yield _("Rests on: {findings}").format(findings=findings or _NONE)


def _all_frequencies(frequencies: FrequencyTable) -> str:
    groups = frequencies.group_names
    header = (_("Code"), *_count_titles(), *(_group_title(g) for g in groups))
    rows = [(_code_name(f), *_counts(f), *(_group_counts(f, g) for g in groups)) for f in frequencies.rows]
    return table(header, rows)


def _code_name(frequency: Frequency) -> str:
    name = escape(frequency.code.title)
    return name if frequency.code.level == "code" else bold(name)


def _group_title(group: str) -> str:
    return _("{group}: codings (cases)").format(group=escape(group))


def _group_counts(frequency: Frequency, group: str) -> str:
    return f"{frequency.groups.get(group, 0):,} ({frequency.group_cases.get(group, 0)})"


def _count_titles() -> tuple[str, str, str, str]:
    return _("Codings"), _("Transcripts"), _("Cases"), _("Share of cases")


def _counts(frequency: Frequency) -> tuple[str, str, str, str]:
    share = _NONE if frequency.share is None else f"{frequency.share:.1%}"
    return f"{frequency.codings:,}", str(frequency.transcripts), str(frequency.cases), share


def _part(part: int, whole: int) -> str:
    return _("{part} of {whole}").format(part=part, whole=whole)


def _heading(first: str, second: str) -> str:
    return f"{escape(first)} · {escape(second)}"


def _case(case: str, name: str) -> str:
    return escape(name or case)
