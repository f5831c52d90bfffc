"""Actions of picking files, of the speaker desk, and of displaced codings."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import N_
from coder.tui.frame.command import Command, Table
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import placing, program, speaking

_speaker = Table("speaker", speaking)
SPEAKERS: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Name; another's name makes the two one"), short=N_("name")),
    _speaker("role", "o,tab", N_("The next role"), N_("role")),
    _speaker("refuse", "x,ctrl+x", N_("No speaker, or one after all"), N_("no speaker")),
    _speaker("form", "l,alt+l", N_("Your own form of labels"), N_("label form")),
    _speaker("case", "c,alt+c", N_("The case that the file belongs to"), N_("case")),
    _speaker("take", "t,alt+t", N_("Import the file"), N_("import")),
    _speaker(
        "take_rest",
        "T,f4",
        N_("Import this file and those after it; unclear ones are asked about"),
        N_("import all"),
        action="take(True)",
    ),
    *_speaker.undoing(),
    _speaker.leaving(),
)

_survey = Table("survey", speaking)
SURVEY: tuple[Command, ...] = (
    replace(LIST[0], label=N_("What the column counts as"), short=N_("choose")),
    _survey("kind", "o,tab", N_("The next meaning of the column"), N_("next meaning")),
    _survey("take", "t,alt+t", N_("Make each row a case"), N_("import")),
    _survey.leaving(),
)

_files = Table("files", program)
FILES: tuple[Command, ...] = (
    LIST[0],
    _files("choose", "space,ctrl+x", N_("Choose the file, or not after all"), N_("choose")),
    _files("choose_all", "a,alt+a", N_("Choose all files here, or none"), N_("all")),
    _files("take", "t,alt+t", N_("See who speaks in the chosen files"), N_("go on")),
    _files("type", "p,alt+p", N_("Type the path of a file"), N_("type a path")),
    _files.leaving(),
)

_lost = Table("lost", placing)
LOST: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open the transcript, the likeliest words marked"), short=N_("open")),
    _lost("place", "p,alt+p", N_("Put it on the likeliest words"), N_("place there")),
    _lost("skip", "s,right,ctrl+n", N_("Skip it"), N_("skip")),
    _lost("drop", "d,delete,ctrl+d", N_("Discard it"), N_("discard")),
    *_lost.undoing(),
    _lost.leaving(),
)
