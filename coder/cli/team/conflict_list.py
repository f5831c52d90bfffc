"""conflicts: what people changed apart, both sides of it, and the act that settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_rows, put, say
from coder.cli.shared.context import Seat, json_option, notice_of, pass_seat, say_notice
from coder.cli.shared.help_layout import Group, command
from coder.i18n import _, bracketed, labelled, listed

if TYPE_CHECKING:
    from coder.team.conflicts import Conflict


@click.group(
    "conflicts",
    cls=Group,
    invoke_without_command=True,
    help=_("List conflicting changes, and settle them"),
    epilog="coder conflicts\ncoder conflicts --json\ncoder conflicts settle code:certification-distrust 2",
)
@json_option
@click.pass_context
@pass_seat
def conflicts(seat: Seat, ctx: click.Context, as_json: bool) -> None:
    """List what waits, with what it was before and what each side made of it; the first side holds until then."""
    if ctx.invoked_subcommand is not None:
        if as_json:
            raise click.UsageError(_("--json belongs to the list: coder conflicts --json"))
        return
    from coder.team.conflicts import conflicts as waiting

    with seat.open() as study:
        found = waiting(study)
        if as_json:
            emit_rows(notice_of(study), map(_row, found))
            return
        for one in found:
            _say(one)
        put(_("{count} to settle.").format(count=len(found)) if found else _("No conflicts."))
        if found:
            say(_("Keep one side: coder conflicts settle {id} 1 (or 2)").format(id=found[0].typed))
        say_notice(study)


@command("settle", _("Keep one side of a conflict"), "coder conflicts settle code:certification-distrust 2")
@click.argument("conflict")
@click.argument("side", type=int)
@pass_seat
def settle(seat: Seat, conflict: str, side: int) -> None:
    """Let one side of a conflict stand; what does not contradict stays of all sides. Undo takes it back."""
    from coder.team.conflicts import find
    from coder.team.conflicts import settle as let_stand

    with seat.open() as study:
        put(let_stand(study, find(study, conflict), side).message)


conflicts.add_command(settle)


def _say(one: Conflict) -> None:
    put(one.title + bracketed(one.typed))
    for field in one.fields:
        put(f"  {field.label}")
        put("    " + _("before: {words}").format(words=field.before))
        for side, words in zip(one.sides, field.sides, strict=True):
            who = labelled(listed((side.coder or "-", side.at[:16].replace("T", " "))), words)
            put(f"    {side.number}  {who}")


def _row(one: Conflict) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.apart.kind,
        "key": one.apart.key,
        "title": one.title,
        "sides": [
            {"number": side.number, "coder": side.coder, "at": side.at, "removed": side.is_removed}
            for side in one.sides
        ],
        "fields": [{"field": f.name, "before": f.before, "sides": list(f.sides)} for f in one.fields],
    }
