"""Tables of counts: codes by cases and by values of their attributes, numbers leading to their quotations."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from coder.i18n import _
from coder.model.codebook import Case
from coder.model.counting.case_groups import groups_of
from coder.model.counting.codetree import below, paths
from coder.model.counting.counting_words import whose
from coder.model.counting.frequencies import Frequency
from coder.model.reporting.report import Report
from coder.model.values.value_names import group_name, level_name
from coder.reports.overall_tables import attributes_of
from coder.reports.xlsx.quotation_order import Laid
from coder.reports.xlsx.sheets import Column, Linked, Value

Row = list[Value]
Table = tuple[list[Column], Iterator[Row]]
_MOST_CASES = 16_000


def codes_under(report: Report) -> dict[str, list[str]]:
    """Return the codes that each row of the frequency table counts: itself, and those below it."""
    codes = [row.code for row in report.frequencies.rows]
    return {code.id: list(below(codes, code.id)) for code in codes}


def cases_with_quotations(report: Report, laid: Laid) -> list[Case]:
    """Return the cases with a passage, in the study's order."""
    coded = {case for _code, case in laid.counts}
    return [case for case in report.method.cases if case.id in coded][:_MOST_CASES]


def linked(number: int, laid: Laid, codes: Sequence[str], cases: Collection[str] | None = None) -> Value:
    """Return a number that leads to the quotations it counts, or to the first where others stand between them."""
    place = laid.place(codes, cases) if number else None
    return Linked(number, place) if place else number


def case_table(report: Report, laid: Laid) -> Table:
    """Return one row a code or theme: its passages in each case."""
    cases, under = cases_with_quotations(report, laid), codes_under(report)
    columns = [*_code_columns(), Column(_all(report), 12, "count"), *(Column(case.title, 9, "count") for case in cases)]
    over = paths(f.code for f in report.frequencies.rows)

    def cells(row: Frequency) -> Row:
        codes = under[row.code.id]
        each = (linked(row.by_case.get(case.id, 0), laid, codes, [case.id]) for case in cases)
        return [*_code_cells(row, over), linked(row.passages, laid, codes), *each]

    return columns, map(cells, report.frequencies.rows)


def attribute_table(report: Report, laid: Laid) -> Table:
    """Return one row a code or theme: passages by groups of cases, each beside its share of the group and of the row.

    A share of the group is of all that themes count there, as in the report's tables.
    """
    cases, under = cases_with_quotations(report, laid), codes_under(report)
    groups = [
        (group_name(f"{name}: {group.name}"), [case.id for case in cases if case.id in group.cases])
        for name in attributes_of(report, cases)
        for group in groups_of(cases, name, report.method.attributes)
    ]
    head = [*_code_columns(), Column(_all(report), 12, "count")]
    columns = [
        *head,
        *(
            c
            for title, _ids in groups
            for c in (
                Column(title, 13, "count"),
                Column(_("{group}: share of group").format(group=title), 15, "share"),
                Column(_("{group}: share of row").format(group=title), 15, "share"),
            )
        ),
    ]
    themes = [row for row in report.frequencies.rows if row.code.parent is None]
    wholes = [sum(row.by_case.get(case, 0) for row in themes for case in ids) for _title, ids in groups]
    over = paths(f.code for f in report.frequencies.rows)

    def cells(row: Frequency) -> Row:
        codes = under[row.code.id]

        def shares(ids: Sequence[str], whole: int) -> tuple[Value, Value, Value]:
            number = sum(row.by_case.get(case, 0) for case in ids)
            return (
                linked(number, laid, codes, ids),
                number / whole if whole else None,
                number / row.passages if row.passages else None,
            )

        return [
            *_code_cells(row, over), linked(row.passages, laid, codes),
            *(value for (_title, ids), whole in zip(groups, wholes, strict=True) for value in shares(ids, whole)),
        ]  # fmt: skip

    return columns, map(cells, report.frequencies.rows)


def _all(report: Report) -> str:
    return _("Passages ({whose})").format(whose=whose(report.frequencies.layer, report.coder_names))


def _code_columns() -> list[Column]:
    return [Column(_("Level"), 9), Column(_("Theme"), 24), Column(_("Code"), 36, "long")]


def _code_cells(row: Frequency, over: Mapping[str, str]) -> Row:
    return [level_name(row.code.level), over[row.code.id], row.code.title]
