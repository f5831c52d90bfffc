"""Word borders: a value that is small, quick, and says how a stretch stands to the words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work_count import steps

from coder.language import borders as module
from coder.language.borders import Standing, WordBorders
from coder.language.words import Segmenter

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("我們實作落差自主管理𪜶第1三個A1.-@:/_，。 \n👍🏽\u200d\u0301\U000e0100🇹ㄓか한"),
    )
)


@pytest.fixture(scope="module")
def segmenter():
    made = Segmenter()
    made.warm()
    return made


def standing(segmenter, text, part):
    at = text.index(part)
    return segmenter.borders(text).standing(at, at + len(part))


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("他們自主管理", "主管", Standing.INSIDE),
        ("我們有顧客服務", "客服", Standing.INSIDE),
        ("民宿主管機關", "主管", Standing.ENDS_INSIDE),
        ("站在最底層", "底層", Standing.BEGINS_INSIDE),
        ("我們的客服、主管", "客服", Standing.WHOLE),
        ("我們的客服、主管", "主管", Standing.WHOLE),
        ("客服", "客服", Standing.WHOLE),
        ("要看證照 跟AI。", "AI", Standing.WHOLE),
    ],
)
def test_how_a_keyword_stands_to_the_words(segmenter, text, part, expected):
    assert standing(segmenter, text, part) is expected


@given(HOSTILE)
def test_borders_hold_the_words_and_survive_as_bytes(segmenter, text):
    words = [(w.start, w.end) for w in segmenter.words(text, 0, len(text))]
    borders = segmenter.borders(text)
    assert list(borders.words(text)) == words
    kept = WordBorders.from_bytes(borders.to_bytes())
    assert kept == borders
    assert hash(kept) == hash(borders)
    inside = {i for start, end in words for i in range(start + 1, end)}
    for start, end in pairwise(range(len(text) + 1)):
        both = (start in inside, end in inside)
        assert borders.inside(start) is both[0]
        assert (
            borders.standing(start, end)
            is {
                (False, False): Standing.WHOLE,
                (True, False): Standing.BEGINS_INSIDE,
                (False, True): Standing.ENDS_INSIDE,
                (True, True): Standing.INSIDE,
            }[both]
        )


def test_a_studys_terms_join_words_and_leave_the_borders_alone(segmenter):
    text = "我們談實作落差，實作 落差，他也談了產學合作專班。"
    ours = Segmenter(["實作落差", "產學合作專班", "產學合作", "談實"])
    ours.warm()
    assert ours.borders(text) == segmenter.borders(text)
    words = [text[w.start : w.end] for w in ours.words(text, 0, len(text))]
    assert {"實作落差", "產學合作專班"} <= set(words)
    assert "談實" not in words, "that term ends within a word"
    assert list(ours.joined(text, ours.borders(text))) == [(w.start, w.end) for w in ours.words(text, 0, len(text))]


TERMS = st.lists(st.text(alphabet="我們實作落差自主管理", min_size=2, max_size=8), max_size=4)


@given(TERMS, HOSTILE)
def test_joining_takes_whole_words_in_their_order(segmenter, terms, text):
    ours = Segmenter(terms)
    ours.warm()
    apart = segmenter.words(text, 0, len(text))
    joined = ours.words(text, 0, len(text))
    starts, ends = {w.start for w in apart}, {w.end for w in apart}
    assert all(w.start in starts and w.end in ends for w in joined)
    assert sum(w.end - w.start for w in joined) == sum(w.end - w.start for w in apart)
    assert all(a.end <= b.start for a, b in pairwise(joined))


def test_no_borders_before_the_dictionary_is_there():
    assert Segmenter().borders("我們") is None


@pytest.mark.parametrize("data", [b"", b"\x01", b"\x08\x00\x00\x00\x00", b"\x01\x00\x00\x00\x00\x00"])
def test_other_bytes_are_refused(data):
    with pytest.raises(ValueError, match="no word borders"):
        WordBorders.from_bytes(data)


def test_a_million_characters_are_small_and_read_without_a_loop():
    borders = WordBorders.of(1_000_000, ((i, i + 2) for i in range(0, 1_000_000, 2)))
    data = borders.to_bytes()
    assert len(data) < 126_000
    assert WordBorders.from_bytes(data).standing(999_998, 1_000_000) is Standing.WHOLE
    assert steps(lambda: WordBorders.from_bytes(data).standing(999_998, 1_000_000)) < 1000


def test_the_version_names_all_that_decides(monkeypatch, tmp_path):
    before = module.version()
    assert "jieba 0.42.1" in before
    for name in ("taiwan.txt", "fold.tsv"):
        (tmp_path / name).write_bytes((module._DATA / name).read_bytes())
    monkeypatch.setattr(module, "_DATA", tmp_path)
    assert module.version.__wrapped__() == before
    with (tmp_path / "taiwan.txt").open("a", encoding="utf-8") as file:
        file.write("虎豹騎專員\n")
    assert module.version.__wrapped__() != before
