"""Rankings are jieba's, without jieba's module that holds 125 MB."""

from __future__ import annotations

import sys

import pytest

from coder.language.fold import fold
from coder.language.term_ranks import textrank, tfidf


def test_the_table_of_jieba_weighs_words():
    """By hand from its rows: a word twice as frequent counts twice, one that is not there has the middle."""
    found = tfidf([fold("劳动防护"), "的", fold("生化学"), fold("生化学"), "某某某某"], lambda _word: True)
    assert found == pytest.approx(
        {"劳动防护": 13.900677652 / 4, "生化学": 2 * 13.900677652 / 4, "某某某某": 11.9547675029 / 4}
    )


def test_neighbours_of_five_words_raise_each_other():
    words = ["證照", "考試", "機關", "倉庫", "證照", "", "薪水", "的", "薪水"]
    found = textrank(words, lambda word: word != "的")
    assert max(found, key=found.__getitem__) == "證照"
    assert set(found) == {"證照", "考試", "機關", "倉庫", "薪水"}
    assert found["證照"] == pytest.approx(1.0)


def test_nothing_said_ranks_nothing():
    assert (tfidf([], bool), textrank(["", "的"], lambda _word: False)) == ({}, {})
    assert "jieba.analyse" not in sys.modules
