"""What an attribute of cases holds: texts, numbers, dates or choices; read, checked and put in order by that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from coder.errors import CoderError
from coder.i18n import _, listed
from coder.model.codebook import Attribute, Case
from coder.model.project import Project
from coder.model.values.value_names import attribute_title
from coder.model.values.written_values import date_in, number_in

Rank = tuple[int, float, str]
NONE_DECLARED: Mapping[str, Attribute] = MappingProxyType({})


def type_name(name: str) -> str:
    """Return a type's name for people."""
    return {"text": _("free text"), "number": _("number"), "date": _("date"), "choice": _("choice")}.get(name, name)


def read_value(attribute: Attribute | None, text: str) -> str:
    """Return a value as it is kept; `ValueError` says what may be written, where it does not fit.

    A number loses the commas between thousands. A date is kept as 2024, 2024-03 or 2024-03-05, whichever was written.
    """
    text = text.strip()
    if attribute is None or not text:
        return text
    if attribute.type == "number":
        if (number := number_in(text)) is None:
            raise ValueError(_("write a number, such as 45 or 1200.5"))
        return number
    if attribute.type == "date":
        if (date := date_in(text)) is None:
            raise ValueError(_("write a date, such as 2024-03-05, 2024-03 or 2024"))
        return date
    if attribute.type == "choice" and text not in attribute.choices:
        raise ValueError(_("there are: {names}").format(names=listed(attribute.choices) or "—"))
    return text


def typed(attribute: str, values: Iterable[str], declared: Mapping[str, Attribute]) -> Attribute:
    """Return what an attribute is: what was decided, or what all its values are: numbers, dates, else texts."""
    if attribute in declared:
        return declared[attribute]
    present = [value for value in values if value]
    if present and all(number_in(value) is not None for value in present):
        return Attribute(id=attribute, type="number")
    if present and all(date_in(value) is not None for value in present):
        return Attribute(id=attribute, type="date")
    return Attribute(id=attribute)


def type_of(attribute: str, cases: Iterable[Case], declared: Mapping[str, Attribute]) -> Attribute:
    """Return what an attribute of these cases is."""
    return typed(attribute, (case.attributes.get(attribute, "") for case in cases), declared)


def rank(attribute: Attribute, value: str) -> Rank:
    """Return where a value stands: numbers and dates by size, choices as given; then others, then none."""
    if not value:
        return 3, 0.0, ""
    if attribute.type == "number" and (number := number_in(value)) is not None:
        return 0, float(number), ""
    if attribute.type == "date" and (date := date_in(value)) is not None:
        return 0, 0.0, date
    if attribute.type == "choice" and value in attribute.choices:
        return 0, float(attribute.choices.index(value)), ""
    return 1, 0.0, value


def sorted_by(cases: Iterable[Case], attribute: Attribute, *, downwards: bool = False) -> list[Case]:
    """Return the cases by an attribute, else as they stood; those without a value come last either way."""
    cases = list(cases)
    having = [case for case in cases if case.attributes.get(attribute.id)]
    having.sort(key=lambda case: rank(attribute, case.attributes[attribute.id]), reverse=downwards)
    return having + [case for case in cases if not case.attributes.get(attribute.id)]


def as_kept(project: Project, cases: Iterable[Case], attributes: Iterable[Attribute]) -> list[Case]:
    """Return cases of a file with their values as the study keeps them; refuse what fits no type that it decided."""
    declared = {**project.attribute_by_id, **{attribute.id: attribute for attribute in attributes}}
    return [
        replace(case, attributes={name: kept_value(declared.get(name), v, case) for name, v in case.attributes.items()})
        for case in cases
    ]


def kept_value(attribute: Attribute | None, text: str, case: Case) -> str:
    """Return a value of a case as it is kept; raise `CoderError` where it does not fit its attribute."""
    try:
        return read_value(attribute, text)
    except ValueError as error:
        name, kind = (attribute_title(attribute), type_name(attribute.type)) if attribute else ("", "")
        message = _("case {case}, {name}: {text} is not a {type}").format(case=case.id, name=name, text=text, type=kind)
        raise CoderError(message, str(error)) from None
