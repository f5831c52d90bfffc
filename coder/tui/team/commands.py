"""The actions of the queue of what people changed apart."""

from __future__ import annotations

from collections.abc import Iterator

from coder.i18n import N_, _
from coder.tui.frame.command import Command, alt_digit
from coder.tui.frame.groups import comparing, program

_SIDES = 4


def _standing() -> Iterator[Command]:
    """Yield the keys that let a side stand, by digit."""
    for number in range(1, _SIDES + 1):
        yield Command(
            f"stand_{number}",
            f"stand({number})",
            (str(number), *alt_digit(number)),
            lambda number=number: _("Let side {number} stand").format(number=number),  # type: ignore[misc]
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
