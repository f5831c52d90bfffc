"""Links in the text of a finding: `[[quote:A-12-1f3a]]`, `[[figure:F12]]`, `[[table:F1]]`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

LinkKind = Literal["quote", "figure", "table"]
_BARE = re.compile(r"(?<![0-9A-Za-z_.:-])([0-9A-Za-z_.-]+-\d+-[0-9a-f]{4,32})(?![0-9A-Za-z_-])")
_LINK = re.compile(r"\[\[(quote|figure|table):([^\[\]\n]{1,80})\]\]")


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a quotation, a figure or a table: what it names, and where it stands in the text."""

    kind: LinkKind
    target: str
    start: int
    end: int


def links(text: str) -> list[Link]:
    """Return the links of a text in their order."""
    return [Link(_kind(m[1]), m[2].strip(), *m.span()) for m in _LINK.finditer(text)]


def pieces(text: str) -> Iterator[str | Link]:
    """Yield what stands between the links, and the links."""
    at = 0
    for link in links(text):
        if link.start > at:
            yield text[at : link.start]
        yield link
        at = link.end
    if at < len(text):
        yield text[at:]


def rendered(text: str, say: Callable[[Link], str]) -> str:
    """Return the text with each link as `say` puts it."""
    return "".join(piece if isinstance(piece, str) else say(piece) for piece in pieces(text))


def citations(text: str) -> tuple[str, ...]:
    """Return what a text cites by a link to a quote or by the bare citation `A-12-1f3a`, each once."""
    linked = (link.target for link in links(text) if link.kind == "quote")
    return tuple(dict.fromkeys((*linked, *_BARE.findall(text))))


def _kind(word: str) -> LinkKind:
    return "quote" if word == "quote" else "figure" if word == "figure" else "table"
