"""Whole documents of each format with a structure drawn at random."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from hypothesis import strategies as st

from benchmarks.importing.blocks import BLOCKS, WORDS
from benchmarks.importing.marked import book, markdown, plain, rich_text
from benchmarks.importing.office import open_document, word
from benchmarks.importing.pages import PAGES, page_file
from benchmarks.importing.recognised import CUES, SEGMENTS, TYPED, WEB_PAGES, captions
from benchmarks.importing.sheets import SHEETS, workbook

_TITLES = (
    ("speaker", "time", "text"),
    ("start", "end", "text"),
    ("受訪者代號", "年資", "您為什麼離職？", "還想說什麼？"),
)
_TURNS = st.lists(
    st.tuples(WORDS, st.one_of(WORDS, st.sampled_from(["00:00:01", "00:00:01.5", "1", "-1"])), WORDS), max_size=12
)


def _table(rows: Sequence[Sequence[str]]) -> bytes:
    whole = io.StringIO()
    csv.writer(whole, delimiter=",;\t"[len(rows) % 3]).writerows(
        [_TITLES[len(rows) // 2 % 3], *rows] if len(rows) % 2 else rows
    )
    return whole.getvalue().encode("utf-8", "replace")


Drawn = st.SearchStrategy[bytes]


def _spoken(form: str) -> Drawn:
    return _TURNS.map(lambda turns: "".join(form.format(w=w, t=t, s=s) for w, t, s in turns).encode("utf-8", "replace"))


DRAWN: dict[str, Drawn] = {
    ".docx": BLOCKS.map(word),
    ".odt": BLOCKS.map(open_document),
    ".rtf": BLOCKS.map(rich_text),
    ".pdf": PAGES.map(page_file),
    ".srt": CUES.map(lambda cues: captions(cues, voices=False)),
    ".vtt": CUES.map(lambda cues: captions(cues, voices=True)),
    ".html": WEB_PAGES,
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
    ".json": SEGMENTS,
    ".csv": st.lists(st.lists(WORDS, max_size=5), max_size=15).map(_table),
    ".xlsx": st.builds(workbook, SHEETS, st.integers(0, 10**9)),
    ".otr": TYPED,
    ".epub": BLOCKS.map(book),
}
"""A strategy of whole documents for each suffix."""
