"""The sentences and clauses of speech."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoken_sentences import SPOKEN

from coder.language.segment import clauses, sentence_bounds, sentences
from coder.model.text import Role, Turn


@pytest.mark.parametrize("case", SPOKEN)
def test_spoken_sentences(case: str) -> None:
    text = case.replace("|", "")
    assert [text[s.start : s.end] for s in sentences(text, 0, len(text))] == [s.strip() for s in case.split("|")]


def test_clauses_cut_at_commas_and_colons_but_not_in_numbers() -> None:
    text = "他說：10:30 來，付 1,000 元、再走。好"
    assert [text[c.start : c.end] for c in clauses(text, 0, len(text))] == [
        "他說：",
        "10:30 來，",
        "付 1,000 元、",
        "再走。",
        "好",
    ]


def test_bounds_leave_out_labels_and_stop_at_the_turn() -> None:
    text = "訪談者：看證照嗎？會嗎\n受訪者：不看。真的\n"
    turns = [Turn(0, 4, 12, "訪談者", Role.INTERVIEWER), Turn(12, 16, len(text), "受訪者", Role.RESPONDENT)]
    assert [text[a:b] for a, b in sentence_bounds(text, turns)] == ["看證照嗎？", "會嗎", "不看。", "真的"]


SPEECH = st.text(alphabet="我好A.b3 \n　。！？；…，、：」』）(（笑)?!;:,\"'[]/=𪜶", max_size=60)


@given(SPEECH, st.integers(0, 5), st.integers(0, 5))
def test_pieces_cover_the_speech_without_overlap(text: str, front: int, back: int) -> None:
    start, end = min(front, len(text)), max(min(front, len(text)), len(text) - back)
    for split in (sentences, clauses):
        pieces = split(text, start, end)
        assert all(start <= p.start < p.end <= end for p in pieces)
        assert all(a.end <= b.start for a, b in pairwise(pieces))
        assert all(text[p.start : p.end].strip() == text[p.start : p.end] for p in pieces)
        assert all("\n" not in text[p.start : p.end] for p in pieces)
        held = {i for p in pieces for i in range(p.start, p.end)}
        assert all(i in held for i in range(start, end) if not text[i].isspace())


@given(SPEECH)
def test_clauses_lie_in_sentences(text: str) -> None:
    whole = sentences(text, 0, len(text))
    for clause in clauses(text, 0, len(text)):
        assert any(s.start <= clause.start and clause.end <= s.end for s in whole)


@pytest.mark.parametrize("piece", ["。", "？，", "a. ", " ", "(", "（笑）", '"', "……", "a?", "」", "。(", "。 "])
def test_hostile_runs_take_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    sentences(text, 0, len(text))
    clauses(text, 0, len(text))
    assert time.process_time() - began < 2
