"""What is found over the whole study, checked against looking at every turn by hand."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.coding.acts import Desk
from coder.errors import CoderError, NotFoundError
from coder.language import regex_process
from coder.language.fold import fold
from coder.language.patterns import free_pattern, word_pattern
from coder.language.regex_process import PatternProcess, StoppedError, TooSlowError
from coder.model.codebook import Case
from coder.model.text import Role, Span
from coder.record.study import Study
from coder.retrieval.scope import Filters
from coder.retrieval.word_search import Hit, read_query, search, search_apart, sentence_of, sort_key
from coder.transcripts import intake
from coder.transcripts.cases import load_cases


def hits(study: Study, typed: str, filters: Filters | None = None, **more) -> list[Hit]:
    query = read_query(typed, **{k: more.pop(k) for k in ("regex", "exact", "unit") if k in more})
    found = search(study.reader, study.project(), query, filters or Filters(), **more)
    return [hit for batch in found for hit in batch.hits]


def shown(found: list[Hit]) -> list[str]:
    return [f"{h.before[-3:]}[{h.match}]{h.after[:3]}" for h in found]


def add(study: Study, folder: Path, name: str, text: str, case: str | None = None) -> None:
    source = folder / name
    source.write_text(text, "utf-8")
    intake.import_transcripts(study, [source], intake.ImportPlan(case=case))


def code(study: Study, words: str, key: str) -> None:
    document = study.transcript("firm-a")
    start = document.text.index(words)
    Desk(study).code(document, Span(start, start + len(words)), [key])


def test_a_word_is_found_at_each_place_with_its_line_and_speaker(study):
    found = hits(study, "內推")
    assert shown(found) == ["還是靠[內推]，內推", "內推，[內推]的人留"]
    assert [(h.line, h.speaker, h.role) for h in found] == [(7, "受訪者", Role.RESPONDENT)] * 2
    text = study.transcript("firm-a").text
    assert all(text[s.start : s.end] == "內推" for h in found for s in h.spans)


@pytest.mark.parametrize("typed", ["証照", "证照", "證照"])
def test_every_spelling_is_found_unless_it_is_to_be_exact(study, typed):
    assert len(hits(study, typed)) == 2
    assert len(hits(study, typed, exact=True)) == (2 if typed == "證照" else 0)
    assert len(hits(study, "ｎｌｐ")) == 1


def test_speakers_labels_are_not_searched_but_stage_directions_are(study):
    assert hits(study, "受訪者") == []
    assert [h.role for h in hits(study, "電話響")] == [Role.NONE]


@pytest.mark.parametrize(
    ("typed", "unit", "count"),
    [
        ("證照 工具", "turn", 1), ("證照 工具", "sentence", 0), ("證照 新鮮人", "turn", 0),
        ("證照 新鮮人", "transcript", 1), ("新鮮人 NEAR/3 我們", "line", 1), ("新鮮人 NOT 實習", "turn", 1),
        ('"LLM 出來"', "sentence", 1),
    ],
)  # fmt: skip
def test_all_words_stand_in_one_unit(study, typed, unit, count):
    assert len(hits(study, typed, unit=unit)) == count


def test_filters_narrow_what_is_looked_at(study, tmp_path):
    add(study, tmp_path, "firm-b.txt", "訪談者：證照？\n受訪者：證照有用。\n")
    code(study, "證照幾乎沒在看", "cert")
    with Study.open(study.path, "乙") as other:
        code(other, "招募上，你們會看證照", "fresh")
    assert study.changed_elsewhere()

    names = {study.resolve_transcript("firm-a"): "a", study.resolve_transcript("firm-b"): "b"}

    def count(**filters) -> list[str]:
        return [f"{names[h.transcript]}{h.line}" for h in hits(study, "證照", Filters(**filters))]

    assert count() == ["a2", "a3", "b1", "b2"]
    assert count(role="respondent") == ["a3", "b2"]
    assert count(speaker="訪談者") == ["a2", "b1"]
    assert count(case="B") == count(case="廠商 B") == count(where=(("kind", "資服業"),)) == ["b1", "b2"]
    assert count(code="cert") == count(code="skill") == ["a3"]
    assert count(not_code="skill") == ["a2", "b1", "b2"]
    assert count(coder="乙") == ["a2"]
    assert count(coder="甲", not_code="fresh") == ["a2", "a3", "b1", "b2"]
    assert count(transcript=study.resolve_transcript("firm-b"), role="interviewer") == ["b1"]
    assert [h.codes for h in hits(study, "證照")] == [("fresh",), ("cert",), (), ()]


@pytest.mark.parametrize(
    "filters",
    [
        {"code": "nix"}, {"not_code": "nix"}, {"case": "nix"}, {"coder": "nix"}, {"transcript": "nix"},
        {"where": (("nix", "x"),)}, {"where": (("kind", "nix"),)},
    ],
)  # fmt: skip
def test_a_filter_that_names_nothing_is_an_error_at_once(study, filters):
    with pytest.raises(NotFoundError):
        search(study.reader, study.project(), read_query("證照"), Filters(**filters))


@pytest.mark.parametrize("typed", ["", "(證照", "證照 WITHIN 經驗", "/(證/", "NOT 證照"])
def test_a_wrong_expression_is_an_error_at_once(study, typed):
    with pytest.raises(CoderError):
        search(study.reader, study.project(), read_query(typed), Filters())


def test_regular_expressions_know_lines_spellings_and_units(study):
    assert shown(hits(study, "/証.{2}乎/")) == ["老實說[證照幾乎]沒在看"]
    assert shown(hits(study, "/^老實/")) == ["[老實]說證照"]
    assert [h.match for h in hits(study, "[a-z]{3}", regex=True)] == ["LLM", "NLP"]
    assert [h.match for h in hits(study, "[a-z]{3}", regex=True, exact=True)] == []
    assert hits(study, "/看。每/", unit="sentence") == []
    assert len(hits(study, "/看。每/", Filters(role="respondent"))) == 1
    assert hits(study, "/x*/") == []


def test_a_pattern_without_end_is_given_up_and_said(study, monkeypatch, tmp_path):
    for number in range(4):
        add(study, tmp_path, f"firm-a-{number}.txt", f"受訪者：{'很' * 60}{number}。\n", "A")
    monkeypatch.setattr(PatternProcess.__init__, "__defaults__", (0.2,))
    found = search(study.reader, study.project(), read_query("/(很+)+x/"), Filters())
    assert next(found).given_up
    with pytest.raises(TooSlowError):
        list(found)


def test_a_search_that_nobody_wants_ends_at_once():
    with PatternProcess("(a+)+x", 0, seconds=60) as process, pytest.raises(StoppedError):
        process.find("a" * 60, [(0, 60)], stopped=lambda: True)


def test_another_thread_searches_by_a_connection_of_its_own(study):
    found = list(search_apart(study.path, study.project(), read_query("證照"), seen=None, context=2))
    assert [h.before for b in found for h in b.hits] == ["會看", "實說"]
    assert list(search_apart(study.path, study.project(), read_query("證照"), seen=None, stopped=lambda: True)) == []


def test_the_sentence_of_a_hit(study):
    document = study.transcript("firm-a")
    found = hits(study, "工具")[0]
    sentence = sentence_of(document, found.spans[0])
    assert document.text[sentence.start : sentence.end].startswith("每家用的工具")
    with pytest.raises(CoderError):
        sentence_of(document, hits(study, "電話響")[0].spans[0])


def test_sorted_by_what_stands_beside(study):
    found = hits(study, "人")
    assert sorted(fold(h.after) for h in found) == [
        fold(h.after) for h in sorted(found, key=lambda h: sort_key(h, "right"))
    ]
    left = [fold(h.before)[::-1] for h in sorted(found, key=lambda h: sort_key(h, "left"))]
    assert left == sorted(left)


WORDS = st.sampled_from(["證照", "证", "照", "AI", "ａ", "。", "看看"])
SPEECH = st.text("證证照aAＡiI看。，𪜶 ", max_size=14)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["訪談者", "受訪者"]), SPEECH), min_size=1, max_size=6),
    WORDS,
    WORDS,
    st.integers(0, 6),
)
def test_finds_in_any_text_what_looking_at_each_turn_finds(turns, one, other, distance):
    text = "".join(f"{who}：{said}\n" for who, said in turns)
    with TemporaryDirectory() as name:
        folder = Path(name)
        with Study.create(folder / "study.db", "甲") as study:
            load_cases(study, [Case(id="A", name="A", transcripts=("a.txt",))])
            add(study, folder, "a.txt", text)
            document = study.transcript("a")

            def places(word: str, turn) -> list[tuple[int, int]]:
                speech, word = fold(document.text[turn.body : turn.end]), fold(word)
                return [(turn.body + m.start(), turn.body + m.end()) for m in re.finditer(re.escape(word), speech)]

            plain, near, both, without = [], set(), [], []
            for turn in document.turns:
                left, right = places(one, turn), places(other, turn)
                plain += left
                for a, b in left:
                    beside = [(max(c - b, a - d), (c, d)) for c, d in right if c >= b or d <= a]
                    if beside and min(beside)[0] <= distance:
                        near.add(tuple(sorted({(a, b), min(beside)[1]})))
                if left and right:
                    both.append(tuple(sorted({*left, *right})))
                if left and not right:
                    without += left

            def spans(typed: str) -> list[tuple[tuple[int, int], ...]]:
                return [tuple((s.start, s.end) for s in h.spans) for h in hits(study, typed)]

            assert spans(one) == [(place,) for place in plain]
            assert spans(f"{one} NEAR/{distance} {other}") == sorted(near)
            if fold(one) != fold(other):
                assert spans(f"{one} {other}") == both
                assert spans(f"{one} NOT {other}") == [(place,) for place in without]


@given(st.text("證证臺台aAＡ 1１。()[]*\\", min_size=1, max_size=6), st.text("證证臺台aAＡ 1１。()[]*\\", max_size=30))
def test_a_word_is_found_where_the_folded_text_has_it(word, text):
    expected = [m.span() for m in re.finditer(re.escape(fold(word)), fold(text))]
    assert [m.span() for m in word_pattern(word).finditer(text)] == expected


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("[證經]照", "证照", True), ("[^證]照", "证照", False), ("[一-龥]照", "证照", True), (r"\(台\)", "(臺)", True),
        ("(?P<詞>臺)(?P=詞)", "台台", True), ("[]台]x", "臺x", True), ("台{2}", "臺台", True),
    ],
)  # fmt: skip
def test_a_regular_expression_meets_other_spellings(source, text, found):
    assert (re.search(*free_pattern(source)[:1], text) is not None) == found


def test_a_process_that_dies_is_told_and_the_next_search_works(monkeypatch):
    process = PatternProcess("a", 0)
    assert process.find("xax", [(0, 3)]) == [(1, 2)]
    process._process.kill()
    process._process.wait()
    with pytest.raises(CoderError):
        process.find("xax", [(0, 3)])
    assert process.find("xax", [(0, 3)]) == [(1, 2)]
    process.close()
    assert regex_process.SECONDS > 0
