"""What found passages come to."""

from __future__ import annotations

from dataclasses import dataclass

from coder.i18n import set_language
from coder.model.counting.speech import Speech
from coder.model.counting.totals import Adding, total_words


@dataclass(frozen=True)
class At:
    transcript: str
    start: int
    end: int
    coders: tuple[str, ...]


def test_words_under_two_passages_count_once_and_the_interviewers_not_at_all():
    adding = Adding()
    for one in (At("a", 0, 10, ("Ann",)), At("a", 5, 12, ("Bob",)), At("a", 12, 14, ("Ann",)), At("b", 3, 4, ("Ann",))):
        adding.add(one)
    total = adding.total({"a": "K1", "b": "K1"}, lambda keys: {key: Speech([(2, 20)]) for key in keys})
    assert (total.passages, total.characters, total.cases, total.coders) == (4, 13, 1, 2)
    set_language("en")
    assert total_words(total) == "4 passages, 13 characters, 1 case, 2 coders"
