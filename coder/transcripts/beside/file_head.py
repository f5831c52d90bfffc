"""The head of a file that programs read, as Markdown has it between two rules: nobody says it."""

from __future__ import annotations

import re

_RULE = "---\n"
_HEAD = re.compile(r"---\n((?:[^\n]*\n){1,80}?)(?:---|\.\.\.)(?=\n|$)")
_LINE = re.compile(r"(?P<key>[\w-]+):(?:[ ].*)?|[ \t]+\S.*|-(?:[ ].*)?|#.*|")
_USUAL = frozenset(
    ["title", "date", "author", "tags", "layout", "description", "slug", "categories", "draft", "lang", "summary"]
)


def without_file_head(text: str) -> str:
    """Return the text with its head blank; places stay. A head has a usual key, and each key once."""
    found = _HEAD.match(text) if text.startswith(_RULE) else None
    lines = [_LINE.fullmatch(line) for line in found[1].splitlines()] if found else []
    keys = [line["key"].casefold() for line in lines if line and line["key"]]
    if found is None or None in lines or len(set(keys)) < len(keys) or _USUAL.isdisjoint(keys):
        return text
    return re.sub(r"[^\n]", " ", found[0]) + text[found.end() :]
