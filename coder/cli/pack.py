"""audit: what an auditor takes along."""

from __future__ import annotations

from pathlib import Path

import click

from coder.cli.audit_sample import result, sample, verdict, work
from coder.cli.shared.console import put
from coder.cli.shared.context import Seat, pass_seat, say_notice
from coder.cli.shared.help_layout import Group, command
from coder.i18n import _


@click.group(
    "audit",
    cls=Group,
    help=_("Prepare evidence for an auditor"),
    epilog="coder audit pack\ncoder audit pack evidence.zip --originals",
)
def audit() -> None:
    """Give an auditor the evidence."""


@command(
    "pack",
    _("Write the journal as plain files with a stand-alone verifier"),
    "coder audit pack",
    "coder audit pack evidence.zip --originals",
)
@click.argument("path", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[FILE.zip]")
@click.option("--originals", is_flag=True, help=_("Include the imported files"))
@click.option("--identified", is_flag=True, help=_("Include names that reports replace"))
@pass_seat
def pack(seat: Seat, path: Path | None, originals: bool, identified: bool) -> None:
    """Write journal, texts, codings, findings and report files into one archive."""
    from coder.record.signing.leaving import sign_quietly
    from coder.reports.evidence_pack import write_pack

    with seat.open() as study:
        sign_quietly(study)
        workspace = seat.workspace()
        target = path or workspace.exports / "evidence.zip"
        count = write_pack(study, target, workspace.exports, originals=originals, identified=identified)
        put(_("{count} files in {path}; unpack it and run python verify.py").format(count=count, path=target))
        say_notice(study)


for each in (pack, sample, work, verdict, result):
    audit.add_command(each)
