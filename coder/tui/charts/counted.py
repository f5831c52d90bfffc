"""What the charts show, counted beside the screen's own thread; all of them from one reading."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from coder.model.codebook import Attribute, Case, Code
from coder.model.counting.case_groups import groups_of
from coder.model.counting.codetree import above, ordered
from coder.model.counting.frequencies import Coded, Keep, Keeps
from coder.model.counting.merged_passages import Span, merged
from coder.model.counting.narrowed import Narrowed
from coder.model.finding import grouping_attributes
from coder.model.project import Project, TranscriptInfo
from coder.model.values.value_names import attribute_title
from coder.record.counts.kept_counts import KeptCounts, eyes
from coder.record.queries import coded, coded_in
from coder.record.study import Study
from coder.tui.frame.breathing import breathing

if TYPE_CHECKING:
    from coder.record.reader import Reader

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


class ThemeRow(NamedTuple):
    """A theme, or a code without one: its passages, in all and by case."""

    code: Code
    passages: int
    by_case: Mapping[str, int]


class Counted(NamedTuple):
    """What was counted: themes, cases with a text, groupings, sides of findings, and where passages lie."""

    themes: tuple[ThemeRow, ...]
    cases: tuple[Case, ...]
    groupings: tuple[Grouping, ...]
    sides: tuple[Sided, ...]
    strips: tuple[tuple[TranscriptInfo, Stretch], ...]
    passages: int
    transcripts: int
    layer: str


class ChartCounts:
    """Counts for the charts, kept by transcript: what nobody touched since is not counted again."""

    def __init__(self, coder: str) -> None:
        self._breathe: Callable[[], None] = lambda: None
        self._project: Project | None = None
        self._keeps: Keeps | None = None
        self._kept = KeptCounts(f"charts {coder}", self._by_transcript)

    def read(self, study: Study, breathe: Callable[[], None], narrowed: Narrowed) -> Counted:
        """Count what the coder may see and filters leave; `breathe` is called often, so that keys come first."""
        self._breathe, self._project, self._keeps = breathe, study.project(), narrowed.keeps
        # Only what stands as it was coded is kept; other layers, and the words of some, are worked out from it.
        told = (
            self._by_transcript(study.reader, None)
            if study.layer or narrowed.keeps
            else self._kept.now(study.reader, f"{eyes(study)} {_rules(self._project)}")
        )
        return _counted(narrowed.project, told, study.counted)

    def _by_transcript(self, reader: Reader, among: Collection[str] | None) -> dict[str, Any]:
        """Return passages of each theme, of each side of each finding, and along the text, for each transcript."""
        project = self._project
        if project is None:
            return {}
        tops = {code.id: above(project.codes, code.id)[-1] for code in project.codes}
        sides, chars = _sides(project), {info.id: info.chars for info in project.transcripts}
        codings = coded(reader) if among is None else coded_in(reader, among)
        found: dict[str, Any] = {}
        for key, here in groupby(breathing(codings, self._breathe), attrgetter("transcript")):
            spans, under = _by_code(here), dict[str, list[Span]]()
            passages = partial(kept_passages, keep=self._keeps(key) if self._keeps else None)
            for code, own in spans.items():
                under.setdefault(tops.get(code, code), []).extend(own)
            told = {
                name: len(passages(own))
                for name, codes in sides.items()
                if (own := [span for code in codes for span in spans.get(code, ())])
            }
            along = stretch(passages(span for own in spans.values() for span in own), max(1, chars.get(key, 1)))
            by_theme = {code: count for code, own in under.items() if (count := len(passages(own)))}
            if by_theme:
                found[key] = [by_theme, told, along.parts, along.starts]
        return found


def _sides(project: Project) -> dict[str, tuple[str, ...]]:
    """Return the codes of each side of each finding that names any."""
    sides = {f"{f.id} {side}": codes for f in project.findings for side, codes in project.sides_of(f).items()}
    return {name: codes for name, codes in sides.items() if codes}


def _rules(project: Project) -> str:
    """Return a digest of what the counts rest on besides the codings: the tree of codes, and the findings' codes."""
    tree = sorted((code.id, code.parent or "") for code in project.codes)
    return sha256(repr((tree, _sides(project), PARTS)).encode()).hexdigest()


def _counted(project: Project, told: Mapping[str, Any], layer: str) -> Counted:
    themes: dict[str, Counter[str]] = defaultdict(Counter)
    sides: dict[str, Counter[str]] = defaultdict(Counter)
    place = {case.id: at for at, case in enumerate(project.cases)}
    strips = []
    for info in sorted(project.transcripts, key=lambda info: (place.get(info.case, len(place)), info.name)):
        if info.id not in told:
            continue
        by_theme, by_side, parts, starts = told[info.id]
        strips.append((info, Stretch(tuple(parts), tuple(starts))))
        for code, n in by_theme.items():
            themes[code][info.case] += n
        for name, n in by_side.items():
            sides[name][info.case] += n
    with_texts = {info.case for info in project.transcripts}
    cases = tuple(case for case in project.cases if case.id in with_texts)
    return Counted(
        themes=tuple(ThemeRow(c, themes[c.id].total(), themes[c.id]) for c in ordered(project.codes) if c.id in themes),
        cases=cases,
        groupings=tuple(_groupings(project, cases)),
        sides=tuple(
            Sided(f.id, f.title, side, named, sides[f"{f.id} {side}"])
            for f in project.findings
            for side, named in (("for", f.supports), ("against", f.opposes))
            if named
        ),
        strips=tuple(strips),
        passages=sum(sum(strip.parts) for _info, strip in strips),
        transcripts=len(project.transcripts),
        layer=layer,
    )


def _groupings(project: Project, cases: Sequence[Case]) -> Iterable[Grouping]:
    """Yield the attributes that part the cases, those of few values first; neither one group nor each case alone."""
    for name in dict.fromkeys([*grouping_attributes(cases), *(name for case in cases for name in case.attributes)]):
        groups = groups_of(cases, name, project.attribute_by_id)
        if 1 < len(groups) < max(3, len(cases)):
            title = attribute_title(project.attribute_by_id.get(name) or Attribute(id=name))
            yield Grouping(name, title, tuple((group.name, group.cases) for group in groups))


def _by_code(codings: Iterable[Coded]) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for coding in codings:
        spans.setdefault(coding.code, []).append((coding.start, coding.end))
    return spans


def kept_passages(spans: Iterable[Span], keep: Keep | None) -> Sequence[Span]:
    """Return the passages that spans make up, those alone that are counted."""
    found = merged(spans)
    return found if keep is None else [span for span in found if keep(*span)]


def stretch(passages: Iterable[Span], chars: int) -> Stretch:
    """Return where passages begin along a text of so many characters."""
    parts, starts = [0] * PARTS, [-1] * PARTS
    for start, _end in passages:
        at = min(PARTS - 1, start * PARTS // chars)
        if not parts[at]:
            starts[at] = start
        parts[at] += 1
    return Stretch(tuple(parts), tuple(starts))


def read_portrait(study: Study, info: TranscriptInfo, narrowed: Narrowed) -> tuple[tuple[Code, Stretch], ...]:
    """Return where the passages of each theme and code lie in a transcript, in the codebook's order."""
    keep = narrowed.keeps(info.id) if narrowed.keeps else None
    codes = ordered(study.project().codes)
    spans = _by_code(coded_in(study.reader, [info.id]))
    under: dict[str, list[Span]] = {}
    for key, own in spans.items():
        for over in above(codes, key):
            under.setdefault(over, []).extend(own)
    passages = {code: found for code, own in under.items() if (found := kept_passages(own, keep))}
    return tuple((code, stretch(passages[code.id], max(1, info.chars))) for code in codes if code.id in passages)
