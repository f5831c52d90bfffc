"""The numbers of a study counted apart from the program: SQLite's tables and intervals, nothing of ours."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

Place = tuple[str, int, int]


@dataclass(frozen=True)
class Row:
    """What is counted of a code or of a side of a finding."""

    passages: int
    characters: int
    transcripts: int
    cases: int
    codings: int


def pieces(places: list[Place]) -> list[Place]:
    """Return the stretches that places make up: a sweep over their borders, ends before beginnings."""
    borders = sorted((t, at, step) for t, start, end in places for at, step in ((start, 1), (end, -1)))
    found: list[Place] = []
    depth, begin = 0, 0
    for transcript, at, step in borders:
        if depth == 0:
            begin = at
        depth += step
        if depth == 0:
            found.append((transcript, begin, at))
    return found


class Tables:
    """The tables of a study that numbers come from."""

    def __init__(self, path: Path) -> None:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
            self.parents = dict(base.execute("SELECT id, parent FROM code"))
            self.names = dict(base.execute("SELECT id, name FROM code"))
            self.case_of = dict(base.execute('SELECT id, "case" FROM transcript'))
            self.cases = dict(base.execute("SELECT id, coalesce(nullif(name_en, ''), name) FROM \"case\""))
            self.codings = base.execute('SELECT code, coder, transcript, start, "end" FROM coding').fetchall()
            self.findings = {
                key: (json.loads(supports), json.loads(opposes))
                for key, supports, opposes in base.execute("SELECT id, supports, opposes FROM finding")
            }
            self.speech: dict[str, set[int]] = {}
            self.turns: dict[str, list[tuple[int, str]]] = {}
            for key, chars, speakers, turns in base.execute("SELECT id, chars, speakers, turns FROM transcript"):
                told, short = json.loads(speakers), json.loads(turns)
                self.turns[key] = [(turn[0], told[turn[2]][1] if turn[2] >= 0 else "none") for turn in short]
                ends = [turn[0] for turn in short[1:]] + [chars]
                self.speech[key] = {
                    at
                    for (_start, body, who, _time), end in zip(short, ends, strict=True)
                    if who >= 0 and told[who][1] == "respondent"
                    for at in range(body, end)
                }

    def under(self, code: str) -> set[str]:
        """Return a code and all codes below it."""
        found = {code}
        while more := {key for key, parent in self.parents.items() if parent in found} - found:
            found |= more
        return found

    def under_all(self, codes: list[str]) -> set[str]:
        """Return some codes and all codes below them."""
        return set().union(*(self.under(code) for code in codes))

    def row(self, codes: set[str], coder: str = "", case: str = "", transcript: str = "") -> Row:
        """Count codes together, of one coder, in one case or in one transcript."""
        places = [
            (t, start, end)
            for code, who, t, start, end in self.codings
            if code in codes and coder in {"", who} and case in {"", self.case_of[t]} and transcript in {"", t}
        ]
        found = pieces(places)
        at = {t for t, _start, _end in found}
        said = sum(len(self.speech[t] & set(range(start, end))) for t, start, end in found)
        return Row(len(found), said, len(at), len({self.case_of[t] for t in at}), len(places))

    def heard(self, codes: set[str], role: str) -> int:
        """Count the passages of codes in which somebody in a role is heard: a turn of theirs begins or goes on there."""
        found = pieces([(t, start, end) for code, _who, t, start, end in self.codings if code in codes])
        count = 0
        for transcript, start, end in found:
            turns = self.turns[transcript]
            ends = [begin for begin, _role in turns[1:]] + [10**9]
            count += any(
                its == role and begin < end and stop > start for (begin, its), stop in zip(turns, ends, strict=True)
            )
        return count

    def of(self, code: str, coder: str = "") -> Row:
        """Count a code with all below it."""
        return self.row(self.under(code), coder)

    def own(self, code: str) -> Row:
        """Count a code without what is below it."""
        return self.row({code})

    def sides(self, finding: str) -> tuple[Row, Row, int]:
        """Count what is for a finding, what against it, and on how many stretches both stand."""
        sides = [self.under_all(side) for side in self.findings[finding]]
        words: list[dict[str, set[int]]] = []
        for side in sides:
            laid: dict[str, set[int]] = defaultdict(set)
            for code, _who, t, start, end in self.codings:
                if code in side:
                    laid[t] |= set(range(start, end))
            words.append(laid)
        both = 0
        for transcript in words[0].keys() & words[1].keys():
            shared = words[0][transcript] & words[1][transcript]
            both += sum(at - 1 not in shared for at in shared)
        return self.row(sides[0]), self.row(sides[1]), both
