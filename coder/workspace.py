"""The study's folder: where its files lie, how a new one is made, how one is built from its files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coder.errors import CoderError, NotFoundError
from coder.i18n import _, listed
from coder.record.study import Study

if TYPE_CHECKING:
    from coder.codebook.yaml_sync import Difference, Rewrite
    from coder.model.codebook import Attribute, Case, Variant
    from coder.model.codebook_files import CodebookFile, FiguresFile, FindingsFile
    from coder.model.matrix import CellEntry
    from coder.model.reporting.lead_page_text import ReportPage

# The screen opens a study without reading a YAML file or importing a transcript,
# so what does either is imported where it is used.
TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder that holds a study."""

    folder: Path

    @property
    def database(self) -> Path:
        """The record."""
        return self.folder / "study.db"

    @property
    def codebook(self) -> Path:
        """The folder of codebook, findings and figures."""
        return self.folder / "codebook"

    @property
    def transcripts(self) -> Path:
        """The folder of original transcripts and of the cases."""
        return self.folder / "transcripts"

    @property
    def exports(self) -> Path:
        """The folder that reports are written to."""
        return self.folder / "exports"

    @property
    def backups(self) -> Path:
        """The folder of verified copies."""
        return self.folder / "backups"

    def open(self, coder: str = "") -> Study:
        """Open the study of this folder."""
        return Study.open(self.database, self.coder(coder))

    @staticmethod
    def coder(name: str) -> str:
        """Return who codes: who was named, else whom the environment names, if any."""
        return name or os.environ.get("CODER_NAME", "")


def find(start: Path | None = None) -> Workspace:
    """Return the nearest folder, from `start` upwards, that holds a study; `start` itself may be the database."""
    here = (start or Path.cwd()).absolute()
    if here.is_file():
        return Workspace(here.parent)
    for folder in (here, *here.parents):
        if (folder / "study.db").is_file():
            return Workspace(folder)
    raise NotFoundError(
        _("no study in {folder} or above it").format(folder=here),
        _("make one with: coder init, or name its folder with --study FOLDER"),
    )


def lies_above() -> bool:
    """Tell whether a study lies in this folder or above it."""
    try:
        find()
    except NotFoundError:
        return False
    return True


def templates() -> list[str]:
    """Return the names of the study templates."""
    return sorted(p.name for p in TEMPLATES.iterdir() if p.is_dir()) if TEMPLATES.is_dir() else []


def init(folder: Path, coder: str, template: str | None = None, database: Path | None = None) -> Workspace:
    """Make a new, empty study in `folder`: from a template, or from the codebook and cases that lie there.

    Everything is read and checked before anything is written. `database` is another name for its file.
    """
    from coder.record.file.database import discard

    workspace = Workspace(folder.absolute())
    if database is None:
        refuse_a_second(workspace)
    if template is not None and template not in templates():
        raise NotFoundError(
            _("no template {name}").format(name=template), _("there are: {names}").format(names=listed(templates()))
        )
    source = TEMPLATES / template if template else workspace.folder
    files = read_files(source)
    made = _make_folders(workspace)
    try:
        if template:
            _copy_template(source, workspace)
        with Study.create(database or workspace.database, coder) as study:
            _load_files(study, files)
    except BaseException:
        discard(database or workspace.database)
        for path in reversed(made):
            shutil.rmtree(path, ignore_errors=True)
        raise
    return workspace


@dataclass(frozen=True, slots=True)
class StudyFiles:
    """What the YAML files of a folder hold; None for a file that is not there."""

    codebook: CodebookFile | None
    findings: FindingsFile
    figures: FiguresFile
    cases: tuple[Case, ...]
    variants: tuple[Variant, ...] | None = None
    report: ReportPage | None = None
    cells: tuple[CellEntry, ...] = ()
    attributes: tuple[Attribute, ...] = ()


def read_files(folder: Path) -> StudyFiles:
    """Read and check the YAML files of a folder."""
    from coder.files import study_files
    from coder.model.codebook_files import CasesFile, FiguresFile, FindingsFile, variants_of

    codebook_path, findings_path = folder / "codebook" / "codebook.yaml", folder / "codebook" / "findings.yaml"
    figures_path, cases_path = folder / "codebook" / "figures.yaml", folder / "transcripts" / "cases.yaml"
    book = study_files.load_codebook(codebook_path) if codebook_path.exists() else None
    findings = study_files.load_findings(findings_path) if findings_path.exists() else FindingsFile(findings=())
    figures = study_files.load_figures(figures_path) if figures_path.exists() else FiguresFile(figures=())
    if book is not None:
        study_files.check_references(book, findings, figures, findings_path)
    cases = study_files.load_cases(cases_path) if cases_path.exists() else CasesFile(cases=())
    variants_path, report_path, cells_path = (findings_path.with_stem(n) for n in ("variants", "report", "matrices"))
    variants = variants_of(study_files.load_variants(variants_path)) if variants_path.exists() else None
    report = study_files.load_report_page(report_path) if report_path.exists() else None
    cells = study_files.load_matrices(cells_path).cells if cells_path.exists() else ()
    return StudyFiles(book, findings, figures, cases.cases, variants, report, cells, cases.attributes)


def refuse_a_second(workspace: Workspace) -> None:
    """Refuse a folder that has a study already."""
    if workspace.database.exists():
        raise CoderError(
            _("there is a study in {folder} already").format(folder=workspace.folder),
            _("open it with: coder, or choose another folder"),
        )


def _load_files(study: Study, files: StudyFiles) -> int:
    from coder.codebook.loading import load_codebook
    from coder.codebook.report_file import load_report_page
    from coder.codebook.variants import load_variants
    from coder.transcripts.cases import load_cases

    changed = 0
    if files.codebook is not None:
        changed += load_codebook(study, files.codebook, files.findings, files.figures)
    if files.cases or files.attributes:
        changed += load_cases(study, files.cases, files.attributes)
    if files.variants is not None:
        changed += load_variants(study, files.variants)
    if files.report is not None:
        changed += load_report_page(study, files.report)
    return changed


def apply_files(workspace: Workspace, study: Study) -> int:
    """Bring the study to what the folder's YAML files say, all of it or nothing; return how many objects changed."""
    from coder.findings.matrix_file import load_cells

    files = read_files(workspace.folder)
    with study.together():
        return _load_files(study, files) + load_cells(study, files.cells)


def compare_files(workspace: Workspace, study: Study) -> tuple[Difference, ...]:
    """Return what the folder's YAML files say otherwise than the study, in both directions."""
    from coder.codebook.cells_file import cell_differences
    from coder.codebook.report_file import report_differences
    from coder.codebook.variants import variant_differences
    from coder.codebook.yaml_sync import case_differences, file_differences
    from coder.model.codebook_files import CodebookFile

    files = read_files(workspace.folder)
    book = files.codebook or CodebookFile(title="", themes=())
    return (
        *file_differences(study, book, files.findings, files.figures),
        *case_differences(study, files.cases, files.attributes),
        *variant_differences(study, files.variants),
        *report_differences(study, files.report),
        *cell_differences(study, files.cells),
    )


def planned_files(workspace: Workspace, study: Study, *, drop: bool = False) -> tuple[Rewrite, ...]:
    """Return the files in `codebook/` that differ from the study, as the study would write them."""
    from coder.codebook.cells_file import cell_rewrites
    from coder.codebook.report_file import report_rewrites
    from coder.codebook.yaml_sync import rewrites

    files = read_files(workspace.folder)
    return (
        *rewrites(study, workspace.codebook, files.codebook, files.findings, files.figures, drop=drop),
        *report_rewrites(study, workspace.codebook, files.report),
        *cell_rewrites(study, workspace.codebook, files.cells, drop=drop),
    )


def _make_folders(workspace: Workspace) -> list[Path]:
    made: list[Path] = []
    for path in missing_folders(workspace):
        try:
            path.mkdir(parents=True)
        except OSError as error:
            for done in reversed(made):
                shutil.rmtree(done, ignore_errors=True)
            raise CoderError(
                _("cannot make {path}: {why}").format(path=path, why=error.strerror),
                _("choose a folder that you may write to"),
            ) from error
        made.append(path)
    return made


def missing_folders(workspace: Workspace) -> list[Path]:
    """Return the folders of a study that are still to be made."""
    folders = (workspace.folder, workspace.codebook, workspace.transcripts, workspace.exports)
    return [path for path in folders if not path.exists()]


def _copy_template(source: Path, workspace: Workspace) -> None:
    from coder.files import study_files

    for path in sorted(source.rglob("*.yaml")):
        target = workspace.folder / path.relative_to(source)
        if target.exists():
            raise CoderError(
                _("{path} exists already").format(path=target), _("choose an empty folder for a new study")
            )
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        except OSError as error:
            raise CoderError(
                _("cannot make {path}: {why}").format(path=target, why=error.strerror),
                _("check the name, its permissions and the space on the disk"),
            ) from error
    study_files.write_schemas(workspace.codebook / "schema")


def transcript_files(workspace: Workspace, suffixes: Sequence[str]) -> list[Path]:
    """Return the transcript files that lie in the folder, in their names' order."""
    return sorted(
        p for p in workspace.transcripts.iterdir() if p.suffix.lower() in suffixes and not p.name.startswith((".", "~"))
    )
