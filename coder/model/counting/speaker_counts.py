"""What each speaker says in a transcript, and how much of it is coded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from coder.model.counting.merged_passages import Span, merged
from coder.model.text import Role

Turn = tuple[int, int, str, str]
"""Where its speech begins and ends, who speaks, in which role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerCount:
    """A speaker of a transcript, or with no `label` all of a role in the study.

    `passages` are those in which the speaker is heard, merged over all codes: one in which two speak counts for each.
    `characters` are those of the speaker's own words, `coded` those of them that some code covers.
    """

    role: str
    case: str = ""
    case_name: str = ""
    transcript: str = ""
    label: str = ""
    turns: int = 0
    characters: int = 0
    passages: int = 0
    coded: int = 0

    @property
    def share(self) -> float | None:
        """The share of the words that is coded, None of no words."""
        return self.coded / self.characters if self.characters else None


def count_speakers(
    turns: Sequence[Turn], spans: Iterable[Span]
) -> tuple[dict[tuple[str, str], SpeakerCount], dict[str, SpeakerCount]]:
    """Return what is counted in a transcript of each speaker, by label and role, and of each role."""
    heard: dict[tuple[str, str], _Heard] = defaultdict(_Heard)
    passages = merged(spans)
    at = 0
    for body, end, label, role in turns:
        if role == Role.NONE or body >= end:
            continue
        while at < len(passages) and passages[at][1] <= body:
            at += 1
        one, next_one = heard[label, role], at
        one.turns += 1
        one.characters += end - body
        while next_one < len(passages) and passages[next_one][0] < end:
            start, stop = passages[next_one]
            one.passages.add((start, stop))
            one.coded += min(stop, end) - max(start, body)
            next_one += 1
    return {(label, role): one.counted(role, label) for (label, role), one in heard.items()}, _by_role(heard)


@dataclass(slots=True)
class _Heard:
    """What is heard of one speaker, while the turns are read."""

    turns: int = 0
    characters: int = 0
    coded: int = 0
    passages: set[Span] = field(default_factory=set)

    def counted(self, role: str, label: str = "") -> SpeakerCount:
        return SpeakerCount(
            role=role, label=label, turns=self.turns, characters=self.characters, passages=len(self.passages),
            coded=self.coded,
        )  # fmt: skip


def _by_role(heard: Mapping[tuple[str, str], _Heard]) -> dict[str, SpeakerCount]:
    roles: dict[str, _Heard] = defaultdict(_Heard)
    for (_label, role), one in heard.items():
        every = roles[role]
        every.turns += one.turns
        every.characters += one.characters
        every.coded += one.coded
        every.passages |= one.passages
    return {role: every.counted(role) for role, every in roles.items()}


def added(before: SpeakerCount | None, one: SpeakerCount) -> SpeakerCount:
    """Return two counts of one speaker or role as one."""
    if before is None:
        return one
    return replace(
        before,
        turns=before.turns + one.turns,
        characters=before.characters + one.characters,
        passages=before.passages + one.passages,
        coded=before.coded + one.coded,
    )
