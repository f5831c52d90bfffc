from __future__ import annotations

import pytest

from coder.language.fold import fold
from coder.model.names.aliases import Replacer

REPLACER = Replacer({"有 GPU，我們四張卡大家排班": "▇", "小陳": "甲"}, fold)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("他說有 GPU，我們四張卡大家排班，晚上", "他說▇，晚上"),
        # The border of a passage, or a mark of quoting, lies within the words.
        ("他說有 GPU，我們四", "他說▇"), ("卡大家排班，晚上小陳來", "▇，晚上甲來"), ("我們四張卡", "▇"),
        ("見「有GPU，我們」（廠商 A）", "見「▇」（廠商 A）"), ("……四張卡大家排班，晚上", "……▇，晚上"),
        ("有ＧＰＵ，我", "▇"),
        # Fewer characters tell nothing, and a name of two is no part of itself.
        ("他說有G", "他說有G"), ("小的陳列", "小的陳列"), ("我們四個人", "我們四個人"),
    ],
)  # fmt: skip
def test_what_a_text_holds_of_a_long_name_is_replaced_too(text, printed):
    assert REPLACER.text(text, cut=True) == printed


def test_a_title_that_is_a_word_of_a_name_and_a_word_that_ends_like_one_stay():
    """GIVEN a case called after what the study is about: its theme and its kinds must not become the case."""
    names = Replacer({"台灣人工智慧學校": "某校", "Industry-Academia Council": "Council", "Softworks": "X"}, fold)
    for title in ("人工智慧", "industry", "Council of industry"):
        assert names.text(title) == title
    assert names.text("we use Microsoft", cut=True) == "we use Microsoft"
    assert names.text("we use Soft", cut=True) == "we use X"
    assert names.text("人工智慧學校的人說", cut=True) == "某校的人說"
