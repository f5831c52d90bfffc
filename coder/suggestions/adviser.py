"""The model that advises the coder at the desk: built beside the work, kept up with each act of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coder.model.project import OpenTranscript, Project
from coder.record.reader import open_reader

if TYPE_CHECKING:
    from coder.language.learning.model import Model
    from coder.language.learning.reasons import Words


@dataclass(frozen=True, slots=True)
class Advice:
    """A model, and what it was made of: the project, the number of the journal's last change, the coders seen."""

    model: Model
    project: Project
    head: int


class Adviser:
    """Holds the model of the moment; without one, keywords alone suggest."""

    def __init__(self) -> None:
        self._advice: Advice | None = None
        self._building = False
        self._since: list[tuple[OpenTranscript, Sequence[tuple[object, object]], int]] = []
        self.acts = 0

    @property
    def model(self) -> Model | None:
        """The model, None before the first is built."""
        return self._advice.model if self._advice else None

    @property
    def is_ready(self) -> bool:
        """Whether what the study teaches has been looked at, be there a model of it or none."""
        return self._advice is not None

    def begin(self) -> None:
        """Note acts from now on: a model is being built that will not know them."""
        self._building, self._since = True, []

    def take(self, advice: Advice) -> None:
        """Use a model that was built beside the work, after it learnt what was done meanwhile."""
        self._advice = advice
        self.acts += 1
        since, self._since, self._building = self._since, [], False
        for document, changes, head in since:
            if head > advice.head:
                self.keep_up(document, changes, head)

    def is_current(self, project: Project, head: int) -> bool:
        """Tell whether the model knows all that happened."""
        return self._advice is not None and self._advice.head == head and self._advice.project.codes == project.codes

    def keep_up(self, document: OpenTranscript, changes: Sequence[tuple[object, object]], head: int) -> None:
        """Learn what an act on a transcript changed."""
        from coder.suggestions.study_model import keep_up

        # Each note holds a transcript as it was: without a model to tell it to, none is kept.
        if self._building:
            self._since.append((document, changes, head))
        advice = self._advice
        if advice is not None:
            keep_up(advice.model, document, changes)
            self._advice = replace(advice, head=head)
            self.acts += 1


def build_beside(
    path: Path,
    project: Project,
    words: Words,
    head: int,
    seen: frozenset[str] | None,
    breathe: Callable[[], None],
) -> Advice:
    """Build the model of what these coders did (None: all) through a connection of its own, so that a thread may."""
    from coder.suggestions.study_model import build

    with open_reader(path, seen) as reader:
        return Advice(build(reader, project, words, breathe), project, head)
