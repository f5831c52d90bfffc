"""Actions of the list of transcripts."""

from __future__ import annotations

from coder.i18n import N_
from coder.tui.frame.command import Command
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import moving, program

HOME: tuple[Command, ...] = (
    LIST[0],
    Command("home_import", "take_in", ("i", "alt+i"), N_("Import a transcript"), program, N_("import")),
    Command("home_speakers", "speakers", ("w", "alt+w"), N_("Who speaks in it"), program, N_("speakers")),
    Command(
        "home_manage",
        "manage",
        ("e", "alt+e"),
        N_("Change the transcript in focus as a whole, or erase its words"),
        program,
        N_("edit"),
    ),
    Command("home_glance", "glance", ("tab", "f6"), N_("To the study at a glance, and back to the list"), moving),
    Command(
        "home_undo", "undo", ("u", "ctrl+z"), N_("Undo what was done with a whole transcript"), program, N_("undo")
    ),
    Command("home_redo", "redo", ("r", "ctrl+y"), N_("Redo"), program),
    Command("home_quit", "app.quit", ("q",), N_("Quit"), program, N_("quit")),
)
