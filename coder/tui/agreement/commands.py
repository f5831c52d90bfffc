"""Actions of the screens of agreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.i18n import _
from coder.tui.coding.commands import LIST
from coder.tui.frame.command import Command, alt_digit
from coder.tui.frame.groups import comparing, program

_CODERS = 4


def _keeping() -> Iterator[Command]:
    """Yield the keys that keep one coder's, by digit."""
    for number in range(1, _CODERS + 1):
        keys = (str(number), *alt_digit(number))
        short = (lambda: _("keep 1st")) if number == 1 else None
        yield Command(
            f"keep_{number}",
            f"keep({number})",
            keys,
            lambda number=number: _("Keep what coder {number} put").format(number=number),  # type: ignore[misc]
            comparing,
            short,
        )


ADJUDICATION: tuple[Command, ...] = (
    replace(LIST[0], label=lambda: _("Open in the transcript"), short=lambda: _("open")),
    *_keeping(),
    Command("case_both", "both", ("b", "f7"), lambda: _("Keep both"), comparing, lambda: _("both")),
    Command("case_neither", "neither", ("n", "ctrl+n"), lambda: _("Keep neither"), comparing, lambda: _("neither")),
    Command("case_borders", "borders", ("e", "alt+e"), lambda: _("New borders"), comparing, lambda: _("borders")),
    Command("case_code", "recode", ("c", "alt+c"), lambda: _("Another code"), comparing, lambda: _("code")),
    Command("case_reason", "reason", ("m", "f4"), lambda: _("Reason for the decision"), comparing, lambda: _("reason")),
    Command("case_agreed", "agreed", ("a", "alt+a"), lambda: _("Settle what coders agree on"), comparing),
    Command("case_worst", "worst", ("w", "alt+w"), lambda: _("Those first that differ most / in order"), comparing),
    Command("case_all", "decided", ("tab", "f6"), lambda: _("Decided ones too / only what waits"), comparing),
    Command("case_undo", "undo", ("u", "ctrl+z"), lambda: _("Undo"), comparing, lambda: _("undo")),
    Command("case_redo", "redo", ("r", "ctrl+y"), lambda: _("Redo"), comparing),
    Command("case_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), program, lambda: _("back")),
)

AGREEMENT: tuple[Command, ...] = (
    replace(LIST[0], label=lambda: _("The passages on which coders disagree"), short=lambda: _("passages")),
    Command("agreement_unit", "unit", ("tab", "f6"), lambda: _("Next unit compared"), comparing, lambda: _("unit")),
    Command("agreement_marks", "marks", ("v", "f5"), lambda: _("With or without finished marks"), comparing),
    Command("agreement_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), program, lambda: _("back")),
)
