"""Portraits of transcripts: where along each of them the coded passages lie."""

from __future__ import annotations

from itertools import groupby, islice
from operator import attrgetter

from coder.model.counting.merged_passages import merged
from coder.model.reporting.report import Portrait
from coder.record import queries
from coder.record.study import Study

PARTS = 10
_MOST = 24


def portraits(study: Study) -> tuple[Portrait, ...]:
    """Return the portraits of the first transcripts in the study's order; those without a passage are left out."""
    project = study.project()
    names = {case.id: case.title for case in project.cases}
    place = {case.id: at for at, case in enumerate(project.cases)}
    infos = sorted(project.transcripts, key=lambda info: (place.get(info.case, len(place)), info.name))
    wanted = {info.id: info for info in islice(infos, _MOST)}
    found: dict[str, Portrait] = {}
    for key, codings in groupby(queries.coded_in(study.reader, wanted), attrgetter("transcript")):
        info = wanted[key]
        if not info.chars:
            continue
        parts = [0] * PARTS
        for start, _end in merged([(coding.start, coding.end) for coding in codings]):
            parts[min(PARTS - 1, start * PARTS // info.chars)] += 1
        found[key] = Portrait(info.case, names.get(info.case, info.case), info.name, tuple(parts))
    return tuple(found[key] for key in wanted if key in found)
