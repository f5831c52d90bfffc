"""Work on the framework matrices: what stands in the cells, and what the lead writes of it."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import attrgetter

from coder.errors import CoderError, NotFoundError
from coder.findings.citations import Citations
from coder.i18n import _
from coder.model.counting.quoted_passages import passages_of
from coder.model.identity import new_id, now
from coder.model.links import links
from coder.model.matrix import CASES, THEMES, CellSummary, Heading, Matrix, cell_id, fingerprint, passages
from coder.model.project import Project
from coder.model.quotation import Quotation
from coder.model.reporting.figure_sources import figure_in_text
from coder.model.reporting.figure_use import figures_beside
from coder.model.reporting.report import CellReport, MatrixReport
from coder.record import queries
from coder.record.journal import Put
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.record.unseen import require_seen
from coder.record.veil import layering


class Matrices:
    """The study's framework matrices; each act on them is undoable."""

    def __init__(self, study: Study) -> None:
        self.study = study

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
            raise CoderError(_("this matrix is there while no other is made"))
        act = self.study.record([Put("matrix", matrix, None)], "remove-matrix")
        return Outcome(act, _("matrix removed: {name}").format(name=self.title(matrix)))

    def table(self, matrix: Matrix) -> MatrixReport:
        """Return a matrix with the passages and the summary of every cell."""
        project, cite = self.study.project(), Citations(self.study)
        rows, columns = _headings(project, matrix.rows), _headings(project, matrix.columns)
        found = whole = self._passages(rows, columns)
        if self.study.layer:
            # A summary is of all that stands: another layer is no change under it.
            with layering.lifted(self.study):
                whole = self._passages(rows, columns)
        summaries: dict[str, CellSummary] = {s.id: s for s in self.study.reader.all(CellSummary)}

        def cell(row: Heading, column: Heading) -> CellReport:
            key = cell_id(row.id, column.id)
            quotes, summary = tuple(found.get(key, ())), summaries.get(key)
            return CellReport(
                row=row.id,
                column=column.id,
                quotations=quotes,
                summary=cite.pieces(summary.text) if summary else (),
                stale=summary is not None and summary.evidence != _evidence(tuple(whole.get(key, ()))),
                beside=tuple(
                    _("Figure: {said}").format(said=figure_in_text(figure, project.sources))
                    for figure in figures_beside(project.figures, row.id, column.id)
                ),
            )

        return MatrixReport(
            name=self.title(matrix),
            rows=rows,
            columns=columns,
            cells=tuple(tuple(cell(row, column) for column in columns) for row in rows),
        )

    def summary(self, row: str, column: str) -> str:
        """Return what was written in a cell, as it was written."""
        found = self.study.reader.one(CellSummary, cell_id(row, column))
        return found.text if found else ""

    def evidence(self, cell: CellReport) -> str:
        """Return what tells the passages of a cell from others: kept with its summary, it tells when they changed."""
        return _evidence(cell.quotations)

    def write(self, cell: CellReport, text: str, read: str | None = None) -> Outcome:
        """Write a cell's summary over the one that was `read`, on the passages in it; empty: take it away."""
        key, text = cell_id(cell.row, cell.column), text.strip()
        old = self.study.reader.one(CellSummary, key)
        require_seen(self.study, key, read, old.text if old else "")
        Citations(self.study).check(text)
        new = None
        if text:
            new = CellSummary(id=key, text=text, evidence=_evidence(cell.quotations), by=self.study.coder, at=now())
        if old is None and new is None:
            raise CoderError(_("the cell is empty already"))
        act = self.study.record([Put("cell", old, new)], "summary")
        return Outcome(act, _("summary saved; {count} quotations linked").format(count=len(links(text))))

    def _passages(self, rows: tuple[Heading, ...], columns: tuple[Heading, ...]) -> dict[str, list[Quotation]]:
        codes = sorted({code for h in (*rows, *columns) for code in h.codes})
        found: dict[str, list[Quotation]] = defaultdict(list)
        marks = ", ".join("?" * len(codes))
        quotes = queries.quotations(self.study.reader, self.study.project(), f"k.code IN ({marks})", tuple(codes))
        for _name, here in groupby(quotes, attrgetter("transcript")):
            group = list(passages_of(here))
            for key, places in passages(rows, columns, group[0].case, group).items():
                found[key] += [_cut(p.coding, p.start, p.end) for p in places]
        return found


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
        return tuple(Heading(id=f"case:{c.id}", title=c.name, case=c.id) for c in project.cases if c.id in with_texts)
    if axis == THEMES:
        themes = [c for c in project.codes if c.level == "theme" and not c.archived]
        return tuple(Heading(id=t.id, title=t.title, codes=frozenset(project.below(t.id))) for t in themes)
    if axis not in project.code_by_id or project.code_by_id[axis].level == "code":
        names = ", ".join([CASES, THEMES, *(c.id for c in project.codes if c.level != "code")])
        raise NotFoundError(
            _("{name} is no axis of a matrix").format(name=axis), _("there are: {names}").format(names=names)
        )
    return tuple(
        Heading(id=c.id, title=c.title, codes=frozenset(project.below(c.id)))
        for c in project.children(axis)
        if not c.archived
    )
