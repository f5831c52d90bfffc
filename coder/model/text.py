"""A transcript's text: code points, spans, turns and lines.

Every offset counts Unicode code points of the normalised text, and every span is half-open.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

_LATIN, _HAN = "A-Za-z0-9０-９Ａ-Ｚａ-ｚ", "\u3400-\u4dbf\u4e00-\u9fff"
MIXED_BORDER = rf"(?<=[{_LATIN}])[-\s]?(?=[{_HAN}])|(?<=[{_HAN}])[-\s]?(?=[{_LATIN}])"
"""Where a Latin and a Chinese word meet: a space there, or none, says nothing."""
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_TABS = re.compile("\t")
_COMBINING = re.compile("[\u0300-\u036f\u3099\u309a]")
_DIRECTIONAL = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), "�")
_SAFE: dict[int, int | str] = {**{i: 0xFFFD for i in (*range(32), *range(127, 160)) if i != 10}, **_DIRECTIONAL}  # noqa: PLR2004  newline


class Role(StrEnum):
    """Who speaks in a turn."""

    INTERVIEWER = "interviewer"
    RESPONDENT = "respondent"
    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a code point."""
        return self.start < other.end and other.start < self.end


class Turn(NamedTuple):
    """One speaker's turn: `text[start:end]`, label and line end included; speech begins at `body`.

    Turns cover a text without gap or overlap, so joined they are the text. Headings, stage
    directions and blank lines before the first speaker are turns of no speaker.
    """

    start: int
    body: int
    end: int
    speaker: str
    role: Role
    time: str | None = None


def normalise(raw: str) -> str:
    """Return `raw` with newline line ends, no BOM, composed accents, tabs as spaces, controls as U+FFFD.

    A half of a character, as damaged JSON holds it, is a control too. Runs before any offset exists, and is
    idempotent. Only clusters with a combining mark are composed: Unicode's composition of a whole text would
    replace compatibility ideographs.
    """
    text = raw.lstrip("\ufeff")
    if text.replace("\n", "").replace("\u3000", "").isprintable():
        return _compose(text)
    text = _NEWLINES.sub("\n", text)
    text = _TABS.sub("    ", text)
    return _compose(_CONTROLS.sub("\ufffd", text))


def _compose(text: str) -> str:
    if unicodedata.is_normalized("NFC", text) or not _COMBINING.search(text):
        return text
    return re.sub(r".[\u0300-\u036f\u3099\u309a]+", lambda m: unicodedata.normalize("NFC", m[0]), text)


def safe_for_terminal(text: str) -> str:
    """Return `text` with each control and bidirectional control as U+FFFD, of equal length."""
    return text.translate(_SAFE)


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def quote_hash(quote: str) -> str:
    """Return the first 128 bits of the quote's SHA-256 in hexadecimal."""
    return hashlib.sha256(quote.encode()).hexdigest()[:32]


class LineIndex:
    """Line numbers of a text, counted from 1 as citations print them."""

    def __init__(self, text: str) -> None:
        self.starts = [0]
        find = text.find
        at = find("\n")
        while at >= 0:
            self.starts.append(at + 1)
            at = find("\n", at + 1)
        if text.endswith("\n"):
            self.starts.pop()
        self.length = len(text)

    def line_of(self, offset: int) -> int:
        """Return the number of the line that holds the code point at `offset`."""
        return bisect_right(self.starts, offset)

    def lines_of(self, span: Span) -> tuple[int, int]:
        """Return the first and last line of `span`."""
        return self.line_of(span.start), self.line_of(max(span.start, span.end - 1))

    def span_of(self, line: int) -> Span:
        """Return the span of a line, its line end included."""
        end = self.starts[line] if line < len(self.starts) else self.length
        return Span(self.starts[line - 1], end)


def turn_at(turns: tuple[Turn, ...], offset: int) -> int:
    """Return the index of the turn that holds `offset` (the last turn for the text's end)."""
    return max(0, bisect_right(turns, offset, key=lambda t: t.start) - 1)


def contains_synthetic_notice(text: str) -> bool:
    """Tell whether the first lines of a transcript say that it is invented."""
    head = "\n".join(text.split("\n", 6)[:6]).lower()
    return "合成示例" in head or "虛構示例" in head or "synthetic" in head
