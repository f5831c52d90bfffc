"""Each speaker's words and passages are counted; a passage of two counts for each, and once for their role."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coder.model.counting.speaker_counts import count_speakers

TURNS = [(2, 10, "Q", "interviewer"), (12, 20, "A", "respondent"), (22, 30, "B", "respondent"), (30, 32, "", "none")]


def test_a_passage_over_two_turns_counts_for_both_and_once_for_the_role():
    speakers, roles = count_speakers(TURNS, [(15, 25), (16, 18), (26, 28), (3, 4)])
    told = {label: (one.turns, one.characters, one.passages, one.coded) for (label, _role), one in speakers.items()}
    assert told == {"Q": (1, 8, 1, 1), "A": (1, 8, 1, 5), "B": (1, 8, 2, 5)}
    assert (roles["respondent"].passages, roles["respondent"].coded, roles["respondent"].turns) == (2, 10, 2)
    assert "none" not in roles


def test_who_is_not_coded_has_no_passage_and_no_words_have_no_share():
    speakers, _roles = count_speakers(TURNS, [])
    assert {one.passages for one in speakers.values()} == {0}
    assert speakers["A", "respondent"].share == 0
    assert count_speakers([(4, 4, "A", "respondent")], [(0, 9)]) == ({}, {})


@given(st.lists(st.tuples(st.integers(0, 33), st.integers(1, 9)).map(lambda p: (p[0], p[0] + p[1])), max_size=8))
def test_coded_characters_are_those_under_some_code(spans):
    speakers, _roles = count_speakers(TURNS, spans)
    for body, end, label, role in TURNS[:3]:
        covered = sum(any(s <= at < e for s, e in spans) for at in range(body, end))
        assert speakers[label, role].coded == covered
