"""What a lead relies on: patterns and variants find exactly what they say, and what is wrong is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.errors import CoderError
from coder.language.keywords import KeywordMatcher
from coder.language.patterns import word_pattern
from coder.language.spellings import spellings
from coder.model.codebook import Code, Variant
from coder.model.keyword import Choice, Gap, check, is_pattern, parts

GROUPS = (Variant(id="證照", words=("證照", "執照")), Variant(id="AI", words=("人工智慧", "AI")))
ENDS = set("\n，。！？；：、…,!?;:「」『』")


def code(*keywords, exclude=()):
    return Code(id="c", parent=None, level="code", name="c", keywords=keywords, exclude=tuple(exclude))


def found(text, *keywords, exclude=(), variants=()):
    return [text[a:b] for _, a, b in KeywordMatcher([code(*keywords, exclude=exclude)], variants).matches(text)]


@pytest.mark.parametrize(
    ("keyword", "text", "hits"),
    [
        ("不*看*證照", "我們不太會看那張證照啦", ["不太會看那張證照"]),
        ("不*看*證照", "不看證照", ["不看證照"]),
        ("不*看*證照", "不看。證照", []),
        ("不*看", "不一二三四五六七八看，不一二三四五六七八九看", ["不一二三四五六七八看"]),
        ("找不到(人|工程師)", "找不到人，也找不到工程師", ["找不到人", "找不到工程師"]),
        ("證照(補助|)費", "證照費與證照補助費", ["證照費", "證照補助費"]),
        ("?年經驗".replace("?", "(兩|三)"), "三年经验", ["三年经验"]),
        ("做?個專案", "做三個專案，做個專案", ["做三個專案"]),
        (r"C\*", "寫 c* 的人", ["c*"]),
        ("No-code", "用 no code、NOCODE、Ｎｏ－ｃｏｄｅ 都行", ["no code", "NOCODE", "Ｎｏ－ｃｏｄｅ"]),
        ("domain know-how", "要有 Domain Knowhow 跟 domain know how", ["Domain Knowhow", "domain know how"]),
        ("LLM*工程師", "LLM 應用工程師，OLLM工程師", ["LLM 應用工程師"]),
        ("臺灣", "台灣跟臺灣", ["台灣", "臺灣"]),
        ("裡面", "裏面", ["裏面"]),
    ],
)
def test_patterns_find_what_they_say(keyword, text, hits):
    assert found(text, keyword) == hits


def test_words_of_a_group_stand_for_each_other_inside_keywords_and_patterns_too():
    assert found("看重執照，不太看證照，AI證照", "看重證照", "不*看證照", "人工智慧證照", variants=GROUPS) == [
        "看重執照",
        "不太看證照",
        "AI證照",
    ]
    assert found("看重執照", "看重證照") == []
    assert set(spellings("人工智慧證照", GROUPS)) == {
        "人工智慧證照", "人工智慧執照", "AI證照", "AI執照", "AI 證照", "AI 執照",
    }  # fmt: skip


def test_a_pattern_can_be_excluded_and_can_exclude():
    assert found("大廠商與大廠", "大廠", exclude=["大廠(商|牌)"]) == ["大廠"]


def test_a_pattern_weighs_by_its_words():
    matcher = KeywordMatcher([code("不*看*證照", "證照")])
    assert matcher.weight("不太看證照") == 0.75
    assert matcher.weight("證照") == 0.45


@pytest.mark.parametrize("keyword", ["*證照", "證照*", "證**照", "證照(甲|乙", "(甲|)*(乙|)", "a*b*c*d*e*f", "證\\"])
def test_a_pattern_nobody_can_mean_is_refused_and_taken_as_it_stands_where_it_got_in(keyword):
    with pytest.raises(CoderError):
        check(keyword)
    assert found(f"有{keyword}呢", keyword) == [keyword]


LETTERS = st.text("看證照不太，。", min_size=1, max_size=14)
WORDS = st.text("看證照不", min_size=1, max_size=2)


@given(WORDS, st.sampled_from(["*", "?", "(太|看|)", ""]), WORDS, LETTERS)
def test_every_place_where_a_pattern_fits_is_found(first, sign, last, text):
    keyword = first + sign + last
    hits = {(a, b) for _, a, b in KeywordMatcher([code(keyword)]).matches(text)}
    middle = {"*": range(9), "?": range(1, 2)}.get(sign)
    wanted = set()
    for start in range(len(text)):
        if sign and middle is not None:
            ends = [
                start + len(first) + gap + len(last)
                for gap in middle
                if text.startswith(first, start)
                and text.startswith(last, start + len(first) + gap)
                and not ENDS & set(text[start + len(first) : start + len(first) + gap])
            ]
        else:
            pieces = ("太", "看", "") if sign else ("",)
            ends = [start + len(first + p + last) for p in pieces if text.startswith(first + p + last, start)]
        if ends:
            wanted.add((start, ends[0]))
    assert hits == wanted


def test_a_keyword_without_signs_is_no_pattern():
    assert not is_pattern("C++ (加工)")
    assert parts("不*看(證|執)照") == ("不", Gap(0, 8), "看", Choice(("證", "執")), "照")


@pytest.mark.parametrize("keyword", ["AI人才", "AI 人才", "ＡＩ人才", "AI\u3000人才", "AI-人才"])
@pytest.mark.parametrize("said", ["AI人才", "AI 人才", "ＡＩ\u3000人才", "ai人才"])
def test_a_space_between_latin_and_chinese_says_nothing(keyword, said):
    text = f"我們缺{said}很久"
    assert KeywordMatcher([code(keyword)]).matches(text) == [(0, 3, 3 + len(said))]
    assert [match.span() for match in word_pattern(keyword).finditer(text)] == [(3, 3 + len(said))]


def test_a_word_of_many_borders_is_found_apart_and_together():
    text = "用AI做App和Web的人，用 AI 做 App 和 Web 的人"
    assert found(text, "用AI做App和Web的人") == ["用AI做App和Web的人", "用 AI 做 App 和 Web 的人"]
