"""Frequencies: codings, transcripts and cases a code, by case attribute and by coder."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from coder.model.codebook import Code
from coder.model.project import Project


class Cell(NamedTuple):
    """How many codings a code has in one transcript by one coder."""

    code: str
    transcript: str
    coder: str
    codings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """One row of the frequency table.

    `share` is cases with the code over cases with a transcript, 0 … 1 (None without transcripts).
    `groups` counts codings by attribute value, `group_cases` the cases, `coders` codings by coder.
    """

    code: Code
    codings: int
    transcripts: int
    cases: int
    share: float | None
    groups: dict[str, int] = field(default_factory=dict)
    group_cases: dict[str, int] = field(default_factory=dict)
    coders: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyTable:
    """Frequencies of every code and theme, in the codebook's order; themes count what is under them."""

    rows: tuple[Frequency, ...]
    attribute: str | None
    group_names: tuple[str, ...]
    coder_names: tuple[str, ...]
    cases: int
    transcripts: int


def frequencies(project: Project, cells: Iterable[Cell], attribute: str | None = None) -> FrequencyTable:
    """Count the cells into one row a code, a theme's row holding the sum over its codes.

    A transcript or case counts once for a theme however many of the theme's codes it holds.
    """
    case_of = {t.id: t.case for t in project.transcripts}
    group_of = _grouping(project, attribute) if attribute else None
    by_code: dict[str, list[Cell]] = defaultdict(list)
    parents = {c.id: c.parent for c in project.codes}
    for cell in cells:
        by_code[cell.code].append(cell)
        if (parent := parents.get(cell.code)) is not None:
            by_code[parent].append(cell)
    with_texts = {t.case for t in project.transcripts}
    rows = tuple(
        _row(code, by_code.get(code.id, ()), case_of, group_of, len(with_texts))
        for code in project.codes
        if not code.archived or code.id in by_code
    )
    groups = sorted({group_of(c) for c in with_texts}) if group_of else []
    coders = sorted({name for row in rows for name in row.coders})
    return FrequencyTable(
        rows=rows,
        attribute=attribute,
        group_names=tuple(groups),
        coder_names=tuple(coders),
        cases=len(with_texts),
        transcripts=len(project.transcripts),
    )


def _grouping(project: Project, attribute: str) -> Callable[[str], str]:
    values = {c.id: c.attributes.get(attribute, "—") for c in project.cases}
    return lambda case: values.get(case, "—")


def _row(
    code: Code,
    cells: Sequence[Cell],
    case_of: dict[str, str],
    group_of: Callable[[str], str] | None,
    cases_in_all: int,
) -> Frequency:
    coders: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    transcripts = {cell.transcript for cell in cells}
    cases = {case_of.get(t, "") for t in transcripts}
    for _code, transcript, coder, codings in cells:
        coders[coder] += codings
        if group_of:
            groups[group_of(case_of.get(transcript, ""))] += codings
    return Frequency(
        code=code,
        codings=sum(coders.values()),
        transcripts=len(transcripts),
        cases=len(cases),
        share=len(cases) / cases_in_all if cases_in_all else None,
        groups=dict(groups),
        group_cases=dict(Counter(map(group_of, cases))) if group_of else {},
        coders=dict(coders),
    )
