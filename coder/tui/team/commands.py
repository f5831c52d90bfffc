"""The actions of bringing copies together, and of the queue of what people changed apart."""

from __future__ import annotations

from collections.abc import Iterator

from coder.i18n import N_, _
from coder.tui.frame.command import Command, alt_digit
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import comparing, program

_SIDES = 4


def _standing() -> Iterator[Command]:
    """Yield the keys that let a side stand, by digit."""
    for number in range(1, _SIDES + 1):
        yield Command(
            f"stand_{number}",
            f"stand({number})",
            (str(number), *alt_digit(number)),
            lambda number=number: _("Keep side {number}").format(number=number),  # type: ignore[misc]
            comparing,
            (N_("1st stands")) if number == 1 else (N_("2nd stands")) if number == 2 else None,  # noqa: PLR2004
        )


CONFLICTS: tuple[Command, ...] = (
    *_standing(),
    Command("conflict_skip", "skip", ("s", "f9"), N_("Leave it for later"), comparing, N_("later")),
    Command("conflict_undo", "undo", ("u", "ctrl+z"), N_("Undo"), comparing, N_("undo")),
    Command("conflict_redo", "redo", ("r", "ctrl+y"), N_("Redo"), comparing),
    Command("conflict_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)

COPIES: tuple[Command, ...] = (
    LIST[0],
    Command(
        "copies_type",
        "type",
        ("p", "alt+p"),
        N_("Type the path of a copy or of a file of changes"),
        comparing,
        N_("type a path"),
    ),
    Command("copies_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)

MERGE: tuple[Command, ...] = (
    Command("merge_take", "take", ("t", "alt+t"), N_("Merge what the copy holds"), comparing, N_("bring in")),
    Command("pair_one", "answer(1)", ("1", *alt_digit(1)), N_("They are one in both studies"), comparing, N_("one")),
    Command("pair_two", "answer(2)", ("2", *alt_digit(2)), N_("They are two"), comparing, N_("two")),
    Command("pair_skip", "skip", ("s", "f9"), N_("Leave it for later"), comparing, N_("later")),
    Command("pair_undo", "undo", ("u", "ctrl+z"), N_("Take the last answer back"), comparing, N_("undo")),
    Command("pair_name", "name", ("n", "alt+n"), N_("Name two that are the same, though nothing shows it"), comparing),
    Command("merge_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)
