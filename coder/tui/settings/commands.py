"""Actions of the screens of settings: the study's and one's own."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import N_
from coder.tui.frame.command import Command, Table
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import setting

_study = Table("study_setting", setting)
STUDY_SETTINGS: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Change what is in focus"), short=N_("edit")),
    _study(
        "reset",
        "backspace,delete,ctrl+x",
        N_("Reset to the default; an attribute takes its type from its values"),
        N_("default"),
    ),
    _study("english", "n,f6", N_("What an attribute and its values are called in English"), N_("English")),
    *_study.undoing(),
    _study.leaving(),
)

_settings = Table("settings", setting)
SETTINGS: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Change what is in focus"), short=N_("edit")),
    _settings("reset", "backspace,delete,ctrl+x", N_("Back to the default keys"), N_("default")),
    _settings.leaving(),
)
