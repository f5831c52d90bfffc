"""What a lead relies on in offered words: those that mark a code come first, wholes before fragments, no fillers."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coder.language.fold import fold
from coder.language.keyness import keyness
from coder.language.occurrences import Stretch, WordCounter
from coder.language.stopwords import is_joint, says_something, stopwords
from coder.language.term_ranks import joined_up, textrank, tfidf
from coder.language.word_candidates import Proposer, branching
from coder.language.word_offers import counter_of, offers
from coder.language.words import Segmenter

counts = st.integers(0, 5_000)


@pytest.fixture(scope="module")
def segmenter():
    made = Segmenter()
    made.warm()
    return made


@given(counts, counts, st.integers(5_000, 10**7), st.integers(5_000, 10**7))
def test_keyness_turns_its_sign_with_the_sides(inside, outside, here, there):
    score = keyness(inside, here, outside, there)
    assert score == pytest.approx(-keyness(outside, there, inside, here))
    if inside / here > outside / there:
        assert score > 0


@given(st.integers(1, 200), counts, st.integers(5_000, 10**5), st.integers(10**5, 10**7))
def test_one_more_inside_never_lowers_the_score_of_a_word_that_marks_it(inside, outside, here, there):
    assume(inside / here > outside / there)
    assert keyness(inside + 1, here, outside, there) >= keyness(inside, here, outside, there) - 1e-9


def test_keyness_is_the_papers_where_the_prior_is_no_floor():
    """Computed by hand from equations 16 and 22: prior 500 words, share 120 of 12,000."""
    alpha = 5.0
    odds = log((20 + alpha) / (1_000 + 500 - 20 - alpha)) - log((100 + alpha) / (11_000 + 500 - 100 - alpha))
    assert keyness(20, 1_000, 100, 11_000) == pytest.approx(odds / sqrt(1 / (20 + alpha) + 1 / (100 + alpha)))


def test_a_word_that_never_stands_outside_comes_before_a_diluted_one():
    assert keyness(17, 1_000, 0, 60_000) > keyness(17, 1_000, 300, 60_000)
    assert keyness(17, 1_000, 0, 60_000) > keyness(4, 1_000, 0, 60_000)


@pytest.mark.parametrize(
    "word",
    [
        "就是",
        "那個",
        "然後",
        "其實",
        "的話",
        "這樣子",
        "對啊",
        "我們",
        "一個",
        "三十個",
        "2023年",
        "證",
        "OK",
        "anything",
        "Makes",
        "my",
    ],
)
def test_fillers_say_nothing(word):
    assert not says_something(fold(word))


@pytest.mark.parametrize("word", ["證照", "領域知識", "大數據", "未來", "AI", "小公司", "Node.js"])
def test_subjects_say_something(word):
    assert says_something(fold(word))


def test_the_stop_words_are_read_without_their_headings():
    assert fold("覺得") in stopwords()
    assert not any(word.startswith("#") for word in stopwords())
    assert is_joint(fold("的"))
    assert not is_joint(fold("知識"))


TOLD = [
    "我們很看重領域知識，領域知識沒有就很難。",
    "領域知識比程式重要，而且領域知識要在廠裡學。",
    "其實缺的是領域知識，就是領域知識啊。",
]
OTHER = ["程式在學校就會寫了。", "知識可以慢慢學，領域不同。", "我們公司在竹科。"]


def read(segmenter, inside, outside):
    text = "\n".join((*inside, *outside))
    stretches, at = [], 0
    for line in (*inside, *outside):
        stretches.append(Stretch(at, at + len(line), line in inside))
        at += len(line) + 1
    proposer = Proposer()
    for start, end, is_inside in stretches:
        if is_inside:
            proposer.add(fold(text), segmenter.words(text, start, end))
    counter = counter_of(proposer, 1)
    counter.add("t", text, stretches)
    return {offer.word: offer for offer in offers(proposer, counter, 1)}


def test_what_the_dictionary_parts_is_offered_whole_in_the_spelling_of_the_text(segmenter):
    found = read(segmenter, TOLD, OTHER)
    assert next(iter(found)) == "領域知識"
    assert (found["領域知識"].inside, found["領域知識"].outside) == (6, 0)
    assert not {"領域", "知識", "域知識", "領域知"} & set(found)
    assert found["領域知識"].tfidf > 0


def test_counts_are_those_of_keywords(segmenter):
    counter = WordCounter([fold("證照"), fold("ai")])
    text = "證照和证照，AI 與 MAIN。"
    counter.add("t", text, [Stretch(0, 5, True), Stretch(5, len(text), False)])
    license_, ai = counter.counts
    assert (license_.inside, license_.outside, license_.texts, license_.spelling) == (2, 0, 1, "證照")
    assert (ai.inside, ai.outside) == (0, 1)


def test_latin_and_chinese_with_or_without_a_space_are_one_word(segmenter):
    told = [
        "我們缺 AI 人才。",
        "哪裡有AI人才？",
        "公司都要AI　人才，AI\u00a0人才最貴。",
        "用 No-code 和 nocode，no code 也行。",
        "實習生在工廠學會操作機台、排班、盤點倉庫、寫報表，主管每週檢查進度。",
    ]
    found = {offer.folded: offer.inside for offer in read(segmenter, told, ["今天下雨。"]).values()}
    assert (found[fold("AI人才")], found["no code"]) == (4, 3)
    assert not {"nocode", "ai 人才"} & set(found)


def test_a_fragment_has_always_the_same_neighbour():
    assert branching(Counter({"a": 9})) == 0
    assert branching(Counter("abcd")) == pytest.approx(2)


def test_rankings_by_jieba_take_our_words():
    words = [*map(fold, ["證照", "考試", "證照", "機關"]), "", *map(fold, ["倉庫", "的"])]
    frequent, central = tfidf(words, says_something), textrank(words, says_something)
    assert max(frequent, key=frequent.get) == fold("證照")
    assert set(frequent) == {fold(w) for w in ("證照", "考試", "機關", "倉庫")}
    # 倉庫 has no neighbour in its own stretch.
    assert fold("倉庫") not in central
    assert max(central, key=central.get) == fold("證照")


def test_terms_are_put_together_the_longest_first():
    assert list(joined_up(["a", "b", "c", "", "a", "b"], frozenset({"ab", "abc"}))) == ["abc", "", "ab"]
