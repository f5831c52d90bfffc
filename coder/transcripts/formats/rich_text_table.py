"""Paragraphs of an RTF document as they come, and the rows of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coder.model.text import normalise
from coder.transcripts.document_pieces import Piece
from coder.transcripts.tables import pieces_of_table


class Layout:
    """Puts characters together to paragraphs, paragraphs to cells, cells to rows."""

    def __init__(self) -> None:
        self._done: list[Piece] = []
        self._rows: list[list[list[Piece]]] = []
        self._cells: list[list[Piece]] = []
        self._cell: list[Piece] = []
        self._boxes: list[Piece] = []
        self._words: list[str] = []
        self._length = self._bold = 0
        self._number = ""
        self._in_table = self._heading = False

    def add(self, words: str, *, bold: bool) -> None:
        """Add characters to the paragraph."""
        if bold and self._bold == self._length:
            self._bold += len(words)
        self._words.append(words)
        self._length += len(words)

    def numbered(self, number: str) -> None:
        """Set the number of a list before the paragraph; a sign alone, as a dot, is none."""
        self._number = number if any(map(str.isalnum, number)) and number != "o" else ""

    def shaped(self, word: str, *, heading: bool) -> None:
        """Take in a word on the shape of the paragraph."""
        if word == "intbl":
            self._in_table = True
        elif word == "pard":
            self._in_table = self._heading = False
        elif heading:
            self._heading = True

    def boxed(self, pieces: Iterable[Piece]) -> None:
        """Put the paragraphs of a text box after the one that it hangs on."""
        self._boxes += pieces

    def paragraph(self) -> None:
        """End the paragraph."""
        piece = self._taken()
        if self._in_table:
            self._cell.append(piece)
        else:
            self._end_table()
            self._done += [piece, *self._boxes]
            self._boxes = []

    def table(self, word: str) -> None:
        """End a cell or a row."""
        if word == "row":
            if self._length:
                self.table("cell")
            if self._cells:
                self._rows.append(self._cells)
            self._cells = []
            return
        self._cell.append(self._taken())
        if word == "cell":
            self._cells.append(self._cell)
            self._cell = []

    def pieces(self) -> Iterator[Piece]:
        """Yield all paragraphs, ending what is open."""
        if self._cells or self._cell:
            if self._length or self._cell:
                self.table("cell")
            self.table("row")
        last = self._taken()
        self._end_table()
        yield from self._done
        if last.words:
            yield last
        yield from self._boxes
        self._done, self._boxes = [], []

    def _taken(self) -> Piece:
        whole = "".join(self._words).replace("\u00ad", "")
        words = whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        lead = f"{self._number} " if self._number and words.strip() else ""
        bold = min(len(words), self._bold)
        piece = Piece(lead + words, bold=bold + len(lead) if bold else 0, heading=self._heading, lead=len(lead))
        self._words, self._length, self._bold, self._number = [], 0, 0, ""
        return piece

    def _end_table(self) -> None:
        if self._rows:
            rows = [[[p._replace(words=normalise(p.words)) for p in cell] for cell in row] for row in self._rows]
            self._done += [*pieces_of_table(rows), *self._boxes]
            self._boxes = []
        self._rows = []
