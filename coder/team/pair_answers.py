"""What a person said of pairs before two studies are brought together, kept until they are."""

from __future__ import annotations

import json
from pathlib import Path

from coder.model.text import digest
from coder.record.study import Study

_KEY, _DIGITS = "pairs", 16


class PairAnswers:
    """By a pair's id whether it is one, in the order in which it was said; it outlasts the screen."""

    def __init__(self, study: Study, path: Path) -> None:
        self._study = study
        self._key = f"{_KEY}:{digest(str(path.resolve()).encode())[:_DIGITS]}"
        self.given: dict[str, bool] = json.loads(study.recall(self._key) or "{}")
        self._named = ""

    def give(self, pair: str, *, is_one: bool, is_named: bool = False) -> None:
        """Keep an answer; one to a pair that the person named goes again where there is no such pair."""
        self.given.pop(pair, None)
        self.given[pair] = is_one
        self._named = pair if is_named else ""
        self._keep()

    def take_back(self) -> str | None:
        """Forget the last answer, and return which pair it was on."""
        if not self.given:
            return None
        pair, _is_one = self.given.popitem()
        self._keep()
        return pair

    def forget_named(self) -> None:
        """Forget the pair that was named last."""
        if self.given.pop(self._named, None) is not None:
            self._keep()
        self._named = ""

    def forget(self) -> None:
        """Forget all: they stand in the record by now."""
        self.given = {}
        self._study.forget(self._key)

    def _keep(self) -> None:
        self._study.remember(self._key, json.dumps(self.given, ensure_ascii=False))
