"""revise, lost, show --revision: as a person at the prompt uses them."""

from __future__ import annotations

import pytest

CHANGED = ("我們一直缺人，真的找不到人", "我們現在非常缺人，真的找不到")


@pytest.fixture
def corrected(study):
    """GIVEN a corrected transcript beside the study: one coded passage says other words, a line is new."""
    text = (study / "transcripts" / "firm-a.txt").read_text("utf-8")
    path = study / "firm-a-new.txt"
    path.write_text("（校訂稿）\n" + text.replace(*CHANGED), "utf-8")
    return str(path)


def test_a_dry_run_says_what_the_act_then_does(run, corrected):
    dry = run("revise", "firm-a", corrected, "--dry-run", "--json")
    assert (dry.status, dry.json["changed"]) == (0, False)
    assert run("transcripts", "--json").json["rows"][0]["revision"] == 1
    done = run("revise", "firm-a", corrected, "--json")
    assert {**done.json, "changed": False} == dry.json
    assert (done.json["carried"], done.json["lines_removed"], done.json["lines_added"]) == (2, 1, 2)
    assert {(row["coder"], row["words"], row["line"]) for row in done.json["lost"]} == {
        ("ann", CHANGED[0], 3),
        ("bob", CHANGED[0], 3),
    }
    assert {row["place"]["words"] for row in done.json["lost"]} == {CHANGED[1]}
    assert done.json["findings"] == [
        {"id": "F1", "title": "Talent is short", "lost_quotes": 2, "cited_lost": [], "cited_moved": []}
    ]
    row = run("transcripts", "--json").json["rows"][0]
    assert (row["revision"], row["lost"], row["codings"]) == (2, 2, 2)
    assert run("verify").status == 0


def test_the_table_for_people(run, corrected):
    done = run("revise", "firm-a", corrected)
    assert "firm-a, revision 2" in done.out
    assert CHANGED[0] in done.out
    assert "F1 Talent is short" in done.out
    assert "revision 2 | 2 displaced" in run("transcripts").out
    assert "revised the transcript firm-a" in run("log").out


def test_lost_anchors_are_placed_and_given_up_and_both_can_be_undone(run, corrected):
    run("revise", "firm-a", corrected)
    ann, bob = (row["name"] for row in sorted(run("lost", "--json").json["rows"], key=lambda r: r["coder"]))
    wrong = run("lost", "place", ann, "--line", "4", "--text", "沒有這些字")
    assert (wrong.status, "line 4 has" in wrong.err) == (1, True)
    assert run("lost", "place", ann, "--line", "4", "--text", "現在非常缺人").status == 0
    shown = [
        c for line in run("show", "firm-a", "--json").json["rows"] for c in line["codings"] if c["code"] == "shortage"
    ]
    assert [(c["coder"], c["line"], c["id"][-4:]) for c in shown] == [("ann", 4, ann[-4:])]
    assert run("lost", "drop", bob).status == 1
    assert run("lost", "drop", bob, "--yes").status == 0
    assert "No displaced codings." in run("lost").out
    assert run("lost", "place", bob, "--line", "4", "--text", "現在非常缺人").status == 1
    for left in (1, 2, 0):
        assert run("undo").status == 0
        assert len(run("lost", "--json").json["rows"]) == left
    assert run("transcripts", "--json").json["rows"][0]["revision"] == 1
    assert run("verify").status == 0


def test_the_text_of_before_can_be_read(run, corrected):
    run("revise", "firm-a", corrected)
    old = run("show", "firm-a", "--revision", "1", "--lines", "3")
    assert CHANGED[0] in old.out
    assert "This is revision 1; codings stand on revision 2." in old.err
    assert CHANGED[1] in run("show", "firm-a", "--lines", "4").out
    assert run("show", "firm-a", "--revision", "7").status == 1


def test_a_citation_printed_before_leads_to_the_quote_of_now_and_says_so(run, corrected):
    before = next(q["id"] for q in run("quotes", "referral", "--json").json["rows"])
    lost = next(q["id"] for q in run("quotes", "shortage", "--json").json["rows"])
    run("revise", "firm-a", corrected)
    assert "coded on revision 1: the text was revised since" in run("trace", before).out
    assert "DISPLACED in revision 2" in run("trace", lost).out


def test_the_same_text_and_the_wrong_text(run, study, corrected):
    same = run("revise", "firm-a", str(study / "transcripts" / "firm-a.txt"))
    assert (same.status, "nothing was done" in same.out) == (0, True)
    (study / "wrong.txt").write_text("訪談者：別的訪談。\n受訪者：完全不同的內容。\n", "utf-8")
    wrong = run("revise", "firm-a", "wrong.txt")
    assert (wrong.status, "only 0%" in wrong.err, "--yes" in wrong.err) == (1, True, True)
    assert run("revise", "firm-a", "wrong.txt", "--dry-run").status == 0
    other = run("revise", "firm-a", str(study / "transcripts" / "firm-b.txt"), "--yes")
    assert (other.status, "firm-b" in other.err) == (1, True)
    assert run("revise", "firm-a", "nowhere.txt").status == 1
    assert run("revise", "firm-a", "wrong.txt", "--yes").status == 0
    assert len(run("lost", "--json").json["rows"]) == 4
    assert run("verify").status == 0


def test_codings_in_csv_can_be_taken_in_again_after_a_revision(run, study, corrected):
    run("revise", "firm-a", corrected)
    path = study / "again.csv"
    path.write_text("transcript,line,quote,code,coder\nfirm-a,6,推薦進來的人待得比較久,referral,ann\n", "utf-8")
    assert "0 codings; 1 was there already" in run("codings", "import", str(path)).out
