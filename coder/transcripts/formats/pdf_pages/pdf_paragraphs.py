"""The lines of a PDF's pages, joined to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from coder.model.names.speaker_labels import NAME, Label, label_of, plain_colons
from coder.model.names.time_stamps import STAMP, TIME
from coder.model.text import normalise
from coder.transcripts.formats.pdf_pages.pdf_glyphs import HYPHENS
from coder.transcripts.formats.pdf_pages.pdf_margins import column_of, columns_of_text
from coder.transcripts.formats.pdf_pages.pdf_page import Line
from coder.transcripts.labels.label_forms import PARAGRAPH
from coder.transcripts.script import joined

_INDENT = 1.5
_GAP = 2.2 * 1.6
_APART = 1.12
_NARROW = 14
_SHORT = 24
_OFTEN = 3
_EARLY = 6
_MOSTLY = 0.8
_NEARLY_ALL = 0.95
_FEWEST = 5
_LETTERS = re.compile(r"[a-z]")
_CHINESE = re.compile("[\u3400-\u9fff]")
_BORDER = re.compile("(?:(?<=[\u3400-\u9fff])(?P<one> ?)[A-Za-z0-9]|(?<=[A-Za-z0-9])(?P<two> ?)[\u3400-\u9fff])")
"""Where Chinese and Latin stand side by side, with a space or without."""
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_CUT = re.compile(r"(?<![\w/.-])([A-Za-z]*[a-z])[-\u00ad\ufffe\u0002]$")
_SIGNS = "".join(HYPHENS)
_BOX = re.compile(rf"(?P<box>[\[【〔［〈<(（])(?:{TIME}\s+)?{NAME}[\]】〕］〉>)）]")
_TIMED = re.compile(rf"(?:{STAMP}|{TIME}(?=\s))")
_CODE = re.compile(rf"[(（\[【]?{PARAGRAPH}[)）\]】.、．:： ]")
_ENDS = re.compile('(?:[。！？…!?」』”"）)]|(?<![0-9])[.])$')
_LABEL = "label"
_TOGETHER = re.compile("[（「『〈《【〔]*[^（「『〈《【〔][，。、！？：；…）」』〉》】〕]*[\x21-\u2e7f]*")
"""What no line ends within."""
_USUAL = 0.3
"""The share of paragraphs that have to open in a way for each line that does to begin one."""


class Joiner:
    """Joins lines by what the whole document shows: its margins, its labels, its words."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._columns = columns_of_text(lines)
        self._labels = Counter(label.key for line in lines if (label := _label(line.words)))
        text = "\n".join(line.words for line in lines)
        self._words = frozenset(word.casefold() for word in _WORD.findall(text))
        self._latin = len(_LETTERS.findall(text)) > 4 * len(_CHINESE.findall(text))
        borders = Counter(bool(found["one"] or found["two"]) for found in _BORDER.finditer(text))
        self._is_set_apart = borders[True] > _MOSTLY * borders.total()
        self._hanging = self._hangs(lines)
        full = [round(a.height - b.height, 1) for a, b in pairwise(lines) if self._full(a, b) and a.height > b.height]
        self._pitch = Counter(full).most_common(1)[0][0] if len(full) >= _FEWEST else 0.0
        openings = Counter(_opening(b.words) for a, b in pairwise(lines) if self._repeats(b) or not self._full(a, b))
        fewest = max(_OFTEN, _USUAL * openings.total())
        self._usual = frozenset(kind for kind, count in openings.items() if kind and count >= fewest)
        self._alone = Counter(_mark(line) for line in lines if self._is_short(line))
        self.is_spaced = self._all_stand_apart(lines)
        """Whether it is plain where each paragraph begins: farther below the one before than lines are."""

    def paragraphs(self, lines: Sequence[Line]) -> Iterator[str]:
        """Yield the paragraphs of running text; one may go on over the end of a page."""
        open_words, before = "", None
        for line in lines:
            if before is None or self._begins(before, line):
                if open_words:
                    yield _clean(open_words)
                open_words = line.words
            else:
                open_words = self._joined(open_words, line.words)
            before = line
        if open_words:
            yield _clean(open_words)

    def cell(self, lines: Sequence[Line], margin: float) -> list[str]:
        """Return the paragraphs of a table's cell, whose column's longest line ends at `margin`."""
        if not lines:
            return [""]
        width = margin - min(line.left for line in lines)
        narrow = width < _NARROW * max(line.character for line in lines)
        found = [lines[0].words]
        for before, line in pairwise(lines):
            if not line.item and (narrow or before.right + _needed(before, line) >= margin):
                found[-1] = self._joined(found[-1], line.words)
            else:
                found.append(line.words)
        return [_clean(words) for words in found]

    def whole(self, lines: Sequence[Line]) -> str:
        """Return the lines of a cell as one."""
        words = ""
        for line in lines:
            words = self._joined(words, line.words)
        return _clean(words)

    def _joined(self, before: str, after: str) -> str:
        """Return two lines as one; a hyphen between them stays where the word has one elsewhere."""
        if not before or before[-1] not in HYPHENS | {"-"}:
            is_border = self._is_set_apart and _BORDER.match(f"{before[-1:]} {after[:1]}", 1)
            return f"{before} {after}" if is_border else joined(before, after)
        cut = _CUT.search(before)
        rest = re.match(r"[a-z]+", after)
        bare = before[:-1]
        if not cut or not rest:
            return f"{bare}{'' if before[-1] == chr(0xAD) else '-'}{after}"
        one, two = cut[1].casefold(), rest[0]
        if f"{one}{two}" in self._words or (self._latin and f"{one}-{two}" not in self._words):
            return bare + after
        return f"{bare}-{after}"

    def _hangs(self, lines: Sequence[Line]) -> bool:
        """Tell whether a paragraph's later lines are indented, not its first one."""
        hanging = opening = 0
        for before, line in pairwise(lines):
            if self._full(before, line):
                indented = (
                    self._indent(before) > _INDENT * before.character,
                    self._indent(line) > _INDENT * line.character,
                )
                hanging += indented == (True, True)
                opening += indented == (False, False)
        return hanging > opening

    def _all_stand_apart(self, lines: Sequence[Line]) -> bool:
        """Tell whether what follows a line that ends early stands apart from it, names on lines of their own aside.

        On top of a page a short line could end a paragraph, or be a name; the line below it tells.
        """
        ended = [
            (before, line)
            for before, line in pairwise(lines)
            if before.height > line.height and not self._is_named(before) and self._ends_early(before)
        ]
        on_top = (
            self._is_short(line) and self._alone[_mark(line)] < _OFTEN and not self._stand_apart(line, below)
            for before, line, below in zip(lines, lines[1:], lines[2:], strict=False)
            if before.height <= line.height and line.height > below.height
        )
        apart = sum(self._stand_apart(before, line) for before, line in ended)
        return len(ended) >= _FEWEST and apart >= _NEARLY_ALL * len(ended) and not any(on_top)

    def _ends_early(self, line: Line) -> bool:
        return line.right + _EARLY * line.character < column_of(line, self._columns).right

    def _stand_apart(self, before: Line, line: Line) -> bool:
        down = before.height - line.height
        wide = down > _GAP * max(before.character, line.character)
        return bool(wide or (self._pitch and down > _APART * self._pitch))

    def _is_named(self, line: Line) -> bool:
        """Tell whether a line is short and stands again and again, as a name on a line of its own does."""
        return self._alone[_mark(line)] >= _OFTEN and self._is_short(line)

    def _is_short(self, line: Line) -> bool:
        column = column_of(line, self._columns)
        return len(line.words) <= _SHORT and line.right < (column.start + column.right) / 2

    def _indent(self, line: Line) -> float:
        return line.left - column_of(line, self._columns).left

    def _full(self, before: Line, line: Line) -> bool:
        return before.right + _needed(before, line) >= column_of(before, self._columns).right

    def _repeats(self, line: Line) -> bool:
        label = _label(line.words)
        return label is not None and (label.known or self._labels[label.key] > 1)

    def _begins(self, before: Line, line: Line) -> bool:
        """Tell whether a line begins a paragraph: a label, an indent, a gap, or the line before was not full."""
        if line.item or self._repeats(line):
            return True
        opening = _opening(line.words)
        if opening in self._usual and (opening != _LABEL or _ENDS.search(before.words)):
            return True
        apart = self._stand_apart(before, line)
        named = self._is_named(line)
        if self.is_spaced and not (apart or self._is_short(before)) and before.height > line.height:
            return False
        indented = self._indent(line) > _INDENT * line.character and not self._hanging
        return bool(apart or named or indented or before.character == 0 or not self._full(before, line))


def _label(words: str) -> Label | None:
    return label_of(plain_colons(words))


def _opening(words: str) -> str:
    """Return in which way a line opens that could begin what somebody says: a time, a bracket, a name and a colon."""
    if _TIMED.match(words):
        return "time"
    if found := _BOX.match(words):
        return found["box"]
    if _CODE.match(words):
        return "code"
    label = _label(words)
    return _LABEL if label and label.plausible else ""


def _mark(line: Line) -> str:
    return re.sub(r"[\d\W]+", " ", line.words).strip()


def _needed(before: Line, line: Line) -> float:
    """Return the room that the line before would need for this one's first word, or first character with its marks."""
    first = re.match(r"[\x21-\u2e7f]+", line.words) or _TOGETHER.match(line.words)
    return max(before.character, line.character) * (len(first[0]) + 1 if first else 2)


def _clean(words: str) -> str:
    """Return a paragraph with the hyphens that stand at its end or inside as hyphens."""
    return normalise(re.sub(f"[{_SIGNS}]$", "-", words))


def margins(columns: Collection[Sequence[Line]]) -> list[float]:
    """Return where the longest line of each column ends."""
    return [max((line.right for line in column), default=0.0) for column in columns]
