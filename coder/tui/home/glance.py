"""The study at a glance: themes, coders and changed findings, counted beside the screen's own thread."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from coder.model.project import Progress
from coder.record.counts.kept_counts import KeptCounts, eyes
from coder.tui.frame.breathing import breathing

if TYPE_CHECKING:
    from coder.model.codebook import Code
    from coder.model.counting.frequencies import Coded
    from coder.record.reader import Reader
    from coder.record.study import Study


class ThemeCount(NamedTuple):
    """A theme, or a code without one, with those below it."""

    code: Code
    passages: int
    cases: int


class CoderCount(NamedTuple):
    """How much a coder did."""

    name: str
    codings: int
    transcripts: int


class Glance(NamedTuple):
    """What the desk shows beside the list; `layer` says which codings were counted, `cases` are those with a text."""

    themes: tuple[ThemeCount, ...]
    coders: tuple[CoderCount, ...]
    changed: tuple[str, ...]
    layer: str
    cases: int
    transcripts: int


class Waiting(NamedTuple):
    """How much waits for the coder, of each kind."""

    suggestions: int = 0
    reviews: int = 0
    conflicts: int = 0
    displaced: int = 0
    changed: int = 0


class Desk:
    """The counts behind the desk, each kept by transcript: what nobody touched since is not counted again."""

    def __init__(self, coder: str) -> None:
        self.breathe: Callable[[], None] = lambda: None
        self._codes: tuple[Code, ...] = ()
        self._progress = KeptCounts(f"progress {coder}", partial(_progress_by_transcript, coder))
        self._reviews = KeptCounts(f"reviews {coder}", partial(_waiting_by_transcript, coder))
        self._themes = KeptCounts(f"themes {coder}", self._themes_by_transcript)

    def is_slow(self, study: Study) -> bool:
        """Tell whether the progress of all transcripts has to be counted, or what waits for another look."""
        rules = _versions(study)
        return self._progress.stale(study.reader, eyes(study)) is None or (
            bool(rules) and self._reviews.stale(study.reader, rules) is None
        )

    def reviews(self, study: Study) -> int:
        """Return how many of the coder's codings were made under a definition that has changed since."""
        rules = _versions(study)
        return sum(self._reviews.now(study.reader, rules).values()) if rules else 0

    def progress(self, study: Study) -> dict[str, Progress]:
        """Return each transcript's progress for the coder."""
        return {key: Progress(*told) for key, told in self._progress.now(study.reader, eyes(study)).items()}

    def glance(self, study: Study, breathe: Callable[[], None]) -> Glance:
        """Count what the coder may see; `breathe` is called often, so that keys come first."""
        from coder.findings.since_words import changed_findings
        from coder.record.veil.blindness import people

        self.breathe, self._codes, project = breathe, study.project().codes, study.project()
        tree = sha256(repr(sorted((c.id, c.parent or "") for c in self._codes)).encode()).hexdigest()
        told = self._themes.now(study.reader, f"{eyes(study)} {tree}")
        here = {info.id: info.case for info in project.transcripts}
        themes, cases, coders, places = Counter[str](), defaultdict[str, set[str]](set), Counter[str](), Counter[str]()
        for key, (by_theme, by_coder) in told.items():
            if key in here:
                themes.update(by_theme)
                coders.update(by_coder)
                places.update(by_coder.keys())
                for theme in by_theme:
                    cases[theme].add(here[key])
        by_id = project.code_by_id
        found = [ThemeCount(by_id[key], n, len(cases[key])) for key, n in themes.items() if key in by_id]
        return Glance(
            themes=tuple(sorted(found, key=lambda one: (-one.passages, one.code.position))),
            coders=tuple(
                CoderCount(name, coders[key], places[key])
                for key, name in sorted(people(study).items(), key=lambda one: -coders[one[0]])
                if coders[key]
            ),
            changed=tuple(breathing(changed_findings(study), breathe, 1)),
            layer=study.counted,
            cases=len({*here.values()}),
            transcripts=len(here),
        )

    def _themes_by_transcript(self, reader: Reader, among: Collection[str] | None) -> dict[str, Any]:
        """Return the passages of each theme, and the codings of each coder, in each transcript."""
        from coder.model.counting.frequencies import tallies
        from coder.record.queries import coded, coded_in

        found: dict[str, tuple[dict[str, int], dict[str, int]]] = defaultdict(lambda: ({}, {}))

        def seen(codings: Iterable[Coded]) -> Iterator[Coded]:
            for coding in codings:
                made = found[coding.transcript][1]
                made[coding.coder] = made.get(coding.coder, 0) + 1
                yield coding

        codings = coded(reader) if among is None else coded_in(reader, among)
        by_code = tallies(self._codes, seen(breathing(codings, self.breathe)))
        for code in self._codes:
            if code.parent is None and code.id in by_code:
                for key, passages in by_code[code.id].by_transcript.items():
                    found[key][0][code.id] = passages
        return {key: [*told] for key, told in found.items()}


def _progress_by_transcript(coder: str, reader: Reader, among: Collection[str] | None) -> dict[str, Any]:
    from coder.record.queries import progress

    found = progress(reader, coder, among)
    return {key: [one.codings, one.mine, one.lines_coded, one.last_coder] for key, one in found.items()}


def _waiting_by_transcript(coder: str, reader: Reader, among: Collection[str] | None) -> dict[str, Any]:
    from coder.record.queries import count_waiting

    return count_waiting(reader, coder, among)


def _versions(study: Study) -> str:
    """Return a digest of the codes whose definition changed once; nothing where none did."""
    raised = sorted((code.id, code.version) for code in study.project().codes if code.version > 1)
    return f"{eyes(study)} {sha256(repr(raised).encode()).hexdigest()}" if raised else ""
