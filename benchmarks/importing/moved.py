"""Packed documents whose elements are cut, doubled, moved, nested, renamed: whole XML that no program writes."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from lxml import etree

from benchmarks.importing.packed import packed

Step = tuple[str, int, int, str]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["cut", "double", "move", "rename", "attribute", "words", "nest"]),
        st.integers(0, 300),
        st.integers(0, 300),
        st.sampled_from(["", "-1", "0", "99999999999", "x", "\u202e", "true", "A1", "王小明：", "00:01:02"]),
    ),
    min_size=1,
    max_size=8,
)
_DEEPEST = 300


def moved(data: bytes, steps: Sequence[Step]) -> bytes:
    """Return a packed document after the steps; its largest part has them."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    largest = max(parts, key=lambda name: len(parts[name]) * ("Types" not in name))
    root = etree.fromstring(parts[largest], etree.XMLParser(recover=True))
    if root is None:
        return data
    for kind, at, to, odd in steps:
        elements = [e for e in root.iter() if isinstance(e.tag, str) and e is not root]
        if elements:
            _step(kind, elements[at % len(elements)], elements[to % len(elements)], odd)
    return packed({**parts, largest: etree.tostring(root, encoding="utf-8")})


def _step(kind: str, one: Any, other: Any, odd: str) -> None:
    if kind == "cut":
        one.getparent().remove(one)
    elif kind == "double":
        one.addnext(copy.deepcopy(one))
    elif kind == "move" and one not in other.iterancestors() and one is not other:
        other.append(one)
    elif kind == "rename":
        one.tag = other.tag
    elif kind == "attribute":
        for name in one.attrib or other.attrib:
            one.set(name, odd)
    elif kind == "words":
        one.text, one.tail = odd, odd * 3
    elif kind == "nest":
        for _ in range(_DEEPEST):
            one.append(inner := etree.Element(other.tag))
            one = inner
