"""freq: how often each code and theme was used, where and by whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coder.cli.shared.case_options import by_option, where_option
from coder.cli.shared.console import data_stream, emit_rows, put, say, table
from coder.cli.shared.context import Seat, json_option, layer_option, notice_of, pass_seat, say_notice
from coder.cli.shared.help_layout import command
from coder.cli.shared.voice_options import kept_voices, told_voices, voice_options
from coder.i18n import _, listed

if TYPE_CHECKING:
    from coder.model.counting.column import Column
    from coder.model.counting.frequencies import Frequency, FrequencyTable
    from coder.record.study import Study


@command(
    "freq",
    _("Count passages by code and theme"),
    "coder freq",
    "coder freq --themes --by kind",
    "coder freq --by kind,employees --where kind=資服業",
    "coder freq --role respondent",
    "coder freq --csv frequencies.csv",
)
@by_option
@where_option
@click.option(
    "--coder-is", "who", metavar="CODER", default="", help=_("Only codings of this coder (same as --layer coder:CODER)")
)
@click.option("--themes", is_flag=True, help=_("Only themes, without their codes"))
@click.option("--csv", "csv_to", metavar="FILE", help=_("Write CSV into a file, or to stdout with -"))
@voice_options
@layer_option
@json_option
@pass_seat
def freq(
    seat: Seat,
    attribute: str | None,
    where: tuple[tuple[str, str], ...],
    who: str,
    themes: bool,
    csv_to: str | None,
    roles: tuple[str, ...],
    speakers: tuple[str, ...],
    as_json: bool,
) -> None:
    """Print passages, transcripts, cases and share of cases a code, by attribute value and by coder."""
    from coder.model.counting.column import as_json as as_json_row
    from coder.model.counting.column import columns_of, numbers_of
    from coder.model.counting.counting_words import merged_by_coder, merged_over_codes, unit
    from coder.model.counting.table_columns import frequency_columns

    if who:
        seat.layer = f"coder:{who}"
    with seat.read() as study:
        project = study.project()
        counts = study.frequencies(attribute, _within(study, where), kept_voices(study, speakers, roles))
        rows = [row for row in counts.rows if not themes or row.code.level != "code"]
        if csv_to is not None:
            _write_csv(csv_to, frequency_columns(counts, project.coders, notice_of(study)), rows)
        elif as_json:
            columns = columns_of(frequency_columns(counts, project.coders), "json")
            emit_rows(
                notice_of(study),
                (as_json_row(columns, row) for row in rows),
                _counted_how(counts, attribute, where) | {"speakers": speakers, "roles": roles},
            )
        else:
            columns = columns_of(frequency_columns(counts, project.coders), "terminal")
            cells = (_cells(columns, row, project.depth_by_id[row.code.id], themes=themes) for row in rows)
            table([column.label for column in columns], cells, numbers_of(columns))
            say(unit(counts.layer, project.coders), " ", merged_over_codes())
            if told := merged_by_coder(rows):
                say(told)
            _say_narrowed(where, counts.cases, len({t.case for t in project.transcripts}))
            if told := told_voices(speakers, roles):
                say(told)
            say_notice(study)


def _counted_how(
    counts: FrequencyTable, attribute: str | None, where: tuple[tuple[str, str], ...]
) -> dict[str, object]:
    """Return what other programs are told of the table: its unit and layer, and of how many cases it is."""
    from coder.model.case_condition import where_text

    return {
        "unit": "passages",
        "layer": counts.layer or "any",
        "attribute": attribute,
        "where": [where_text(pair) for pair in where],
        "cases": counts.cases,
        "transcripts": counts.transcripts,
    }


def _say_narrowed(where: tuple[tuple[str, str], ...], count: int, whole: int) -> None:
    """Say which cases alone were counted, where some were left out."""
    from coder.model.case_condition import where_text

    if where:
        told = _("Only cases with {where}: {count} of {whole}.")
        say(told.format(where=listed(map(where_text, where)), count=count, whole=whole))


def _within(study: Study, where: tuple[tuple[str, str], ...]) -> frozenset[str] | None:
    """Return the transcripts of the cases with these values, found as quotations are; None for all."""
    if not where:
        return None
    from coder.model.counting.passage import Query
    from coder.model.counting.passage_filters import Filters
    from coder.retrieval.passages import plan

    return frozenset(info.id for info in plan(study, Query(filters=Filters(where=where))).transcripts)


def _cells(columns: list[Column[Frequency]], row: Frequency, depth: int, *, themes: bool) -> list[str]:
    name, *counts = [column.text(row) for column in columns]
    return [name if themes else "  " * depth + name, *counts]


def _write_csv(target: str, columns: list[Column[Frequency]], rows: list[Frequency]) -> None:
    """Write the table of the CSV export, for these rows alone."""
    from coder.files.csv_columns import print_table, write_table

    if target == "-":
        print_table(data_stream(), columns, rows, end="\n")
    else:
        put(str(write_table(Path(target), columns, rows)))
