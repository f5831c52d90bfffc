"""sign: by which key a coder signs, and how far the journal is signed."""

from __future__ import annotations

from pathlib import Path

import click

from coder.cli.shared.console import emit_rows, put, say, table
from coder.cli.shared.context import Seat, json_option, notice_of, pass_seat
from coder.cli.shared.help_layout import Group, command
from coder.cli.study.signed_rows import signed_rows
from coder.errors import CoderError
from coder.i18n import _


@click.group(
    "sign",
    cls=Group,
    invoke_without_command=True,
    help=_("Sign the journal with your SSH key, or list signatures"),
    epilog="coder sign\ncoder sign key ~/.ssh/id_ed25519\ncoder sign now",
)
@json_option
@click.pass_context
@pass_seat
def sign(seat: Seat, ctx: click.Context, as_json: bool) -> None:
    """List who signs by which key, and how far each copy's journal is signed."""
    if ctx.invoked_subcommand is not None:
        if as_json:
            raise click.UsageError(_("--json belongs to the list: coder sign --json"))
        return
    with seat.read() as study:
        rows = signed_rows(study)
        if as_json:
            emit_rows(notice_of(study), rows)
            return
        if not rows:
            say(_("Nobody signs here yet: coder sign key takes your SSH key."))
            return
        heads = (_("Coder"), _("Key"), _("Signed until"), _("Signed at"), _("Changes since"))
        cells = [
            (r["name"], r["key"], r["change"] or "—", r["at"][:19].replace("T", " "), r["changes_since"]) for r in rows
        ]
        table(heads, cells, numbers=(4,))


@command(
    "key",
    _("Register your SSH key for signing"),
    "coder sign key",
    "coder sign key ~/.ssh/id_ed25519",
    "coder sign key id.pub",
)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@pass_seat
def key(seat: Seat, file: Path | None) -> None:
    """Take your Ed25519 key, of a file or of the agent. From now on the record is signed when you leave it."""
    from coder.record.signing.heads_signed import take_key

    with seat.open() as study:
        taken = take_key(study, file)
        head = study.journal.name_of(study.journal.replica, study.journal.head()[0])
        coder = study.project().coder_name(taken.coder)
        put(_("{coder} signs with {name}; signed until {head}").format(coder=coder, name=taken.id, head=head))


@command("now", _("Sign the journal as it is now"), "coder sign now")
@pass_seat
def now(seat: Seat) -> None:
    """Sign the head of the journal, or say why that is not possible without asking."""
    from coder.record.signing.heads_signed import sign_head

    with seat.open() as study:
        made = sign_head(study)
        if made is None:
            raise CoderError(
                _("no key of {coder} is at hand").format(coder=study.project().coder_name(study.coder)),
                _("coder sign key takes one; ssh-add FILE puts it into the agent"),
            )
        put(_("signed until {head}").format(head=study.journal.name_of(made.replica, made.seq)))


sign.add_command(key)
sign.add_command(now)
