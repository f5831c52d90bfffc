"""Transcripts as oTranscribe saves them (.otr): a web page's text within JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

from coder.errors import InputError, Problem
from coder.files.encoding import decode
from coder.i18n import _
from coder.model.read_transcript import Source
from coder.model.text import normalise
from coder.transcripts.formats.html import read_page
from coder.transcripts.packages import require_text
from coder.transcripts.script import Script

_TIME = re.compile(r"<span\b[^<>]{0,200}\btimestamp\b[^<>]{0,200}>\s*([\d:.]{1,12})\s*</span>", re.IGNORECASE)
"""A time that was set by a key while one typed."""


class OTranscribeImporter:
    """Reads the text that was typed beside a recording."""

    name = "otr"
    suffixes = (".otr",)

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        raw, encoding = decode(data, path)
        try:
            found = json.loads(raw)
            text = found["text"]
        except (ValueError, RecursionError, KeyError, TypeError):
            text = None
        if not isinstance(text, str):
            raise InputError(Problem(path, 0, _("is not whole JSON")), _("Export it again."))
        page = read_page(path, _TIME.sub(r"[\1]", normalise(text)).encode())
        source = Script(page.pieces).source(encoding, self.name, sorted(page.left_out))
        require_text(path, source)
        return source
