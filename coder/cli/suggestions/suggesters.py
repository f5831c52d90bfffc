"""suggesters: those of other packages, and who allowed them to send words away."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from coder.cli.shared.console import emit_rows, put, say, table
from coder.cli.shared.context import Seat, json_option, notice_of, pass_seat
from coder.cli.shared.help_layout import Group, command
from coder.errors import CoderError
from coder.i18n import _


@click.group(
    "suggesters",
    cls=Group,
    invoke_without_command=True,
    help=_("List suggesters of other packages, and allow them to send text elsewhere"),
    epilog="coder suggesters\ncoder suggesters allow endpoint\ncoder suggesters forbid endpoint",
)
@json_option
@click.pass_context
@pass_seat
def suggesters(seat: Seat, ctx: click.Context, as_json: bool) -> None:
    """List the suggesters that are installed; one without a table in suggesters.toml is off."""
    if ctx.invoked_subcommand is not None:
        if as_json:
            raise click.UsageError(_("--json belongs to the list: coder suggesters --json"))
        return
    from coder.suggestions.external import listed

    with seat.open() as study:
        found = listed(study)
        if as_json:
            emit_rows(notice_of(study), [asdict(one) for one in found])
            return
        if not found:
            say(_("No package brings a suggester; docs/suggesters.md shows how one is made."))
            return
        name = study.project().coder_name
        rows = [
            (
                one.name,
                one.problem or (_("on") if one.configured else _("off: no table in suggesters.toml")),
                one.receiver or (_("nobody") if one.configured else ""),
                f"{name(one.consent.coder)} {one.consent.at[:16].replace('T', ' ')}" if one.consent else "",
            )
            for one in found
        ]
        table((_("Suggester"), _("State"), _("Sends words to"), _("Allowed by")), rows)


@command("allow", _("Allow a suggester to send text of transcripts elsewhere"), "coder suggesters allow endpoint")
@click.argument("name", metavar="NAME")
@click.option("--yes", is_flag=True, help=_("Don't ask"))
@pass_seat
def allow(seat: Seat, name: str, yes: bool) -> None:
    """Say plainly what leaves the machine and where to, ask, and keep the consent in the journal."""
    from coder.suggestions.external import allow as keep
    from coder.suggestions.external import receiver_of

    with seat.open() as study:
        receiver = receiver_of(study, name)
        if receiver:
            say(_("WARNING: respondents' words and the turns before them will go to {to}.").format(to=receiver))
            say(_("The receiver can read, keep and pass them on. Ask whether the respondents agreed to that."))
        if receiver and not yes:
            if not sys.stdin.isatty():
                raise CoderError(_("not allowed: no terminal to confirm (use --yes)"), _("add --yes"))
            if not click.confirm(_("Go on?"), err=True):
                say(_("Nothing was allowed."))
                return
        keep(study, name)
        put(_("{name} may send words to {to}; coder suggesters forbid ends that.").format(name=name, to=receiver))


@command("forbid", _("Withdraw the permission to send text elsewhere"), "coder suggesters forbid endpoint")
@click.argument("name", metavar="NAME")
@pass_seat
def forbid(seat: Seat, name: str) -> None:
    """Take every consent for a suggester back."""
    from coder.suggestions.external import forbid as take_back

    with seat.open() as study:
        take_back(study, name)
        put(_("{name} may send nothing any more.").format(name=name))


suggesters.add_command(allow)
suggesters.add_command(forbid)
