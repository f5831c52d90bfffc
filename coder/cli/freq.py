"""freq: how often each code and theme was used, where and by whom."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from coder.cli.console import emit_rows, put, say, table
from coder.cli.context import Seat, json_option, notice_of, pass_seat, say_notice
from coder.cli.help_layout import command
from coder.i18n import _

if TYPE_CHECKING:
    from coder.model.frequencies import Frequency, FrequencyTable


@command(
    "freq",
    _("Count codings by code and theme"),
    "coder freq",
    "coder freq --themes --by kind",
    "coder freq --csv frequencies.csv",
)
@click.option("--by", "attribute", metavar="ATTRIBUTE", help=_("Count by the values of a case attribute too"))
@click.option("--themes", is_flag=True, help=_("Themes only, without their codes"))
@click.option("--csv", "csv_to", metavar="FILE", help=_("Write CSV into a file, or to stdout with -"))
@json_option
@pass_seat
def freq(seat: Seat, attribute: str | None, themes: bool, csv_to: str | None, as_json: bool) -> None:
    """Print codings, transcripts, cases and share of cases a code, by attribute value and by coder."""
    with seat.read() as study:
        counts = study.frequencies(attribute)
        rows = [row for row in counts.rows if not themes or row.code.level != "code"]
        if csv_to is not None:
            _write_csv(csv_to, rows, counts, notice_of(study))
        elif as_json:
            emit_rows(
                notice_of(study),
                (_as_dict(row) for row in rows),
                {"attribute": attribute, "cases": counts.cases, "transcripts": counts.transcripts},
            )
        else:
            groups = tuple(counts.group_names)
            columns = (
                _("Code"),
                _("Codings"),
                _("Transcripts"),
                _("Cases"),
                _("Share of cases"),
                *groups,
                *counts.coder_names,
            )
            table(columns, [_cells(row, counts, themes=themes) for row in rows], numbers=range(1, len(columns)))
            if groups:
                say(_("Under the values of {attribute}: codings (cases)").format(attribute=attribute))
            say_notice(study)


def _cells(row: Frequency, counts: FrequencyTable, *, themes: bool) -> tuple[object, ...]:
    name = row.code.title if themes or row.code.level != "code" else f"  {row.code.title}"
    groups = (f"{row.groups.get(g, 0)} ({row.group_cases.get(g, 0)})" for g in counts.group_names)
    share = "—" if row.share is None else f"{row.share:.1%}"
    coders = (row.coders.get(c, 0) for c in counts.coder_names)
    return name, row.codings, row.transcripts, row.cases, share, *groups, *coders


def _as_dict(row: Frequency) -> dict[str, Any]:
    return {
        "code": row.code.id,
        "name": row.code.title,
        "level": row.code.level,
        "parent": row.code.parent,
        "codings": row.codings,
        "transcripts": row.transcripts,
        "cases": row.cases,
        "share": None if row.share is None else round(row.share, 4),
        "groups": row.groups,
        "group_cases": row.group_cases,
        "coders": row.coders,
    }


def _write_csv(target: str, rows: list[Frequency], counts: FrequencyTable, notice: str) -> None:
    """Write the table of the CSV export, for these rows alone."""
    from coder.files.atomic import atomic_text

    if target == "-":
        _fill(sys.stdout, rows, counts, notice)
        return
    path = Path(target)
    with atomic_text(path) as file:
        # A byte order mark tells Excel that the file is UTF-8.
        file.write("\ufeff")
        _fill(file, rows, counts, notice)
    put(str(path))


def _fill(file: TextIO, rows: list[Frequency], counts: FrequencyTable, notice: str) -> None:
    import csv
    from dataclasses import replace

    from coder.files.cells import guard
    from coder.model.report import Report, Stamp
    from coder.reports.csv_tables import frequency_columns, frequency_rows

    report = Report(
        title="",
        notice=notice,
        stamp=Stamp(head="", changes=0, made_at=""),
        frequencies=replace(counts, rows=tuple(rows)),
        findings=(),
        recommendations=(),
        quotations=lambda: (),
        coder_names={},
    )
    writer = csv.writer(file, lineterminator="\n" if file is sys.stdout else "\r\n")
    writer.writerow([guard(name) for name in frequency_columns(counts)])
    writer.writerows(frequency_rows(report))
