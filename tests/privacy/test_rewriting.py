"""Images without a person's words: every kind, every field, and what others refer to."""

from __future__ import annotations

import pytest
from worded_objects import worded

from coder.model.names.blanking import BLOCK, Blanker
from coder.privacy.rewriting import Rewriting
from coder.record.kinds import KINDS, kind

WORDS = "我們主管偷偷把測試資料拿去訓練模型這件事從來沒有人提過"


def rewriting() -> Rewriting:
    return Rewriting(Blanker([WORDS], ["老實說沒有"], ["王小明"]), {"k1": []}, {})


@pytest.mark.parametrize("name", KINDS)
def test_no_field_of_any_kind_keeps_the_words(name):
    rule = kind(name)
    image = rewriting().image(name, rule.image(worded(name, WORDS, kind(name).kept)))
    assert WORDS[:12] not in image
    rule.from_image(image)


@pytest.mark.parametrize("name", KINDS)
def test_what_holds_none_of_the_words_stays_as_it_is(name):
    image = kind(name).image(worded(name, "老實說沒有"))
    assert rewriting().image(name, image) == image


def test_what_refers_to_another_object_stays_whatever_the_person_is_called():
    figure = worded("figure", "x", source="王小明", codes=("王小明",))
    found = kind("figure").from_image(rewriting().image("figure", kind("figure").image(figure)))
    assert (found.source, found.codes) == ("王小明", ("王小明",))


def test_attributes_are_words_whatever_they_are_called():
    case = worded("case", "x", attributes={"role": WORDS, "source": "王小明", "王小明": "1"})
    found = kind("case").from_image(rewriting().image("case", kind("case").image(case)))
    assert set("".join([*found.attributes.values(), *found.attributes])) == set(BLOCK + "rolesuc1")
