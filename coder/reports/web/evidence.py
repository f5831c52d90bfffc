"""Findings and recommendations on the page, each linked to what it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from coder.i18n import _, listed, run_on
from coder.model.counting.column import columns_of
from coder.model.counting.table_columns import count_columns
from coder.model.finding import Side, doubt_words
from coder.model.quotation import Quotation
from coder.model.recommendation_plan import plan_of
from coder.model.reporting.report import CellReport, ChosenReport, CodeEvidence, FindingReport, Report, TextPiece
from coder.reports.figure_parts import figure_table, figures_printed, notes_in_text, text_without_table
from coder.reports.finding_parts import (
    below_spread,
    resting_on,
    rests_on,
    spread_heads,
    spread_names,
    spread_shown,
    state,
    tables_named,
    totals,
    words_of,
    would_topple,
)
from coder.reports.link_targets import Places
from coder.reports.matrix_parts import MOST_IN_CELL, shown_in
from coder.reports.outline import section, source_line, subsection, table_name, table_numbers
from coder.reports.quotation_choice import SIDES
from coder.reports.quotation_parts import code_heading, how_taken, printed, quoted, source, theme_line
from coder.reports.web.html_text import bar, esc, ident, lang_of, link, table, tag


class Uses:
    """Where on the page each coding is used: the places to go back to from its transcript."""

    def __init__(self, report: Report) -> None:
        self._places: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._links = Places(report)
        self.tables = table_numbers(report)
        for resting in report.recommendations:
            self._add_text(resting.recommendation.id, resting.text)
        for found in report.findings:
            self._add_finding(found)
        for index, matrix in enumerate(report.matrices):
            for cell in (cell for row in matrix.cells for cell in row):
                for quotation in shown_in(cell, MOST_IN_CELL):
                    self._add(quotation, cell_place(index, cell), _("matrix"))

    def _add_finding(self, found: FindingReport) -> None:
        key = found.finding.id
        for one in (*printed(found, "for"), *printed(found, "against")):
            self._add(one.quotation, quote_place(key, one.quotation), key)
        self._add_text(key, found.text)

    def _add_text(self, key: str, text: Sequence[Sequence[TextPiece]]) -> None:
        for number, paragraph in enumerate(text):
            for piece in paragraph:
                if piece.quotation is not None:
                    self._add(piece.quotation, ident("text", key, str(number)), key)

    def _add(self, quotation: Quotation, place: str, name: str) -> None:
        for coding in [border.coding for border in quotation.codings] or [quotation.coding]:
            if (place, name) not in self._places[coding]:
                self._places[coding].append((place, name))

    def link(self, piece: TextPiece, near: str) -> str:
        """Return the id of the place that a link in a text leads to, empty where it has none."""
        if piece.quotation is not None:
            return passage_place(piece.quotation.coding) if piece.counted else ""
        place = self._links.of(piece, near)
        return ident(place.kind, *filter(None, (place.within, place.id))) if place else ""

    def caption(self, mark: str, text: str) -> str:
        """Return a table's caption with its number."""
        return f"{table_name(self.tables, mark)} {text}".strip()

    def of(self, coding: str) -> list[tuple[str, str]]:
        """Return the places, each with its name."""
        return self._places.get(coding, [])


def quote_place(finding: str, quotation: Quotation) -> str:
    """Return the id of a quotation printed under a finding."""
    return ident("q", finding, quotation.coding)


def cell_place(matrix: int, cell: CellReport) -> str:
    """Return the id of a cell."""
    return ident(f"m{matrix}", cell.row, cell.column)


def passage_place(coding: str) -> str:
    """Return the id of a coded passage in its transcript."""
    return ident("p", coding)


def recommendations(report: Report, uses: Uses) -> Iterator[str]:
    """Yield the recommendations, each with the findings that it rests on."""
    for number, one in enumerate(report.recommendations, 1):
        key = one.recommendation.id
        yield tag("h3", esc(section(number, one.recommendation.title, key)), id=ident("r", key)) + "\n"
        yield tag("p", tag("strong", esc(one.statement)), lang=lang_of(one.statement)) + "\n"
        yield from text_of(key, one.text, uses)
        yield from notes_of_text(one.text, report)
        for label, told in plan_of(one.recommendation):
            yield tag("p", _("{label}: {text}").format(label=tag("strong", esc(label)), text=esc(told))) + "\n"
        items = "".join(tag("li", link(ident("f", f.id), esc(rests_on(f, report)))) for f in one.findings)
        yield tag("p", esc(resting_on(one))) + (tag("ul", items) if items else "") + "\n"


def findings(report: Report, uses: Uses) -> Iterator[str]:
    """Yield the findings with text, evidence, spread and figures."""
    for number, found in enumerate(report.findings, 1):
        yield f'<article aria-labelledby="{ident("f", found.finding.id)}">\n'
        yield from _finding(number, found, report, uses)
        yield "</article>\n"
    for number, theme in enumerate(report.themes, 1):
        code = theme.frequency.code
        yield tag("h3", esc(section(number, code.title)), id=ident("v", code.id)) + "\n"
        yield tag("p", esc(code.defined), lang=lang_of(code.defined)) + "\n" if code.defined else ""
        yield tag("p", esc(theme_line(theme, report)), css="quiet") + "\n"
        for at, one in enumerate(theme.picked):
            if name := code_heading(theme.picked, at):
                yield tag("p", link(ident("c", one.quotation.code), esc(name)), css="of-code") + "\n"
            yield _quotation(code.id, one, report)


def _finding(number: int, found: FindingReport, report: Report, uses: Uses) -> Iterator[str]:
    finding = found.finding
    yield tag("h3", esc(section(number, finding.title, finding.id)), id=ident("f", finding.id)) + "\n"
    yield tag("p", tag("strong", esc(found.statement)), lang=lang_of(found.statement)) + "\n"
    for doubt in found.doubts:
        yield tag("p", esc(_("Note: {doubt}").format(doubt=doubt_words(doubt))), css="doubt") + "\n"
    yield from text_of(finding.id, found.text, uses)
    yield from notes_of_text(text_without_table(found, report), report)
    if named := tables_named(found, uses.tables):
        yield tag("p", esc(named)) + "\n"
    resting = [r for r in report.recommendations if finding.id in {f.id for f in r.findings}]
    if resting:
        names = (link(ident("r", r.recommendation.id), esc(_name(r.recommendation))) for r in resting)
        yield tag("p", esc(_("Recommendations that rest on it:")) + " " + listed(names)) + "\n"
    yield _codes(found, report, uses)
    yield tag("p", esc(run_on([totals(found, report), source_line()])), css="quiet") + "\n"
    yield _spread(found, uses)
    yield tag("p", esc(run_on([below_spread(found, report), source_line()])), css="quiet") + "\n"
    stands = (state(found, report.coder_names, report.voices), would_topple(found, report.coder_names, report.voices))
    yield tag("p", esc(run_on(stands)), css="quiet") + "\n"
    titles: dict[Side, str] = {"for": _("What speaks for it"), "against": _("What speaks against it")}
    counts: dict[Side, int] = {"for": found.passages_for, "against": found.passages_against}
    for at, side in enumerate((side for side in SIDES if counts[side]), 1):
        yield from _quotations(found, side, subsection(at, titles[side]), report)
    if figures := figures_printed(found, report):
        shown = figure_table(figures, report)
        rows = [
            (tag("span", esc(name), id=ident("fig", finding.id, f.id)), *map(esc, more))
            for f, (name, *more) in zip(figures, shown.rows, strict=True)
        ]
        yield table(
            uses.caption(f"figures-{finding.id}", _("{id}: figures beside it").format(id=finding.id)),
            [esc(n) for n in shown.head],
            rows,
            words=len(shown.head),
        )
        yield tag("p", esc(run_on([shown.below, _("Source: as named in the table.")])), css="quiet") + "\n"


def _name(one: object) -> str:
    return f"{getattr(one, 'id', '')} {getattr(one, 'title', '')}"


def _codes(found: FindingReport, report: Report, uses: Uses) -> str:
    evidence = [(_("for"), e) for e in found.supports] + [(_("against"), e) for e in found.opposes]
    counts = columns_of(count_columns(report.frequencies.layer, report.coder_names), "html")
    most = max((e.frequency.passages for _side, e in evidence), default=0)

    def row(side: str, e: CodeEvidence) -> tuple[str, ...]:
        f = e.frequency
        label = _("{name}: {count} passages").format(name=e.code.title, count=f.passages)
        return (
            link(ident("c", e.code.id), esc(e.code.title)),
            esc(side),
            *(esc(column.text(f)) for column in counts),
            bar(f.passages, most, label),
        )

    header = (_("Code"), _("Side"), *(column.label for column in counts), _("Passages as bars"))
    return table(
        uses.caption(f"codes-{found.finding.id}", _("{id}: how often").format(id=found.finding.id)),
        [esc(n) for n in header],
        [row(side, e) for side, e in evidence],
        words=2,
    )


def _spread(found: FindingReport, uses: Uses) -> str:
    most = max((max(s.supports, s.opposes) for s in found.spread), default=0)
    rows = [
        (
            *map(esc, spread_names(found, s)),
            str(s.supports),
            str(s.opposes),
            bar(s.supports, most, _("{name}: {count} for").format(name=s.case_name, count=s.supports)),
        )
        for s in spread_shown(found)
    ]
    names = spread_heads(found)
    header = (*names, _("Passages for"), _("Passages against"), _("For, as bars"))
    return table(
        uses.caption(f"spread-{found.finding.id}", _("{id}: spread over the cases").format(id=found.finding.id)),
        [esc(n) for n in header],
        rows,
        words=len(names),
    )


def _quotations(found: FindingReport, side: Side, title: str, report: Report) -> Iterator[str]:
    total = found.passages_for if side == "for" else found.passages_against
    shown = printed(found, side)
    yield tag("h4", esc(title)) + "\n"
    yield tag("p", esc(how_taken(found, side, report.findings)), css="quiet") + "\n"
    is_chosen = any(one.side == side for one in found.chosen)
    for at, one in enumerate(shown):
        if not is_chosen and (name := code_heading(shown, at)):
            yield tag("p", link(ident("c", one.quotation.code), esc(name)), css="of-code") + "\n"
        yield _quotation(found.finding.id, one, report)
    if total > len(shown):
        yield tag("p", esc(_("All passages are marked in the transcripts.")), css="quiet") + "\n"


def _quotation(finding: str, one: ChosenReport, report: Report) -> str:
    q = one.quotation
    telling = " telling" if one.telling else ""
    return (
        f'<blockquote id="{quote_place(finding, q)}" class="quotation{telling}">'
        + tag("p", esc(quoted(one)), lang=lang_of(one.shown))
        + f"<footer>{link(passage_place(q.coding), esc(source(q, report)))}</footer></blockquote>\n"
    )


def text_of(key: str, text: Sequence[Sequence[TextPiece]], uses: Uses) -> Iterator[str]:
    """Yield the paragraphs that the lead wrote for a finding or recommendation, each a place to come back to."""
    for number, paragraph in enumerate(text):
        yield tag("p", pieces_of(paragraph, key, uses), id=ident("text", key, str(number))) + "\n"


def notes_of_text(text: Sequence[Sequence[TextPiece]], report: Report) -> Iterator[str]:
    """Yield what a reader must know of the figures in a text, below it."""
    if told := notes_in_text(text, report):
        yield tag("p", esc(told), css="quiet") + "\n"


def pieces_of(paragraph: Sequence[TextPiece], near: str, uses: Uses) -> str:
    """Return what the lead wrote, each citation a link to what it names."""
    told = []
    for piece in paragraph:
        target = uses.link(piece, near)
        words = esc(words_of(piece, uses.tables))
        told.append(link(target, words) if target else words)
    return "".join(told)
