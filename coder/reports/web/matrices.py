"""Framework matrices on the page: tables whose cells hold words, and lists of cells where the screen is narrow."""

from __future__ import annotations

from collections.abc import Iterator

from coder.i18n import _
from coder.model.quotation import Quotation
from coder.model.reporting.report import CellReport, MatrixReport, Report
from coder.reports.matrix_parts import (
    MOST_IN_CELL,
    empty_cell,
    more_in,
    rows_left,
    shown_in,
    stale_cell,
    words_of_passage,
)
from coder.reports.outline import matrices_opening, section, source_line
from coder.reports.overall_strips import matrix_counts
from coder.reports.web.evidence import Uses, cell_place, passage_place, pieces_of
from coder.reports.web.html_text import esc, link, tag
from coder.reports.web.overall import with_source


def matrices(report: Report, uses: Uses) -> Iterator[str]:
    """Yield the framework matrices, first their numbers."""
    if told := matrices_opening(report, uses.tables):
        yield tag("p", esc(told)) + "\n"
    yield from (with_source(one, uses) for one in matrix_counts(report))
    for index, matrix in enumerate(report.matrices):
        yield '<div class="matrix">\n'
        name = section(index + 1, _("Framework matrix: {name}").format(name=matrix.name))
        yield tag("h3", esc(name), id=f"m{index}") + "\n"
        yield _table(index, matrix, uses)
        if told := rows_left(matrix):
            yield tag("p", esc(told), css="quiet") + "\n"
        yield tag("p", esc(source_line()), css="quiet") + "\n"
        yield "</div>\n"


def _table(index: int, matrix: MatrixReport, uses: Uses) -> str:
    # The roles are said, for a narrow screen lays rows and cells out as blocks, which takes them away.
    caption = esc(uses.caption(f"matrix-{index}", _("Framework matrix of {name}").format(name=matrix.name)))
    names = [esc(heading.title) for heading in matrix.columns]
    heads = "".join(f'<th scope="col" role="columnheader">{name}</th>' for name in (esc(matrix.name), *names))
    rows = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{esc(heading.title)}</th>'
        + "".join(
            f'<td role="cell" data-head="{name}">{_cell(index, cell, uses)}</td>'
            for name, cell in zip(names, cells, strict=True)
        )
        + "</tr>\n"
        for heading, cells in zip(matrix.rows, matrix.cells, strict=True)
    )
    return (
        f'<div class="wide" role="region" aria-label="{caption}" tabindex="0"><table role="table">'
        f'<caption>{caption}</caption><thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">\n{rows}</tbody></table></div>\n'
    )


def _cell(matrix: int, cell: CellReport, uses: Uses) -> str:
    parts = []
    if cell.stale:
        parts.append(tag("p", esc(stale_cell()), css="stale"))
    if cell.summary:
        parts.append(tag("p", pieces_of(cell.summary, "", uses)))
    if cell.quotations:
        shown = shown_in(cell, MOST_IN_CELL)
        parts.append(tag("ul", "".join(tag("li", _passage(q)) for q in shown), css="said-so"))
        if more := more_in(cell, shown):
            parts.append(tag("p", esc(more), css="quiet"))
    else:
        parts.append(tag("span", esc(empty_cell()), css="empty"))
    parts += [tag("p", esc(beside), css="beside") for beside in cell.beside]
    return f'<div id="{cell_place(matrix, cell)}">{"".join(parts)}</div>'


def _passage(q: Quotation) -> str:
    """Return a passage in words, of which the citation leads to its place."""
    words, bracket, rest = words_of_passage(q).rpartition(q.id)
    return esc(words) + link(passage_place(q.coding), esc(bracket)) + esc(rest)
