"""Building a study from the files of its folder: beside the one that is there, which it replaces when it is whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coder.errors import NotFoundError, StoreError
from coder.i18n import _
from coder.record.study import Study
from coder.workspace import Workspace, init, missing_folders, read_files, refuse_a_second, transcript_files

Report = Callable[[str, int, int], None]


def build(workspace: Workspace, coder: str, report: Report = lambda *_: None) -> Study:
    """Make the study of a folder from its files: codebook, cases, transcripts, codings.

    `report` is told the stage, how much of it is done and how much there is. The file gets its name when it is whole.
    """
    refuse_a_second(workspace)
    with _built_beside(workspace, coder, report) as unfinished:
        unfinished.rename(workspace.database)
    return workspace.open(coder)


def rebuild(workspace: Workspace, coder: str, report: Report = lambda *_: None) -> tuple[Study, Path]:
    """Make the study anew in the place of the one that is there; return it, and the verified copy of that one.

    The old study stands until the new one is whole, and the one takes the other's place in a single step.
    """
    with workspace.open("-"):
        pass
    _refuse_while_open(workspace)
    with _built_beside(workspace, coder, report) as unfinished:
        with workspace.open("-") as old:
            copy = old.backup(workspace.backups)
        _refuse_while_open(workspace)
        unfinished.replace(workspace.database)
    return workspace.open(coder), copy


def _refuse_while_open(workspace: Workspace) -> None:
    """Refuse while a log lies beside the closed file: another program has it open, and would write on into it."""
    if workspace.database.with_name("study.db-wal").exists():
        raise StoreError(
            _("{path} is open in another program").format(path=workspace.database), _("close it there and try again")
        )


@contextmanager
def _built_beside(workspace: Workspace, coder: str, report: Report) -> Iterator[Path]:
    """Yield a whole study under a hidden name beside the one of the folder, to be renamed."""
    from coder.coding.codings_import import import_codings
    from coder.findings.matrix_file import load_cells
    from coder.plugins import folder_suffixes
    from coder.record.file.database import clear_unfinished, discard, unfinished_name
    from coder.transcripts import intake

    _refuse_nothing(workspace)
    folders = missing_folders(workspace)
    clear_unfinished(workspace.folder, workspace.database.stem)
    unfinished = unfinished_name(workspace.database.absolute())
    made = init(workspace.folder, coder, database=unfinished)
    try:
        with Study.open(unfinished, made.coder(coder)) as study:
            files = transcript_files(made, folder_suffixes())
            if files:
                counted = _counted(report, _("transcripts"), len(files))
                intake.import_transcripts(study, files, intake.ImportPlan(), counted)
            tables = sorted((made.transcripts / "codings").glob("*.csv"))
            if tables:
                import_codings(study, tables, _counted(report, _("codings"), len(tables)))
            # A summary is written on the passages of its cell.
            load_cells(study, read_files(made.folder).cells)
        yield unfinished
    except BaseException:
        discard(unfinished)
        for path in reversed(folders):
            shutil.rmtree(path, ignore_errors=True)
        raise


def _counted(report: Report, stage: str, of: int) -> Callable[[int], None]:
    """Return what counts up and tells how much of a stage is done."""
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        report(stage, done, of)

    return advance


def _refuse_nothing(workspace: Workspace) -> None:
    """Refuse a folder with nothing to build from, such as one whose name is misspelt."""
    if not workspace.folder.is_dir():
        raise NotFoundError(_("there is no folder {folder}").format(folder=workspace.folder), _("check the name"))
    book = workspace.codebook / "codebook.yaml"
    if not book.exists() and not workspace.transcripts.is_dir():
        raise NotFoundError(_("there is no {path}").format(path=book), _("coder init --template ai-talent makes one"))
