"""The line of filters: each with its key as it is set, those in force first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from coder.i18n import _, labelled
from coder.language.fold import fold
from coder.model.project import Project
from coder.retrieval.attribute_choices import condition_choices, typed_choice, typed_example
from coder.tui.frame.asking.choice import NarrowScreen, Option
from coder.tui.frame.palette import Paints
from coder.tui.widgets.pane import Piece, Row


class Filter(NamedTuple):
    """A filter: the command that changes it, its name, and what it lets through, nothing where it is not in force."""

    command: str
    name: str
    value: str


def filter_bar(filters: Iterable[Filter], key: Callable[[str], str], paints: Paints, lead: str = " ") -> Row:
    """Return the filters in a row; `key` says by which key a command is reached."""
    pieces: list[Piece] = [(lead, paints.text)]
    for command, name, value in sorted(filters, key=lambda one: not one.value):
        pieces.append((key(command), paints.strong))
        pieces.append((f" {labelled(name, value)}  ", paints.warn) if value else (f" {name} ", paints.quiet))
    return tuple(pieces)


def narrowing(options: Sequence[Option]) -> Callable[[str], list[Option]]:
    """Return the function that finds the options in whose id or label every typed word stands."""
    folded = [fold(f"{label} {key}") for key, label, _color in options]

    def find(typed: str) -> list[Option]:
        words = fold(typed).split()
        return [o for o, text in zip(options, folded, strict=True) if all(word in text for word in words)]

    return find


def any_of(
    title: str, options: Sequence[Option], typed: Callable[[str], Option | None] = lambda _text: None
) -> NarrowScreen:
    """Return the question for a filter; its first option clears it. `typed` makes an option of what is typed."""
    find = narrowing([("", _("(any)"), ""), *options])

    def found(text: str) -> list[Option]:
        own = typed(text)
        return [*([own] if own else []), *(one for one in find(text) if own is None or one[0] != own[0])]

    return NarrowScreen(title, found)


def any_case(project: Project) -> NarrowScreen:
    """Return the question for the attribute that cases are to have: a value, a range, all but a value, or as typed."""

    def typed(text: str) -> Option | None:
        own = typed_choice(project, text)
        return (*own, "") if own else None

    title, example = _("Only in cases with"), typed_example(project)
    if example:
        title = _("Only in cases with (or type it: {example})").format(example=example)
    return any_of(title, [(key, label, "") for key, label in condition_choices(project)], typed)
