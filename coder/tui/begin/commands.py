"""The actions of the screen for a person without a study."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import N_
from coder.tui.frame.command import Command
from coder.tui.frame.commands import LANGUAGE, LIST
from coder.tui.frame.groups import program

BEGIN: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Begin with what is in focus"), short=N_("begin")),
    replace(LANGUAGE, short=N_("中文")),
    Command("begin_quit", "app.quit", ("q", "escape", "f10"), N_("Quit"), program, N_("quit")),
)
