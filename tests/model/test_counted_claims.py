"""Numbers of firms and persons in the lead's sentences."""

import pytest

from coder.model.counted_claims import counted, of_kind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("三家新創與兩家中型資服業", [("三家", 3, "cases"), ("兩家", 2, "cases")]),
        (
            "十二家廠商、二十三家公司、5 家企業",
            [("十二家", 12, "cases"), ("二十三家", 23, "cases"), ("5 家", 5, "cases")],
        ),
        ("五位受訪者", [("五位", 5, "persons")]),
        ("第三家、其餘三家、這兩家、一家、兩三家、不到四家、八家之中、三家人", []),
        ("Six firms, 12 interviewees", [("Six firms", 6, "cases"), ("12 interviewees", 12, "persons")]),
        ("the two firms, the other three firms, one firm, two of the firms", []),
    ],
)
def test_numbers_that_are_claims_are_told_from_others(text, found):
    assert [(one.words, one.number, one.unit) for one in counted(text)] == found


VALUES = {
    ("kind", "AI 新創"): "AI start-up",
    ("kind", "資服業"): "IT services",
    ("size", "中型"): "medium",
    ("size", "大型"): "large",
}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("三家新創難以招募", {"AI 新創"}),
        ("兩家中型資服業暫緩", {"中型", "資服業"}),
        ("兩家大型廠商則訓練", {"大型"}),
        ("七家談到大型廠商", set()),
        ("Four information service firms wait", {"資服業"}),
        ("two medium-sized service firms", {"中型", "資服業"}),
        ("three start-ups", {"AI 新創"}),
        ("five firms", set()),
    ],
)
def test_a_number_is_narrowed_by_the_values_that_stand_with_it(text, kinds):
    [one] = counted(text)
    assert {value for _name, value in of_kind(one.of, VALUES)} == kinds
