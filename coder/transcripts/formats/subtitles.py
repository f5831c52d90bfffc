"""Transcripts as subtitles: WebVTT, SRT and SBV; cues of one speaker are joined again."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from coder.errors import InputError, Problem
from coder.files.encoding import decode
from coder.i18n import _
from coder.model.read_transcript import Source
from coder.model.text import normalise
from coder.transcripts.cues import DASH, Cue, source_of

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
_DAMAGED = re.compile(
    rf"[ \t]*{_CLOCK}[ \t]*-->|.*-->[ \t]*{_CLOCK}|[ \t]*\d+:\d{{2}}:\S{{2,6}},\d+:\d{{2}}:\S{{2,6}}$"
)
"""A line of times of which one cannot be read: nobody says it."""
_OF_A_PERSON = re.compile(r"[ \t]*\d+[ \t]+\"(?P<name>[^\"\n]+)\"[ \t]+\(\d+\)[ \t]*$")
"""A cue's number with who speaks and that person's number, as Webex writes it."""
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION|WEBVTT)(?:[ \t:]|$)|##$")
_HEAD = 3
"""So many lines of a block may stand above its first time: what it is called, and notes."""


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
        return source_of(cues, encoding, path.suffix.lower().lstrip(".") or self.name)


def _cues(text: str) -> Iterator[Cue]:
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
                    yield Cue(time, speaker, words)


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
        numbered = end < len(block) and end - at > 1 and _is_number(block[end - 1])
        told = _OF_A_PERSON.match(block[at - 1]) if at else None
        voice = f"<v {told['name']}>" if told else ""
        said = block[at + 1 : end - numbered]
        yield _FRACTION.sub("", found[1]), [voice + said[0], *said[1:]] if said else said


def _is_number(line: str) -> bool:
    return line.strip().isdigit() or _OF_A_PERSON.match(line) is not None


def _each_speaker(lines: Sequence[str]) -> Sequence[str]:
    """Return the words of a cue; where each line opens with a dash, two people speak, each a paragraph."""
    if len(lines) > 1 and all(DASH.match(line) for line in lines):
        return lines
    return ["\n".join(lines)]


def _voices(payload: str) -> Iterator[tuple[str, str]]:
    """Yield each voice of a cue with its words, tags left out."""
    parts = _VOICE.split(payload)
    for speaker, said in zip(["", *parts[1::2]], parts[::2], strict=True):
        words = html.unescape(_TAG.sub("", said)).strip()
        if words:
            yield html.unescape(speaker).strip(), words
