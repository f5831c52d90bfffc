"""clone and changes: a copy of the study for another person, as a folder or as a file for mail and stick."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coder.cli.shared.console import emit_json, put, say
from coder.cli.shared.context import Seat, json_option, pass_seat
from coder.cli.shared.help_layout import command
from coder.errors import CoderError
from coder.i18n import _, listed
from coder.model.names.shell_words import shell_word

if TYPE_CHECKING:
    from coder.record.study import Study


@command(
    "clone",
    _("Copy the study into a folder for another person or machine"),
    "coder clone /media/stick/interviews",
    "coder clone ~/for-ann --for ann",
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--for", "coder", metavar="CODER", help=_("For this coder; a blind coder's copy holds no one else's work")
)
@json_option
@pass_seat
def clone(seat: Seat, folder: Path, coder: str | None, as_json: bool) -> None:
    """Copy the study, so that two people can work apart and bring it together again with coder merge.

    The copy has a name of its own in the record. Never copy study.db by hand for that: two files of one name can't be
    told apart until they are brought together. Drafts, caches and backups are not copied.
    """
    from coder.team.clone import clone as make

    with seat.open() as study:
        made = make(study, folder, coder or "")
    if as_json:
        told = {"folder": str(made.folder), "replica": made.replica, "withheld_from": made.blind}
        emit_json({**told, "left_out": list(made.left_out)})
        return
    put(_("Copied the study to {folder}; its copy is called {name}.").format(folder=made.folder, name=made.replica[:4]))
    if made.left_out:
        say(_("Not copied, for these are links: {names}").format(names=listed(made.left_out)))
    if made.blind:
        say(_("{name} codes blind: the copy holds nothing of what others coded.").format(name=made.blind))
    say(_("To merge both again: coder merge {folder}").format(folder=shell_word(str(made.folder))))


@command(
    "changes",
    _("Write all changes into a file to send"),
    "coder changes monday.changes",
    "coder changes monday.changes --since '#1182'",
    "coder changes for-ann.changes --for ann",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--since", metavar="MOMENT", help=_("Only changes after this day, time or change (#1182)"))
@click.option(
    "--for", "coder", metavar="CODER", help=_("For this coder; a blind coder's copy holds no one else's work")
)
@json_option
@pass_seat
def changes(seat: Seat, file: Path, since: str | None, coder: str | None, as_json: bool) -> None:
    """Write the record's changes with the texts into one packed file; who gets it takes it in with coder merge FILE.

    Taking it in twice does no harm, and files may come in any order. One with --since is small, but can only be taken
    in where all that came before is known.
    """
    from coder.team.clone import export_changes

    with seat.open() as study:
        count = export_changes(study, file, _limits(study, since), coder or "")
    if as_json:
        emit_json({"file": str(file), "changes": count, "bytes": file.stat().st_size})
        return
    put(
        _("{path}: {count} changes, {size} KB. Who gets it: coder merge {name}").format(
            path=file, count=f"{count:,}", size=f"{file.stat().st_size // 1024 + 1:,}", name=shell_word(file.name)
        )
    )
    say(_("It holds transcripts and names as they are: send it only by ways that you would send the study."))


def _limits(study: Study, since: str | None) -> dict[str, int]:
    if not since:
        return {}
    from coder.record.past_study import find_moment

    found = {replica: last for replica, last in find_moment(study, since).limits if last}
    if not found:
        raise CoderError(
            _("nothing was there at {moment} yet").format(moment=since), _("leave --since out to write all changes")
        )
    return found
