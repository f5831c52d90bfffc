"""What the charts show, counted beside the screen's own thread; all of them from one reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from coder.model.codebook import Attribute, Case, Code
from coder.model.counting.case_groups import groups_of
from coder.model.counting.codetree import above, ordered
from coder.model.counting.frequencies import Coded, Frequency, frequencies
from coder.model.counting.merged_passages import merged
from coder.model.finding import grouping_attributes
from coder.model.project import Project, TranscriptInfo
from coder.model.value_names import attribute_title
from coder.record.queries import coded, coded_in
from coder.record.study import Study
from coder.tui.frame.breathing import breathing

PARTS = 20
"""Into so many parts of one length a transcript is cut."""


class Grouping(NamedTuple):
    """The cases of each value of an attribute."""

    attribute: str
    title: str
    groups: tuple[tuple[str, frozenset[str]], ...]


class Sided(NamedTuple):
    """A finding's passages on one side, by case."""

    finding: str
    title: str
    side: str
    codes: tuple[str, ...]
    by_case: Mapping[str, int]


class Stretch(NamedTuple):
    """Passages along a transcript: how many begin in each part, and where the first of each does (-1: none)."""

    parts: tuple[int, ...]
    starts: tuple[int, ...]


class Counted(NamedTuple):
    """What was counted: themes, cases with a text, groupings, sides of findings, and where passages lie."""

    themes: tuple[Frequency, ...]
    cases: tuple[Case, ...]
    groupings: tuple[Grouping, ...]
    sides: tuple[Sided, ...]
    strips: tuple[tuple[TranscriptInfo, Stretch], ...]
    passages: int
    layer: str


def read_counted(study: Study, breathe: Callable[[], None]) -> Counted:
    """Count what the coder may see; `breathe` is called often, so that keys come first."""
    project = study.project()
    table = frequencies(project, breathing(coded(study.reader), breathe), layer=study.counted)
    with_texts = {info.case for info in project.transcripts}
    cases = tuple(case for case in project.cases if case.id in with_texts)
    sides, stretches = _along(project, breathing(coded(study.reader), breathe))
    place = {case.id: at for at, case in enumerate(project.cases)}
    infos = sorted(project.transcripts, key=lambda info: (place.get(info.case, len(place)), info.name))
    return Counted(
        themes=tuple(row for row in table.rows if row.code.parent is None and row.passages),
        cases=cases,
        groupings=tuple(_groupings(project, cases)),
        sides=sides,
        strips=tuple((info, stretches[info.id]) for info in infos if info.id in stretches),
        passages=table.passages,
        layer=table.layer,
    )


def _groupings(project: Project, cases: Sequence[Case]) -> Iterable[Grouping]:
    """Yield the attributes that part the cases, those of few values first; neither one group nor each case alone."""
    for name in dict.fromkeys([*grouping_attributes(cases), *(name for case in cases for name in case.attributes)]):
        groups = groups_of(cases, name, project.attribute_by_id)
        if 1 < len(groups) < max(3, len(cases)):
            title = attribute_title(project.attribute_by_id.get(name) or Attribute(id=name))
            yield Grouping(name, title, tuple((group.name, group.cases) for group in groups))


def _along(project: Project, codings: Iterable[Coded]) -> tuple[tuple[Sided, ...], dict[str, Stretch]]:
    """Count the sides of findings by case, and the passages along each transcript, over codings that come by it."""
    infos = {info.id: info for info in project.transcripts}
    sides = [
        (f, side, codes) for f in project.findings for side, codes in (("for", f.supports), ("against", f.opposes))
    ]
    counts: list[Counter[str]] = [Counter() for _side in sides]
    stretches: dict[str, Stretch] = {}
    for key, here in groupby(codings, attrgetter("transcript")):
        info, spans = infos.get(key), _by_code(here)
        if info is None:
            continue
        for (_finding, _side, codes), count in zip(sides, counts, strict=True):
            if own := [span for code in codes for span in spans.get(code, ())]:
                count[info.case] += len(merged(own))
        if info.chars:
            stretches[key] = stretch([span for own in spans.values() for span in own], info.chars)
    told = zip(sides, counts, strict=True)
    return tuple(Sided(f.id, f.title, side, codes, dict(n)) for (f, side, codes), n in told if codes), stretches


def _by_code(codings: Iterable[Coded]) -> dict[str, list[tuple[int, int]]]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for coding in codings:
        spans.setdefault(coding.code, []).append((coding.start, coding.end))
    return spans


def stretch(spans: Iterable[tuple[int, int]], chars: int) -> Stretch:
    """Return where the passages that spans make up begin along a text of so many characters."""
    parts, starts = [0] * PARTS, [-1] * PARTS
    for start, _end in merged(spans):
        at = min(PARTS - 1, start * PARTS // chars)
        if not parts[at]:
            starts[at] = start
        parts[at] += 1
    return Stretch(tuple(parts), tuple(starts))


def read_portrait(study: Study, info: TranscriptInfo) -> tuple[tuple[Code, Stretch], ...]:
    """Return where the passages of each theme and code lie in a transcript, in the codebook's order."""
    codes = ordered(study.project().codes)
    spans = _by_code(coded_in(study.reader, [info.id]))
    under: dict[str, list[tuple[int, int]]] = {}
    for key, own in spans.items():
        for over in above(codes, key):
            under.setdefault(over, []).extend(own)
    return tuple((code, stretch(under[code.id], max(1, info.chars))) for code in codes if code.id in under)
