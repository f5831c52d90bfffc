"""names: what reports print in the place of names, and what may tell who spoke."""

from __future__ import annotations

import click

from coder.cli.console import emit_rows, put, say, table
from coder.cli.seat import Seat, json_option, notice_of, pass_seat, say_notice
from coder.cli.shape import Group, command
from coder.i18n import _

_KINDS = ("firm", "person", "place", "redacted", "other")


@click.group(
    "names",
    cls=Group,
    invoke_without_command=True,
    help=_("List names that reports replace, and likely leaks"),
    epilog="coder names\ncoder names set TSMC 'Firm A'\ncoder names redact 0912-345-678\ncoder names leaks",
)
@json_option
@click.pass_context
@pass_seat
def names(seat: Seat, ctx: click.Context, as_json: bool) -> None:
    """List the names of the key with what is printed in their place."""
    if ctx.invoked_subcommand is not None:
        if as_json:
            raise click.UsageError(_("--json belongs to the list: coder names --json"))
        return
    from coder.session.deidentify import name_key

    with seat.read() as study:
        rows = [{"name": name, "printed": alias} for name, alias in name_key(study).items()]
        if as_json:
            emit_rows(notice_of(study), rows)
            return
        if not rows:
            say(_("No name is replaced: no case has aliases, and the list is empty (coder names set NAME ALIAS)."))
        else:
            table((_("Name"), _("Printed as")), [(r["name"], r["printed"]) for r in rows])
        say_notice(study)


@command("set", _("Replace a name in every report"), "coder names set 王大明 受訪者 --kind person")
@click.argument("name", metavar="NAME")
@click.argument("alias", metavar="ALIAS")
@click.option("--kind", type=click.Choice(_KINDS), default="other", show_default=True, help=_("What it names"))
@pass_seat
def set_(seat: Seat, name: str, alias: str, kind: str) -> None:
    """Put a name and its alias on the list, which stays in the study."""
    from coder.session.deidentify import set_alias

    with seat.open() as study:
        put(set_alias(study, name, alias, kind).message)


@command("redact", _("Print none of these words, wherever they stand"), "coder names redact 0912-345-678")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@pass_seat
def redact(seat: Seat, words: tuple[str, ...]) -> None:
    """Mark words as redacted: every report prints a blank in their place."""
    from coder.session import deidentify

    with seat.open() as study:
        for word in words:
            put(deidentify.redact(study, word).message)


@command("drop", _("Print a name as it is again"), "coder names drop 王大明")
@click.argument("name", metavar="NAME")
@pass_seat
def drop(seat: Seat, name: str) -> None:
    """Take a name from the list."""
    from coder.session.deidentify import drop_alias

    with seat.open() as study:
        put(drop_alias(study, name).message)


@command("leaks", _("List what may tell who spoke: names, phones, addresses, numbers"), "coder names leaks --json")
@json_option
@pass_seat
def leaks(seat: Seat, as_json: bool) -> None:
    """List likely leaks in the transcripts, as a report would print them."""
    from coder.session.deidentify import find_leaks, leak_name

    with seat.read() as study:
        found = list(find_leaks(study))
        rows = [
            {"kind": one.leak.kind, "words": one.leak.words, "transcript": one.transcript, "line": one.line}
            for one in found
        ]
        if as_json:
            emit_rows(notice_of(study), rows)
            return
        if not rows:
            say(_("Nothing looks like a leak."))
        else:
            table(
                (_("Kind"), _("Words"), _("transcript"), _("line")),
                [(leak_name(one.leak.kind), one.leak.words, one.transcript, one.line) for one in found],
            )
        say_notice(study)


for each in (set_, redact, drop, leaks):
    names.add_command(each)
