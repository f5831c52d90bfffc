"""Whose assignments a coder sees, and what of them waits."""

from __future__ import annotations

from agreement.test_coder_comparison import coded  # noqa: F401  the fixture

from coder.agreement.adjudication import Adjudications
from coder.agreement.assignments import set_role
from coder.agreement.task_list import home_words, progress_words, state_words, task_list, task_marks
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility


def test_a_coder_sees_own_assignments_and_a_lead_everybodys(coded: Study, english):  # noqa: F811
    set_role(coded, "甲", "lead")
    lead = task_list(coded)
    assert (len(lead.all), len(lead.mine), lead.leads) == (4, 0, True)
    queue = Adjudications(coded).queue()
    assert "agreed" in {docket.case.difference for docket in Adjudications(coded).dockets()}
    assert home_words(lead) == ["Others: 2 of 4 finished.", f"{len(queue)} disagreements to decide."]
    assert len(queue) == 3
    with Study.open(coded.path, "ann") as ann:
        mine = task_list(ann)
        assert (mine.leads, sum(mine.cases.values())) == (False, 0)
        first = mine.mine[0].info.name
        assert home_words(mine) == [f"Yours: 1 of 2 assignments open, first {first} (0/3 turns)."]
        assert task_marks(mine, mine.mine[1].info.id) == ["finished"]


def test_a_blind_coder_learns_nothing_of_the_others_progress(coded: Study):  # noqa: F811
    set_visibility(coded, "ben", blind=True)
    with Study.open(coded.path, "ben") as ben:
        found = task_list(ben)
        assert not found.leads
        theirs = [task for task in found.all if task.assignment.coder == "ann"]
        assert {(progress_words(task), state_words(task)) for task in theirs} == {("-", "-")}
        assert all("ann" not in word for word in home_words(found))
        assert task_marks(found, theirs[0].info.id) == task_marks(found, found.mine[0].info.id)
