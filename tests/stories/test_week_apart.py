"""A week of a team without a server: coders and a lead work apart, and exchange files in odd orders.

In a short round there are two coders, of whom one codes blind; in a whole one there are three, and the files go round
more often.

They code, change the codebook, correct a text, withdraw a participant, sign off, settle, and report; all come to the
same numbers. One codes blind, and their clocks are wrong by days.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from conftest import TRANSCRIPT
from rounds import LONG

from coder.agreement.adjudication import Adjudications
from coder.coding.acts import Desk
from coder.errors import CoderError
from coder.findings.acts import Findings
from coder.model import identity
from coder.model.codebook import Code
from coder.model.coding import Coding
from coder.model.reporting.report import FindingReport
from coder.model.text import Span
from coder.privacy.erasure import erase
from coder.privacy.withdrawal import plan
from coder.record.entry import Put
from coder.record.kinds import KINDS
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility
from coder.reports.build import build_report
from coder.team.clone import clone, export_changes
from coder.team.conflicts import conflicts, settle
from coder.team.merge import merge
from coder.transcripts import intake
from coder.transcripts.corrections import read_revision, revise

LEAVES = "我在貴公司受訪時說過，主管從來不看證照。"
SEEDS = range(int(os.environ.get("CODER_TEST_WEEKS", "40")) if LONG else 1)
CODERS = ("乙", "丙", "丁") if LONG else ("乙", "丙")


class Week:
    """A folder for each; the lead's is the first."""

    def __init__(self, lead: Study, folder: Path, seed: int) -> None:
        self.random, self.folder, self.posted = Random(seed), folder, 0
        for name in CODERS:
            lead.ensure_coder(name)
        set_visibility(lead, "丙", blind=True)
        made = [clone(lead, folder / name, name).folder / "study.db" for name in CODERS]
        self.lead = lead
        self.all = [lead, *(Study.open(path) for path in made)]

    def code(self, study: Study, words: str, key: str, name: str = "firm-a") -> None:
        document = study.transcript(name)
        at = document.text.index(words)
        Desk(study).code(document, Span(at, at + len(words)), [key])

    def post(self, *, files: int) -> None:
        """Send some files of changes round, in any order; some of them twice."""
        ways = [(one, other) for one in self.all for other in self.all if one is not other]
        for one, other in self.random.choices(ways, k=files if LONG else 2):
            self._send(one, other)

    def rest(self) -> None:
        """Send files round until nothing is new: everybody's to the lead, and the lead's to everybody."""
        for _round in range(4):
            others = self.random.sample(self.all[1:], len(CODERS))
            found = sum(self._send(self.lead, one) for one in others if has_news(self.lead, one))
            found += sum(self._send(one, self.lead) for one in others if has_news(one, self.lead))
            if not found:
                return
        raise AssertionError("the copies never come to rest")

    def _send(self, one: Study, other: Study) -> int:
        self.posted += 1
        one.look_again()
        path = self.folder / f"{self.posted}.changes"
        export_changes(one, path, {}, other.coder)
        with suppress(CoderError):  # an older copy is refused until it has erased what was withdrawn
            return merge(other, path).changes
        return 1


def has_news(one: Study, other: Study) -> bool:
    """Tell whether a file is worth sending; in a whole round all are sent, also those that say nothing new."""
    there = other.journal.limits()
    return LONG or any(there.get(replica, 0) < last for replica, last in one.journal.limits().items())


def numbers(study: Study) -> tuple[object, ...]:
    report = build_report(study)
    tables = {name: sorted(map(repr, study.reader.all_named(name))) for name in KINDS}
    return study.totals(), study.frequencies(), [*map(_read, report.findings)], tables


def _read(found: FindingReport) -> FindingReport:
    """Return a finding with the passages that it reads as they are asked for: only these can be compared."""
    sides = (
        (replace(one, quotations=tuple(one.quotations)) for one in side) for side in (found.supports, found.opposes)
    )
    return replace(found, **dict(zip(("supports", "opposes"), map(tuple, sides), strict=True)))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_week_apart_comes_to_the_same_numbers_everywhere(study, tmp_path, monkeypatch, seed):
    (tmp_path / "firm-b.txt").write_text(f"訪談者：請說。\n受訪者：{LEAVES}\n", "utf-8")
    intake.import_transcripts(study, [tmp_path / "firm-b.txt"], intake.ImportPlan())
    week = Week(study, tmp_path, seed)
    lead, ann, *_others, eva = week.all
    for days, one in zip((0, -9, 30, 3), week.all, strict=False):
        shift(monkeypatch, days)
        week.code(one, "證照幾乎沒在看", "cert")
        week.code(one, "內推的人留得比較久" if days else "我們還是靠內推", "referral")
        if one is not lead:
            week.code(one, "主管從來不看證照", "cert", "firm-b")
    week.post(files=5)
    shift(monkeypatch, 0)
    old = lead.reader.require(Code, "cert")
    lead.record([Put("code", old, replace(old, definition="不信證照"))], "edit")
    shift(monkeypatch, -9)
    old = ann.reader.require(Code, "cert")
    ann.record([Put("code", old, replace(old, definition="證照沒用", keywords=(*old.keywords, "執照")))], "edit")
    (tmp_path / "new.txt").write_text(TRANSCRIPT.replace("新鮮人我們也收", "應屆的新鮮人我們也收"), "utf-8")
    revise(lead, read_revision(lead, "firm-a", tmp_path / "new.txt"))
    week.code(eva, "新鮮人我們也收", "fresh")
    week.post(files=4)
    shift(monkeypatch, 3)
    erase(lead, plan(lead, "B"))
    week.code(ann, "要有實習經驗", "fresh")
    week.post(files=4)
    shift(monkeypatch, 0)
    lead.look_again()
    Findings(lead).sign_off("F2")
    set_visibility(lead, "丙", blind=False)
    week.rest()
    lead.look_again()
    for one in conflicts(lead):
        settle(lead, one, 1)
    cases = Adjudications(lead, without_marks=True)
    for docket in cases.queue():
        cases.keep(docket, "甲" if any(o.coder == "甲" for o in docket.case.codings) else docket.case.codings[0].coder)
    week.rest()
    try:
        told = numbers(lead)
        for one in week.all:
            one.look_again()
            assert one.verify() == []
            assert conflicts(one) == []
            assert one is lead or numbers(one) == told
            one.rest()
            assert LEAVES[3:15].encode() not in one.path.read_bytes()
        assert {one.coder for one in lead.reader.all(Coding)} == {"甲", *CODERS}
        assert lead.reader.require(Code, "cert").keywords == ("證照", "執照")
    finally:
        for one in week.all[1:]:
            one.close()


def shift(monkeypatch, days: int) -> None:
    """Let the clock of the next who works be wrong by days."""

    class Shifted(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(days=days)

    monkeypatch.setattr(identity, "datetime", Shifted)
