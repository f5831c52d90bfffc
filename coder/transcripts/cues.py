"""Cues of a recording, as subtitles and speech recognition write them, joined to a transcript."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from coder.model.names.speaker_labels import label_of
from coder.model.read_transcript import Source
from coder.transcripts.labels.speakers import find_speakers
from coder.transcripts.script import Script, Spoken

DASH = re.compile(r"(?:<[^>\n]*>)*[ \t]*[-–—‐][ \t]*\S")


class Cue(NamedTuple):
    """Words with their time, and who says them where the file itself tells."""

    time: str | None
    speaker: str
    words: str


def clock(seconds: int) -> str:
    """Return seconds as a time."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def source_of(cues: Sequence[Cue], encoding: str, form: str, left_out: Sequence[str] = ()) -> Source:
    """Return the transcript of cues; where none of them tells who speaks, the names that they open with do."""
    sure = True
    if not any(cue.speaker for cue in cues):
        cues, sure = _with_names(cues)
    script = Script()
    spoken = Spoken(script)
    for cue in cues:
        if DASH.match(cue.words) and not cue.speaker:
            spoken.end()
        spoken.piece(cue.words, cue.speaker, cue.time)
    spoken.end()
    source = script.source(encoding, form, left_out, told=all(cue.speaker for cue in cues))
    return replace(source, doubtful=not sure)


def _with_names(cues: Sequence[Cue]) -> tuple[Sequence[Cue], bool]:
    """Return the cues with the names that they open with, and whether these are sure.

    A cue without a name goes on with who spoke before; in one cue each of two lines can have a name.
    """
    lines = [cue._replace(words=words) for cue in cues for words in _parts(cue.words)]
    found = find_speakers(Source("\n".join(line.words for line in lines), "", ""))
    if not any(candidate.taken for candidate in found.candidates):
        return cues, found.sure
    turns = {turn.start: turn for turn in found.turns}
    named, last, start = [], "", 0
    for line in lines:
        turn = turns.get(start)
        words = line.words
        if turn and turn.speaker:
            last, words = turn.speaker, words[turn.body - start :]
        if words:
            named.append(Cue(line.time, last, words))
        start += len(line.words) + 1
    return named, found.sure


def _parts(words: str) -> list[str]:
    """Return the words of a cue in one line, or in several where a later one opens with what may be a name."""
    parts = [""]
    for line in words.split("\n"):
        label = label_of(line) if ":" in line or "：" in line else None
        if label is not None and label.plausible and parts[-1]:
            parts.append("")
        parts[-1] = f"{parts[-1]} {line}"
    return [" ".join(part.split()) for part in parts]
