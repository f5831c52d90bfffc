"""Words for codes: which words mark the passages of a code, and which words of the respondents no code covers."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from coder.codebook.acts import Codebook, Plan, known_code
from coder.errors import CoderError, ConflictError
from coder.i18n import _, listed
from coder.language.fold import fold
from coder.language.occurrences import Place, Stretch
from coder.language.regex_process import StoppedError
from coder.language.word_candidates import Proposer
from coder.language.word_offers import Offer, counter_of, offers
from coder.language.words import Segmenter
from coder.model.codebook import Code
from coder.model.counting.frequencies import Keeps
from coder.model.project import Project, TranscriptInfo
from coder.model.text import LineIndex, Role
from coder.record.counts import code_marks
from coder.record.reader import Reader, open_reader
from coder.record.study import Study
from coder.record.texts import get_text, turn_table

FEW_PASSAGES = 10
"""Under so many coded passages the words say little."""

_LEAST = 2
_SPREAD = 0.5
_REJECTED = "words-rejected"
_CONTEXT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """Words for a code or theme and of how many passages they are, or, with no code, those that no code covers."""

    code: str
    offers: tuple[Offer, ...]
    passages: int = 0

    @property
    def few(self) -> bool:
        """Whether there are too few passages for the words to say much."""
        return bool(self.code) and self.passages < FEW_PASSAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A word in its line: where, who says it, what stands before and after."""

    transcript: str
    line: int
    speaker: str
    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a study is read for words: over which reader, whose codings count, who is told how far it is.

    `coders` None: everyone's. `stopped` is asked once a transcript; where it says so, `StoppedError` is raised.
    `keeps` gives for a transcript what says which passages are read, as where somebody speaks; None: all.
    """

    reader: Reader
    project: Project
    segmenter: Segmenter
    coders: frozenset[str] | None = None
    told: Callable[[int, int], None] = lambda _done, _all: None
    stopped: Callable[[], bool] = lambda: False
    keeps: Keeps | None = None


def words_of(reading: Reading, code: str) -> WordList:
    """Return the words that mark the passages of a code, or of all codes of a theme."""
    reading.segmenter.warm()
    codes = _codes_under(reading.project, code)
    laid = _Laid(reading, codes)
    proposer, passages = Proposer(), 0
    for info in laid.transcripts():
        ask(reading)
        spans = laid.spans(info.id)
        passages += len(_merged(spans))
        _propose(reading.segmenter, proposer, _text(reading, info), laid.stretches(info), inside=True)
    least = _LEAST if passages >= FEW_PASSAGES else 1
    counter = counter_of(proposer, least)
    for done, info in enumerate(reading.project.transcripts):
        ask(reading)
        reading.told(done, len(reading.project.transcripts))
        counter.add(info.id, _text(reading, info), laid.stretches(info))
    return WordList(code=code, offers=tuple(offers(proposer, counter, least)), passages=passages)


def uncovered_words(reading: Reading) -> WordList:
    """Return the words of uncoded respondents' speech that are in no code's keywords.

    They are weighed against coded speech and general language; those of several transcripts count more.
    """
    reading.segmenter.warm()
    laid = _Laid(reading, None)
    proposer, every = Proposer(), reading.project.transcripts
    for done, info in enumerate(every):
        ask(reading)
        reading.told(done, 2 * len(every))
        stretches = [Stretch(s.start, s.end, not s.inside) for s in laid.stretches(info)]
        _propose(reading.segmenter, proposer, _text(reading, info), stretches, inside=True)
    counter = counter_of(proposer, _LEAST)
    for done, info in enumerate(every):
        ask(reading)
        reading.told(len(every) + done, 2 * len(every))
        stretches = [Stretch(s.start, s.end, not s.inside) for s in laid.stretches(info)]
        counter.add(info.id, _text(reading, info), stretches)
    found = offers(proposer, counter, _LEAST, _SPREAD, reading.segmenter.share)
    keywords = {fold(word) for code in reading.project.usable_codes for word in code.keywords}
    # Keywords are matched as characters: a word that holds one is found by it.
    free = [o for o in found if not any(word in o.folded for word in keywords)]
    return WordList(code="", offers=tuple(free))


def ask(reading: Reading) -> None:
    """Stop where nobody wants to know any more."""
    if reading.stopped():
        raise StoppedError


def _text(reading: Reading, info: TranscriptInfo) -> str:
    return get_text(reading.reader, info.text_hash)


def _propose(
    segmenter: Segmenter, proposer: Proposer, text: str, stretches: Sequence[Stretch], *, inside: bool
) -> None:
    folded = fold(text)
    for stretch in stretches:
        if stretch.inside == inside:
            proposer.add(folded, segmenter.words(text, stretch.start, stretch.end))


def _codes_under(project: Project, code: str) -> frozenset[str]:
    return frozenset(project.below(known_code(project, code).id))


class _Laid:
    """Where those speak whose words are read, respondents unless others are asked for, and where in it codes lie."""

    def __init__(self, reading: Reading, codes: frozenset[str] | None) -> None:
        self._reading = reading
        self._nobody = reading.coders is not None and not reading.coders
        self._marks = code_marks.MarkReader(reading.reader, codes, reading.coders or ())

    def spans(self, transcript: str) -> list[tuple[int, int]]:
        """Return the coded places in one transcript, each once."""
        found = [] if self._nobody else sorted({(m.start, m.end) for m in self._marks.of(transcript)})
        if self._reading.keeps is None or not found:
            return found
        keep = self._reading.keeps(transcript)
        return [span for span in _merged(found) if keep(*span)]

    def transcripts(self) -> Iterator[TranscriptInfo]:
        """Yield the transcripts with a coding."""
        for info in self._reading.project.transcripts:
            if self.spans(info.id):
                yield info

    def stretches(self, info: TranscriptInfo) -> list[Stretch]:
        """Return the speech of those whose words are read, parted into coded stretches and all other."""
        table = turn_table(self._reading.reader, info.id)
        ends = [*table.starts[1:], info.chars]
        keep = self._reading.keeps(info.id) if self._reading.keeps else None
        spoken = [
            (body, end)
            for body, end, (_name, role) in zip(table.bodies, ends, table.voices, strict=True)
            if body < end and (role is Role.RESPONDENT if keep is None else role is not Role.NONE and keep(body, end))
        ]
        return list(_parted(spoken, _merged(self.spans(info.id))))


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ascending spans with those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _parted(spoken: Sequence[tuple[int, int]], coded: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    """Yield the spoken ranges cut at the borders of the coded ones; both ascend without overlap."""
    waiting = iter(coded)
    span = next(waiting, None)
    for begin, end in spoken:
        at = begin
        while at < end:
            while span is not None and span[1] <= at:
                span = next(waiting, None)
            if span is None or span[0] >= end:
                yield Stretch(at, end, False)
                break
            if span[0] > at:
                yield Stretch(at, span[0], False)
            first, at = max(at, span[0]), min(end, span[1])
            yield Stretch(first, at, True)


def context_of(reader: Reader, project: Project, place: Place) -> Context:
    """Return a word in its line, with who says it."""
    text = get_text(reader, project.transcript_by_id[place.text].text_hash)
    table = turn_table(reader, place.text)
    turn = max(0, bisect_right(table.starts, place.start) - 1)
    lines = LineIndex(text)
    line = lines.line_of(place.start)
    whole = lines.span_of(line)
    # The speaker's label is no context.
    begin = max(whole.start, table.bodies[turn], place.start - _CONTEXT)
    before, after = text[begin : place.start], text[place.end : min(whole.end, place.end + _CONTEXT)].rstrip("\n")
    return Context(
        transcript=place.text,
        line=line,
        speaker=table.voices[turn][0],
        before=before,
        match=text[place.start : place.end],
        after=after,
    )


def keyword_owners(project: Project) -> dict[str, tuple[str, ...]]:
    """Return which codes in use have each keyword, by its folded spelling."""
    owners: dict[str, tuple[str, ...]] = {}
    for code in project.usable_codes:
        for word in dict.fromkeys(map(fold, code.keywords)):
            owners[word] = (*owners.get(word, ()), code.id)
    return owners


def held_keyword(code: Code, folded: str) -> str:
    """Return the keyword of a code by which a word is found already: itself, or one that it holds; else nothing."""
    held = [word for word in code.keywords if fold(word) in folded]
    return max(held, key=lambda word: (fold(word) == folded, len(word)), default="")


def plan_keywords(book: Codebook, code: str, words: Sequence[str]) -> Plan:
    """Plan further keywords for a code, as one act."""
    old = known_code(book.study.project(), code)
    if old.level != "code" or old.archived:
        raise CoderError(_("“{name}” takes no keywords").format(name=old.title), _("choose a code that is in use"))
    wanted = [word.strip() for word in words]
    if not all(wanted):
        raise CoderError(_("there is no word to take"), _("write a word"))
    known = {fold(word) for word in old.keywords}
    for word in wanted:
        if fold(word) in known:
            message = _("“{word}” is a keyword of “{name}” already")
            raise ConflictError(message.format(word=word, name=old.title), _("choose another word"))
    new = replace(old, keywords=tuple(dict.fromkeys((*old.keywords, *wanted))))
    done = _("keywords of “{name}”: + {words}").format(name=old.title, words=listed(wanted))
    return replace(book.edit(old, new), done=done)


def rejected_words(study: Study, code: str) -> frozenset[str]:
    """Return the folded words that the coder does not want to be offered for a code."""
    return frozenset(_rejected(study).get(code, ()))


def reject_word(study: Study, code: str, word: str, *, wanted: bool = False) -> None:
    """Offer a word no more for a code, or again where it is `wanted`."""
    kept = _rejected(study)
    words = dict.fromkeys(kept.get(code, []))
    if wanted:
        words.pop(fold(word), None)
    else:
        words[fold(word)] = None
    study.remember(_REJECTED, json.dumps({**kept, code: list(words)}, ensure_ascii=False))


def _rejected(study: Study) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(study.recall(_REJECTED) or "{}")
    return found


@contextmanager
def reading_apart(
    path: Path,
    project: Project,
    segmenter: Segmenter,
    seen: frozenset[str] | None,
    told: Callable[[int, int], None] = lambda _done, _all: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Reading]:
    """Read a study over a connection of its own, for another thread; `seen` are the coders whose codings it shows."""
    with open_reader(path, seen) as reader:
        yield Reading(reader, project, segmenter, seen, told, stopped)
