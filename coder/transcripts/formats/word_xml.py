"""Names in WordprocessingML without their name space, for strict documents have another one; and its styles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from coder.i18n import _

UNSAID: Mapping[str, Callable[[], str]] = {
    "vanish": lambda: _("hidden text"),
    "webHidden": lambda: _("hidden text"),
    "strike": lambda: _("struck-out text"),
    "dstrike": lambda: _("struck-out text"),
}
"""The marks of what nobody says, and what it is called."""


def name_of(element: Any) -> str:
    """Return an element's name; a comment or an instruction has none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """Return an element's attribute, or nothing; nothing also where there is no element."""
    if element is None:
        return ""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def is_off(mark: Any) -> bool:
    """Tell whether a mark says that its property does not hold."""
    return attribute(mark, "val") in {"0", "false", "off", "none"}


class Styles(NamedTuple):
    """What of a document's styles matters to a transcript, by their ids: headings, and the marks of what is unsaid."""

    headings: frozenset[str] = frozenset()
    unsaid: Mapping[str, Mapping[str, bool]] = {}


def styles_of(root: Any) -> Styles:
    """Return the styles that are headings or titles, and those that hide or strike out."""
    headings = set()
    own: dict[str, tuple[str, dict[str, bool]]] = {}
    for style in (element for element in root if name_of(element) == "style"):
        number = attribute(style, "styleId")
        name = next((attribute(part, "val").casefold() for part in style if name_of(part) == "name"), "")
        levels = (mark for part in style if name_of(part) == "pPr" for mark in part if name_of(mark) == "outlineLvl")
        outlined = any(attribute(mark, "val") != "9" for mark in levels)
        if outlined or name.startswith(("heading", "標題")) or name == "title":
            headings.add(number)
        marks = {name_of(mark): not is_off(mark) for part in style if name_of(part) == "rPr" for mark in part}
        based = next((attribute(part, "val") for part in style if name_of(part) == "basedOn"), "")
        own[number] = based, {mark: on for mark, on in marks.items() if mark in UNSAID}
    unsaid = {number: _inherited(number, own) for number in own}
    return Styles(frozenset(headings), {number: marks for number, marks in unsaid.items() if marks})


def _inherited(number: str, own: Mapping[str, tuple[str, dict[str, bool]]]) -> dict[str, bool]:
    """Return the marks of a style and of those that it is based on; a style may be damaged and based on itself."""
    found: dict[str, bool] = {}
    passed: set[str] = set()
    while number in own and number not in passed:
        passed.add(number)
        number, marks = own[number]
        found = {**marks, **found}
    return found
