"""Actions of the screens where findings and matrices are written."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import N_
from coder.tui.frame.command import Command
from coder.tui.frame.commands import LIST
from coder.tui.frame.filtering.filter_commands import filter_commands
from coder.tui.frame.groups import program, synthesising

_LEAVE = ("escape", "q", "f10")

FINDINGS: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open the finding, or a finding of the recommendation")),
    Command(
        "findings_write",
        "write",
        ("e", "f2"),
        N_("Write the text of the finding or recommendation"),
        synthesising,
        N_("write"),
    ),
    Command("findings_make", "make('finding')", ("a", "alt+a"), N_("New finding"), synthesising, N_("new")),
    Command("findings_recommend", "make('recommendation')", ("n", "alt+n"), N_("New recommendation"), synthesising),
    Command(
        "findings_fields",
        "fields",
        ("i", "f6"),
        N_("Title, statement and codes of the finding, or what the recommendation rests on"),
        synthesising,
        N_("edit"),
    ),
    Command("findings_remove", "remove_entry", ("d", "delete", "ctrl+d"), N_("Remove it"), synthesising, N_("remove")),
    Command(
        "findings_up",
        "shift(-1)",
        ("left_square_bracket", "alt+up"),
        N_("Move it up, here and in reports"),
        synthesising,
    ),
    Command(
        "findings_down",
        "shift(1)",
        ("right_square_bracket", "alt+down"),
        N_("Move it down, here and in reports"),
        synthesising,
    ),
    Command("findings_undo", "undo", ("u", "ctrl+z"), N_("Undo"), synthesising),
    Command("findings_redo", "redo", ("r", "ctrl+y"), N_("Redo"), synthesising),
    Command("findings_leave", "leave", _LEAVE, N_("Back"), program, N_("back")),
)

FIGURES: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Change the figure or source"), short=N_("edit")),
    Command("figures_make", "make('figure')", ("a", "alt+a"), N_("New figure"), synthesising, N_("new")),
    Command(
        "figures_source", "make('source')", ("n", "alt+n"), N_("New source of figures"), synthesising, N_("source")
    ),
    Command("figures_remove", "remove_entry", ("d", "delete", "ctrl+d"), N_("Remove it"), synthesising, N_("remove")),
    Command("figures_undo", "undo", ("u", "ctrl+z"), N_("Undo"), synthesising, N_("undo")),
    Command("figures_redo", "redo", ("r", "ctrl+y"), N_("Redo"), synthesising),
    Command("figures_leave", "leave", _LEAVE, N_("Back"), program, N_("back")),
)

FINDING: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open the passage in its transcript")),
    Command(
        "finding_choose", "choose", ("c", "alt+c"), N_("Choose the quotation, or remove it"), synthesising, N_("choose")
    ),
    Command(
        "finding_telling",
        "telling",
        ("t", "alt+t"),
        N_("Mark the chosen quotation as telling, or take the mark away"),
        synthesising,
        N_("telling"),
    ),
    Command("finding_shorten", "shorten", ("s", "f8"), N_("Shorten the chosen quotation"), synthesising, N_("shorten")),
    Command(
        "finding_up", "shift(-1)", ("left_square_bracket", "alt+up"), N_("Move the chosen quotation up"), synthesising
    ),
    Command(
        "finding_down",
        "shift(1)",
        ("right_square_bracket", "alt+down"),
        N_("Move the chosen quotation down"),
        synthesising,
    ),
    Command("finding_side", "side", ("tab", "o"), N_("Evidence for / against"), synthesising),
    Command("finding_write", "write", ("e", "f2"), N_("Write the finding's text"), synthesising, N_("write")),
    Command("finding_fields", "fields", ("i", "f6"), N_("Title, statement and codes of the finding"), synthesising),
    Command(
        "finding_sign", "sign_off", ("y", "f9"), N_("Sign the finding off as it stands"), synthesising, N_("sign off")
    ),
    Command(
        "finding_since",
        "since",
        ("x", "alt+x"),
        N_("What changed since it was signed off"),
        synthesising,
        N_("changes"),
    ),
    Command(
        "finding_holds",
        "holds",
        ("v", "alt+v"),
        N_("Test whether it holds without each case, coder, speaker or kind of coding"),
        synthesising,
        N_("holds?"),
    ),
    Command("finding_check", "check", ("a", "f7"), N_("Check what the finding claims"), synthesising, N_("check")),
    Command("finding_undo", "undo", ("u", "ctrl+z"), N_("Undo"), synthesising, N_("undo")),
    Command("finding_redo", "redo", ("r", "ctrl+y"), N_("Redo"), synthesising),
    Command("finding_leave", "leave", _LEAVE, N_("Back"), program, N_("back")),
)


def _layer(of: str) -> Command:
    return Command(of, "layer", ("L", "shift+f4"), N_("Whose codings are counted"), synthesising, N_("layer"))


MATRIX: tuple[Command, ...] = (
    Command("matrix_open", "open", ("enter",), N_("Passages of the cell"), synthesising, N_("see passages")),
    Command("matrix_up", "step(-1, 0)", ("up", "k"), N_("Cell above"), synthesising),
    Command("matrix_down", "step(1, 0)", ("down", "j"), N_("Cell below"), synthesising),
    Command("matrix_left", "step(0, -1)", ("left", "h"), N_("Cell to the left"), synthesising),
    Command("matrix_right", "step(0, 1)", ("right", "l"), N_("Cell to the right"), synthesising),
    Command("matrix_write", "write", ("e", "f2"), N_("Write the cell's summary"), synthesising, N_("write")),
    Command(
        "matrix_todo",
        "todo",
        ("n", "ctrl+n"),
        N_("Next cell without a summary, or with a stale one"),
        synthesising,
        N_("next open"),
    ),
    Command("matrix_other", "other", ("tab",), N_("Another matrix"), synthesising, N_("other matrix")),
    Command(
        "matrix_make", "make", ("a", "alt+a"), N_("New matrix: choose its rows and columns"), synthesising, N_("new")
    ),
    _layer("matrix_layer"),
    *filter_commands("matrix", synthesising),
    Command("matrix_remove", "remove", ("d", "delete", "ctrl+d"), N_("Remove this matrix"), synthesising),
    Command("matrix_undo", "undo", ("u", "ctrl+z"), N_("Undo"), synthesising, N_("undo")),
    Command("matrix_redo", "redo", ("r", "ctrl+y"), N_("Redo"), synthesising),
    Command("matrix_leave", "leave", _LEAVE, N_("Back"), program, N_("back")),
)

WRITING: tuple[Command, ...] = (
    Command("writing_save", "save", ("ctrl+s", "f4"), N_("Save the text"), synthesising, N_("save")),
    Command(
        "writing_cite",
        "cite",
        ("ctrl+o", "f5"),
        N_("Put in a link: quotation, figure, table or finding"),
        synthesising,
        N_("cite"),
    ),
    Command("writing_saved", "saved", ("f8",), N_("The saved text instead of the draft"), synthesising),
    Command("writing_leave", "leave", ("escape",), N_("Leave the text"), synthesising, N_("back")),
)
