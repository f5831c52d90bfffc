"""The codebook as a tree: the order of its themes and codes, and ids for new ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from coder.model.codebook import Code

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


def codes_over(codes: Iterable[Code]) -> dict[str, tuple[str, ...]]:
    """Return the codes, without theme or facet, that stand over each code that is below another."""
    by_id = {code.id: code for code in codes}
    found: dict[str, tuple[str, ...]] = {}
    for code in ordered(by_id.values()):
        over = by_id.get(code.parent or "")
        if over is not None and over.level == "code":
            found[code.id] = (over.id, *found.get(over.id, ()))
    return found


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
