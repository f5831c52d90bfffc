"""The keys of the filters of a screen that counts."""

from __future__ import annotations

from collections.abc import Callable

from coder.i18n import N_
from coder.tui.frame.command import Command


def filter_commands(screen: str, group: Callable[[], str]) -> tuple[Command, ...]:
    """Return the commands that narrow down what a screen counts; their ids begin with the screen's name."""
    return (
        Command(f"{screen}_case_filter", "filter('case')", ("K", "f5"), N_("Only in a case"), group),
        Command(f"{screen}_attribute_filter", "filter('where')", ("A", "f8"), N_("Cases with an attribute"), group),
        Command(f"{screen}_voice_filter", "filter('voice')", ("R", "f9"), N_("Words of one role or speaker"), group),
        Command(f"{screen}_no_filters", "clear_filters", ("X", "alt+x"), N_("No filters"), group),
    )
