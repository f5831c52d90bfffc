"""Actions of picking files, of the speaker desk, and of displaced codings."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import N_
from coder.tui.frame.command import Command
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import placing, program, speaking

SPEAKERS: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Name; another's name makes the two one"), short=N_("name")),
    Command("speaker_role", "role", ("o", "tab"), N_("The next role"), speaking, N_("role")),
    Command(
        "speaker_refuse", "refuse", ("x", "ctrl+x"), N_("No speaker, or one after all"), speaking, N_("no speaker")
    ),
    Command("speaker_form", "form", ("l", "alt+l"), N_("Your own form of labels"), speaking, N_("label form")),
    Command("speaker_case", "case", ("c", "alt+c"), N_("The case that the file belongs to"), speaking, N_("case")),
    Command("speaker_take", "take", ("t", "alt+t"), N_("Import the file"), speaking, N_("import")),
    Command(
        "speaker_take_rest",
        "take(True)",
        ("T", "f4"),
        N_("Import this file and those after it; unclear ones are asked about"),
        speaking,
        N_("import all"),
    ),
    Command("speaker_undo", "undo", ("u", "ctrl+z"), N_("Undo"), speaking, N_("undo")),
    Command("speaker_redo", "redo", ("r", "ctrl+y"), N_("Redo"), speaking),
    Command("speaker_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)

SURVEY: tuple[Command, ...] = (
    replace(LIST[0], label=N_("What the column counts as"), short=N_("choose")),
    Command("survey_kind", "kind", ("o", "tab"), N_("The next meaning of the column"), speaking, N_("next meaning")),
    Command("survey_take", "take", ("t", "alt+t"), N_("Make each row a case"), speaking, N_("import")),
    Command("survey_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)

FILES: tuple[Command, ...] = (
    LIST[0],
    Command(
        "files_choose", "choose", ("space", "ctrl+x"), N_("Choose the file, or not after all"), program, N_("choose")
    ),
    Command("files_choose_all", "choose_all", ("a", "alt+a"), N_("Choose all files here, or none"), program, N_("all")),
    Command("files_take", "take", ("t", "alt+t"), N_("See who speaks in the chosen files"), program, N_("go on")),
    Command("files_type", "type", ("p", "alt+p"), N_("Type the path of a file"), program, N_("type a path")),
    Command("files_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)

LOST: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open the transcript, the likeliest words marked"), short=N_("open")),
    Command("lost_place", "place", ("p", "alt+p"), N_("Put it on the likeliest words"), placing, N_("place there")),
    Command("lost_skip", "skip", ("s", "right", "ctrl+n"), N_("Skip it"), placing, N_("skip")),
    Command("lost_drop", "drop", ("d", "delete", "ctrl+d"), N_("Discard it"), placing, N_("discard")),
    Command("lost_undo", "undo", ("u", "ctrl+z"), N_("Undo"), placing, N_("undo")),
    Command("lost_redo", "redo", ("r", "ctrl+y"), N_("Redo"), placing),
    Command("lost_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)
