"""Transcripts in plain text."""

from __future__ import annotations

from pathlib import Path

from coder.files.encoding import decode
from coder.model.read_transcript import Source
from coder.model.text import normalise


class TextImporter:
    """Reads plain text in any encoding that Chinese interviews are found in."""

    name = "text"
    suffixes = (".txt", ".text")

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        raw, encoding = decode(data, path)
        return Source(normalise(raw), encoding, self.name)
