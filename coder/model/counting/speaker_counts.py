"""What each speaker says in a transcript, and how much of it is coded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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
    speakers: dict[tuple[str, str], SpeakerCount] = {}
    roles: dict[str, SpeakerCount] = {}
    heard: dict[tuple[str, str], set[Span]] = {}
    passages = merged(spans)
    at = 0
    for body, end, label, role in turns:
        if role == Role.NONE or body >= end:
            continue
        while at < len(passages) and passages[at][1] <= body:
            at += 1
        over, next_one = [], at
        while next_one < len(passages) and passages[next_one][0] < end:
            over.append(passages[next_one])
            next_one += 1
        heard.setdefault((label, role), set()).update(over)
        coded = sum(min(stop, end) - max(start, body) for start, stop in over)
        one = SpeakerCount(role=role, label=label, turns=1, characters=end - body, coded=coded)
        speakers[label, role] = added(speakers.get((label, role)), one)
        roles[role] = added(roles.get(role), replace(one, label=""))
    for key, found in heard.items():
        speakers[key] = replace(speakers[key], passages=len(found))
    for role, own in roles.items():
        every = set[Span]().union(*(found for (_label, its), found in heard.items() if its == role))
        roles[role] = replace(own, passages=len(every))
    return speakers, roles


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
