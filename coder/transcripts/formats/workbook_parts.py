"""What the package of an Excel workbook says of its sheets: which are hidden, and comments."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from coder.model.text import normalise

_SHOWN = frozenset(["", "visible"])
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_FIRST_LETTER = ord("A") - 1


@dataclass(frozen=True, slots=True)
class SheetParts:
    """A sheet's name, and what stands beside its cells."""

    name: str = ""
    part: str = ""
    """Where in the package the sheet lies."""
    is_hidden: bool = False
    comments: Mapping[tuple[int, int], list[str]] = field(default_factory=dict)
    """What was written on a cell, by its row and column."""


def workbook_in(container: zipfile.ZipFile) -> str | None:
    """Return which part of a package is its workbook, or None."""
    return next((part for kind, part in relations_of(container, "").values() if kind == "officeDocument"), None)


def parts_of(container: zipfile.ZipFile, book: str) -> Iterator[SheetParts]:
    """Yield what a package says of each sheet of the workbook in `book`."""
    related = relations_of(container, book)
    persons = {k: v for kind, part in related.values() if kind == "person" for k, v in _persons(container, part)}
    for sheet in named(parsed(container, book), "sheet"):
        kind, part = related.get(attribute_of(sheet, "id"), ("", ""))
        if kind == "worksheet":
            hidden = attribute_of(sheet, "state") not in _SHOWN
            yield SheetParts(attribute_of(sheet, "name"), part, hidden, _comments(container, part, persons))


def relations_of(container: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return what a part refers to, by the reference's id: its kind and the name of the other part."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in container.namelist():
        return {}
    found = {}
    for relation in named(parsed(container, listed), "Relationship"):
        target = attribute_of(relation, "Target")
        place = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if place in container.namelist():
            found[attribute_of(relation, "Id")] = (attribute_of(relation, "Type").rpartition("/")[2], place)
    return found


def _comments(container: zipfile.ZipFile, part: str, persons: Mapping[str, str]) -> dict[tuple[int, int], list[str]]:
    """Return what was written on cells; a talk of comments stands for the note that older programs see of it."""
    parts = list(relations_of(container, part).values())
    threads = [part for kind, part in parts if kind == "threadedComment"]
    notes = [part for kind, part in parts if kind == "comments"]
    talks: dict[tuple[int, int], list[str]] = {}
    for author, place, words in (one for name in threads for one in _thread(container, name, persons)):
        talks.setdefault(place, []).append(_signed(author, words))
    found: dict[tuple[int, int], list[str]] = {}
    for author, place, words in (one for name in notes for one in _notes(container, name)):
        if place not in talks:
            found.setdefault(place, []).append(_signed(author, words))
    return {place: [words for words in said if words] for place, said in {**found, **talks}.items()}


def _thread(
    container: zipfile.ZipFile, part: str, persons: Mapping[str, str]
) -> Iterator[tuple[str, tuple[int, int], str]]:
    for comment in named(parsed(container, part), "threadedComment"):
        words = "".join(text.text or "" for text in named(comment, "text"))
        if (place := _place(comment)) is not None:
            yield persons.get(attribute_of(comment, "personId"), ""), place, words


def _notes(container: zipfile.ZipFile, part: str) -> Iterator[tuple[str, tuple[int, int], str]]:
    root = parsed(container, part)
    authors = [(author.text or "").strip() for author in named(root, "author")]
    for comment in named(root, "comment"):
        number = attribute_of(comment, "authorId")
        author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
        words = "".join(text.text or "" for text in named(comment, "t"))
        if (place := _place(comment)) is not None:
            yield author, place, words


def _persons(container: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    for person in named(parsed(container, part), "person"):
        yield attribute_of(person, "id"), attribute_of(person, "displayName")


def _signed(author: str, words: str) -> str:
    """Return a comment's words after who wrote it, which Excel itself writes into a note's first line."""
    author = normalise(author).strip()
    bare = normalise(words).strip().removeprefix(f"{author}:").strip()
    return f"{author}: {bare}" if author and bare else bare


def _place(comment: Any) -> tuple[int, int] | None:
    """Return row and column of a comment's cell."""
    found = _CELL.fullmatch(attribute_of(comment, "ref"))
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - _FIRST_LETTER
    return int(found[2]), column


def parsed(container: zipfile.ZipFile, part: str) -> Any:
    """Return the root of a part."""
    from lxml import etree

    return etree.fromstring(container.read(part), etree.XMLParser(resolve_entities=False, no_network=True))


def named(root: Any, name: str) -> Iterator[Any]:
    """Yield the elements below `root` of a name, whatever their name space."""
    return (element for element in root.iter() if local_name(element) == name)


def local_name(element: Any) -> str:
    """Return an element's name without its name space; a comment or an instruction has none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute_of(element: Any, name: str) -> str:
    """Return an element's attribute, whatever its name space, or nothing."""
    return next((str(value) for key, value in element.items() if key.rpartition("}")[2] == name), "")
