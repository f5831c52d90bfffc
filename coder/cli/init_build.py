"""init and build: a new study, empty or from a folder's files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coder.cli.shared.console import put, say, stages
from coder.cli.shared.context import Seat, pass_seat, say_notice
from coder.cli.shared.help_layout import command
from coder.i18n import _, listed
from coder.model.names.shell_words import shell_word

if TYPE_CHECKING:
    from coder.record.study import Study
    from coder.workspace import Workspace


def _folder(seat: Seat, folder: Path | None) -> Path:
    return folder or seat.study or Path()


@command(
    "init",
    _("Create an empty study in a folder"),
    "coder init my-study --template ai-talent",
    "coder init",
)
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--template", metavar="NAME", help=_("Start with a template's codebook, findings and cases (ai-talent)"))
@pass_seat
def init(seat: Seat, folder: Path | None, template: str | None) -> None:
    """Make a new study and say what comes next."""
    from coder import workspace

    made = workspace.init(_folder(seat, folder), seat.name(), template)
    with made.open(seat.name()) as study:
        project = study.project()
        put(
            _("Made a study in {folder}: {codes} codes, {findings} findings, {cases} cases.").format(
                folder=made.folder,
                codes=len(project.usable_codes),
                findings=len(project.findings),
                cases=len(project.cases),
            )
        )
        _say_next(made, has_codes=bool(project.codes))


def _say_next(made: Workspace, *, has_codes: bool) -> None:
    from coder.workspace import templates

    if not has_codes:
        say(
            _(
                "It has no codes yet: make them on the screen (coder; then c and Enter on a passage), "
                "or write {path}, then: coder codebook apply"
            ).format(path=made.codebook / "codebook.yaml")
        )
        if names := listed(templates()):
            say(
                _("Or begin in an empty folder with: coder init FOLDER --template NAME (there are: {names})").format(
                    names=names
                )
            )
    if made.folder.absolute() == Path.cwd():
        say(_("Next: coder import FILES, then coder"))
    else:
        say(_("Next: cd {folder}, then coder import FILES, then coder").format(folder=shell_word(str(made.folder))))
    say(_("For colleagues who code on other machines, make copies after that: coder clone FOLDER"))


@command("build", _("Build a study from the files of a folder"), "coder build", "coder build my-study --force")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--force", is_flag=True, help=_("Move an existing study into backups/ first"))
@pass_seat
def build(seat: Seat, folder: Path | None, force: bool) -> None:
    """Make the study of codebook, cases, transcripts and codings that lie in the folder."""
    from coder import building, workspace

    place = workspace.Workspace(_folder(seat, folder).absolute())
    with stages() as stage:
        copy = None
        if force and place.database.exists():
            study, copy = building.rebuild(place, seat.name(), stage)
        else:
            study = building.build(place, seat.name(), stage)
    with study:
        _say_built(study, place)
        say_notice(study)
    if copy is not None:
        say(_("The study that was there is in {path}").format(path=copy))


def _say_built(study: Study, place: Workspace) -> None:
    project = study.project()
    codings, _transcripts = study.totals()
    put(
        _(
            "Built the study in {folder}: {codes} codes, {cases} cases, {transcripts} transcripts, {codings} codings."
        ).format(
            folder=place.folder,
            codes=len(project.usable_codes),
            cases=len(project.cases),
            transcripts=len(project.transcripts),
            codings=codings,
        )
    )
