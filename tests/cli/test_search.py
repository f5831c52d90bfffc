"""What `coder search` finds, how it prints it, and how it says what is wrong."""

import csv
import io
from pathlib import Path

import pytest

from coder.cli.shared.help_layout import cells

from .conftest import Run


def places(run: Run, *arguments: str) -> list[tuple[str, int]]:
    return [(r["transcript"], r["line"]) for r in run("search", *arguments, "--json").json["rows"]]


def test_the_words_found_stand_in_one_column(study: Path, run: Run):
    result = run("search", "推薦 OR 缺人")
    lines = result.out.splitlines()
    starts = {cells(line[: line.index("推薦" if "靠推薦" in line else "缺人")]) for line in lines if "缺人" in line}
    assert (len(lines), len(starts)) == (4, 1)
    assert "4 places in 2 transcripts" in result.err


def test_boolean_and_proximity(study: Path, run: Run):
    assert places(run, "推薦 經驗") == [("firm-a", 5)]
    assert places(run, "推薦 經驗", "--unit", "sentence") == [("firm-a", 5)]
    assert places(run, "推薦 NEAR/2 經驗") == []
    assert places(run, "經驗 NOT 推薦") == [("firm-b", 2)]
    assert places(run, "缺人 AND 經驗", "--unit", "transcript") == [("firm-a", 3), ("firm-b", 2)]


def test_spellings_and_regular_expressions(study: Path, run: Run):
    assert places(run, "经验") == places(run, "經驗") == [("firm-a", 5), ("firm-b", 2)]
    assert places(run, "经验", "--exact") == []
    assert places(run, "/缺.$/") == []
    assert places(run, "缺人|缺$", "--regex") == [("firm-a", 3), ("firm-b", 3)]


def test_filters(study: Path, run: Run):
    assert places(run, "經驗", "--case", "B") == places(run, "經驗", "--where", "kind=資服業") == [("firm-b", 2)]
    assert places(run, "經驗", "--code", "experience") == [("firm-b", 2)]
    assert places(run, "缺人", "--code", "人才競爭", "--coded-by", "bob") == [("firm-a", 3)]
    assert places(run, "經驗", "--not-code", "skills") == [("firm-a", 5)]
    assert places(run, "嗎 OR 經驗", "--role", "interviewer") == [("firm-a", 2)]
    assert places(run, "經驗", "--speaker", "訪談者") == []
    assert places(run, "經驗", "--transcript", "firm-a") == [("firm-a", 5)]


def test_json_holds_what_the_help_says(study: Path, run: Run):
    row = run("search", "推薦 NEAR 推薦進", "--json").json["rows"][0]
    promised = run("search", "--help").out
    assert set(row) == {
        "transcript", "case", "case_name", "line", "start", "end", "spans", "unit", "speaker", "role", "before",
        "match", "after", "codes",
    }  # fmt: skip
    assert all(name in promised for name in row)
    assert len(row["spans"]) == 2
    assert (row["speaker"], row["role"], row["codes"]) == ("受訪者", "respondent", ["referral"])
    assert (row["before"], row["match"], row["after"][:3]) == ("多半靠", "推薦", "。推薦")
    near = run("search", "經驗", "--context", "1", "--json").json["rows"][1]
    assert (near["before"], near["after"]) == ("=", "最")


def test_counted_and_sorted(study: Path, run: Run):
    counted = run("search", "推薦 OR 缺人", "--count", "transcript", "--json").json
    assert [(r["transcript"], r["places"]) for r in counted["rows"]] == [("firm-a", 3), ("firm-b", 1)]
    assert [r["case"] for r in run("search", "經驗", "--count", "case", "--json").json["rows"]] == ["A", "B"]
    assert "廠商 A" in run("search", "經驗", "--count", "case").out
    assert places(run, "缺人", "--sort", "right") == [("firm-a", 3), ("firm-b", 3)]
    assert places(run, "缺人", "--sort", "left") == [("firm-b", 3), ("firm-a", 3)]
    assert len(places(run, "缺人", "--limit", "1")) == 1


def test_csv_is_safe_for_a_spreadsheet_and_carries_the_notice(study: Path, run: Run, tmp_path: Path):
    rows = list(csv.DictReader(io.StringIO(run("search", "經驗", "--output", "-").out)))
    assert [row["before"] for row in rows] == ["多半靠推薦。推薦進來的人待得比較久，而且看得到", "'="]
    assert all("Synthetic sample" in row["notice"] for row in rows)
    target = tmp_path / "found.csv"
    assert run("search", "經驗", "--output", str(target)).out.strip() == str(target)
    assert len(target.read_text("utf-8-sig").splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("(缺人",), "column 1"),
        (("缺人 NEAR/3",), "column 10"),
        (("缺人 WITHIN shortage",), "column 4"),
        (("/缺(人/",), "column 2"),
        (("缺人", "--code", "nix"), "no code nix"),
        (("缺人", "--where", "kind=nix"), "kind=nix"),
        (("缺人", "--coded-by", "nix"), "no coder nix"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_with_its_column(study: Path, run: Run, arguments: tuple[str, ...], words: str):
    result = run("search", *arguments)
    assert (result.status, words in result.err, result.out) == (1, True, "")


def test_an_attribute_without_a_value_is_a_wrong_command_line(study: Path, run: Run):
    assert run("search", "缺人", "--where", "kind").status == 2
