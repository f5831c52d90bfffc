"""The counts of words answer as a dict would, whatever order the words came in."""

from __future__ import annotations

from random import Random

import pytest

from coder.language.word_counts import WordCounts


def test_counts_are_those_of_a_dict():
    chance = Random(3)
    words = ["".join(chance.choices("人才培育\U00020000a", k=chance.randint(1, 5))) for _ in range(2_000)]
    counts, told = WordCounts(), dict[str, int]()
    for number, word in enumerate(words, 1):
        counts.add(word, number)
        told[word] = told.get(word, 0) + number
    beginnings = {word[:end] for word in told for end in range(1, len(word) + 1)}
    assert len(counts) == len(beginnings)
    assert all(counts.get(word) == told.get(word, 0) for word in beginnings | {"", "x", "人x", "人才培育人才培育"})
    text = "".join(words[:40])
    for start in range(len(text)):
        spans = ((end, told.get(text[start:end], 0)) for end in range(start + 1, min(start + 5, len(text)) + 1))
        assert counts.beginning(text, start) == [(end, n) for end, n in spans if n]


def test_a_count_is_put_in_place_of_another():
    counts = WordCounts()
    counts.add("人才", 7)
    counts.enter("人才", 100)
    counts.enter("人", 2)
    assert (counts.get("人才"), counts.get("人"), counts.get("才")) == (100, 2, 0)
    with pytest.raises(ValueError, match="no room"):
        counts.add("人才", 1 << 22)
