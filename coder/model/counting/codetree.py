"""The codebook as a tree: the order of its themes and codes, ids for new ones, and the way back into a file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import cycle

from coder.model.codebook import SAFE_COLORS, UNCOLORED, Code, CodebookFile, CodeEntry, ThemeEntry

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
STEP, _NEAR = 1_000_000, 1000
"""Between the positions of two codes of a file there is room; a new code stands near the one before it."""

COLOR = re.compile(r"#[0-9A-Fa-f]{6}")


def ordered(codes: Iterable[Code]) -> list[Code]:
    """Return the codes as a file writes them: themes, then facets, each code followed by those below it."""
    known = sorted(codes, key=lambda c: (c.position, c.id))
    under: dict[str | None, list[Code]] = defaultdict(list)
    for code in known:
        under[code.parent].append(code)
    waiting = sorted((c for c in known if c.level != "code"), key=lambda c: c.level != "theme")[::-1]
    placed: dict[str, Code] = {}
    while waiting:
        code = waiting.pop()
        placed[code.id] = code
        waiting += [c for c in reversed(under[code.id]) if c.id not in placed]
    return [*placed.values(), *(c for c in known if c.id not in placed)]


def depths(codes: Iterable[Code]) -> dict[str, int]:
    """Return how many codes and themes stand over each code."""
    found: dict[str, int] = {}
    for code in ordered(codes):
        found[code.id] = found[code.parent] + 1 if code.parent in found else 0
    return found


def paths(codes: Iterable[Code]) -> dict[str, str]:
    """Return the titles of all that stands over each code, from the theme down; empty for a theme."""
    found: dict[str, str] = {}
    lines: dict[str | None, str] = {None: ""}
    for code in ordered(codes):
        found[code.id] = lines.get(code.parent, "")
        lines[code.id] = f"{found[code.id]} › {code.title}" if found[code.id] else code.title
    return found


def without_folded(tree: Sequence[Code], folded: Collection[str]) -> list[Code]:
    """Return a tree without what stands below its folded codes."""
    hidden: set[str] = set()
    for code in tree:
        if code.parent in folded or code.parent in hidden:
            hidden.add(code.id)
    return [code for code in tree if code.id not in hidden]


def end_of(tree: Sequence[Code], root: str) -> int:
    """Return the place behind a code of a tree and all codes below it."""
    within = set(below(tree, root))
    return max(i for i, code in enumerate(tree) if code.id in within) + 1


def below(codes: Sequence[Code], root: str) -> tuple[str, ...]:
    """Return the id of a code, and those of all codes below it, however deep."""
    under: dict[str | None, list[str]] = defaultdict(list)
    for code in codes:
        under[code.parent].append(code.id)
    found, waiting = dict.fromkeys([root]), [root]
    while waiting:
        fresh = [key for key in under[waiting.pop(0)] if key not in found]
        found.update(dict.fromkeys(fresh))
        waiting += fresh
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


def numbered(tree: Sequence[Code], known: Collection[str]) -> list[Code]:
    """Return the codes with positions in the order of `tree`, so that as few as can be of the known ones change.

    Positions have room between them: a code that is new or moved takes one there, and the others stay as they are.
    """
    places = {i: c.position for i, c in enumerate(tree) if c.id in known}
    for i in places.keys() - _rising(places):
        del places[i]
    for first, last in _gaps(len(tree), places):
        count, below, above = last - first, places.get(first - 1), places.get(last)
        stride = STEP
        if below is None:
            below = -STEP if above is None else above - STEP * (count + 1)
        elif above is not None:
            stride = min((above - below) // (count + 1), _NEAR)
        if stride == 0:
            return [replace(c, position=i * STEP) for i, c in enumerate(tree)]
        places |= {i: below + stride * (i - first + 1) for i in range(first, last)}
    return [c if c.position == places[i] else replace(c, position=places[i]) for i, c in enumerate(tree)]


def _rising(places: Mapping[int, int]) -> set[int]:
    """Return the keys of a longest run of values that rise with their keys."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for i in sorted(places):
        at = bisect_left([places[key] for key in tails], places[i])
        before[i] = tails[at - 1] if at else None
        tails[at:] = [i, *tails[at + 1 :]]
    found, key = set[int](), tails[-1] if tails else None
    while key is not None:
        found.add(key)
        key = before[key]
    return found


def _gaps(size: int, places: Collection[int]) -> list[tuple[int, int]]:
    """Return where runs of places without a position begin and end."""
    found: list[tuple[int, int]] = []
    for i in range(size):
        if i in places:
            continue
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


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


def flatten(book: CodebookFile) -> tuple[Code, ...]:
    """Return the codes of a codebook file in the order written, each theme, facet or code before the codes below it.

    What stands under an archived theme or code is archived with it.
    A theme without a colour takes the next of a set that the colour-blind can tell apart; codes share that above them.
    """
    codes: list[Code] = []
    groups = [("theme", t) for t in book.themes] + [("facet", f) for f in book.facets]
    free = cycle(SAFE_COLORS)
    for level, group in groups:
        color = next(free) if group.color == UNCOLORED else group.color
        codes.append(
            Code(
                id=group.id,
                parent=None,
                level="theme" if level == "theme" else "facet",
                name=group.name,
                name_en=group.name_en,
                definition=group.definition,
                color=color,
                position=len(codes) * STEP,
                archived=group.archived,
            )
        )
        theme = codes[-1]
        for entry in group.codes:
            _add(codes, entry, theme)
    return tuple(codes)


def _add(codes: list[Code], entry: CodeEntry, over: Code) -> None:
    """Add a code that stands under `over`, and all codes below it."""
    code = Code(
        id=entry.id,
        parent=over.id,
        level="code",
        name=entry.name,
        name_en=entry.name_en,
        definition=entry.definition,
        when_to_use=entry.when,
        when_not=entry.when_not,
        example=entry.example,
        keywords=entry.keywords,
        exclude=entry.exclude,
        color=entry.color or over.color,
        position=len(codes) * STEP,
        archived=entry.archived or over.archived,
    )
    codes.append(code)
    for inner in entry.codes:
        _add(codes, inner, code)


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
            yield _group(group, UNCOLORED if plain else group.color, tuple(_entries(tree, group)))

    themes = tuple(groups("theme"))
    return CodebookFile(title=title, title_en=title_en, themes=themes, facets=tuple(groups("facet")))


def _group(group: Code, color: str, codes: tuple[CodeEntry, ...]) -> ThemeEntry:
    return ThemeEntry(
        id=group.id,
        name=group.name,
        name_en=group.name_en,
        definition=group.definition,
        color=color,
        archived=group.archived,
        codes=codes,
    )


def _entries(tree: Sequence[Code], over: Code) -> Iterator[CodeEntry]:
    """Yield the codes under a theme or code, each with those below it."""
    for c in (c for c in tree if c.parent == over.id):
        yield CodeEntry(
            id=c.id,
            name=c.name,
            name_en=c.name_en,
            definition=c.definition,
            when=c.when_to_use,
            when_not=c.when_not,
            example=c.example,
            keywords=c.keywords,
            exclude=c.exclude,
            color=None if c.color == over.color else c.color,
            archived=c.archived,
            codes=tuple(_entries(tree, c)),
        )
