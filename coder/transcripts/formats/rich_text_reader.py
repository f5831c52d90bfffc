"""Walks through an RTF document once: its paragraphs, tables, notes and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from coder.model.text import normalise
from coder.transcripts.document_pieces import Piece
from coder.transcripts.formats.rich_text_codes import (
    HEADERS,
    HOLDERS,
    PARAGRAPH_ENDS,
    READ_INSIDE,
    SIGNS,
    SKIPPED,
    SYMBOLS,
    UNSAID,
    code_page,
    decoded,
)
from coder.transcripts.formats.rich_text_table import Layout
from coder.transcripts.remarks import AT, CLOSE, OPEN, mark, note

_TOKEN = re.compile(r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}]+)", re.DOTALL)
_HEADING = re.compile(r"\s*(?:heading|標題|标题)\s*\d", re.IGNORECASE)
_TEXTS = frozenset(["text", "box", "note", "comment", "author", "reference", "opens", "closes", "number", "styles"])
_BODIES = frozenset(["box", "note", "comment", "author", "reference", "opens", "closes", "number"])
_UNITS = 0x10000


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group: which part it is, and how its characters are written."""

    part: str = "text"
    unsaid: frozenset[str] = frozenset()
    bold: bool = False
    font: str = ""
    fallback: int = 1


@dataclass(slots=True)
class _Notes:
    """What is said beside the text, by number."""

    comments: dict[int, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    author: str = ""
    reference: str = ""

    def number_of(self, reference: str) -> int:
        """Return the number of the comment that the document calls so."""
        return self.numbers.setdefault(reference, len(self.numbers))


class RichTextReader:
    """Reads a document; afterwards it knows what was left out, and the comments by number."""

    def __init__(self, source: str, *, marked: bool = False) -> None:
        self.left_out: set[str] = set()
        self._source = source
        self._marked = marked
        self._state = _State()
        self._stack: list[tuple[_State, Layout | None]] = []
        self._layout = Layout()
        self._beside = _Notes()
        self._bytes = bytearray()
        self._page = "cp1252"
        self._fonts: dict[str, int] = {}
        self._headings: set[str] = set()
        self._default = ""
        self._style = ""
        self._star = self._first = False
        self._skip = 0

    @property
    def comments(self) -> dict[int, str]:
        """Return the words of the comments by their numbers."""
        return self._beside.comments

    def pieces(self) -> Iterator[Piece]:
        """Yield the paragraphs."""
        at, end = 0, len(self._source)
        while at < end and (token := _TOKEN.match(self._source, at)):
            at = token.end()
            word, number, byte, sign, brace, words = token.groups()
            if brace:
                self._brace(brace)
                if not self._stack:
                    self._ends(at)
                    break
            elif word == "bin":
                at += max(0, int(number or 0))
            elif self._skip and not brace:
                at -= self._passed(words)
            elif word:
                self._word(word, number)
            elif sign:
                self._sign(sign)
            elif byte:
                self._bytes.append(int(byte, 16))
            else:
                self._bytes += words.replace("\r", "").replace("\n", "").encode("latin-1")
            if word or brace or not (words is None or words.isspace()) or (words is None and sign != "*"):
                self._first = brace == "{"
        self._flush()
        yield from self._layout.pieces()

    def _ends(self, at: int) -> None:
        """Leave out what stands behind the brace that closes the document, as programs do."""
        if self._source[at:].strip("}\0 \r\n\t"):
            self.left_out.add("after")

    def _passed(self, words: str | None) -> int:
        """Pass over what stands for a character in older programs; return how much was not passed over."""
        if not words:
            self._skip -= 1
            return 0
        passed = 0
        while self._skip and passed < len(words):
            self._skip -= words[passed] not in "\r\n"  # a line of the file may end anywhere
            passed += 1
        return len(words) - passed

    def _brace(self, brace: str) -> None:
        self._flush()
        self._skip = 0
        if brace == "{":
            self._stack.append((self._state, None))
        elif self._stack:
            before, outer = self._stack.pop()
            if outer is not None:
                inner, self._layout = self._layout, outer
                self._ended(self._state.part, inner)
            self._state = before
        self._star = False

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._star = self._first
        elif sign in PARAGRAPH_ENDS:
            self._paragraph()
        elif sign in "\\{}":
            self._bytes += sign.encode()
        elif sign in SIGNS:
            self._flush()
            self._add(SIGNS[sign])

    def _word(self, word: str, number: str | None) -> None:
        self._flush()
        star, self._star = self._star, False
        if self._first or star:
            if word in READ_INSIDE:
                self._enter(READ_INSIDE[word], number)
                return
            if word in HOLDERS or star or word in SKIPPED:
                self._leave_out(word)
                return
        elif word == "pict":
            self._leave_out(word)
        if self._state.part in {"fonts", "styles"}:
            self._define(word, number)
        elif not self._written(word, number):
            self._shaped(word, number)

    def _enter(self, part: str, number: str | None) -> None:
        if self._state.part == "skip" or (self._state.part == "holder" and part not in {"box", "text"}):
            return
        if part in _BODIES and self._stack:
            before = self._stack[-1][0]
            self._stack[-1] = (before, self._layout)
            self._layout = Layout()
        unsaid = frozenset[str]() if part in {"note", "comment"} else self._state.unsaid
        self._state = replace(self._state, part=part, unsaid=unsaid)
        if number:
            self._add(number)

    def _leave_out(self, word: str) -> None:
        if word in HEADERS:
            self.left_out.add("headers")
        elif word == "pict" and self._state.part != "skip":
            self.left_out.add("pictures")
        inside = word in HOLDERS and self._state.part != "skip"
        self._state = replace(self._state, part="holder" if inside else "skip")

    def _define(self, word: str, number: str | None) -> None:
        """Take in a word of the tables of fonts and of styles."""
        if word == "f" and self._state.part == "fonts":
            self._state = replace(self._state, font=number or "0")
        elif word == "fcharset" and number:
            self._fonts[self._state.font] = int(number)
        elif word == "s" and self._state.part == "styles":
            self._style = number or "0"

    def _written(self, word: str, number: str | None) -> bool:
        """Take in a word that writes something or ends a paragraph; tell whether it does."""
        if word in SIGNS:
            self._add(SIGNS[word])
        elif word == "u" and number:
            self._add(chr(int(number) % _UNITS))
            self._skip = self._state.fallback
        elif word in PARAGRAPH_ENDS:
            self._paragraph()
        elif self._state.part not in _TEXTS:
            return False
        elif word in {"cell", "row", "nestcell"}:
            self._layout.table(word)
        else:
            return False
        return True

    def _shaped(self, word: str, number: str | None) -> None:
        """Take in a word that says how what follows is written."""
        state = self._state
        if word in UNSAID:
            unsaid = state.unsaid - {word} if number == "0" else state.unsaid | {word}
            self._state = replace(state, unsaid=unsaid)
        elif word == "b":
            self._state = replace(state, bold=number != "0")
        elif word == "plain":
            self._state = replace(state, unsaid=frozenset(), bold=False, font=self._default)
        elif word == "f" and number:
            self._state = replace(state, font=number)
        elif word == "uc" and number:
            self._state = replace(state, fallback=int(number))
        elif word in {"pard", "intbl", "outlinelevel", "s"}:
            heading = word == "outlinelevel" or (word == "s" and number in self._headings)
            self._layout.shaped(word, heading=heading)
        elif word in {"ansicpg", "mac", "pc", "pca"}:
            self._page = code_page(number or {"mac": "10000", "pc": "437", "pca": "850"}.get(word, "1252"))
        elif word == "deff":
            self._default = number or "0"
            self._state = replace(state, font=self._default)

    def _flush(self) -> None:
        if self._bytes:
            words = decoded(bytes(self._bytes), self._fonts.get(self._state.font), self._page)
            self._bytes.clear()
            self._add(words)

    def _add(self, words: str) -> None:
        state = self._state
        if state.part == "styles":
            if _HEADING.match(words):
                self._headings.add(self._style)
        elif state.part in _TEXTS:
            if state.unsaid:
                kinds = {UNSAID[word] for word in state.unsaid} - {"deleted"}
                self.left_out |= kinds if words.strip() else set()
            elif state.part != "number" or self._fonts.get(state.font) != SYMBOLS:
                self._layout.add(words, bold=state.bold)

    def _paragraph(self) -> None:
        self._flush()
        if self._state.part in _TEXTS and not (self._state.unsaid & {"deleted"}):
            self._layout.paragraph()

    def _ended(self, part: str, inner: Layout) -> None:
        """Put what stands beside the text where it belongs."""
        beside = self._beside
        if part == "box":
            self._layout.boxed(inner.pieces())
            return
        words = normalise("\n".join(piece.words for piece in inner.pieces())).strip()
        if part == "number":
            self._layout.numbered(words)
        elif part == "note":
            number = beside.number_of(f"#{len(beside.comments)}")
            beside.comments[number] = note(words)
            self._mark(AT, number)
        elif part == "author":
            beside.author = words
        elif part == "reference":
            beside.reference = words
        elif part in {"opens", "closes"}:
            self._mark(OPEN if part == "opens" else CLOSE, beside.number_of(words))
        elif part == "comment":
            number = beside.number_of(beside.reference or f"#{len(beside.comments)}")
            beside.comments[number] = f"{beside.author}: {words}" if beside.author else words
            beside.author = beside.reference = ""
            self._mark(AT, number)

    def _mark(self, kind: str, number: int) -> None:
        if self._marked:
            self._layout.add(mark(kind, number), bold=False)
