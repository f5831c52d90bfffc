"""Conditions on the attributes of cases: equal to a value, or by size where the attribute has an order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from operator import ge, gt, le, lt, ne

from coder.errors import CoderError, NotFoundError
from coder.i18n import _, listed
from coder.model.codebook import Attribute
from coder.model.project import Project
from coder.model.values.case_attribute import rank, read_value, type_name, type_of
from coder.model.values.value_names import attribute_title

Where = tuple[str, str]
"""An attribute and the value that it is to have, which may begin with a sign: `>=200`."""
_Test = Callable[[str], bool]

_SIGNS = {">=": ge, "<=": le, "!=": ne, ">": gt, "<": lt}
_AS_TYPED = {0xFF1D: "=", 0xFF1E: ">", 0xFF1C: "<"}  # signs of full width
_WIDE = {"≥": ">=", "≤": "<=", "≠": "!="}
_WRITTEN = re.compile(r"([^=<>!]+?)\s*(>=|<=|!=|>|<|=)\s*(.+)", re.DOTALL)
_COMPARED = re.compile(r"(>=|<=|!=|>|<)\s*(.+)", re.DOTALL)
_SHOWN = 12


def read_where(text: str) -> Where | None:
    """Return the condition that a person wrote, such as `size=large` or `employees>=200`; None where it is none."""
    plain = text.strip().translate(_AS_TYPED)
    for wide, sign in _WIDE.items():
        plain = plain.replace(wide, sign)
    found = _WRITTEN.fullmatch(plain)
    if found is None:
        return None
    name, sign, value = found.groups()
    return name, value if sign == "=" else sign + value


def where_text(where: Where) -> str:
    """Return a condition as it is written."""
    name, value = where
    return f"{name}{value}" if _COMPARED.fullmatch(value) else f"{name}={value}"


def cases_meant(project: Project, conditions: Sequence[Where]) -> frozenset[str]:
    """Return the ids of the cases that have one of the values that are asked for, and keep each limit.

    Raises `CoderError` for an attribute, a value or an order that there is not.
    """
    names = _names(project)
    equal: dict[str, list[_Test]] = {}
    limits: list[tuple[str, _Test]] = []
    for name, value in conditions:
        if (key := names.get(name)) is None:
            known = list(dict.fromkeys(names.values()))
            raise NotFoundError(_("no case has the attribute {name}").format(name=name), _there_are(name, known))
        attribute = type_of(key, project.cases, project.attribute_by_id)
        known = list(dict.fromkeys(case.attributes[key] for case in project.cases if key in case.attributes))
        compared = None if value in known else _COMPARED.fullmatch(value)
        if compared is None:
            equal.setdefault(key, []).append(_same(attribute, value, known))
        else:
            limits.append((key, _limit(attribute, *compared.groups())))

    return frozenset(
        case.id
        for case in project.cases
        if all(any(test(case.attributes.get(key, "")) for test in tests) for key, tests in equal.items())
        and all(test(case.attributes[key]) if case.attributes.get(key) else False for key, test in limits)
    )


def _names(project: Project) -> dict[str, str]:
    """Return the attributes of the cases, each under what it is called in either language and under its own name."""
    keys = sorted({name for case in project.cases for name in case.attributes})
    called: dict[str, str] = {}
    for key in keys:
        one = project.attribute_by_id.get(key, Attribute(id=key))
        called.update(dict.fromkeys(filter(None, (one.name, one.name_en, attribute_title(one))), key))
    return {**called, **dict(zip(keys, keys, strict=True))}


def _same(attribute: Attribute, value: str, known: Sequence[str]) -> _Test:
    """Return what tells whether a value is the one that is asked for: 1,200 is 1200, and 2024-03 lies in 2024."""
    try:
        wanted = read_value(attribute, value)
    except ValueError:
        wanted = value

    def test(text: str) -> bool:
        is_within = attribute.type == "date" and text.startswith(f"{wanted}-")
        is_named = bool({text, attribute.values_en.get(text)} & {value, wanted})
        return is_named or is_within or (bool(text) and rank(attribute, text) == rank(attribute, wanted))

    if not any(map(test, known)):
        message = _("no case has {attribute}={name}").format(attribute=attribute_title(attribute), name=value)
        raise NotFoundError(message, _there_are(value, known))
    return test


def _limit(attribute: Attribute, sign: str, value: str) -> _Test:
    """Return what tells whether a value keeps a limit; a day is of the month or year that the limit names."""
    if attribute.type == "text" and sign != "!=":
        raise CoderError(
            _("{name} has no order: it holds {type}").format(
                name=attribute_title(attribute), type=type_name(attribute.type)
            ),
            _("ask for a value with =, or give the attribute a type: coder case type"),
        )
    try:
        limit = read_value(attribute, value)
    except ValueError as error:
        message = _("{name}: {text} is not a {type}").format(
            name=attribute_title(attribute), text=value, type=type_name(attribute.type)
        )
        raise CoderError(message, str(error)) from None
    compare, end = _SIGNS[sign], rank(attribute, limit)

    def test(text: str) -> bool:
        found = rank(attribute, text)
        if found[0] != end[0]:  # a word where the others are numbers is neither more nor less
            return sign == "!="
        exact = min(len(found[2]), len(end[2]))  # a month and a year are compared as years
        return bool(compare((found[1], found[2][:exact]), (end[1], end[2][:exact])))

    return test


def _there_are(value: str, known: Sequence[str]) -> str:
    close = get_close_matches(value, known, n=_SHOWN, cutoff=0.4) if len(known) > _SHOWN else list(known)
    return _("there are: {names}").format(names=listed(close or list(known)[:_SHOWN]) or "—")
