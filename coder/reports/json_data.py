"""JSON: the whole report as data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from coder.files.atomic import atomic_text
from coder.model.counting.column import as_json, columns_of
from coder.model.counting.table_columns import finding_columns, frequency_columns, quotation_columns, speaker_columns
from coder.model.reporting.report import Passages, Report
from coder.model.reporting.stamp import stamp_text
from coder.reports.appendix_tables import appendix_tables
from coder.reports.figure_parts import references
from coder.reports.outline import chapters, cover, table_numbers
from coder.reports.overall_tables import overall_tables

_LEFT_OUT = frozenset({"quotations", "transcripts", "template", "voices"})


class JsonExporter:
    """Writes `report.json`: findings, matrices, recommendations, method, and every quotation of the study."""

    name = "json"

    def write(self, report: Report, folder: Path) -> list[Path]:
        """Write `report.json` into `folder` and return its path."""
        path = folder / "report.json"
        with atomic_text(path) as file:
            file.writelines(_lines(report))
        return [path]


def _lines(report: Report) -> Iterator[str]:
    """Yield the report's fields, of lists each thing on a line of its own; then the quotations, which are streamed."""
    yield "{\n" + f'"coder_stamp": {_dump(stamp_text(report.stamp))},\n'
    for field in fields(report):
        if field.name in _LEFT_OUT:
            continue
        value = _tabled(report, field.name)
        yield f'"{field.name}": '
        # A finding holds all quotations under it: one is put into words at a time.
        yield from _listed(value) if isinstance(value, tuple) else (_dump(value),)
        yield ",\n"
    numbers = table_numbers(report)
    yield f'"cover": {_dump(cover(report))},\n"chapters": '
    yield from _listed({"part": one.part, "title": one.title} for one in chapters(report))
    yield ',\n"references": '
    yield from _listed(references(report))
    yield ',\n"tables": '
    yield from _listed(
        {
            "number": numbers.get(f"all-{one.mark}"),
            "caption": one.caption,
            "head": one.head,
            "rows": [[cell.text for cell in row] for row in one.rows],
            "note": one.note,
        }
        for one in (*overall_tables(report), *appendix_tables(report))
    )
    yield ",\n"
    yield '"quotations": '
    columns = columns_of(quotation_columns(report.coder_names, report.notice), "json")
    yield from _listed(as_json(columns, q) for q in report.quotations())
    yield "\n}\n"


def _tabled(report: Report, name: str) -> object:
    """Return a field of the report; of what has columns, each row has them first."""
    if name == "findings":
        columns = columns_of(finding_columns(report), "json")
        return tuple({**_plain(f), **as_json(columns, f)} for f in report.findings)
    if name == "frequencies":
        table = report.frequencies
        rows = columns_of(frequency_columns(table, report.coder_names), "json")
        return {**_plain(table), "rows": [as_json(rows, row) for row in table.rows]}
    if name == "speakers":
        columns_of_speakers = columns_of(speaker_columns(), "json")
        return tuple(as_json(columns_of_speakers, one) for one in report.speakers)
    return getattr(report, name)


def _listed(things: Iterable[object]) -> Iterator[str]:
    """Yield a list, each thing on a line of its own."""
    yield "["
    for number, thing in enumerate(things):
        yield (",\n" if number else "\n") + _dump(thing)
    yield "\n]"


def _dump(value: object) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, separators=(", ", ": "))


def _plain(value: Any) -> Any:
    """Return dataclasses and named tuples as objects of JSON, sets in order."""
    if is_dataclass(value) and not isinstance(value, type | Passages):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    named: Callable[[], dict[str, Any]] | None = getattr(value, "_asdict", None)
    if named is not None:
        return {name: _plain(inner) for name, inner in named().items()}
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, list | tuple | Passages):
        return [_plain(inner) for inner in value]
    return value
