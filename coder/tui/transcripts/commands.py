"""The actions of the speaker desk."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import _
from coder.tui.coding.commands import LIST
from coder.tui.frame.command import Command
from coder.tui.frame.groups import program, speaking

SPEAKERS: tuple[Command, ...] = (
    replace(LIST[0], label=lambda: _("Name; another's name makes the two one"), short=lambda: _("name")),
    Command("speaker_role", "role", ("o", "tab"), lambda: _("The next role"), speaking, lambda: _("role")),
    Command(
        "speaker_refuse",
        "refuse",
        ("x", "ctrl+x"),
        lambda: _("No speaker, or one after all"),
        speaking,
        lambda: _("no speaker"),
    ),
    Command("speaker_take", "take", ("t", "alt+t"), lambda: _("Take the file in"), speaking, lambda: _("take in")),
    Command("speaker_undo", "undo", ("u", "ctrl+z"), lambda: _("Undo"), speaking, lambda: _("undo")),
    Command("speaker_redo", "redo", ("r", "ctrl+y"), lambda: _("Redo"), speaking),
    Command("speaker_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), program, lambda: _("back")),
)
