"""Texts that were read and wait to be stored: in memory while they are few, else in a file without a name."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Self

from coder.model.project import TranscriptRecord

_IN_MEMORY = 32_000_000


class HeldTexts:
    """Keeps texts and their files' bytes in order; a file on the disk has no name, so that no kill leaves it there."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  closed on leaving
        self._held: list[tuple[TranscriptRecord, int, int | None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, record: TranscriptRecord, text: str, data: bytes) -> None:
        """Keep a text, and the bytes that it was read from."""
        body = text.encode()
        self._file.write(body)
        if data == body:
            self._held.append((record, len(body), None))
            return
        self._file.write(data)
        self._held.append((record, len(body), len(data)))

    def __iter__(self) -> Iterator[tuple[TranscriptRecord, str, bytes]]:
        self._file.seek(0)
        for record, length, size in self._held:
            body = self._file.read(length)
            yield record, body.decode(), body if size is None else self._file.read(size)
