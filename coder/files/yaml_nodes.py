"""YAML as nodes that know their lines, and as plain values, read with limits on size, depth and aliases."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coder.errors import InputError, Problem
from coder.files.plain_text import read_decoded
from coder.i18n import _

_LARGEST = 5_000_000
_DEEPEST = 32
_MOST = 500_000
_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as its root node."""

    path: Path
    root: Node

    def error(self, node: Node, message: str, hint: str = "") -> InputError:
        """Return an error that stands at the line of `node`."""
        return InputError(Problem(self.path, line_of(node), message), hint)


def line_of(node: Node) -> int:
    """Return the line that the node begins on, counted from 1."""
    return int(node.start_mark.line) + 1


def load(path: Path) -> Document:
    """Return the nodes of the YAML file at `path`."""
    import yaml

    text = read_decoded(path, _LARGEST, _("Copy one of the study's templates."))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse_depth(path, yaml.parse(text, Loader=loader))
        root = yaml.compose(text, Loader=loader)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        message = _("it holds a character that YAML does not allow")
        raise InputError(Problem(path, line, message), _("Remove it; it may be invisible.")) from None
    except yaml.MarkedYAMLError as error:
        raise _syntax(path, error) from None
    if root is None:
        raise InputError(Problem(path, 0, _("the file holds nothing")), _("Copy one of the study's templates."))
    return Document(path, root)


def _syntax(path: Path, error: Any) -> InputError:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    message = _("this is not valid YAML: {reason}").format(reason=error.problem or error.context)
    hint = _("Check indentation (spaces, no tabs), the space after each colon, and quotes that are not closed.")
    return InputError(Problem(path, line, message), hint)


def _refuse_depth(path: Path, events: Iterator[Any]) -> None:
    """Refuse nesting that would overflow the C composer's stack."""
    from yaml.events import CollectionEndEvent, CollectionStartEvent

    depth = 0
    for event in events:
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEEPEST:
            message = _("the file is nested more than {count} levels deep").format(count=_DEEPEST)
            raise InputError(Problem(path, event.start_mark.line + 1, message), _("Is it the right file?"))


def plain(document: Document) -> Any:
    """Return the document as lists, dicts and scalars; a key that stands twice is an error."""
    return _Plain(document).value(document.root, 0)


class _Plain:
    """Turns nodes into values and counts them, for aliases can make many of few."""

    def __init__(self, document: Document) -> None:
        from yaml.constructor import SafeConstructor

        self.document = document
        self.constructor = SafeConstructor()
        self.count = 0

    def value(self, node: Node, depth: int) -> Any:
        self.count += 1
        if self.count > _MOST or depth > _DEEPEST:
            message = _("aliases (*) blow the file up beyond measure")
            raise self.document.error(node, message, _("Write the values out instead."))
        if isinstance(node, MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, SequenceNode):
            return [self.value(child, depth + 1) for child in node.value]
        return self._scalar(node)

    def _mapping(self, node: MappingNode, depth: int) -> dict[Any, Any]:
        lines: dict[Any, int] = {}
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                raise self.document.error(key_node, _("a list or mapping cannot be a field's name"))
            key = self._scalar(key_node)
            if key in lines:
                message = _("{field} appears twice, first in line {line}").format(field=key, line=lines[key])
                raise self.document.error(key_node, message, _("Keep one of the two."))
            lines[key] = line_of(key_node)
            found[key] = self.value(value_node, depth + 1)
        return found

    def _scalar(self, node: Node) -> Any:
        from yaml.constructor import ConstructorError

        try:
            value = self.constructor.construct_object(node)
        except (ConstructorError, ValueError):
            message = _("“{value}” cannot be read as a value").format(value=str(node.value)[:40])
            raise self.document.error(node, message, _('Put it in quotes: "…".')) from None
        if isinstance(value, float) and not math.isfinite(value):
            message = _("“{value}” is not a number").format(value=node.value)
            raise self.document.error(node, message, _("Write a number, or put the text in quotes."))
        return value


def node_at(root: Node, path: str) -> Node:
    """Return the node at a path such as `themes[0].codes[3]`, or the last one on the way that exists."""
    node = root
    for step in _STEP.finditer(path):
        inner = child(node, step[1]) if step[1] else _item(node, int(step[2]))
        if inner is None:
            return node
        node = inner
    return node


def child(node: Node, key: str) -> Node | None:
    """Return the value of `key` in a mapping."""
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _item(node: Node, at: int) -> Node | None:
    items = node.value if isinstance(node, SequenceNode) else ()
    return items[at] if at < len(items) else None
