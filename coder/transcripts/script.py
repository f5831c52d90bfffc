"""A transcript put together from what a file says of each turn: speaker, time, words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from coder.model.names.speaker_labels import timed_name, without_colon
from coder.model.read_transcript import GivenLabel, Source
from coder.model.text import normalise
from coder.transcripts.document_pieces import Piece
from coder.transcripts.tables import settled

_WIDE = re.compile("[\u2e80-\uffef。，、？！]")
_LONG = 160
_TURNS = 5
_WIDEST = 40
_ENDS = frozenset("。？！?!.…」』")
_CLOSE = frozenset("。？！?!.…」』，、；：,;:）)》")
"""What no paragraph begins with."""


class Script:
    """Writes paragraphs, `名字：內容` where the speaker is known, and remembers where each label stands."""

    def __init__(self, pieces: Iterable[Piece] = ()) -> None:
        self._lines: list[str] = []
        self._labels: list[GivenLabel] = []
        self._length = 0
        self._in_table = False
        self._left: dict[str, None] = {}
        self._looks: list[tuple[bool, str]] = []
        found = settled(pieces)
        self._doubtful = found.doubtful
        for piece in found.pieces:
            self.add(piece)

    def add(self, piece: Piece) -> None:
        """Add a paragraph, or remember what is left out."""
        if piece.unsaid:
            self._left[piece.words] = None
            return
        name, beside = timed_name(without_colon(" ".join(normalise(piece.speaker).split())))
        time = piece.time or beside
        stamp = f"[{time}] " if piece.stamped and time else ""
        label = f"{stamp}{name}：" if name else stamp
        words = normalise(piece.words).strip("\n")
        if words.strip() and not (name or piece.row or piece.heading):
            self._looks.append((piece.is_apart, words))
        start = self._length
        if name:
            self._labels.append(GivenLabel(start, start + len(label), name, time))
        elif self._in_table and not piece.row and words.strip():
            self._labels.append(GivenLabel(start, start, ""))
        elif piece.row and words.strip():
            self._labels.append(GivenLabel(start, start, "", hint=True))
        if not name and (piece.heading or (0 < piece.bold <= _WIDEST)):
            width = len(words) if piece.heading else _as_written(piece.words, piece.bold)
            bare = without_colon(words[_as_written(piece.words, piece.lead) : width])
            self._labels.append(GivenLabel(start, start + width, bare, None, hint=True, heading=piece.heading))
        self._in_table = piece.row if name or words.strip() else self._in_table
        self._lines.append(f"{label}{words}")
        self._length += len(label) + len(words) + 1

    def source(self, encoding: str, form: str, left_out: Iterable[str] = (), *, told: bool = False) -> Source:
        """Return the whole as what an importer gives; `told` says that the file itself names all who speak."""
        labels = tuple(self._labels)
        left = (*left_out, *self._left)
        text = "\n".join(self._lines)
        looks = alternate(self._looks)
        return Source(
            text, encoding, form, labels, left_out=left, told=told, doubtful=self._doubtful, looks_alternate=looks
        )


def alternate(looks: Sequence[tuple[bool, str]]) -> bool:
    """Tell whether paragraphs of two looks take turns, as questions in bold letters and answers in plain ones do.

    Headings are set apart too, but are no sentences.
    """
    apart = [words for is_apart, words in looks if is_apart]
    begun = sum(first[0] != second[0] for first, second in pairwise(looks))
    sentences = sum(words.rstrip()[-1:] in _ENDS for words in apart)
    return begun >= _TURNS and sentences * 2 > len(apart) and len(apart) * 10 < 7 * len(looks)


def _as_written(raw: str, count: int) -> int:
    """Return how long the first characters of a paragraph are in the text, where an accent is part of its letter."""
    return len(normalise(raw[:count]).lstrip("\n"))


class Spoken:
    """Joins what is cut into cues: pieces of one speaker are one paragraph, broken where a long one ends a sentence."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._said = ""
        self._speaker = ""
        self._time: str | None = None

    def piece(self, words: str, speaker: str, time: str | None) -> None:
        """Add a cue's words."""
        words = " ".join(words.split())
        ended = self._said[-1:] in _ENDS and words[:1] not in _CLOSE
        full = ended and (not speaker or len(self._said) > _LONG)
        if self._said and (speaker != self._speaker or full):
            self.end()
        if not self._said:
            self._speaker, self._time = speaker, time
        self._said = joined(self._said, words)

    def end(self) -> None:
        """Write what is still open."""
        if self._said:
            self._script.add(Piece(self._said, self._speaker, self._time))
        self._said = ""


def joined(before: str, after: str) -> str:
    """Return two pieces of one sentence as one: a space only where neither side is Chinese."""
    if not before or not after or _WIDE.match(before[-1]) or _WIDE.match(after[0]):
        return before + after
    return f"{before} {after}"
