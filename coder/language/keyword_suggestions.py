"""Suggestions from keywords: per sentence and code, with the words that speak for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from coder.language.borders import Standing, WordBorders
from coder.language.keywords import KeywordMatcher
from coder.language.segment import sentence_bounds
from coder.language.weights import combine, weigh
from coder.model.coding import Evidence, Suggestion
from coder.model.text import Role, Turn, turn_at

SUGGESTER = "keywords/1"
BY_WORDS = "keywords/2"
"""The suggester that was given word borders, by which keywords inside other words weigh less."""

Bounds: TypeAlias = Sequence[tuple[int, int]]
Row: TypeAlias = tuple[int, int, int, tuple[Evidence, ...]]
_Spans: TypeAlias = list[tuple[int, int]]

_PART = 20_000  # characters: about two milliseconds of work
_RESPONDENT = frozenset({Role.RESPONDENT})


def suggest(
    transcript_id: str,
    text: str,
    turns: tuple[Turn, ...],
    matcher: KeywordMatcher,
    roles: frozenset[Role] = _RESPONDENT,
    bounds: Bounds | None = None,
    borders: WordBorders | None = None,
) -> list[Suggestion]:
    """Return the suggestions for what speakers of `roles` say, by place, then score, then codebook order.

    `bounds` are sentences of the transcript that were found before (`sentence_bounds`). With the word borders of the
    whole text, keywords inside other words weigh less; the same are found with them and without.
    """
    spoken = [t for t in turns if t.role in roles]
    if bounds is None:
        bounds = sentence_bounds(text, spoken)
    else:
        bounds = [b for b in bounds if turns and turns[turn_at(turns, b[0])].role in roles]
    found = _by_sentence(text, bounds, matcher)
    make = _Maker(transcript_id, text, matcher, borders)
    made = [make(bounds[i], code, spans) for (i, code), spans in found]
    # The sort is stable, so equal scores stay in the codebook's order.
    return sorted(made, key=lambda s: (s.start, -s.score))


def suggest_by_parts(
    transcript_id: str,
    text: str,
    turns: tuple[Turn, ...],
    matcher: KeywordMatcher,
    borders: WordBorders | None = None,
) -> Iterator[list[Suggestion]]:
    """Yield the suggestions for what respondents say, some turns at a time, in the order of `suggest`.

    A thread that works beside the screen takes a part, lets the screen have its turn, and goes on.
    """
    make = _Maker(transcript_id, text, matcher, borders)
    part: list[Turn] = []
    for turn in turns:
        part.append(turn)
        if turn.end - part[0].start >= _PART:
            yield _suggest_part(make, part)
            part = []
    if part:
        yield _suggest_part(make, part)


def _suggest_part(make: _Maker, part: Sequence[Turn]) -> list[Suggestion]:
    """Return the suggestions for turns that follow each other; a part begins and ends at a line's start."""
    bounds = sentence_bounds(make.text, [t for t in part if t.role is Role.RESPONDENT])
    found = _by_sentence(make.text, bounds, make.matcher, part[0].start, part[-1].end)
    made = [make(bounds[i], code, spans) for (i, code), spans in found]
    return sorted(made, key=lambda s: (s.start, -s.score))


def keyword_rows(text: str, bounds: Bounds, matcher: KeywordMatcher, borders: WordBorders | None = None) -> list[Row]:
    """Return start, end, code index and evidence for each sentence of `bounds` and code with a keyword in it.

    Only the text from the first sentence to the last is looked at. `bounds` ascend without overlap. A row holds what a
    suggestion would; only scores are missing.
    """
    if not bounds:
        return []
    make = _Maker("", text, matcher, borders)
    found = _by_sentence(text, bounds, matcher, bounds[0][0], bounds[-1][1])
    return [(*bounds[i], code, make.evidence(spans)) for (i, code), spans in found]


def _by_sentence(
    text: str, bounds: Bounds, matcher: KeywordMatcher, begin: int = 0, stop: int | None = None
) -> list[tuple[tuple[int, int], _Spans]]:
    """Return keyword spans of `text[begin:stop]` by index of sentence and of code.

    A span over a sentence's border counts for none.
    """
    found: dict[tuple[int, int], _Spans] = {}
    sentences = iter(enumerate(bounds))
    i, (first, last) = next(sentences, (0, (0, 0)))
    matches = matcher.matches(text if begin == 0 and stop is None else text[begin:stop])
    for code, start, end in ((c, s + begin, e + begin) for c, s, e in matches) if begin else matches:
        while last < end:
            i, (first, last) = next(sentences, (-1, (len(text), len(text))))
        if start >= first:
            found.setdefault((i, code), []).append((start, end))
    return sorted(found.items())


def _longest(spans: _Spans) -> _Spans:
    """Return the spans without those that overlap a longer one, or an earlier one of equal length."""
    if len(spans) == 1:
        return spans
    kept: _Spans = []
    for start, end in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        if all(end <= a or b <= start for a, b in kept):
            kept.append((start, end))
    return sorted(kept)


class _Maker:
    """Makes suggestions on one text."""

    def __init__(
        self, transcript_id: str, text: str, matcher: KeywordMatcher, borders: WordBorders | None = None
    ) -> None:
        self.text = text
        self.matcher = matcher
        self._transcript = transcript_id
        self._borders = borders

    def __call__(self, bound: tuple[int, int], code: int, spans: _Spans) -> Suggestion:
        """Return the suggestion of a code, by its place in the codebook, for one sentence."""
        evidence = self.evidence(spans)
        return Suggestion(
            transcript=self._transcript,
            start=bound[0],
            end=bound[1],
            code=self.matcher.codes[code].id,
            score=combine(e.weight for e in evidence),
            suggester=BY_WORDS if self._borders else SUGGESTER,
            evidence=evidence,
        )

    def evidence(self, spans: _Spans) -> tuple[Evidence, ...]:
        """Return the words that speak for a code in a sentence, weighed."""
        return tuple([self._weighed(start, end) for start, end in _longest(spans)])

    def _weighed(self, start: int, end: int) -> Evidence:
        word = self.text[start:end]
        standing = self._borders.standing(start, end) if self._borders else Standing.WHOLE
        return Evidence(word, start, end, weigh(self.text, start, self.matcher.weight(word), standing))
