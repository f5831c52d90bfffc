"""The framework matrix: a grid of cells, each with its passages and what the lead wrote of them."""

from __future__ import annotations

from rich.style import Style
from textual.app import ComposeResult

from coder.findings.matrix_cells import CellOutline
from coder.i18n import _, run_on
from coder.model.counting.layers import ANY
from coder.model.finding import flat
from coder.record.outcome import Outcome
from coder.tui.findings.commands import MATRIX
from coder.tui.findings.matrix_reading import MatrixReading, quote_line
from coder.tui.frame.unit_line import unit_words
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import fit, pad

_HEAD = 18
_LEAST = 12


class MatrixScreen(MatrixReading):
    """One framework matrix at a time."""

    COMMANDS_HERE = MATRIX
    PARTS = ()
    SHORT = 30
    FILTERS = "matrix"
    UNDONE = frozenset({"matrix", "cell"})

    def body(self) -> ComposeResult:
        """Yield the grid and the cell in focus."""
        yield Pane(id="matrix-filters")
        yield Pane(id="matrix")
        yield Pane(id="matrix-cell")

    def begin(self) -> None:
        """Begin to read."""
        self.repaint()
        super().begin()

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        told = ""
        if self.table is not None:
            cells = [cell for row in self.table.cells for cell in row]
            told = " | " + _("{written} of {count} cells written, {stale} stale, {empty} empty").format(
                written=sum(bool(c.summary) for c in cells),
                count=len(cells),
                stale=sum(c.stale for c in cells),
                empty=sum(not c.passages for c in cells),
            )
        self.show_heading(_("Matrix: {name}").format(name=self.table.name if self.table else "..") + told)
        self.query_one("#matrix-filters", Pane).show([self.filters_row()], self.paints.text)
        self._show_grid()
        self._show_cell()
        self.show_keys()

    def _shape(self) -> tuple[int, int, int]:
        """Return the cells of a column, how many columns fit, and how many rows."""
        pane, table = self.query_one("#matrix", Pane), self.table
        room, count = self.size.width - _HEAD, len(table.columns) if table else 1
        fits = max(1, min(count, room // _LEAST))
        return max(_LEAST, room // max(1, fits)), fits, max(1, (pane.size.height - 1) // 2)

    def _show_grid(self) -> None:
        pane, table = self.query_one("#matrix", Pane), self.table
        if table is None:
            pane.show([((" " + _("reading"), self.paints.quiet),)], self.paints.text)
            return
        if self.cell is None:
            pane.show([((" " + _("the matrix has no rows or no columns"), self.paints.warn),)], self.paints.text)
            return
        width, across, down = self._shape()
        self._left = max(min(self._left, self.column), self.column - across + 1)
        self._top = max(min(self._top, self.row), self.row - down + 1)
        shown = range(self._left, min(len(table.columns), self._left + across))
        here = Style(bgcolor=self.paints.selected)
        head = "".join(pad(" " + fit(table.columns[i].title, width - 2), width) for i in shown)
        more = (" <" if self._left else "") + (" >" if shown.stop < len(table.columns) else "")
        rows: list[Row] = [((pad(more, _HEAD), self.paints.quiet), (head, self.paints.quiet))]
        for r in range(self._top, min(len(table.rows), self._top + down)):
            first = [(pad(" " + fit(table.rows[r].title, _HEAD - 2), _HEAD), self.paints.text)]
            second = [(" " * _HEAD, self.paints.text)]
            for c in shown:
                cell = table.cells[r][c]
                ground = here if (r, c) == (self.row, self.column) else Style()
                count, state, style = self._told(cell)
                if ground and style == self.paints.quiet:
                    style = self.paints.text
                first.append((pad(fit(f" {count} {state}", width - 1), width), style + ground))
                summary = flat("".join(piece.text for piece in cell.summary))
                second.append((pad(" " + fit(summary, width - 2), width), self.paints.text + ground))
            rows += [tuple(first), tuple(second)]
        pane.show(rows, self.paints.text)

    def _told(self, cell: CellOutline) -> tuple[str, str, Style]:
        """Return a cell's number of passages and its state, with the style that makes it stand out."""
        count = str(cell.passages)
        if cell.stale:
            return count, _("! changed"), self.paints.bad
        if not cell.passages:
            return count, _("empty"), self.paints.warn
        return count, "" if cell.summary else _("to write"), self.paints.text if cell.summary else self.paints.quiet

    def _show_cell(self) -> None:
        pane, cell, table = self.query_one("#matrix-cell", Pane), self.cell, self.table
        width, height = self.size.width, max(3, pane.size.height)
        rows: list[Row] = [self.rule()]
        if cell is not None and table is not None:
            row, column = table.rows[self.row].title, table.columns[self.column].title
            quotes = self._quotes_at_hand(cell)
            told = _("{row} × {column}: {count} passages, {cases} cases").format(
                row=row,
                column=column,
                count=cell.passages,
                cases=".." if quotes is None else len({q.case for q in quotes}),
            )
            told = run_on((told + _("."), unit_words(self.study, self.layer)))
            rows.append(((fit(" " + told, width), self.paints.text + Style(bold=True)),))
            if cell.stale:
                rows += [((fit(f" {line}", width), self.paints.bad),) for line in self._changed_lines(cell)]
            summary = "".join(piece.text for piece in cell.summary)
            if summary:
                rows += self.lines(flat(summary), self.paints.good, 3)
            for said in cell.beside:
                rows += self.lines(said, self.paints.text, 2)
            for q in quotes or ():
                rows.append(((fit(f" {quote_line(q)}", width), self.paints.quiet),))
        pane.show(rows[:height], self.paints.text)

    def action_step(self, down: int, right: int) -> None:
        """Go to the next cell."""
        if self.table is None or self.cell is None:
            return
        self.row = max(0, min(len(self.table.rows) - 1, self.row + down))
        self.column = max(0, min(len(self.table.columns) - 1, self.column + right))
        self._show_grid()
        self._show_cell()

    def action_todo(self) -> None:
        """Go to the next cell with passages that has no summary, or a stale one."""
        table = self.table
        if table is None or self.cell is None:
            return
        wide = len(table.columns)
        at, count = self.row * wide + self.column, wide * len(table.rows)
        for step in range(1, count + 1):
            row, column = divmod((at + step) % count, wide)
            cell = table.cells[row][column]
            if cell.stale or (cell.passages and not cell.summary):
                self.row, self.column = row, column
                self._show_grid()
                self._show_cell()
                return
        self.say(_("every cell with passages is written"))

    def action_open(self) -> None:
        """Choose a passage of the cell and open it in its transcript."""
        cell, matrix = self.cell, self._matrix
        if cell is None or matrix is None or not cell.passages:
            self.say(_("no passage is coded with both"), bad=True)
            return
        by_key = {f"{i}": q for i, q in enumerate(self._whole(matrix, cell).quotations)}

        def chosen(key: str) -> None:
            if (coding := self.study.coding(by_key[key].coding)) is not None:
                self.coder_app.open_transcript(coding.transcript, by_key[key].start)

        options = [(key, quote_line(q)) for key, q in by_key.items()]
        self.choose_one(_("Open which passage?"), options, chosen)

    def action_write(self) -> None:
        """Write the summary of the cell in focus."""
        from coder.tui.findings.editor import WritingScreen

        cell, table, matrix = self.cell, self.table, self._matrix
        if cell is None or table is None or matrix is None:
            return
        if self.layer not in {"", ANY}:
            self.say(self.with_keys(_("a summary is of all codings: {matrix_layer} counts them again")), bad=True)
            return
        if self.is_narrowed:
            self.say(self.with_keys(_("a summary is of all passages: {matrix_no_filters} shows them again")), bad=True)
            return
        whole = self._whole(matrix, cell)
        offers = [(f"[[quote:{q.id}]]", f"{q.id} {flat(q.text)}") for q in whole.quotations]

        def save(text: str, read: str) -> Outcome:
            return self.matrices.write(whole, text, read)

        self.app.push_screen(
            WritingScreen(
                f"{table.rows[self.row].title} × {table.columns[self.column].title}",
                self.matrices.summary(cell.row, cell.column),
                f"cell:{cell.row}|{cell.column}",
                offers,
                save,
                self.done,
                [*(self._changed_lines(cell) if cell.stale else ()), *map(quote_line, whole.quotations)],
            )
        )

    def action_other(self) -> None:
        """Go to the next matrix."""
        known = self.matrices.all()
        if len(known) == 1:
            self.say(_("there is one matrix; a makes another"), bad=True)
            return
        self._which = (self._which + 1) % len(known)
        self.reload()

    def action_make(self) -> None:
        """Ask for rows and columns, and make a matrix of them."""
        axes = self.matrices.axes()

        def with_rows(rows: str) -> None:
            others = [(key, title) for key, title in axes if key != rows]
            self.choose_one(_("What are its columns?"), others, lambda columns: self._make(rows, columns))

        self.choose_one(_("What are the matrix's rows?"), axes, with_rows)

    def _make(self, rows: str, columns: str) -> None:
        usual = self.matrices.usual()
        # The usual matrix stays: from now on it must be kept like any other.
        if not any(m.id for m in self.matrices.all()) and (rows, columns) != (usual.rows, usual.columns):
            with self.study.together():
                self.matrices.make(usual.rows, usual.columns)
                self.attempt(lambda: self.matrices.make(rows, columns))
        else:
            self.attempt(lambda: self.matrices.make(rows, columns))
        self._which = len(self.matrices.all()) - 1
        self.reload()

    def action_remove(self) -> None:
        """Ask, and remove the matrix."""
        matrix = self._matrix
        if matrix is None:
            return

        def remove() -> None:
            self._which = 0
            self.attempt(lambda: self.matrices.remove(matrix))

        title = _("Remove the matrix “{name}”?").format(name=self.matrices.title(matrix))
        self.confirm(title, [_("What is written in its cells stays.")], remove)
