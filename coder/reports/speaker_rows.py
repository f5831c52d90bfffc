"""The speakers of a study as a report counts them: first each role in all, then each speaker of each transcript."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from coder.model.counting.merged_passages import Span
from coder.model.counting.speaker_counts import SpeakerCount, Turn, added, count_speakers
from coder.model.text import Role
from coder.record import queries
from coder.record.study import Study
from coder.record.texts import turn_table


def speaker_counts(study: Study) -> tuple[SpeakerCount, ...]:
    """Return what each role says and how much of it is coded, on the layer that is counted; then each speaker."""
    project = study.project()
    spans: dict[str, list[Span]] = {
        key: [(coding.start, coding.end) for coding in here]
        for key, here in groupby(queries.coded(study.reader), attrgetter("transcript"))
    }
    roles: dict[str, SpeakerCount] = {}
    found: list[SpeakerCount] = []
    for info in project.transcripts:
        speakers, by_role = count_speakers(list(_turns(study, info.id, info.chars)), spans.get(info.id, ()))
        name = project.case_by_id[info.case].name
        found += (replace(s, case=info.case, case_name=name, transcript=info.name) for s in speakers.values())
        for role, one in by_role.items():
            roles[role] = added(roles.get(role), one)
    return (*(roles[role] for role in map(str, Role) if role in roles), *found)


def _turns(study: Study, transcript: str, chars: int) -> Iterator[Turn]:
    table = turn_table(study.reader, transcript)
    for body, end, (label, role) in zip(table.bodies, [*table.starts[1:], chars], table.voices, strict=True):
        yield body, end, label, str(role)
