"""Transcripts in Markdown, kept as written: a heading such as `### 名字：` names the speaker."""

from __future__ import annotations

from pathlib import Path

from coder.files.encoding import decode
from coder.model.read_transcript import Source
from coder.model.text import normalise


class MarkdownImporter:
    """Reads Markdown whose speakers are headings or stand at the lines' starts."""

    name = "markdown"
    suffixes = (".md", ".markdown")

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        raw, encoding = decode(data, path)
        return Source(normalise(raw), encoding, self.name, markdown=True)
