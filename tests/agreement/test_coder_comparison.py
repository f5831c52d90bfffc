"""Two coders who differ in known ways: numbers by hand, what counts and what does not, and who may ask."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from coder.agreement.assignments import Lot, assign, finish
from coder.agreement.coder_comparison import Comparison, Options
from coder.agreement.measures import ENOUGH_TRANSCRIPTS
from coder.agreement.units import RULES
from coder.cli.agreement import agree as cli
from coder.cli.main import main
from coder.coding.acts import Desk
from coder.errors import CoderError
from coder.model.text import Span
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility
from coder.transcripts import intake

TURNS = 10
TEXT = "# 合成示例\n訪談者：請說？\n" + "".join(f"受訪者：第{n}段話說了十二個字呢。\n" for n in "甲乙丙丁戊己庚辛壬癸")


def code_turns(study: Study, coder: str, turns: dict[str, list[int]]) -> None:
    """Let a coder put codes on whole turns."""
    study.coder = coder
    document = study.transcript("firm-z")
    for code, numbers in turns.items():
        for number in numbers:
            turn = document.respondent_turns[number]
            Desk(study).code(study.overlaid(document), Span(turn.body, turn.end), [code])


@pytest.fixture
def coded(study: Study, tmp_path) -> Study:
    """Ann puts cert on turns 0–3 and nlp on 9, Ben cert on 1–4; nobody puts referral."""
    source = tmp_path / "firm-z.txt"
    source.write_text(TEXT, "utf-8")
    intake.import_transcripts(study, [source], intake.ImportPlan(case="B"))
    for name in ("ann", "ben"):
        study.ensure_coder(name)
    assign(study, ["firm-a", "firm-z"], ["ann", "ben"], Lot())
    code_turns(study, "ann", {"cert": [0, 1, 2, 3], "nlp": [9]})
    code_turns(study, "ben", {"cert": [1, 2, 3, 4]})
    for name in ("ann", "ben"):
        study.coder = name
        finish(study, "firm-z")
    study.coder = "甲"
    return study


def rows(comparison: Comparison) -> dict:
    return {row.code: row for row in comparison.whole().rows}


def test_the_numbers_are_those_worked_out_by_hand(coded: Study):
    comparison = Comparison(coded, Options())
    group = comparison.whole()
    assert group.units == TURNS
    found = rows(comparison)
    cert = found["cert"]
    # Both 3, each alone 1, neither 5: Po = .8, Pe = .4² + .6² = .52.
    assert cert.prevalence == pytest.approx(0.4)
    assert cert.figures["percent"].value == pytest.approx(0.8)
    assert cert.figures["kappa"].value == pytest.approx(0.28 / 0.48)
    assert cert.figures["alpha"].value == pytest.approx(1 - 19 * 4 / (2 * 8 * 12))
    assert found["nlp"].figures["kappa"].value == pytest.approx(0)
    # The theme of both codes: ann 0–3 and 9, ben 1–4.
    assert found["skill"].figures["percent"].value == pytest.approx(0.7)
    referral = found["referral"].figures["kappa"]
    assert referral.value is None
    assert referral.reason
    mean, number = group.mean("kappa")
    assert (mean, number) == (pytest.approx(0.28 / 0.48 / 2), 2)


def test_a_transcript_that_one_did_not_finish_counts_for_nobody(coded: Study):
    code_turns(coded, "ann", {"fresh": [0]})
    coded.coder = "ben"
    finish(coded, "firm-z", done=False)
    coded.coder = "甲"
    with pytest.raises(CoderError):
        Comparison(coded, Options())
    assert rows(Comparison(coded, Options(without_marks=True)))["fresh"].figures["percent"].value == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("unit", "interviewers", "units"), [("turn", False, 10), ("turn", True, 11), ("sentence", False, 10)]
)
def test_units_are_those_that_were_asked_for(coded: Study, unit, interviewers: bool, units: int):
    assert Comparison(coded, Options(unit=unit, interviewers=interviewers)).whole().units == units


def test_half_a_unit_carries_a_code_and_a_corner_does_by_any_character(coded: Study):
    coded.coder = "ben"
    document = coded.transcript("firm-z")
    turn, following = document.respondent_turns[8:10]
    Desk(coded).code(document, Span(turn.body, following.body + 1), ["nlp"])
    half = rows(Comparison(coded, Options()))["nlp"].figures["percent"].value
    any_character = rows(Comparison(coded, Options(rule="any")))["nlp"].figures["percent"].value
    assert half == pytest.approx(0.8)
    assert any_character == pytest.approx(0.9)


def test_characters_and_free_spans_by_hand(coded: Study):
    found = rows(Comparison(coded, Options(unit="span")))["cert"].figures
    characters = rows(Comparison(coded, Options(unit="character")))["cert"].figures
    # All turns are of one length, so characters agree as turns do.
    assert characters["kappa"].value == pytest.approx(0.28 / 0.48)
    size = len("第甲段話說了十二個字呢。")
    total = 2 * 10 * size
    disagree, chance = 2 * size, 8 * size
    squares, gaps = 8 * size**2, 12 * size
    expected = 2 * chance * (total - chance) / (total**2 - squares - gaps)
    observed_share = 2 * disagree / total
    assert found["u_alpha"].value == pytest.approx(1 - observed_share / expected)
    assert found["alpha_u"].value is not None


def test_few_transcripts_are_said_to_give_narrow_intervals(coded: Study):
    assert any(str(ENOUGH_TRANSCRIPTS) in sentence for sentence in Comparison(coded, Options()).warnings())


def test_the_blind_cannot_ask(coded: Study):
    coded.coder = "ann"
    set_visibility(coded, "ann", blind=True)
    with pytest.raises(CoderError):
        Comparison(coded, Options())


def test_pairs_and_transcripts_apart(coded: Study):
    comparison = Comparison(coded, Options())
    (pair,) = comparison.pairs()
    assert pair.coders == ("ann", "ben")
    (one,) = comparison.by_transcript()
    assert {row.code: row.figures["kappa"].value for row in one.rows} == {
        row.code: row.figures["kappa"].value for row in pair.rows
    }


@pytest.mark.parametrize("unit", ["turn", "span"])
def test_a_pair_is_compared_on_what_both_coded(coded: Study, unit):
    """What one of them coded alone is no part of what chance is worked out from."""
    coded.ensure_coder("cai")
    assign(coded, ["firm-z"], ["cai"], Lot(share=0.5, seed=4))
    code_turns(coded, "cai", {"cert": list(range(TURNS))})
    finish(coded, "firm-z")
    coded.coder = "甲"
    drawn, size = TURNS // 2, len("第甲段話說了十二個字呢。") if unit == "span" else 1
    (pair,) = [group for group in Comparison(coded, Options(unit=unit)).pairs() if group.coders == ("ann", "cai")]
    assert pair.units == drawn * size
    figures = next(row.figures for row in pair.rows if row.code == "cert")
    ann = round((figures["percent"].value or 0) * drawn)
    assert 0 < ann < drawn
    (one,) = Comparison(coded, Options(unit=unit, coders=("ann", "cai"))).by_transcript()
    assert one.coders == ("ann", "cai")
    with_code = (ann + drawn) / (2 * drawn)
    by_chance = with_code**2 + (1 - with_code) ** 2
    assert figures["fleiss"].value == pytest.approx((ann / drawn - by_chance) / (1 - by_chance))
    assert figures["ac1"].value == pytest.approx((ann / drawn - (1 - by_chance)) / by_chance)
    if unit == "span":
        lengths = ((drawn - ann) * size, (ann + drawn) * size)
        squares = (lengths[0], (ann + drawn) * size**2)
        expected = (lengths[0] ** 2 - squares[0] + lengths[1] ** 2 - squares[1]) / (sum(lengths) ** 2 - sum(squares))
        assert figures["u_alpha"].value == pytest.approx((ann / drawn - expected) / (1 - expected))


def test_the_command_prints_and_writes_one_table(coded: Study, tmp_path, monkeypatch, capsys):
    (tmp_path / "codebook").mkdir()
    coded.close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CODER_LANG", "en")
    assert main(["--coder", "甲", "agree"]) == 0
    printed = capsys.readouterr()
    assert "0.583" in printed.out
    assert "Unit: turn" in printed.err
    assert main(["--coder", "甲", "agree", "--json", "--code", "cert"]) == 0
    found = json.loads(capsys.readouterr().out)
    (group,) = found["groups"]
    assert group["rows"][0]["kappa"]["value"] == pytest.approx(0.583333)
    assert (found["unit"], found["coders"], group["units"]) == ("turn", ["ann", "ben"], 10)
    assert main(["--coder", "甲", "agree", "--csv", "a.csv", "--xlsx", "a.xlsx"]) == 0
    with Path("a.csv").open(encoding="utf-8-sig", newline="") as file:
        by_code = {row["code"]: row for row in csv.DictReader(file)}
    assert by_code["cert"]["kappa"] == "0.583333"
    assert by_code["referral"]["kappa"] == ""
    assert by_code["referral"]["kappa_reason"]
    sheet = openpyxl.load_workbook("a.xlsx").active
    assert 0.583333 in [cell.value for line in sheet for cell in line]


def test_the_choices_of_the_command_are_those_of_the_room():
    assert cli.RULES == RULES
    assert replace(Options(), unit="turn") == Options()
