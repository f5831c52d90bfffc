"""The readings of the codes' names, kept beside the study so that a name is read once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from coder.language.readings import Reading, Readings
from coder.session.study import Study

_KEY = "readings/1"


class CodeReadings:
    """Readings by the names of a study's codes; they outlive the program as a view's state does."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._kept = _parse(study.recall(_KEY) or "{}")

    def readings(self) -> Readings:
        """Return the readings that are known, by code."""
        kept = self._kept
        return {code.id: kept[code.name] for code in self._study.project().codes if code.name in kept}

    def unread(self) -> list[str]:
        """Return the names of codes whose reading isn't known."""
        return [name for name in self._names() if name not in self._kept]

    def keep(self, found: Mapping[str, Reading]) -> None:
        """Take over readings, and forget names that no code has any more."""
        known = {**self._kept, **found}
        self._kept = {name: known[name] for name in self._names() if name in known}
        self._study.remember(_KEY, json.dumps(self._kept, ensure_ascii=False))

    def _names(self) -> list[str]:
        return list(dict.fromkeys(code.name for code in self._study.project().codes if code.level == "code"))


def _parse(kept: str) -> dict[str, Reading]:
    """Return what was kept; anything else than readings is as good as nothing."""
    try:
        data: Any = json.loads(kept)
    except ValueError:
        return {}
    found = data.items() if isinstance(data, dict) else ()
    return {name: Reading(*parts) for name, parts in found if _is_reading(parts)}


def _is_reading(parts: object) -> bool:
    return isinstance(parts, list) and len(parts) == len(Reading._fields) and all(isinstance(p, str) for p in parts)
