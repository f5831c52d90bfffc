"""Markdown made of data: whatever a text holds, it comes out as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coder.model.text import safe_for_terminal

_SPECIAL = str.maketrans({**{c: f"\\{c}" for c in "\\`*_{}[]#|~$^"}, "&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LINE_START = re.compile(r"[-+=:]|\d{1,9}[.)](?=\s|$)")
_LINK = re.compile(r"(?<=[A-Za-z])(?=://)|(?<=\bwww)(?=\.)", re.IGNORECASE)


def escape(text: str) -> str:
    """Return `text` as Markdown of one line that shows it letter by letter."""
    return _escape_line(" ".join(safe_for_terminal(text).split("\n")))


def paragraph(text: str) -> str:
    """Return `text` as one paragraph that keeps its line breaks; empty lines part paragraphs."""
    lines = [_escape_line(line) for line in safe_for_terminal(text).strip("\n").split("\n")]
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    return "\n".join(f"{line}  " if line and after else line for line, after in pairs)


def block_quote(text: str, source: str) -> str:
    """Return `text` as a block quote that ends with its source, which is Markdown already."""
    lines = [*paragraph(text).split("\n"), "", f"— {source}"]
    return "\n".join(f"> {line}" if line else ">" for line in lines)


def table(header: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> str:
    """Return a table of escaped cells, the first `left` columns set left and the others right."""
    rule = [":---" if i < left else "---:" for i in range(len(header))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [header, rule, *rows])


def bold(escaped: str) -> str:
    """Return Markdown for strong text."""
    return f"**{escaped}**" if escaped else ""


def _escape_line(line: str) -> str:
    # Spaces before a line would make a code block of it, spaces after it a line break.
    line = _LINK.sub("\\\\", line.strip(" \t").translate(_SPECIAL))
    if match := _LINE_START.match(line):
        at = match.end() - 1
        return f"{line[:at]}\\{line[at:]}"
    return line
