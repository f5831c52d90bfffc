"""The compiled catalogue of messages, read a message at a time: a command says few of the thousands that there are."""

from __future__ import annotations

from pathlib import Path
from struct import unpack_from


class Catalogue:
    """The translations of one `.mo` file, whose messages stand in order (GNU gettext manual, 10.3)."""

    def __init__(self, file: Path) -> None:
        """Read the file; one that is missing holds no translation."""
        self._content = file.read_bytes() if file.exists() else b""
        self._count, self._messages, self._texts = unpack_from("<3I", self._content, 8) if self._content else (0, 0, 0)
        self._known: dict[str, str] = {"": ""}

    def gettext(self, message: str) -> str:
        """Return the translation of `message`, or the message itself where there is none."""
        if (told := self._known.get(message)) is None:
            told = self._known[message] = self._search(message.encode()) or message
        return told

    def _search(self, message: bytes) -> str:
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            here = self._piece(self._messages, middle)
            if here == message:
                return self._piece(self._texts, middle).decode()
            if here < message:
                low = middle + 1
            else:
                high = middle
        return ""

    def _piece(self, table: int, index: int) -> bytes:
        length, start = unpack_from("<2I", self._content, table + 8 * index)
        return self._content[start : start + length]
