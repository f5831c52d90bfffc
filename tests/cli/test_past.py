"""The past on the command line: every reading command answers for a moment, every other refuses it."""

from pathlib import Path

import pytest

from coder.cli.shared.command_table import READS_THE_PAST, entries
from coder.coding.acts import Desk
from coder.model.text import Span
from coder.record.kinds import KINDS
from coder.record.study import Study

from .conftest import Run

READING = {
    "transcripts": (), "cases": (), "codes": (), "coders": (), "show": ("firm-a",), "search": ("經驗",), "quotes": (),
    "memos": (), "suggest": (), "freq": (), "findings": (), "finding": ("F1",), "report": ("--format", "md"),
    "figures": (), "trace": ("F1",), "log": (), "agree": ("--unmarked",), "training": (), "assign": (),
    "report-page": (),
    "setting": (), "sign": (),
}  # fmt: skip


@pytest.fixture
def later(study: Path) -> int:
    """GIVEN a study in which a coding was made and a memo removed after a moment, which is returned."""
    with Study.open(study / "study.db", "ann") as opened:
        moment = opened.journal.head()[0]
        desk, document = Desk(opened), opened.transcript("firm-b")
        start = document.text.index("我們不太缺人")
        desk.code(document, Span(start, start + 6), ["shortage"])
        document = opened.transcript("firm-a")
        memo = document.memos[0]
        desk.write_memo("", memo.target_kind, memo.target, None, memo)
    return moment


def test_the_help_of_the_log_names_every_kind(run: Run):
    said = run("log", "--help").out
    assert [name for name in KINDS if name not in said] == []


@pytest.mark.parametrize("name", sorted(READS_THE_PAST))
def test_a_reading_command_answers_for_the_moment_and_says_it(study: Path, run: Run, later: int, name: str):
    result = run("--at", f"#{later}", name, *READING[name])
    assert result.status == 0, result.err
    assert f"As it stood after change #{later}" in result.err
    # With it behind the command too, and in the language of the person.
    again = run(name, *READING[name], "--at", str(later), "--lang", "zh_TW")
    assert again.status == 0
    assert f"異動 #{later}" in again.err
    if name != "report":
        shown = run("--at", f"#{later}", name, *READING[name], "--json").json
        assert shown["as_of"]["change"] == later
        assert len(shown["as_of"]["head"]) == 64
        assert "as_of" not in run(name, *READING[name], "--json").json


def test_it_shows_what_stood_then(study: Path, run: Run, later: int):
    def codings(*more: str) -> int:
        return next(r["codings"] for r in run(*more, "freq", "--json").json["rows"] if r["code"] == "shortage")

    assert codings("--at", f"#{later}") + 1 == codings()
    assert len(run("--at", str(later), "memos", "--json").json["rows"]) == 1
    assert run("memos", "--json").json["rows"] == []
    assert len(run("--at", str(later), "log", "--json").json["rows"]) + 2 == len(run("log", "--json").json["rows"])
    assert run("--at", "2999-01-01", "freq", "--json").json["rows"] == run("freq", "--json").json["rows"]


def test_a_report_of_the_past_lies_beside_that_of_now(study: Path, run: Run, later: int):
    assert run("report", "--format", "md").status == 0
    now = (study / "exports" / "findings.md").read_bytes()
    assert run("--at", f"#{later}", "report", "--format", "md").status == 0
    then = (study / "exports" / f"at-{later}" / "findings.md").read_bytes()
    assert (study / "exports" / "findings.md").read_bytes() == now != then


OTHERS = sorted({e.name for e in entries()} - READS_THE_PAST)


@pytest.mark.parametrize("name", OTHERS)
def test_what_works_on_the_study_of_now_refuses_and_does_nothing(study: Path, run: Run, later: int, name: str):
    files = {p: p.stat().st_mtime_ns for p in study.rglob("*") if p.is_file()}
    result = run("--at", f"#{later}", name)
    assert result.status == 1
    assert f"coder {name} works on the current study" in result.err
    assert {p: p.stat().st_mtime_ns for p in study.rglob("*") if p.is_file()} == files


@pytest.mark.parametrize(
    "arguments",
    [("coders", "blind", "ann"), ("suggest", "--accept-all", "--yes"), ()],
    ids=["blind", "accept-all", "screen"],
)
def test_acts_of_reading_commands_and_the_screen_refuse_it(
    study: Path, run: Run, later: int, arguments: tuple[str, ...]
):
    result = run("--at", f"#{later}", *arguments)
    assert result.status == 1
    assert "Error" in result.err
    assert run("log", "--json").json["rows"][0]["last"] == later + 2


@pytest.mark.parametrize("moment", ["soon", "2026-02-30", "#999999", "1999-01-01", "2026-01-01T99:00"])
def test_what_is_no_moment_is_said(study: Path, run: Run, moment: str):
    result = run("--at", moment, "freq")
    assert result.status == 1
    assert "Error" in result.err
    assert "Traceback" not in result.err


def test_the_difference_names_codings_codes_and_memos(study: Path, run: Run, later: int):
    shown = run("diff", str(later), "--json").json
    assert [(c["code"], c["coder"], c["made"], c["balance"]) for c in shown["codings"]] == [("shortage", "ann", 1, 1)]
    assert [(o["kind"], o["what"]) for o in shown["objects"]] == [("memo", "removed")]
    assert shown["before"]["change"] == later
    printed = run("diff", f"#{later}").out
    assert "Shortage" in printed
    assert "很重要" in printed
    # The other way round, and from the beginning.
    assert run("diff", str(later + 2), str(later), "--json").json == shown
    whole = run("diff", "1999-01-01", "--json").json
    assert sum(c["made"] for c in whole["codings"]) == 6
    assert {o["kind"] for o in whole["objects"]} >= {
        "code",
        "finding",
        "recommendation",
        "figure",
        "case",
        "transcript",
    }
    assert "Nothing differs" in run("diff", str(later), str(later)).err


def test_the_log_is_filtered_by_coder_transcript_code_day_and_kind(study: Path, run: Run, later: int):
    def verbs(*filters: str) -> list[str]:
        return [row["verb"] for row in run("log", *filters, "--json").json["rows"]]

    assert verbs("--transcript", "firm-b", "--code", "shortage") == ["code"]
    assert verbs("--code", "Shortage")[0] == "code"
    assert verbs("--code", "talent")[0] == "remove-memo"
    assert verbs("--kind", "memo")[0] == "remove-memo"
    assert verbs("--by", "bob") == ["join"]
    assert verbs("--day", "1999-01-01") == verbs("--until", "1999-01-01T12:00") == []
    assert verbs("--since", "1999-01-01", "--until", "2999-01-01") == verbs()
    assert run("log", "--limit", "1", "--json").json["acts"] == len(verbs())
    assert "more (--limit)" in run("log", "--limit", "1").err
    for wrong in (("--day", "x"), ("--transcript", "nix"), ("--code", "nix"), ("--by", "nix")):
        assert run("log", *wrong).status == 1
    for wrong in (
        ("--day", "2026-01-01", "--since", "2026-01-01"),
        ("--act", "x", "--code", "shortage"),
        ("--kind", "nix"),
    ):
        assert run("log", *wrong).status == 2
