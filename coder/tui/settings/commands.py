"""Actions of the screens of settings: the study's and one's own."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import N_
from coder.tui.frame.command import Command
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import program, setting

STUDY_SETTINGS: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Change what is in focus"), short=N_("edit")),
    Command(
        "study_setting_reset",
        "reset",
        ("backspace", "delete", "ctrl+x"),
        N_("Reset to the default; an attribute takes its type from its values"),
        setting,
        N_("default"),
    ),
    Command(
        "study_setting_english",
        "english",
        ("n", "f6"),
        N_("What an attribute and its values are called in English"),
        setting,
        N_("English"),
    ),
    Command("study_setting_undo", "undo", ("u", "ctrl+z"), N_("Undo"), setting, N_("undo")),
    Command("study_setting_redo", "redo", ("r", "ctrl+y"), N_("Redo"), setting),
    Command("study_setting_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)

SETTINGS: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Change what is in focus"), short=N_("edit")),
    Command(
        "settings_reset",
        "reset",
        ("backspace", "delete", "ctrl+x"),
        N_("Back to the default keys"),
        setting,
        N_("default"),
    ),
    Command("settings_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)
