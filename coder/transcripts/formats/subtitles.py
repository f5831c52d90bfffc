"""Transcripts as subtitles: WebVTT, SRT and SBV; cues of one speaker are joined again."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from coder.errors import InputError, Problem
from coder.files.encoding import decode
from coder.i18n import _
from coder.model.read_transcript import Source
from coder.model.text import normalise
from coder.transcripts.script import Script, Spoken
from coder.transcripts.speakers import find_speakers

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"[ \t]*({_CLOCK})[ \t]*(?:-->|,)[ \t]*({_CLOCK})(?:[ \t].*)?$")
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+([^>]*)>")
_TAG = re.compile(r"</?[^<>\n]*>|\{\\[^}]*\}")
_INSIDE = re.compile(rf"<{_CLOCK}>")
"""A time inside a line: captions that roll repeat each line when the next one comes."""
_FORM = re.compile(r"</?(?!v[ \t.])[^<>\n]*>|\{\\[^}]*\}")
"""Every tag but one that names who speaks."""
_MOST_CUES = 50_000
_FRACTION = re.compile(r"[.,]\d+$")
_DASH = re.compile(r"(?:<[^>\n]*>)*[ \t]*[-–—‐][ \t]*\S")
_DAMAGED = re.compile(
    rf"[ \t]*{_CLOCK}[ \t]*-->|.*-->[ \t]*{_CLOCK}|[ \t]*\d+:\d{{2}}:\S{{2,6}},\d+:\d{{2}}:\S{{2,6}}$"
)
"""A line of times of which one cannot be read: nobody says it."""
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION|WEBVTT)(?:[ \t:]|$)|##$")
_HEAD = 3
"""So many lines of a block may stand above its first time: what it is called, and notes."""


class _Cue(NamedTuple):
    time: str
    speaker: str
    words: str


class SubtitleImporter:
    """Reads subtitles: who speaks is a cue's voice, or a name before a colon."""

    name = "subtitles"
    suffixes = (".vtt", ".srt", ".sbv")

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        raw, encoding = decode(data, path)
        if raw.count("-->") > _MOST_CUES:
            message = _("has more than {most} subtitles").format(most=_MOST_CUES)
            raise InputError(Problem(path, 0, message), _("Is it the right file?"))
        cues = list(_cues(normalise(raw)))
        if not cues:
            raise InputError(
                Problem(path, 0, _("holds no subtitles with times")),
                _("Save it as text (.txt), or export it again as .srt or .vtt."),
            )
        sure = True
        if not any(cue.speaker for cue in cues):
            cues, sure = _with_names(cues)
        script = Script()
        spoken = Spoken(script)
        for cue in cues:
            if _DASH.match(cue.words) and not cue.speaker:
                spoken.end()
            spoken.piece(cue.words, cue.speaker, cue.time)
        spoken.end()
        form = path.suffix.lower().lstrip(".") or self.name
        source = script.source(encoding, form, told=all(cue.speaker for cue in cues))
        return replace(source, doubtful=not sure)


def _cues(text: str) -> Iterator[_Cue]:
    """Yield the cues with words; one that repeats the line before, as rolling captions do, gives only what is new."""
    rolling = _INSIDE.search(text) is not None
    last = before = ""
    for block in re.split(r"\n[ \t]*\n", text):
        for time, lines in _timed(block.strip("\n").split("\n"), before):
            before = time
            shown = [line for line in (_FORM.sub("", line).strip() for line in lines) if line]
            fresh = shown[shown[:1] == [last] and (rolling or len(shown) > 1) :]
            last = shown[-1] if shown else last
            for said in _each_speaker(fresh):
                for speaker, words in _voices(said):
                    yield _Cue(time, speaker, words)


def _timed(block: Sequence[str], before: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each time of a block with the lines below; a cue begins with its time, with or without a blank line before.

    A number on the line above a time is its cue's, and nobody's words. What a blank line cuts off goes on with the
    cue `before`.
    """
    begins = [(at, found) for at, line in enumerate(block) if (found := _TIMING.match(line))]
    if not begins:
        if before and not _ASIDE.match(block[0]):
            yield before, [line for line in block[block[0].strip().isdigit() :] if not _DAMAGED.match(line)]
        return
    if begins[0][0] >= _HEAD:
        return
    for index, (at, found) in enumerate(begins):
        end = begins[index + 1][0] if index + 1 < len(begins) else len(block)
        numbered = end < len(block) and end - at > 1 and block[end - 1].strip().isdigit()
        yield _FRACTION.sub("", found[1]), block[at + 1 : end - numbered]


def _each_speaker(lines: Sequence[str]) -> Sequence[str]:
    """Return the words of a cue; where each line opens with a dash, two people speak, each a paragraph."""
    if len(lines) > 1 and all(_DASH.match(line) for line in lines):
        return lines
    return ["\n".join(lines)]


def _voices(payload: str) -> Iterator[tuple[str, str]]:
    """Yield each voice of a cue with its words, tags left out."""
    parts = _VOICE.split(payload)
    for speaker, said in zip(["", *parts[1::2]], parts[::2], strict=True):
        words = html.unescape(_TAG.sub("", said)).strip()
        if words:
            yield html.unescape(speaker).strip(), words


def _with_names(cues: list[_Cue]) -> tuple[list[_Cue], bool]:
    """Return the cues with the names that they open with, and whether these are sure.

    A cue without a name goes on with who spoke before.
    """
    lines = [" ".join(cue.words.split()) for cue in cues]
    found = find_speakers(Source("\n".join(lines), "", ""))
    if not any(candidate.taken for candidate in found.candidates):
        return cues, found.sure
    turns = {turn.start: turn for turn in found.turns}
    named, last, start = [], "", 0
    for cue, line in zip(cues, lines, strict=True):
        turn = turns.get(start)
        words = line
        if turn and turn.speaker:
            last, words = turn.speaker, line[turn.body - start :]
        if words:
            named.append(_Cue(cue.time, last, words))
        start += len(line) + 1
    return named, found.sure
