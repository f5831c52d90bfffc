"""What stands in the cells of the matrices by `codebook/matrices.yaml`, taken into the study."""

from __future__ import annotations

from collections.abc import Iterable

from coder.errors import NotFoundError
from coder.findings.citations import Citations
from coder.findings.matrix_cells import Matrices
from coder.i18n import _, listed
from coder.model.identity import now
from coder.model.matrix import CellEntry, CellSummary, cell_id
from coder.model.reporting.report import CellReport
from coder.record.entry import Put
from coder.record.study import Study


def load_cells(study: Study, entries: Iterable[CellEntry]) -> int:
    """Bring the cells to what the file says, as one act, on the passages that are in them; return how many changed."""
    wanted = {cell_id(e.row, e.column): (e.summary.strip(), e.summary_en.strip()) for e in entries}
    if not wanted:
        return 0
    cells, cite = _cells(study), Citations(study)
    if unknown := [key for key in wanted if key not in cells]:
        raise NotFoundError(
            _("no matrix has the cells {names}").format(names=listed(unknown)),
            _("name each by the ids of its row and its column in codebook/matrices.yaml"),
        )
    puts = []
    for key, (text, english) in wanted.items():
        old = study.reader.one(CellSummary, key)
        if (text, english) == ((old.text, old.text_en) if old else ("", "")):
            continue
        cite.check(text)
        cite.check(english)
        evidence = Matrices(study).evidence(cells[key])
        new = CellSummary(id=key, text=text, evidence=evidence, by=study.coder, at=now(), text_en=english)
        puts.append(Put("cell", old, new if text or english else None))
    if puts:
        study.record(puts, "summary")
    return len(puts)


def _cells(study: Study) -> dict[str, CellReport]:
    """Return the cells of every matrix by their ids."""
    desk = Matrices(study)
    tables = [desk.table(matrix) for matrix in desk.all()]
    return {cell_id(cell.row, cell.column): cell for table in tables for row in table.cells for cell in row}
