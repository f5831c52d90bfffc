"""Figures as every format prints them: value, source and note beside each other, and the references they need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from coder.i18n import _, listed, run_on
from coder.model.codebook import Figure
from coder.model.reporting.figure_sources import base_words, origin, reference, source_of, sources_used
from coder.model.reporting.figure_use import figures_beside
from coder.model.reporting.report import FindingReport, Report, TextPiece

_LONGEST_NOTE = 30
"""The characters of a note that still stands in a column of its own."""


def figures_printed(found: FindingReport, report: Report) -> tuple[Figure, ...]:
    """Return the figures that stand in a table beside a finding, none where the lead leaves these tables out."""
    return found.figures if "figures" in report.page.tables else ()


class FigureTable(NamedTuple):
    """Figures as a table: its heads, its rows, and the notes below it: long ones, and those that several rows share."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    below: str


def figure_table(figures: Sequence[Figure], report: Report) -> FigureTable:
    """Return figures with value, source and notes; where no row has a note of its own there is no column of them."""
    notes = [_notes(figure, report) for figure in figures]
    counts = Counter(note for of_one in notes for note in of_one)
    put = [note for note, count in counts.items() if count > 1 or len(note) > _LONGEST_NOTE]
    is_of_all = len(put) == 1 and counts[put[0]] == len(figures)
    marks = {note: "" if is_of_all else _("note {number}").format(number=at) for at, note in enumerate(put, 1)}
    cells = [_("; ").join(filter(None, (marks.get(note, note) for note in of_one))) for of_one in notes]
    rows = [
        (figure.title, figure.text, origin(figure, report.sources), cell)
        for figure, cell in zip(figures, cells, strict=True)
    ]
    head = (_("Figure"), _("Value"), _("Source"), _("Note"))
    wide = len(head) if any(cells) else len(head) - 1
    below = (_note(mark or _("note"), note) for note, mark in marks.items())
    return FigureTable(head[:wide], tuple(row[:wide] for row in rows), run_on(below))


def _notes(figure: Figure, report: Report) -> tuple[str, ...]:
    """Return what a reader must know beside a figure: whom it counts, and its own note."""
    base = base_words(figure, report.sources, report.figures)
    told = (_("base: {base}").format(base=base) if base else "", figure.remark)
    return tuple(note.removesuffix(_(".")) for note in told if note)


def _note(name: str, text: str) -> str:
    return _("{label}: {text}").format(label=name[:1].upper() + name[1:], text=text) + _(".")


def bases_printed(report: Report) -> tuple[str, ...]:
    """Return of each survey whose figures the report prints how many answered, in a sentence each."""
    told = _("{source}: {base}")
    bases = {
        source_of(figure, report.sources): base
        for figure in _printed(report)
        if (base := base_words(figure, report.sources, report.figures))
    }
    return tuple(
        told.format(source=_("{title} ({author})").format(title=one.title, author=one.brief), base=base) + _(".")
        for one, base in bases.items()
        if one is not None
    )


def notes_in_text(text: Iterable[Iterable[TextPiece]], report: Report) -> str:
    """Return what a reader must know of the figures in a text that no table stands beside, in a line below it."""
    named = dict.fromkeys(piece.target for pieces in text for piece in pieces if piece.kind == "figure")
    figures = [figure for key in named for figure in report.figures if figure.id == key]
    of_note: dict[str, list[str]] = {}
    for figure in figures:
        for note in _notes(figure, report):
            of_note.setdefault(note, []).append(figure.title)
    told = [
        note if len(titles) == len(figures) else _("{note} ({figures})").format(note=note, figures=listed(titles))
        for note, titles in of_note.items()
    ]
    return _note(_("note"), _("; ").join(told)) if told else ""


def text_without_table(found: FindingReport, report: Report) -> tuple[tuple[TextPiece, ...], ...]:
    """Return the text of a finding where no table of figures stands beside it, for then its notes stand below it."""
    return () if figures_printed(found, report) else found.text


def references(report: Report) -> tuple[str, ...]:
    """Return the sources of all figures that the report prints, one a line."""
    return tuple(reference(s, report.sources) for s in sources_used(_printed(report), report.sources))


def _printed(report: Report) -> Iterator[Figure]:
    named = {piece.target for piece in _pieces(report) if piece.kind == "figure"}
    yield from (figure for found in report.findings for figure in figures_printed(found, report))
    yield from (figure for figure in report.figures if figure.id in named)
    places = ((cell.row, cell.column) for matrix in report.matrices for row in matrix.cells for cell in row)
    yield from (figure for row, column in places for figure in figures_beside(report.figures, row, column))
    yield from (figure for check in report.method.checks for figure in (check.figure, check.of))


def _pieces(report: Report) -> Iterator[TextPiece]:
    texts: Sequence[Sequence[Sequence[TextPiece]]] = (
        *(found.text for found in report.findings),
        *(one.text for one in report.recommendations),
        *report.chapter_texts,
        report.abstract,
        *([cell.summary] for matrix in report.matrices for row in matrix.cells for cell in row),
    )
    return (piece for text in texts for paragraph in text for piece in paragraph)
