"""Transcripts in PDF files that hold their text: lines are joined to paragraphs, running heads left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from coder.errors import InputError, Problem
from coder.i18n import _
from coder.model.names.speaker_labels import is_role
from coder.model.read_transcript import Source
from coder.transcripts.document_pieces import Piece, worded
from coder.transcripts.formats.pdf_pages.pdf_columns import in_reading_order
from coder.transcripts.formats.pdf_pages.pdf_comments import Comment, placed
from coder.transcripts.formats.pdf_pages.pdf_footnotes import without_footnotes
from coder.transcripts.formats.pdf_pages.pdf_lists import with_lists
from coder.transcripts.formats.pdf_pages.pdf_open_tables import levelled, loose_step, open_columns, open_tables
from coder.transcripts.formats.pdf_pages.pdf_page import Line, Page, line_of, page_of
from coder.transcripts.formats.pdf_pages.pdf_paragraphs import Joiner, margins
from coder.transcripts.formats.pdf_pages.pdf_tables import Table, blocks_of, joined_tables
from coder.transcripts.script import Script
from coder.transcripts.speaker_columns import columns_of
from coder.transcripts.tables import pieces_of_table

_EDGE = 2
_FEWEST_PAGES = 3
_OFTEN = 2
# Of so much Chinese the library takes up to seven seconds, and a file may take ten: sixteen hours of speech.
# A letter takes it less than a third of the time of a Chinese character.
_MOST_PAGES = 300
_MOST_SIGNS = 250_000
_LETTERS = 3
_CHINESE = "\u2e80"
_NUMBER = re.compile(
    r"[-–—\s]*(?:第?\s*\d{1,4}\s*頁?|page\s*\d+|[ivxlc]{1,6})(?:\s*(?:/|of|，?\s*共)\s*\d+\s*頁?)?[-–—\s]*",
    re.IGNORECASE,
)

Block = Line | Table


class _Read(NamedTuple):
    """What of a page is kept."""

    blocks: list[Block]
    comments: tuple[Comment, ...]
    left_out: tuple[str, ...] = ()


class PdfImporter:
    """Reads the text of a PDF in reading order; a scan without text is refused."""

    name = "pdf"
    suffixes = (".pdf",)

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        read = _pages(path, data)
        pages = with_lists([page.blocks for page in read])
        repeated = _running(pages)
        kept = [[block for at, block in enumerate(page) if not _is_running(page, at, repeated)] for page in pages]
        left_out = dict.fromkeys(told for page in read for told in page.left_out)
        left_out |= {_("running heads and page numbers"): None} if repeated else {}
        told = _pieces(kept)
        source = Script(told.pieces).source("pdf", self.name, left_out)
        if not source.text.strip():
            raise InputError(
                Problem(path, 0, _("the PDF holds no text; it is a scan, or pictures")),
                _("Have its text recognised (OCR) and add the result."),
            )
        remarks = placed((comment for page in read for comment in page.comments), source.text)
        return replace(source, remarks=tuple(remarks), parted=told.parted)


def _pages(path: Path, data: bytes) -> list[_Read]:
    import pypdfium2
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == FPDF_ERR_PASSWORD:
            message = _("the document is protected by a password")
            raise InputError(Problem(path, 0, message), _("Save it again without a password.")) from None
        raise _damaged(path) from None
    with document:
        if len(document) > _MOST_PAGES:
            message = _("has more than {most} pages").format(most=_MOST_PAGES)
            raise InputError(Problem(path, 0, message), _("Split it, and add the parts."))
        try:
            return list(_read_all(path, document))
        except pypdfium2.PdfiumError:
            raise _damaged(path) from None


def _read_all(path: Path, document: Any) -> Iterator[_Read]:
    for page in without_footnotes(list(_whole_pages(path, document))):
        left_out = [_("hidden text")] if page.hides else []
        left_out += [_("notes")] if page.noted else []
        left_out += [_("pictures of a scan, whose words a program recognised: check them")] if page.scanned else []
        yield _Read(_blocks(page), page.comments, tuple(left_out))


def _whole_pages(path: Path, document: Any) -> Iterator[Page]:
    signs = 0.0
    for page in document:
        whole = page_of(page)
        signs += sum(1 if glyph.sign >= _CHINESE else 1 / _LETTERS for line in whole.lines for glyph in line)
        if signs > _MOST_SIGNS:
            message = _("is longer than {most} Chinese characters or {letters} letters")
            message = message.format(most=_MOST_SIGNS, letters=_LETTERS * _MOST_SIGNS)
            raise InputError(Problem(path, 0, message), _("Split it, and add the parts."))
        yield whole


def _damaged(path: Path) -> InputError:
    problem = Problem(path, 0, _("this is not a PDF, or it is damaged"))
    return InputError(problem, _("Get the complete file and add it again."))


def _running(pages: Sequence[Sequence[Block]]) -> frozenset[str]:
    """Return the lines that stand at the edges of most pages, numbers aside.

    What stands more than once on pages is no running head: somebody's name on a line of its own.
    """
    if len(pages) < _FEWEST_PAGES:
        return frozenset()
    edges = ([block for block in (*page[:_EDGE], *page[-_EDGE:]) if isinstance(block, Line)] for page in pages)
    seen = Counter(mark for lines in edges for mark in {_mark(line) for line in lines})
    written = Counter(_mark(block) for page in pages for block in page if isinstance(block, Line))
    return frozenset(
        mark
        for mark, count in seen.items()
        if count >= max(_FEWEST_PAGES, len(pages) / 2)
        and (written[mark] - count < _OFTEN or not any(map(str.isalpha, mark)))
    )


def _mark(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.words.split()))


def _is_running(page: Sequence[Block], at: int, repeated: frozenset[str]) -> bool:
    block = page[at]
    if isinstance(block, Table) or _EDGE <= at < len(page) - _EDGE:
        return False
    outermost = at in {0, len(page) - 1}
    return _mark(block) in repeated or (outermost and _NUMBER.fullmatch(block.words) is not None)


def _blocks(page: Page) -> list[Block]:
    """Return the lines of a page in reading order, and its tables."""
    if page.upright:
        blocks = blocks_of(page)
        if any(isinstance(block, Table) for block in blocks):
            return blocks
    return [line for glyphs in in_reading_order(page.lines) if (line := line_of(glyphs))]


class _Told(NamedTuple):
    """The paragraphs, and whether it is plain where each begins."""

    pieces: list[Piece]
    parted: bool


def _pieces(pages: Sequence[Sequence[Block]]) -> _Told:
    """Return the paragraphs, those of tables by their rows."""
    blocks = [block for page in pages for block in page]
    outside = [block for block in blocks if isinstance(block, Line)]
    joiner = Joiner(outside or [line for block in blocks for line in _lines_of(block)])
    parted = joiner.is_spaced or len(outside) * 2 < sum(1 for block in blocks for _ in _lines_of(block))
    if len(outside) == len(blocks) and (rows := _with_open_tables(pages, joiner)):
        blocks, parted = rows.blocks, rows.stand_apart
    pieces = list(_paragraphs(blocks, joiner))
    named = Counter(piece.speaker for piece in pieces if piece.speaker)
    once = any(count == 1 and not is_role(name) for name, count in named.items())
    return _Told(pieces, parted and not once)


def _paragraphs(blocks: Sequence[Block], joiner: Joiner) -> Iterator[Piece]:
    running: list[Line] = []
    for block in joined_tables(blocks, joiner.whole):
        if isinstance(block, Line):
            running.append(block)
            continue
        yield from map(Piece, joiner.paragraphs(running))
        running = []
        ends = margins([[line for row in block.rows for line in row[at]] for at in range(len(block.edges) - 1)])
        yield from pieces_of_table(
            worded([joiner.cell(cell, end) for cell, end in zip(row, ends, strict=True)] for row in block.rows)
        )
    yield from map(Piece, joiner.paragraphs(running))


class _OpenRows(NamedTuple):
    """Lines and tables without drawn lines, and whether the rows of these stand farther apart than lines."""

    blocks: list[Block]
    stand_apart: bool


def _with_open_tables(pages: Sequence[Sequence[Block]], joiner: Joiner) -> _OpenRows | None:
    """Return the lines, those in columns as tables, where one of the columns names who speaks; else None."""
    level = [levelled([line for line in page if isinstance(line, Line)]) for page in pages]
    starts = open_columns([line for page in level for line in page])
    if not starts:
        return None
    loose = loose_step(level, starts)
    found = [block for page in level for block in open_tables(page, starts, loose)]
    rows = [[joiner.whole(cell) for cell in row] for block in found if isinstance(block, Table) for row in block.rows]
    columns = columns_of(rows)
    named = columns and [row[columns.speaker] for row in rows]
    if not named or sum(name.endswith((":", "：")) for name in named) * 2 >= len(named):
        return None
    return _OpenRows(found, loose > 0)


def _lines_of(block: Block) -> Iterator[Line]:
    if isinstance(block, Line):
        yield block
    else:
        yield from (line for row in block.rows for cell in row for line in cell)
