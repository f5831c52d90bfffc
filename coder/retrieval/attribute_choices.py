"""What a filter offers of the attributes of cases: values, ranges by type, all but a value, and what is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coder.errors import CoderError
from coder.i18n import _
from coder.model.case_condition import Where, cases_meant, read_where, where_text
from coder.model.codebook import Attribute
from coder.model.counting.case_groups import groups_of
from coder.model.project import Project
from coder.model.values.case_attribute import rank, type_of
from coder.model.values.value_names import attribute_title, value_title
from coder.retrieval.query_words import attributes

Choice = tuple[str, str]
"""A key, which holds the conditions, and what people read."""

_APART = "\x1f"
_MOST = 12
_BETWEEN = re.compile(r"\s*[;\uff1b]\s*")


def typed_example(project: Project) -> str:
    """Return how a range of a number or date of this study is typed; empty where it has none."""
    for name, values in sorted(attributes(project).items()):
        attribute = type_of(name, project.cases, project.attribute_by_id)
        present = [value for value in values if rank(attribute, value)[0] == 0]
        if attribute.type in {"number", "date"} and len(present) > 1:
            called = attribute_title(attribute)
            return f"{called}>={present[0]}; {called}<{present[-1]}"
    return ""


def condition_choices(project: Project) -> list[Choice]:
    """Return the conditions to choose from: equal to each value, in a range, at least and at most, not.

    Numbers, dates and choices in their order have ranges; of many values some limits stand for the others.
    """
    held = sorted(attributes(project).items())
    typed = {name: type_of(name, project.cases, project.attribute_by_id) for name, _values in held}
    found = [
        (key_of([(name, value)]), _told(typed[name], value)) for name, values in held for value in filter(None, values)
    ]
    for name, values in held:
        if typed[name].type != "text":
            present = [value for value in values if rank(typed[name], value)[0] == 0]
            found += [*_bins(project, typed[name], present), *_limits(typed[name], present)]
    for name, values in held:
        found += [_choice(typed[name], "!=", value) for value in filter(None, values)]
    return found


def _told(attribute: Attribute, value: str) -> str:
    return _("{label}: {text}").format(label=attribute_title(attribute), text=value_title(attribute, value))


def _choice(attribute: Attribute, sign: str, value: str) -> Choice:
    signs = {">=": "≥", "<=": "≤", "!=": "≠"}
    called = f"{attribute_title(attribute)} {signs[sign]} {value_title(attribute, value)}"
    return key_of([(attribute.id, f"{sign}{value}")]), called


def _limits(attribute: Attribute, values: Sequence[str]) -> Iterator[Choice]:
    """Yield at least and at most for values in their order; the least and the greatest leave nothing out."""
    step = max(1, -(-len(values) // _MOST))
    for value in values[1::step]:
        yield _choice(attribute, ">=", value)
    for value in values[:-1:step]:
        yield _choice(attribute, "<=", value)


def _bins(project: Project, attribute: Attribute, values: Sequence[str]) -> Iterator[Choice]:
    """Yield the groups that tables part numbers and dates into, each by its least and its greatest value."""
    if attribute.type == "choice":
        return
    for group in groups_of(project.cases, attribute.id, project.attribute_by_id):
        inside = {case.attributes.get(attribute.id, "") for case in project.cases if case.id in group.cases}
        held = [value for value in values if value in inside]
        if len(held) > 1:
            where = [(attribute.id, f">={held[0]}"), (attribute.id, f"<={held[-1]}")]
            yield key_of(where), _told(attribute, group.name)


def key_of(conditions: Sequence[Where]) -> str:
    """Return the key of conditions that hold together."""
    return _APART.join(part for condition in conditions for part in condition)


def conditions_of(key: str) -> tuple[Where, ...]:
    """Return the conditions of a key; none of an empty one."""
    parts = key.split(_APART) if key else []
    return tuple(zip(parts[::2], parts[1::2], strict=True))


def typed_choice(project: Project, text: str) -> Choice | None:
    """Return the choice that a person typed, such as `size>=200` or `size>=50; size<200`; None where it is none."""
    conditions = [read_where(part) for part in filter(None, _BETWEEN.split(text.strip()))]
    read = [one for one in conditions if one is not None]
    if not read or len(read) < len(conditions):
        return None
    try:
        cases_meant(project, read)
    except CoderError:
        return None
    return key_of(read), "; ".join(map(where_text, read))
