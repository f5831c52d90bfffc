"""Actions of the screens of the report."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import N_
from coder.tui.frame.command import Command, Table
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import synthesising

_page = Table("page", synthesising)
PAGE: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Change what is in focus"), short=N_("edit")),
    _page("title", "t,alt+t", N_("Give the chapter another title"), N_("title"), action="rename"),
    _page("add", "a,alt+a", N_("Add a chapter before this one"), N_("add")),
    _page("out", "d,delete,ctrl+d", N_("Leave the chapter out"), N_("leave out"), action="leave_out"),
    _page("up", "left_square_bracket,alt+up", N_("Move the chapter up"), action="shift(-1)"),
    _page("down", "right_square_bracket,alt+down", N_("Move the chapter down"), action="shift(1)"),
    *_page.undoing(),
    _page.leaving(),
)

_export = Table("export", synthesising)
EXPORT: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Write the report in this format into the folder exports"), short=N_("export")),
    _export("all", "a,alt+a", N_("Write it in all formats"), N_("all"), action="write_all"),
    _export.leaving(),
)
