"""Actions of every screen, and of every list."""

from __future__ import annotations

from coder.i18n import N_
from coder.tui.frame.command import Command
from coder.tui.frame.groups import moving, program

LANGUAGE = Command("language", "toggle_language", ("ctrl+l",), N_("Chinese / English"), program)
EVERYWHERE: tuple[Command, ...] = (
    Command("help", "help", ("question_mark", "f1"), N_("Help: all keys"), program, N_("help")),
    Command("go_to", "app.go_to", ("g", "alt+g"), N_("Go to another place"), program, N_("go to")),
    Command("palette", "command_palette", ("ctrl+p",), N_("All commands"), program, N_("commands")),
    LANGUAGE,
    Command("theme", "next_theme", ("ctrl+t",), N_("Dark / light / high contrast"), program),
    Command("quit", "quit", ("ctrl+q",), N_("Quit"), program),
)


LIST: tuple[Command, ...] = (
    Command("list_open", "open", ("enter",), N_("Open what is in focus"), moving, N_("open")),
    Command("list_up", "move(-1)", ("up", "k"), N_("Up"), moving),
    Command("list_down", "move(1)", ("down", "j"), N_("Down"), moving),
    Command("list_page_up", "page(-1)", ("pageup",), N_("Page up"), moving),
    Command("list_page_down", "page(1)", ("pagedown",), N_("Page down"), moving),
    Command("list_first", "edge(-1)", ("home",), N_("First"), moving),
    Command("list_last", "edge(1)", ("end",), N_("Last"), moving),
)
