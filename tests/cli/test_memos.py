"""coder memos: listing and finding what people noted."""

from pathlib import Path

import pytest

from coder.coding.acts import Desk
from coder.record.study import Study
from coder.workspace import Workspace

from .conftest import Run


@pytest.fixture
def noted(study: Path) -> Path:
    """GIVEN a memo on a coding, on a code and on the study, beside the sample's own."""
    with Workspace(study).open("ann") as opened:
        here = Desk(opened)
        info = opened.project().transcripts[0]
        coding = opened.transcript(info.id).codings[0]
        here.write_memo("在臺灣\n第二行", "coding", coding.id, coding.span)
        here.write_memo("narrow it", "code", coding.code)
        here.write_memo("\x1b[31mred", "study", "study")
    return study


def test_memos_are_listed_with_what_they_are_on(run: Run, noted: Path):
    result = run("memos")
    assert result.status == 0
    assert "在臺灣" in result.out
    assert "第二行" in result.out
    assert "> " in result.out
    assert "\x1b" not in result.out
    assert "4 memos" in result.err


@pytest.mark.parametrize(
    ("arguments", "texts"),
    [
        (("台灣",), ["在臺灣\n第二行"]),
        (("--on", "code"), ["narrow it"]),
        (("NARROW", "it"), ["narrow it"]),
        (("nothing of this",), []),
    ],
)
def test_words_and_kinds_narrow_the_list(run: Run, noted: Path, arguments: tuple[str, ...], texts: list[str]):
    assert [row["text"] for row in run("memos", *arguments, "--json").json["rows"]] == texts


def test_json_holds_the_place_of_a_memo(run: Run, noted: Path):
    row = run("memos", "--on", "coding", "--json").json["rows"][0]
    assert row["coder"] == "ann"
    assert row["line"] > 0
    assert row["quote"]
    assert row["citation"].split("-")[1] == str(row["line"])


def test_an_unknown_coder_is_said(run: Run, noted: Path):
    result = run("memos", "--coder-is", "nobody")
    assert result.status == 1
    assert "nobody" in result.err


def test_the_history_names_what_a_memo_is_on(run: Run, noted: Path):
    printed = run("log", "--limit", "5", "--json").out
    with Study.open(noted / "study.db", "ann") as study:
        code = study.project().code_by_id[study.transcript(study.project().transcripts[0].id).codings[0].code].title
    assert f"wrote a memo coding {code}" in printed
