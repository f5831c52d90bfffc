"""The codebook's files against the study: what differs, and the files as the study would write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from coder.codebook.loading import codebook_changes
from coder.errors import CoderError, InputError, Problem
from coder.files.yaml_writer import CODEBOOK, FIGURES, FINDINGS, rewritten, write_text
from coder.i18n import _, listed
from coder.model.codebook import Attribute, Case
from coder.model.codebook_files import CodebookFile, FiguresFile, FindingsFile, gather
from coder.model.project import StudyTitle
from coder.model.study_setting import Setting, rule_of
from coder.model.values.case_attribute import as_kept
from coder.record.entry import Put
from coder.record.kinds import kind
from coder.record.proof.wanted_values import differences
from coder.record.study import Study

# What a file can't say, or says by the order of its entries.
_UNSAID = {"version"}


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that file and study say otherwise; a side that knows nothing of it is None."""

    kind: str
    id: str
    name: str
    field: str
    file: str | None
    study: str | None


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A file as the study would write it, and its text as it is (empty: there is none)."""

    path: Path
    before: str
    after: str


def file_differences(
    study: Study, book: CodebookFile, findings: FindingsFile, figures: FiguresFile
) -> tuple[Difference, ...]:
    """Return what applying the files would change, field by field, and what only the study has."""
    found = [d for put in codebook_changes(study, book, findings, figures) for d in differences_of(put)]
    for file, lists in ((findings, FINDING_LISTS), (figures, FIGURE_LISTS)):
        for name, kind_name in lists.items():
            named = {entry.id for entry in getattr(file, name)}
            found += [
                Difference(kind_name, value.id, value.title, "", None, value.title)
                for value in study.reader.all_named(kind_name)
                if value.id not in named
            ]
    written = set(book.ids)
    sides = (
        Difference("code", d.id, d.name, "", None, d.name) if d.kind == "code" and d.id not in written else d
        for d in found
    )
    return tuple(dict.fromkeys(sides))


def case_differences(
    study: Study, cases: Sequence[Case], attributes: Sequence[Attribute] = ()
) -> tuple[Difference, ...]:
    """Return what the cases' file says otherwise than the study."""
    puts = [
        *differences(study, "attribute", attributes),
        *differences(study, "case", as_kept(study.project(), cases, attributes)),
    ]
    return tuple(d for put in puts for d in differences_of(put))


def differences_of(put: Put) -> Iterator[Difference]:
    """Yield what an object of the files says otherwise than the study, field by field."""
    new, old = put.after, put.before
    if isinstance(new, Setting) and (rule := rule_of(new.id)) is not None:
        held = old.value if old is not None else rule.default
        yield Difference(put.kind, new.id, rule.label(), "value", rule.shown(new.value), rule.shown(held))
        return
    name = getattr(new, "name", "") or getattr(new, "title", "")
    if old is None:
        yield Difference(put.kind, new.id, name, "", name, None)
        return
    for field in fields(new):
        have, wanted = getattr(old, field.name), getattr(new, field.name)
        if have != wanted and field.name not in _UNSAID:
            yield Difference(put.kind, new.id, getattr(old, "name", name), field.name, _said(wanted), _said(have))


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return listed(getattr(item, "title", "") or getattr(item, "part", "") or str(item) for item in value)
    if isinstance(value, dict):
        return listed(f"{name}={text}" for name, text in value.items())
    if is_dataclass(value):
        return listed(f"{field.name}={getattr(value, field.name)}" for field in fields(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def rewrites(
    study: Study,
    folder: Path,
    book: CodebookFile | None,
    findings: FindingsFile,
    figures: FiguresFile,
    *,
    drop: bool,
) -> tuple[Rewrite, ...]:
    """Return codebook, findings and figures as the study would write them, those alone that would change.

    What only a file holds stops this, for it was written by hand and not taken in; `drop` leaves it out. What the
    study held so and removed is left out unasked.
    """
    title = study.reader.one(StudyTitle, "study")
    project = study.project()
    wanted = gather(
        title.title if title else book.title if book else folder.parent.name,
        title.title_en if title else book.title_en if book else "",
        project.codes,
    )
    if not drop:
        codes = [key for key in (book.ids if book else ()) if key not in project.code_by_id]
        _refuse_unknown(folder / "codebook.yaml", codes)
        _refuse_unknown(folder / "findings.yaml", _unknown(study, findings, FINDING_LISTS))
        _refuse_unknown(folder / "figures.yaml", _unknown(study, figures, FIGURE_LISTS))
    named = FindingsFile(findings=project.findings, recommendations=project.recommendations)
    listed_figures = FiguresFile(
        **{name: _like(getattr(figures, name), getattr(project, name)) for name in FIGURE_LISTS}
    )
    made = (
        rewrite_of(folder / "codebook.yaml", book, wanted, CODEBOOK, "codebook.schema.json"),
        rewrite_of(folder / "findings.yaml", findings, named, FINDINGS, "findings.schema.json"),
        rewrite_of(folder / "figures.yaml", figures, listed_figures, FIGURES, "figures.schema.json"),
    )
    return tuple(r for r in made if r is not None)


FINDING_LISTS = {"findings": "finding", "recommendations": "recommendation"}
FIGURE_LISTS = {"sources": "source", "figures": "figure"}


def _like(file: Sequence[Any], entries: Sequence[Any]) -> tuple[Any, ...]:
    """Return entries in the file's order where the study knows none; what is new follows."""
    place = {entry.id: i for i, entry in enumerate(file)}
    return tuple(sorted(entries, key=lambda entry: place.get(entry.id, len(place))))


def _unknown(study: Study, file: FindingsFile | FiguresFile, lists: Mapping[str, str]) -> list[str]:
    """Return what only a file has, without what the study held as the file says it, and removed."""
    found: list[str] = []
    for name, kind_name in lists.items():
        known = {entry.id for entry in study.reader.all_named(kind_name)}
        found += [e.id for e in getattr(file, name) if e.id not in known and not _was_held(study, kind_name, e)]
    return found


def _was_held(study: Study, kind_name: str, entry: Any) -> bool:
    images = {change.before for change in study.journal.changes_of(entry.id) if change.kind == kind_name}
    return kind(kind_name).image(entry) in images


def _refuse_unknown(path: Path, unknown: Sequence[str]) -> None:
    if unknown:
        message = _("only the file has {names}").format(names=listed(unknown))
        hint = _("take it in with: coder codebook apply; or leave it out of the file with --drop")
        raise InputError(Problem(path, 0, message), hint)


def rewrite_of(path: Path, old: Any, new: Any, levels: Any, schema: str) -> Rewrite | None:
    """Return a file brought from what it says to what the study says, None where it says so already."""
    before = path.read_text("utf-8-sig") if path.is_file() else ""
    if old == new or (not before and levels and not any(getattr(new, name) for name in levels)):
        return None
    after = rewritten(before, old if before else None, new, levels, schema)
    return Rewrite(path, before, after) if after != before else None


def write_all(files: tuple[Rewrite, ...], proof: Path) -> None:
    """Write the files, after each was read back from `proof`, a folder of their own, as what it should say."""
    from coder.files import study_files

    readers: Mapping[str, Callable[[Path], object]] = {
        "codebook.yaml": study_files.load_codebook,
        "findings.yaml": study_files.load_findings,
        "figures.yaml": study_files.load_figures,
        "report.yaml": study_files.load_report_page,
        "matrices.yaml": study_files.load_matrices,
    }
    for file in files:
        copy = proof / file.path.name
        copy.write_text(file.after, "utf-8")
        try:
            readers[file.path.name](copy)
        except InputError as error:
            raise CoderError(
                _("{path} would not be readable afterwards: {why}").format(path=file.path, why=error.problem.message),
                _("nothing was written; change the field it names and try again"),
            ) from error
    for file in files:
        write_text(file.path, file.after)
