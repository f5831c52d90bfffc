"""The spaCy components: the text stays, sentences and keywords are the program's own, and all of it survives a file."""

from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin
from spoken_sentences import SPOKEN

from coder.language.keyword_suggestions import suggest
from coder.language.keywords import KeywordMatcher
from coder.language.pipeline import blank, read
from coder.language.pipeline.codebook import hits
from coder.language.pipeline.turns import give_turns, turns_of
from coder.language.segment import sentence_bounds
from coder.language.words import Segmenter
from coder.model.codebook import Code
from coder.model.project import OpenTranscript
from coder.model.text import Role, Turn
from coder.transcripts.labels.speakers import split_turns

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("我們自主管理客服務𪜶第1三A1.-@:/_，。？；「」…（） \n\t\u3000👍🏽\u200d\u0301🇹한"),
    )
)
CODES = [
    Code(id="lead", parent="t", level="code", name="主管", keywords=("主管", "主管機關", "AI")),
    Code(id="serve", parent="t", level="code", name="客服", keywords=("客服", "主管"), exclude=("客服器",)),
    Code(id="old", parent="t", level="code", name="舊", keywords=("管理",), archived=True),
]
TALK = "問：AI 主管怎麼看？\n答：他們自主管理，沒有主管機關。好「嗎」😅𪜶。\n\n（笑）\n答：  顧客服務！\n"


@pytest.fixture(scope="module")
def nlp():
    made = blank(CODES)
    made("熱身")
    return made


def told(nlp, text: str, turns=None) -> Doc:
    doc = nlp.make_doc(text)
    give_turns(doc, split_turns(text) if turns is None else turns)
    return nlp(doc)


@given(HOSTILE)
def test_the_text_stays_as_it_is(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    assert [t.idx for t in doc] == sorted({t.idx for t in doc})
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)
    tokens = {(t.idx, t.idx + len(t)) for t in doc}
    segmenter = Segmenter([word for code in CODES[:2] for word in code.keywords])
    segmenter.warm()
    assert {(w.start, w.end) for w in segmenter.words(text, 0, len(text))} <= tokens


@pytest.mark.parametrize("case", SPOKEN)
@pytest.mark.parametrize("tokens", ["words", "characters"])
def test_sentences_of_speech(nlp, case, tokens):
    if tokens == "characters":
        pipeline = spacy.blank("zh")
        pipeline.add_pipe("coder_sentences")
    else:
        pipeline = nlp
    doc = pipeline(case.replace("|", ""))
    assert [s.text.strip() for s in doc.sents] == [s.strip() for s in case.split("|")]


@given(st.lists(HOSTILE, max_size=4))
def test_sentences_of_turns_are_the_programs_own(nlp, speeches):
    text, turns = "", []
    for speech in speeches:
        start, text = len(text), f"{text}答：{speech}\n"
        turns.append(Turn(start, start + 2, len(text), "答", Role.RESPONDENT))
    doc = told(nlp, text, turns)
    starts = {t.idx for t in doc}
    made = [(s.start_char, s.start_char + len(s.text.rstrip())) for s in doc.sents]
    ours = [(t.start, t.body) for t in turns] + sentence_bounds(text, turns)
    if all(a in starts for a, _ in ours):
        assert made == sorted(ours)
    assert [t.text for s in doc.sents for t in s] == [t.text for t in doc]
    assert [(s.start_char, s.end_char) for s in doc.spans["turns"]] == [(t.start, t.end) for t in turns]
    assert turns_of(doc) == tuple(turns)


def test_turns_say_who_speaks_and_as_what(nlp):
    doc = told(nlp, TALK)
    group = doc.spans["turns"]
    assert [(s.id_, s.label_) for s in group] == [
        ("問", "interviewer"),
        ("答", "respondent"),
        ("", "none"),
        ("答", "respondent"),
    ]
    turns = split_turns(TALK)
    assert group.attrs["exact"] == [[t.start, t.body, t.end, t.time] for t in turns]
    assert len(nlp("沒有人說話").spans["turns"]) == 0


@given(HOSTILE)
def test_every_keyword_is_there_with_its_own_place(nlp, text):
    doc = nlp(text + "主管")
    matcher = KeywordMatcher(CODES)
    found = hits(doc)
    assert [(h.code, h.start, h.end) for h in found] == [
        (CODES[i].id, start, end) for i, start, end in matcher.matches(doc.text)
    ]
    assert all(h.span.start_char <= h.start < h.end <= h.span.end_char for h in found)
    assert all(h.word == doc.text[h.start : h.end] and 0 < h.weight < 1 for h in found)


def test_weights_are_those_of_the_suggestions(nlp):
    turns = split_turns(TALK)
    borders = Segmenter()
    borders.warm()
    made = suggest("x", TALK, turns, KeywordMatcher(CODES), frozenset(Role), borders=borders.borders(TALK))
    shown = {(s.code, e.start, e.end, e.weight) for s in made for e in s.evidence}
    found = {(h.code, h.start, h.end, h.weight) for h in hits(told(nlp, TALK))}
    assert shown <= found
    assert {TALK[h[1] : h[2]] for h in found - shown} == {"主管"}, "the one inside 主管機關"


def facts(doc: Doc) -> tuple:
    return (
        doc.text,
        [t.text_with_ws for t in doc],
        [t.is_sent_start for t in doc],
        [(s.id_, s.label_, s.text) for s in doc.spans["turns"]],
        doc.spans["turns"].attrs,
        [(h.code, h.start, h.end, h.weight, h.span.text) for h in hits(doc)],
        turns_of(doc),
    )


def test_a_pipeline_survives_disk_and_bytes(nlp, tmp_path):
    before = facts(told(nlp, TALK))
    nlp.to_disk(tmp_path / "p")
    assert facts(told(spacy.load(tmp_path / "p"), TALK)) == before
    assert facts(told(blank().from_disk(tmp_path / "p"), TALK)) == before
    assert facts(told(blank().from_bytes(nlp.to_bytes()), TALK)) == before


def test_documents_survive_a_docbin_and_another_process(nlp):
    doc = told(nlp, TALK)
    data = DocBin(attrs=["SENT_START"], store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(data).get_docs(blank().vocab)
    assert facts(again) == facts(doc)
    one, two = nlp.pipe([TALK, "主管"], n_process=2)
    assert (one.text, [h.word for h in hits(two)]) == (TALK, ["主管", "主管"])


def test_a_long_document_takes_linear_time(nlp):
    doc = nlp.make_doc("他們自主管理，沒有主管機關。" * 4_000)
    began = time.process_time()
    for _name, component in nlp.pipeline:
        doc = component(doc)
    assert time.process_time() - began < 2


def test_a_text_beyond_spacys_limit_is_read(nlp):
    text = "答：好。\n" * 250
    turns = (Turn(0, 2, len(text), "答", Role.RESPONDENT),)
    short = spacy.blank("zh")
    short.max_length = 100
    doc = read(short, OpenTranscript(info=None, text=text, turns=turns))
    assert turns_of(doc) == turns
