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
    assert REPLACER.text(text) == printed
