"""What two studies that were built apart both hold: whether it is one thing or two, and under which id it goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coder.model.links import rewritten

POINTS: Mapping[str, str] = {
    "transcript": "transcript",
    "code": "code",
    "codes": "code",
    "parent": "code",
    "supports": "code",
    "opposes": "code",
    "coder": "coder",
    "coders": "coder",
    "by": "coder",
    "case": "case",
    "finding": "finding",
    "findings": "finding",
    "figures": "figure",
    "of": "figure",
    "source": "source",
    "coding": "coding",
    "codings": "coding",
}
"""The kind whose ids a field of this name holds, in any object."""

_NO_IDS = frozenset({"attributes"})
_CELL = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """What was decided of an object of each study.

    `ours` and `theirs` are their ids in the two studies, `of` their kind. Where both are one, `key` is the id that
    stays; else it is the one that theirs goes by from then on. `origin` is the replica that the other study began with:
    whoever has its rows, and not yet this decision, means theirs.
    """

    id: str
    of: str
    ours: str
    theirs: str
    is_one: bool
    key: str
    origin: str
    by: str
    at: str

    @property
    def title(self) -> str:
        """Which objects it is about."""
        return f"{self.of} {self.ours} / {self.theirs}"


Names = Mapping[str, Mapping[str, str]]
"""By kind: ids and what takes their place."""


def renamed(kind: str, image: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Return the image of an object with the ids that it points at replaced, those that its texts cite, too.

    Its own id stays, but for a cell's.
    """
    found = {name: _walk(name, value, names) for name, value in image.items()}
    if kind == "transcript":
        found["source"] = image["source"]
    if "target_kind" in image:
        found["target"] = names.get(image["target_kind"], {}).get(image["target"], image["target"])
    if kind == "cell":
        found["id"] = _CELL.join(_heading(part, names) for part in image["id"].split(_CELL))
    return found


def _walk(name: str, value: Any, names: Names) -> Any:
    if name in _NO_IDS:
        return value
    if isinstance(value, str):
        return names.get(POINTS[name], {}).get(value, value) if name in POINTS else rewritten(value, names)
    if isinstance(value, dict):
        return renamed("", value, names)
    if isinstance(value, list):
        return [_walk(name, one, names) for one in value]
    return value


def _heading(part: str, names: Names) -> str:
    return names.get("case", {}).get(part) or names.get("code", {}).get(part, part)
