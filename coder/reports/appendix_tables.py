"""Tables of the appendices that the lead's page asks for: the cases, and which passages are quoted where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.i18n import _, listed
from coder.model.codebook import Attribute
from coder.model.counting.column import columns_of
from coder.model.counting.table_columns import speaker_columns
from coder.model.reporting.method_sentences import are_several, row_list
from coder.model.reporting.overall_table import Cell, OverallTable, part_of
from coder.model.reporting.report import ChosenReport, Report
from coder.model.values.value_names import attribute_title, value_title
from coder.reports.quotation_choice import SIDES
from coder.reports.quotation_parts import printed, source

_MOST_ATTRIBUTES = 4
_MOST_CASES = 120


def appendix_tables(report: Report) -> tuple[OverallTable, ...]:
    """Return the tables of the appendices that are asked for, as far as there is anything in them."""
    asked = report.page.appendices
    found = (
        *([_cases(report)] if "cases" in asked else []),
        *([_speakers(report)] if "speakers" in asked else []),
        *([_quotations(report)] if "quotations" in asked else []),
    )
    return tuple(table for table in found if table.rows)


def closing_tables(report: Report) -> tuple[OverallTable, ...]:
    """Return the tables that close the appendices, behind the codebook."""
    return (_journal(report),) if has_journal(report) else ()


def has_codebook(report: Report) -> bool:
    """Tell whether the appendices hold the codebook."""
    return "codebook" in report.page.appendices and bool(report.method.codes)


def has_journal(report: Report) -> bool:
    """Tell whether the appendices hold the acts that the method's sentences rest on."""
    return "journal" in report.page.appendices and any(one.deeds for one in report.method.record)


def _journal(report: Report) -> OverallTable:
    several = are_several(report.method.record)
    rows = tuple(
        (
            Cell(one.subject, mark=one.mark if at == 0 else ""), Cell(deed.day), Cell(deed.coder), Cell(deed.what),
            Cell(f"{deed.acts:,}"), Cell(row_list(deed.rows, several=several)),
        )
        for one in report.method.record
        for at, deed in enumerate(one.deeds)
    )  # fmt: skip
    return OverallTable(
        mark="appendix-journal", caption=_("Acts in the journal under the method"), words=4,
        head=(_("Sentence"), _("Day"), _("Coder"), _("What"), _("Acts"), _("Rows")), rows=rows,
        note=_("coder log --act '#ROW' prints what an act did."),
    )  # fmt: skip


def _cases(report: Report) -> OverallTable:
    cases = report.method.cases
    names = list(dict.fromkeys(name for case in cases for name in case.attributes))[:_MOST_ATTRIBUTES]
    known = [report.method.attributes.get(name) or Attribute(id=name) for name in names]
    rows = (
        (
            Cell(case.title),
            *(Cell(value_title(one, case.attributes.get(one.id, "")) or "—") for one in known),
        )
        for case in cases[:_MOST_CASES]
    )
    return OverallTable(
        mark="appendix-cases", caption=_("Cases and their attributes"), words=len(known) + 1,
        head=(_("Case"), *map(attribute_title, known)), rows=tuple(rows),
        note=part_of(min(len(cases), _MOST_CASES), len(cases)),
    )  # fmt: skip


def _speakers(report: Report) -> OverallTable:
    """Return the roles in all, then the speakers of each case by what a report calls them."""
    columns = columns_of(speaker_columns(), "docx")
    words = {(v.case, v.transcript, v.label): v.words for v in report.voices}
    shown = [replace(one, label=words.get((one.case, one.transcript, one.label), one.label)) for one in report.speakers]
    rows = tuple(tuple(Cell(column.text(one)) for column in columns) for one in shown[:_MOST_CASES])
    return OverallTable(
        mark="appendix-speakers", caption=_("Roles and speakers"), words=4,
        head=tuple(column.label for column in columns), rows=rows,
        note=_("A passage in which two speak counts for each of them."),
        themes=frozenset(at for at, one in enumerate(shown[:_MOST_CASES]) if not one.transcript),
    )  # fmt: skip


def _quotations(report: Report) -> OverallTable:
    places: dict[str, tuple[ChosenReport, list[str]]] = {}
    for where, one in _printed(report):
        places.setdefault(one.quotation.id, (one, []))[1].append(where)
    rows = (
        (Cell(key), Cell(one.quotation.code_name), Cell(source(one.quotation, report)), Cell(listed(dict.fromkeys(at))))
        for key, (one, at) in places.items()
    )
    return OverallTable(
        mark="appendix-quotations", caption=_("Passages quoted"), words=4,
        head=(_("Passage"), _("Code"), _("Source"), _("Quoted in")), rows=tuple(rows), note="",
    )  # fmt: skip


def _printed(report: Report) -> Iterator[tuple[str, ChosenReport]]:
    for found in report.findings:
        yield from ((found.finding.id, one) for side in SIDES for one in printed(found, side))
    for theme in report.themes:
        yield from ((theme.frequency.code.title, one) for one in theme.picked)
