"""What can go wrong, said to a person: one sentence, a hint, the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class CoderError(Exception):
    """A failure that a person can read and act on; `asked` is what was asked for and is not there, if anything."""

    def __init__(self, message: str, hint: str = "", *, asked: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.asked = tuple(asked)


class UnnamedCoderError(CoderError):
    """Several people code in a study, and nobody said who acts; `names` are theirs, `last` sat here last."""

    def __init__(self, message: str, hint: str, names: tuple[str, ...], last: str) -> None:
        super().__init__(message, hint)
        self.names = names
        self.last = last


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of an input file; `line` counts from 1, 0 where the fault has no line."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else f"{self.path}"
        return f"{place}: {self.message}"


class InputError(CoderError):
    """A file that cannot be read as what it should be; names file, line and remedy."""

    def __init__(self, problem: Problem, hint: str = "", *, asked: Sequence[str] = ()) -> None:
        super().__init__(str(problem), hint, asked=asked)
        self.problem = problem


class StoreError(CoderError):
    """The database refuses: not ours, too new, full, read-only, locked or damaged."""


class ConflictError(CoderError):
    """An act that no longer fits what the study has become."""


class UnseenError(ConflictError):
    """A save over words that were written after they were read; `theirs` are those words, `by` wrote them."""

    def __init__(self, message: str, hint: str, theirs: str, by: str) -> None:
        super().__init__(message, hint)
        self.theirs = theirs
        self.by = by


class NotFoundError(CoderError):
    """Nothing in the study answers to that name."""


class ProblemsError(CoderError):
    """Several files that cannot be taken in; nothing was."""

    def __init__(self, problems: Sequence[CoderError]) -> None:
        lines = "\n".join(p.message for p in problems)
        hints = dict.fromkeys(p.hint for p in problems if p.hint)
        super().__init__(lines, "\n".join(hints), asked=[name for p in problems for name in p.asked])
        self.problems = tuple(problems)
