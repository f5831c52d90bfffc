"""Queries on the way of a key or of start-up read by an index, never all codings or the whole journal."""

from __future__ import annotations

import re

import pytest

from coder.findings import queries as findings
from coder.record import anchors, history, queries, state
from coder.record.history import Wanted
from coder.suggestions import queries as suggestions

ASKED = {
    "waiting codings": lambda c: queries.count_waiting(c, "ann"),
    "progress of what was touched": lambda c: queries.progress(c, "ann", ["t"]),
    "codings of what was touched": lambda c: list(queries.coded_in(c, ["t"])),
    "work in a transcript": lambda c: queries.has_worked(c, "t", "ann"),
    "layers of a transcript": lambda c: queries.overlay(c, "t"),
    "one coding": lambda c: c.named("coding", "k"),
    "text of a transcript": lambda c: anchors.text_hash_of(c, "t"),
    "revision of a coding": lambda c: anchors.revision_when_made(c, "k", "t"),
    "a coding in the journal": lambda c: history.coding_image(c, "k"),
    "history of a transcript": lambda c: history.acts(c, Wanted(transcript="t"), limit=20),
    "history of a code": lambda c: history.acts(c, Wanted(codes=("k",)), limit=20),
    "a page of the history": lambda c: history.acts(c, Wanted(), limit=20),
    "transcripts that an act touched": lambda c: history.transcripts_touched(c, "a", None),
    "coders of the same words": lambda c: queries.coders_alike(c, "k"),
    "lost anchors of a transcript": lambda c: anchors.lost(c, "t"),
    "revisions of a transcript": lambda c: anchors.revisions(c, "t"),
    "codings and refusals beside suggestions": lambda c: suggestions.laid(c, "t"),
    "findings that chose a quotation": lambda c: findings.chosen_of(c, "k"),
    "the last sign-off": lambda c: findings.last_sign_off(c, "F1"),
    "last coder": state.last_coder,
}


@pytest.mark.parametrize("name", ASKED)
def test_neither_codings_nor_the_journal_are_scanned(study, name):
    said: list[str] = []
    study.connection.set_trace_callback(said.append)
    ASKED[name](study.reader)
    study.connection.set_trace_callback(None)
    plans = [
        row[3]
        for query in said
        if query.startswith("SELECT")
        for row in study.connection.execute(f"EXPLAIN QUERY PLAN {query}")
    ]
    assert plans
    assert [plan for plan in plans if re.fullmatch(r"SCAN (coding|k|change)", plan)] == []
