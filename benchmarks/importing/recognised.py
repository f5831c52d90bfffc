"""Random results of speech recognition: captions, segments, oTranscribe's pages, noScribe's pages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from hypothesis import strategies as st

from benchmarks.importing.blocks import BLOCKS, NUMBERS, WORDS
from benchmarks.importing.marked import web_page

_CLOCKS = st.one_of(
    st.tuples(st.integers(0, 100), st.integers(0, 61), st.integers(0, 61), st.integers(0, 1001)).map(
        lambda t: f"{t[0]:02}:{t[1]:02}:{t[2]:02}.{t[3]:03}"
    ),
    st.tuples(st.integers(0, 99), st.integers(0, 59)).map(lambda t: f"{t[0]:02}:{t[1]:02}.000"),
    WORDS,
)
_SPEAKERS = st.one_of(st.sampled_from(["甲", "乙", "SPEAKER_00", "王小明", "Ann Lee"]), WORDS)
CUES = st.lists(st.tuples(_CLOCKS, _CLOCKS, _SPEAKERS, WORDS, NUMBERS), max_size=15)
"""Cues: from when to when, who speaks, what is said, and a number that says how it is written."""
_FORMS = (
    "{who}：{words}",
    "<v {who}>{words}</v>",
    "<v.a.b {who}>{words}",
    "- {words}\n- {who}",
    "<v {who}><c.x>{words}</c><00:00:01.000><lang zh>{words}</lang>",
    "{{\\an8}}<i>{who}</i>: <font color=red>{words}",
    "[{who}] <ruby>{words}<rt>x</rt></ruby>",
    "{words}\n\n{who}",
    "&lt;{who}&gt; {words} &nbsp;&#0;&#x110000;&lrm;",
)


def captions(cues: Sequence[Any], *, voices: bool) -> bytes:
    """Return the cues as WebVTT or as SRT, with notes, styles, settings, numbers, times that roll, and line ends of all kinds."""
    end = ("\n", "\r\n", "\r")[len(cues) % 3]
    head = "WEBVTT - x\nKind: captions\n\nSTYLE\n::cue{}\n\nREGION\nid:a\n\nNOTE a\nb\n\n" if voices else ""
    written = ""
    for n, (start, stop, who, words, number) in enumerate(cues):
        times = f"{start} --> {stop}" if voices else f"{start} --> {stop}".replace(".", ",")
        name = (f"{n}\n", "", f'{n} "{who}" (12)\n', f"{who}\n", f"{n}\n{n}\n")[number % 5]
        said = _FORMS[number % len(_FORMS)].format(who=who, words=words)
        written += f"{name}{times}{' align:start position:0%' * (number % 2)}\n{said}\n{chr(10) * (number % 3)}"
    return (head + written).replace("\n", end).encode("utf-8", "replace")


_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from("segments text speaker start end words timestamps from results utterances".split()),  # noqa: SIM905
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)
_LISTS = ("segments", "utterances", "transcription", "monologues", "results", "transcript", "x")
_TEXTS = ("text", "transcript", "content", "sentence", "elements")
_WHO = ("speaker", "speaker_label", "speaker_name", "speakerName", "spk", "speaker_id", "id")
_TIMES = ("start", "start_time", "startTime", "begin", "from", "bg", "offsets")
_MOMENTS = st.one_of(
    NUMBERS, st.floats(), st.sampled_from(["00:00:01,500", "1.5s", "12.3", "-1", "", "99:99:99"]), _VALUES
)
_SEGMENTS = st.lists(
    st.tuples(_MOMENTS, st.one_of(_SPEAKERS, NUMBERS), st.one_of(WORDS, WORDS, WORDS, _VALUES)), max_size=10
)


def _recognised(segments: Sequence[Any], form: int, around: Any) -> bytes:
    """Return segments as one of the programs writes them."""
    time, who, text = _TIMES[form % 7], _WHO[form // 7 % 7], _TEXTS[form // 49 % 5]
    told = [
        {
            time: start,
            "end": start,
            who: speaker,
            text: words,
            "words": [{"word": words, "start": start, "speaker": speaker}],
            **({"timestamps": {"from": start, "to": around}} if form % 11 == 0 else {}),
        }
        for start, speaker, words in segments
    ]
    whole = told if form % 13 == 0 else {"text": around, _LISTS[form // 3 % 7]: told, "language": "zh"}
    return json.dumps(whole, ensure_ascii=form % 2 == 0).encode("utf-8", "replace")


SEGMENTS = st.one_of(
    st.builds(_recognised, _SEGMENTS, st.integers(0, 10**4), _VALUES),
    _VALUES.map(lambda value: json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")),
)
"""JSON of speech recognition, and any other."""


def _typed(cues: Sequence[Any], blocks: Sequence[Any], form: int) -> bytes:
    """Return what oTranscribe saves: a page of paragraphs with times, within JSON."""
    page = "".join(
        f'<p><span class="timestamp" data-timestamp="{number}">{start}</span>{"&nbsp;" * (form % 2)}<b>{escape(who)}</b>：{words}<br />'
        for start, _stop, who, words, number in cues
    )
    if form % 3 == 0:
        page += web_page(blocks).decode()
    whole = {
        "text": (page, None, [page], 1, page)[form % 29 % 5 * (form % 5 == 3)],
        "media": "a.mp3",
        "media-time": form,
    }
    return json.dumps(whole if form % 31 != 7 else [whole], ensure_ascii=form % 2 == 0).encode("utf-8", "replace")


TYPED = st.builds(_typed, CUES, BLOCKS, st.integers(0, 10**4))
"""Files of oTranscribe."""


def _noscribe(cues: Sequence[Any]) -> bytes:
    """Return noScribe's page: a paragraph a segment, links that hold the times and who speaks."""
    said = "".join(
        f'<p style="{"display:none" * (number == 3)}"><a name="ts_{start}_{stop}_{who[:3]}" ><span style="color:#78909c">[{start}]</span> '
        f"{escape(who)}: {words}</a></p>" + ("<p>" * (number % 3))
        for start, stop, who, words, number in cues
    )
    head = '<html><head><style>p, li { white-space: pre-wrap; }</style><meta charset="UTF-8"/><meta name="audio_source" content="a"/></head>'
    return f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0//EN">{head}<body><p style="font-weight:600">a.mp3</p>{said}</body></html>'.encode(
        "utf-8", "replace"
    )


WEB_PAGES = st.one_of(CUES.map(_noscribe), BLOCKS.map(web_page))
"""Web pages: noScribe's, and any other."""
