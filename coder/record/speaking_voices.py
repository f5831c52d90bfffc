"""In which stretches of a transcript somebody speaks, or somebody in a role."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from coder.model.counting.frequencies import Keep, Keeps
from coder.record.counts.code_marks import turns
from coder.record.reader import Reader


def keeping(reader: Reader, speakers: Collection[str], roles: Collection[str]) -> Keeps | None:
    """Return what says of a transcript which passages are kept: one of the speakers, and one of the roles, is heard.

    None where neither is asked for. Retrieval keeps the same passages.
    """
    return _Heard(reader, frozenset(speakers), frozenset(roles)) if speakers or roles else None


@dataclass(frozen=True, slots=True)
class _Heard:
    """Says of a transcript where one of the speakers and one of the roles is heard; none named: any."""

    reader: Reader
    speakers: frozenset[str]
    roles: frozenset[str]

    @property
    def name(self) -> str:
        """Return whom it hears; the same for the same voices in any order."""
        return f"{sorted(self.speakers)} {sorted(self.roles)}"

    def __call__(self, transcript: str) -> Keep:
        """Return what tells whether they are heard in a stretch of a transcript."""
        starts, voices = turns(self.reader, transcript)
        names, parts = self.speakers, self.roles
        # How many turns of them there are before each turn: two look-ups tell whether any lies between two places.
        named = [0, *accumulate(not names or name in names for name, _role in voices)]
        cast = [0, *accumulate(not parts or role in parts for _name, role in voices)]

        # A passage is asked about again for each theme above its code.
        @cache
        def keep(start: int, end: int) -> bool:
            first, last = max(0, bisect_right(starts, start) - 1), bisect_right(starts, end - 1)
            return named[last] > named[first] and cast[last] > cast[first]

        return keep
