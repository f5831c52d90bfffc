"""Actions of the screens of the report."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import N_
from coder.tui.frame.command import Command
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import program, synthesising

PAGE: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Change what is in focus"), short=N_("edit")),
    Command("page_title", "rename", ("t", "alt+t"), N_("Give the chapter another title"), synthesising, N_("title")),
    Command("page_add", "add", ("a", "alt+a"), N_("Add a chapter before this one"), synthesising, N_("add")),
    Command(
        "page_out", "leave_out", ("d", "delete", "ctrl+d"), N_("Leave the chapter out"), synthesising, N_("leave out")
    ),
    Command("page_up", "shift(-1)", ("left_square_bracket", "alt+up"), N_("Move the chapter up"), synthesising),
    Command("page_down", "shift(1)", ("right_square_bracket", "alt+down"), N_("Move the chapter down"), synthesising),
    Command("page_undo", "undo", ("u", "ctrl+z"), N_("Undo"), synthesising, N_("undo")),
    Command("page_redo", "redo", ("r", "ctrl+y"), N_("Redo"), synthesising),
    Command("page_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)

EXPORT: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Write the report in this format into the folder exports"), short=N_("export")),
    Command("export_all", "write_all", ("a", "alt+a"), N_("Write it in all formats"), synthesising, N_("all")),
    Command("export_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)
