"""What a person fills in of a finding, a recommendation, a figure or a source of figures: its fields, as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, TypeAlias

from coder.errors import CoderError
from coder.i18n import _
from coder.model.codebook import Code, Derivation, Figure, Finding, Recommendation, Source
from coder.model.counting.codetree import ordered
from coder.model.project import Project
from coder.model.recommendation_plan import plan_labels

Entry: TypeAlias = Finding | Recommendation | Figure | Source
EntryKind = Literal["finding", "recommendation", "figure", "source"]
Values: TypeAlias = Mapping[str, str | tuple[str, ...]]
CLASSES: dict[EntryKind, type[Entry]] = {
    "finding": Finding,
    "recommendation": Recommendation,
    "figure": Figure,
    "source": Source,
}
YES = "yes"
_DERIVED = ("derived_of", "derived_times", "derived_round")
_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an entry: a line, a text of several lines, or what is chosen of `options`, one or several."""

    name: str
    label: str
    how: Literal["line", "text", "one", "several"] = "line"
    options: tuple[tuple[str, str], ...] = ()


def kind_of_entry(entry: Entry) -> EntryKind:
    """Return what an entry is."""
    return next(kind for kind, cls in CLASSES.items() if isinstance(entry, cls))


def fields_of(kind: EntryKind, project: Project, held: Values, *, new: bool) -> tuple[Field, ...]:
    """Return the fields of an entry; what is `held` can be chosen again even where it is used no more."""
    made = {"finding": _of_finding, "recommendation": _of_recommendation, "figure": _of_figure, "source": _of_source}
    own = made[kind](project, held)
    return (*own, Field("id", _("Id (may be empty)"))) if new else own


def _named(title: str, english: str) -> tuple[Field, Field]:
    return Field("name", title), Field("name_en", english)


def _stated() -> tuple[Field, ...]:
    return (
        Field("statement", _("Statement"), "text"),
        Field("statement_en", _("English statement"), "text"),
        Field("text", _("Text"), "text"),
        Field("text_en", _("English text"), "text"),
    )


def _of_finding(project: Project, held: Values) -> tuple[Field, ...]:
    codes = _codes(project.codes, {*held["supports"], *held["opposes"]})
    return (
        *_named(_("Title"), _("English title")),
        *_stated(),
        Field("supports", _("Codes for it"), "several", codes),
        Field("opposes", _("Codes against it"), "several", codes),
        Field("figures", _("Figures"), "several", _figures(project.figures)),
    )


def _of_recommendation(project: Project, _held: Values) -> tuple[Field, ...]:
    findings = tuple((f.id, f"{f.id} {f.title}") for f in project.findings)
    return (
        *_named(_("Title"), _("English title")),
        *_stated(),
        Field("findings", _("Rests on findings"), "several", findings),
        *_plan(),
    )


def _plan() -> tuple[Field, ...]:
    who, when, how = plan_labels()
    return (
        Field("responsible", who),
        Field("responsible_en", _("Responsible, in English")),
        Field("timing", when),
        Field("timing_en", _("By when, in English")),
        Field("measure", how),
        Field("measure_en", _("Measured by, in English")),
    )


def _of_figure(project: Project, held: Values) -> tuple[Field, ...]:
    others = tuple(f for f in project.figures if f.id != held.get("id"))
    return (
        *_named(_("Name"), _("English name")),
        Field("value", _("Value")),
        Field("value_en", _("English value")),
        Field("unit", _("Unit")),
        Field("unit_en", _("English unit")),
        Field("about", _("Approximate value"), "one", ((YES, _("yes, the source says “about”")),)),
        Field("source", _("Source"), "one", _sources(project.sources)),
        Field("place", _("Place in the source")),
        Field("place_en", _("English place in the source")),
        Field("note", _("Note"), "text"),
        Field("note_en", _("English note"), "text"),
        Field("codes", _("Cell of the matrix"), "several", _codes(project.codes, {*held["codes"]})),
        Field("derived_of", _("Derived from"), "one", _figures(others)),
        Field("derived_times", _("Factor")),
        Field("derived_round", _("Rounded to")),
    )


def _of_source(project: Project, held: Values) -> tuple[Field, ...]:
    others = tuple(s for s in project.sources if s.id != held.get("id"))
    return (
        *_named(_("Title"), _("English title")),
        Field("author", _("Author")),
        Field("author_en", _("English author")),
        Field("short", _("Author, in short")),
        Field("short_en", _("English, in short")),
        Field("year", _("Year")),
        Field("link", _("Link")),
        Field("cited_in", _("Cited in"), "one", _sources(others)),
        Field("base", _("Base: figures"), "several", _figures(project.figures)),
    )


def _codes(codes: Iterable[Code], held: set[str]) -> tuple[tuple[str, str], ...]:
    offered = (c for c in ordered(codes) if c.id in held or (c.level == "code" and not c.archived))
    return tuple((c.id, f"{c.title}  {c.id}") for c in offered)


def _figures(figures: Iterable[Figure]) -> tuple[tuple[str, str], ...]:
    return tuple((f.id, f"{f.title}  {f.text}") for f in figures)


def _sources(sources: Iterable[Source]) -> tuple[tuple[str, str], ...]:
    return tuple((s.id, f"{s.title}  {s.brief}") for s in sources)


def blank(kind: EntryKind) -> dict[str, str | tuple[str, ...]]:
    """Return the values of a new entry."""
    required: dict[str, Any] = {"finding": {"supports": ()}, "recommendation": {"findings": ()}}.get(kind, {})
    texts = {
        f.name: "" for f in fields(CLASSES[kind]) if f.name in {"id", "name", "statement", "value", "place", "author"}
    }
    return values_of(CLASSES[kind](**(texts | required)))


def values_of(entry: Entry) -> dict[str, str | tuple[str, ...]]:
    """Return an entry as it is filled in."""
    values: dict[str, str | tuple[str, ...]] = {}
    for field in fields(entry):
        value = getattr(entry, field.name)
        if field.name == "derived":
            told = (value.of, str(value.times), str(value.round)) if value else ("", "", "")
            values.update(zip(_DERIVED, told, strict=True))
        elif isinstance(value, bool):
            values[field.name] = YES if value else ""
        else:
            values[field.name] = value if isinstance(value, tuple) else "" if value is None else str(value)
    return values


def entry_of(kind: EntryKind, values: Values, old: Entry | None) -> Entry:
    """Return the entry that the values say; one that was left as it was stays so in the `old` one too."""
    before: Values = values_of(old) if old is not None else {}
    made: dict[str, Any] = {}
    for field in fields(CLASSES[kind]):
        parts = _DERIVED if field.name == "derived" else (field.name,)
        if old is not None and all(values[n] == before[n] for n in parts):
            made[field.name] = getattr(old, field.name)
        else:
            made[field.name] = _read(field.name, values)
    return CLASSES[kind](**made)


def _read(name: str, values: Values) -> Any:
    if name == "derived":
        return _derivation(values)
    written = values[name]
    if isinstance(written, tuple):
        return written
    text = written.strip()
    if name == "value":
        return _value(text)
    if name == "about":
        return text == YES
    if name == "year":
        return _year(text)
    return text


def _value(text: str) -> int | float | str:
    """Return a value as a number where it is written as one."""
    if _NUMBER.fullmatch(text):
        return int(text.replace(",", ""))
    return float(text) if re.fullmatch(r"[+-]?\d+\.\d+", text) else text


def _year(text: str) -> int | None:
    if text and not re.fullmatch(r"\d{4}", text):
        raise CoderError(_("{value} is not a year").format(value=text), _("write it as 2026"))
    return int(text) if text else None


def _derivation(values: Values) -> Derivation | None:
    of, times, rounded = (str(values[part]).strip() for part in _DERIVED)
    if not of:
        if times or rounded:
            raise CoderError(_("say which figure it is derived from"), _("or leave the factor empty"))
        return None
    for written, form in ((times, r"\d+(\.\d+)?"), (rounded, r"[1-9]\d*")):
        if written and not re.fullmatch(form, written):
            hint = _("write the factor as 0.25 and the rounding as 10")
            raise CoderError(_("{value} is not a number").format(value=written), hint)
    return Derivation(of=of, times=float(times or 1), round=int(rounded or 1))
