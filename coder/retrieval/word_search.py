"""Finding words over the whole study: Boolean and by proximity, or by regular expression, through filters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from coder.errors import CoderError
from coder.i18n import _
from coder.language.patterns import free_pattern, word_pattern
from coder.language.regex_process import PatternProcess, TooSlowError
from coder.language.segment import sentences
from coder.model.counting.expression import Node, parse
from coder.model.project import OpenTranscript, Project, TranscriptInfo
from coder.model.text import LineIndex, Role, Span, normalise, turn_at
from coder.record.reader import Reader, open_reader
from coder.record.texts import TurnTable, get_text, standing, turn_table
from coder.retrieval.scope import ANYWHERE, Filters, Scope
from coder.retrieval.word_matches import Match, all_terms, check_for_words, matches, possible, wanted_words

Unit = Literal["turn", "sentence", "line", "transcript"]
UNITS: tuple[Unit, ...] = ("turn", "sentence", "line", "transcript")
_GIVEN_UP_AT_MOST = 3
_SHORTEST_REGEX = 3  # a sign between two slashes

_Pieces: TypeAlias = list[tuple[int, int]]
_Standing: TypeAlias = Sequence[tuple[int, int, str, str]]


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: an expression or a regular expression, and the unit that must satisfy it.

    Characters are found in all their spellings (traditional and simplified, either width, either case) unless
    `exact`.
    """

    text: str
    regex: bool = False
    exact: bool = False
    unit: Unit = "turn"


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that were found: where they stand, who says them, the line's words before and after."""

    transcript: str
    spans: tuple[Span, ...]
    unit: Span
    line: int
    speaker: str
    role: Role
    before: str
    match: str
    after: str
    codes: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.spans[0].start


@dataclass(frozen=True, slots=True)
class Batch:
    """The hits of one transcript; `given_up` if a regular expression took too long in it."""

    transcript: str
    hits: tuple[Hit, ...]
    given_up: bool = False


def read_query(typed: str, *, regex: bool = False, exact: bool = False, unit: Unit = "turn") -> Query:
    """Return the query that a person typed; `/…/` writes a regular expression."""
    text = normalise(typed).strip(" \n\u3000") if not regex else normalise(typed)
    if not regex and len(text) >= _SHORTEST_REGEX and text[0] == text[-1] == "/":
        return Query(text[1:-1], regex=True, exact=exact, unit=unit)
    return Query(text, regex, exact, unit)


def search(
    reader: Reader,
    project: Project,
    query: Query,
    filters: Filters = ANYWHERE,
    *,
    context: int | None = None,
    codes: bool = True,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Batch]:
    """Yield the hits, transcript by transcript in the order of the study, until `stopped` says so.

    `context` is how many characters to keep on either side, None for the whole line; without `codes` the hits
    don't tell the codes that stand on them. A wrong query or an unknown filter is an error at once.
    """
    scope = Scope(project, filters)
    if query.regex:
        return _by_regex(reader, scope, query, _Maker(reader, scope, context, codes), stopped)
    node = parse(query.text)
    check_for_words(node, query.text)
    return _by_words(reader, scope, query, node, _Maker(reader, scope, context, codes), stopped)


def search_apart(
    path: Path,
    project: Project,
    query: Query,
    filters: Filters = ANYWHERE,
    *,
    seen: frozenset[str] | None,
    context: int | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Batch]:
    """Search as `search` does, without codes, over a connection of its own: for another thread.

    `seen` are the coders whose codings the filters go by.
    """
    with open_reader(path, seen) as reader:
        found = search(reader, project, query, filters, context=context, codes=False, stopped=stopped)
        yield from found


def _by_words(
    reader: Reader, scope: Scope, query: Query, node: Node, maker: _Maker, stopped: Callable[[], bool]
) -> Iterator[Batch]:
    patterns = {term.text: word_pattern(term.text, exact=query.exact) for term in all_terms(node)}
    wanted = wanted_words(node)
    for info in scope.transcripts():
        if stopped():
            return
        text = get_text(reader, info.text_hash)
        if not possible(node, lambda word, text=text: patterns[word].search(text) is not None):  # type: ignore[misc]
            continue
        table = turn_table(reader, info.id)
        touched = {
            turn
            for word in wanted
            for m in patterns[word].finditer(text)
            for turn in range(bisect_right(table.starts, m.start()) - 1, bisect_left(table.starts, m.end()))
        }
        found: list[tuple[Match, Span]] = []
        for unit, pieces in _units(text, table, scope, query.unit, touched):
            places = {
                word: [m.span() for start, end in pieces for m in pattern.finditer(text, start, end)]
                for word, pattern in patterns.items()
            }
            found += [(match, unit) for match in matches(node, places)]
        if hits := maker.hits(info, text, table, found):
            yield Batch(info.id, hits)


def _by_regex(
    reader: Reader, scope: Scope, query: Query, maker: _Maker, stopped: Callable[[], bool]
) -> Iterator[Batch]:
    if not query.text.strip():
        raise CoderError(_("there is nothing to look for"), _("type a word"))
    process = PatternProcess(*free_pattern(query.text, exact=query.exact))

    def batches() -> Iterator[Batch]:
        given_up = 0
        with closing(process):
            for info in scope.transcripts():
                if stopped():
                    return
                text, table = get_text(reader, info.text_hash), turn_table(reader, info.id)
                units = _units(text, table, scope, query.unit, None)
                try:
                    places = process.find(text, [piece for _unit, pieces in units for piece in pieces], stopped)
                except TooSlowError:
                    yield Batch(info.id, (), given_up=True)
                    given_up += 1
                    if given_up == _GIVEN_UP_AT_MOST:
                        raise
                    continue
                starts = [unit.start for unit, _pieces in units]
                found = [((place,), units[bisect_right(starts, place[0]) - 1][0]) for place in places]
                if hits := maker.hits(info, text, table, found):
                    yield Batch(info.id, hits)

    return batches()


def _units(
    text: str, table: TurnTable, scope: Scope, unit: Unit, touched: set[int] | None
) -> list[tuple[Span, _Pieces]]:
    """Return the units of a text with the pieces of speech they consist of; of the `touched` turns alone, if given.

    Labels of speakers belong to no piece, and turns that the filters leave out neither.
    """
    ends = [*table.starts[1:], len(text)]
    spoken = [(table.bodies[i], ends[i]) for i, voice in enumerate(table.voices) if scope.hears(*voice)]
    if unit == "transcript":
        return [(Span(0, len(text)), spoken)] if spoken else []
    if touched is not None:
        spoken = [(table.bodies[i], ends[i]) for i in sorted(touched) if i >= 0 and scope.hears(*table.voices[i])]
    if unit == "sentence":
        return [(s, [(s.start, s.end)]) for start, end in spoken for s in sentences(text, start, end)]
    if unit == "line":
        return [(Span(*piece), [piece]) for start, end in spoken for piece in _lines(text, start, end)]
    return [(Span(start, start + len(text[start:end].rstrip())), [(start, end)]) for start, end in spoken]


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


class _Maker:
    """Makes hits of what was found in a transcript."""

    def __init__(self, reader: Reader, scope: Scope, context: int | None, codes: bool) -> None:
        self._reader, self._scope, self._context = reader, scope, context
        self._codes = codes or scope.asks_for_codings

    def hits(
        self, info: TranscriptInfo, text: str, table: TurnTable, found: Sequence[tuple[Match, Span]]
    ) -> tuple[Hit, ...]:
        """Return the hits that pass the filters."""
        if not found:
            return ()
        lines, made = LineIndex(text), []
        laid = CodingsOnText(standing(self._reader, info.id)) if self._codes else None
        for match, unit in found:
            spans = tuple(Span(*place) for place in match)
            on_it = laid.at(spans) if laid else ()
            if not self._scope.allows(on_it):
                continue
            first = spans[0]
            line = lines.line_of(first.start)
            turn = max(0, bisect_right(table.starts, first.start) - 1)
            speaker, role = table.voices[turn]
            # The speaker's label isn't context.
            before, after = self._around(text, max(lines.starts[line - 1], table.bodies[turn]), first)
            made.append(
                Hit(
                    info.id,
                    spans,
                    unit,
                    line,
                    speaker,
                    role,
                    before,
                    text[first.start : first.end],
                    after,
                    tuple(dict.fromkeys(code for code, _coder in on_it)),
                )
            )
        return tuple(made)

    def _around(self, text: str, begin: int, word: Span) -> tuple[str, str]:
        end = text.find("\n", word.end)
        end = len(text) if end < 0 else end
        if self._context is not None:
            begin, end = max(begin, word.start - self._context), min(end, word.end + self._context)
        return text[begin : word.start], text[word.end : end]


class CodingsOnText:
    """The codings of one transcript, asked for those on some words."""

    def __init__(self, laid: _Standing) -> None:
        self._laid = laid
        self._starts = [row[0] for row in laid]
        self._longest = max((row[1] - row[0] for row in laid), default=0)

    def at(self, spans: Sequence[Span]) -> list[tuple[str, str]]:
        """Return code and coder of each coding that shares characters with one of the spans."""
        found: dict[tuple[int, int, str, str], None] = {}
        for span in spans:
            first = bisect_left(self._starts, span.start - self._longest)
            beyond = bisect_left(self._starts, span.end)
            found.update((row, None) for row in self._laid[first:beyond] if row[1] > span.start)
        return [(code, coder) for _start, _end, code, coder in found]


def codings_on(reader: Reader, transcript: str) -> CodingsOnText:
    """Return the codings of a transcript as they are now."""
    return CodingsOnText(standing(reader, transcript))


def passage_of(reader: Reader, project: Project, hit: Hit) -> str:
    """Return the words of the unit in which a hit stands."""
    text = get_text(reader, project.transcript_by_id[hit.transcript].text_hash)
    return text[hit.unit.start : hit.unit.end]


def sentence_of(document: OpenTranscript, span: Span) -> Span:
    """Return the sentence in which words stand, from the first to the last one if they reach over several."""
    turn = document.turns[turn_at(document.turns, span.start)]
    around = [s for s in sentences(document.text, turn.body, turn.end) if s.overlaps(span)]
    if turn.role is Role.NONE or not around:
        raise CoderError(_("no speaker here"), _("open the transcript and mark some words"))
    return Span(around[0].start, around[-1].end)


def sort_key(hit: Hit, order: str) -> str:
    """Return what sorts a hit by its words to the `left` (the nearest first) or to the `right`."""
    from coder.language.fold import fold

    return fold(hit.before)[::-1] if order == "left" else fold(hit.after)
