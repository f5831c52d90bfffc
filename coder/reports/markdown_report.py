"""Markdown: the findings with their evidence, to read and to hand on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from coder.files.atomic import atomic_text
from coder.files.markdown_columns import cells, headings, left_of
from coder.files.markdown_text import block_quote, bold, escape, paragraph, table
from coder.i18n import _, pick, run_on
from coder.model.counting.codetree import depths
from coder.model.counting.column import columns_of
from coder.model.counting.counting_words import merged_by_coder, merged_over_codes
from coder.model.counting.table_columns import count_columns, finding_columns, frequency_columns
from coder.model.finding import Side, doubt_words
from coder.model.recommendation_plan import plan_of
from coder.model.reporting.lead_page_text import Part
from coder.model.reporting.method_sentences import are_several, with_rows
from coder.model.reporting.overall_table import OverallTable
from coder.model.reporting.report import CellReport, ChosenReport, FindingReport, Report, TextPiece
from coder.model.reporting.stamp import stamp_text
from coder.reports.appendix_tables import appendix_tables, closing_tables, has_codebook
from coder.reports.codebook_parts import codes_in_use, rules
from coder.reports.figure_parts import figure_table, figures_printed, notes_in_text, references, text_without_table
from coder.reports.finding_parts import (
    below_spread,
    rests_on,
    said,
    spread_shown,
    state,
    tables_named,
    totals,
    unit_of,
    would_topple,
)
from coder.reports.matrix_parts import empty_cell, more_in, rows_left, shown_in, stale_cell, words_of_passage
from coder.reports.method_parts import method_sections
from coder.reports.outline import (
    abstract,
    chapters,
    cover,
    matrices_opening,
    results_opening,
    section,
    source_line,
    subsection,
    table_name,
    table_numbers,
)
from coder.reports.overall_strips import matrix_counts
from coder.reports.overall_tables import overall_tables
from coder.reports.quotation_choice import SIDES
from coder.reports.quotation_parts import code_heading, how_taken, printed, quoted, source, theme_line

_NONE = "—"
Numbers = dict[str, int]


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
    numbers = table_numbers(report)
    for chapter in chapters(report):
        yield f"## {escape(chapter.title)}"
        for pieces in chapter.text:
            yield paragraph(said(pieces, numbers))
        yield from _notes(chapter.text, report)
        yield from _part(report, chapter.part, numbers)
    yield "## " + _("Frequencies of all codes and themes")
    yield _all_frequencies(report)
    by_coder = merged_by_coder(report.frequencies.rows)
    yield escape(run_on([unit_of(report), merged_over_codes(), by_coder]))
    yield "## " + _("Colophon")
    yield from _colophon(report)
    yield f"<!-- {stamp_text(report.stamp)} -->"


def _part(report: Report, part: Part, numbers: Numbers) -> Iterator[str]:
    if part == "abstract":
        yield from (paragraph(said(pieces, numbers)) for pieces in abstract(report))
        yield from _notes(abstract(report), report)
    elif part == "method":
        yield from _method(report, numbers)
    elif part == "results":
        yield from map(escape, results_opening(report, numbers))
        yield from (block for one in overall_tables(report) for block in _overall(one, numbers))
    elif part == "findings":
        yield from _summary(report) if report.findings else _themes(report)
        for number, found in enumerate(report.findings, 1):
            yield from _finding(number, found, report, numbers)
    elif part == "matrices":
        yield from _matrices(report, numbers)
    elif part == "recommendations":
        yield from _recommendations(report, numbers)
    elif part == "references":
        yield from _references(report)
    elif part == "appendices":
        yield from (block for one in appendix_tables(report) for block in _overall(one, numbers))
        yield from _codebook(report) if has_codebook(report) else ()
        yield from (block for one in closing_tables(report) for block in _overall(one, numbers))


def _overall(one: OverallTable, numbers: Numbers) -> Iterator[str]:
    yield _caption(numbers, f"all-{one.mark}", one.caption)
    rows = [
        tuple(
            bold(escape(cell.text)) if row in one.themes and at == 0 else escape(cell.text)
            for at, cell in enumerate(cells_)
        )
        for row, cells_ in enumerate(one.rows)
    ]
    yield table(tuple(map(escape, one.head)), rows, left=one.words)
    yield escape(run_on([one.note, source_line()]))


def _caption(numbers: Numbers, mark: str, caption: str) -> str:
    return bold(escape(f"{table_name(numbers, mark)} {caption}".strip()))


def _opening(report: Report) -> Iterator[str]:
    front = cover(report)
    yield f"# {escape(front.title)}"
    if report.notice:
        yield f"> {bold(escape(report.notice))}"
    if front.subtitle:
        yield escape(front.subtitle)
    for label, name in (*front.by, (_("Date"), front.day)):
        yield escape(_("{label}: {text}").format(label=label, text=name))


def _colophon(report: Report) -> Iterator[str]:
    stamp = report.stamp
    yield table(
        (_("Journal head"), _("Changes"), _("Made at"), _("Cases with transcripts"), _("Transcripts")),
        [(
            escape(stamp.head) or _NONE, f"{stamp.changes:,}", escape(stamp.made_at),
            str(report.frequencies.cases), str(report.frequencies.transcripts),
        )],
    )  # fmt: skip


def _summary(report: Report) -> Iterator[str]:
    columns = columns_of(finding_columns(report), "markdown")
    rows = [cells(columns, found) for found in report.findings]
    yield table(headings(columns), rows, left=left_of(columns)) if rows else _("No findings yet.")
    yield escape(unit_of(report))


def _finding(number: int, found: FindingReport, report: Report, numbers: Numbers) -> Iterator[str]:
    yield f"### {escape(section(number, found.finding.title, found.finding.id))}"
    yield bold(paragraph(found.statement)) if "\n" not in found.statement else paragraph(found.statement)
    for doubt in found.doubts:
        yield "> " + _("Note: {doubt}").format(doubt=escape(doubt_words(doubt)))
    for pieces in found.text:
        yield paragraph(said(pieces, numbers))
    yield from _notes(text_without_table(found, report), report)
    key = found.finding.id
    yield from filter(None, [escape(tables_named(found, numbers))])
    yield "#### " + _("How often")
    if found.supports or found.opposes:
        yield _caption(numbers, f"codes-{key}", _("{id}: how often").format(id=key))
    yield _evidence_table(found, report)
    yield escape(run_on([totals(found, report), source_line()]))
    if found.spread:
        yield "#### " + _("Spread over the cases")
        yield _caption(numbers, f"spread-{key}", _("{id}: spread over the cases").format(id=key))
        yield _spread_table(found)
        yield escape(run_on([below_spread(found, report), source_line()]))
    yield escape(
        run_on(
            [state(found, report.coder_names, report.voices), would_topple(found, report.coder_names, report.voices)]
        )
    )
    titles: dict[Side, str] = {"for": _("What speaks for it"), "against": _("What speaks against it")}
    counts: dict[Side, int] = {"for": found.passages_for, "against": found.passages_against}
    for at, side in enumerate((side for side in SIDES if counts[side]), 1):
        yield from _quotations(subsection(at, titles[side]), found, side, report)
    if figures := figures_printed(found, report):
        yield "#### " + _("Figures beside it")
        yield _caption(numbers, f"figures-{key}", _("{id}: figures beside it").format(id=key))
        shown = figure_table(figures, report)
        yield table(shown.head, [tuple(map(escape, row)) for row in shown.rows], left=len(shown.head))
        yield escape(run_on([shown.below, _("Source: as named in the table.")]))


def _evidence_table(found: FindingReport, report: Report) -> str:
    sides = ((_("for"), found.supports), (_("against"), found.opposes))
    counts = columns_of(count_columns(report.frequencies.layer, report.coder_names), "markdown")
    rows = [(side, escape(e.code.title), *cells(counts, e.frequency)) for side, evidence in sides for e in evidence]
    if not rows:
        return _("No code speaks for it or against it.")
    return table((_("Side"), _("Code"), *headings(counts)), rows, left=2)


def _spread_table(found: FindingReport) -> str:
    rows = [(_case(s.case, s.case_name), str(s.supports), str(s.opposes)) for s in spread_shown(found)]
    return table((_("Case"), _("Passages for"), _("Passages against")), rows)


def _references(report: Report) -> Iterator[str]:
    if sources := references(report):
        yield "\n".join(f"- {escape(source)}" for source in sources)


def _codebook(report: Report) -> Iterator[str]:
    """Yield the codes with their definitions and rules, each below what it belongs to."""
    deep = depths(report.method.codes)
    for code in codes_in_use(report):
        yield f"{'#' * min(3 + deep[code.id], 6)} {escape(code.title)}"
        yield from [paragraph(code.defined)] if code.defined else []
        yield from (
            paragraph(_("{label}: {text}").format(label=label, text=text))
            for label, text in rules(code, report.method.codes)
        )


def _themes(report: Report) -> Iterator[str]:
    for number, theme in enumerate(report.themes, 1):
        code = theme.frequency.code
        yield f"### {escape(section(number, code.title))}"
        yield from [paragraph(code.defined)] if code.defined else []
        yield escape(theme_line(theme, report))
        yield from _each(theme.picked, report, by_code=True)


def _quotations(title: str, found: FindingReport, side: Side, report: Report) -> Iterator[str]:
    """Yield the quotations of a side, each with its source; `*` marks the telling ones."""
    yield f"#### {escape(title)}"
    yield escape(how_taken(found, side, report.findings))
    is_chosen = any(one.side == side for one in found.chosen)
    yield from _each(printed(found, side), report, by_code=not is_chosen)


def _each(shown: Sequence[ChosenReport], report: Report, *, by_code: bool) -> Iterator[str]:
    for at, one in enumerate(shown):
        if by_code and (name := code_heading(shown, at)):
            yield f"##### {escape(name)}"
        told = escape(source(one.quotation, report))
        yield block_quote(quoted(one), told + (" · " + bold(_("telling")) if one.telling else ""))


def _matrices(report: Report, numbers: Numbers) -> Iterator[str]:
    yield from filter(None, [escape(matrices_opening(report, numbers))])
    yield from (block for one in matrix_counts(report) for block in _overall(one, numbers))
    for at, matrix in enumerate(report.matrices):
        yield f"### {escape(section(at + 1, _('Framework matrix: {name}').format(name=matrix.name)))}"
        rows = [
            (bold(escape(heading.title)), *map(_cell, cells))
            for heading, cells in zip(matrix.rows, matrix.cells, strict=True)
        ]
        yield _caption(numbers, f"matrix-{at}", _("Framework matrix of {name}").format(name=matrix.name))
        yield table(("", *(escape(h.title) for h in matrix.columns)), rows, left=len(matrix.columns) + 1)
        yield from filter(None, [escape(rows_left(matrix))])
        yield escape(source_line())


def _cell(cell: CellReport) -> str:
    """Return a cell's summary, and below it passages in words."""
    shown = shown_in(cell)
    told = [bold(escape(stale_cell()))] if cell.stale else []
    told += [escape(said(cell.summary))] if cell.summary else []
    told += [escape(words_of_passage(q)) for q in shown]
    told += [more_in(cell, shown)] if cell.quotations else [escape(empty_cell())]
    told += [escape(beside) for beside in cell.beside]
    return "<br>".join(filter(None, told))


def _method(report: Report, numbers: Numbers) -> Iterator[str]:
    several = are_several(report.method.record)
    for number, one in enumerate(method_sections(report), 1):
        yield f"### {escape(section(number, one.title))}"
        for sentences in filter(None, one.paragraphs):
            yield escape(run_on(with_rows(told, several=several) for told in sentences))
        if shown := one.table:
            yield _caption(numbers, shown.mark, shown.caption)
            yield table(shown.head, [tuple(map(escape, row)) for row in shown.rows], left=shown.words)


def _notes(text: Sequence[Sequence[TextPiece]], report: Report) -> Iterator[str]:
    if told := notes_in_text(text, report):
        yield escape(told)


def _recommendations(report: Report, numbers: Numbers) -> Iterator[str]:
    for number, item in enumerate(report.recommendations, 1):
        yield f"### {escape(section(number, item.recommendation.title, item.recommendation.id))}"
        yield paragraph(item.statement)
        for pieces in item.text:
            yield paragraph(said(pieces, numbers))
        yield from _notes(item.text, report)
        for label, told in plan_of(item.recommendation):
            yield _("{label}: {text}").format(label=bold(label), text=escape(told))
        findings = pick("、", "; ").join(escape(rests_on(f, report)) for f in item.findings)
        yield _("Rests on: {findings}").format(findings=findings or _NONE)


def _all_frequencies(report: Report) -> str:
    columns = columns_of(frequency_columns(report.frequencies, report.coder_names), "markdown")
    deep = depths(row.code for row in report.frequencies.rows)
    rows = []
    for row in report.frequencies.rows:
        name, *counts = cells(columns, row)
        inset = "– " * (deep[row.code.id] - 1)
        rows.append((f"{inset}{name}" if row.code.level == "code" else bold(name), *counts))
    return table(headings(columns), rows)


def _heading(first: str, second: str) -> str:
    return f"{escape(first)} · {escape(second)}"


def _case(case: str, name: str) -> str:
    return escape(name or case)
