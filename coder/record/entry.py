"""What an act writes of one object, and what the journal tells of its life."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias


@dataclass(frozen=True, slots=True)
class Put:
    """One object of an act: what it was (None: not there) and what it becomes (None: gone)."""

    kind: str
    before: Any
    after: Any

    @property
    def key(self) -> str:
        """The object's id."""
        return str((self.after if self.after is not None else self.before).id)


class Ready(NamedTuple):
    """A new object whose image and row are made already: bulk work saves the object itself."""

    kind: str
    key: str
    image: str
    row: tuple[Any, ...]


class Link(NamedTuple):
    """A row of the journal as one of the life of an object."""

    replica: str
    seq: int
    hash: str
    parent: str
    before: str | None
    after: str | None


Entry: TypeAlias = Put | Ready
