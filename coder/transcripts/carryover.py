"""Anchors taken over to a corrected text: moved with their words, or lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from coder.model.codebook import Code
from coder.model.coding import Coding, Decision, Evidence, Memo
from coder.model.displaced import Displaced
from coder.model.text import LineIndex, Span, quote_hash
from coder.transcripts.revision import Mapping as TextMapping

Anchor: TypeAlias = Coding | Decision | Memo


@dataclass(slots=True)
class Carried:
    """What became of a transcript's anchors: pairs of before and after that differ, what stayed, what was lost."""

    moved: list[tuple[Anchor, Anchor]] = field(default_factory=list)
    stayed: list[Anchor] = field(default_factory=list)
    lost: list[Anchor] = field(default_factory=list)

    @property
    def codings(self) -> list[Coding]:
        """The codings that stand on their words in the new text, as they stand there."""
        return [c for c in (*self.stayed, *(after for _before, after in self.moved)) if isinstance(c, Coding)]

    @property
    def lost_codings(self) -> list[Coding]:
        """The codings that lost their words."""
        return [c for c in self.lost if isinstance(c, Coding)]


def carry_all(
    mapping: TextMapping, codings: Iterable[Coding], decisions: Iterable[Decision], memos: Sequence[Memo]
) -> Carried:
    """Carry anchors over to the new text; each of them is in exactly one of the lists.

    Of codings of one coder and code that fall together on the same words the first stands, the others are lost.
    """
    lines = LineIndex(mapping.new)
    done = Carried()
    places: set[tuple[str, str, Span]] = set()
    spans: dict[str, tuple[Span, Span]] = {}
    for coding in codings:
        span = mapping.carry(coding.span)
        place = (coding.coder, coding.code, span) if span else None
        if span is None or place is None or place in places or not _proven(mapping, coding):
            done.lost.append(coding)
            continue
        places.add(place)
        spans[coding.id] = coding.span, span
        _note(done, coding, put_on(coding, span, mapping.new, lines, mapping))
    for decision in decisions:
        span = mapping.carry(Span(decision.start, decision.end))
        if span is None:
            done.lost.append(decision)
        else:
            _note(done, decision, put_on(decision, span, mapping.new, lines, mapping))
    for memo in memos:
        _carry_memo(done, memo, mapping, spans)
    return done


def _proven(mapping: TextMapping, coding: Coding) -> bool:
    return quote_hash(mapping.old[coding.start : coding.end]) == coding.quote_hash


def _note(done: Carried, before: Anchor, after: Anchor) -> None:
    if before == after:
        done.stayed.append(before)
    else:
        done.moved.append((before, after))


def _carry_memo(done: Carried, memo: Memo, mapping: TextMapping, spans: Mapping[str, tuple[Span, Span]]) -> None:
    """Carry a memo on words with them; one on a coding goes with the coding, on the transcript it stays."""
    if memo.start is None or memo.end is None:
        done.stayed.append(memo)
    elif memo.target_kind == "coding":
        then, now = spans.get(memo.target, (Span(0, 0), None))
        span = (
            None
            if now is None
            else now
            if then == Span(memo.start, memo.end)
            else mapping.carry(Span(memo.start, memo.end)) or now
        )
        _note(done, memo, memo if span is None else replace(memo, start=span.start, end=span.end))
    elif (span := mapping.carry(Span(memo.start, memo.end))) is None:
        done.lost.append(memo)
    else:
        _note(done, memo, replace(memo, start=span.start, end=span.end))


def put_on(anchor: Anchor, span: Span, text: str, lines: LineIndex, mapping: TextMapping | None = None) -> Anchor:
    """Return an anchor on other words of a text: whose it is, when and why it was made stays."""
    if isinstance(anchor, Memo):
        return replace(anchor, start=span.start, end=span.end)
    words = text[span.start : span.end]
    evidence = tuple(_evidence(e, span, words, mapping) for e in anchor.evidence)
    if isinstance(anchor, Decision):
        return replace(anchor, start=span.start, end=span.end, evidence=evidence)
    return replace(
        anchor,
        start=span.start,
        end=span.end,
        line=lines.line_of(span.start),
        quote_hash=quote_hash(words),
        evidence=evidence,
    )


def _evidence(evidence: Evidence, span: Span, words: str, mapping: TextMapping | None) -> Evidence:
    """Return the word of an evidence at its new place; where it is gone, at no words, the place's begin."""
    there = mapping.carry(Span(evidence.start, evidence.end)) if mapping and evidence.end > evidence.start else None
    if there is None:
        at = words.find(evidence.word)
        there = Span(span.start, span.start) if at < 0 else Span(span.start + at, span.start + at + len(evidence.word))
    return replace(evidence, start=there.start, end=there.end)


def lost_of(anchor: Anchor, transcript: str, text_hash: str, revision: int) -> Displaced:
    """Return the record of an anchor that lost its words."""
    return Displaced(
        id=anchor.id,
        transcript=transcript,
        coder=anchor.coder,
        code=None if isinstance(anchor, Memo) else anchor.code,
        text_hash=text_hash,
        revision=revision,
        coding=anchor if isinstance(anchor, Coding) else None,
        memo=anchor if isinstance(anchor, Memo) else None,
        decision=anchor if isinstance(anchor, Decision) else None,
    )


def companions(one: Displaced, others: Iterable[Displaced]) -> tuple[Displaced, ...]:
    """Return the lost verdicts that go along with a lost coding: its coder's, with its code, on its words."""
    if one.coding is None:
        return ()
    return tuple(
        other
        for other in others
        if other.decision is not None
        and (other.transcript, other.text_hash, other.coder, other.code)
        == (one.transcript, one.text_hash, one.coder, one.code)
        and other.span == one.span
    )


def recoded(one: Displaced, old: Code, new: Code) -> Displaced:
    """Return a lost anchor with another code; one that waits for another look goes on waiting."""
    code = new.id
    coding = one.coding and replace(
        one.coding, code=code, code_version=new.version - (one.coding.code_version < old.version)
    )
    return replace(one, code=code, coding=coding, decision=one.decision and replace(one.decision, code=code))
