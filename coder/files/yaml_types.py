"""Convert a YAML document to the types of the codebook, and say line, field and remedy of what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coder.errors import InputError
from coder.files.yaml_nodes import Document, line_of, node_at, plain
from coder.i18n import _, listed
from coder.model.codebook import Attribute, Case

T = TypeVar("T")
_WRONG_TYPE = re.compile(r"Expected `(?P<wanted>.+?)`, got `(?P<found>.+?)`(?: - at (?P<where>.+))?$")
_MISSING = re.compile(r"missing required field `(?P<field>\w+)`(?: - at `\$\.?(?P<path>.*)`)?$")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Rule:
    """What the text of a field must look like."""

    pattern: str
    fault: str
    remedy: str

    def holds(self, value: str) -> bool:
        """Tell whether `value` follows the rule."""
        return re.search(self.pattern.replace("$", r"\Z"), value) is not None


class Place(NamedTuple):
    """A field of the document: the type it belongs to, its name, node and path."""

    owner: type
    field: str
    node: Node
    path: str


def rule_for(owner: type, field: str) -> Rule | None:
    """Return the rule for the text of a field, or for each text of a list."""
    if field == "id" and owner is Case:
        return Rule(r"^\S+$", _("has spaces or is empty"), _("Write an id without spaces."))
    if field == "id" and owner is Attribute:
        return Rule(r"\S", _("is empty"), _("Write something, or remove it."))
    if field == "id":
        remedy = _("Begin with a Latin letter or digit and go on with these, “_”, “.” or “-”.")
        return Rule("^[A-Za-z0-9][A-Za-z0-9_.-]*$", _("is not an id"), remedy)
    if field == "color":
        remedy = _('Write it as "#1F77B4", in quotes.')
        return Rule("^#[0-9A-Fa-f]{6}$", _("is not a colour"), remedy)
    hint = hints_of(owner)[field]
    if field in {"name", "title"} or get_origin(hint) is tuple:
        return Rule(r"\S", _("is empty"), _("Write something, or remove it."))
    return None


@cache
def hints_of(kind: type) -> dict[str, Any]:
    """Return the types of a dataclass's fields."""
    return get_type_hints(kind)


def convert(document: Document, kind: type[T]) -> T:
    """Return the document as a `kind`, or raise for the first thing that is wrong with it."""
    import msgspec

    value = plain(document)
    if not isinstance(document.root, MappingNode):
        message = _("the file must begin with a field such as “{field}:”").format(field=fields(kind)[0].name)  # type: ignore[arg-type]
        raise document.error(document.root, message, _("Copy one of the study's templates."))
    places = list(_places(document, kind, document.root, ""))
    try:
        result = msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError as error:
        raise _explained(document, str(error)) from None
    for place in places:
        _check_rule(document, place)
    return result


def _places(document: Document, kind: Any, node: Node, path: str) -> Iterator[Place]:
    """Yield every field below `node`; one that its type doesn't know is an error."""
    kind = next((inner for inner in get_args(kind) if is_dataclass(inner)), kind)
    if isinstance(node, SequenceNode):
        for at, item in enumerate(node.value):
            yield from _places(document, kind, item, f"{path}[{at}]")
    elif isinstance(node, MappingNode) and is_dataclass(kind) and isinstance(kind, type):
        hints = hints_of(kind)
        for key, value in node.value:
            if key.value not in hints:
                raise _unknown(document, key, list(hints), path)
            below = f"{path}.{key.value}".removeprefix(".")
            yield Place(kind, key.value, value, below)
            yield from _places(document, hints[key.value], value, below)


def _unknown(document: Document, key: Node, known: list[str], path: str) -> InputError:
    where = f"{path}.{key.value}".removeprefix(".")
    close = get_close_matches(str(key.value), known, n=1)
    if close:
        hint = _("Did you mean “{name}”?").format(name=close[0])
    else:
        hint = _("Known here are: {names}").format(names=listed(known))
    return document.error(key, _("{path}: unknown field").format(path=where), hint)


def _check_rule(document: Document, place: Place) -> None:
    rule = rule_for(place.owner, place.field)
    if rule is None:
        return
    nodes = place.node.value if isinstance(place.node, SequenceNode) else [place.node]
    for at, node in enumerate(nodes):
        if isinstance(node, ScalarNode) and _is_text(node) and not rule.holds(node.value):
            path = f"{place.path}[{at}]" if node is not place.node else place.path
            message = f"{path}: “{_short(node.value)}” {rule.fault}"
            raise document.error(node, message, rule.remedy)


def _is_text(node: ScalarNode) -> bool:
    return str(node.tag).endswith(":str")


def _explained(document: Document, reason: str) -> InputError:
    """Return msgspec's complaint with line and remedy."""
    if missing := _MISSING.search(reason):
        where = missing["path"] or ""
        path = f"{where}.{missing['field']}".removeprefix(".")
        hint = _("Add a line “{field}: …”.").format(field=missing["field"])
        return document.error(node_at(document.root, where), _("{path} is missing").format(path=path), hint)
    wrong = _WRONG_TYPE.search(reason)
    if wrong is None:
        return document.error(document.root, reason, _("Copy one of the study's templates."))
    return _wrong_type(document, wrong["wanted"], wrong["found"], wrong["where"] or "")


def _wrong_type(document: Document, wanted: str, found: str, where: str) -> InputError:
    path = where.strip("`").removeprefix("`key` in ").removeprefix("key` in `").removeprefix("$").removeprefix(".")
    node = node_at(document.root, path.replace("[...]", ""))
    if "key`" in where or "[...]" in path:
        node, path = _culprit(node, path, keys="key`" in where)
    field = re.sub(r"\[\d+\]$", "", path).rpartition(".")[2]
    written = _short(str(node.value)) if isinstance(node, ScalarNode) else "…"
    if wanted == "array":
        message = _("{path} is not a list").format(path=path)
        value = written if found == "str" else "a, b"
        return document.error(node, message, _("Write {field}: [{value}].").format(field=field, value=value))
    if "str" in wanted and found == "null":
        message = _("{path} is empty").format(path=path)
        return document.error(node, message, _("Write something after the colon, or remove the line."))
    if "str" in wanted and isinstance(node, ScalarNode):
        message = _("{path}: YAML reads {value} not as text but as a {kind}").format(
            path=path, value=written, kind=_kind(found)
        )
        return document.error(node, message, _('Put it in quotes: "{value}".').format(value=written))
    message = _("{path} is a {found}, where a {wanted} is expected").format(
        path=path or document.path.name, found=_kind(found), wanted=_kind(wanted)
    )
    return document.error(node, message, _remedy(wanted, node))


def _remedy(wanted: str, node: Node) -> str:
    """Return what to write where a value of another kind stands."""
    if wanted == "bool":
        return _("Write one of: {names}").format(names="true, false")
    if "str" in wanted and isinstance(node, SequenceNode) and node.flow_style:
        inside = ", ".join(str(item.value) for item in node.value if isinstance(item, ScalarNode))
        return _('Put it in quotes: "{value}".').format(value=_short(f"[{inside}]"))
    if "int" in wanted or "float" in wanted:
        return _("Write a number, or put the text in quotes.")
    return _("Copy one of the study's templates.")


def _culprit(node: Node, path: str, *, keys: bool) -> tuple[Node, str]:
    """Return the first key or value of a mapping that isn't text; msgspec doesn't say which it was."""
    pairs = node.value if isinstance(node, MappingNode) else ()
    for key, value in pairs:
        wrong = key if keys else value
        if not (isinstance(wrong, ScalarNode) and _is_text(wrong)):
            return wrong, path.replace("[...]", "") + f".{key.value}"
    return node, path


def _kind(name: str) -> str:
    names = {
        "int": _("number"), "float": _("number"), "bool": _("yes or no"), "str": _("text"), "date": _("date"),
        "datetime": _("date"), "object": _("mapping"), "array": _("list"), "null": _("nothing"),
    }  # fmt: skip
    return names.get(name, name)


def _short(value: str) -> str:
    value = " ".join(value.split())
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"


def refuse_repeated(document: Document, kinds: set[type], kind: type) -> None:
    """Refuse an id that two entries of `kinds` have, and name both lines."""
    lines: dict[str, int] = {}
    for place in _places(document, kind, document.root, ""):
        if place.field == "id" and place.owner in kinds:
            name = str(place.node.value)
            if name in lines:
                message = _("{path}: the id “{name}” appears twice, first in line {line}").format(
                    path=place.path, name=name, line=lines[name]
                )
                raise document.error(place.node, message, _("Give one of the two another id."))
            lines[name] = line_of(place.node)
