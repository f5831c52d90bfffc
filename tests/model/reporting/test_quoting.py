from __future__ import annotations

import pytest

from coder.i18n import set_language
from coder.model.reporting.quoting import framed, in_marks


@pytest.fixture(autouse=True)
def _languages():
    set_language("en")
    yield
    set_language("en")


def test_marks_inside_marks_are_the_inner_ones():
    set_language("zh_TW")
    assert in_marks("他說「不看」。") == "「他說『不看』。」"
    set_language("en")
    assert in_marks("she said “no”, it's so") == "“she said ‘no’, it's so”"


@pytest.mark.parametrize(
    ("words", "shown", "whole"),
    [
        ("不看。", "不看。", True),
        ("不看", "不看。", True),
        ("真的，有用", "真的，有用！", True),
        ("有用", "…有用！", False),
        ("真的，", "真的…", False),
        ("沒有句號", "沒有句號", True),
    ],
)
def test_what_breaks_off_is_marked(words, shown, whole):
    text = "我們不看。真的，有用！\n沒有句號"
    text = text.replace("我們", "")
    start = text.index(words)
    assert framed(text, start, start + len(words), 0, len(text)) == (shown, whole)
