"""setting: what the lead decides for the whole study, listed or set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_rows, put, table
from coder.cli.shared.context import Seat, json_option, notice_of, pass_seat
from coder.cli.shared.help_layout import Group, command
from coder.i18n import _, bracketed

if TYPE_CHECKING:
    from coder.record.study import Study


@click.group(
    "setting",
    cls=Group,
    invoke_without_command=True,
    help=_("List or change the settings of the whole study"),
    epilog="coder setting\ncoder setting set least-for 3\ncoder setting set most-against 25%\ncoder setting reset unit",
)
@json_option
@click.pass_context
@pass_seat
def setting(seat: Seat, ctx: click.Context, as_json: bool) -> None:
    """List every setting with its value and the default; set one as an act that coder undo takes back."""
    if ctx.invoked_subcommand is None:
        _list(seat, as_json=as_json)
    elif as_json:
        raise click.UsageError(_("--json belongs to the list: coder setting --json"))


@command("list", _("List every setting with its value"), "coder setting list", "coder setting list --json")
@json_option
@pass_seat
def list_settings(seat: Seat, as_json: bool) -> None:
    """List every setting with its value and the default."""
    _list(seat, as_json=as_json)


def _list(seat: Seat, *, as_json: bool) -> None:
    with seat.read() as study:
        rows = _rows(study)
        if as_json:
            emit_rows(notice_of(study), rows)
            return
        heads = (_("Setting"), _("Value"), _("Default"), _("Meaning"))
        table(heads, [(r["name"], _said(r, "value"), _said(r, "default"), r["meaning"]) for r in rows])


def _rows(study: Study) -> list[dict[str, Any]]:
    from coder.model.study_setting import SETTINGS
    from coder.record.settings import values

    found = values(study.reader)
    return [
        {"name": rule.name, "value": found[rule.name], "default": rule.default, "meaning": rule.label()}
        for rule in SETTINGS
    ]


def _said(row: dict[str, Any], which: str) -> str:
    """Return a value as it is written, with its words where they are others."""
    from coder.model.study_setting import rule_of

    value, rule = row[which], rule_of(row["name"])
    words = rule.shown(value) if rule else value
    return words if words in {value, "—"} else value + bracketed(words)


@command(
    "set",
    _("Change a setting of the whole study"),
    "coder setting set least-for 3",
    "coder setting set most-against 25%",
    "coder setting set layer settled",
)
@click.argument("name")
@click.argument("value")
@pass_seat
def set_setting(seat: Seat, name: str, value: str) -> None:
    """Set a setting: a lead's act, which coder undo takes back."""
    from coder.agreement.study_settings import decide

    with seat.open() as study:
        put(decide(study, name, value).message)


@command("reset", _("Reset a setting to its default"), "coder setting reset unit")
@click.argument("name")
@pass_seat
def reset_setting(seat: Seat, name: str) -> None:
    """Let a setting be the default again."""
    from coder.agreement.study_settings import reset

    with seat.open() as study:
        put(reset(study, name).message)


setting.add_command(list_settings)
setting.add_command(set_setting)
setting.add_command(reset_setting)
