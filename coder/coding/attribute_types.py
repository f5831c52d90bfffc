"""Acts on what the attributes of cases hold: texts, numbers, dates or choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from coder.errors import CoderError, ConflictError, NotFoundError
from coder.i18n import _, bracketed, labelled, listed
from coder.model.codebook import Attribute, AttributeType, Case
from coder.model.project import Project
from coder.model.values.case_attribute import rank, read_value, type_name, type_of
from coder.model.values.value_names import attribute_title
from coder.record.entry import Put
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.record.unseen import require_seen

_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeUse:
    """An attribute as it stands: its values in order, how many cases have one, and whether its type was decided."""

    attribute: Attribute
    decided: bool
    values: tuple[str, ...]
    cases: int


def attribute_uses(project: Project) -> tuple[AttributeUse, ...]:
    """Return the attributes that cases have or that were decided on, in the order in which cases name them."""
    declared = project.attribute_by_id
    names = dict.fromkeys([*(n for c in project.cases for n in c.attributes), *declared])
    return tuple(_use(project, name, type_of(name, project.cases, declared)) for name in names)


def _use(project: Project, name: str, attribute: Attribute) -> AttributeUse:
    having = [value for case in project.cases if (value := case.attributes.get(name))]
    values = sorted(set(having), key=lambda value: rank(attribute, value))
    decided = name in project.attribute_by_id
    return AttributeUse(attribute=attribute, decided=decided, values=tuple(values), cases=len(having))


def choice_line(use: AttributeUse) -> str:
    """Return an attribute's choices in one line; where none are decided its values, which may become them."""
    return ", ".join(use.attribute.choices or use.values)


def set_type(
    study: Study,
    name: str,
    kind: AttributeType,
    choices: Sequence[str] = (),
    read: AttributeUse | None = None,
    line: str | None = None,
) -> Outcome:
    """Decide what an attribute holds; each value that stands must fit, and is kept as such values are.

    `read` is the attribute as it was read, and `line` the choices that were read last.
    """
    choices = tuple(dict.fromkeys(choice.strip() for choice in choices if choice.strip()))
    name = name.strip()
    if not name:
        raise CoderError(_("an attribute needs a name"), _("type one"))
    if (kind == "choice") != bool(choices):
        raise CoderError(_("choices belong to an attribute that is a choice"), _("name each of them"))
    project = study.project()
    if read is not None:
        _require_read(study, project, kind, read, line)
    old = project.attribute_by_id.get(name)
    new = replace(old or Attribute(id=name), type=kind, choices=choices)
    if new == old:
        raise CoderError(_("it is set so already"))
    changed = _fitting(project.cases, new)
    act = study.record([Put("attribute", old, new), *(Put("case", *pair) for pair in changed)], "attribute")
    told = _("{name}: {type}").format(name=attribute_title(new), type=type_words(new))
    return Outcome(act, told)


def _require_read(study: Study, project: Project, kind: AttributeType, read: AttributeUse, line: str | None) -> None:
    """Refuse to write over a type or over choices that another window decided since they were read."""
    now = next((use for use in attribute_uses(project) if use.attribute.id == read.attribute.id), None)
    if now is None or now.attribute.type not in {read.attribute.type, kind}:
        held = type_words(now.attribute) if now else "—"
        raise ConflictError(
            _("{name} has another type now: {type}").format(name=attribute_title(read.attribute), type=held),
            _("look at it again, and decide then"),
        )
    require_seen(study, read.attribute.id, line, choice_line(now))


def type_words(attribute: Attribute) -> str:
    """Return what an attribute holds, with its choices."""
    named = type_name(attribute.type)
    return named + bracketed(listed(attribute.choices)) if attribute.choices else named


def _fitting(cases: Sequence[Case], attribute: Attribute) -> list[tuple[Case, Case]]:
    """Return the cases whose value is written otherwise from now on; refuse the type if some value fits it not."""
    changed, unfit, hint = [], [], ""
    for case in cases:
        text = case.attributes.get(attribute.id, "")
        try:
            kept = read_value(attribute, text)
        except ValueError as error:
            unfit.append(f"{case.id} {text}")
            hint = str(error)
            continue
        if kept != text:
            changed.append((case, replace(case, attributes={**case.attributes, attribute.id: kept})))
    if unfit:
        shown = listed([*unfit[:_SHOWN], *(["…"] if len(unfit) > _SHOWN else [])])
        message = _("{name} is no {type} in {count} cases: {cases}").format(
            name=attribute_title(attribute), type=type_name(attribute.type), count=len(unfit), cases=shown
        )
        raise ConflictError(message, hint)
    return changed


def forget_type(study: Study, name: str) -> Outcome:
    """Let an attribute be what its values are again."""
    old = study.project().attribute_by_id.get(name)
    if old is None:
        raise NotFoundError(_("nothing was decided on {name}").format(name=name), _("coder case attributes lists them"))
    act = study.record([Put("attribute", old, None)], "attribute")
    return Outcome(act, _("“{name}” takes its type from its values again").format(name=attribute_title(old)))


def label_attribute(
    study: Study,
    name: str,
    chinese: str | None = None,
    english: str | None = None,
    values_en: Mapping[str, str] | None = None,
    read: str | None = None,
) -> Outcome:
    """Say what an attribute is called to people, in either language, and what its values are in English.

    None leaves one, and empty takes it away. `read` is the one that was read before, where one alone is changed.
    """
    project = study.project()
    old = project.attribute_by_id.get(name)
    if old is None and not any(name in case.attributes for case in project.cases):
        raise NotFoundError(
            _("no case has the attribute {name}").format(name=name), _("coder case attributes lists them")
        )
    known = old or type_of(name, project.cases, project.attribute_by_id)
    given = {value.strip(): told.strip() for value, told in (values_en or {}).items()}
    _require_values(project, known, given)
    stood = [held for held, said in ((known.name, chinese), (known.name_en, english)) if said is not None]
    for stands in stood or [known.values_en.get(value, "") for value in given]:
        require_seen(study, name, read, stands)
    new = replace(
        known,
        name=known.name if chinese is None else chinese.strip(),
        name_en=known.name_en if english is None else english.strip(),
        values_en={value: told for value, told in {**known.values_en, **given}.items() if told},
    )
    if new == known:
        raise CoderError(_("it is set so already"))
    act = study.record([Put("attribute", old, new)], "attribute")
    if given and chinese is None and english is None:
        told = listed(labelled(value, new.values_en.get(value, "—")) for value in given)
        return Outcome(act, _("{name} in English: {values}").format(name=attribute_title(new), values=told))
    called = listed(filter(None, (new.name, new.name_en))) or attribute_title(new)
    return Outcome(act, _("“{old}” is called “{name}” now").format(old=name, name=called))


def _require_values(project: Project, attribute: Attribute, values: Iterable[str]) -> None:
    """Refuse to name a value in English that no case has and that is no choice."""
    use = _use(project, attribute.id, attribute)
    known = {*use.values, *attribute.choices, *attribute.values_en}
    for value in values:
        if value not in known:
            message = _("no case has {attribute}={name}").format(attribute=attribute_title(attribute), name=value)
            raise NotFoundError(message, _("there are: {names}").format(names=listed(use.values) or "—"))


def rename_attribute(study: Study, name: str, new: str) -> Outcome:
    """Give an attribute another name on every case; what was decided on it goes along."""
    project, new = study.project(), new.strip()
    old = project.attribute_by_id.get(name)
    having = [case for case in project.cases if name in case.attributes]
    if old is None and not having:
        raise NotFoundError(
            _("no case has the attribute {name}").format(name=name), _("coder case attributes lists them")
        )
    if not new:
        raise CoderError(_("an attribute needs a name"), _("type one"))
    if new in project.attribute_by_id or any(new in case.attributes for case in project.cases):
        raise ConflictError(_("there is an attribute {name} already").format(name=new), _("choose another name"))
    puts = [Put("case", case, replace(case, attributes=_renamed(case, name, new))) for case in having]
    if old is not None:
        puts += [Put("attribute", old, None), Put("attribute", None, replace(old, id=new))]
    act = study.record(puts, "attribute")
    return Outcome(act, _("“{old}” is called “{name}” now").format(old=name, name=new))


def _renamed(case: Case, name: str, new: str) -> dict[str, str]:
    return {new if key == name else key: value for key, value in case.attributes.items()}
