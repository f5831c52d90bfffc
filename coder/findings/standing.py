"""Passages as counts and doubts ask of them: where they stand, who says them, who coded them; no word is read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from coder.findings import queries as store
from coder.findings.queries import Speakers
from coder.model.counting.merged_passages import gathered
from coder.record import queries
from coder.record.study import Study


class Standing(NamedTuple):
    """A passage, merged over some codes; `transcript` is an id, `outdated` tells of any of its codings."""

    codings: tuple[str, ...]
    transcript: str
    start: int
    end: int
    case: str
    speaker: str
    coders: tuple[str, ...]
    outdated: bool


def standings(study: Study, codes: Collection[str], speakers: Speakers | None = None) -> Iterator[Standing]:
    """Yield the passages of some codes and those below them, transcript by transcript; no text is read.

    `speakers` tells who speaks where in a transcript; who asks for several findings hands over what keeps it.
    """
    project, told = study.project(), speakers or partial(queries.speakers, study.reader)
    below = frozenset(key for code in codes for key in project.below(code))
    for transcript, here in groupby(store.laid(study.reader, below), attrgetter("transcript")):
        starts, names = told(transcript)
        case = project.transcript_by_id[transcript].case
        for group in gathered(here, _place):
            start = group[0].start
            yield Standing(
                codings=tuple(one.id for one in group),
                transcript=transcript,
                start=start,
                end=max(one.end for one in group),
                case=case,
                speaker=names[bisect_right(starts, start) - 1],
                coders=tuple(dict.fromkeys(one.coder for one in group)),
                outdated=any(one.outdated for one in group),
            )


def _place(one: store.Laid) -> tuple[int, int, str]:
    return one.start, one.end, one.coder
