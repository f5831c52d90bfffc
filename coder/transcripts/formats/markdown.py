"""Transcripts in Markdown, kept as written: a heading such as `### 名字：` names the speaker."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from coder.files.encoding import decode
from coder.model.text import ReadTranscript, normalise
from coder.transcripts.turns import split_turns


class MarkdownImporter:
    """Reads Markdown whose speakers are headings or stand at the lines' starts."""

    name = "markdown"
    suffixes = (".md", ".markdown")

    def read(self, path: Path, data: bytes, interviewers: Collection[str] = ()) -> ReadTranscript:
        """Return the transcript that `data` holds."""
        raw, encoding = decode(data, path)
        text = normalise(raw)
        turns = split_turns(text, interviewers, heading_labels=True)
        return ReadTranscript(text, turns, encoding, self.name)
