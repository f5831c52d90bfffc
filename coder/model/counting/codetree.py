"""The codebook as a tree: the order of its themes and codes, ids for new ones, and the way back into a file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle

from coder.model.codebook import SAFE_COLORS, UNCOLORED, Code, CodebookFile, CodeEntry, ThemeEntry

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
COLOR = re.compile(r"#[0-9A-Fa-f]{6}")


def ordered(codes: Iterable[Code]) -> list[Code]:
    """Return the codes as a file writes them: themes, then facets, each followed by its codes."""
    known = sorted(codes, key=lambda c: (c.position, c.id))
    groups = sorted((c for c in known if c.level != "code"), key=lambda c: c.level != "theme")
    tree = [c for group in groups for c in (group, *(k for k in known if k.parent == group.id))]
    placed = {c.id for c in tree}
    return [*tree, *(c for c in known if c.id not in placed)]


def below(codes: Sequence[Code], root: str) -> tuple[str, ...]:
    """Return the id of a code, and those of all codes below it, however deep."""
    found, size = dict.fromkeys([root]), 0
    while len(found) > size:
        size = len(found)
        found.update(dict.fromkeys(c.id for c in codes if c.parent in found))
    return tuple(found)


def above(codes: Iterable[Code], code: str) -> tuple[str, ...]:
    """Return the id of a code, and those of all codes above it; a circle is not gone round twice."""
    parents = {c.id: c.parent for c in codes}
    found: dict[str, None] = {}
    at: str | None = code
    while at is not None and at not in found:
        found[at] = None
        at = parents.get(at)
    return tuple(found)


def numbered(tree: Sequence[Code]) -> list[Code]:
    """Return the codes with the positions that they have in `tree`."""
    return [c if c.position == i else replace(c, position=i) for i, c in enumerate(tree)]


def slug(name_en: str, name: str, taken: Collection[str]) -> str:
    """Return an id for a new code: from its English name, else from the Latin letters of its name, else a number."""
    words = re.findall(r"[a-z0-9]+", (name_en or name).lower().replace("'", ""))
    base = "-".join(words)[:60].strip("-") or "code"
    if base != "code" and base not in taken:
        return base
    number = 2 if base != "code" else 1
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def gather(title: str, title_en: str, codes: Iterable[Code]) -> CodebookFile:
    """Return the codebook file that `flatten` turns into these codes.

    A theme's own colour is not said again, and neither is the one that `flatten` gives to a theme without any.
    """
    tree = ordered(codes)
    free = cycle(SAFE_COLORS)
    given = next(free)

    def groups(level: str) -> Iterator[ThemeEntry]:
        nonlocal given
        for group in (c for c in tree if c.level == level):
            plain = group.color in {UNCOLORED, given}
            given = next(free) if plain else given
            yield _group(group, UNCOLORED if plain else group.color, [k for k in tree if k.parent == group.id])

    themes = tuple(groups("theme"))
    return CodebookFile(title=title, title_en=title_en, themes=themes, facets=tuple(groups("facet")))


def _group(group: Code, color: str, codes: Iterable[Code]) -> ThemeEntry:
    return ThemeEntry(
        id=group.id,
        name=group.name,
        name_en=group.name_en,
        definition=group.definition,
        color=color,
        archived=group.archived,
        codes=tuple(
            CodeEntry(
                id=c.id,
                name=c.name,
                name_en=c.name_en,
                definition=c.definition,
                when=c.when_to_use,
                when_not=c.when_not,
                example=c.example,
                keywords=c.keywords,
                exclude=c.exclude,
                color=None if c.color == group.color else c.color,
                archived=c.archived,
            )
            for c in codes
        ),
    )
