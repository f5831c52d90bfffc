"""What the coding screen knows of its transcript and what was begun on it: a value; each act makes another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from coder.model.coding import Coding, Suggestion
from coder.model.project import OpenTranscript
from coder.model.text import Role, Span
from coder.suggestions.undecided import Proposals
from coder.transcripts.placement import LostEntry
from coder.tui.widgets.lanes import Bracket, bracket_of

_RECENT = 9

Purpose: TypeAlias = Literal["code", "recode", "copy"]


@dataclass(frozen=True, slots=True)
class Pick:
    """What the open picker chooses codes for: words, and the coding that is recoded or copied."""

    purpose: Purpose
    span: Span
    coding: Coding | None = None


@dataclass(frozen=True, slots=True)
class Fresh:
    """What the newest model suggests on the words at the caret."""

    target: Span
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class CodingState:
    """The open transcript, the suggestions on it, and what its coder has begun."""

    document: OpenTranscript
    coder: str
    proposals: Proposals
    fresh: Fresh | None = None
    recent: tuple[str, ...] = ()
    folded: frozenset[str] = frozenset()
    pick: Pick | None = None
    moving: Coding | None = None
    lost: LostEntry | None = None

    @classmethod
    def opened(cls, document: OpenTranscript, coder: str, lost: LostEntry | None = None) -> CodingState:
        """Return the state of a transcript that was just opened, perhaps to place a `lost` anchor in it."""
        return cls(document, coder, Proposals.of(document, (), coder), lost=lost)

    def changed(
        self, document: OpenTranscript, touched: Sequence[Span] | None = None
    ) -> tuple[CodingState, Sequence[Span] | None]:
        """Return the state with other codings on the same text, and the words on which something changed.

        `touched` are the words on which the codings differ, None where that is not known.
        """
        proposals, moved = self.proposals.after(document, touched)
        after = replace(self, document=document, proposals=proposals, fresh=None)
        return after, None if touched is None else (*touched, *moved)

    def revised(self, document: OpenTranscript) -> CodingState:
        """Return the state on another text: what was begun on the old one is given up."""
        begun = CodingState.opened(document, self.coder)
        return replace(begun, recent=self.recent, folded=self.folded)

    def used(self, code: str) -> CodingState:
        """Return the state after a code was used: it is the most recent one."""
        return replace(self, recent=tuple(dict.fromkeys((code, *self.recent)))[:_RECENT])

    def suggestions_at(self, target: Span) -> list[Suggestion]:
        """Return the open suggestions on some words, the surest first."""
        if self.fresh is not None and self.fresh.target == target:
            found: Iterable[Suggestion] = self.fresh.suggestions
        else:
            found = self.proposals.open.over(target.start, target.end)
        return sorted(found, key=lambda s: (-s.score, s.start))

    def groups_at(self, target: Span) -> tuple[tuple[Coding, ...], ...]:
        """Return the codings on some words, those of one code on the same words together; the fewest words first."""
        groups: dict[Bracket, list[Coding]] = {}
        for coding in self.document.coding_index.over(target.start, target.end):
            groups.setdefault(bracket_of(coding), []).append(coding)
        ordered = sorted(groups.items(), key=lambda item: (item[0][1] - item[0][0], item[0]))
        return tuple(tuple(sorted(found, key=lambda c: (c.coder != self.coder, c.at))) for _bracket, found in ordered)

    def firsts_at(self, target: Span) -> list[Coding]:
        """Return the first coding of each group on some words: one's own where there is one."""
        return [group[0] for group in self.groups_at(target)]

    def in_focus(self, target: Span, chosen: Coding | None) -> Coding | None:
        """Return the coding that acts take: the one that was chosen, else one's own on the fewest words."""
        firsts = self.firsts_at(target)
        if chosen in firsts:
            return chosen
        mine = [c for c in firsts if c.coder == self.coder]
        return next(iter(mine or firsts), None)

    def standing(self, span: Span) -> frozenset[str]:
        """Return the codes that the coder has put on just these words."""
        over = self.document.coding_index.over(span.start, span.end)
        return frozenset(c.code for c in over if c.coder == self.coder and c.span == span)

    def suggested_beyond(self, target: Span, caret: int, step: int) -> int | None:
        """Return where the next open suggestion is, or the one before."""
        waiting = self.proposals.open
        found = waiting.first_from(max(target.end, caret)) if step > 0 else waiting.last_before(target.start)
        return found.start if found else None

    def uncoded_after(self, caret: int) -> int | None:
        """Return where the next respondent's turn begins that holds no coding of one's own."""
        codings = self.document.coding_index
        for turn in self.document.respondent_turns:
            if turn.body > caret and not any(c.coder == self.coder for c in codings.over(turn.start, turn.end)):
                return turn.body
        return None


def first_words(document: OpenTranscript) -> int:
    """Return where a respondent first speaks, else where anybody does."""
    spoken = document.respondent_turns or tuple(t for t in document.turns if t.role is not Role.NONE)
    return next((t.body for t in spoken if document.text[t.body : t.end].strip()), 0)
