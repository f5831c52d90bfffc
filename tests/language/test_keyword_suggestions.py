"""Suggestions and bulk rows from keywords."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.language.fold import fold
from coder.language.keyword_suggestions import BY_WORDS, SUGGESTER, keyword_rows, suggest, suggest_by_parts
from coder.language.keywords import KeywordMatcher
from coder.language.segment import sentence_bounds
from coder.language.words import Segmenter
from coder.model.codebook import Code
from coder.model.text import Role, Turn

BOTH = frozenset(Role)


def code(name: str, *keywords: str, exclude: tuple[str, ...] = ()) -> Code:
    return Code(id=name, parent="t", level="code", name=name, keywords=keywords, exclude=exclude)


def interview(*speeches: str) -> tuple[str, tuple[Turn, ...]]:
    text, turns = "", []
    for i, speech in enumerate(speeches):
        role, label = ((Role.INTERVIEWER, "問："), (Role.RESPONDENT, "答："))[i % 2]
        start, text = len(text), f"{text}{label}{speech}\n"
        turns.append(Turn(start, start + len(label), len(text), label[:-1], role))
    return text, tuple(turns)


BOOK = [code("cert", "證照", "檢定"), code("gen", "生成式", "生成式AI", "證照"), code("ready", "即戰力")]


def test_a_suggestion_names_its_sentence_its_words_and_their_places() -> None:
    text, turns = interview("你們看證照嗎？", "証照幾乎沒在看。要即戰力，會用生成式AI的。")
    first, ready, gen = suggest("P1", text, turns, KeywordMatcher([*BOOK[1:], code("cert", "檢定", "証照")]))[1:]
    assert text[first.start : first.end] == "証照幾乎沒在看。"
    assert (first.code, first.words, first.suggester, first.transcript) == ("cert", ("証照",), SUGGESTER, "P1")
    assert [(e.word, text[e.start : e.end], e.weight) for e in gen.evidence + ready.evidence] == [
        ("即戰力", "即戰力", 0.6),
        ("生成式AI", "生成式AI", 0.75),
    ]


def test_only_the_wanted_roles_get_suggestions() -> None:
    text, turns = interview("你們看證照嗎？", "看檢定。")
    matcher = KeywordMatcher(BOOK[:1])
    assert [s.words for s in suggest("P1", text, turns, matcher)] == [("檢定",)]
    assert [s.words for s in suggest("P1", text, turns, matcher, BOTH)] == [("證照",), ("檢定",)]
    bounds = sentence_bounds(text, turns)
    assert suggest("P1", text, turns, matcher, bounds=bounds) == suggest("P1", text, turns, matcher)
    assert suggest("P1", text, (), matcher) == suggest("P1", text, (), matcher, bounds=bounds) == []


@pytest.mark.parametrize(
    ("speech", "score"),
    [
        ("證照很有用。", 0.45),
        ("沒有證照。", 0.32),
        ("不太看證照。", 0.32),
        ("沒有這張證照。", 0.32),
        ("没有这张证照。", 0.32),
        ("別考證照。", 0.32),
        ("還未取得證照。", 0.32),
        ("沒有，證照很有用。", 0.45),
        ("我們特別看證照。", 0.45),
        ("不只證照。", 0.45),
        ("未來證照有用。", 0.45),
        ("證照，還有檢定。", 0.7),
        ("證照、證照、證照。", 0.83),
        ("檢定證照" * 20, 0.99),
    ],
)
def test_scores(speech: str, score: float) -> None:
    text, turns = interview("問", speech)
    (made,) = suggest("P1", text, turns, KeywordMatcher(BOOK[:1]))
    assert made.score == score


def test_the_order_is_place_then_score_then_codebook() -> None:
    text, turns = interview("問", "招募與即戰力。實習。")
    book = [code("z", "實習"), code("b", "招募"), code("a", "招募"), code("y", "即戰力")]
    made = suggest("P1", text, turns, KeywordMatcher(book))
    assert [s.code for s in made] == ["y", "b", "a", "z"]


def test_a_keyword_over_a_sentence_border_counts_for_neither() -> None:
    text, turns = interview("問", "看證\n照有。考證照")
    rows = keyword_rows(text, sentence_bounds(text, turns), KeywordMatcher([code("c", "證照", "證 照", "有。考")]))
    assert [tuple(e.word for e in evidence) for *_, evidence in rows] == [("證照",)]


def test_no_sentences_and_no_keywords_give_no_rows() -> None:
    assert keyword_rows("證照", [], KeywordMatcher(BOOK)) == []
    assert keyword_rows("證照", [(0, 2)], KeywordMatcher([])) == []


SPEECH = st.text(alphabet="證証证照檢定生成式AI即戰战力沒有不，。？ ", max_size=40)


@given(st.lists(SPEECH, min_size=1, max_size=4))
def test_suggestions_and_rows_say_the_same_and_evidence_holds(speeches: list[str]) -> None:
    text, turns = interview(*speeches)
    book = [*BOOK, code("x", "檢定照", "照檢", "AI", exclude=("生成式AI",))]
    matcher = KeywordMatcher(book)
    made = suggest("P1", text, turns, matcher, BOTH)
    rows = keyword_rows(text, sentence_bounds(text, turns), matcher)
    assert rows == sorted(
        ((s.start, s.end, [c.id for c in book].index(s.code), s.evidence) for s in made), key=lambda row: row[:3]
    )
    for suggestion in made:
        keywords = {fold(k) for c in book if c.id == suggestion.code for k in c.keywords}
        assert 0 < suggestion.score < 1
        for e in suggestion.evidence:
            assert suggestion.start <= e.start < e.end <= suggestion.end
            assert text[e.start : e.end] == e.word
            assert fold(e.word) in keywords
        assert all(a.end <= b.start for a, b in pairwise(suggestion.evidence))


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    made = Segmenter()
    made.warm()
    return made


@pytest.mark.parametrize(
    ("speech", "word", "weight"),
    [
        ("我們的主管很好。", "主管", 0.45),
        ("他們自主管理。", "主管", 0.045),
        ("我們的客服很好。", "客服", 0.45),
        ("我們有顧客服務。", "客服", 0.045),
        ("站在最底層。", "底層", 0.3375),
        ("民宿主管機關。", "主管", 0.405),
        ("沒有主管機關。", "主管", 0.2835),
        ("用生成式AI寫。", "生成式AI", 0.75),
    ],
)
def test_a_keyword_inside_other_words_weighs_less(segmenter: Segmenter, speech: str, word: str, weight: float) -> None:
    text, turns = interview("問", speech)
    matcher = KeywordMatcher([code("c", word)])
    (made,) = suggest("P1", text, turns, matcher, borders=segmenter.borders(text))
    assert [(e.word, e.weight) for e in made.evidence] == [(word, weight)]
    assert made.suggester == BY_WORDS
    assert suggest("P1", text, turns, matcher)[0].suggester == SUGGESTER


SPOKEN = st.lists(
    st.sampled_from(["我們", "自", "主管", "理", "顧", "客", "服務", "最底層", "沒有", "，", "。", "A", "i", " ", "𪜶"])
).map("".join)


@given(st.lists(SPOKEN, min_size=1, max_size=4))
def test_borders_demote_and_drop_nothing(segmenter: Segmenter, speeches: list[str]) -> None:
    text, turns = interview(*speeches)
    keywords = ["主管", "客服", "底層", "理顧", "AI", "我們"]
    matcher = KeywordMatcher([code(word, word) for word in keywords])
    plain = suggest("P1", text, turns, matcher, BOTH)
    weighed = suggest("P1", text, turns, matcher, BOTH, borders=segmenter.borders(text))

    def what(made: list) -> set:
        return {(s.start, s.end, s.code, e.start, e.end) for s in made for e in s.evidence}

    assert what(weighed) == what(plain)
    found = {(a, b) for *_, a, b in what(weighed)}
    for word in keywords[:4]:
        spoken = [(t.body, t.end) for t in turns]
        places = [i for i in range(len(text)) if text.startswith(word, i)]
        assert all((i, i + len(word)) in found for i in places if any(a <= i < b for a, b in spoken))
    before = {(s.start, s.code): s.score for s in plain}
    assert all(0 < s.score <= before[s.start, s.code] for s in weighed)
    said = [s for part in suggest_by_parts("P1", text, turns, matcher, segmenter.borders(text)) for s in part]
    assert said == suggest("P1", text, turns, matcher, borders=segmenter.borders(text))
    rows = keyword_rows(text, sentence_bounds(text, turns), matcher, segmenter.borders(text))
    assert {(row[0], row[2], row[3]) for row in rows} == {
        (s.start, keywords.index(s.code), s.evidence) for s in weighed
    }
