"""Actions of the screen of names."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import N_
from coder.tui.frame.command import Command
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import hiding, program

NAMES: tuple[Command, ...] = (
    replace(
        LIST[0],
        label=N_("Open the leak's place, or change what is printed for a name"),
        short=N_("open"),
    ),
    Command("names_alias", "alias", ("a", "alt+a"), N_("What is printed in its place"), hiding, N_("alias")),
    Command("names_redact", "redact", ("x", "ctrl+x"), N_("Redact it"), hiding, N_("redact")),
    Command("names_seen", "seen", ("s", "alt+v"), N_("It is no leak"), hiding, N_("no leak")),
    Command("names_new", "new", ("n", "ctrl+n"), N_("Another name to replace"), hiding, N_("new name")),
    Command("names_drop", "drop", ("d", "delete", "ctrl+d"), N_("Print the name as it is again"), hiding, N_("drop")),
    Command("names_undo", "undo", ("u", "ctrl+z"), N_("Undo"), hiding, N_("undo")),
    Command("names_redo", "redo", ("r", "ctrl+y"), N_("Redo"), hiding),
    Command("names_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)
