"""What a coder relies on in “more like this”: the nearest comes first, at any size; and near doubles are all found."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from coder.language import likeness as module
from coder.language.learning.grams import Vocabulary
from coder.language.likeness import Likeness, cosine, nearly_same

SAID = [
    "老實說證照幾乎沒在看，每家用的工具都不一樣。",
    "證照我們幾乎不看，各家工具不同。",
    "新鮮人我們也收，不過要有實習經驗。",
    "内推的人留得比較久。",
    "今天天氣很好。",
]
words = st.text(alphabet="證照工具經驗人，。", min_size=1, max_size=14)


def likes(passage, said, most=10):
    vocabulary = Vocabulary(said)
    likeness = Likeness(vocabulary, passage)
    for number, sentence in enumerate(said):
        likeness.add(str(number), sentence, [(0, len(sentence))], lambda start, end: [(start, end)])
    return likeness.best(most), vocabulary


def test_the_nearest_comes_first_in_any_spelling():
    found, _vocabulary = likes("证照几乎没在看", SAID)
    assert [int(like.text) for like in found[:2]] == [0, 1]
    assert found[0].score > found[1].score > 0
    assert likes(SAID[3], SAID)[0][0].score > 0.999


@given(words, st.lists(words, min_size=1, max_size=12))
@settings(max_examples=150)
def test_scores_are_the_cosines_of_whole_vectors(passage, said):
    found, vocabulary = likes(passage, said, most=100)
    bag = vocabulary.bag(passage)
    for like in found:
        assert abs(like.score - min(1, cosine(bag, vocabulary.bag(said[int(like.text)])))) < 1e-6
    assert [like.score for like in found] == sorted((like.score for like in found), reverse=True)


def test_no_more_is_kept_than_is_needed_and_the_best_are_among_it(monkeypatch):
    monkeypatch.setattr(module, "_KEPT", 5)
    said = [f"{'今天' * (i % 3)}證照{i}很多人在考" for i in range(200)] + ["大家都說證照幾乎沒有用"]
    found, _vocabulary = likes("證照幾乎沒有用", said)
    assert found[0].text == "200"
    assert len(found) == 5


def jaccard(one, other):
    a, b = (frozenset(w[i : i + 3] for i in range(len(w) - 2)) for w in (one, other))
    return len(a & b) / len(a | b)


@given(st.lists(st.text(alphabet="甲乙丙丁", min_size=8, max_size=16), max_size=14))
@settings(max_examples=150)
def test_every_pair_of_near_doubles_is_in_one_group(quotes):
    group_of = {index: number for number, group in enumerate(nearly_same(quotes)) for index in group}
    for one, other in combinations(range(len(quotes)), 2):
        if jaccard(quotes[one], quotes[other]) >= 0.7:
            assert group_of[one] == group_of[other]


def test_punctuation_and_spelling_make_no_difference_and_short_words_no_quote():
    quotes = ["證照，幾乎沒在看，真的。", "证照几乎没在看真的", "對啊。", "對啊", "完全不同的一句話說在這裡"]
    assert nearly_same(quotes) == [[0, 1]]
