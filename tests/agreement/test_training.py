"""How far each coder agrees with what was settled, what they miss and which codes they mix up."""

from __future__ import annotations

import json

import pytest
from agreement.test_coder_comparison import code_turns, coded  # noqa: F401  the fixture

from coder.agreement.adjudication import Adjudications
from coder.agreement.assignments import finish
from coder.agreement.confusion import confusion_rows
from coder.agreement.training import Score, trainings
from coder.cli.main import main
from coder.record.study import Study


@pytest.fixture
def settled(coded: Study) -> Study:  # noqa: F811
    """Cert on turns 1–3 agreed, kept on 0 (Ann's), not on 4 (Ben's); on 9 fresh instead of Ann's nlp, Ben had nothing."""
    desk = Adjudications(coded)
    desk.settle_agreed()
    first, second, third = desk.queue()
    desk.keep(first, "ann")
    desk.neither(second)
    desk.recode(third, "fresh")
    return coded


def scores(study: Study) -> dict[str, Score]:
    return {one.coder: one.whole for one in trainings(study)}


def test_the_scores_are_those_worked_out_by_hand(settled: Study):
    found = scores(settled)
    assert found["ann"] == Score(found=4, missed=1, added=1)
    assert found["ben"] == Score(found=3, missed=2, added=1)
    assert found["ann"].agreement == 2 * 4 / (5 + 5)
    assert found["ben"].agreement == 2 * 3 / (5 + 4)


def test_the_codes_that_were_mixed_up_stand_in_a_table(settled: Study):
    ann, ben = trainings(settled)
    assert dict(ann.mixed) == {("cert", "cert"): 4, ("fresh", "nlp"): 1}
    assert dict(ben.mixed) == {("cert", "cert"): 3, ("cert", ""): 1, ("fresh", ""): 1, ("", "cert"): 1}
    assert ben.most_missed() == [("cert", 1), ("fresh", 1)]
    names = {"cert": "Cert", "nlp": "Nlp", "fresh": "Fresh"}
    assert confusion_rows(ben.mixed, names, "-") == (
        ("", "Cert", "-"),
        [("Cert", "3", "1"), ("Fresh", "", "1"), ("-", "1", "")],
    )


def test_other_borders_are_the_same_code(settled: Study):
    desk = Adjudications(settled)
    one = next(d for d in desk.dockets() if d.case.difference == "agreed")
    desk.borders(one, (one.case.start, one.case.end - 1))
    assert scores(settled)["ann"] == Score(found=4, borders=1, missed=1, added=1)


def test_stages_come_in_the_order_in_which_they_were_finished(settled: Study):
    for name in ("ann", "ben"):
        settled.coder = name
        finish(settled, "firm-a")
    settled.coder = "甲"
    ann = trainings(settled)[0]
    # Nothing was decided in the transcript that was finished last.
    assert [stage.transcript for stage in ann.stages] == [settled.resolve_transcript("firm-z")]
    assert ann.stages[0].at
    assert ann.stages[0].score == ann.whole


def test_without_a_decision_there_is_nothing_to_learn_from(coded: Study):  # noqa: F811
    assert trainings(coded) == []


@pytest.mark.usefixtures("english")
def test_the_command_prints_what_was_worked_out(settled: Study, capsys, monkeypatch):
    monkeypatch.chdir(settled.path.parent)
    monkeypatch.setenv("CODER_LANG", "en")
    assert main(["--coder", "甲", "training", "ben"]) == 0
    told = capsys.readouterr().out
    assert "67%" in told
    assert "nothing" in told
    assert main(["--coder", "甲", "training", "--json"]) == 0
    (ann, ben) = json.loads(capsys.readouterr().out)["rows"]
    assert (ann["coder"], ann["found"], ben["missed"]) == ("ann", 4, 2)
    assert {"settled": "fresh", "put": "nlp", "count": 1} in ann["mixed"]
