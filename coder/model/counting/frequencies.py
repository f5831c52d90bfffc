"""Frequencies: passages, transcripts and cases a code, by case attribute and by coder."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple, Protocol

from coder.errors import NotFoundError
from coder.i18n import _, listed
from coder.model.codebook import Code
from coder.model.counting.case_groups import groups_of
from coder.model.counting.codetree import above
from coder.model.counting.merged_passages import Span, merged
from coder.model.counting.speech import Speech
from coder.model.project import Project

NO_SPEECH: Mapping[str, Speech] = MappingProxyType({})


class Coded(NamedTuple):
    """A coding as it is counted."""

    transcript: str
    code: str
    start: int
    end: int
    coder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """One row of the frequency table.

    `passages` are merged over the codes below; `own` are those of the code itself. `codings` counts each coder's own.
    `characters` are those of the passages' words that respondents say.
    `share` is cases with the code over cases with a transcript, 0 … 1 (None without transcripts). `groups` counts
    passages by attribute value, `group_cases` the cases, `by_case` passages by case, `coders` the passages of each
    coder's codings alone.
    """

    code: Code
    passages: int
    own: int
    codings: int
    characters: int
    transcripts: int
    cases: int
    share: float | None
    groups: dict[str, int] = field(default_factory=dict)
    group_cases: dict[str, int] = field(default_factory=dict)
    by_case: dict[str, int] = field(default_factory=dict)
    coders: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyTable:
    """Frequencies of every code and theme, in the codebook's order.

    `layer` says which codings were counted (`coder:ann`, `settled`, `k:2`), empty where anybody's were.
    `passages` are merged over all codes: where words carry several codes, they are one passage.
    """

    rows: tuple[Frequency, ...]
    attribute: str | None
    group_names: tuple[str, ...]
    coder_names: tuple[str, ...]
    cases: int
    transcripts: int
    layer: str = ""
    passages: int = 0


EVERY_CODE = ""
"""What is counted of all codes together is told under this id, which no code has."""


@dataclass(slots=True)
class Tally:
    """What was counted of one code, with the codes below it."""

    codings: int = 0
    own: int = 0
    characters: int = 0
    by_transcript: dict[str, int] = field(default_factory=dict)
    coders: Counter[str] = field(default_factory=Counter)

    @property
    def passages(self) -> int:
        """Passages in all transcripts."""
        return sum(self.by_transcript.values())


class Here(NamedTuple):
    """What was counted of one code, with the codes below it, in one transcript; `coders` have passages of their own."""

    passages: int
    own: int
    codings: int
    characters: int
    coders: Mapping[str, int]


def tallies(
    codes: Iterable[Code], codings: Iterable[Coded], speech: Mapping[str, Speech] = NO_SPEECH
) -> dict[str, Tally]:
    """Count the codings, which come transcript by transcript, for each code with those below it, and for every code.

    `speech` says where respondents speak in each transcript; without it no characters are counted.
    """
    return summed(by_transcript(codes, codings, speech))


def summed(counted: Iterable[tuple[str, Mapping[str, Here]]]) -> dict[str, Tally]:
    """Add up what was counted in each transcript."""
    found: dict[str, Tally] = defaultdict(Tally)
    for transcript, here in counted:
        for key, (passages, own, codings, characters, coders) in here.items():
            tally = found[key]
            tally.own += own
            tally.codings += codings
            tally.characters += characters
            tally.by_transcript[transcript] = passages
            for coder, number in coders.items():
                tally.coders[coder] += number
    return found


Keep = Callable[[int, int], bool]
"""Tells whether a stretch of a transcript is counted."""


class Keeps(Protocol):
    """Gives for a transcript, by its id, what tells which stretches are counted; `name` says by what rule."""

    @property
    def name(self) -> str: ...  # noqa: D102

    def __call__(self, transcript: str) -> Keep: ...  # noqa: D102


def by_transcript(
    codes: Iterable[Code],
    codings: Iterable[Coded],
    speech: Mapping[str, Speech] = NO_SPEECH,
    keeps: Keeps | None = None,
) -> Iterator[tuple[str, dict[str, Here]]]:
    """Yield what is counted of each code, with those below it, in each transcript, by the transcript's id.

    `keeps` gives for a transcript what says which passages are counted; without it all are.
    """
    known = tuple(codes)
    lines = {code.id: above(known, code.id) for code in known}
    for transcript, here in groupby(codings, attrgetter("transcript")):
        keep = keeps(transcript) if keeps else None
        spans: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for _transcript, code, start, end, coder in here:
            spans[code][coder].append((start, end))
        own: dict[str, int] = {}
        made: Counter[str] = Counter()
        parts: dict[str, list[_Layers]] = defaultdict(list)
        for code, by_coder in spans.items():
            layers = _Layers(by_coder)
            own[code] = len(_kept(layers.spans, keep))
            codings_here = sum(len(_kept(spans_of, keep)) for spans_of in by_coder.values())
            for key in (*lines.get(code, (code,)), EVERY_CODE):
                made[key] += codings_here
                parts[key].append(layers)
        told = speech.get(transcript)
        counted = {key: _here(under, own.get(key, 0), made[key], told, keep) for key, under in parts.items()}
        yield transcript, {key: one for key, one in counted.items() if one.passages}


def _kept(spans: Sequence[Span], keep: Keep | None) -> Sequence[Span]:
    return spans if keep is None else [span for span in spans if keep(*span)]


def _here(under: Sequence[_Layers], own: int, codings: int, speech: Speech | None, keep: Keep | None) -> Here:
    layers = under[0] if len(under) == 1 else _joined(under)
    spans = _kept(layers.spans, keep)
    characters = sum(speech.within(start, end) for start, end in spans) if speech is not None else 0
    by_coder = {coder: len(_kept(own_spans, keep)) for coder, own_spans in layers.by_coder.items()}
    return Here(len(spans), own, codings, characters, {coder: count for coder, count in by_coder.items() if count})


class _Layers:
    """The passages of a code in one transcript, of each coder alone and of all."""

    def __init__(self, by_coder: Mapping[str, list[Span]]) -> None:
        self.by_coder = {coder: merged(spans) for coder, spans in by_coder.items()}
        if len(self.by_coder) == 1:
            (self.spans,) = self.by_coder.values()
        else:
            self.spans = merged(chain.from_iterable(self.by_coder.values()))


def _joined(parts: Iterable[_Layers]) -> _Layers:
    """Return the passages of several codes, merged over them."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for part in parts:
        for coder, own in part.by_coder.items():
            spans[coder] += own
    return _Layers(spans)


def frequencies(
    project: Project,
    counted: Iterable[tuple[str, Mapping[str, Here]]],
    attribute: str | None = None,
    layer: str = "",
) -> FrequencyTable:
    """Add what was counted in each transcript up into one row a code."""
    by_code = summed(counted)
    case_of = {t.id: t.case for t in project.transcripts}
    with_texts = {t.case for t in project.transcripts}
    groups = _groups(project, attribute, with_texts)
    rows = tuple(
        frequency(code, by_code.get(code.id, Tally()), case_of, groups, len(with_texts))
        for code in project.codes
        if not code.archived or code.id in by_code
    )
    return FrequencyTable(
        rows=rows,
        attribute=attribute,
        group_names=tuple(groups),
        coder_names=tuple(sorted({name for row in rows for name in row.coders})),
        cases=len(with_texts),
        transcripts=len(project.transcripts),
        layer=layer,
        passages=by_code[EVERY_CODE].passages if EVERY_CODE in by_code else 0,
    )


def attribute_names(asked: str | None) -> tuple[str, ...]:
    """Return the attributes that were asked for, set apart by commas."""
    return tuple(dict.fromkeys(name.strip() for name in (asked or "").split(",") if name.strip()))


def _groups(project: Project, asked: str | None, with_texts: set[str]) -> dict[str, frozenset[str]]:
    """Return the cases of each group by its name, which tells the attribute where there are several."""
    names = attribute_names(asked)
    known = sorted({name for case in project.cases for name in case.attributes})
    for name in names:
        if name not in known:
            raise NotFoundError(
                _("no case has the attribute {name}").format(name=name),
                _("there are: {names}").format(names=listed(known) or "—"),
            )
    cases = [case for case in project.cases if case.id in with_texts]
    return {
        f"{name}: {group.name}" if len(names) > 1 else group.name: group.cases
        for name in names
        for group in groups_of(cases, name, project.attribute_by_id)
    }


def frequency(
    code: Code, tally: Tally, case_of: Mapping[str, str], groups: Mapping[str, frozenset[str]], cases_in_all: int
) -> Frequency:
    """Return the row of a code; `case_of` names the case of each transcript, `groups` the cases of each value."""
    by_case: Counter[str] = Counter()
    for transcript, passages in tally.by_transcript.items():
        by_case[case_of.get(transcript, "")] += passages
    here = {name: cases & by_case.keys() for name, cases in groups.items()}
    return Frequency(
        code=code,
        passages=tally.passages,
        own=tally.own,
        codings=tally.codings,
        characters=tally.characters,
        transcripts=len(tally.by_transcript),
        cases=len(by_case),
        share=len(by_case) / cases_in_all if cases_in_all else None,
        groups={name: sum(by_case[case] for case in cases) for name, cases in here.items() if cases},
        group_cases={name: len(cases) for name, cases in here.items() if cases},
        by_case=dict(by_case),
        coders=dict(tally.coders),
    )
