"""The first study of a person: the sample to try, a new one with a name and first codes, or one from a template."""

from __future__ import annotations

import getpass
import shutil
from collections.abc import Sequence
from pathlib import Path

import coder
from coder.building import build
from coder.errors import CoderError
from coder.i18n import _
from coder.model.project import StudyTitle
from coder.record.entry import Put
from coder.record.file.database import discard
from coder.workspace import Workspace, init, templates

SAMPLE = "coder-sample"
__all__ = ["SAMPLE", "likely_name", "make_study", "open_sample", "sample_files", "templates"]
_PARTS = ("codebook", "transcripts")


def sample_files() -> Path | None:
    """Return the folder with the sample's files: in the program, or beside it in a checkout."""
    inside = Path(coder.__file__).parent
    places = (inside / "sample", inside.parent)
    return next((p for p in places if (p / "transcripts" / "codings").is_dir() and (p / "codebook").is_dir()), None)


def open_sample(folder: Path, name: str) -> Workspace:
    """Return the sample study below a folder, made where it is not there yet."""
    made, source = Workspace(folder / SAMPLE), sample_files()
    if made.database.exists():
        return made
    if source is None:
        raise CoderError(_("the sample did not come with this installation"), _("make a study instead"))
    if made.folder.exists():
        raise CoderError(_("{path} exists already").format(path=made.folder), _("rename it, or make a study instead"))
    try:
        for part in _PARTS:
            shutil.copytree(source / part, made.folder / part)
        build(made, name).close()
    except OSError as error:
        shutil.rmtree(made.folder, ignore_errors=True)
        raise CoderError(
            _("cannot make {path}: {why}").format(path=made.folder, why=error.strerror),
            _("choose a folder that you may write to"),
        ) from error
    return made


def make_study(folder: Path, name: str, title: str, codes: Sequence[str], template: str | None = None) -> Workspace:
    """Make a study with its title and first codes; a template brings both itself where they are empty."""
    from coder.codebook.acts import Codebook
    from coder.codebook.waiting import plan_waiting

    made = init(folder, name, template)
    try:
        with made.open(name) as study:
            if title:
                old = study.reader.one(StudyTitle, "study")
                study.record([Put("study", old, StudyTitle(title=title))], "title")
            if codes:
                book = Codebook(study)
                book.do(plan_waiting(book, codes))
    except BaseException:
        discard(made.database)
        raise
    return made


def likely_name() -> str:
    """Return the name under which the person is known to this machine, empty where there is none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
