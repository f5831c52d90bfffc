"""Turns coded without suggestions, compared with the others."""

from __future__ import annotations

import numpy as np
import pytest
from agreement.test_coder_comparison import TEXT, code_turns

from coder.agreement.assignments import Lot, assign, finish, respondent_turns
from coder.agreement.withheld import compared, withheld_compared, withheld_words
from coder.model.reporting.robustness import Bar
from coder.model.teamwork import Assignment
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility
from coder.reports.method_record import method_record
from coder.transcripts import intake


@pytest.fixture
def drawn(study: Study, tmp_path) -> Study:
    """Four of ten turns are withheld. Ann codes all ten, Ben the withheld ones otherwise and two of the others."""
    source = tmp_path / "firm-z.txt"
    source.write_text(TEXT, "utf-8")
    intake.import_transcripts(study, [source], intake.ImportPlan(case="B"))
    for name in ("ann", "ben"):
        study.ensure_coder(name)
    assign(study, ["firm-z"], ["ann", "ben"], Lot(withheld=0.4, seed=3))
    withheld = study.reader.all(Assignment)[0].withheld
    turns = respondent_turns(study, study.resolve_transcript("firm-z"))
    without = [number for number, turn in enumerate(turns) if turn in withheld]
    others = [number for number in range(10) if number not in without]
    code_turns(study, "ann", {"cert": list(range(10))})
    code_turns(study, "ben", {"nlp": without, "cert": others[:2]})
    for name in ("ann", "ben"):
        study.coder = name
        finish(study, "firm-z")
    study.coder = "甲"
    return study


def test_rate_and_agreement_are_those_worked_out_by_hand(drawn: Study):
    found = withheld_compared(drawn)
    assert found is not None
    # Each coder's turns: 4 withheld and 6 others. Without: 8 of 8 coded; with: 6 + 2 of 12.
    assert (found.turns, found.pairs) == ((12, 8), (6, 4))
    assert (found.rate.withheld.value, found.rate.shown.value) == (1, pytest.approx(8 / 12))
    # Without: never alike; with: two of six turns alike, in the others Ben put nothing.
    assert (found.agreement.withheld.value, found.agreement.shown.value) == (0, pytest.approx(2 / 6))
    assert found.agreement.difference.value == pytest.approx(-2 / 6)
    # One transcript has no interval.
    assert found.rate.difference.low is None


def test_intervals_are_drawn_over_transcripts_by_a_seed():
    sums = np.array([[[10, 5, 4, 2.0], [10, 8, 4, 1.0]], [[10, 7, 4, 3.0], [10, 9, 4, 2.0]]] * 8)
    found = compared(sums, seed=1)
    rate = found.rate.difference
    assert rate.value == pytest.approx(0.25)
    assert rate.low is not None
    assert rate.high is not None
    assert 0.2 <= rate.low < rate.value < rate.high <= 0.3
    assert compared(sums, seed=1) == found


def test_the_method_tells_it_and_a_blind_coder_is_told_nothing(drawn: Study, english):
    found = withheld_compared(drawn)
    assert found is not None
    (told,) = [one.text for one in method_record(drawn, Bar(2, 0.5, is_set=False)) if one.subject == "Suggestions"]
    assert told.endswith(withheld_words(found))
    assert "1.00 without suggestions, 0.67 with them; difference 0.33." in told
    set_visibility(drawn, "ben", blind=True)
    with Study.open(drawn.path, "ben") as blind:
        assert withheld_compared(blind) is None


def test_where_nothing_was_withheld_there_is_nothing_to_compare(study: Study):
    assert withheld_compared(study) is None
