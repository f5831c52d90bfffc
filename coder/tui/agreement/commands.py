"""Actions of the screens of agreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.i18n import N_, _
from coder.tui.frame.command import Command, alt_digit
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import comparing, program

_CODERS = 4


def _keeping() -> Iterator[Command]:
    """Yield the keys that keep one coder's, by digit."""
    for number in range(1, _CODERS + 1):
        keys = (str(number), *alt_digit(number))
        short = (N_("keep 1st")) if number == 1 else None
        yield Command(
            f"keep_{number}",
            f"keep({number})",
            keys,
            lambda number=number: _("Keep what coder {number} put").format(number=number),  # type: ignore[misc]
            comparing,
            short,
        )


ADJUDICATION: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open in the transcript"), short=N_("open")),
    *_keeping(),
    Command("case_both", "both", ("b", "f7"), N_("Keep both"), comparing, N_("both")),
    Command("case_neither", "neither", ("n", "ctrl+n"), N_("Keep neither"), comparing, N_("neither")),
    Command("case_borders", "borders", ("e", "alt+e"), N_("New borders"), comparing, N_("borders")),
    Command("case_code", "recode", ("c", "alt+c"), N_("Another code"), comparing, N_("code")),
    Command("case_reason", "reason", ("m", "f4"), N_("Reason for the decision"), comparing, N_("reason")),
    Command("case_agreed", "agreed", ("a", "alt+a"), N_("Settle what coders agree on"), comparing),
    Command(
        "case_close", "close", ("x", "alt+x"), N_("Close the adjudication of a transcript"), comparing, N_("close")
    ),
    Command("case_worst", "worst", ("w", "alt+w"), N_("Those first that differ most / in order"), comparing),
    Command("case_all", "decided", ("tab", "f6"), N_("Decided ones too / only what waits"), comparing),
    Command("case_undo", "undo", ("u", "ctrl+z"), N_("Undo"), comparing, N_("undo")),
    Command("case_redo", "redo", ("r", "ctrl+y"), N_("Redo"), comparing),
    Command("case_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)

AGREEMENT: tuple[Command, ...] = (
    replace(LIST[0], label=N_("The passages on which coders disagree"), short=N_("see passages")),
    Command("agreement_unit", "unit", ("tab", "f6"), N_("Next unit compared"), comparing, N_("unit")),
    Command("agreement_marks", "marks", ("v", "f5"), N_("With or without finished marks"), comparing),
    Command(
        "agreement_training", "training", ("t", "f7"), N_("Each coder and what was settled"), comparing, N_("training")
    ),
    Command("agreement_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)

TASKS: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open the transcript"), short=N_("open")),
    Command("tasks_everybody", "everybody", ("tab", "f6"), N_("One's own / everybody's"), comparing, N_("whose")),
    Command("tasks_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)

TRAINING: tuple[Command, ...] = (
    Command("training_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)
