"""Numbers that are kept by transcript, of every layer and selection, against a count of each character apart from ours."""

from __future__ import annotations

import shutil
from collections import defaultdict

import pytest
from recount import Tables, pieces

from coder.agreement.layer_choice import layered
from coder.coding.acts import Desk
from coder.findings.finding_counts import FindingCounts
from coder.model.text import Span
from coder.record.counts import code_counts
from coder.record.speaking_voices import keeping
from coder.record.study import Study
from coder.transcripts.speaker_desk import StudyDesk, next_role, ordered
from coder.workspace import Workspace


@pytest.fixture
def sample(tmp_path, built_sample, monkeypatch):
    """The sample, whose counts are kept as those of a study of many transcripts are."""
    monkeypatch.setattr(code_counts, "FEW", 0)
    folder = shutil.copytree(built_sample, tmp_path / "study")
    with Study.open(Workspace(folder).database, "lead") as study:
        yield study


def runs(tables, least):
    """Return the stretches that so many coders gave a code to, by code: a look at every character."""
    who = defaultdict(lambda: defaultdict(set))
    for code, coder, transcript, start, end in tables.codings:
        for at in range(start, end):
            who[code][transcript, at].add(coder)
    found = {}
    for code, places in who.items():
        there = {place for place, coders in places.items() if len(coders) >= least}
        # Each coding's part of these characters, stretch by stretch: a coding is cut where others leave off.
        parts = []
        for its, _coder, transcript, start, end in tables.codings:
            begin = -1
            for at in range(start, end + 1) if its == code else ():
                inside = at < end and (transcript, at) in there
                if inside and begin < 0:
                    begin = at
                elif not inside and begin >= 0:
                    parts.append((transcript, begin, at))
                    begin = -1
        found[code] = parts
    return found


def check(study):
    tables = Tables(study.path)
    for row in study.frequencies().rows:
        whole = tables.of(row.code.id)
        assert (row.passages, row.characters, row.cases) == (whole.passages, whole.characters, whole.cases)
    alike = runs(tables, 2)
    with layered(study, "k:2"):
        for row in study.frequencies().rows:
            places = [place for code in tables.under(row.code.id) for place in alike.get(code, ())]
            assert row.passages == len(pieces(places))
    for finding in study.project().findings:
        speaks_for, against, _both = tables.sides(finding.id)
        found = FindingCounts(study).of(finding).values()
        assert sum(one.speaks_for for one in found) == speaks_for.passages
        assert sum(one.against for one in found) == against.passages
        assert sum(one.characters[0] for one in found) == speaks_for.characters
    keeps = keeping(study.reader, (), ("interviewer",))
    heard = {row.code.id: row.passages for row in study.frequencies(keeps=keeps).rows}
    assert heard == {key: tables.heard(tables.under(key), "interviewer") for key in heard}


def test_what_is_kept_is_what_is_recounted(sample):
    check(sample)
    check(sample)  # now from what was kept
    document = sample.transcript(sample.project().transcripts[0].id)
    code = next(c.id for c in sample.project().codes if c.level == "code")
    Desk(sample).code(document, Span(document.turns[1].body, document.turns[1].body + 9), [code])
    check(sample)
    Desk(sample).undo()
    check(sample)
    # Another role changes who is heard where, though no coding changed.
    desk = StudyDesk(sample, sample.project().transcripts[0].id)
    desk.decide(next_role(ordered(desk.reading)[0]))
    check(sample)
    assert sample.verify() == []
