"""Carrying spans to a corrected text: never onto other words, and none is lost by an edit elsewhere."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.model.coding import Coding, Decision, Evidence, Memo
from coder.model.text import LineIndex, Span, quote_hash
from coder.transcripts.alignment import align
from coder.transcripts.carryover import carry_all
from coder.transcripts.revision import Mapping

DENSE = st.text("ab。\n", min_size=1, max_size=50)
SPOKEN = st.text("受訪者我們公司證照沒有在看，。：\n𪜶AI ", min_size=1, max_size=80)


def turns(count: int, seed: int = 1) -> str:
    rng = random.Random(seed)
    words = ["證照", "其實", "沒有", "在看", "我們", "公司", "新鮮人", "很難找", "內推", "比較", "穩定", "𪜶", "NLP"]
    return "".join(
        f"{'受訪者' if i % 2 else '訪談者'}：第{i}，{''.join(rng.choices(words, k=rng.randint(3, 30)))}。\n"
        for i in range(count)
    )


def edited(rng: random.Random, text: str, way: str) -> str:
    a = rng.randint(0, len(text) - 1)
    b = min(len(text), a + rng.randint(1, 40))
    lines = text.splitlines(keepends=True)
    match way:
        case "insert":
            return text[:a] + "補上的話" + text[a:]
        case "delete":
            return text[:a] + text[b:]
        case "replace":
            return text[:a] + "改過的字句" + text[b:]
        case "double":
            return text[:b] + text[a:b] + text[b:]
        case _:
            line = lines.pop(rng.randrange(len(lines)))
            lines.insert(rng.randrange(len(lines) + 1), line)
            return "".join(lines)


def coding(text: str, start: int, end: int, number: int = 0, coder: str = "甲") -> Coding:
    return Coding(
        id=f"{number:032x}", transcript="t", start=start, end=end, line=LineIndex(text).line_of(start), code=f"c{number}",
        coder=coder, quote_hash=quote_hash(text[start:end]), at="2026-01-01T00:00:00+08:00",
    )  # fmt: skip


@pytest.mark.parametrize("way", ["insert", "delete", "replace", "double", "move"])
def test_after_random_edits_no_coding_stands_on_other_words_and_each_is_carried_or_lost(way):
    rng = random.Random(way)
    for round_ in range(200):
        old = turns(30, round_)
        new = old
        for _ in range(rng.randint(1, 4)):
            new = edited(rng, new, way)
        codings = []
        for number in range(25):
            start = rng.randint(0, len(old) - 2)
            codings.append(coding(old, start, min(len(old), start + rng.randint(1, 60)), number))
        done = carry_all(Mapping(old, new), codings, (), ())
        lines = LineIndex(new)
        assert sorted(c.id for c in (*done.codings, *done.lost_codings)) == [c.id for c in codings]
        for one in done.codings:
            assert quote_hash(new[one.start : one.end]) == one.quote_hash
            assert lines.line_of(one.start) == one.line


@settings(max_examples=500, deadline=None)
@given(text=DENSE | SPOKEN, put=DENSE | SPOKEN | st.just(""), data=st.data())
def test_one_edit_loses_nothing_that_it_does_not_touch(text, put, data):
    a = data.draw(st.integers(0, len(text)))
    b = data.draw(st.integers(a, len(text)))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    new = text[:a] + put + text[b:]
    found = Mapping(text, new).carry(Span(start, end))
    if found is not None:
        assert new[found.start : found.end] == text[start:end]
    elif end <= a or start >= b:
        pytest.fail(f"{text!r} {new!r} lost {text[start:end]!r}")


@settings(max_examples=300, deadline=None)
@given(old=DENSE | SPOKEN, new=DENSE | SPOKEN)
def test_blocks_are_equal_words_and_none_is_used_twice(old, new):
    blocks = align(old, new)
    assert all(old[b.old : b.old + b.size] == new[b.new : b.new + b.size] for b in blocks)
    for places in ([(b.old, b.size) for b in blocks], sorted((b.new, b.size) for b in blocks)):
        assert all(at + size <= following for (at, size), (following, _s) in pairwise(places))


def test_the_same_text_carries_everything():
    text = turns(50)
    mapping = Mapping(text, text)
    assert all(mapping.carry(Span(i, i + 7)) == Span(i, i + 7) for i in range(len(text) - 7))


def test_turns_that_were_moved_take_their_codings_along():
    text = turns(20)
    lines = text.splitlines(keepends=True)
    moved = "".join([*lines[:4], *lines[5:15], lines[4], *lines[15:]])
    start = text.index(lines[4]) + 5
    found = Mapping(text, moved).carry(Span(start, start + 6))
    assert found == Span(moved.index(lines[4]) + 5, moved.index(lines[4]) + 11)


def test_words_that_were_rewritten_are_lost_and_the_likeliest_place_is_shown():
    old = "受訪者：老實說證照幾乎沒在看。\n訪談者：那新鮮人呢？\n受訪者：新鮮人我們也收。\n"
    new = "受訪者：老實說證照完全不看。\n訪談者：那新鮮人呢？\n受訪者：新鮮人我們也收。\n"
    mapping = Mapping(old, new)
    start = old.index("證照")
    assert mapping.carry(Span(start, start + 7)) is None
    place = mapping.likeliest(Span(start, start + 7))
    assert new[place.start : place.end] == "證照完全不看"
    # What only by chance is the same in a rewritten part is no place for a coding.
    assert mapping.carry(Span(old.index("沒"), old.index("沒") + 1)) is None


def test_codings_that_fall_together_are_not_both_carried():
    old = "甲：一樣的話。一樣的話。\n乙：好。\n"
    new = "甲：一樣的話。\n乙：好。\n"
    both = [coding(old, 2, 7), coding(old, 7, 12)]
    both = [both[0], Coding(**{**{f: getattr(both[1], f) for f in both[1].__dataclass_fields__}, "id": "b"})]
    done = carry_all(Mapping(old, new), both, (), ())
    assert [c.id for c in done.codings] == [both[0].id]
    assert [c.id for c in done.lost_codings] == ["b"]


def test_what_hangs_on_a_coding_goes_with_it():
    old, new = "甲：我們看證照。\n", "（補）\n甲：我們看證照。\n"
    word = Evidence("證照", 5, 7, 1.0)
    made = Coding(**{**{f: getattr(coding(old, 2, 8), f) for f in Coding.__dataclass_fields__}, "evidence": (word,)})
    verdict = Decision(
        id="d",
        transcript="t",
        start=2,
        end=8,
        code="c",
        coder="甲",
        verdict="accept",
        suggester="s",
        score=1,
        evidence=(word,),
        at="",
    )
    memos = [
        Memo(id="m", target_kind="coding", target=made.id, start=2, end=8, coder="甲", text="x", at=""),
        Memo(id="n", target_kind="transcript", target="t", start=5, end=7, coder="甲", text="x", at=""),
        Memo(id="o", target_kind="transcript", target="t", coder="甲", text="x", at=""),
    ]
    done = carry_all(Mapping(old, new), [made], [verdict], memos)
    after = {before.id: value for before, value in done.moved}
    assert (after[made.id].start, after[made.id].line, after[made.id].evidence[0].start) == (6, 2, 9)
    assert (after["d"].start, after["m"].start, after["n"].start) == (6, 6, 9)
    assert done.stayed == [memos[2]]


def test_how_much_is_alike_does_not_mind_signs():
    text = turns(40)
    assert Mapping(text, text.replace("：", ": ").replace("。", ".")).alike == 1
    assert Mapping(text, turns(40, 9)).alike < 0.5


def test_a_long_interview_is_compared_in_well_under_a_second():
    old = turns(4000)
    rng, new = random.Random(5), old
    for _ in range(60):
        new = edited(rng, new, rng.choice(["insert", "delete", "replace", "double", "move"]))
    assert len(old) > 150_000
    begun = time.process_time()
    Mapping(old, new)
    assert time.process_time() - begun < 2
