"""The model of a study's suggestions: built from what the coder may see, and kept up with each act."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from coder.language.borders import WordBorders
from coder.language.keywords import KeywordMatcher
from coder.language.learning.calibrate import Fold, Probe, calibrate
from coder.language.learning.grams import Vocabulary
from coder.language.learning.model import Example, Model
from coder.language.learning.reasons import Words
from coder.language.learning.stretches import speech_before, stretches
from coder.language.segment import sentence_bounds
from coder.model.coding import Coding, Decision, Suggestion
from coder.model.project import OpenTranscript, Project, TranscriptInfo
from coder.model.text import Role, Span, Turn
from coder.record import queries
from coder.record.reader import Reader
from coder.suggestions import queries as examples
from coder.suggestions.queries import Given

MOST_EXAMPLES = 400  # of each code
_VOCABULARY_CHARS = 1_000_000
_FOLDS = 12
_PROBES = 1_200
Bounds: TypeAlias = tuple[int, int]
_ENOUGH = 30  # coded passages; with fewer, chances are as they usually are


def _go_on() -> None:
    """Take no breath."""


def build(
    reader: Reader,
    project: Project,
    words: Words,
    breathe: Callable[[], None] = _go_on,
) -> Model:
    """Return the model of what was coded and refused, as far as the connection lets see.

    `breathe` is called between steps of a millisecond or two.

    Reads the newest 400 codings of each code; takes about a second for eight interviews, so a thread may do it.
    """
    model = untaught(reader, project, words)
    left: list[_Left] = []
    for document, rows, refusals in _by_transcript(reader, project):
        for one in _learnt(document, rows, refusals):
            model.learn(one)
            breathe()
        if rows:
            left.append(_Left(document.info, rows, refusals, _tried(document, rows)))
    if model.passages >= _ENOUGH and len(left) > 1:
        calibrate(model, _folds(model, reader, left), breathe)
    model.close_up()
    return model


def untaught(reader: Reader, project: Project, words: Words) -> Model:
    """Return a model that knows the codebook and how common words are, and nothing that anyone coded."""
    matcher = KeywordMatcher(project.codes, project.variants)
    return Model(project.codes, matcher, vocabulary(reader, project), words)


def vocabulary(reader: Reader, project: Project) -> Vocabulary:
    """Return how common n-grams are in the study: in all its turns, or in those of enough transcripts."""
    total = sum(info.chars for info in project.transcripts)
    step = max(1, -(-total // _VOCABULARY_CHARS))
    return Vocabulary(_turns(reader, project, step))


def _turns(reader: Reader, project: Project, step: int) -> Iterator[str]:
    for info in project.transcripts[::step]:
        document = queries.open_bare(reader, info)
        for turn in document.turns:
            yield document.text[turn.body : turn.end]


def example(document: OpenTranscript, row: Given | Coding | Decision, *, refused: bool = False) -> Example:
    """Return a coding, or a refusal, as the model learns it."""
    before = speech_before(document.text, document.turns, row.start)
    return Example(
        id=row.id,
        place=f"{row.transcript}:{row.start}-{row.end}",
        text=document.text[row.start : row.end],
        before=document.text[slice(*before)],
        code=row.code,
        refused=refused,
    )


def _learnt(document: OpenTranscript, rows: Sequence[Given], refusals: Sequence[Given]) -> Iterator[Example]:
    for row in rows:
        yield example(document, row)
    for row in refusals:
        yield example(document, row, refused=True)


class _Left(NamedTuple):
    """A transcript to be left out once: what was learnt of it, and the borders of its sentences that may be tried.

    Its words are read again when it is left out: those of all transcripts together would take much memory.
    """

    info: TranscriptInfo
    rows: Sequence[Given]
    refusals: Sequence[Given]
    borders: array[int]

    @property
    def bounds(self) -> list[Bounds]:
        """Where each of the sentences begins and ends."""
        return list(zip(self.borders[::2], self.borders[1::2], strict=True))


def _tried(document: OpenTranscript, rows: Sequence[Given]) -> array[int]:
    """Return the borders of the respondents' sentences from the first coded one to the last."""
    first, last = min(row.start for row in rows), max(row.end for row in rows)
    bounds = (b for b in sentence_bounds(document.text, document.respondent_turns) if b[0] < last and first < b[1])
    return array("Q", chain.from_iterable(bounds))


def probes(
    model: Model, document: OpenTranscript, rows: Sequence[Given], bounds: Sequence[Bounds]
) -> tuple[Probe, ...]:
    """Return sentences of a transcript, each with its codes.

    A sentence has a code if the coding shares at least half of the shorter of the two.
    """
    keywords = model.rows_of(document.text, bounds)
    found, ahead = [], sorted(rows, key=attrgetter("start"))
    longest = max(row.end - row.start for row in rows)
    begin = 0
    for stretch in stretches(document.text, document.turns, bounds):
        while begin < len(ahead) and ahead[begin].start + longest <= stretch.start:
            begin += 1
        codes = set()
        for row in ahead[begin:]:
            if row.start >= stretch.end:
                break
            shared = min(row.end, stretch.end) - max(row.start, stretch.start)
            if 2 * shared >= min(row.end - row.start, stretch.end - stretch.start):
                codes.add(row.code)
        rows_here = keywords.get((stretch.start, stretch.end), {})
        found.append(Probe(document.text, stretch, rows_here, frozenset(codes)))
    return tuple(found)


def _folds(model: Model, reader: Reader, left: Sequence[_Left]) -> Iterator[Fold]:
    """Yield at most twelve folds, with passages to try the model on evenly thinned out."""
    total = sum(len(one.bounds) for one in left)
    step = max(1, -(-total // _PROBES))
    for first in range(min(_FOLDS, len(left))):
        learnt: list[Example] = []
        tried: list[Probe] = []
        for one in left[first::_FOLDS]:
            document = queries.open_bare(reader, one.info)
            learnt += _learnt(document, one.rows, one.refusals)
            if bounds := one.bounds[::step]:
                tried += probes(model, document, one.rows, bounds)
        yield Fold(tuple(learnt), tuple(tried))


def keep_up(model: Model, document: OpenTranscript, changes: Sequence[tuple[object, object]]) -> None:
    """Let the model learn what an act on a transcript changed: a few tenths of a millisecond a change."""
    for before, after in changes:
        for value, times in ((before, -1), (after, 1)):
            if isinstance(value, Coding) and value.transcript == document.info.id:
                model.learn(example(document, value), times)
            elif isinstance(value, Decision) and value.verdict == "reject" and value.transcript == document.info.id:
                model.learn(example(document, value, refused=True), times)


def offers(
    model: Model,
    document: OpenTranscript,
    borders: WordBorders | None = None,
    roles: frozenset[Role] = frozenset({Role.RESPONDENT}),
) -> Iterator[list[Suggestion]]:
    """Yield the suggestions for one sentence of a transcript after the other; an empty list where there is nothing."""
    yield from _offers(model, document, [turn for turn in document.turns if turn.role in roles], borders)


def offers_at(
    model: Model, document: OpenTranscript, target: Span, borders: WordBorders | None = None
) -> list[Suggestion]:
    """Return the suggestions for a respondent's sentences that share words with `target`."""
    turns = [t for t in document.turns if t.start < target.end and target.start < t.end and t.role is Role.RESPONDENT]
    return [s for found in _offers(model, document, turns, borders, target) for s in found]


def _offers(
    model: Model,
    document: OpenTranscript,
    turns: Sequence[Turn],
    borders: WordBorders | None,
    target: Span | None = None,
) -> Iterator[list[Suggestion]]:
    bounds = sentence_bounds(document.text, turns)
    if target is not None:
        bounds = [b for b in bounds if b[0] < target.end and target.start < b[1]]
    rows = model.rows_of(document.text, bounds, borders)
    for stretch in stretches(document.text, document.turns, bounds):
        yield model.suggest(document.info.id, document.text, stretch, rows.get((stretch.start, stretch.end), {}))


def _by_transcript(reader: Reader, project: Project) -> Iterator[tuple[OpenTranscript, list[Given], list[Given]]]:
    by_place = attrgetter("transcript")
    given: dict[str, list[Given]] = defaultdict(list)
    refused: dict[str, list[Given]] = defaultdict(list)
    for found, read in ((given, examples.given), (refused, examples.refused)):
        for key, rows in groupby(read(reader, MOST_EXAMPLES), by_place):
            found[key] += rows
    for info in project.transcripts:
        if info.id in given or info.id in refused:
            yield queries.open_bare(reader, info), given[info.id], refused[info.id]
