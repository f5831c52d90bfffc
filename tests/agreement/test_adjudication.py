"""Decisions on disagreements: originals stay, decisions open again when what they judged changes, and the settled layer."""

from __future__ import annotations

import json

import pytest
from agreement.test_coder_comparison import code_turns, coded  # noqa: F401  the fixture

from coder.agreement.adjudication import Adjudications
from coder.agreement.adjudication_cases import DIFFERENCES
from coder.agreement.assignments import Lot, assign, finish, set_role
from coder.cli.agreement import adjudicate as cli
from coder.cli.main import main
from coder.coding.acts import Desk
from coder.errors import CoderError, NotFoundError
from coder.model.text import Span
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility


@pytest.fixture
def desk(coded: Study) -> Adjudications:  # noqa: F811
    return Adjudications(coded)


def _originals(study: Study) -> list:
    return study.connection.execute("SELECT * FROM coding ORDER BY id").fetchall()


def test_what_agrees_is_settled_in_one_act_and_undone_in_one(desk: Adjudications):
    before = _originals(desk.study)
    desk.settle_agreed()
    assert [(one.code, one.ruling, len(one.codings)) for one in desk.settled(["firm-z"])] == [("cert", "agreed", 2)] * 3
    assert len(desk.queue()) == 3
    Desk(desk.study).undo(frozenset({"adjudication"}))
    assert desk.settled(["firm-z"]) == []
    assert _originals(desk.study) == before


def test_every_ruling_leaves_what_it_says(desk: Adjudications):
    before = _originals(desk.study)
    first, second, third = desk.queue()
    assert [one.case.difference for one in (first, second, third)] == ["missed"] * 3
    desk.keep(first, "ann", "says it plainly")
    desk.borders(second, (second.case.start, second.case.start + 3))
    desk.recode(third, "referral")
    kept, cut, recoded = desk.settled(["firm-z"])
    assert (kept.code, kept.start, kept.end) == ("cert", first.case.start, first.case.end)
    assert cut.end - cut.start == 3
    assert recoded.code == "referral"
    assert desk.queue() == []
    desk.neither(desk.find(first.case.id[:8]), "not at all")
    assert len(desk.settled(["firm-z"])) == 2
    assert _originals(desk.study) == before
    assert desk.study.verify() == []


def test_keeping_who_coded_nothing_keeps_nothing(desk: Adjudications):
    first = desk.queue()[0]
    desk.keep(first, "ben")
    assert desk.settled(["firm-z"]) == []
    with pytest.raises(NotFoundError):
        desk.keep(desk.queue()[0], "甲")


def test_a_case_opens_again_when_a_border_moves(desk: Adjudications):
    study = desk.study
    first = desk.queue()[0]
    desk.keep(first, "ann")
    study.coder = "ann"
    document = study.transcript("firm-z")
    coding = next(c for c in document.codings if c.id == first.case.codings[0].coding)
    Desk(study).respan(document, coding, Span(coding.start, coding.end - 2))
    study.coder = "甲"
    again = desk.queue()[0]
    assert again.before is not None
    assert again.before.reason == ""
    assert desk.settled(["firm-z"]) == []


def test_a_case_opens_again_when_a_third_coder_finishes(desk: Adjudications):
    study = desk.study
    desk.settle_agreed()
    assign(study, ["firm-z"], ["甲"], Lot())
    finish(study, "firm-z")
    assert [one.case.missing for one in desk.dockets() if one.case.difference == "missed"][1] == {"甲"}
    assert desk.settled(["firm-z"]) == []
    assert len(desk.queue()) == 6


def test_a_transcript_is_closed_when_nothing_waits(desk: Adjudications):
    info = desk.queue()[0].info
    with pytest.raises(CoderError):
        desk.close("firm-z")
    desk.settle_agreed()
    for one in desk.queue():
        desk.both(one)
    desk.close("firm-z")
    assert desk.is_closed(info)
    code_turns(desk.study, "ann", {"fresh": [6]})
    desk.study.coder = "甲"
    assert not desk.is_closed(info)
    desk.reopen("firm-z")


def test_words_that_one_alone_was_assigned_are_settled_as_single(desk: Adjudications):
    study = desk.study
    study.coder = "ann"
    document = study.transcript("firm-a")
    turn = document.respondent_turns[0]
    assign(study, ["firm-a"], ["ann"], Lot())
    from coder.agreement.assignments import unassign

    unassign(study, ["firm-a"], ["ben"])
    Desk(study).code(document, Span(turn.body, turn.body + 5), ["nlp"])
    (single,) = desk.settled(["firm-a"])
    assert (single.single, single.code, single.ruling) == (True, "nlp", None)


def test_the_worst_come_first(desk: Adjudications):
    weights = [one.case.weight for one in desk.queue(worst_first=True)]
    assert weights == sorted(weights, reverse=True)


def test_the_blind_and_where_there_is_a_lead_all_others_are_refused(coded: Study):  # noqa: F811
    set_role(coded, "ann", "lead")
    with pytest.raises(CoderError):
        Adjudications(coded)
    coded.coder = "ann"
    Adjudications(coded)
    set_visibility(coded, "ann", blind=True)
    with pytest.raises(CoderError):
        Adjudications(coded)


def test_the_commands_list_decide_settle_and_close(coded: Study, tmp_path, monkeypatch, capsys):  # noqa: F811
    (tmp_path / "codebook").mkdir()
    coded.close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CODER_LANG", "en")

    def told(*words: str) -> str:
        assert main(["--coder", "甲", "adjudicate", *words]) == 0
        return capsys.readouterr().out

    assert "firm-z" in told()
    waiting = json.loads(told("cases", "--json"))["rows"]
    assert [row["kind"] for row in waiting] == ["missed", "agreed", "agreed", "agreed", "missed", "missed"]
    assert waiting[0]["missing"] == ["ben"]
    assert "3" in told("agreed")
    open_cases = [row["case"] for row in json.loads(told("cases", "--json"))["rows"]]
    told("decide", open_cases[0], "--keep", "ann", "--reason", "plain")
    told("decide", open_cases[1], "--neither")
    told("decide", open_cases[2], "--both")
    told("close", "firm-z")
    assert len(json.loads(told("settled", "--json"))["rows"]) == 5
    assert "single" not in told("settled")


def test_the_kinds_of_the_command_are_those_of_the_room():
    assert cli.DIFFERENCES == DIFFERENCES
