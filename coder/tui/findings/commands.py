"""Actions of the screens where findings and matrices are written."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import _
from coder.tui.coding.commands import LIST
from coder.tui.frame.command import Command
from coder.tui.frame.groups import program, synthesising

_LEAVE = ("escape", "q", "f10")

FINDINGS: tuple[Command, ...] = (
    replace(LIST[0], label=lambda: _("Open the finding, or a finding of the recommendation")),
    Command(
        "findings_write",
        "write",
        ("e", "f2"),
        lambda: _("Write the text of the finding or recommendation"),
        synthesising,
        lambda: _("write"),
    ),
    Command("findings_undo", "undo", ("u", "ctrl+z"), lambda: _("Undo"), synthesising),
    Command("findings_redo", "redo", ("r", "ctrl+y"), lambda: _("Redo"), synthesising),
    Command("findings_leave", "leave", _LEAVE, lambda: _("Back"), program, lambda: _("back")),
)

FINDING: tuple[Command, ...] = (
    replace(LIST[0], label=lambda: _("Open the passage in its transcript")),
    Command(
        "finding_choose",
        "choose",
        ("c", "alt+c"),
        lambda: _("Choose the quotation, or let it go"),
        synthesising,
        lambda: _("choose"),
    ),
    Command(
        "finding_telling",
        "telling",
        ("t", "alt+t"),
        lambda: _("Mark the chosen quotation as telling, or take the mark away"),
        synthesising,
        lambda: _("telling"),
    ),
    Command(
        "finding_shorten",
        "shorten",
        ("s", "f8"),
        lambda: _("Shorten the chosen quotation"),
        synthesising,
        lambda: _("shorten"),
    ),
    Command(
        "finding_up",
        "shift(-1)",
        ("left_square_bracket", "alt+up"),
        lambda: _("Move the chosen quotation up"),
        synthesising,
    ),
    Command(
        "finding_down",
        "shift(1)",
        ("right_square_bracket", "alt+down"),
        lambda: _("Move the chosen quotation down"),
        synthesising,
    ),
    Command("finding_side", "side", ("tab", "o"), lambda: _("Evidence for / against"), synthesising),
    Command(
        "finding_write",
        "write",
        ("e", "f2"),
        lambda: _("Write the finding's text"),
        synthesising,
        lambda: _("write"),
    ),
    Command(
        "finding_sign",
        "sign_off",
        ("y", "f9"),
        lambda: _("Sign the finding off as it stands"),
        synthesising,
        lambda: _("sign off"),
    ),
    Command(
        "finding_since",
        "since",
        ("x", "alt+x"),
        lambda: _("What changed since it was signed off"),
        synthesising,
        lambda: _("changes"),
    ),
    Command("finding_undo", "undo", ("u", "ctrl+z"), lambda: _("Undo"), synthesising, lambda: _("undo")),
    Command("finding_redo", "redo", ("r", "ctrl+y"), lambda: _("Redo"), synthesising),
    Command("finding_leave", "leave", _LEAVE, lambda: _("Back"), program, lambda: _("back")),
)

MATRIX: tuple[Command, ...] = (
    Command("matrix_open", "open", ("enter",), lambda: _("Passages of the cell"), synthesising, lambda: _("passages")),
    Command("matrix_up", "step(-1, 0)", ("up", "k"), lambda: _("Cell above"), synthesising),
    Command("matrix_down", "step(1, 0)", ("down", "j"), lambda: _("Cell below"), synthesising),
    Command("matrix_left", "step(0, -1)", ("left", "h"), lambda: _("Cell to the left"), synthesising),
    Command("matrix_right", "step(0, 1)", ("right", "l"), lambda: _("Cell to the right"), synthesising),
    Command(
        "matrix_write",
        "write",
        ("e", "f2"),
        lambda: _("Write the cell's summary"),
        synthesising,
        lambda: _("write"),
    ),
    Command(
        "matrix_todo",
        "todo",
        ("n", "ctrl+n"),
        lambda: _("Next cell without a summary, or with a stale one"),
        synthesising,
        lambda: _("next open"),
    ),
    Command("matrix_other", "other", ("tab",), lambda: _("Another matrix"), synthesising, lambda: _("other matrix")),
    Command(
        "matrix_make",
        "make",
        ("a", "alt+a"),
        lambda: _("New matrix: choose its rows and columns"),
        synthesising,
        lambda: _("new"),
    ),
    Command("matrix_remove", "remove", ("d", "delete", "ctrl+d"), lambda: _("Remove this matrix"), synthesising),
    Command("matrix_undo", "undo", ("u", "ctrl+z"), lambda: _("Undo"), synthesising, lambda: _("undo")),
    Command("matrix_redo", "redo", ("r", "ctrl+y"), lambda: _("Redo"), synthesising),
    Command("matrix_leave", "leave", _LEAVE, lambda: _("Back"), program, lambda: _("back")),
)

WRITING: tuple[Command, ...] = (
    Command("writing_save", "save", ("ctrl+s", "f4"), lambda: _("Save the text"), synthesising, lambda: _("save")),
    Command(
        "writing_cite",
        "cite",
        ("ctrl+o", "f5"),
        lambda: _("Put in a link: quotation, figure, table or finding"),
        synthesising,
        lambda: _("cite"),
    ),
    Command("writing_saved", "saved", ("f8",), lambda: _("The saved text instead of the draft"), synthesising),
    Command("writing_leave", "leave", ("escape",), lambda: _("Leave the text"), synthesising, lambda: _("back")),
)
