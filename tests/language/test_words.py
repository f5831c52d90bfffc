"""Words as a person would select them: every letter in one word, borders on the original text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.language.words import Segmenter

WARM = Segmenter(["領域知識", "證照"])
WARM.warm()
COLD = Segmenter(["領域知識", "證照"])


def cut(text, segmenter=WARM):
    return [text[w.start : w.end] for w in segmenter.words(text, 0, len(text))]


def test_traditional_words_stay_whole():
    assert cut("我們比較在意的是你有沒有領域知識。")[-1] == "領域知識"
    assert "證照" in cut("老實說證照幾乎沒在看")
    assert cut("用 No-code 工具，3.5 年經驗")[:2] == ["用", "No-code"]


def test_before_the_dictionary_is_there_known_terms_are_found():
    assert "證照" in cut("老實說證照幾乎沒在看", COLD)
    assert not COLD.ready


@pytest.mark.parametrize("segmenter", [WARM, COLD], ids=["dictionary", "characters"])
@given(text=st.text(alphabet="證照幾乎沒在看，。 \nabAB12.-_@𪜶😀é（）", max_size=40))
def test_every_letter_is_in_exactly_one_word(segmenter, text):
    words = segmenter.words(text, 0, len(text))
    assert words == sorted(words)
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))
    held = {i for w in words for i in range(w.start, w.end)}
    assert {i for i, char in enumerate(text) if char.isalnum()} <= held
    assert all(w.end > w.start for w in words)
