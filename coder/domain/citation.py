"""Citations of quotes in written sentences: `[[quote:A-46-7f3a]]`, or the bare `A-46-7f3a`."""

from __future__ import annotations

import re

from coder.domain.identity import parse_quote_id

_CITATION = re.compile(
    r"\[\[quote:\s*([^\]\n]+?)\s*\]\]|(?<![0-9A-Za-z_.-])([0-9A-Za-z_.-]+-\d+-[0-9a-f]{4,32})(?![0-9A-Za-z_-])"
)


def citations(text: str) -> tuple[str, ...]:
    """Return what a text cites, each citation once, in the text's order."""
    found = (m[1] or m[2] for m in _CITATION.finditer(text))
    return tuple(dict.fromkeys(name for name in found if parse_quote_id(name)))
