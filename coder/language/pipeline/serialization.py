"""What a component has to bring along when a pipeline is written to disk or to bytes: one JSON value."""

from __future__ import annotations

import json
from abc import abstractmethod
from pathlib import Path
from typing import Any, Self

_FILE = "coder.json"


class Kept:
    """Serialisation of what `_state` returns and `_restore` takes; spaCy's options say nothing to it."""

    @abstractmethod
    def _state(self) -> Any: ...

    @abstractmethod
    def _restore(self, state: Any) -> None: ...

    def to_bytes(self, **_options: Any) -> bytes:
        """Return the state as bytes."""
        return json.dumps(self._state(), ensure_ascii=False).encode()

    def from_bytes(self, data: bytes, **_options: Any) -> Self:
        """Take the state that `to_bytes` returned."""
        self._restore(json.loads(data))
        return self

    def to_disk(self, path: str | Path, **_options: Any) -> None:
        """Write the state into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_options: Any) -> Self:
        """Take the state that `to_disk` wrote."""
        return self.from_bytes((Path(path) / _FILE).read_bytes())
