"""Writing the study's YAML files back: only what differs is touched; comments, order and quoting stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from coder.files.atomic import atomic_text
from coder.files.yaml_tails import Levels, lay, lift

# Codes stand below codes, as deep as a codebook goes.
_CODES: dict[str, Levels] = {}
_CODES["codes"] = _CODES
CODEBOOK: Levels = {"themes": _CODES, "facets": _CODES}
FINDINGS: Levels = {"findings": {}, "recommendations": {}}
FIGURES: Levels = {"sources": {}, "figures": {}}


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a file: its value and the colour that it has where it names none."""

    value: Any
    color: str | None


def rewritten(text: str, old: Any, new: Any, levels: Levels, schema: str) -> str:
    """Return a YAML text brought from `old`, what it says, to `new`; an empty text becomes a new file."""
    yaml = _round_trip(text)
    root = yaml.load(text) if text.strip() else _new_file(schema)
    leads = lift(root, levels)
    nodes = {str(node["id"]): node for node in _nodes(root, levels)}
    known = {entry.value.id: entry for entry in _entries(old, levels)} if old is not None else {}
    _write(root, _Entry(old, None) if old is not None else None, _Entry(new, None), levels)
    _arrange(root, _Entry(new, None), levels, nodes, known, leads)
    lay(root, levels, leads)
    out = StringIO()
    yaml.dump(root, out)
    return out.getvalue()


def write_text(path: Path, text: str) -> None:
    """Write a file whole, or leave what was there."""
    with atomic_text(path) as file:
        file.write(text)


def _round_trip(text: str) -> Any:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    flush = re.search(r"^(\w+):[^\n]*\n(?:\s*(?:#[^\n]*)?\n)*- ", text, re.MULTILINE)
    yaml.indent(mapping=2, sequence=2 if flush else 4, offset=0 if flush else 2)
    return yaml


def _new_file(schema: str) -> Any:
    from ruamel.yaml.comments import CommentedMap

    root = CommentedMap()
    root.yaml_set_start_comment(f"yaml-language-server: $schema=schema/{schema}")
    return root


def _nodes(node: Any, levels: Levels) -> Iterator[Any]:
    for name, below in levels.items():
        for entry in node.get(name) or []:
            yield entry
            yield from _nodes(entry, below)


def _entries(value: Any, levels: Levels, color: str | None = None) -> Iterator[_Entry]:
    for name, below in levels.items():
        for entry in getattr(value, name):
            yield _Entry(entry, color)
            yield from _entries(entry, below, getattr(entry, "color", None) or color)


def _arrange(
    node: Any, over: _Entry, levels: Levels, nodes: dict[str, Any], known: dict[str, _Entry], leads: dict[int, str]
) -> None:
    """Bring the lists below `node` to the entries below `over`, each on its own node where it has one."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    for name, below in levels.items():
        wanted = getattr(over.value, name)
        if not wanted and not node.get(name):
            continue
        listed = node.get(name)
        if listed is None:
            listed = CommentedSeq()
            node[name] = listed
        # Themes stand apart, unless those of the file don't; codes never do.
        grouped = bool(below) and levels is not below
        if grouped and len(listed) > 1 and not any(_is_apart(leads, entry) for entry in listed[1:]):
            grouped = False
        apart = "\n" if grouped else ""
        made = []
        for entry in wanted:
            target = nodes.get(entry.id)
            if target is None:
                target = nodes[entry.id] = CommentedMap()
                leads[id(target)] = apart
            color = getattr(over.value, "color", None) or over.color
            _write(target, known.get(entry.id), _Entry(entry, color), below)
            _arrange(target, _Entry(entry, color), below, nodes, known, leads)
            made.append(target)
        if not made and any(f.name == name and f.default == () for f in fields(over.value)):
            _drop(node, name, leads)
        elif [id(entry) for entry in listed] != [id(entry) for entry in made]:
            del listed[:]
            listed.extend(made)


def _drop(node: Any, name: str, leads: dict[int, str]) -> None:
    """Take a list that has become empty out of its node; the comment that began it goes with its first entry."""
    if node[name]:
        comments = (node.ca.items.get(name) or [None] * 4)[3] or []
        lines = "".join(" " * token.start_mark.column + token.value for token in comments)
        first = id(node[name][0])
        leads[first] = lines + leads.get(first, "")
    del node[name]
    node.ca.items.pop(name, None)


def _is_apart(leads: dict[int, str], node: Any) -> bool:
    return leads.get(id(node), "").startswith("\n")


def _write(node: Any, old: _Entry | None, new: _Entry, levels: Levels) -> None:
    """Write the fields of an entry that differ from what its node says."""
    names = [f.name for f in fields(new.value)]
    for at, field in enumerate(fields(new.value)):
        name = field.name
        if name in levels:
            continue
        wanted = getattr(new.value, name)
        have = getattr(old.value, name) if old else None if field.default is MISSING else field.default
        if name == "color" and wanted is None:
            # The colour of the theme: said already, unless the entry named another one or stood in another theme.
            if have in {None, new.color}:
                continue
            wanted = new.color
        if have == wanted and (name in node or old is not None or field.default is not MISSING):
            continue
        if name in node and wanted is None:
            node.pop(name)
            node.ca.items.pop(name, None)
        elif name in node:
            node[name] = _plain(wanted, node[name])
        else:
            before = [n for n in names[:at] if n in node]
            node.insert(list(node).index(before[-1]) + 1 if before else 0, name, _plain(wanted))


def _plain(value: Any, old: Any = None) -> Any:
    """Return a value as a node that reads back as it is, in the manner of the one that it replaces."""
    from ruamel.yaml.comments import CommentedSeq

    if isinstance(value, str):
        return _scalar(value, old)
    if is_dataclass(value):
        return _mapping(value)
    if not isinstance(value, tuple):
        return value
    if any(is_dataclass(item) for item in value):
        return CommentedSeq([_mapping(item) for item in value])
    same = {str(item): item for item in old} if isinstance(old, CommentedSeq) else {}
    listed = CommentedSeq([same.get(item, _scalar(item)) for item in value])
    if not (isinstance(old, CommentedSeq) and old and not old.fa.flow_style()):
        listed.fa.set_flow_style()
        return listed
    place = {str(item): i for i, item in enumerate(old)}
    for i, item in enumerate(value):
        if (comment := old.ca.items.get(place.get(item))) is not None:
            listed.ca.items[i] = comment
    return listed


def _mapping(value: Any) -> Any:
    """Return what a value says beyond what it says by default, as a new entry of a list."""
    from ruamel.yaml.comments import CommentedMap

    told = {field.name: getattr(value, field.name) for field in fields(value)}
    first = next(iter(told))
    return CommentedMap(
        {
            field.name: _plain(told[field.name])
            for field in fields(value)
            if field.name == first or told[field.name] != field.default
        }
    )


def _scalar(text: str, old: Any = None) -> Any:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, SingleQuotedScalarString

    if "\n" in text:
        return LiteralScalarString(text) if _is_tidy(text.split("\n")) else DoubleQuotedScalarString(text)
    if isinstance(old, SingleQuotedScalarString):
        return SingleQuotedScalarString(text)
    if isinstance(old, DoubleQuotedScalarString) or not _reads_as_text(text):
        return DoubleQuotedScalarString(text)
    return text


def _is_tidy(lines: list[str]) -> bool:
    return (
        bool(lines[0].strip())
        and bool(lines[-1].strip())
        and all(line == line.strip() and (line.isprintable()) for line in lines)
    )


def _reads_as_text(text: str) -> bool:
    """Tell whether a reader of YAML 1.1 takes the bare text for a text: not 12, yes, null or a date."""
    from yaml import SafeLoader
    from yaml.resolver import BaseResolver

    first = SafeLoader.yaml_implicit_resolvers.get(text[:1], [])
    return (
        text == text.strip()
        and text.isprintable()
        and bool(text)
        and not any(pattern.match(text) for tag, pattern in first if tag != BaseResolver.DEFAULT_SCALAR_TAG)
    )
