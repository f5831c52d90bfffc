"""Every command once, for people and for programs."""

import csv
import io
from pathlib import Path

import pytest

from .conftest import Run

LISTINGS = [
    ("transcripts",), ("cases",), ("codes",), ("codes", "--keywords"), ("coders",), ("show", "firm-a"),
    ("search", "經驗"), ("quotes",), ("freq",), ("freq", "--by", "kind"), ("freq", "--themes"), ("findings",),
    ("finding", "f1"), ("suggest",), ("trace", "F1"), ("trace", "R1"), ("trace", "referral"), ("log",),
    ("verify",), ("backup", "--list"),
]  # fmt: skip
LIGHT_ON_NOTICE = {"verify", "backup"}


@pytest.mark.parametrize("arguments", LISTINGS, ids=" ".join)
def test_prints_for_people_with_the_notice_of_invented_texts(study: Path, run: Run, arguments: tuple[str, ...]):
    result = run(*arguments)
    assert result.status == 0
    if arguments[0] not in LIGHT_ON_NOTICE:
        assert result.out.strip()
        assert "Synthetic sample: 1 of 2" in result.err


@pytest.mark.parametrize("arguments", LISTINGS, ids=" ".join)
def test_prints_json_with_the_notice_in_it(study: Path, run: Run, arguments: tuple[str, ...]):
    result = run(*arguments, "--json")
    assert result.status == 0
    assert isinstance(result.json, dict)
    assert ("Synthetic sample" in result.json["notice"]) == (arguments[0] != "backup")


def test_transcripts_show_the_coders_own_progress(study: Path, run: Run):
    rows = {row["name"]: row for row in run("transcripts", "--json").json["rows"]}
    assert (rows["firm-a"]["codings"], rows["firm-a"]["mine"], rows["firm-a"]["lines_coded"]) == (4, 3, 3)
    assert rows["firm-a"]["progress"] == 0.75
    assert rows["firm-a"]["last_coder"] == "bob"
    assert (rows["firm-a"]["synthetic"], rows["firm-b"]["synthetic"]) == (True, False)


def test_show_puts_the_codings_on_their_lines(study: Path, run: Run):
    rows = run("show", "firm-a", "--lines", "3-4", "--json").json["rows"]
    assert [row["line"] for row in rows] == [3, 4]
    assert [(c["code"], c["coder"]) for c in rows[0]["codings"]] == [("shortage", "ann"), ("shortage", "bob")]
    assert not rows[1]["codings"]
    assert "Shortage · bob" in run("show", "firm-a", "--lines", "3").out


def test_search_counts_lines_and_keeps_the_words_around(study: Path, run: Run):
    rows = run("search", "經驗", "--json").json["rows"]
    assert [(r["transcript"], r["line"]) for r in rows] == [("firm-a", 5), ("firm-b", 2)]
    assert all(r["match"] == "經驗" for r in rows)
    assert run("search", "沒有這個詞").status == 0
    assert len(run("search", "經驗", "--limit", "1", "--json").json["rows"]) == 1


def test_quotes_of_a_theme_join_coders_who_agree(study: Path, run: Run):
    rows = run("quotes", "--code", "人才競爭", "--json").json["rows"]
    assert [(r["code"], r["coders"]) for r in rows] == [("shortage", ["ann", "bob"]), ("referral", ["ann"])]
    assert f"[{rows[0]['id']}]" in run("quotes").out


def test_frequencies_count_within_cases_and_by_several_attributes(study: Path, run: Run):
    whole = {row["code"]: row for row in run("freq", "--by", "kind,size", "--json").json["rows"]}
    kinds = {name.split(": ")[1] for row in whole.values() for name in row["groups"] if name.startswith("kind: ")}
    parts = [
        {row["code"]: row for row in run("freq", "--where", f"kind={kind}", "--json").json["rows"]} for kind in kinds
    ]
    for code, row in whole.items():
        assert sum(part[code]["passages"] for part in parts) == row["passages"]
        for kind, part in zip(kinds, parts, strict=True):
            assert row["groups"].get(f"kind: {kind}", 0) == part[code]["passages"]
    for wrong in (("--where", "kind=nothing"), ("--by", "kind", "--by", "nothing")):
        failed = run("freq", *wrong)
        assert failed.status
        assert "no case has" in failed.err


def test_frequencies_count_by_attribute_and_coder(study: Path, run: Run):
    result = run("freq", "--by", "kind", "--json").json
    rows = {row["code"]: row for row in result["rows"]}
    assert (result["cases"], result["transcripts"], result["attribute"]) == (2, 2, "kind")
    assert rows["talent"]["codings"] == 3
    assert rows["experience"]["groups"] == {"AI 新創": 1, "資服業": 1}
    assert rows["shortage"]["coders"] == {"ann": 1, "bob": 1}
    assert [row["level"] for row in run("freq", "--themes", "--json").json["rows"]] == ["theme", "theme"]


def test_frequencies_as_csv_on_stdout_and_in_a_file(study: Path, run: Run, tmp_path: Path):
    rows = list(csv.DictReader(io.StringIO(run("freq", "--csv", "-").out)))
    assert [row["code"] for row in rows] == ["talent", "shortage", "referral", "skills", "experience"]
    assert rows[0]["codings"] == "3"
    target = tmp_path / "f.csv"
    assert run("freq", "--themes", "--csv", str(target)).out.strip() == str(target)
    assert len(target.read_text("utf-8-sig").splitlines()) == 3


def test_findings_show_both_sides(study: Path, run: Run):
    result = run("findings")
    for words in ("Talent is short", "Passages for: 1", "Passages against: 1", "推薦進來的人", "61.5%", "廠商 B"):
        assert words in result.out
    assert "我們一直缺人" not in run("findings", "--quotes", "0").out
    found = run("finding", "F1", "--json").json
    assert (found["passages_for"], found["passages_against"], found["cases_for"]) == (1, 1, 1)


def test_a_finding_alone_is_told_as_among_all(study: Path, run: Run):
    rows = run("findings", "--json").json["rows"]
    alone = [run("finding", row["id"], "--json").json for row in rows]
    assert [row.pop("notice") for row in alone]
    assert alone == rows


def test_trace_walks_down_and_up(study: Path, run: Run):
    quote = run("quotes", "--code", "shortage", "--json").json["rows"][0]["id"]
    chain = run("trace", quote, "--json").json
    assert chain["text"] == "我們一直缺人，真的找不到人"
    assert chain["below"][0]["kind"] == "change"
    assert chain["above"][0]["above"][0]["above"][0]["id"] == "R1"
    out = run("trace", quote).out
    assert out.index("我們一直缺人") < out.index("What rests on it") < out.index("R1")


def test_trace_says_how_many_quotes_it_left_out(study: Path, run: Run):
    out = run("trace", "F2", "--limit", "1").out
    assert "=經驗最重要" not in out
    assert "and 1 more quote (" in out
    assert "=經驗最重要" in run("trace", "F2").out


def test_suggestions_are_listed_accepted_at_once_and_taken_back(study: Path, run: Run):
    listed = run("suggest", "--by", "keywords", "--json").json["rows"]
    assert all(row["evidence"] and row["speaker"] == "受訪者" for row in listed)
    assert {row["code"] for row in run("suggest", "--code", "talent", "--json").json["rows"]} <= {
        "shortage",
        "referral",
    }
    refused = run("suggest", "--accept-all")
    assert (refused.status, "--yes" in refused.err) == (1, True)
    accepted = run("suggest", "--accept-all", "--yes")
    assert accepted.status == 0
    assert f"{len(listed)} suggestions in 2 transcripts" in accepted.err
    assert not run("suggest", "--by", "keywords", "--json").json["rows"]
    assert run("undo").status == 0
    assert run("suggest", "--by", "keywords", "--json").json["rows"] == listed
    assert run("redo").status == 0
    assert run("verify").status == 0


def test_accepting_all_takes_whole_transcripts(study: Path, run: Run):
    assert run("suggest", "--accept-all", "--code", "shortage", "--yes").status == 2


def test_undo_never_takes_the_coder_out(study: Path, run: Run):
    assert run("--coder", "eve", "suggest", "--accept-all", "--yes").status == 0
    assert run("--coder", "eve", "undo").status == 0
    nothing = run("--coder", "eve", "undo")
    assert (nothing.status, "nothing to undo" in nothing.err) == (1, True)


def test_log_names_acts_and_shows_the_changes_of_one(study: Path, run: Run):
    acts = run("log", "--json").json["rows"]
    verbs = [act["verb"] for act in acts]
    assert verbs[0] == "codings"
    assert "import" in verbs
    assert {act["coder"] for act in run("log", "--coder", "bob", "--json").json["rows"]} == {"bob"}
    changes = run("log", "--act", acts[0]["act"][-8:], "--json").json
    assert changes["act"] == acts[0]["act"]
    assert changes["rows"][0]["after"]["code"] == "shortage"
    assert "#" in run("log", "--act", acts[0]["act"], "--limit", "1").out


def test_backup_is_listed(study: Path, run: Run, tmp_path: Path):
    assert Path(run("backup").out.strip()).is_file()
    assert len(run("backup", "--list", "--json").json["rows"]) == 1
    assert Path(run("backup", str(tmp_path / "usb")).out.strip()).parent == tmp_path / "usb"


def test_export_prints_the_paths(study: Path, run: Run, tmp_path: Path):
    paths = [Path(line) for line in run("report").out.splitlines()]
    assert {p.suffix for p in paths} == {".md", ".xlsx", ".csv", ".txt", ".json", ".html", ".docx"}
    assert all(p.parent == study / "exports" and p.is_file() for p in paths)
    only = run("report", "--format", "md", "--to", str(tmp_path / "out")).out.splitlines()
    assert [Path(p).suffix for p in only] == [".md"]


def test_a_report_in_a_named_template_is_verified_with_it(study: Path, run: Run, tmp_path: Path):
    from docx import Document

    template = tmp_path / "house.docx"
    Document().save(str(template))
    made = run("report", "--format", "docx", "--to", str(tmp_path), "--template", str(template), "--json").json
    result = run("verify", made["files"][0])
    assert result.status == 1
    assert made["stamp"]["template"] in result.out
    assert "another Word template" in result.out
    assert "was changed after" not in result.out
    assert run("verify", "--json", made["files"][0]).json["reports"][0]["template_missing"]
    assert run("verify", "--template", str(template), made["files"][0]).status == 0


def test_verify_names_what_was_changed_behind_the_programs_back(study: Path, run: Run):
    import sqlite3

    with sqlite3.connect(study / "study.db") as connection:
        connection.execute("UPDATE coding SET code = 'referral' WHERE code = 'shortage'")
    connection.close()
    result = run("verify")
    assert result.status == 1
    assert "shortage" in result.out
    found = run("verify", "--json")
    assert (found.status, found.json["ok"], len(found.json["differences"])) == (1, False, 2)


def test_codebook_is_checked_applied_and_its_schemas_written(study: Path, run: Run):
    assert "3 codes" in run("codebook", "check").out
    path = study / "codebook" / "codebook.yaml"
    path.write_text(path.read_text("utf-8").replace("說到人不夠", "說到人手不夠"), "utf-8")
    assert "1 object changed" in run("codebook", "apply").out
    assert run("codes", "--json").json["rows"][1]["version"] == 2
    assert len(run("codebook", "schema").out.splitlines()) == 7


def test_completion_scripts_and_names(study: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    for shell in ("bash", "zsh", "fish"):
        assert "_CODER_COMPLETE" in run("completion", shell).out
    monkeypatch.setenv("_CODER_COMPLETE", "bash_complete")
    for words, expected in (
        ("coder show fi", "firm-a"),
        ("coder finding F", "F2"),
        ("coder quotes --code re", "referral"),
    ):
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
        assert expected in run().out


def test_accepting_all_leaves_what_was_refused(study: Path, run: Run):
    from coder.coding.acts import Desk
    from coder.record.study import Study

    with Study.open(study / "study.db", "ann") as opened:
        document = opened.transcript("firm-b")
        refused = Desk(opened).suggestions(document)[0]
        Desk(opened).reject(document, refused)
    waiting = run("suggest", "--by", "keywords", "--json").json["rows"]
    assert (refused.start, refused.code) not in {
        (r["start"], r["code"]) for r in waiting if r["transcript"] == "firm-b"
    }
    accepted = run("suggest", "--accept-all", "--yes")
    assert f"Made {len(waiting)} codings" in accepted.out
