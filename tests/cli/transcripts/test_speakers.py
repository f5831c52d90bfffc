"""Who speaks in a transcript of the study, listed and changed."""

import pytest

TALK = "林子含：為什麼要先談？\n王小明：沒有。\n王經理：很多。\n林子含：很希望。\n王小明：下次。\n"


@pytest.fixture
def talk(run, study, tmp_path):
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    assert run("import", str(tmp_path / "talk.txt"), "--case-per-file").status == 0
    return study


def listed(run, *options):
    rows = run("speakers", "talk", *options, "--json").json["rows"]
    return {row["name"]: (row["speaker"], row["role"]) for row in rows}


def test_roles_and_names_change_as_one_act_and_are_taken_back(run, talk):
    before = listed(run)
    changed = listed(run, "--interviewer", "林子含", "--same", "王經理=王小明")
    assert changed == {
        "林子含": ("林子含", "interviewer"),
        "王小明": ("王小明", "respondent"),
        "王經理": ("王小明", "respondent"),
    }
    assert listed(run) == changed
    assert run("verify").status == 0
    assert "changed who speaks" in run("undo").out
    assert listed(run) == before


def test_a_label_is_refused_and_taken_again(run, talk):
    assert listed(run, "--not-speaker", "王經理")["王經理"] == (None, "none")
    assert listed(run, "--other", "王經理")["王經理"] == ("王經理", "other")


def test_a_name_that_stands_nowhere_is_refused(run, talk):
    result = run("speakers", "talk", "--interviewer", "張三")
    assert result.status == 1
    assert "張三" in result.err
    assert "林子含" in result.err
