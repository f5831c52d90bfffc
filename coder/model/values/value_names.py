"""What the values of fields are called in the interface language; a value that is not known is called as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coder.i18n import _, labelled, pick

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coder.model.codebook import Attribute, Case


def origin_name(origin: str) -> str:
    """Return how a coding came to be."""
    names = {"manual": _("by hand"), "suggestion": _("suggestion"), "bulk": _("in bulk"), "import": _("imported")}
    return names.get(origin, origin)


def suggester_name(suggester: str) -> str:
    """Return who made a suggestion: of ours by what it goes, of another package its name; versions say nothing here."""
    name = suggester.partition("/")[0]
    return {"keywords": _("by keywords"), "combined": _("by codings and keywords")}.get(name, name)


def level_name(level: str) -> str:
    """Return on which level of the codebook a code stands."""
    return {"theme": _("theme"), "facet": _("facet"), "code": _("code")}.get(level, level)


def sign_word(state: str) -> str:
    """Return what is known of a change, in a word; nothing where the study holds no signature."""
    return {"signed": _("signed"), "unsigned": _("unsigned"), "wrong": _("wrongly signed")}.get(state, "")


def side_name(side: str) -> str:
    """Return on which side of a finding something stands; nothing where it takes none."""
    return {"for": _("for"), "against": _("against")}.get(side, "")


def role_name(role: str) -> str:
    """Return what a speaker's role is called."""
    names = {"interviewer": _("interviewer"), "respondent": _("respondent"), "other": _("other role")}
    return {**names, "none": _("no role")}.get(role, role)


def reason_name(why: str) -> str:
    """Return why a label counts as a speaker, or does not."""
    names = {
        "said": _("you decided so"),
        "file": _("the file says so"),
        "role": _("a role"),
        "repeats": _("repeats"),
        "form": _("has the form of the others"),
        "once": _("appears only once"),
        "clause": _("looks like the opening of a sentence"),
        "refused": _("you refused it"),
    }
    return names.get(why, why)


def ruling_name(ruling: str) -> str:
    """Return a decision in words."""
    names = {
        "agreed": _("agreed"),
        "keep": _("kept one coder's"),
        "both": _("kept both"),
        "borders": _("set new borders"),
        "recode": _("recoded"),
        "neither": _("kept neither"),
    }
    return names.get(ruling, ruling)


def difference_name(difference: str) -> str:
    """Return how coders differ, in words."""
    names = {
        "agreed": _("agreed"),
        "missed": _("one missed it"),
        "other-code": _("another code"),
        "borders": _("other borders"),
    }
    return names.get(difference, difference)


def attribute_name(name: str) -> str:
    """Return an attribute's name for people; those of the program's own templates are known."""
    known = {
        "kind": _("kind"),
        "size": _("size"),
        "employees": _("employees"),
        "field": _("field"),
        "role": _("position"),
    }
    return known.get(name, name)


def attribute_title(attribute: Attribute) -> str:
    """Return what an attribute is called: as the study decided, else by its name."""
    return pick(attribute.name, attribute.name_en) or attribute.name_en or attribute_name(attribute.id)


def value_title(attribute: Attribute | None, value: str) -> str:
    """Return what a value of an attribute is called in the interface language."""
    return pick(value, attribute.values_en.get(value, "")) if attribute else value


def case_facts(case: Case, declared: Mapping[str, Attribute]) -> list[str]:
    """Return the attributes of a case with their values as people read them."""
    return [
        labelled(attribute_title(declared[name]) if name in declared else attribute_name(name), value_title(one, value))
        for name, value in case.attributes.items()
        for one in [declared.get(name)]
    ]


def attribute_fact(name: str, value: str) -> str:
    """Return an attribute and its value as people read them."""
    return _("{label}: {text}").format(label=attribute_name(name), text=value)


def group_name(group: str) -> str:
    """Return a group of cases as a heading says it: the attribute by its name, where the group tells it."""
    name, colon, value = group.partition(": ")
    return attribute_fact(name, value) if colon else group
