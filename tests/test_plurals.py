"""English nouns and verbs behind numbers, in every message that counts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from coder.i18n import _, listed, set_language
from coder.plurals import Message

POT = Path(__file__).parents[1] / "coder" / "locale" / "coder.pot"
_PLACE = re.compile(r"\{(\w+)(?:[:!][^{}]*)?\}")
# Placeholders that hold a number of things.
_COUNTS = {
    "all",
    "cases",
    "changes",
    "chosen",
    "coders",
    "codes",
    "codings",
    "count",
    "done",
    "figures",
    "findings",
    "groups",
    "hits",
    "interviews",
    "leaks",
    "made",
    "many",
    "most",
    "number_of",
    "own",
    "passages",
    "pairs",
    "quotes",
    "rows",
    "size",
    "there",
    "total",
    "transcripts",
    "words",
}
_NO_NOUNS = {"was", "is", "has", "its", "this", "less", "others", "waits", "stands", "goes", "takes"}


@pytest.mark.parametrize(
    ("message", "values", "told"),
    [
        ("{count} passages", {"count": 1}, "1 passage"),
        ("{count} passages", {"count": "1"}, "1 passage"),
        ("{count} passages", {"count": 0}, "0 passages"),
        ("{count} people worked", {"count": 1}, "1 person worked"),
        ("{count} passages", {"count": 11}, "11 passages"),
        ("{count} codings were made", {"count": 1}, "1 coding was made"),
        ("{count} of {total} transcripts are invented", {"count": 1, "total": 1}, "1 of 1 transcript is invented"),
        ("{count} of {total} transcripts are invented", {"count": 1, "total": 8}, "1 of 8 transcripts are invented"),
        ("{groups} themes and facets", {"groups": 1}, "1 theme or facet"),
        (
            "{cases} cases; {passages} passages carry codes",
            {"cases": 1, "passages": "1"},
            "1 case; 1 passage carries codes",
        ),
        ("{count} more quotations", {"count": 1}, "1 more quotation"),
        ("{codings:,} codings in {n} transcripts", {"codings": 1, "n": 2}, "1 coding in 2 transcripts"),
        ("{name} takes no codes", {"name": "1"}, "1 takes no codes"),
        ("{done} cases are done", {"done": True}, "True cases are done"),
    ],
)
def test_behind_a_one_stands_the_singular(message, values, told):
    assert Message(message).format(**values) == told


def test_every_message_that_counts_has_its_singular():
    with POT.open("rb") as file:
        messages = [m.id for m in read_po(file) if isinstance(m.id, str)]
    left = []
    for message in messages:
        found = set(_PLACE.findall(message))
        if "%(" in message or not found & _COUNTS:
            continue
        values: dict[str, object] = {name: 1 if name in _COUNTS else "…" for name in found}
        plain = re.sub(r"\{(\w+)[:!][^{}]*\}", r"{\1}", message)
        told = Message(plain).format(**values)
        left += [m[0] for m in re.finditer(r"(?<![\w=.])1 (?:more |chosen |likely |coded )?([a-z]{3,}s)\b", told)
                 if m[1] not in _NO_NOUNS]  # fmt: skip
    assert not left


def test_chinese_messages_stay_as_they_are():
    set_language("zh_TW")
    assert type(_("{count} passages")) is str
    assert listed(["甲", "乙"]) == "甲、乙"


def test_names_are_set_apart_as_the_language_does(english):
    assert listed(["ann", "ben"]) == "ann, ben"
    assert _("{count} passages").format(count=1) == "1 passage"
