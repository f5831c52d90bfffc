"""What would topple a finding."""

from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from coder.model.reporting.robustness import Bar, Ground, robustness
from coder.model.reporting.robustness_words import bar_words, sentence
from coder.model.reporting.under_finding import Coded, Voices, under

BAR = Bar(least_cases=3, most_against=0.25, is_set=True)
NAMES = {"A": "甲公司", "B": "乙公司", "C": "丙公司", "D": "丁公司"}


def ground(case, start, *, side="for", coder="ann", speaker="R", suggested=False, outdated=False, end=None):
    return case, speaker, Coded(side == "for", start, end or start + 10, coder, suggested, outdated)


def laid(grounds):
    """Return what lies under a finding, a transcript each case; where a coding begins, its speaker speaks."""
    for case, here in groupby(sorted(grounds, key=itemgetter(0)), itemgetter(0)):
        said = sorted((one.start, speaker) for _case, speaker, one in here)
        names = sorted({name for _start, name in said})
        voices = Voices([start for start, _name in said], [names.index(name) for _start, name in said])
        codings = [one for its, _speaker, one in grounds if its == case]
        yield Ground(case, under(codings, voices, None), lambda number, names=names: names[int(number)])


def tried(grounds, bar=BAR, settled=None, **how):
    told = None if settled is None else [(g.case, g.under.speaks_for, g.under.against) for g in laid(settled)]
    return robustness(laid(grounds), bar, told, **how)


FOUR = [ground(case, 0) for case in "ABCD"]


def holding(found, check):
    return [trial.holds for trial in found.of(check)]


def test_a_finding_of_four_cases_holds_without_any_one_of_them():
    found = tried(FOUR, BAR)
    assert found.holds
    assert holding(found, "case") == [True] * 4
    assert {trial.tally.cases for trial in found.of("case")} == {3}


def test_a_finding_of_three_cases_falls_without_any_one_of_them():
    found = tried(FOUR[:3], BAR)
    assert found.holds
    assert holding(found, "case") == [False] * 3


def test_without_a_coder_the_passages_are_merged_anew():
    # Ben's coding joins two of Ann's into one passage: without Ben there are two.
    joined = [ground("A", 0), ground("A", 20), ground("A", 5, end=25, coder="ben")]
    found = tried([*FOUR[1:], *joined], BAR)
    assert found.whole.speaks_for == 4
    (without_ann,) = (trial for trial in found.of("coder") if trial.left_out == ("ann",))
    (without_ben,) = (trial for trial in found.of("coder") if trial.left_out == ("ben",))
    assert (without_ben.tally.speaks_for, without_ben.codings) == (5, 1)
    assert (without_ann.tally.cases, without_ann.holds) == (1, False)


def test_speakers_of_the_same_name_in_two_cases_are_two():
    found = tried([*FOUR, ground("A", 50, speaker="S")], BAR)
    assert [trial.left_out for trial in found.of("speaker")] == [
        ("A", "R"), ("A", "S"), ("B", "R"), ("C", "R"), ("D", "R"),
    ]  # fmt: skip
    assert [trial.tally.cases for trial in found.of("speaker")] == [4, 4, 3, 3, 3]


def test_what_is_against_weighs_by_its_share_of_passages():
    against = [ground("A", 100 + 20 * n, side="against") for n in range(2)]
    found = tried([*FOUR, *against], BAR)
    assert (found.whole.share, found.holds) == (2 / 6, False)
    # Without the case that speaks against it, it would hold.
    assert holding(found, "case") == [True, False, False, False]


def test_codings_from_suggestions_and_under_older_definitions_are_left_out_by_kind():
    made = [ground("A", 0), ground("B", 0), ground("C", 0, suggested=True), ground("D", 0, outdated=True)]
    found = tried(made, replace(BAR, least_cases=4))
    (suggestions,), (definitions,) = found.of("suggestions"), found.of("definitions")
    assert (suggestions.codings, suggestions.tally.cases, suggestions.holds) == (1, 3, False)
    assert (definitions.codings, definitions.tally.cases, definitions.holds) == (1, 3, False)


def test_nothing_of_a_kind_leaves_the_finding_as_it_is():
    (suggestions,) = tried(FOUR, BAR).of("suggestions")
    assert (suggestions.codings, suggestions.holds) == (0, True)


def test_the_settled_layer_is_tried_where_something_was_settled():
    assert tried(FOUR, BAR).of("settled") == []
    (settled,) = tried(FOUR, BAR, FOUR[:2]).of("settled")
    assert (settled.tally.cases, settled.holds) == (2, False)


def test_one_coder_alone_is_not_left_out():
    assert tried(FOUR, BAR, one_coder=True).of("coder") == []


def test_nothing_under_a_finding_does_not_hold():
    found = tried([], BAR)
    assert (found.holds, found.trials) == (False, ())


def test_the_sentence_says_without_what_a_finding_falls(english):
    made = [*FOUR, ground("A", 50), *(ground(case, 30, coder="ben", suggested=True) for case in "EF")]
    bar = replace(BAR, least_cases=5)
    assert sentence("F3", tried(made, bar, made[:3]), NAMES, {"ann": "Ann"}, {}) == (
        "F3 holds: 6 cases for it, 0% of the passages against it; holds in 6 of 6 without one case; "
        "holds in 0 of 2 without one coder (not without Ann, ben); holds in 6 of 6 without one speaker; "
        "falls to 4 cases without codings from suggestions; no older definitions; "
        "falls to 3 cases on the settled layer alone."
    )


def test_the_sentence_says_what_would_let_a_finding_hold(english):
    against = [ground("A", 100 + 20 * n, side="against") for n in range(2)]
    told = sentence("F2", tried([*FOUR, *against], BAR), NAMES, {}, {})
    assert told == (
        "F2 does not hold: 4 cases for it, 33% of the passages against it; "
        "it would hold: without one case 甲公司, without one speaker 甲公司 R."
    )


def test_the_measure_says_whose_it_is(english):
    assert "set by the lead" in bar_words(BAR)
    assert "the program's own measure" in bar_words(Bar(2, 0.5, is_set=False))
