"""agree: how far coders agree, by code, theme, pair and transcript."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import data_stream, emit_json, put, say, table
from coder.cli.shared.context import (
    Seat,
    complete_transcripts,
    find_code,
    json_option,
    notice_of,
    pass_seat,
    say_notice,
)
from coder.cli.shared.help_layout import command
from coder.i18n import _
from coder.model.study_setting import UNITS

if TYPE_CHECKING:
    from coder.agreement.coder_comparison import Comparison, Group
    from coder.record.study import Study

# Written out, for the help must not import the room that knows them; a test compares them.
RULES = ("half", "any")


@command(
    "agree",
    _("Measure inter-coder agreement, by code and theme"),
    "coder agree",
    "coder agree --unit sentence --rule any",
    "coder agree --by pair --json",
    "coder agree --unit span --xlsx agreement.xlsx",
)
@click.argument("transcripts", nargs=-1, metavar="[TRANSCRIPT]...", shell_complete=complete_transcripts)
@click.option("--unit", type=click.Choice(UNITS), help=_("Unit of comparison (default: the study's setting)"))
@click.option(
    "--rule", type=click.Choice(RULES), default="half", show_default=True,
    help=_("How much of a turn or sentence a coding must cover"),
)  # fmt: skip
@click.option("--of", "coders", multiple=True, metavar="NAME", help=_("Only these coders"))
@click.option("--code", "only", multiple=True, metavar="CODE", help=_("Only these codes or themes"))
@click.option(
    "--by",
    type=click.Choice(("pair", "transcript")),
    help=_("Show each pair of coders, or each transcript, separately"),
)
@click.option("--interviewers", is_flag=True, help=_("Include interviewers' turns"))
@click.option("--unmarked", is_flag=True, help=_("Ignore finished marks: count everything that was coded"))
@click.option("--seed", type=int, default=1, show_default=True, help=_("Seed of the confidence intervals"))
@click.option("--csv", "csv_to", metavar="FILE", help=_("Write CSV into a file, or to stdout with -"))
@click.option("--xlsx", "xlsx_to", metavar="FILE", help=_("Write a workbook"))
@json_option
@pass_seat
def agree(
    seat: Seat, transcripts: tuple[str, ...], coders: tuple[str, ...], only: tuple[str, ...], as_json: bool,
    *, unit: Any, rule: Any, by: str | None, interviewers: bool, unmarked: bool, seed: int,
    csv_to: str | None, xlsx_to: str | None,
) -> None:  # fmt: skip
    """Compare what coders finished. A coefficient that is not defined says so; intervals are drawn over transcripts."""
    from coder.agreement.coder_comparison import Comparison, Options, unit_of

    with seat.read() as study:
        comparison = Comparison(
            study,
            Options(
                unit=unit or unit_of(study), rule=rule, coders=coders, transcripts=transcripts,
                interviewers=interviewers, without_marks=unmarked, seed=seed, intervals=by != "transcript",
            ),
        )  # fmt: skip
        groups = _groups(comparison, by, {find_code(study.project(), word).id for word in only})
        if as_json:
            emit_json(_as_json(study, comparison, groups))
        elif csv_to is not None or xlsx_to is not None:
            _write(study, comparison, groups, csv_to, xlsx_to)
        else:
            _print(study, comparison, groups, by)


def _groups(comparison: Comparison, by: str | None, only: set[str]) -> list[Group]:
    from dataclasses import replace

    made = {"pair": comparison.pairs, "transcript": comparison.by_transcript}
    groups = made[by]() if by else [comparison.whole()]
    if not only:
        return groups
    return [replace(g, rows=tuple(row for row in g.rows if row.code in only), sets={}) for g in groups]


def _write(study: Study, comparison: Comparison, groups: list[Group], csv_to: str | None, xlsx_to: str | None) -> None:
    from coder.agreement.table import columns, lines_of, write_sheet
    from coder.files.csv_columns import print_table, write_table

    chosen = columns(comparison, groups, grouped=True)
    if csv_to == "-":
        print_table(data_stream(), chosen, lines_of(comparison, groups), end="\n")
    elif csv_to is not None:
        put(str(write_table(Path(csv_to), chosen, lines_of(comparison, groups))))
    if xlsx_to is not None:
        put(str(write_sheet(Path(xlsx_to), comparison, groups, notice_of(study))))


def _print(study: Study, comparison: Comparison, groups: list[Group], by: str | None) -> None:
    from coder.agreement.measures import measure_title
    from coder.agreement.table import columns, figure_words, lines_of
    from coder.model.counting.column import columns_of, numbers_of

    chosen = columns_of(columns(comparison, groups, grouped=by is not None), "terminal")
    rows = [
        [column.text(line) for column in chosen]
        for line in lines_of(comparison, groups)
        if line.row.prevalence or line.row.scope == "all"
    ]
    table([column.label for column in chosen], rows, numbers_of(chosen))
    for group in groups:
        for name in ("kappa", "alpha"):
            mean, number = group.mean(name)
            if mean is not None and by is None:
                told = _("Mean {name} of the {count} codes on which it is defined: {mean:.3f}")
                put(told.format(name=measure_title(name, len(comparison.coders)), count=number, mean=mean))
        for name, figure in group.sets.items():
            if by is None:
                put(f"{measure_title(name, len(comparison.coders))}: {figure_words(figure)} {figure.reason}".rstrip())
    unused = len({row.code for group in groups for row in group.rows if row.scope == "code"})
    unused -= len({row.code for group in groups for row in group.rows if row.scope == "code" and row.prevalence})
    if unused:
        say(_("{count} codes that no coder used on common units: not defined").format(count=unused))
    if by is None:
        say(comparison.extent_words(groups[0]))
    for sentence in comparison.warnings():
        say(sentence)
    say_notice(study)


def _as_json(study: Study, comparison: Comparison, groups: list[Group]) -> dict[str, Any]:
    from coder.agreement.table import columns, lines_of
    from coder.model.counting.column import as_json, columns_of

    options = comparison.options
    chosen = [
        c
        for c in columns_of(columns(comparison, groups, grouped=True), "json")
        if c.name not in {"coders", "transcripts", "units"}
    ]
    return {
        "notice": notice_of(study),
        "unit": options.unit,
        "rule": options.rule if options.unit in {"turn", "sentence"} else None,
        "interviewers": options.interviewers,
        "marks": not options.without_marks,
        "seed": options.seed,
        "coders": list(comparison.coders),
        "transcripts": [info.id for info in comparison.infos],
        "remarks": comparison.warnings(),
        "groups": [
            {
                "coders": list(group.coders),
                "transcripts": list(group.transcripts),
                "units": group.units,
                "rows": [as_json(chosen, line) for line in lines_of(comparison, [group])],
                "sets": {name: figure._asdict() for name, figure in group.sets.items()},
                "mean": {
                    name: dict(zip(("value", "codes"), group.mean(name), strict=True)) for name in comparison.measures
                },
            }
            for group in groups
        ],
    }
