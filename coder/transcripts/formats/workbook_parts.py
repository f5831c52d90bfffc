"""What the package of an Excel workbook says of its sheets: which are hidden, what is hidden in them, and comments."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from coder.model.text import normalise

_PIECE = 1 << 20
_SHOWN = frozenset(["", "visible"])
_ON = frozenset(["1", "true"])
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_FIRST_LETTER = ord("A") - 1


@dataclass(frozen=True, slots=True)
class SheetParts:
    """What stands beside the cells of a sheet; rows and columns count from one."""

    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    """The first and the last column of each run that is hidden."""
    comments: Mapping[tuple[int, int], list[str]] = field(default_factory=dict)
    """What was written on a cell, by its row and column."""

    def hides_column(self, column: int) -> bool:
        """Tell whether a column is hidden."""
        return any(first <= column <= last for first, last in self.hidden_columns)


def parts_of(data: bytes) -> dict[str, SheetParts]:
    """Return what a workbook's package says of each sheet, by the sheet's name."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        book = next((part for kind, part in _relations(container, "").values() if kind == "officeDocument"), None)
        if book is None:
            return {}
        related = _relations(container, book)
        persons = {k: v for kind, part in related.values() if kind == "person" for k, v in _persons(container, part)}
        found = {}
        for sheet in _named(_parsed(container, book), "sheet"):
            kind, part = related.get(_attribute(sheet, "id"), ("", ""))
            if kind == "worksheet":
                rows, columns = _hidden(container, part)
                hidden = _attribute(sheet, "state") not in _SHOWN
                comments = _comments(container, part, persons)
                found[_attribute(sheet, "name")] = SheetParts(hidden, rows, columns, comments)
        return found


def _relations(container: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return what a part refers to, by the reference's id: its kind and the name of the other part."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in container.namelist():
        return {}
    found = {}
    for relation in _named(_parsed(container, listed), "Relationship"):
        target = _attribute(relation, "Target")
        place = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if place in container.namelist():
            found[_attribute(relation, "Id")] = (_attribute(relation, "Type").rpartition("/")[2], place)
    return found


def _hidden(container: zipfile.ZipFile, part: str) -> tuple[frozenset[int], tuple[tuple[int, int], ...]]:
    """Return which rows and which runs of columns of a sheet are hidden."""
    from lxml import etree

    if not _holds(container, part, b"hidden"):
        return frozenset(), ()
    rows, columns, number = set(), [], 0
    with container.open(part) as stream:
        for _event, element in etree.iterparse(stream, tag=("{*}row", "{*}col"), resolve_entities=False):
            hidden = _attribute(element, "hidden") in _ON
            if _local(element) == "row":
                told = _attribute(element, "r")
                number = int(told) if told.isdecimal() else number + 1
                rows |= {number} if hidden else set()
            elif hidden:
                columns.append((int(_attribute(element, "min")), int(_attribute(element, "max"))))
            element.clear()
    return frozenset(rows), tuple(columns)


def _holds(container: zipfile.ZipFile, part: str, word: bytes) -> bool:
    """Tell whether a part holds a word, a piece of it after the other: a sheet can be long."""
    before = b""
    with container.open(part) as stream:
        while piece := stream.read(_PIECE):
            if word in before + piece:
                return True
            before = piece[-len(word) :]
    return False


def _comments(container: zipfile.ZipFile, part: str, persons: Mapping[str, str]) -> dict[tuple[int, int], list[str]]:
    """Return what was written on cells; a talk of comments stands for the note that older programs see of it."""
    parts = list(_relations(container, part).values())
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
    for comment in _named(_parsed(container, part), "threadedComment"):
        words = "".join(text.text or "" for text in _named(comment, "text"))
        if (place := _place(comment)) is not None:
            yield persons.get(_attribute(comment, "personId"), ""), place, words


def _notes(container: zipfile.ZipFile, part: str) -> Iterator[tuple[str, tuple[int, int], str]]:
    root = _parsed(container, part)
    authors = [(author.text or "").strip() for author in _named(root, "author")]
    for comment in _named(root, "comment"):
        number = _attribute(comment, "authorId")
        author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
        words = "".join(text.text or "" for text in _named(comment, "t"))
        if (place := _place(comment)) is not None:
            yield author, place, words


def _persons(container: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    for person in _named(_parsed(container, part), "person"):
        yield _attribute(person, "id"), _attribute(person, "displayName")


def _signed(author: str, words: str) -> str:
    """Return a comment's words after who wrote it, which Excel itself writes into a note's first line."""
    author = normalise(author).strip()
    bare = normalise(words).strip().removeprefix(f"{author}:").strip()
    return f"{author}: {bare}" if author and bare else bare


def _place(comment: Any) -> tuple[int, int] | None:
    """Return row and column of a comment's cell."""
    found = _CELL.fullmatch(_attribute(comment, "ref"))
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - _FIRST_LETTER
    return int(found[2]), column


def _parsed(container: zipfile.ZipFile, part: str) -> Any:
    from lxml import etree

    return etree.fromstring(container.read(part), etree.XMLParser(resolve_entities=False, no_network=True))


def _named(root: Any, name: str) -> Iterator[Any]:
    return (element for element in root.iter() if isinstance(element.tag, str) and _local(element) == name)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.items() if key.rpartition("}")[2] == name), "")
