"""figures: the figures that stand beside findings, with source, derivation and use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_rows, put, say, table
from coder.cli.shared.context import Seat, json_option, notice_of, pass_seat, say_notice
from coder.cli.shared.help_layout import command
from coder.i18n import _

if TYPE_CHECKING:
    from coder.model.project import Project


@command(
    "figures",
    _("List the figures beside the findings with their sources"),
    "coder figures",
    "coder figures --unused",
    "coder figures --json",
)
@click.option("--unused", is_flag=True, help=_("Only figures that no finding and no recommendation uses"))
@json_option
@pass_seat
def figures(seat: Seat, unused: bool, as_json: bool) -> None:
    """List every figure with its value, source, base, derivation and the findings that use it; then the references."""
    from coder.model.figure_sources import reference, sources_used

    with seat.read() as study:
        project = study.project()
        rows = [row for row in _rows(project) if not (unused and row["used_by"])]
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


def _rows(project: Project) -> list[dict[str, Any]]:
    from coder.model.derivation import check_figures
    from coder.model.figure_sources import figure_image
    from coder.model.links import links

    checks = {check.figure.id: check.holds for check in check_figures(project.figures)}
    told = [(f.id, {*f.figures}, f.text) for f in project.findings]
    told += [(r.id, set(), r.text) for r in project.recommendations]
    used = [(key, names | {k.target for k in links(text) if k.kind == "figure"}) for key, names, text in told]
    return [
        figure_image(figure, project.sources, project.figures)
        | {"used_by": [key for key, names in used if figure.id in names], "holds": checks.get(figure.id)}
        for figure in project.figures
    ]


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    held = {None: "", True: _("holds"), False: _("does not hold")}[row["holds"]]
    derived = ": ".join(filter(None, (row["derived"], held)))
    return row["id"], row["name"], row["as_printed"], row["cited_as"], " ".join(row["used_by"]), derived
