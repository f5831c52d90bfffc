"""What of a study is counted: the cases and transcripts that are left, and which of their passages."""

from __future__ import annotations

from typing import NamedTuple

from coder.model.counting.frequencies import Keeps
from coder.model.project import Project


class Narrowed(NamedTuple):
    """A study with the transcripts that are counted, and what says which passages are; None: all of them."""

    project: Project
    keeps: Keeps | None = None

    def kept(self, transcript: str, start: int, end: int) -> bool:
        """Tell whether a passage is counted."""
        return self.keeps is None or self.keeps(transcript)(start, end)
