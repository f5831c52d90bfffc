"""Random work of several people on copies of one study, and what must be the same afterwards."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

from conftest import TRANSCRIPT

from coder.codebook.acts import Codebook, Draft
from coder.coding.acts import Desk
from coder.errors import CoderError
from coder.findings.acts import Findings
from coder.model.codebook import Case, Code, Finding
from coder.model.coding import Coding
from coder.model.text import Span
from coder.record.entry import Put
from coder.record.kinds import KINDS
from coder.record.study import Study
from coder.record.union.copying import clone_file, write_changes
from coder.team.conflicts import conflicts, settle
from coder.team.merge import merge
from coder.transcripts.corrections import read_revision, revise

CODES = ("cert", "nlp", "referral", "fresh")
PEOPLE = ("甲", "乙", "丙", "丁", "戊")


class Team:
    """Copies of a study in folders of their own, one for each person."""

    def __init__(self, first: Study, folder: Path, count: int, seed: int) -> None:
        self.random = Random(seed)
        self.folder = folder
        self.studies = [first]
        for number, name in enumerate(PEOPLE[1:count], 1):
            place = folder / f"copy-{number}"
            place.mkdir()
            clone_file(self.random.choice(self.studies), place / "study.db")
            self.studies.append(Study.open(place / "study.db", name))

    def close(self) -> None:
        """Close all copies but the first."""
        for study in self.studies[1:]:
            study.close()

    def act(self, study: Study) -> None:
        """Let one person do something; what the program refuses is not done."""
        study.look_again()
        acts = (self._code, self._code, self._remove, self._respan, self._define, self._keyword, self._new_code)
        acts = (*acts, self._case, self._finding, self._memo, self._revise, self._undo, self._redo, self._sign)
        acts = (*acts, self._settle)
        with suppress(CoderError):
            self.random.choice(acts)(study)

    def exchange(self) -> None:
        """Bring one copy into another: by its folder, its file, or a file of changes."""
        ours, theirs = self.random.sample(self.studies, 2)
        if self.random.random() < 0.5:
            merge(ours, theirs.path if self.random.random() < 0.5 else theirs.path.parent)
            return
        changes = self.folder / "post.changes"
        ours.look_again()
        write_changes(theirs, changes, ours.journal.limits() if self.random.random() < 0.5 else {})
        with suppress(CoderError):
            merge(ours, changes)

    def meet(self) -> None:
        """Bring every copy into every other until nothing is new."""
        for _round in range(8):
            done = [merge(a, b.path) for a in self.studies for b in self.studies if a is not b]
            if not any(one.changes for one in done):
                return
        raise AssertionError("the copies never come to rest")

    def _document(self, study: Study):
        return study.transcript("firm-a")

    def _code(self, study: Study) -> None:
        start = self.random.randrange(20, 120)
        span = Span(start, start + self.random.randrange(3, 20))
        Desk(study).code(self._document(study), span, [self.random.choice(CODES)])

    def _any(self, study: Study) -> Coding:
        found = study.reader.all(Coding, "id")
        if not found:
            raise CoderError("nothing is coded")
        return self.random.choice(found)

    def _remove(self, study: Study) -> None:
        Desk(study).remove(self._document(study), [self._any(study)])

    def _respan(self, study: Study) -> None:
        one = self._any(study)
        Desk(study).respan(self._document(study), one, Span(one.start, one.end + 1))

    def _define(self, study: Study) -> None:
        old = study.reader.require(Code, self.random.choice(CODES))
        study.record([Put("code", old, replace(old, definition=f"定義 {self.random.random()}"))], "edit")

    def _keyword(self, study: Study) -> None:
        old = study.reader.require(Code, self.random.choice(CODES))
        words = tuple(w for w in (*old.keywords, f"字{self.random.randrange(9)}") if self.random.random() < 0.8)
        study.record([Put("code", old, replace(old, keywords=tuple(dict.fromkeys(words))))], "keywords")

    def _new_code(self, study: Study) -> None:
        book = Codebook(study)
        book.do(book.add(Draft(name=f"新碼{self.random.randrange(3)}"), "skill"))

    def _case(self, study: Study) -> None:
        old = study.reader.require(Case, self.random.choice("AB"))
        attributes = {**old.attributes, self.random.choice("xyz"): str(self.random.randrange(3))}
        study.record([Put("case", old, replace(old, attributes=attributes))], "case")

    def _finding(self, study: Study) -> None:
        old = study.reader.require(Finding, "F1")
        supports = tuple(code for code in CODES if self.random.random() < 0.5)
        study.record([Put("finding", old, replace(old, supports=supports))], "finding")

    def _memo(self, study: Study) -> None:
        one = self._any(study)
        Desk(study).write_memo(f"備註 {self.random.random()}", "coding", one.id, one.span)

    def _revise(self, study: Study) -> None:
        path = self.folder / "corrected.txt"
        words = self.random.choice(("老實講", "說老實話", "老實說"))
        path.write_text(TRANSCRIPT.replace("老實說", words), "utf-8")
        revise(study, read_revision(study, "firm-a", path))

    def _undo(self, study: Study) -> None:
        Desk(study).undo()

    def _redo(self, study: Study) -> None:
        Desk(study).redo()

    def _settle(self, study: Study) -> None:
        waiting = conflicts(study)
        if waiting:
            one = self.random.choice(waiting)
            settle(study, one, self.random.randrange(len(one.sides)) + 1)

    def _sign(self, study: Study) -> None:
        Findings(study).sign_off("F1")


def tables(study: Study) -> dict[str, dict[str, object]]:
    """Return all objects of a study, by kind and id."""
    return {name: {one.id: one for one in study.reader.all_named(name)} for name in KINDS}


def derived(study: Study) -> list[object]:
    """Return what is derived from the journal besides the objects."""
    return [
        [(one.id, one.fields, one.sides) for one in conflicts(study)],
        sorted(study.journal.acts(), key=lambda act: act.act),
        sorted(study.reader.execute("SELECT act, transcript, code, whose, seq, last FROM touched").fetchall()),
        sorted(study.reader.execute("SELECT replica, seq, hash, before, after FROM change").fetchall()),
    ]
