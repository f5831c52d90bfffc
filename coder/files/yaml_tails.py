"""What stands between the entries of a YAML file: blank lines and comments, carried with the entry they precede.

ruamel.yaml hangs them on the last value of the entry before, where a moved or longer entry would tear them along.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

Levels = Mapping[str, "Levels"]


def lift(node: Any, levels: Levels) -> dict[int, str]:
    """Take the lines before each entry out of the document; return them by the identity of the entry."""
    leads: dict[int, str] = {}
    for name, below in levels.items():
        entries = node.get(name) or []
        # From outside in: what ends the last code of a theme stands before the next theme.
        for entry, following in pairwise(entries):
            leads[id(following)] = _take(entry) + _take_before(entries, following)
        if entries:
            leads[id(entries)] = _take(entries[-1])
        for entry in entries:
            leads |= lift(entry, below)
    return leads


def lay(node: Any, levels: Levels, leads: Mapping[int, str]) -> None:
    """Put the lines before each entry back, whatever comes before it now."""
    for name, below in levels.items():
        entries = node.get(name) or []
        if entries and "#" in leads.get(id(entries[0]), ""):
            _put_first(node, name, leads[id(entries[0])])
        for entry in entries:
            lay(entry, below, leads)
        for entry, following in pairwise(entries):
            _put(entry, leads.get(id(following), ""))
        if entries:
            _put(entries[-1], _tail(entries[-1]) + leads.get(id(entries), ""))


def _put_first(node: Any, name: str, lines: str) -> None:
    """Put the comments of an entry that is the first now below those that begin its list."""
    from ruamel.yaml.error import CommentMark
    from ruamel.yaml.tokens import CommentToken

    listed = node[name]
    comments = [line for line in lines.split("\n") if line.strip()]
    tokens = [CommentToken(f"{c.strip()}\n", CommentMark(len(c) - len(c.lstrip())), None) for c in comments]
    entry = node.ca.items.setdefault(name, [None] * 4)
    entry[3] = [*(entry[3] or []), *tokens]
    listed.ca.comment = [listed.ca.comment[0] if listed.ca.comment else None, entry[3]]


def _holder(node: Any) -> tuple[Any, Any, int, bool]:
    """Return where the last line of `node` keeps what follows it: comments, key, slot, whether it is block text."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString

    is_map = isinstance(node, CommentedMap)
    key = next(reversed(node)) if is_map else len(node) - 1
    value = node[key]
    if isinstance(value, CommentedMap | CommentedSeq) and value and not value.fa.flow_style():
        return _holder(value)
    return node.ca.items, key, 2 if is_map else 0, isinstance(value, LiteralScalarString | FoldedScalarString)


def _split(node: Any) -> tuple[Any, str, str]:
    """Return the comment that ends `node`, what of it stands on the node's own line, and the lines after."""
    items, key, slot, is_block = _holder(node)
    entry = items.get(key)
    token = entry[slot] if entry and len(entry) > slot else None
    if token is None:
        return None, "", ""
    if is_block:
        return token, "", token.value
    own, _newline, rest = token.value.partition("\n")
    return token, own, rest


def _tail(node: Any) -> str:
    return _split(node)[2]


def _take(node: Any) -> str:
    token, own, rest = _split(node)
    if token is not None:
        _store(node, own, "")
    return rest


def _take_before(entries: Any, entry: Any) -> str:
    """Take the lines that hang on the list itself: where the entry before ends with a list in brackets, all do."""
    at = next(i for i, one in enumerate(entries) if one is entry)
    held = entries.ca.items.get(at)
    if not held or not held[1]:
        return ""
    lines = "".join(" " * token.start_mark.column + token.value for token in held[1])
    held[1] = None
    return lines


def _put(node: Any, lines: str) -> None:
    _store(node, _split(node)[1], lines)


def _store(node: Any, own: str, lines: str) -> None:
    from ruamel.yaml.error import CommentMark
    from ruamel.yaml.tokens import CommentToken

    items, key, slot, is_block = _holder(node)
    entry = items.get(key) or [None] * 4
    text = lines if is_block else f"{own}\n{lines}" if own or lines else ""
    old = entry[slot]
    column = old.start_mark.column if own and old is not None else 0
    entry[slot] = CommentToken(text, CommentMark(column), None) if text else None
    if any(entry):
        items[key] = entry
    else:
        items.pop(key, None)
