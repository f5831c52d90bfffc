"""codebook: check and load the files that people write, and write the schemas that editors read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coder.cli.console import put, say
from coder.cli.seat import Seat, pass_seat
from coder.cli.shape import Group, command
from coder.errors import NotFoundError
from coder.i18n import _

if TYPE_CHECKING:
    from coder.workspace import Workspace


@click.group(
    "codebook",
    cls=Group,
    help=_("Check or load the codebook's files"),
    epilog="coder codebook check\ncoder codebook load",
)
def codebook() -> None:
    """Hold the commands on the codebook's files."""


def _place(seat: Seat) -> Workspace:
    """Return the folder with the files: that of the study, or the one named or stood in where no study is yet."""
    from pathlib import Path

    from coder.workspace import Workspace

    try:
        return seat.workspace()
    except NotFoundError:
        folder = (seat.study or Path()).absolute()
        if not (folder / "codebook").is_dir():
            raise
        return Workspace(folder)


@command("check", _("Read the files and say what is wrong with them"), "coder codebook check")
@pass_seat
def check(seat: Seat) -> None:
    """Read every file; the first fault ends it with its file, line and remedy."""
    from coder.workspace import read_files

    place = _place(seat)
    files = read_files(place.folder)
    if files.codebook is None:
        raise NotFoundError(
            _("there is no {path}").format(path=place.codebook / "codebook.yaml"),
            _("coder init --template ai-talent makes one"),
        )
    groups = (*files.codebook.themes, *files.codebook.facets)
    put(
        _(
            "The files are right: {groups} themes and facets, {codes} codes, {findings} findings, "
            "{figures} figures, {cases} cases."
        ).format(
            groups=len(groups),
            codes=sum(len(g.codes) for g in groups),
            findings=len(files.findings.findings),
            figures=len(files.figures.figures),
            cases=len(files.cases),
        )
    )


@command("load", _("Bring the study to what the files say"), "coder codebook load")
@pass_seat
def load(seat: Seat) -> None:
    """Load codebook, findings, figures and cases; what is gone from the files is archived."""
    from coder.workspace import load_files

    with seat.open() as study:
        changed = load_files(seat.workspace(), study)
    put(
        _("Loaded: {count} objects changed.").format(count=changed)
        if changed
        else _("The study holds what the files say.")
    )
    if changed:
        say(_("coder undo takes it back, one act at a time"))


@command("schema", _("Write the JSON Schemas that editors check the files with"), "coder codebook schema")
@pass_seat
def schema(seat: Seat) -> None:
    """Write the schemas into codebook/schema."""
    from coder.importers.study_files import write_schemas

    folder = _place(seat).codebook / "schema"
    write_schemas(folder)
    for path in sorted(folder.glob("*.json")):
        put(str(path))


codebook.add_command(check)
codebook.add_command(load)
codebook.add_command(schema)
