"""quotes: expressions over codes, filters, orders, files; codes that fall together."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path

import openpyxl
import pytest
from click import Choice, Command

from coder.cli import quotes
from coder.model.counting.code_expression import SORTS
from coder.model.text import Role
from coder.retrieval.passages import ORIGINS

from .conftest import Run

MORE = """\
transcript,line,quote,code,coder,at,origin,memo
firm-a,3,一直缺人,experience,bob,2026-01-03T23:30:00+08:00,manual,
firm-a,5,推薦進來的人,experience,ann,2026-02-01T10:01:00+08:00,manual,
"""


@pytest.fixture
def more(study: Path, run: Run) -> Path:
    """GIVEN two more codings, on words that others stand on."""
    (study / "more.csv").write_text(MORE, "utf-8")
    assert run("codings", "import", "more.csv").status == 0
    return study


@pytest.fixture
def taipei(monkeypatch: pytest.MonkeyPatch):
    """GIVEN a machine whose days are those of Taipei."""
    monkeypatch.setenv("TZ", "Asia/Taipei")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def found(run: Run, *arguments: str) -> list[str]:
    result = run("quotes", *arguments, "--json")
    assert result.status == 0, result.err
    return [row["text"] for row in result.json["rows"]]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("shortage AND experience", ["一直缺人"]),
        ("SHORTAGE AND 實務經驗", ["一直缺人"]),
        ("shortage OVERLAP experience", ["我們一直缺人，真的找不到人"]),
        ("experience WITHIN talent", ["一直缺人", "推薦進來的人"]),
        ("talent NOT experience", []),
        ("talent AND experience", ["一直缺人", "推薦進來的人"]),
        ("(shortage OR referral) WITHIN shortage", ["我們一直缺人，真的找不到人"]),
    ],
)
def test_an_expression_finds_its_passages(more: Path, run: Run, expression: str, expected: list[str]):
    assert found(run, expression) == expected
    assert found(run, *expression.split()) == expected


def test_a_passage_of_two_codes_names_both_codings_and_each_citation_is_traced(more: Path, run: Run):
    [row] = run("quotes", "shortage", "AND", "experience", "--json").json["rows"]
    assert row["codes"] == ["experience", "shortage"]
    assert sorted((c["code"], c["coder"]) for c in row["codings"]) == [
        ("experience", "bob"), ("shortage", "ann"), ("shortage", "bob"),
    ]  # fmt: skip
    assert row["coders"] == ["ann", "bob"]
    for coding in row["codings"]:
        traced = run("trace", coding["id"])
        assert traced.status == 0
        assert coding["coder"] in traced.out
    out = run("quotes", "shortage AND experience")
    assert "Experience + Shortage" in out.out
    assert "1 passage, 4 characters, 1 case, 2 coders" in out.err


def test_near_spans_both_and_may_ask_for_the_same_coder(more: Path, run: Run):
    assert found(run, "shortage NEAR/1 referral") == []
    [text] = found(run, "shortage NEAR/200 referral")
    assert text.startswith("我們一直缺人")
    assert text.endswith("推薦進來的人待得比較久")
    assert found(run, "experience OVERLAP referral", "--same-coder") == ["推薦進來的人"]
    assert found(run, "shortage AND experience", "--same-coder") == ["一直缺人"]
    assert found(run, "shortage AND experience", "--coder-is", "ann") == []


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--case", "b"), 1), (("--case", "廠商 A"), 5), (("--case", "A", "--case", "B"), 6), (("--where", "kind=資服業"), 1),
        (("--where", "kind=資服業", "--where", "kind=AI 新創"), 6), (("--where", "kind=資服業", "--where", "size=小型"), 0),
        (("--transcript", "firm-b"), 1), (("--coder-is", "bob"), 3), (("--role", "interviewer"), 0), (("--role", "respondent"), 6),
        (("--speaker", "受訪者"), 6), (("--speaker", "訪談者"), 0),
        (("--origin", "bulk"), 0), (("--origin", "import"), 6), (("--contains", "缺人"), 2), (("--contains", "【"), 0),
        (("--with-memo",), 1), (("--since", "2026-02-01"), 1), (("--until", "2026-01-02"), 4),
        (("--since", "2026-01-03", "--until", "2026-01-04"), 1), (("--limit", "2"), 2),
    ],
    ids=str,
)  # fmt: skip
def test_filters(more: Path, run: Run, taipei: None, options: tuple[str, ...], count: int):
    assert len(found(run, *options)) == count
    assert len(found(run, *options, "--sort", "length")) == count


def test_orders(more: Path, run: Run):
    lengths = [len(text) for text in found(run, "--sort", "length")]
    assert lengths == sorted(lengths, reverse=True)
    assert found(run, "--sort", "time")[0] == "推薦進來的人"
    assert found(run, "--sort", "case")[-1] == "=經驗最重要"
    assert found(run, "talent", "--sort", "code")[0] == "推薦進來的人待得比較久"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("shortage AND (referral",), "column 14"),
        (("shortage AND refferal",), "column 14"),
        (("shortage AND refferal",), "referral (Referral)"),
        (("NOT shortage",), "A NOT B"),
        (("shortage OR (NOT referral)",), "column 18"),
        (("shortage", "--case", "Z"), "A (廠商 A)"),
        (("--where", "kin=x"), "kind, size"),
        (("--where", "kind=x"), "AI 新創"),
        (("--coder-is", "eve"), "ann"),
        (("--since", "yesterday"), "2026-01-31"),
        (("--output", "x.pdf"), ".xlsx"),
        (("--transcript", "nix"), "coder transcripts"),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_a_remedy(study: Path, run: Run, arguments, said: str):
    result = run("quotes", *arguments)
    assert (result.status, result.out) == (1, "")
    assert said in result.err


@pytest.mark.parametrize(
    "arguments",
    [("--where", "kind"), ("--where", "=x"), ("--sort", "nix"), ("--origin", "nix"), ("a", "--code", "b"), ("--json", "--output", "a.md")],
)  # fmt: skip
def test_wrong_use(study: Path, run: Run, arguments):
    assert run("quotes", *arguments).status == 2


def test_a_name_that_the_shell_kept_together_is_one_word(study: Path, run: Run):
    path = study / "codebook" / "codebook.yaml"
    path.write_text(path.read_text("utf-8").replace("name_en: Referral", "name_en: By referral"), "utf-8")
    assert run("codebook", "apply").status == 0
    expected = found(run, "referral")
    assert found(run, "By referral") == found(run, '"By referral" OR referral') == expected
    assert found(run, "by referral", "OR", "referral") == expected


def test_the_choices_are_those_of_the_program():
    command = quotes.quotes
    assert isinstance(command, Command)
    choices = {p.name: tuple(p.type.choices) for p in command.params if isinstance(p.type, Choice)}
    assert choices == {"sort": SORTS, "roles": tuple(map(str, Role)), "origins": ORIGINS}


def test_a_csv_file_holds_what_was_found_as_text(more: Path, run: Run):
    result = run("quotes", "experience", "--output", "out.csv")
    assert result.out.strip() == "out.csv"
    data = (more / "out.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(data)))
    assert {row["text"] for row in rows} == {
        "一直缺人",
        "推薦進來的人",
        "[bold]粗體[/bold] 還有 [/x] 跟 [@click=app.bell]x[/]",
        "'=經驗最重要",
    }
    assert all(
        row["journal_head"] and "Synthetic" in row["notice"] and "experience" in row["expression"] for row in rows
    )
    assert run("quotes", "--with-memo", "--output", "memo.csv").status == 0
    assert "ann: 很重要" in (more / "memo.csv").read_text("utf-8-sig")


def test_a_workbook_holds_what_was_found_as_text(more: Path, run: Run):
    assert run("quotes", "experience", "--sort", "length", "--output", "deep/out.xlsx").status == 0
    book = openpyxl.load_workbook(more / "deep" / "out.xlsx")
    assert book.sheetnames == ["Overview", "Quotations"]
    facts = {row[0].value: row[1].value for row in book["Overview"].iter_rows(max_col=2)}
    assert facts["Expression"] == "experience"
    assert facts["Passages"] == "4"
    assert len(facts["Journal head"]) == 64
    assert any("Synthetic" in str(cell) for cell in facts)
    rows = list(book["Quotations"].iter_rows())
    cell = next(c for row in rows for c in row if str(c.value).startswith("=經驗"))
    assert cell.data_type == "s"
    assert all("Synthetic" in row[-1].value for row in rows[1:])


def test_a_markdown_file_shows_every_sign(more: Path, run: Run):
    assert run("quotes", "experience OR referral", "--output", "out.md").status == 0
    text = (more / "out.md").read_text("utf-8")
    assert "\\[bold\\]粗體\\[/bold\\]" in text
    assert "Synthetic" in text.split("\n")[2]
    assert "很重要" in text
    assert "coded by ann" in text


def test_a_file_is_whole_or_not_there(more: Path, run: Run):
    (more / "out.md").write_text("old", "utf-8")
    assert run("quotes", "nix", "--output", "out.md").status == 1
    assert (more / "out.md").read_text("utf-8") == "old"


def test_codes_that_fall_together_are_counted(more: Path, run: Run):
    rows = run("codes", "--together", "--json").json["rows"]
    assert [(r["code"], r["other"], r["passages"], r["characters"]) for r in rows] == [
        ("experience", "referral", 1, 6), ("experience", "shortage", 1, 4),
    ]  # fmt: skip
    whole = len("[bold]粗體[/bold] 還有 [/x] 跟 [@click=app.bell]x[/]") + len("=經驗最重要") + 6 + 4
    assert rows[1]["jaccard"] == round(4 / (whole + len("我們一直缺人，真的找不到人") - 4), 4)
    for row in rows:
        assert len(found(run, f"{row['code']} AND {row['other']}")) == row["passages"]
    assert "Experience" in run("codes", "--together").out


def test_the_passages_are_summed_up_below_them_as_in_words(more: Path, run: Run):
    totals = run("quotes", "--json").json["totals"]
    last = run("--lang", "en", "quotes").out + run("--lang", "en", "quotes").err
    assert totals["unit"] == "passages"
    assert totals["layer"] == "any"
    assert f"{totals['passages']:,} passages, {totals['characters']:,} characters, {totals['cases']} cases" in last
    assert totals["passages"] == len(run("quotes", "--json").json["rows"])
