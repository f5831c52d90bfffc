"""The reading view: what is folded away, and that every offset stays where it was."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from coder.model.project import OpenTranscript, TranscriptInfo
from coder.model.text import LineIndex
from coder.transcripts.reading import read_bytes
from coder.tui.widgets.folding import folded
from coder.tui.widgets.wrap import HIDDEN, column_of, offset_at, wrap

LABELS = st.sampled_from(
    ["### 受訪者1：\n\n", "### 訪談者：\n", "受訪者1：", "**訪談者：** ", "# 標題\n\n", "> 說明\n", "", "---\n\n"]
)
SPEECH = st.text(st.sampled_from("我們證照，。（） abc*_#\\\n\u3000\U00020000❤️：12"), max_size=60)
TEXTS = st.lists(st.tuples(LABELS, SPEECH, st.sampled_from(["\n", "\n\n", "\n \n\n"])), max_size=8).map(
    lambda parts: "起。\n" + "".join(map("".join, parts))
)


def opened(text: str, suffix: str) -> OpenTranscript:
    reading = read_bytes(Path(f"talk.{suffix}"), text.encode())
    text = reading.source.text
    told = {field.name: "" for field in fields(TranscriptInfo)}
    info = TranscriptInfo(**{**told, "format": reading.source.format})
    return OpenTranscript(info=info, text=text, turns=reading.speakers.turns)


@given(TEXTS, st.sampled_from(["md", "txt"]), st.integers(8, 60))
def test_what_is_shown_stands_where_it_stood_and_in_one_row(raw, suffix, width):
    document = opened(raw, suffix)
    text, shown = document.text, folded(document)
    assert len(shown) == len(text)
    assert all(a in (b, HIDDEN) for a, b in zip(shown, text, strict=True))
    rows = wrap(shown, width, original=text)
    covered = [at for s, e in zip(rows.starts, rows.ends, strict=True) for at in range(s, e) if shown[at] != HIDDEN]
    assert covered == [at for at, char in enumerate(shown) if char not in {HIDDEN, "\n"}]
    lines = LineIndex(text)
    for row, number in enumerate(rows.numbers):
        visible = rows.seen(rows.starts[row])
        if number and visible < rows.ends[row]:
            assert number == lines.line_of(visible)


@given(TEXTS, st.sampled_from(["md", "txt"]), st.data())
def test_a_caret_stands_on_what_is_shown_and_leads_back_to_it(raw, suffix, data):
    document = opened(raw, suffix)
    rows = wrap(folded(document), 30, original=document.text)
    at = rows.seen(data.draw(st.integers(0, max(0, len(document.text)))))
    assert rows.seen(at) == at
    row = rows.row_of(at)
    start, end = rows.starts[row], rows.ends[row]
    assert at == end or rows.text[at] != HIDDEN
    column = column_of(rows.text, start, at)
    assert column_of(rows.text, start, offset_at(rows.text, start, end, column)) == column


def test_labels_marks_and_blank_lines_fold_away_and_an_empty_turn_keeps_its_row():
    document = opened(
        "# 訪談\n\n> 說明 **一**\n\n### 訪談者：\n\n請說。\n\n\n### 受訪者：\n\n先 *這個*。\n\n再 5*3*2 那個\\*。\n\n### 訪談者：\n\n"
        "嗯。\n",
        "md",
    )
    rows = wrap(folded(document), 40, original=document.text)
    shown = [rows.text[s:e].replace(HIDDEN, "") for s, e in zip(rows.starts, rows.ends, strict=True)]
    assert shown == ["訪談", "說明 一", "請說。", "先 這個。", "再 5*3*2 那個*。", "嗯。"]
    assert rows.numbers == [1, 3, 7, 12, 14, 18]
