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


FORMS = {
    "numbered": ("Q1：why?\nA1：hard.\nQ2：and?\nA2：so.\n", "Q", "A"),
    "lines": ("Wang 00:01\nwhy?\n\nLi 00:05\nhard.\n\nWang 00:09\nand?\n\nLi 00:12\nso.\n", "Wang", "Li"),
    "own": ("<<Wang>> why?\n<<Li>> hard.\n<<Wang>> and?\n<<Li>> so.\n", "Wang", "Li"),
}


@pytest.mark.parametrize("form", FORMS)
def test_speakers_of_any_form_are_changed_refused_and_taken_again(run, study, tmp_path, form):
    text, asks, answers = FORMS[form]
    (tmp_path / "talk.txt").write_text(text, encoding="utf-8")
    run("setting", "set", "label-pattern", "<<(?P<name>[^>]+)>>")
    assert run("import", str(tmp_path / "talk.txt"), "--case-per-file", "--interviewer", asks).status == 0
    before = {asks: (asks, "interviewer"), answers: (answers, "respondent")}
    assert listed(run) == before
    assert listed(run, "--not-speaker", answers) == {asks: (asks, "interviewer"), answers: (None, "none")}
    assert listed(run, "--respondent", answers) == before
    (row,) = {
        tuple(row.items())
        for row in run("speakers", "talk", "--same", f"{answers}={asks}", "--json").json["rows"]
        if row["name"] != answers
    }
    assert (dict(row)["speaker"], dict(row)["role"]) == (asks, "interviewer")
    assert run("undo").status == run("undo").status == run("undo").status == 0
    assert listed(run) == before


def test_a_file_is_a_case_of_its_own_where_no_file_lists_the_cases(run, tmp_path):
    run("init", str(tmp_path / "s"))
    (tmp_path / "one.txt").write_text("Q: why?\nA: so.\n", encoding="utf-8")
    result = run("--study", str(tmp_path / "s"), "import", str(tmp_path / "one.txt"), "--json")
    assert [row["case_name"] for row in result.json["rows"]] == ["one"]


def test_the_desk_needs_a_terminal(run, talk):
    result = run("speakers", "talk", "--screen")
    assert (result.status, "--interviewer" in result.err) == (1, True)


def test_nobody_is_said_to_have_said_what_nobody_said(run, talk):
    """A label that was taken by itself tells why; one that a person changed, that she said so."""

    def reasons():
        return {row["name"]: row["why"] for row in run("speakers", "talk", "--json").json["rows"]}

    assert "said" not in reasons().values()
    run("speakers", "talk", "--interviewer", "林子含")
    assert reasons()["林子含"] == "said"
