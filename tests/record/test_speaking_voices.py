"""Passages of a speaker or a role: counts of codes agree with what retrieval finds."""

from __future__ import annotations

import pytest

from coder.model.counting.passage import Query
from coder.model.counting.passage_filters import Filters
from coder.record.speaking_voices import keeping
from coder.record.study import Study
from coder.retrieval.passages import all_speakers, retrieved


@pytest.mark.parametrize("role", ["", "respondent", "interviewer"])
def test_codes_are_counted_as_passages_are_found(built_sample, role):
    with Study.open(built_sample / "study.db", "甲") as study:
        roles = (role,) if role else ()
        speakers = () if role else tuple(all_speakers(study)[:2])
        keeps = keeping(study.reader, speakers, roles)
        counted = {row.code.id: row.passages for row in study.frequencies(keeps=keeps).rows}
        filters = Filters(speakers=speakers, roles=roles)
        found = {code: len(retrieved(study, Query(expression=code, filters=filters))) for code in list(counted)[::4]}
        assert {code: counted[code] for code in found} == found
        assert any(found.values()) is (role != "interviewer")
