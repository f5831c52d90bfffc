"""What a report asks of transcripts: who speaks in them and how much, and whether a quotation is whole sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from coder.model.counting.merged_passages import Span
from coder.model.counting.speaker_counts import SpeakerCount, Turn, added, count_speakers
from coder.model.names.posts import is_post
from coder.model.project import OpenTranscript
from coder.model.quotation import Quotation
from coder.model.reporting.quoting import framed
from coder.model.reporting.report import Voice
from coder.model.text import Role, turn_at
from coder.model.values.value_names import role_name
from coder.record import queries
from coder.record.study import Study
from coder.record.texts import turn_table
from coder.reports import queries as packing
from coder.reports.quotation_choice import Framing

_OPEN_AT_ONCE = 16
_NUMBER = re.compile(r"[0-9]+$")


def voices(study: Study) -> tuple[Voice, ...]:
    """Return who every label of the transcripts stands for: posts as they are, others by role and number."""
    return tuple(v for place in packing.speakers(study.reader) for v in _of_transcript(*place))


def _of_transcript(case: str, name: str, told: list[tuple[str, str]]) -> Iterator[Voice]:
    for role in Role:
        labels = list(dict.fromkeys(label for label, its in told if its == role and label))
        for at, label in enumerate(labels, 1):
            number = _NUMBER.search(label)
            words = role_name(role) if role != Role.NONE else label
            if len(labels) > 1:
                words = f"{words} {number[0] if number else at}"
            yield Voice(case, name, label, label if is_post(label) and len(label) > 1 else words)


def framing(study: Study) -> Framing:
    """Return a function that reads a quotation where it stands."""
    infos = {(info.case, info.name): info for info in study.project().transcripts}

    @lru_cache(maxsize=_OPEN_AT_ONCE)
    def opened(case: str, name: str) -> OpenTranscript:
        return queries.open_bare(study.reader, infos[case, name])

    def words(q: Quotation) -> tuple[str, bool]:
        document = opened(q.case, q.transcript)
        begin, stop = 0, len(document.text)
        if document.turns:
            begin = document.turns[turn_at(document.turns, q.start)].body
            stop = document.turns[turn_at(document.turns, q.end - 1)].end
        return framed(document.text, q.start, q.end, min(begin, q.start), max(stop, q.end))

    return words


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
        name = project.case_by_id[info.case].title
        found += (replace(s, case=info.case, case_name=name, transcript=info.name) for s in speakers.values())
        for role, one in by_role.items():
            roles[role] = added(roles.get(role), one)
    return (*(roles[role] for role in map(str, Role) if role in roles), *found)


def _turns(study: Study, transcript: str, chars: int) -> Iterator[Turn]:
    table = turn_table(study.reader, transcript)
    for body, end, (label, role) in zip(table.bodies, [*table.starts[1:], chars], table.voices, strict=True):
        yield body, end, label, str(role)
