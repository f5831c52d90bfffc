"""Transcripts in plain text."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from coder.files.encoding import decode
from coder.model.text import ReadTranscript, normalise
from coder.transcripts.turns import split_turns


class TextImporter:
    """Reads plain text in any encoding that Chinese interviews are found in."""

    name = "text"
    suffixes = (".txt", ".text")

    def read(self, path: Path, data: bytes, interviewers: Collection[str] = ()) -> ReadTranscript:
        """Return the transcript that `data` holds."""
        raw, encoding = decode(data, path)
        text = normalise(raw)
        return ReadTranscript(text, split_turns(text, interviewers), encoding, self.name)
