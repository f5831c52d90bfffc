"""A file that goes on as a replica of its own: where it came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """A chain that a file began after it was put back from a backup; `origin` is the moment that the backup held."""

    id: str
    origin: str
    at: str

    @property
    def title(self) -> str:
        """The start of its id, as a row of it is named: `9f2c#12`."""
        return self.id[:4]
