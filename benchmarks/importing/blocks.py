"""Paragraphs, tables, boxes, notes and lists in each other, drawn at random."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

WORDS = st.one_of(
    st.sampled_from(
        "王小明 王小明：好 林小姐︰ Q1. A1-1-01：對 訪談者（甲）： [00:01:02] 00:07 Speaker\xa01 #00:01:02-3# **林** ### |甲|乙| "  # noqa: SIM905
        "-- > 【】 （笑） 1. (a) 9999999999:00:00 Cafe\u0301 \u202e\u200b \U0001f600 是 From甲to乙: 甲\t乙 <v> --> &amp; \\par {".split(
            " "
        )
    ),
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.text("甲乙丙：: \n\t()（）[]0123456789*#|>-", max_size=20),
)
_MARKS = ("bold", "hidden", "struck", "inserted", "deleted", "moved", "comment", "note", "box", "field", "link", "ruby")
NUMBERS = st.sampled_from([0, 1, 2, 3, 7, -1, 99, 10**6, 10**12])


@dataclass(frozen=True)
class Run:
    """Words with what is said of them; a box and a note hold blocks."""

    words: str
    mark: str = ""
    blocks: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """Runs, with the level and the number of a list or of a heading, if it has one."""

    runs: tuple[Run, ...]
    listed: int = 0
    heading: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of cells, each with blocks, and over how many columns and rows it goes."""

    rows: tuple[tuple[tuple[tuple[Any, ...], int, int], ...], ...]


def _paragraphs(*blocks: st.SearchStrategy[Any]) -> st.SearchStrategy[Paragraph]:
    runs = [st.builds(Run, WORDS), st.builds(Run, WORDS, st.sampled_from(_MARKS))]
    runs += [
        st.builds(Run, WORDS, st.sampled_from(["box", "note"]), st.lists(held, max_size=2).map(tuple))
        for held in blocks
    ]
    return st.builds(Paragraph, st.lists(st.one_of(runs), max_size=4).map(tuple), NUMBERS, st.integers(0, 9))


def _nested(blocks: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    cells = st.tuples(st.lists(blocks, max_size=2).map(tuple), NUMBERS, NUMBERS)
    rows = st.lists(cells, max_size=6).map(tuple)
    return st.one_of(st.builds(Table, st.lists(rows, max_size=6).map(tuple)), _paragraphs(blocks))


BLOCKS = st.lists(st.recursive(_paragraphs(), _nested, max_leaves=12), min_size=1, max_size=12)
"""The body of a document."""
