"""Comments and notes of a document: marked in its text while it is read, then kept by their place in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from coder.i18n import _
from coder.model.read_transcript import Remark, Source
from coder.model.text import Span

# No characters of any writing: Unicode keeps them for uses such as this one.
OPEN, CLOSE, AT = "\ufdd0", "\ufdd1", "\ufdd2"
_DIGITS = "".join(map(chr, range(0xFDD3, 0xFDE3)))
_WIDTH = 4
_MOST = len(_DIGITS) ** _WIDTH
_MARK = re.compile(f"([{OPEN}{CLOSE}{AT}])([{_DIGITS}]{{{_WIDTH}}})")
_DIGIT = {ord(digit): f"{value:x}" for value, digit in enumerate(_DIGITS)}


def mark(kind: str, number: int) -> str:
    """Return what marks where the comment of a number begins, ends or hangs."""
    if number >= _MOST:
        return ""
    return kind + "".join(_DIGITS[number >> (4 * at) & 15] for at in range(_WIDTH - 1, -1, -1))


def note(words: str) -> str:
    """Return what a footnote or an endnote says, told from a comment; its line breaks are those of a page."""
    bare = " ".join(words.split())
    return _("Note: {words}").format(words=bare) if bare else ""


def around(words: str, numbers: Sequence[int]) -> str:
    """Return words with the marks of comments that are on the whole of them."""
    opens = "".join(mark(OPEN, number) for number in numbers)
    return f"{opens}{words}{''.join(mark(CLOSE, number) for number in numbers)}" if opens else words


def unmarked(words: str) -> str:
    """Return words without the marks of comments."""
    return _MARK.sub("", words) if any(sign in words for sign in (OPEN, CLOSE, AT)) else words


def with_remarks(source: Source, marked: str, said: Mapping[int, str]) -> Source:
    """Return what was read with the comments `said` by their numbers, each on its words.

    `marked` is the same text with the marks in it.
    """
    places = _places(marked, source.text)
    remarks = (Remark(words, _on_words(source.text, places.get(number))) for number, words in said.items() if words)
    return replace(source, remarks=tuple(remarks))


def _places(marked: str, text: str) -> dict[int, Span]:
    """Return where each comment's words stand; those of a text that reads otherwise with marks are looked up in it."""
    found: dict[tuple[str, int], int] = {}
    pieces, length, last = [], 0, 0
    for sign in _MARK.finditer(marked):
        pieces.append(marked[last : sign.start()])
        length += sign.start() - last
        last = sign.end()
        found.setdefault((sign[1], int(sign[2].translate(_DIGIT), 16)), length)
    bare = "".join([*pieces, marked[last:]])
    places = {}
    for kind, number in found:
        start = found.get((OPEN, number), found.get((AT, number)))
        if kind != CLOSE and start is not None:
            end = found.get((CLOSE, number), start)
            places[number] = Span(start, max(start, end))
    if bare == text:
        return places
    after, moved = 0, {}
    for number, place in sorted(places.items(), key=lambda item: item[1]):
        at = text.find(words, after) if (words := bare[place.start : place.end].strip()) else -1
        if at >= 0:
            moved[number], after = Span(at, at + len(words)), at
    return moved


def _on_words(text: str, place: Span | None) -> Span | None:
    """Return a place without the blanks around it; one without a word is the line that it stands on."""
    if place is None:
        return None
    start, end = place.start, place.end
    if not text[start:end].strip():
        start = text.rfind("\n", 0, start) + 1
        end = text.find("\n", start) if "\n" in text[start:] else len(text)
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None
