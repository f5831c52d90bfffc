"""Tables of the overall results, as every format prints them: themes and codes, by kind of firm, theme by case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from coder.i18n import _, run_on
from coder.model.codebook import Attribute, Case
from coder.model.counting.case_groups import Group, groups_of
from coder.model.counting.codetree import depths
from coder.model.counting.column import percent_of
from coder.model.counting.counting_words import merged_over_codes
from coder.model.counting.frequencies import Frequency, attribute_names
from coder.model.finding import grouping_attributes, kind_of
from coder.model.reporting.method_sentences import MethodSentence
from coder.model.reporting.overall_table import Cell, OverallTable, part_of
from coder.model.reporting.report import Report
from coder.model.values.value_names import attribute_title
from coder.reports.finding_parts import unit_of
from coder.reports.overall_strips import findings_by_case, portrait_strips

_MOST_CASES = 12
_MOST_ATTRIBUTES = 3


def overall_tables(report: Report) -> tuple[OverallTable, ...]:
    """Return the tables that the lead's page asks for, in its order, as far as there is anything in them."""
    wanted = report.page.tables
    themes = [row for row in report.frequencies.rows if row.code.parent is None and row.passages]
    if not themes:
        return ()
    cases = counted_cases(report)
    makers: dict[str, Callable[[], Iterable[OverallTable]]] = {
        "themes": lambda: [_themes(report, themes)],
        "codes": lambda: [_codes(report)],
        "kinds": lambda: _by_kind(report, themes, cases),
        "cases": lambda: [_heat_map(report, themes, cases)],
        "spread": lambda: [_spread(report, themes, cases)],
        "agreement": lambda: [_agreement(report)],
    }
    strips = {"spread": findings_by_case, "portraits": portrait_strips}
    found = [
        *(table for name in wanted if name in makers for table in makers[name]()),
        *(strips[name](report) for name in report.page.charts if name in strips),
    ]
    return tuple(table for table in found if table.rows)


def counted_cases(report: Report) -> tuple[Case, ...]:
    """Return the cases with a transcript, in the study's order."""
    return tuple(c for c in report.method.cases if not report.cases_with_texts or c.id in report.cases_with_texts)


def attributes_of(report: Report, cases: Sequence[Case]) -> tuple[str, ...]:
    """Return the attributes that results are set side by side by: those asked for, of the page, or that sort cases."""
    known = {name for case in cases for name in case.attributes}
    asked = attribute_names(report.stamp.attribute) or report.page.group_by
    return tuple(n for n in asked if n in known) or grouping_attributes(cases)[:_MOST_ATTRIBUTES]


def percent(part: float, whole: float) -> str:
    """Return a share; a dash where there is nothing to share."""
    return f"{percent_of(part / whole)}%" if whole else "—"


def _of_all(number: int, whole: int) -> str:
    return _("{number} of {whole}").format(number=number, whole=whole)


def _note(report: Report, *more: str) -> str:
    return run_on([*more, unit_of(report)])


def _themes(report: Report, themes: Sequence[Frequency]) -> OverallTable:
    whole = sum(row.passages for row in themes)
    rows = (
        (
            Cell(row.code.title), Cell(f"{row.passages:,}"), Cell(percent(row.passages, whole)),
            Cell(_of_all(row.cases, report.frequencies.cases)), Cell(percent(row.cases, report.frequencies.cases)),
        )
        for row in themes
    )  # fmt: skip
    head = (_("Theme"), _("Passages"), _("Share of passages"), _("Cases"), _("Share of cases"))
    added = _("Shares of passages are of {count}, the themes' passages added up.").format(count=f"{whole:,}")
    note = _note(report, _("A passage under two themes counts in each."), added, merged_over_codes())
    return OverallTable(
        mark="themes", caption=_("Themes in passages and cases"), head=head, rows=tuple(rows),
        note=note, bars=_theme_bars(report, themes, whole),
        bar_names=tuple(row.code.title for row in themes),
        bar_caption=_("Themes: shares of passages and of cases, in percent"),
    )  # fmt: skip


def _theme_bars(report: Report, themes: Sequence[Frequency], whole: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
    if "themes" not in report.page.charts:
        return ()
    cases = report.frequencies.cases
    return (
        (_("Share of passages"), tuple(percent_of(row.passages / whole) for row in themes)),
        (_("Share of cases"), tuple(percent_of(row.cases / cases) if cases else 0 for row in themes)),
    )


def _agreement(report: Report) -> OverallTable:
    told = next((one for one in report.method.record if one.cells), MethodSentence("", ""))
    rows = tuple(tuple(map(Cell, cells)) for cells in told.cells)
    shown = [cell for _name, *cells in told.cells for cell in cells]
    has_intervals = any(cell != "—" and not cell[-1:].isdigit() for cell in shown)
    dash = _("A dash: not defined.") if "—" in shown else ""
    return OverallTable(
        mark="agreement", caption=_("Agreement of coders by theme"), head=told.head, rows=rows,
        note=run_on([_("In brackets the interval of 95 percent.") if has_intervals else "", dash]),
    )  # fmt: skip


def _codes(report: Report) -> OverallTable:
    shown = [row for row in report.frequencies.rows if row.passages]
    deep = depths(row.code for row in report.frequencies.rows)
    rows = (
        (
            Cell("– " * (deep[row.code.id] - 1) + row.code.title),
            Cell(f"{row.passages:,}"), Cell(f"{row.transcripts:,}"),
            Cell(_of_all(row.cases, report.frequencies.cases)), Cell(percent(row.cases, report.frequencies.cases)),
        )
        for row in shown
    )  # fmt: skip
    head = (_("Theme and code"), _("Passages"), _("Transcripts"), _("Cases"), _("Share of cases"))
    return OverallTable(
        mark="codes", caption=_("Codes in passages and cases"), head=head, rows=tuple(rows),
        note=_note(report, merged_over_codes()),
        themes=frozenset(at for at, row in enumerate(shown) if row.code.parent is None),
    )  # fmt: skip


def _by_kind(report: Report, themes: Sequence[Frequency], cases: Sequence[Case]) -> Iterator[OverallTable]:
    for attribute in attributes_of(report, cases):
        groups = groups_of(cases, attribute, report.method.attributes)
        wholes = [sum(_in(row, group) for row in themes) for group in groups]
        rows = (
            (Cell(row.code.title), *(_shares(row, group, whole) for group, whole in zip(groups, wholes, strict=True)))
            for row in themes
        )
        name = attribute_title(report.method.attributes.get(attribute) or Attribute(id=attribute))
        head = (
            _("Theme"),
            *(_("{group} ({count} cases)").format(group=g.name, count=len(g.cases)) for g in groups),
        )
        caption = _("Themes by {attribute}").format(attribute=name)
        told = _("Each cell: passages (share of the row; share of the column).")
        yield OverallTable(
            mark=f"by-{attribute}", caption=caption, head=head,
            rows=tuple(rows), note=_note(report, told),
            bars=tuple(
                (group.name, tuple(percent_of(_in(row, group) / whole) if whole else 0 for row in themes))
                for group, whole in zip(groups, wholes, strict=True)
            ) if "kinds" in report.page.charts and len(groups) > 1 else (),
            bar_names=tuple(row.code.title for row in themes),
            bar_caption=_("{caption}: share of each group's passages, in percent").format(caption=caption),
        )  # fmt: skip


def _in(row: Frequency, group: Group) -> int:
    return sum(number for case, number in row.by_case.items() if case in group.cases)


def _shares(row: Frequency, group: Group, whole: int) -> Cell:
    number = _in(row, group)
    return Cell(
        _("{number} ({of_row}; {of_column})").format(
            number=number, of_row=percent(number, row.passages), of_column=percent(number, whole)
        )
    )


def _heat_map(report: Report, themes: Sequence[Frequency], cases: Sequence[Case]) -> OverallTable:
    shown = [case for case in cases if any(row.by_case.get(case.id) for row in themes)][:_MOST_CASES]
    most = max((row.by_case.get(case.id, 0) for row in themes for case in shown), default=0)
    rows = (
        (
            Cell(row.code.title),
            *(Cell(str(n), n / most if most else None) for case in shown for n in [row.by_case.get(case.id, 0)]),
        )
        for row in themes
    )
    told = [_("The darker, the more passages."), part_of(len(shown), len(cases))]
    return OverallTable(
        mark="cases", caption=_("Themes by case"), head=(_("Theme"), *(case.title for case in shown)),
        rows=tuple(rows) if len(shown) > 1 else (),
        note=_note(report, *told),
    )  # fmt: skip


def _spread(report: Report, themes: Sequence[Frequency], cases: Sequence[Case]) -> OverallTable:
    codes = [row for row in report.frequencies.rows if row.code.level == "code" and row.passages]
    kinds = grouping_attributes(cases)

    def kind(case: Case) -> tuple[Cell, ...]:
        return (Cell(kind_of(case, kinds, report.method.attributes) or "—"),) if kinds else ()

    def row(case: Case) -> tuple[Cell, ...]:
        passages = sum(r.by_case.get(case.id, 0) for r in themes)
        used = sum(bool(r.by_case.get(case.id)) for r in codes)
        touched = sum(bool(r.by_case.get(case.id)) for r in themes)
        return (
            Cell(case.title), *kind(case), Cell(f"{passages:,}"),
            Cell(_of_all(used, len(codes))), Cell(_of_all(touched, len(themes))),
        )  # fmt: skip

    shown = cases[:_MOST_CASES]
    return OverallTable(
        mark="firms", caption=_("Spread over the cases"), words=2 if kinds else 1,
        head=(_("Case"), *([_("Kind")] if kinds else []), _("Passages"), _("Codes"), _("Themes")),
        rows=tuple(map(row, shown)),
        note=_note(report, _("A passage under two themes counts in each."), part_of(len(shown), len(cases))),
    )  # fmt: skip
