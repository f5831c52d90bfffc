"""What a lead relies on: the learner forgets what is taken back, begins with keywords, learns, and says why."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.language.fold import fold
from coder.language.keywords import KeywordMatcher
from coder.language.learning.chance import Chances, brier, cut_off, expected, fit, reliability
from coder.language.learning.grams import Vocabulary, gram_places, grams
from coder.language.learning.model import Example, Model, Stretch
from coder.language.learning.reasons import spoken_for
from coder.model.codebook import Code
from coder.model.coding import Evidence, Suggestion
from coder.model.text import Span

CODES = [
    Code(id="paper", parent=None, level="code", name="證照不受信任", keywords=("證照",)),
    Code(id="work", parent=None, level="code", name="經驗優先", keywords=("做過專案",)),
    Code(id="pay", parent=None, level="code", name="大企業資源優勢", keywords=("年薪",)),
    Code(id="gone", parent=None, level="code", name="舊的", keywords=("證照",), archived=True),
]
EAGER = Chances(np.array([-1.0, 2.0, 1.0, 4.0, 0.0]))
TEXTS = [
    "我們現在幾乎不看那張紙，考試會背就過。",
    "履歷上寫什麼課我沒有興趣，你做出東西來。",
    "人家開價是我們的兩倍，還有股票跟伺服器。",
    "那個題庫背一背就有，跟會不會做沒關係。",
    "他把上線的網址給我看，我們就要他了。",
]


def _example(key: str, text: str, before: str, code: str, refused: bool) -> Example:
    return Example(key, f"{before}|{text}", text, before, code, refused)


examples = st.builds(
    _example,
    st.uuids().map(str),
    st.sampled_from(TEXTS),
    st.sampled_from(["", "那證照呢？", "薪水方面？"]),
    st.sampled_from(["paper", "work", "pay"]),
    st.booleans(),
)


def words(_text: str, start: int, end: int) -> list[Span]:
    return [Span(at, min(at + 2, end)) for at in range(start, end, 2)]


def model() -> Model:
    return Model(CODES, KeywordMatcher(CODES), Vocabulary(TEXTS), words)


def chances(taught: Model, text: str, before: str = "") -> dict[str, float]:
    whole = f"{before}\n{text}"
    start = len(before) + 1
    rows = taught.rows_of(whole, [(start, len(whole))]).get((start, len(whole)), {})
    look = taught.look(whole, Stretch(start, len(whole), (0, len(before))), rows)
    return {code.id: float(chance) for code, chance in zip(taught.codes, look.chances, strict=True)}


def suggest(taught: Model, text: str, before: str = "") -> list[Suggestion]:
    whole = f"{before}\n{text}"
    start = len(before) + 1
    rows = taught.rows_of(whole, [(start, len(whole))]).get((start, len(whole)), {})
    return taught.suggest("t", whole, Stretch(start, len(whole), (0, len(before))), rows)


@settings(max_examples=40)
@given(
    st.lists(examples, max_size=8, unique_by=lambda e: e.id),
    st.lists(examples, max_size=8, unique_by=lambda e: e.id),
    st.randoms(),
)
def test_what_is_taken_back_leaves_no_trace_and_order_does_not_matter(kept, undone, order):
    one, other = model(), model()
    for example in kept:
        one.learn(example)
    mixed = [(example, 1) for example in (*kept, *undone)]
    order.shuffle(mixed)
    for example, times in mixed:
        other.learn(example, times)
    for example in undone:
        other.learn(example, -1)
    for text in TEXTS:
        assert np.allclose(
            list(chances(one, text, "那證照呢？").values()),
            list(chances(other, text, "那證照呢？").values()),
            rtol=1e-9,
        )


def test_it_works_from_the_first_minute_by_keywords():
    found = suggest(model(), "我們其實不太看證照。")
    assert [s.code for s in found][:1] == ["paper"]
    assert "證照" in found[0].words


def test_nothing_here_is_an_answer():
    assert suggest(model(), "今天天氣不錯。") == []


def test_codes_not_in_use_are_neither_learnt_nor_suggested():
    taught = model()
    taught.learn(Example("1", "p", TEXTS[0], "", "gone"))
    assert "gone" not in chances(taught, "證照")


def test_codings_teach_words_that_are_no_keywords_and_the_suggestion_names_them():
    taught = model()
    before = chances(taught, "題庫背一背，考試就過了。")
    for at, text in enumerate((TEXTS[0], TEXTS[3], "考試題庫網路上都有，背完就過。")):
        taught.learn(Example(str(at), str(at), text, "", "paper"))
    after = chances(taught, "題庫背一背，考試就過了。")
    assert after["paper"] > 2 * before["paper"]
    assert max(after, key=after.__getitem__) == "paper"
    taught.chances = EAGER
    (first, *_rest) = suggest(taught, "題庫背一背，考試就過了。")
    assert {"題庫", "考試"} & set(first.words)
    assert set(taught.similar(first, "\n題庫背一背，考試就過了。")) <= {"0", "1", "2"}


def test_a_refusal_lowers_the_code_and_the_keyword_that_was_wrong():
    taught = model()
    plain = chances(taught, "我們其實不太看證照。")["paper"]
    for at in range(3):
        taught.learn(Example(str(at), str(at), f"第{at}張證照掛在牆上。", "", "paper", refused=True))
    assert chances(taught, "我們其實不太看證照。")["paper"] < plain


def test_the_turn_before_counts_and_is_named():
    taught = model()
    for at in range(4):
        taught.learn(Example(str(at), str(at), "對啊，差很多。", "你們的薪水跟大廠比呢？", "pay"))
        taught.learn(Example(f"w{at}", f"w{at}", "有啊，三個。", "你會看他做過什麼作品嗎？", "work"))
    asked = chances(taught, "對，沒錯。", "薪水跟大廠比起來？")
    assert asked["pay"] > chances(taught, "對，沒錯。", "作品呢？")["pay"]
    taught.chances = EAGER
    evidence = next(s.evidence for s in suggest(taught, "對，沒錯，差很多。", "薪水跟大廠比起來？") if s.code == "pay")
    assert any(e.start < len("薪水跟大廠比起來？") for e in evidence)


def test_keywords_are_always_among_the_reasons():
    shares = {fold("題庫"): 2.0}
    keyword = Evidence("證照", 6, 8, 0.5)
    found = spoken_for("題庫背一背，證照就有了", 0, 11, shares, words, [keyword])
    assert [e.word for e in found] == ["題庫", "證照"]


def test_chances_mean_what_they_say_after_fitting():
    rng = np.random.default_rng(3)
    known = rng.random(4000), rng.normal(0, 2, 4000), rng.random(4000) / 5, -3 * rng.random(4000)
    rows = np.stack([np.ones(4000), *known], axis=1)
    true = 1 / (1 + np.exp(-rows @ np.array([-3.0, 1.0, 0.8, 2.0, 1.0])))
    right = (rng.random(4000) < true).astype(float)
    fitted = fit(rows, right, expected(1000))
    said = 1 / (1 + np.exp(-rows @ fitted.weights))
    assert brier(said, right) < brier(np.full(4000, right.mean()), right)
    for tenth in reliability(said, right):
        if tenth.number > 200:
            assert abs(tenth.said - tenth.right) < 0.06


def test_a_cut_off_keeps_the_wished_share_or_shows_nothing():
    said = [0.9] * 30 + [0.5] * 30 + [0.1] * 200
    right = [True] * 28 + [False] * 2 + [True] * 12 + [False] * 18 + [False] * 200
    assert cut_off(said, right, 0.85) == 0.9
    assert cut_off(said, right, 0.6) == 0.5
    assert cut_off([0.2] * 50, [False] * 50, 0.9) > 1
    assert cut_off([0.9] * 3, [True] * 3, 0.7) == 0.7


def test_latin_words_are_whole_and_their_letters_say_nothing():
    assert grams("AI人才 shaping, NLP") == {
        "ai": 1, "人": 1, "才": 1, "人才": 1, "shaping": 1, "shapi~": 1, ",": 1, "nlp": 1,
    }  # fmt: skip


@given(st.text(alphabet="人才缺AIaéb1, \n。", max_size=30))
def test_each_gram_stands_where_it_is_said_to(text):
    places = list(gram_places(text))
    assert Counter(gram for gram, _start, _end in places) == grams(text)
    assert all(fold(text)[start:end].startswith(gram.rstrip("~")) for gram, start, end in places)
