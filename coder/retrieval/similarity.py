"""More like this: passages of the study like one, and quotes that are nearly the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coder.codebook.acts import known_code
from coder.errors import CoderError, NotFoundError
from coder.i18n import _
from coder.language.learning.grams import Vocabulary
from coder.language.likeness import Like, Likeness, nearly_same
from coder.language.regex_process import StoppedError
from coder.language.segment import sentences
from coder.model.project import OpenTranscript, Project
from coder.model.text import Role, Span, turn_at
from coder.record.counts import code_marks
from coder.record.reader import Reader, open_reader
from coder.record.texts import get_text, turn_table
from coder.suggestions.study_model import vocabulary

MOST = 50


@dataclass(frozen=True, slots=True)
class Original:
    """The passage to which others are compared: where it stands, its words, who speaks in which role."""

    transcript: str
    span: Span
    words: str
    role: Role
    unit: str

    @property
    def by_turns(self) -> bool:
        """Whether whole turns are compared to it, not sentences."""
        return self.unit == "turn"


def original_at(document: OpenTranscript, span: Span) -> Original:
    """Return the passage on some words; one of several sentences is compared to whole turns."""
    turn = document.turns[turn_at(document.turns, span.start)]
    words = document.text[span.start : span.end].strip()
    if turn.role is Role.NONE or not words:
        raise CoderError(_("no speaker here"), _("move the caret into someone's words"))
    inside = [s for s in sentences(document.text, turn.body, turn.end) if s.overlaps(span)]
    return Original(document.info.id, span, words, turn.role, "turn" if len(inside) > 1 else "sentence")


def original_on_line(document: OpenTranscript, line: int) -> Original:
    """Return what is said on a line of a transcript."""
    if not 1 <= line <= document.info.lines:
        raise NotFoundError(
            _("{name} has no line {line}").format(name=document.info.name, line=line),
            _("it has {count} lines").format(count=document.info.lines),
        )
    whole = document.lines.span_of(line)
    turn = document.turns[turn_at(document.turns, whole.start)]
    return original_at(document, Span(max(whole.start, turn.body), max(turn.body + 1, min(whole.end, turn.end))))


def similar(
    reader: Reader,
    project: Project,
    original: Original,
    *,
    most: int = MOST,
    known: Vocabulary | None = None,
    told: Callable[[int, int], None] = lambda _done, _all: None,
    stopped: Callable[[], bool] = lambda: False,
) -> list[Like]:
    """Return the sentences or turns most like a passage, said in the same role, the most alike first.

    Texts are read one after the other. `known` is how common n-grams are in the study, where that was counted before.
    `stopped` is asked once a transcript; where it says so, `StoppedError` is raised.
    """
    likeness = Likeness(known or vocabulary(reader, project), original.words)
    for done, info in enumerate(project.transcripts):
        if stopped():
            raise StoppedError
        told(done, len(project.transcripts))
        text, table = get_text(reader, info.text_hash), turn_table(reader, info.id)
        ends = [*table.starts[1:], info.chars]
        spoken = [
            (body, end)
            for body, end, (_name, role) in zip(table.bodies, ends, table.voices, strict=True)
            if role is original.role and body < end
        ]
        here = original.span if info.id == original.transcript else Span(0, 0)
        likeness.add(info.id, text, spoken, _parting(text, here, by_turns=original.by_turns))
    return likeness.best(most)


def similar_apart(
    path: Path,
    project: Project,
    original: Original,
    *,
    seen: frozenset[str] | None,
    told: Callable[[int, int], None],
    stopped: Callable[[], bool],
) -> list[Like]:
    """Return what `similar` does, over a connection of its own: for another thread."""
    with open_reader(path, seen) as reader:
        return similar(reader, project, original, told=told, stopped=stopped)


def _parting(text: str, here: Span, *, by_turns: bool) -> Callable[[int, int], list[tuple[int, int]]]:
    """Return what parts a turn into pieces; the passage itself is none of them."""

    def pieces(start: int, end: int) -> list[tuple[int, int]]:
        whole = Span(start, start + len(text[start:end].rstrip()))
        found = [whole] if by_turns else sentences(text, start, end)
        return [(s.start, s.end) for s in found if not s.overlaps(here)]

    return pieces


@dataclass(frozen=True, slots=True)
class Quote:
    """A coded place with its codes and its words."""

    transcript: str
    span: Span
    line: int
    codes: tuple[str, ...]
    words: str


def near_duplicates(
    reader: Reader, project: Project, code: str | None = None, *, coders: frozenset[str] | None = None
) -> list[list[Quote]]:
    """Return groups of quotes that are nearly the same, of a code or theme or of all; the largest groups first.

    Quotes that share words in their text are one place to a person, and no group by themselves. `coders` are those
    whose codings count, None for everyone's.
    """
    codes: frozenset[str] | None = None
    if code is not None:
        codes = frozenset(project.below(known_code(project, code).id))
    quotes = _quotes(reader, project, codes, coders)
    groups = [_apart([quotes[i] for i in group]) for group in nearly_same([q.words for q in quotes])]
    return sorted((g for g in groups if len(g) > 1), key=lambda g: -len(g))


def _quotes(
    reader: Reader, project: Project, codes: frozenset[str] | None, coders: frozenset[str] | None
) -> list[Quote]:
    if coders is not None and not coders:
        return []
    marks = code_marks.MarkReader(reader, codes, coders or ())
    quotes: list[Quote] = []
    for info in project.transcripts:
        places: dict[Span, dict[str, int]] = {}
        for mark in marks.of(info.id):
            places.setdefault(Span(mark.start, mark.end), {})[mark.code] = mark.line
        if not places:
            continue
        text = get_text(reader, info.text_hash)
        for span, laid in sorted(places.items()):
            line = min(laid.values())
            quotes.append(Quote(info.id, span, line, tuple(sorted(laid)), text[span.start : span.end]))
    return quotes


def _apart(group: list[Quote]) -> list[Quote]:
    """Return the quotes without those that share words with one before them."""
    kept: list[Quote] = []
    for quote in group:
        if not any(q.transcript == quote.transcript and q.span.overlaps(quote.span) for q in kept):
            kept.append(quote)
    return kept
