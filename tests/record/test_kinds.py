"""Every kind of object is declared once, and states whose work it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from coder.i18n import set_language
from coder.record.kind import Kind
from coder.record.kinds import KINDS, anchored_kinds, kept_fields, kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """What somebody made of a coding."""

    id: str
    coding: str
    by: str


def open_to_the_blind(kinds: Iterable[Kind]) -> list[str]:
    """Return the kinds that are made of one person's work and that everybody reads."""
    known = list(kinds)
    owned = {one.name for one in known if one.owner}
    return [one.name for one in known if not one.owner and owned & {f.name for f in fields(one.cls)}]


def _columns_of(said: dict[str, Any]) -> tuple[str, ...]:
    return Kind("stray", Stray, lambda: "stray", **said).columns


def test_a_kind_states_its_owner_or_that_it_is_shared():
    for said in ({}, {"owner": "nobody"}, {"owner": "by", "shared": True}):
        with pytest.raises(ValueError, match="owner"):
            _columns_of(said)


def test_a_kind_that_lies_on_a_transcript_states_its_code_and_whose_it_is_there_too():
    with pytest.raises(ValueError, match="place"):
        _columns_of({"owner": "by", "place": ("coding", "by")})


def test_what_is_made_of_a_persons_work_has_an_owner():
    declared = [kind(name) for name in KINDS]
    assert open_to_the_blind(declared) == []
    assert open_to_the_blind([*declared, Kind("stray", Stray, lambda: "stray", shared=True)]) == ["stray"]


def test_each_kind_is_called_something_in_either_language():
    set_language("zh-TW")
    told = {name: kind(name).label() for name in KINDS}
    set_language("en")
    assert [name for name, word in told.items() if kind(name).label() == word] == []


def test_what_stands_on_words_says_on_which_transcript():
    assert {"coding", "decision", "memo"} <= anchored_kinds()
    assert not {"lost", "code", "finding"} & anchored_kinds()
    memo = '{"target_kind":"transcript","target":"t1","start":%s,"coder":"a"}'
    assert kind("memo").transcript_of(memo % 3) == "t1"
    assert kind("memo").transcript_of(memo % "null") == ""
    assert kind("coding").transcript_of('{"transcript":"t1"}') == "t1"
    assert kind("code").transcript_of("{}") == ""


def fields_within(cls):
    """Yield the name and type of each field of a class and of the objects that it holds."""
    for name, hint in get_type_hints(cls).items():
        yield name, hint
        parts = [hint]
        while parts:
            part = parts.pop()
            if is_dataclass(part):
                yield from fields_within(part)
            parts += get_args(part)


@pytest.mark.parametrize("name", KINDS)
def test_what_a_kind_says_holds_no_name_are_fields_of_its_own(name):
    within = dict(fields_within(kind(name).cls))
    assert kind(name).kept - {"at", "by"} <= set(within)
    choices = {field for field, hint in within.items() if get_origin(hint) is Literal}
    assert choices <= kind(name).kept, "words of the program, which no list of names replaces"
    assert kept_fields(kind(name).cls) == kind(name).kept
