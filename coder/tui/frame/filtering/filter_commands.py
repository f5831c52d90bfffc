"""The keys of the filters of a screen that counts."""

from __future__ import annotations

from coder.i18n import N_
from coder.tui.frame.command import Command, Table


def filter_commands(screen: Table) -> tuple[Command, ...]:
    """Return the commands that narrow down what a screen counts."""
    return (
        screen("case_filter", "K,f5", N_("Only in a case"), action="filter('case')"),
        screen("attribute_filter", "A,f8", N_("Cases with an attribute"), action="filter('where')"),
        screen("voice_filter", "R,f9", N_("Words of one role or speaker"), action="filter('voice')"),
        screen("no_filters", "X,alt+x", N_("No filters"), action="clear_filters"),
    )
