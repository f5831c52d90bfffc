"""The study at a glance: themes, coders and changed findings, counted beside the screen's own thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from coder.tui.frame.breathing import breathing

if TYPE_CHECKING:
    from coder.model.codebook import Code
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


def read_glance(study: Study, breathe: Callable[[], None]) -> Glance:
    """Count what the coder may see; `breathe` is called often, so that keys come first."""
    from coder.findings.since_words import changed_findings
    from coder.model.counting.frequencies import frequencies
    from coder.record.blindness import people
    from coder.record.queries import coded, codings_by_coder

    table = frequencies(study.project(), breathing(coded(study.reader), breathe), layer=study.counted)
    themes = [ThemeCount(r.code, r.passages, r.cases) for r in table.rows if r.passages and r.code.parent is None]
    made = codings_by_coder(study.reader)
    coders = [CoderCount(name, *made[key]) for key, name in people(study).items() if key in made]
    return Glance(
        themes=tuple(sorted(themes, key=lambda one: -one.passages)),
        coders=tuple(sorted(coders, key=lambda one: -one.codings)),
        changed=tuple(breathing(changed_findings(study), breathe, 1)),
        layer=study.counted,
        cases=table.cases,
        transcripts=table.transcripts,
    )
