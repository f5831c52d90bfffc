"""Work on the framework matrices: what stands in the cells, and what the lead writes of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from coder.errors import CoderError, NotFoundError
from coder.findings.citations import Citations
from coder.findings.untranslated import written_in
from coder.i18n import _
from coder.model.counting.narrowed import Narrowed
from coder.model.identity import new_id, now
from coder.model.links import links
from coder.model.matrix import CASES, THEMES, CellSummary, Heading, Matrix, cell_id, fingerprint, passages
from coder.model.project import Project
from coder.model.quotation import Quotation
from coder.model.reporting.figure_sources import figure_in_text
from coder.model.reporting.figure_use import figures_beside
from coder.model.reporting.first_passages import FirstOfEach
from coder.model.reporting.report import CellReport, MatrixReport, TextPiece
from coder.record.entry import Put
from coder.record.outcome import Outcome
from coder.record.quotation_stream import passages as read_passages
from coder.record.study import Study
from coder.record.unseen import require_seen
from coder.record.veil import layering

MOST_ROWS = 200
"""So many rows of a matrix a report prints at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellOutline:
    """A cell without its passages: how many there are, and what was written of them."""

    row: str
    column: str
    passages: int
    summary: tuple[TextPiece, ...] = ()
    stale: bool = False
    beside: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name of the cell."""
        return cell_id(self.row, self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixOutline:
    """A matrix without its passages; `cells` is a tuple of cells a row, in the order of the columns."""

    name: str
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: tuple[tuple[CellOutline, ...], ...]


class Matrices:
    """The study's framework matrices, of all passages or of those that are left; each act on them is undoable."""

    def __init__(self, study: Study, narrowed: Narrowed | None = None) -> None:
        self.study, self._narrowed = study, narrowed

    @property
    def _project(self) -> Project:
        return self._narrowed.project if self._narrowed else self.study.project()

    def all(self) -> list[Matrix]:
        """Return the study's matrices; the one of jobs by conditions, or its like, while nobody made any."""
        made = self.study.reader.all(Matrix, "at")
        return made or [self.usual()]

    def printed(self) -> list[Matrix]:
        """Return the matrices of a report: those that were made, else the usual one if it crosses two facets.

        Cases by themes, which the screen begins with where there are no facets, would print every quotation again.
        """
        return [m for m in self.all() if m.id or m.rows != CASES]

    def usual(self) -> Matrix:
        """Return the matrix that a study begins with: its first two facets, or cases by themes."""
        facets = [c.id for c in self.study.project().codes if c.level == "facet" and not c.archived]
        rows, columns = facets[:2] if len(facets) > 1 else (CASES, THEMES)
        return Matrix(id="", name="", rows=rows, columns=columns, by="", at="")

    def axes(self) -> list[tuple[str, str]]:
        """Return what an axis may be, with its title."""
        groups = [c for c in self.study.project().codes if c.level != "code" and not c.archived]
        return [(CASES, _("cases")), (THEMES, _("themes")), *((c.id, c.title) for c in groups)]

    def title(self, matrix: Matrix) -> str:
        """Return a matrix's name, or what its axes are."""
        titles = dict(self.axes())
        crossed = " × ".join(titles.get(axis, axis) for axis in (matrix.rows, matrix.columns))
        return matrix.name or crossed

    def make(self, rows: str, columns: str, name: str = "") -> Outcome:
        """Keep a matrix of these axes."""
        for axis in (rows, columns):
            _headings(self.study.project(), axis)
        if any((m.rows, m.columns) == (rows, columns) and m.id for m in self.all()):
            raise CoderError(_("there is a matrix of these rows and columns already"))
        new = Matrix(id=new_id(), name=name, rows=rows, columns=columns, by=self.study.coder, at=now())
        act = self.study.record([Put("matrix", None, new)], "matrix")
        return Outcome(act, _("matrix made: {name}").format(name=self.title(new)))

    def remove(self, matrix: Matrix) -> Outcome:
        """Let a matrix go; what is written in its cells stays for another one with the same headings."""
        if not matrix.id:
            raise CoderError(_("this matrix is shown until you make another"))
        act = self.study.record([Put("matrix", matrix, None)], "remove-matrix")
        return Outcome(act, _("matrix removed: {name}").format(name=self.title(matrix)))

    def table(self, matrix: Matrix) -> MatrixReport:
        """Return a matrix with the passages and the summary of every cell."""
        outline = self.outline(matrix)
        found: dict[str, list[Quotation]] = defaultdict(list)
        for key, quotes in self._passages(outline.rows, outline.columns):
            found[key] += quotes
        return MatrixReport(
            name=outline.name,
            rows=outline.rows,
            columns=outline.columns,
            cells=tuple(tuple(_whole(cell, found.get(cell.key, ())) for cell in row) for row in outline.cells),
        )

    def printed_table(self, matrix: Matrix) -> MatrixReport:
        """Return a matrix as a report prints it: so many rows, and of each cell the passages that it may print."""
        outline = self.outline(matrix)
        at = _rows_printed(outline)
        rows = tuple(outline.rows[number] for number in at)
        kept: dict[str, FirstOfEach] = defaultdict(FirstOfEach)
        for key, quotes in self._passages(rows, outline.columns):
            kept[key].add(quotes)
        cells = tuple(outline.cells[number] for number in at)
        printed = {cell.key: kept[cell.key].quotations for row in cells for cell in row}
        return MatrixReport(
            name=outline.name,
            rows=rows,
            columns=outline.columns,
            cells=tuple(tuple(_whole(cell, printed[cell.key]) for cell in row) for row in cells),
            more_rows=len(outline.rows) - len(rows),
        )

    def outline(self, matrix: Matrix) -> MatrixOutline:
        """Return a matrix with the number of passages and the summary of every cell; no passage is kept."""
        project, cite = self._project, Citations(self.study)
        rows, columns = _headings(project, matrix.rows), _headings(project, matrix.columns)
        summaries: dict[str, CellSummary] = {s.id: s for s in self.study.reader.all(CellSummary)}
        counts, words = self.counted(rows, columns, summaries)
        if self.study.layer or self._narrowed:
            # A summary is of all that stands: another layer, or a part of the passages, is no change under it.
            with layering.lifted(self.study):
                words = Matrices(self.study).counted(rows, columns, summaries)[1]

        def cell(row: Heading, column: Heading) -> CellOutline:
            key = cell_id(row.id, column.id)
            summary = summaries.get(key)
            return CellOutline(
                row=row.id,
                column=column.id,
                passages=counts[key],
                summary=cite.pieces(summary.words) if summary else (),
                stale=summary is not None and summary.evidence != fingerprint(words.get(key, ())),
                beside=tuple(
                    _("Figure: {said}").format(said=figure_in_text(figure, project.sources))
                    for figure in figures_beside(project.figures, row.id, column.id)
                ),
            )

        cells = tuple(tuple(cell(row, column) for column in columns) for row in rows)
        return MatrixOutline(name=self.title(matrix), rows=rows, columns=columns, cells=cells)

    def cell(self, matrix: Matrix, cell: CellOutline) -> CellReport:
        """Return a cell with its passages; only what can be in it is read."""
        project = self._project
        rows = tuple(h for h in _headings(project, matrix.rows) if h.id == cell.row)
        columns = tuple(h for h in _headings(project, matrix.columns) if h.id == cell.column)
        return _whole(cell, [q for _key, quotes in self._passages(rows, columns) for q in quotes])

    def summary(self, row: str, column: str) -> str:
        """Return what was written in a cell, as it was written."""
        found = self.study.reader.one(CellSummary, cell_id(row, column))
        return getattr(found, written_in(found)) if found else ""

    def evidence(self, cell: CellReport) -> str:
        """Return what tells the passages of a cell from others: kept with its summary, it tells when they changed."""
        return _evidence(cell.quotations)

    def write(self, cell: CellReport, text: str, read: str | None = None) -> Outcome:
        """Write a cell's summary over the one that was `read`, on the passages in it; empty: take it away.

        In English the summary is written beside one in Chinese, not in its place.
        """
        key, text = cell_id(cell.row, cell.column), text.strip()
        old = self.study.reader.one(CellSummary, key)
        field = written_in(old) if old else "text"
        require_seen(self.study, key, read, getattr(old, field) if old else "")
        Citations(self.study).check(text)
        held = old or CellSummary(id=key, text="", evidence="", by="", at="")
        new: CellSummary | None = replace(
            held, evidence=_evidence(cell.quotations), by=self.study.coder, at=now(), **{field: text}
        )
        if new is not None and not new.text and not new.text_en:
            new = None
        if old is None and new is None:
            raise CoderError(_("the cell is empty already"))
        act = self.study.record([Put("cell", old, new)], "summary")
        return Outcome(act, _("summary saved; {count} quotations linked").format(count=len(links(text))))

    def counted(
        self, rows: tuple[Heading, ...], columns: tuple[Heading, ...], written: Container[str]
    ) -> tuple[Counter[str], dict[str, list[tuple[str, str]]]]:
        """Return the number of passages of each cell, and cases and words of those of the cells that are written."""
        counts, words = Counter[str](), defaultdict[str, list[tuple[str, str]]](list)
        for key, quotes in self._passages(rows, columns):
            counts[key] += len(quotes)
            if key in written:
                words[key] += [(q.case, q.text) for q in quotes]
        return counts, words

    def _passages(
        self, rows: tuple[Heading, ...], columns: tuple[Heading, ...]
    ) -> Iterator[tuple[str, list[Quotation]]]:
        """Yield the passages of each cell in one transcript after the other."""
        project, codes = self._project, sorted({code for h in (*rows, *columns) for code in h.codes})
        if cases := _only_cases(rows) or _only_cases(columns):
            project = replace(project, transcripts=tuple(t for t in project.transcripts if t.case in cases))
        marks = ", ".join("?" * len(codes))
        read = read_passages(self.study.reader, project, f"k.code IN ({marks})", tuple(codes))
        keys = {(info.case, info.name): info.id for info in project.transcripts}

        def kept(quote: Quotation, start: int, end: int) -> bool:
            return self._narrowed is None or self._narrowed.kept(keys[quote.case, quote.transcript], start, end)

        for group in read:
            for key, places in passages(rows, columns, group[0].case, group).items():
                yield key, [_cut(p.coding, p.start, p.end) for p in places if kept(group[0], p.start, p.end)]


def _only_cases(headings: tuple[Heading, ...]) -> frozenset[str]:
    """Return the cases that an axis is limited to, none where it has other headings than cases."""
    cases = [h.case for h in headings if h.case is not None]
    return frozenset(cases if len(cases) == len(headings) else ())


def _rows_printed(outline: MatrixOutline) -> list[int]:
    """Return which rows are printed where there are too many: those first in which something was written."""
    ranked = sorted(range(len(outline.rows)), key=lambda at: not any(cell.summary for cell in outline.cells[at]))
    return sorted(ranked[:MOST_ROWS])


def _whole(cell: CellOutline, quotes: Iterable[Quotation]) -> CellReport:
    quotations = tuple(quotes)
    return CellReport(
        row=cell.row,
        column=cell.column,
        quotations=quotations,
        more=max(0, cell.passages - len(quotations)),
        summary=cell.summary,
        stale=cell.stale,
        beside=cell.beside,
    )


def _cut(quotation: Quotation, start: int, end: int) -> Quotation:
    """Return a quotation of a part of its words."""
    if (start, end) == (quotation.start, quotation.end):
        return quotation
    text = quotation.text[start - quotation.start : end - quotation.start]
    line = quotation.line + quotation.text.count("\n", 0, start - quotation.start)
    return quotation._replace(text=text, start=start, end=end, line=line, last_line=line + text[:-1].count("\n"))


def _evidence(quotes: tuple[Quotation, ...]) -> str:
    return fingerprint((q.case, q.text) for q in quotes)


def _headings(project: Project, axis: str) -> tuple[Heading, ...]:
    """Return the rows or columns that an axis stands for."""
    if axis == CASES:
        with_texts = {t.case for t in project.transcripts}
        return tuple(Heading(id=f"case:{c.id}", title=c.title, case=c.id) for c in project.cases if c.id in with_texts)
    if axis == THEMES:
        themes = [c for c in project.codes if c.level == "theme" and not c.archived]
        return tuple(Heading(id=t.id, title=t.title, codes=frozenset(project.below(t.id))) for t in themes)
    if axis not in project.code_by_id or project.code_by_id[axis].level == "code":
        names = ", ".join([CASES, THEMES, *(c.id for c in project.codes if c.level != "code")])
        raise NotFoundError(
            _("{name} is not an axis of a matrix").format(name=axis), _("there are: {names}").format(names=names)
        )
    return tuple(
        Heading(id=c.id, title=c.title, codes=frozenset(project.below(c.id)))
        for c in project.children(axis)
        if not c.archived
    )
