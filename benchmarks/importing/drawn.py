"""Whole documents of each format with a structure drawn at random."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from benchmarks.importing.blocks import BLOCKS, NUMBERS, WORDS
from benchmarks.importing.marked import book, markdown, plain, rich_text, web_page
from benchmarks.importing.office import clean, open_document, word
from benchmarks.importing.packed import X, packed, sheet_parts
from benchmarks.importing.pages import PAGES, page_file

_TURNS = st.lists(
    st.tuples(WORDS, st.one_of(WORDS, st.sampled_from(["00:00:01", "00:00:01.5", "1", "-1"])), WORDS), max_size=12
)
_CLOCKS = st.one_of(
    st.tuples(st.integers(0, 100), st.integers(0, 61), st.integers(0, 61), st.integers(0, 1001)).map(
        lambda t: f"{t[0]:02}:{t[1]:02}:{t[2]:02}.{t[3]:03}"
    ),
    WORDS,
)


def _cues(cues: Sequence[Any], *, voices: bool) -> bytes:
    head = "WEBVTT\n\nSTYLE\n::cue{}\n\nNOTE a\n\n" if voices else ""
    said = (
        f"<v{'.a' * (n % 2)} {who}>{words}" if voices and n % 3 else f"{who}：{words}"
        for n, (_a, _b, who, words) in enumerate(cues)
    )
    return (
        head
        + "".join(
            f"{n}\n{a} --> {b} align:start\n{s}\n{chr(10) * (n % 2)}"
            for n, ((a, b, *_), s) in enumerate(zip(cues, said, strict=True))
        )
    ).encode()


CUES = st.lists(st.tuples(_CLOCKS, _CLOCKS, WORDS, WORDS), max_size=15)
_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                [
                    "segments",
                    "text",
                    "speaker",
                    "start",
                    "end",
                    "words",
                    "timestamps",
                    "from",
                    "results",
                    "transcription",
                    "utterances",
                ]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=25,
)
SEGMENTS = st.one_of(
    _VALUES,
    st.fixed_dictionaries(
        {
            "segments": st.lists(
                st.fixed_dictionaries(
                    {},
                    optional={
                        "start": _VALUES,
                        "speaker": st.one_of(WORDS, _VALUES),
                        "text": st.one_of(WORDS, _VALUES),
                    },
                ),
                max_size=8,
            )
        }
    ),
)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _table(rows: Sequence[Sequence[str]]) -> bytes:
    whole = io.StringIO()
    csv.writer(whole, delimiter=",;\t"[len(rows) % 3]).writerows(
        [("speaker", "time", "text"), *rows] if len(rows) % 2 else rows
    )
    return whole.getvalue().encode("utf-8", "replace")


def _workbook(rows: Sequence[Sequence[tuple[str, int]]]) -> bytes:
    if len(rows) % 3:
        rows = [[("speaker", 0), ("time", 0), ("text", 0)], *rows]
    written = "".join(
        f'<row r="{n + 1}">'
        + "".join(
            f'<c r="{"ABCDEFGHIJ"[at % 10]}{n + 1 + (number == 99)}" t="{("inlineStr", "s", "n", "b", "e", "d", "str")[number % 7]}">'
            f"<is><t>{clean(words)}</t></is><v>{number}</v></c>"
            for at, (words, number) in enumerate(row)
        )
        + "</row>"
        for n, row in enumerate(rows)
    )
    merged = '<mergeCells><mergeCell ref="A1:B3"/></mergeCells>' * (len(rows) % 2)
    return packed(sheet_parts(f"<worksheet {X}><sheetData>{written}</sheetData>{merged}</worksheet>"))


Drawn = st.SearchStrategy[bytes]


def _spoken(form: str) -> Drawn:
    return _TURNS.map(lambda turns: "".join(form.format(w=w, t=t, s=s) for w, t, s in turns).encode("utf-8", "replace"))


DRAWN: dict[str, Drawn] = {
    ".docx": BLOCKS.map(word),
    ".odt": BLOCKS.map(open_document),
    ".rtf": BLOCKS.map(rich_text),
    ".pdf": PAGES.map(page_file),
    ".srt": CUES.map(lambda cues: _cues(cues, voices=False)),
    ".vtt": CUES.map(lambda cues: _cues(cues, voices=True)),
    ".html": BLOCKS.map(web_page),
    ".md": BLOCKS.map(markdown),
    ".txt": st.one_of(
        BLOCKS.map(plain),
        *map(
            _spoken,
            [
                "{t} {w}：{s}\n",
                "{w}\n{t}\n{s}\n\n",
                "[{w}] {s}\n",
                "{w}\t{t}\t{s}\n",
                "#{t}# {w}: {s}\n",
                "{w} {s} #{t}-1#\n",
            ],
        ),
    ),
    ".json": SEGMENTS.map(_json),
    ".csv": st.lists(st.lists(WORDS, max_size=5), max_size=15).map(_table),
    ".xlsx": st.lists(st.lists(st.tuples(WORDS, NUMBERS), max_size=6), max_size=12).map(_workbook),
    ".epub": BLOCKS.map(book),
}
"""A strategy of whole documents for each suffix."""
