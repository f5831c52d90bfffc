"""Eight real interviews from file to proof: nothing lost, every speaker right, every quote found again in its file."""

from __future__ import annotations

import contextlib
import csv
import json
import random
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from shared_data import SHARED

from coder.cli.main import main
from coder.i18n import set_language

FOLDER = SHARED / "sayit" / "study8"
ASKS = "唐鳳"
NEEDED = pytest.mark.skipif(not FOLDER.is_dir(), reason="the eight interviews of shared/data are not on this machine")
pytestmark = NEEDED

# Counted by hand with grep over the files of one paragraph a line.
LABELLED = {
    "2016-12-26": 247, "2017-02-20": 192, "2018-08-25": 97, "2020-01-22": 137,
    "2022-12-02": 144, "2022-12-23": 241, "2023-08-28": 102, "2024-01-31": 116,
}  # fmt: skip


@dataclass(frozen=True)
class Result:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The listing on stdout."""
        rows: list[dict[str, Any]] = json.loads(self.out)["rows"]
        return rows


class Way:
    """One study with the eight interviews of one format, and the commands on it."""

    def __init__(self, folder: Path, kind: str, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.kind = kind
        self.capture = capture
        self.files = sorted((FOLDER / kind).glob(f"*.{kind}"))

    def run(self, *arguments: object) -> Result:
        self.capture.readouterr()
        status = main(["--study", str(self.folder), *map(str, arguments)])
        return Result(status, *self.capture.readouterr())

    def source(self, name: str) -> str:
        """Return a file's text as its own bytes say it."""
        return (FOLDER / self.kind / name).read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")

    def line(self, transcript: str, number: int) -> str:
        return self.source(f"{transcript}.{self.kind}").split("\n")[number - 1]

    def stored(self) -> dict[str, tuple[str, list[list[Any]], list[list[str]], bytes | None]]:
        """Return by source file what the database holds: text, turns, speakers, original bytes."""
        query = (
            "SELECT t.source, x.body, t.turns, t.speakers, o.bytes FROM transcript t "
            "JOIN text x ON x.hash = t.text_hash JOIN original o ON o.hash = t.original_hash"
        )
        with contextlib.closing(sqlite3.connect(f"file:{self.folder / 'study.db'}?mode=ro", uri=True)) as connection:
            rows = connection.execute(query).fetchall()
        return {r[0]: (r[1], json.loads(r[2]), json.loads(r[3]), r[4]) for r in rows}


@pytest.fixture(params=["txt", "md"])
def way(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Way]:
    """GIVEN a new study of the template with the eight interviews imported, coder ann."""
    monkeypatch.setenv("CODER_NAME", "ann")
    monkeypatch.setenv("CODER_LANG", "en")
    made = Way(tmp_path / "study", request.param, capsys)
    assert len(made.files) == 8
    assert main(["init", str(made.folder), "--template", "ai-talent"]) == 0
    taken = made.run("import", *made.files, "--case-per-file", "--interviewer", ASKS, "--json")
    assert taken.status == 0, taken.err
    assert [row["source"] for row in taken.rows] == [p.name for p in made.files]
    yield made
    set_language("zh_TW")


def labels(text: str, kind: str) -> Iterator[str]:
    """Yield who speaks in turn, read from a file without the program; "" for a heading or a remark."""
    speaking = before = ""
    pattern = r"([^\s：，。（「]{1,8})：" if kind == "txt" else r"### (.+)：$"
    remark = r"# |（[^（）]*）$" if kind == "txt" else r"# |> （"
    begun = False
    for line in filter(str.strip, text.split("\n")):
        if re.match(remark, line):
            if before or not begun:
                yield ""
            before = ""
        elif found := re.match(pattern, line):
            speaking = before = found[1]
            yield speaking
        elif before != speaking:
            before = speaking
            yield speaking
        begun = True


def test_no_character_is_lost_and_every_speaker_is_right(way: Way):
    stored = way.stored()
    assert sorted(stored) == [p.name for p in way.files]
    for name, (text, turns, speakers, original) in stored.items():
        source = way.source(name)
        assert text == source, name
        assert (text.encode() if original is None else original) == (FOLDER / way.kind / name).read_bytes()
        edges = [turn[0] for turn in turns] + [len(text)]
        assert edges[0] == 0
        assert all(a < b for a, b in pairwise(edges))
        assert "".join(text[a:b] for a, b in pairwise(edges)) == source
        who = ["" if turn[2] < 0 else speakers[turn[2]][0] for turn in turns]
        assert who == list(labels(source, way.kind)), name
        if way.kind == "txt":
            assert len(list(filter(None, who))) == LABELLED[name[:10]]
        roles = dict(map(tuple, speakers))
        assert roles.get(ASKS, "interviewer") == "interviewer"
        assert roles.pop("問", "interviewer") == "interviewer"
        assert {role for speaker, role in roles.items() if speaker != ASKS} <= {"respondent"}
        for (start, body, speaker, _time), end in zip(turns, edges[1:], strict=True):
            if speaker >= 0 and body > start:
                assert speakers[speaker][0] in text[start:body]
                assert not text[body:end].startswith(("：", " "))


def test_from_suggestion_to_proof(way: Way):
    suggested = way.run("suggest", "--by", "keywords", "--json").rows
    texts = {Path(name).stem: held[0] for name, held in way.stored().items()}
    assert len(suggested) > 100
    for row in suggested:
        text = texts[row["transcript"]]
        assert row["speaker"] not in {ASKS, "問"}
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["text"].split("\n")[0] in way.line(row["transcript"], row["line"])
        for proof in row["evidence"]:
            assert row["start"] <= proof["start"] < proof["end"] <= row["end"]
            assert text[proof["start"] : proof["end"]].casefold() == proof["word"].casefold()
    counts = Counter(row["code"] for row in suggested)

    accepted = way.run("suggest", "--accept-all", "--yes")
    assert f"{len(suggested)} suggestions in 8 transcripts" in accepted.err
    assert way.run("suggest", "--by", "keywords", "--json").rows == []
    assert _frequencies(way) == counts
    quotes = {row["id"]: row for row in way.run("quotes", "--json").rows}
    assert len(quotes) == len(suggested)
    assert {(q["transcript"], q["text"]) for q in quotes.values()} == {(s["transcript"], s["text"]) for s in suggested}
    assert way.run("verify").status == 0

    assert way.run("undo").status == 0
    assert _frequencies(way) == {}
    assert way.run("suggest", "--by", "keywords", "--json").rows == suggested
    assert way.run("verify").status == 0
    assert way.run("redo").status == 0
    assert {row["id"] for row in way.run("quotes", "--json").rows} == set(quotes)
    assert way.run("verify").status == 0


def _frequencies(way: Way) -> dict[str, int]:
    rows = way.run("freq", "--json").rows
    return {row["code"]: row["codings"] for row in rows if row["level"] == "code" and row["codings"]}


def test_every_exported_quote_leads_back_to_its_line(way: Way):
    way.run("suggest", "--accept-all", "--yes")
    exports = way.folder / "exports"
    assert way.run("report").status == 0
    with (exports / "quotes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["quote_id"]: row for row in csv.DictReader(file)}
    for row in rows.values():
        assert row["text"].split("\n")[0] in way.line(row["transcript"], int(row["line"]))
    book = openpyxl.load_workbook(exports / "study.xlsx", read_only=True)
    cells = list(book["Quotations"].iter_rows(min_row=2, values_only=True))
    assert {(r[0], r[3], r[6]) for r in cells} == {(i, r["text"], int(r["line"])) for i, r in rows.items()}
    written = (exports / "findings.md").read_text("utf-8")
    in_findings = [key for key in rows if rf"\[{key}\]" in written]
    assert in_findings

    dice = random.Random(2)
    for key in {*dice.sample(sorted(rows), 6), *dice.sample(in_findings, 4)}:
        traced = way.run("trace", key, "--json")
        chain = json.loads(traced.out)
        assert (traced.status, chain["text"]) == (0, rows[key]["text"])
        shown = way.run("trace", key).out
        assert f"line: {rows[key]['line']};" in shown
        assert "words match: yes" in shown
        assert rows[key]["speaker"] in shown


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_same_text_twice_is_refused(way: Way, tmp_path: Path, encoding: str):
    held = len(way.run("log", "--limit", "999", "--json").rows)
    again = tmp_path / f"another-name.{way.kind}"
    text = way.source(way.files[2].name)
    again.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    for path in (again, way.files[2]):
        refused = way.run("import", path, "--case-per-file")
        assert (refused.status, refused.out) == (1, "")
        assert f"{path}: holds the same text as {way.files[2].stem}" in refused.err
    assert len(way.run("log", "--limit", "999", "--json").rows) == held
    assert way.run("verify").status == 0
