"""Two scripted coders of the eight real interviews who differ in known ways; their agreement is worked out by hand.

Of a respondent's turn number n, counted from 0 in each interview:

| code   | 甲               | 乙                                        | how they differ                       |
| ------ | ---------------- | ----------------------------------------- | ------------------------------------- |
| first  | n % 3 = 0        | n % 3 = 0 but not n % 12 = 0; n % 12 = 1  | 乙 misses a quarter, adds as many     |
| second | n % 5 = 2, whole | n % 5 = 2, but for the last character     | other borders, the same turns         |
| third  | n % 7 = 3        | nothing                                   | 乙 gives these turns the code fourth  |
| fourth | nothing          | n % 7 = 3                                 |                                       |

乙 codes the first half of the last two interviews and does not finish them, so they count for nobody.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from shared_data import SHARED

from coder.agreement.adjudication import Adjudications
from coder.agreement.assignments import Lot, assign, finish, respondent_turns
from coder.agreement.coder_comparison import Comparison, Options
from coder.agreement.training import trainings
from coder.building import build
from coder.cli.main import main
from coder.model.coding import Coding
from coder.model.identity import new_id, now
from coder.model.text import quote_hash
from coder.record.entry import Put
from coder.record.study import Study
from coder.workspace import Workspace

FOLDER = SHARED / "sayit" / "study8" / "txt"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the eight interviews of shared/data are not here")

UNFINISHED = 2
Script = dict[str, Callable[[int], bool]]
SCRIPTS: dict[str, Script] = {
    "甲": {"first": lambda n: n % 3 == 0, "second": lambda n: n % 5 == 2, "third": lambda n: n % 7 == 3},
    "乙": {
        "first": lambda n: (n % 3 == 0 and n % 12 != 0) or n % 12 == 1,
        "second": lambda n: n % 5 == 2,
        "fourth": lambda n: n % 7 == 3,
    },
}
CODEBOOK = """\
title: Two coders
themes:
  - id: t
    name: Theme
    codes: [{id: first, name: First}, {id: second, name: Second}, {id: third, name: Third}, {id: fourth, name: Fourth}]
"""


@pytest.fixture(scope="module")
def team(tmp_path_factory) -> Path:
    """GIVEN the eight interviews, each assigned to both coders, coded by their scripts."""
    folder = tmp_path_factory.mktemp("team")
    (folder / "codebook").mkdir()
    (folder / "transcripts").mkdir()
    (folder / "codebook" / "codebook.yaml").write_text(CODEBOOK, "utf-8")
    cases = ["cases:"]
    for number, path in enumerate(sorted(FOLDER.glob("*.txt"))):
        (folder / "transcripts" / f"talk-{number}.txt").write_bytes(path.read_bytes())
        cases.append(f"  - {{id: K{number}, name: Talk {number}, transcripts: [talk-{number}.txt]}}")
    (folder / "transcripts" / "cases.yaml").write_text("\n".join(cases) + "\n", "utf-8")
    build(Workspace(folder), "組長").close()
    with Study.open(folder / "study.db", "組長") as study:
        for coder in SCRIPTS:
            study.ensure_coder(coder)
        names = [info.id for info in study.project().transcripts]
        assert len(names) == 8
        assign(study, names, list(SCRIPTS), Lot())
        for coder, script in SCRIPTS.items():
            study.coder = coder
            for number, name in enumerate(names):
                left = coder == "乙" and number >= len(names) - UNFINISHED
                code(study, name, script, half=left)
                if not left:
                    finish(study, name)
    return folder


def code(study: Study, transcript: str, script: Script, *, half: bool) -> None:
    """Lay a script's codings into a transcript as one act."""
    document, turns = study.transcript(transcript), respondent_turns(study, transcript)
    short = study.coder == "乙"
    puts = []
    for number, (start, end) in enumerate(turns[: len(turns) // 2] if half else turns):
        for key, rule in script.items():
            if rule(number):
                last = end - 1 if short and key == "second" and end - start > 1 else end
                words = document.text[start:last]
                puts.append(
                    Put("coding", None, Coding(
                        id=new_id(), transcript=document.info.id, start=start, end=last,
                        line=document.lines.line_of(start), code=key, coder=study.coder,
                        quote_hash=quote_hash(words), at=now(),
                    ))
                )  # fmt: skip
    study.record(puts, "code")


def counted(study: Study) -> list[int]:
    """Return how many turns of respondents each interview that both finished has."""
    infos = study.project().transcripts[:-UNFINISHED]
    return [len(respondent_turns(study, info.id)) for info in infos]


def number(turns: list[int], rule: Callable[[int], bool]) -> int:
    return sum(rule(n) for count in turns for n in range(count))


def kappa(units: int, both: int, one: int, other: int) -> float:
    agreed = (units - one - other) / units
    first, second = (both + one) / units, (both + other) / units
    chance = first * second + (1 - first) * (1 - second)
    return (agreed - chance) / (1 - chance)


def alpha(units: int, both: int, one: int, other: int) -> float:
    marked = 2 * both + one + other
    return 1 - (2 * units - 1) * (one + other) / (marked * (2 * units - marked))


def test_agreement_is_what_the_scripts_make_it(team):
    with Study.open(team / "study.db", "組長") as study:
        turns = counted(study)
        units = sum(turns)
        comparison = Comparison(study, Options())
        found = {row.code: row for row in comparison.whole().rows}
        assert comparison.whole().units == units
        missed, added = number(turns, lambda n: n % 12 == 0), number(turns, lambda n: n % 12 == 1)
        both = number(turns, lambda n: n % 3 == 0) - missed
        assert min(missed, added, both) > 10
        first = found["first"].figures
        assert first["percent"].value == pytest.approx((units - missed - added) / units)
        assert first["kappa"].value == pytest.approx(kappa(units, both, missed, added))
        assert first["alpha"].value == pytest.approx(alpha(units, both, missed, added))
        assert found["second"].figures["kappa"].value == pytest.approx(1)
        mixed = number(turns, lambda n: n % 7 == 3)
        assert found["third"].figures["kappa"].value == pytest.approx(kappa(units, 0, mixed, 0))
        assert found["fourth"].figures["alpha"].value == pytest.approx(alpha(units, 0, 0, mixed))
        # With the theme as the unit's code the two are alike where they put any code.
        any_code = number(turns, lambda n: n % 5 == 2 or n % 7 == 3 or (n % 3 == 0 and n % 12 != 0))
        one = number(turns, lambda n: n % 12 == 0 and n % 5 != 2 and n % 7 != 3)
        other = number(turns, lambda n: n % 12 == 1 and n % 5 != 2 and n % 7 != 3)
        assert found["t"].figures["kappa"].value == pytest.approx(kappa(units, any_code, one, other))


def test_what_one_did_not_finish_counts_for_nobody_and_is_said(team, capsys):
    assert main(["--study", str(team), "--coder", "組長", "agree", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    with Study.open(team / "study.db", "組長") as study:
        turns = counted(study)
        unfinished = [len(respondent_turns(study, info.id)) for info in study.project().transcripts[-UNFINISHED:]]
        everything = Comparison(study, Options(without_marks=True)).whole().units
    assert said["groups"][0]["units"] == sum(turns)
    # Finished marks left aside, the unfinished interviews would count in full.
    assert everything == sum(turns) + sum(unfinished)
    assert main(["--study", str(team), "--coder", "組長", "assign", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert sum(not row["finished"] for row in rows) == UNFINISHED


def test_the_cases_are_those_of_the_scripts(team):
    with Study.open(team / "study.db", "組長") as study:
        turns = counted(study)
        found = [one.case.difference for one in Adjudications(study).dockets()]
        lone = number(turns, lambda n: n % 12 in {0, 1})
        assert found.count("other-code") == number(turns, lambda n: n % 7 == 3)
        assert found.count("missed") == lone
        agreed = number(turns, lambda n: n % 3 == 0 and n % 12 != 0)
        assert found.count("agreed") + found.count("borders") == agreed + number(turns, lambda n: n % 5 == 2)
        assert found.count("borders") > 50


def test_training_tells_the_ways_in_which_they_differ(team):
    with Study.open(team / "study.db", "組長") as study:
        turns, desk = counted(study), Adjudications(study)
        desk.settle_agreed()
        shortest = turns.index(min(turns))
        info, here = study.project().transcripts[shortest], [turns[shortest]]
        for one in desk.queue((info.id,)):
            desk.keep(one, "甲")
        first, second = trainings(study)
        stage = {one.coder: one.stages for one in (first, second)}
        mine = next(s.score for s in stage["甲"] if s.transcript == info.id)
        theirs = next(s.score for s in stage["乙"] if s.transcript == info.id)
    missed, mixed = number(here, lambda n: n % 12 == 0), number(here, lambda n: n % 7 == 3)
    alike = number(here, lambda n: n % 3 == 0 and n % 12 != 0) + number(here, lambda n: n % 5 == 2)
    added = number(here, lambda n: n % 12 == 1)
    assert mine.agreement == 1
    assert (mine.found, mine.missed) == (alike + missed + mixed, 0)
    assert (theirs.found, theirs.missed) == (alike, missed + mixed)
    assert theirs.added == added + mixed
