"""Actions of the screen of names."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import N_
from coder.tui.frame.command import Command, Table
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import hiding

_names = Table("names", hiding)
NAMES: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open the leak's place, or change what is printed for a name"), short=N_("open")),
    _names("alias", "a,alt+a", N_("What is printed in its place"), N_("alias")),
    _names("redact", "x,ctrl+x", N_("Redact it"), N_("redact")),
    _names("seen", "s,alt+v", N_("It is no leak"), N_("no leak")),
    _names("new", "n,ctrl+n", N_("Another name to replace"), N_("new name")),
    _names("drop", "d,delete,ctrl+d", N_("Print the name as it is again"), N_("drop")),
    *_names.undoing(),
    _names.leaving(),
)
