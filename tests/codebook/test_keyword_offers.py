"""What a lead relies on: words read from the right speech, keywords as acts, codes that are one told as one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.codebook import keyword_offers
from coder.codebook.acts import Codebook
from coder.codebook.keyword_offers import Reading, plan_keywords, reject_word, rejected_words, uncovered_words, words_of
from coder.codebook.overlaps import cautions, overlaps, reasons
from coder.coding.acts import Desk
from coder.errors import CoderError, ConflictError, NotFoundError
from coder.language.fold import fold
from coder.language.words import Segmenter
from coder.model.text import Role, Span
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility
from coder.retrieval.similarity import near_duplicates, original_at, original_on_line, similar


@pytest.fixture
def code_on(study):
    """Put codes on the first place of some words, by 甲 or another."""

    def put(words, *codes, coder="甲", at=0):
        with Study.open(study.path, coder) as other:
            document = other.transcript("firm-a")
            start = document.text.index(words, at)
            Desk(other).code(document, Span(start, start + len(words)), list(codes))
        study.look_again()

    return put


def reading(study, **more):
    return Reading(study.reader, study.project(), Segmenter(), **more)


def found(word_list):
    return {offer.word: (offer.inside, offer.outside) for offer in word_list.offers}


def test_words_of_a_code_are_those_of_its_passages_among_what_respondents_say(study, code_on):
    code_on("老實說證照幾乎沒在看。每家用的工具都不一樣，", "cert")
    made = words_of(reading(study), "cert")
    # The interviewer asks for 證照 too: that is no respondent's speech.
    assert found(made)["證照"] == (1, 0)
    assert "工具" in found(made)
    assert "實習" not in found(made)
    assert made.few
    # Another's coding on some of these words makes no second passage; one beside them does.
    code_on("證照幾乎沒在看", "cert", coder="乙")
    code_on("實習", "cert")
    assert words_of(reading(study), "cert").passages == 2


def test_a_theme_stands_for_its_codes(study, code_on):
    code_on("證照幾乎沒在看", "cert")
    code_on("做 NLP 的人很難找", "nlp")
    assert {"證照", "NLP"} <= set(found(words_of(reading(study), "skill")))


def test_only_the_codings_of_the_coders_named_count(study, code_on):
    code_on("證照幾乎沒在看", "cert", coder="乙")
    assert words_of(reading(study, coders=frozenset({"甲"})), "cert").offers == ()
    assert words_of(reading(study, coders=frozenset()), "cert").offers == ()
    assert "證照" in found(words_of(reading(study, coders=frozenset({"乙"})), "cert"))
    assert "證照" in found(words_of(reading(study), "cert"))


def test_words_that_no_code_covers_are_uncoded_and_hold_no_keyword(study, code_on):
    code_on("每家用的工具都不一樣，", "cert")
    made = found(uncovered_words(reading(study)))
    assert not any("內推" in word or "證照" in word for word in made)
    assert "工具" not in made


def test_a_reading_that_nobody_wants_stops(study, code_on):
    from coder.language.regex_process import StoppedError

    code_on("證照幾乎沒在看", "cert")
    with pytest.raises(StoppedError):
        words_of(reading(study, stopped=lambda: True), "cert")


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=8).map(
    lambda made: sorted((start, start + length) for start, length in made)
)


@given(spans, spans)
def test_coded_and_other_speech_together_are_the_speech(turns, coded):
    spoken = keyword_offers._merged(turns)
    parts = list(keyword_offers._parted(spoken, keyword_offers._merged(coded)))
    assert [(p.start, p.end) for p in parts] == sorted((p.start, p.end) for p in parts)
    inside = {at for start, end in coded for at in range(start, end)}
    heard = {at for start, end in spoken for at in range(start, end)}
    assert {at for p in parts for at in range(p.start, p.end)} == heard
    assert {at for p in parts if p.inside for at in range(p.start, p.end)} == heard & inside
    assert sum(p.end - p.start for p in parts) == len(heard)


def test_a_word_becomes_a_keyword_by_one_act_that_goes_back(study):
    book, before = Codebook(study), study.project().code_by_id["cert"]
    outcome = book.do(plan_keywords(book, "cert", ["證書", "檢定"]))
    assert study.project().code_by_id["cert"].keywords == ("證照", "證書", "檢定")
    assert outcome.message == "「證照不受信任」的關鍵詞加入：證書、檢定"
    assert study.acts()[0].verb == "keywords"
    Desk(study).undo()
    assert study.project().code_by_id["cert"] == before


def test_what_cannot_become_a_keyword_is_refused_with_the_reason(study):
    book = Codebook(study)
    with pytest.raises(ConflictError, match="「证照」已是"):
        plan_keywords(book, "cert", ["证照"])
    with pytest.raises(CoderError, match="不能有關鍵詞"):
        plan_keywords(book, "skill", ["證書"])
    with pytest.raises(CoderError, match="沒有要加入的詞"):
        plan_keywords(book, "cert", [" "])


def test_refused_words_are_kept_by_code_and_coder(study):
    reject_word(study, "cert", "證書")
    reject_word(study, "nlp", "模型")
    assert rejected_words(study, "cert") == {fold("證書")}
    reject_word(study, "cert", "证书", wanted=True)
    assert rejected_words(study, "cert") == frozenset()
    with Study.open(study.path, "乙") as other:
        assert rejected_words(other, "nlp") == frozenset()


def test_the_example_is_the_word_in_its_line_without_the_label(study, code_on):
    code_on("證照幾乎沒在看", "cert")
    offer = next(o for o in words_of(reading(study), "cert").offers if o.word == "證照")
    context = keyword_offers.context_of(study.reader, study.project(), offer.place)
    assert (context.before, context.match, context.line, context.speaker) == ("老實說", "證照", 3, "受訪者")
    assert context.after.startswith("幾乎沒在看")


def test_like_passages_are_said_in_the_same_role_and_not_the_passage_itself(study):
    document = study.transcript("firm-a")
    start = document.text.index("我們還是靠內推")
    original = original_at(document, Span(start, start + 7))
    assert (original.role, original.unit) == (Role.RESPONDENT, "sentence")
    likes = similar(study.reader, study.project(), original)
    assert likes
    assert not any(like.start < start + 7 and like.end > start for like in likes)
    assert all("訪談者" not in document.text[like.start : like.end] for like in likes)
    whole = original_on_line(document, 5)
    assert (whole.unit, whole.words[:3]) == ("turn", "新鮮人")
    with pytest.raises(NotFoundError, match="沒有第 99 行"):
        original_on_line(document, 99)
    with pytest.raises(CoderError):
        original_on_line(document, 6)


def test_quotes_that_share_their_words_are_one_place_and_no_doubles(study, code_on):
    code_on("證照幾乎沒在看。每家用的工具", "cert")
    code_on("證照幾乎沒在看。每家用的工具", "nlp", coder="乙")
    code_on("證照幾乎沒在看。每家用的工", "fresh")
    assert near_duplicates(study.reader, study.project()) == []


def test_codes_on_the_same_words_could_be_merged_unless_a_finding_sets_them_apart(study, code_on):
    for words in ("證照幾乎沒在看", "新鮮人我們也收", "內推的人留得比較久"):
        code_on(words, "cert", "fresh")
    pair = overlaps(reading(study))[0]
    assert {pair.code, pair.other} == {"cert", "fresh"}
    assert (pair.passages, pair.jaccard, pair.share) == (3, 1.0, 1.0)
    assert reasons(pair)[0] == "在 3 個段落同時出現：占兩者合計的 100%，占次數較少者的 100%"
    assert cautions(study.project(), pair) == ("但一個是支持證據、一個是反面證據：F1",)
    assert overlaps(reading(study, coders=frozenset({"乙"}))) == []


def test_codes_with_the_same_keywords_could_be_merged(study):
    book = Codebook(study)
    old = study.project().code_by_id["nlp"]
    book.do(book.edit(old, replace(old, keywords=("內推", "推薦", "NLP"))))
    (pair,) = overlaps(reading(study))
    assert {pair.code, pair.other} == {"nlp", "referral"}
    assert reasons(pair) == ("共同的關鍵詞：內推、推薦",)


def test_a_blind_coder_is_helped_by_their_own_codings_alone(study, code_on):
    for words in ("證照幾乎沒在看", "新鮮人我們也收", "內推的人留得比較久"):
        code_on(words, "cert", "fresh", coder="乙")
    set_visibility(study, "甲", blind=True)
    assert words_of(reading(study), "cert").offers == ()
    assert overlaps(reading(study)) == []
    assert near_duplicates(study.reader, study.project()) == []
    with keyword_offers.reading_apart(study.path, study.project(), Segmenter(), study.seen) as apart:
        assert words_of(apart, "cert").offers == ()
