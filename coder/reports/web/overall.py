"""The overall results on the page: tables with captions above, heat maps, bars of shares."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from coder.i18n import _, run_on
from coder.model.reporting.overall_table import OverallTable
from coder.model.reporting.report import Report
from coder.reports.appendix_tables import appendix_tables, closing_tables, has_codebook
from coder.reports.finding_parts import unit_of
from coder.reports.outline import results_opening, source_line
from coder.reports.overall_tables import overall_tables
from coder.reports.web.evidence import Uses
from coder.reports.web.html_text import bar, esc, ident, table, tag
from coder.reports.web.sources import codebook_entries

_TINTS = 10


def overall(report: Report, uses: Uses) -> Iterator[str]:
    """Yield the tables of the results, each with unit and source below it."""
    yield from (tag("p", esc(told)) + "\n" for told in results_opening(report, uses.tables))
    figures = count(1)
    for one in overall_tables(report):
        yield with_source(one, uses)
        if one.bars:
            yield _bars(one, next(figures))
            yield tag("p", esc(run_on([unit_of(report), source_line()])), css="quiet") + "\n"


def appendices(report: Report, uses: Uses) -> Iterator[str]:
    """Yield the appendices: tables, and the codebook."""
    for one in appendix_tables(report):
        yield with_source(one, uses)
    if has_codebook(report):
        yield from codebook_entries(report)
    for one in closing_tables(report):
        yield with_source(one, uses)


def with_source(one: OverallTable, uses: Uses) -> str:
    """Return a table of the results with its unit and source below it."""
    return _table(one, uses) + tag("p", esc(run_on([one.note, source_line()])), css="quiet") + "\n"


def _table(one: OverallTable, uses: Uses) -> str:
    rows = [
        [
            tag("strong", esc(cell.text))
            if number in one.themes and at == 0
            else tag("span", esc(cell.text), css=f"heat h{round(_TINTS * cell.shade)}")
            if cell.shade is not None
            else tag("span", esc(cell.text), id=ident("j", cell.mark))
            if cell.mark
            else esc(cell.text)
            for at, cell in enumerate(row)
        ]
        for number, row in enumerate(one.rows)
    ]
    return table(uses.caption(f"all-{one.mark}", one.caption), [esc(name) for name in one.head], rows, words=one.words)


def _bars(one: OverallTable, figure: int) -> str:
    """Return the shares of each group as bars with their numbers, a row a theme and a column a group."""
    most = max((value for _name, values in one.bars for value in values), default=0)
    rows = [
        [
            esc(name),
            *(
                tag("span", f"{values[at]}%", css="share")
                + bar(values[at], most, _("{name}, {group}: {share}%").format(name=name, group=group, share=values[at]))
                for group, values in one.bars
            ),
        ]
        for at, name in enumerate(one.bar_names)
    ]
    caption = f"{_('Figure {number}').format(number=figure)} {one.bar_caption}"
    return table(caption, [_("Theme"), *(esc(group) for group, _values in one.bars)], rows, words=len(one.bars) + 1)
