"""Transcripts as subtitles: WebVTT, SRT and SBV; cues of one speaker are joined again."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from coder.errors import InputError, Problem
from coder.files.encoding import decode
from coder.i18n import _
from coder.model.names.speaker_labels import label_of
from coder.model.read_transcript import Source
from coder.model.text import normalise
from coder.transcripts.script import Script, Spoken
from coder.transcripts.speakers import find_speakers

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"[ \t]*({_CLOCK})[ \t]*(?:-->|,)[ \t]*({_CLOCK})(?:[ \t].*)?$")
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+([^>]*)>")
_TAG = re.compile(r"</?[^<>\n]*>|\{\\[^}]*\}")
_MOST_CUES = 50_000
_FRACTION = re.compile(r"[.,]\d+$")


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
        if not any(cue.speaker for cue in cues):
            cues = _with_names(cues)
        script = Script()
        spoken = Spoken(script)
        for cue in cues:
            spoken.piece(cue.words, cue.speaker, cue.time)
        spoken.end()
        form = path.suffix.lower().lstrip(".") or self.name
        return script.source(encoding, form, told=all(cue.speaker for cue in cues))


def _cues(text: str) -> Iterator[_Cue]:
    """Yield the cues with words; one that repeats the line before, as rolling captions do, gives only what is new."""
    last = ""
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.strip("\n").split("\n")
        at = next((i for i, line in enumerate(lines[:3]) if _TIMING.match(line)), None)
        if at is None:
            continue
        found = _TIMING.match(lines[at])
        time = _FRACTION.sub("", found[1]) if found else ""
        fresh = [line for line in lines[at + 1 :] if line.strip() and line != last]
        if lines[at + 1 :]:
            last = lines[-1]
        for speaker, words in _voices("\n".join(fresh)):
            yield _Cue(time, speaker, words)


def _voices(payload: str) -> Iterator[tuple[str, str]]:
    """Yield each voice of a cue with its words, tags left out."""
    parts = _VOICE.split(payload)
    for speaker, said in zip(["", *parts[1::2]], parts[::2], strict=True):
        words = html.unescape(_TAG.sub("", said)).strip()
        if words:
            yield html.unescape(speaker).strip(), words


def _with_names(cues: list[_Cue]) -> list[_Cue]:
    """Return the cues with the names that stand before a colon; a cue without one goes on with who spoke before."""
    found = find_speakers(Source("\n".join(" ".join(cue.words.split()) for cue in cues), "", ""))
    speakers = {candidate.name: candidate.speaker for candidate in found.candidates if candidate.taken}
    if not speakers:
        return cues
    named, last = [], ""
    for cue in cues:
        label = label_of(cue.words)
        if label and label.name in speakers:
            last = speakers[label.name]
            named.append(_Cue(cue.time, last, cue.words[label.width :].strip()))
        else:
            named.append(cue._replace(speaker=last))
    return named
