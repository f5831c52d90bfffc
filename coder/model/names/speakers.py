"""Who may speak in a transcript: candidates, what a file itself says, and what a person decides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coder.model.text import Role, Turn


class Why(StrEnum):
    """Why a label counts as a speaker, or not."""

    SAID = "said"
    FILE = "file"
    ROLE = "role"
    REPEATS = "repeats"
    FORM = "form"
    ONCE = "once"
    CLAUSE = "clause"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label that stands like a speaker's: how often, how many characters follow it, and its first words.

    `name` is what it is written as, `speaker` who it counts as (empty where it is refused).
    """

    name: str
    speaker: str
    role: Role
    count: int
    chars: int
    first: str
    why: Why

    @property
    def taken(self) -> bool:
        """Tell whether the label counts as a speaker."""
        return bool(self.speaker)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRules:
    """What a person decided on labels, each by its key (`speaker_labels.key_of`).

    `roles` makes a label a speaker in that role, `names` gives it another's name (two of one name are one
    speaker), `refused` are no speakers. `pattern` is a form of one's own: its first group, or the one called
    `name`, is the speaker, one called `time` the time.
    """

    interviewers: tuple[str, ...] = ()
    roles: Mapping[str, Role] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class SpeakerReading:
    """What was found: the turns, every candidate, the form they stand in, and whether that is clear."""

    turns: tuple[Turn, ...]
    candidates: tuple[Candidate, ...] = ()
    form: str = ""
    sure: bool = True
