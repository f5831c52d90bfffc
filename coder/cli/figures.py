"""figures: the figures that stand beside findings, with source, derivation and use."""

from __future__ import annotations

from typing import Any

import click

from coder.cli.shared.console import emit_rows, put, say, table
from coder.cli.shared.context import Seat, json_option, notice_of, pass_seat, say_notice
from coder.cli.shared.help_layout import command
from coder.i18n import _


@command(
    "figures",
    _("List the survey figures and their sources"),
    "coder figures",
    "coder figures --unused",
    "coder figures --json",
)
@click.option("--unused", is_flag=True, help=_("Only figures that no finding, recommendation or matrix cell uses"))
@json_option
@pass_seat
def figures(seat: Seat, unused: bool, as_json: bool) -> None:
    """List every figure with its value, source, base, derivation and the findings that use it; then the references."""
    from coder.model.reporting.figure_sources import reference, sources_used
    from coder.model.reporting.figure_use import figure_rows, use_words

    with seat.read() as study:
        project = study.project()
        told = figure_rows(project)
        rows = [row for row in told if not use_words(row)] if unused else told
        if as_json:
            emit_rows(notice_of(study), rows)
            return
        heads = (_("Figure id"), _("Figure"), _("Value"), _("Source"), _("Used by"), _("Derivation"))
        table(heads, [_cells(row) for row in rows])
        if not rows:
            say(_("No figures."))
        shown = {row["id"] for row in rows}
        if named := sources_used([f for f in project.figures if f.id in shown], project.sources):
            put()
            put(_("References"))
            for source in named:
                put("  ", reference(source, project.sources))
        say_notice(study)


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    from coder.model.reporting.figure_use import checked_derivation, use_words

    return row["id"], row["name"], row["as_printed"], row["cited_as"], use_words(row), checked_derivation(row)
