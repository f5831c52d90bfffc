"""Links in what the lead writes: `[[quote:A-54-d8b6]]`, `[[figure:F12]]`, `[[table:F1]]`, `[[finding:F2]]`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from coder.model.identity import parse_quote_id

LinkKind = Literal["quote", "figure", "table", "finding"]
_BARE = re.compile(r"(?<![0-9A-Za-z_.:-])([0-9A-Za-z_.-]+-\d+-[0-9a-f]{4,32})(?![0-9A-Za-z_-])")
_KINDS: dict[str, LinkKind] = {kind: kind for kind in get_args(LinkKind)}
_LINK = re.compile(rf"\[\[({'|'.join(_KINDS)}):([^\[\]\n]{{1,80}})\]\]")
_BEGUN = re.compile(rf"\[\[(?:{'|'.join(_KINDS)}):[^\s\]]{{0,80}}")


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a quotation, a figure, a table or a finding: what it names, and where it stands in the text."""

    kind: LinkKind
    target: str
    start: int
    end: int


def links(text: str) -> list[Link]:
    """Return the links of a text in their order."""
    return [Link(_KINDS[m[1]], m[2].strip(), *m.span()) for m in _LINK.finditer(text)]


def unfinished(text: str) -> list[str]:
    """Return what begins as a link and is none, such as one without its end."""
    whole = {link.start for link in links(text)}
    return [m[0] for m in _BEGUN.finditer(text) if m.start() not in whole]


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


def rewritten(text: str, names: Mapping[str, Mapping[str, str]]) -> str:
    """Return the text with what it cites called by other ids; `names` has these by kind, of cases for quotations."""
    if "[[" in text:
        text = "".join(p if isinstance(p, str) else f"[[{p.kind}:{_renamed(p, names)}]]" for p in pieces(text))
    return _BARE.sub(lambda found: _of_case(found[0], names), text) if names.get("case") else text


def _renamed(link: Link, names: Mapping[str, Mapping[str, str]]) -> str:
    if link.kind == "quote":
        return _of_case(link.target, names)
    kinds = ("code", "finding") if link.kind == "table" else (link.kind,)
    return next((new for kind in kinds if (new := names.get(kind, {}).get(link.target))), link.target)


def _of_case(citation: str, names: Mapping[str, Mapping[str, str]]) -> str:
    parsed = parse_quote_id(citation)
    case = names.get("case", {}).get(parsed[0]) if parsed else None
    return f"{case}{citation[len(parsed[0]) :]}" if parsed and case else citation


def citations(text: str) -> tuple[str, ...]:
    """Return what a text cites by a link to a quote or by the bare citation `A-54-d8b6`, each once."""
    linked = (link.target for link in links(text) if link.kind == "quote")
    return tuple(dict.fromkeys((*linked, *_BARE.findall(text))))
