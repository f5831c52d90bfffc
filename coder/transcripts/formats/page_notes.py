"""Footnotes and comments of web pages, as Google Docs, Word, LibreOffice and Pandoc write them: links both ways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from coder.transcripts.remarks import AT, mark, note

_BODIES = frozenset(["p", "li", "div", "aside", "dd"])
_COMMENTS = ("cmnt", "_msocom")
"""How the places of comments begin in pages of Google Docs and Word; all others are notes."""


class _Note(NamedTuple):
    anchor: Any
    body: Any
    target: str


def take_out_notes(root: Any) -> dict[int, str]:
    """Take notes and comments out of a page and return them by number; the signs that lead to them become marks."""
    said: dict[int, str] = {}
    found = list(_notes(root))
    for number, one in enumerate(found):
        words = _own_words(one)
        said[number] = words if one.target.startswith(_COMMENTS) else note(words)
        _replace(one.anchor, mark(AT, number))
    for one in found:
        if one.body.getparent() is not None:
            _replace(one.body, "")
    return said


def _notes(root: Any) -> Iterator[_Note]:
    """Yield each link to a place further down whose paragraph leads back to the link."""
    names = {name: element for element in root.iter() for name in _names(element)}
    order = {element: at for at, element in enumerate(root.iter())}
    for anchor in list(root.iter("a")):
        target = (anchor.get("href") or "")[1:] if (anchor.get("href") or "").startswith("#") else ""
        place = names.get(target)
        if place is None or order[place] <= order[anchor]:
            continue
        body = _body(place, anchor)
        back = {f"#{name}" for element in (anchor, *_near(anchor)) for name in _names(element)}
        if body is not None and any(link.get("href") in back for link in body.iter("a")):
            yield _Note(anchor, body, target)


def _names(element: Any) -> set[str]:
    return {name for key in ("id", "name") if (name := element.get(key))} if isinstance(element.tag, str) else set()


def _near(anchor: Any) -> list[Any]:
    """Return what stands around a link within its paragraph: some programs name that and not the link."""
    around = []
    for element in anchor.iterancestors():
        if element.tag in _BODIES:
            break
        around.append(element)
    return around


def _body(place: Any, anchor: Any) -> Any | None:
    """Return the block that a note fills: its paragraph, or the box in which it stands first and alone."""
    block = next((one for one in (place, *place.iterancestors()) if one.tag in _BODIES), None)
    above = list(anchor.iterancestors())
    if block is None or block in above:
        return None
    box = block.getparent()
    alone = box is not None and box.tag in {"div", "aside"} and box[0] is block and box not in above
    return box if alone and not (box.text or "").strip() and _holds_one(box) else block


def _holds_one(box: Any) -> bool:
    links = [link for link in box.iter("a") if (link.get("href") or "").startswith("#")]
    return len(links) == 1


def _own_words(note: _Note) -> str:
    """Return the words of a note without the link that leads back."""
    links = [link for link in note.body.iter("a") if (link.get("href") or "").startswith("#")]
    for link in links:
        _replace(link, "")
    parts = list(note.body.iter("p")) or [note.body]
    return "\n".join(" ".join("".join(part.itertext()).split()) for part in parts)


def _replace(element: Any, words: str) -> None:
    """Put words in the place of an element; what stands behind it stays."""
    parent, before, words = element.getparent(), element.getprevious(), words + (element.tail or "")
    if before is not None:
        before.tail = (before.tail or "") + words
    else:
        parent.text = (parent.text or "") + words
    parent.remove(element)
