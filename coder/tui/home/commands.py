"""Actions of the list of transcripts."""

from __future__ import annotations

from coder.i18n import N_
from coder.tui.frame.command import Command, Table
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import moving, program

_home = Table("home", program)
HOME: tuple[Command, ...] = (
    LIST[0],
    _home("import", "i,alt+i", N_("Import a transcript"), N_("import"), action="take_in"),
    _home("speakers", "w,alt+w", N_("Who speaks in it"), N_("speakers")),
    _home("manage", "e,alt+e", N_("Change the transcript in focus as a whole, or erase its words"), N_("edit")),
    Table("home", moving)("glance", "tab,f6", N_("To the study at a glance, and back to the list")),
    _home("undo", "u,ctrl+z", N_("Undo what was done with a whole transcript"), N_("undo")),
    _home("redo", "r,ctrl+y", N_("Redo")),
    _home("quit", "q", N_("Quit"), N_("quit"), action="app.quit"),
)
