"""restore: a backup takes the place of the study."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coder.cli.shared.console import emit_json, paint, put, say
from coder.cli.shared.context import Seat, json_option, pass_seat
from coder.cli.shared.help_layout import command
from coder.errors import NotFoundError
from coder.i18n import _

if TYPE_CHECKING:
    from coder.workspace import Workspace


@command(
    "restore",
    _("Restore the study from a backup"),
    "coder backup --list",
    "coder restore backups/study-20260301-101500.db",
)
@click.argument("backup", type=click.Path(path_type=Path))
@json_option
@pass_seat
def restore(seat: Seat, backup: Path, as_json: bool) -> None:
    """Check a backup, keep the study that is there in backups/, and put the backup in its place.

    A kill leaves the study as it was. Never copy a backup over study.db by hand: a log left by a crash would be
    written into it.
    """
    from coder.record.file.restore import restore as put_back

    place = _place(seat)
    done = put_back(place.database, backup, place.backups)
    if as_json:
        facts = {"kept": str(done.kept or ""), "readable": done.was_readable, "differences": done.differences}
        emit_json({"path": str(place.database), **facts})
        return
    put(_("Restored {path} from {backup}.").format(path=place.database, backup=backup))
    if done.differences:
        told = _("The backup is not as its own journal says, in {count} places: coder verify names them.")
        say(paint(told.format(count=done.differences), "error", err=True))
    if done.kept and done.was_readable:
        say(_("The study that was there is in {path}").format(path=done.kept))
    elif done.kept:
        say(_("What was there could not be read; it lies in {path}").format(path=done.kept))


def _place(seat: Seat) -> Workspace:
    """Return the study's folder, be the study itself there or lost."""
    from coder.workspace import Workspace

    try:
        return seat.workspace()
    except NotFoundError:
        folder = (seat.study or Path()).absolute()
        if not folder.is_dir():
            raise
        return Workspace(folder)
