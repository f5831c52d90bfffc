"""Documents changed at random: of a packed one its elements, its parts, or the package; of another its text."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from collections.abc import Iterator
from random import Random
from typing import Any

from lxml import etree

from benchmarks.importing.broken import broken, edits
from benchmarks.importing.packed import packed

_STEPS = ("cut", "double", "move", "rename", "attribute", "words", "nest", "many")
_ODD = (
    "",
    "-1",
    "0",
    "99999999999",
    "x",
    "\u202e",
    "true",
    "A1",
    "王小明：",
    "00:01:02",
    "1e999",
    "\u0661",
    "#",
    "../x",
)
_DEEPEST, _MOST = 100, 2_000
_CHANGES = 5


def varied(data: bytes, seed: int) -> list[bytes]:
    """Return a document and some that were made of it."""
    chance = Random(seed)
    return [data, *(_changed(data, chance) for _ in range(_CHANGES))]


def _changed(data: bytes, chance: Random) -> bytes:
    if data.startswith((b"{", b"[")) and b"\\rtf" not in data[:9] and chance.randrange(6):
        return _values_changed(data, chance)
    if not data.startswith(b"PK"):
        return broken(data, edits(chance))
    if chance.randrange(12) == 0:
        return _damaged(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    return packed(_with_parts_changed(parts, chance))


def _with_parts_changed(parts: dict[str, bytes], chance: Random) -> dict[str, bytes]:
    """Return the parts with one changed, most often the largest; seldom one is gone, empty, or under another name."""
    largest = max(parts, key=lambda name: len(parts[name]) * ("Types" not in name))
    name = largest if chance.randrange(3) else chance.choice(list(parts))
    kind = chance.randrange(24)
    if kind == 0:
        del parts[name]
    elif kind == 1:
        parts[name] = b""
    elif kind == 2:
        parts[chance.choice([name.upper(), "/" + name, name.replace("/", "\\"), "../x"])] = parts.pop(name)
    elif kind == 3:
        parts[name] = broken(parts[name], edits(chance))
    elif kind == 4:
        parts[name] = parts[chance.choice(list(parts))]
    else:
        parts[name] = moved(parts[name], chance)
    return parts


def moved(part: bytes, chance: Random) -> bytes:
    """Return a part whose elements are cut, doubled, moved, nested, renamed: whole XML that no program writes."""
    root = etree.fromstring(part, etree.XMLParser(recover=True)) if part.strip() else None
    if root is None:
        return part
    for _ in range(chance.randint(1, 6)):
        elements = [element for element in root.iter() if isinstance(element.tag, str) and element is not root]
        if elements:
            _step(chance.choice(_STEPS), chance.choice(elements), chance.choice(elements), chance.choice(_ODD))
    changed: bytes = etree.tostring(root, encoding="utf-8")
    return changed


def _step(kind: str, one: Any, other: Any, odd: str) -> None:
    if kind == "cut":
        one.getparent().remove(one)
    elif kind == "move" and one not in other.iterancestors() and one is not other:
        other.append(one)
    elif kind in {"double", "many"} and not (kind == "many" and len(one)):
        for _ in range(_MOST if kind == "many" else 1):
            one.addnext(copy.deepcopy(one))
    elif kind == "nest":
        for _ in range(_DEEPEST):
            one.append(inner := etree.Element(other.tag))
            one = inner
    else:
        _rewrite(kind, one, other, odd)


def _rewrite(kind: str, one: Any, other: Any, odd: str) -> None:
    if kind == "rename":
        one.tag = other.tag
    elif kind == "words":
        one.text, one.tail = odd, odd * 3
    elif kind == "attribute":
        for name in one.attrib or other.attrib:
            one.set(name, odd)


def _values_changed(data: bytes, chance: Random) -> bytes:
    """Return JSON in which values stand elsewhere, are of another type, or are gone."""
    try:
        whole = [json.loads(data)]
    except ValueError:
        return data
    for _ in range(chance.randint(1, 6)):
        places = list(_places(whole))
        (holder, key), (other, there) = chance.choice(places), chance.choice(places)
        page = holder[key]
        if isinstance(page, str) and "<" in page and chance.randrange(8):
            holder[key] = broken(page.encode("utf-8", "replace"), edits(chance)).decode("utf-8", "replace")
            continue
        holder[key] = chance.choice([copy.deepcopy(other[there]), None, True, -1, 1e300, 10**400, "", "\ud800", [], {}])
    return json.dumps(whole[0], ensure_ascii=True).encode()


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield where values stand in each other: what holds one, and at which key."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield value, key
        if isinstance(inner, dict | list):
            yield from _places(inner)


def _damaged(data: bytes, chance: Random) -> bytes:
    """Return a package that is cut off, or in which some bytes are others."""
    if chance.randrange(3) == 0:
        return data[: chance.randrange(len(data))]
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)
