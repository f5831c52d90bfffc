"""Transcripts as JSON of speech recognition: Whisper, whisper.cpp, WhisperX, aTrain, and others of their kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from coder.errors import InputError, Problem
from coder.files.encoding import decode
from coder.i18n import _
from coder.model.read_transcript import Source
from coder.transcripts.cues import Cue, clock, source_of
from coder.transcripts.script import joined

_LISTS = (
    "segments", "utterances", "transcription", "monologues", "audio_segments", "recognizedPhrases", "results",
    "transcript",
)  # fmt: skip
_WITHIN = ("results", "result", "output", "data", "transcript")
"""What may hold the list of segments: AWS, Deepgram and others."""
_GUESSES = ("alternatives", "nBest", "nbest")
"""Where a segment's words lie, the likeliest first: Google, Azure."""
_WORDS = ("text", "transcript", "content", "sentence", "display")
_SPEAKERS = (
    "speaker", "speaker_label", "speaker_name", "speakerName", "spk", "speaker_id", "speakerId", "speakerTag",
    "speaker_tag", "speakerLabel",
)  # fmt: skip
_WORD = ("punctuated_word", "word", "text", "content")
_DEEPEST = 10
_SIGNS = frozenset(",.?!;:")
_TIMES = ("start", "start_time", "startTime", "begin", "from", "bg")
_MILLISECONDS = 36_000
_WRITTEN = re.compile(r"[0-9]{1,8}(?::[0-9]{2}){0,2}(?=[.,;s\s]|$)")


class SegmentsImporter:
    """Reads segments with times and, where speakers were told apart, who speaks."""

    name = "json"
    suffixes = (".json",)
    only_named = True

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        raw, encoding = decode(data, path)
        try:
            found = json.loads(raw)
        except (ValueError, RecursionError) as error:
            line = getattr(error, "lineno", 0)
            raise InputError(Problem(path, line, _("is not whole JSON")), _("Export it again.")) from None
        segments = [s for s in _segments(found) if _first(s, _WORDS)]
        if not any(map(_speaker, segments)):
            segments = _by_words(found) or segments
        if not segments:
            raise InputError(
                Problem(path, 0, _("holds no segments of speech")),
                _("Export the transcript as .txt, .vtt or .srt, or as the JSON of Whisper or aTrain."),
            )
        cues = [Cue(_time(segment), _speaker(segment), str(_first(segment, _WORDS))) for segment in segments]
        told = sum(bool(cue.speaker) for cue in cues)
        source = source_of(cues, encoding, self.name)
        # The program that told speakers apart could not tell who says the others.
        return replace(source, doubtful=source.doubtful or 0 < told < len(cues))


def _segments(found: Any) -> Iterable[Mapping[str, Any]]:
    if isinstance(found, Mapping):
        whole = found
        found = next((whole[name] for name in _LISTS if isinstance(whole.get(name), list)), None)
        if found is None:
            within = [whole[name] for name in _WITHIN if isinstance(whole.get(name), Mapping)]
            return next((segments for one in within if (segments := list(_segments(one)))), [])
    return [_likeliest(item) for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def _by_words(found: Any) -> list[Mapping[str, Any]]:
    """Return segments put together of words that say who speaks, as Deepgram, Google and AWS write them.

    Words are in one list or in several at the same place; the place with most is theirs. What was told of a word holds
    until another speaks: signs name nobody.
    """
    places: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for place, words in _lists_within(found, ()):
        if any(map(_speaker, words)):
            places.setdefault(place, []).extend(words)
    made: list[dict[str, Any]] = []
    for word in max(places.values(), key=len, default=[]):
        who, said = _speaker(word), str(_first(word, _WORD))
        if made and who in {"", made[-1]["speaker"]}:
            before = made[-1]["text"]
            made[-1]["text"] = before + said if said[:1] in _SIGNS else joined(before, said)
        else:
            made.append({"text": said, "speaker": who, "start": _first(word, _TIMES)})
    return list(made)


def _lists_within(found: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[Mapping[str, Any]]]]:
    """Yield the lists of words that something holds, each with the names on the way to it."""
    if len(place) > _DEEPEST:
        return
    if isinstance(found, Mapping):
        for name, one in found.items():
            yield from _lists_within(one, (*place, str(name)))
    elif isinstance(found, list):
        words = [_likeliest(one) for one in found if isinstance(one, Mapping)]
        if words := [word for word in words if _first(word, _WORD)]:
            yield place, words
        for one in found:
            yield from _lists_within(one, (*place, ""))


def _likeliest(segment: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a segment with the words of its likeliest reading."""
    if isinstance(elements := segment.get("elements"), list):  # words and signs one by one, as Rev writes them
        values = (str(one["value"]) for one in elements if isinstance(one, Mapping) and "value" in one)
        return {"text": "".join(values), **segment}
    guesses: list[Any] = next((segment[name] for name in _GUESSES if isinstance(segment.get(name), list)), [])
    first = guesses[0] if guesses and isinstance(guesses[0], Mapping) else {}
    return {**first, **segment} if first else segment


def _first(segment: Mapping[str, Any], names: Iterable[str]) -> Any:
    return next((segment[n] for n in names if isinstance(segment.get(n), str | int | float)), None)


def _speaker(segment: Mapping[str, Any]) -> str:
    """Return who speaks; the first of several is often called 0."""
    told = _first(segment, _SPEAKERS)
    return "" if told is None else str(told).strip()


def _time(segment: Mapping[str, Any]) -> str | None:
    """Return when a segment begins: in seconds, in milliseconds (whole numbers past ten hours), or as written."""
    stamps = segment.get("timestamps")
    start = _first(segment, _TIMES)
    if isinstance(stamps, Mapping):
        told = _first(stamps, ("from",))
        start = start if told is None else told
    if isinstance(start, str):
        written = _WRITTEN.match(start)
        if written is None or ":" in written[0]:
            return written and written[0]
        start = int(written[0])
    elif start is None or isinstance(start, bool) or not 0 <= start < 10**9:
        return None
    seconds = int(start / 1000 if isinstance(start, int) and start > _MILLISECONDS else start)
    return clock(seconds)
