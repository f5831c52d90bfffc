"""What stands in the cells of the matrices: the study's against `codebook/matrices.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from coder.codebook.yaml_sync import Difference, Rewrite, rewrite_of
from coder.errors import InputError, Problem
from coder.i18n import _, listed
from coder.model.matrix import CellEntry, CellSummary, MatricesFile, cell_id
from coder.record.object_names import cell_title
from coder.record.study import Study

_Texts = tuple[str, str]
"""What stands in a cell, and its English."""


def cell_differences(study: Study, entries: Iterable[CellEntry]) -> tuple[Difference, ...]:
    """Return the cells that the file and the study say otherwise, those that only one of them has too."""
    held, said, project = _held(study), _said(entries), study.project()
    return tuple(
        Difference("cell", key, cell_title(project, key), field, _part(said.get(key), at), _part(held.get(key), at))
        for key in dict.fromkeys((*said, *held))
        for at, field in enumerate(("summary", "summary_en"))
        if (_part(said.get(key), at) or "") != (_part(held.get(key), at) or "")
    )


def cell_rewrites(study: Study, folder: Path, entries: tuple[CellEntry, ...], *, drop: bool) -> tuple[Rewrite, ...]:
    """Return the file as the study would write it, in the file's order, where it differs.

    A cell that only the file has stops this, for it was written by hand and not taken in; `drop` leaves it out.
    """
    path = folder / "matrices.yaml"
    held, said = _held(study), _said(entries)
    if (unknown := [key for key in said if key not in held]) and not drop:
        message = _("only the file has {names}").format(names=listed(unknown))
        hint = _("take it in with: coder codebook apply; or leave it out of the file with --drop")
        raise InputError(Problem(path, 0, message), hint)
    if said == held:
        return ()
    ordered = [key for key in dict.fromkeys((*said, *held)) if key in held]
    wanted = MatricesFile(cells=tuple(_entry(key, held[key]) for key in ordered))
    made = rewrite_of(path, MatricesFile(cells=entries), wanted, {}, "matrices.schema.json")
    return () if made is None else (made,)


def _part(texts: _Texts | None, at: int) -> str | None:
    return None if texts is None else texts[at]


def _held(study: Study) -> dict[str, _Texts]:
    return {one.id: (one.text, one.text_en) for one in study.reader.all(CellSummary) if one.text or one.text_en}


def _said(entries: Iterable[CellEntry]) -> dict[str, _Texts]:
    told = {cell_id(e.row, e.column): (e.summary.strip(), e.summary_en.strip()) for e in entries}
    return {key: texts for key, texts in told.items() if any(texts)}


def _entry(key: str, texts: _Texts) -> CellEntry:
    row, _between, column = key.partition("|")
    return CellEntry(row=row, column=column, summary=texts[0], summary_en=texts[1])
