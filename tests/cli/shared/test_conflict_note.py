"""Lists say of what they print that it was changed apart, until an act settles it."""

import json
from dataclasses import replace
from pathlib import Path

from coder.model.codebook import Code, Finding
from coder.record.entry import Put
from coder.record.study import Study
from coder.team.clone import clone
from coder.team.conflicts import conflicts, settle
from coder.team.merge import merge
from tests.cli.conftest import Run

TOLD = "In conflict"


def change(study: Study, words: str) -> None:
    """Word a finding and a code anew."""
    finding, code = study.reader.all(Finding)[0], study.reader.one(Code, "shortage")
    assert code is not None
    study.record([Put("finding", finding, replace(finding, statement=words))], "edit")
    study.record([Put("code", code, replace(code, definition=words))], "edit")


def marked(out: str) -> list[str]:
    """Return the ids of the rows that other programs are told are in conflict."""
    return [row["id"] for row in json.loads(out)["rows"] if row["in_conflict"]]


def test_findings_and_codes_in_conflict_are_named_until_they_are_settled(study: Path, tmp_path: Path, run: Run):
    assert TOLD not in run("findings").out + run("codes").out
    with Study.open(study / "study.db", "ann") as ours:
        copy = clone(ours, tmp_path / "other").folder / "study.db"
        with Study.open(copy, "bob") as theirs:
            change(theirs, "theirs")
        change(ours, "ours")
        merge(ours, copy)
    findings, codes = run("findings"), run("codes")
    assert findings.out.count(TOLD) == 1
    assert TOLD in codes.out + codes.err
    assert marked(run("codes", "--json").out) == ["shortage"]
    assert len(marked(run("findings", "--json").out)) == 1
    for name in ("cases", "transcripts", "memos", "quotes"):
        assert marked(run(name, "--json").out) == []
    with Study.open(study / "study.db", "ann") as ours:
        for one in conflicts(ours):
            settle(ours, one, 1)
    assert TOLD not in run("findings").out + run("codes").out
