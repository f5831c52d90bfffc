"""What the screen of matrices reads: the outline of a matrix, and the passages of the cell in focus alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coder.agreement.layer_choice import layered
from coder.findings.matrix_cells import CellOutline, Matrices, MatrixOutline
from coder.i18n import _
from coder.model.counting.layers import ANY
from coder.model.finding import flat
from coder.model.matrix import Matrix
from coder.model.quotation import Quotation
from coder.model.reporting.report import CellReport
from coder.record.study import Study
from coder.tui.frame.base import of_study
from coder.tui.frame.filtering.filtered_screen import FilteredScreen
from coder.tui.frame.layer_key import LayerScreen
from coder.tui.frame.reading import Beside, ReadingScreen

if TYPE_CHECKING:
    from coder.findings.cell_difference import CellChange

_KEPT_CHANGES = 20


class MatrixReading(FilteredScreen, LayerScreen, ReadingScreen):
    """Holds one matrix at a time: of its passages those of the cell in focus, however large the study is."""

    matrices = of_study(Matrices)
    """The lead's acts on matrices."""

    def __init__(self) -> None:
        super().__init__()
        self.table: MatrixOutline | None = None
        self._which = 0
        self._matrix: Matrix | None = None
        self.row = self.column = 0
        self._top = self._left = 0
        self._changes: dict[tuple[str, str, int], CellChange] = {}
        self._read: tuple[CellOutline, CellReport] | None = None

    def _matrices_of(self, study: Study) -> Matrices:
        """Return the matrices of a study, counted under the filters of now."""
        return Matrices(study, self.narrowed(study) if self.is_narrowed else None)

    @property
    def cell(self) -> CellOutline | None:
        """The cell in focus."""
        if self.table is None or not self.table.rows or not self.table.columns:
            return None
        return self.table.cells[self.row][self.column]

    def reload(self, at: str = "") -> None:  # noqa: ARG002  the cell in focus goes by its place
        """Read the matrix beside the screen's own thread."""
        which = self._which

        def read(beside: Beside[tuple[Matrix, MatrixOutline]]) -> tuple[Matrix, MatrixOutline]:
            with beside.study() as apart, layered(apart, self.layer or ANY):
                matrices = self._matrices_of(apart)
                known = matrices.all()
                matrix = known[min(which, len(known) - 1)]
                return matrix, matrices.outline(matrix)

        self.read_beside("matrix", read, lambda found: self._show_table(*found))

    def recount(self) -> None:
        """Read the matrix on the layer of now."""
        self.reload()

    def _show_table(self, matrix: Matrix, table: MatrixOutline) -> None:
        if self._matrix is not None and self._matrix.id != matrix.id:
            self.row = self.column = self._top = self._left = 0
        self._matrix, self.table, self._read = matrix, table, None
        self.row = max(0, min(self.row, len(table.rows) - 1))
        self.column = max(0, min(self.column, len(table.columns) - 1))
        self.repaint()

    def _quotes_at_hand(self, cell: CellOutline) -> tuple[Quotation, ...] | None:
        """Return the passages of the cell in focus; None while they are read beside the screen's own thread."""
        if self._read is not None and self._read[0] is cell:
            return self._read[1].quotations
        if not cell.passages:
            return ()
        matrix = self._matrix
        if matrix is None:
            return None

        def read(beside: Beside[CellReport]) -> CellReport:
            with beside.study() as apart, layered(apart, self.layer or ANY):
                return self._matrices_of(apart).cell(matrix, cell)

        def take(found: CellReport) -> None:
            self._read = cell, found
            if self.cell is cell:
                self._show_cell()

        self.read_beside("passages", read, take)
        return None

    def _whole(self, matrix: Matrix, cell: CellOutline) -> CellReport:
        """Return the cell in focus with its passages, which are read now unless they were."""
        if self._read is None or self._read[0] is not cell:
            study = self.study
            with layered(study, self.layer or ANY):
                self._read = cell, self._matrices_of(study).cell(matrix, cell)
        return self._read[1]

    def _changed_lines(self, cell: CellOutline) -> list[str]:
        """Return what came into a stale cell and what went; it is read beside the screen's own thread."""
        lines = ["! " + _("its passages changed since the summary was written")]
        change = self._changes.get(self._change_key(cell))
        if change is None:
            self._read_change(cell)
            return lines
        lines[0] += ": " + _("{came} added, {went} removed").format(came=len(change.came), went=len(change.went))
        return [
            *lines,
            *(f"{sign} {quote_line(q)}" for sign, some in (("+", change.came), ("−", change.went)) for q in some),
        ]

    def _change_key(self, cell: CellOutline) -> tuple[str, str, int]:
        return cell.row, cell.column, self.study.journal.head()[0]

    def _read_change(self, cell: CellOutline) -> None:
        matrix, key = self._matrix, self._change_key(cell)
        if matrix is None:
            return

        def read(beside: Beside[CellChange]) -> CellChange:
            from coder.findings.cell_difference import since_written

            with beside.study() as apart:
                return since_written(apart, matrix, cell)

        def take(change: CellChange) -> None:
            self._changes = {key: change, **dict(list(self._changes.items())[:_KEPT_CHANGES])}
            self._show_cell()

        self.read_beside("cell", read, take)

    def _show_cell(self) -> None:
        """Draw the cell in focus."""
        raise NotImplementedError


def quote_line(quote: Quotation) -> str:
    """Return a passage in a line."""
    return f"{quote.id} {quote.case_name} {flat(quote.text)}"
