"""Who codes what: assigned whole or by lot, finished, undone, and told to a blind coder as far as it is hers."""

from __future__ import annotations

import pytest

from coder.agreement.assignments import (
    Lot,
    assign,
    finish,
    is_finished,
    respondent_turns,
    set_role,
    tasks,
    unassign,
    withheld_in,
)
from coder.cli.main import main
from coder.coding.acts import Desk
from coder.errors import CoderError, ConflictError, NotFoundError
from coder.model.teamwork import drawn_turns
from coder.model.text import Span
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility
from coder.transcripts.corrections import read_revision, revise


@pytest.fixture
def team(study: Study) -> Study:
    for name in ("乙", "丙"):
        study.ensure_coder(name)
    return study


def test_the_same_seed_draws_the_same_turns_for_everybody(team: Study):
    assign(team, ["firm-a"], ["甲", "乙"], Lot(share=0.5, withheld=0.5, seed=3))
    first = [task.assignment for task in tasks(team)]
    assert {one.spans for one in first} == {first[0].spans}
    assert len(first[0].spans) == 2
    assert set(first[0].spans) < set(respondent_turns(team, team.resolve_transcript("firm-a")))
    assert len(first[0].withheld) == 1
    assert set(first[0].withheld) < set(first[0].spans)
    assign(team, ["firm-a"], ["甲", "乙"], Lot(share=0.5, withheld=0.5, seed=3))
    assert [task.assignment.spans for task in tasks(team)] == [one.spans for one in first]
    transcript = first[0].transcript
    assert withheld_in(team, transcript, "乙") == first[0].withheld
    assert withheld_in(team, transcript, "丙") == ()


def test_a_lot_is_drawn_in_the_order_of_the_text():
    turns = [(at, at + 5) for at in range(0, 500, 5)]
    drawn = drawn_turns("t", turns, 20, 1)
    assert len(drawn) == 20
    assert list(drawn) == sorted(drawn)
    assert drawn != drawn_turns("t", turns, 20, 2)
    assert set(drawn) < set(drawn_turns("t", turns, 40, 1))


def test_a_task_counts_turns_and_is_finished_by_its_coder(team: Study):
    assign(team, ["firm-a"], ["甲", "乙"], Lot())
    document = team.transcript("firm-a")
    turn = document.respondent_turns[0]
    Desk(team).code(document, Span(turn.body, turn.body + 4), ["cert"])
    finish(team, "firm-a")
    mine, theirs = tasks(team)
    assert (mine.assignment.coder, mine.coded, mine.turns, mine.finished) == ("甲", 1, 3, True)
    assert (theirs.coded, theirs.finished) == (0, False)
    with pytest.raises(ConflictError):
        finish(team, "firm-a")
    Desk(team).undo(frozenset({"finished"}))
    assert not is_finished(team, document.info.id)


def test_a_revised_text_is_not_finished_any_more(team: Study, tmp_path):
    assign(team, ["firm-a"], ["甲"], Lot(share=0.5, seed=1))
    finish(team, "firm-a")
    corrected = tmp_path / "corrected.txt"
    corrected.write_text((tmp_path / "firm-a.txt").read_text("utf-8").replace("老實說", "說真的"), "utf-8")
    revise(team, read_revision(team, "firm-a", corrected))
    (task,) = tasks(team)
    assert task.stale
    assert not task.finished


def test_leads_alone_assign_where_there_are_any(team: Study):
    set_role(team, "乙", "lead")
    with pytest.raises(CoderError):
        assign(team, ["firm-a"], ["甲"], Lot())
    team.coder = "乙"
    assign(team, ["firm-a"], ["甲"], Lot())
    unassign(team, ["firm-a"], ["甲"])
    assert tasks(team) == []
    with pytest.raises(NotFoundError):
        unassign(team, ["firm-a"], ["甲"])


def test_a_blind_coder_sees_her_own_progress_alone_and_assigns_nobody(team: Study):
    assign(team, ["firm-a"], ["甲", "乙"], Lot())
    team.coder = "乙"
    finish(team, "firm-a")
    team.coder = "甲"
    set_visibility(team, "甲", blind=True)
    mine, theirs = tasks(team)
    assert mine.finished is False
    assert (theirs.coded, theirs.finished) == (None, None)
    with pytest.raises(CoderError):
        assign(team, ["firm-a"], ["甲"], Lot())


def test_commands_assign_list_and_finish(team: Study, tmp_path, monkeypatch, capsys, english):
    (tmp_path / "codebook").mkdir()
    team.close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CODER_LANG", "en")
    assert main(["--coder", "甲", "assign", "--all", "--to", "甲", "--to", "乙", "--share", "0.5", "--seed", "9"]) == 0
    assert "seed 9" in capsys.readouterr().out
    assert main(["--coder", "乙", "finish", "firm-a"]) == 0
    capsys.readouterr()
    assert main(["--coder", "甲", "assign", "--json"]) == 0
    assert '"finished":true' in capsys.readouterr().out
    assert main(["--coder", "甲", "coders", "role", "甲", "lead"]) == 0
    assert main(["--coder", "乙", "assign", "--all", "--to", "乙", "--remove"]) != 0
