"""Actions of the list of memos, and of the memo that is written."""

from __future__ import annotations

from coder.i18n import N_
from coder.tui.frame.command import Command
from coder.tui.frame.groups import noting, program

MEMOS: tuple[Command, ...] = (
    Command("memos_edit", "edit", ("e", "f4", "ctrl+e"), N_("Edit the memo in focus"), noting, N_("edit")),
    Command("memos_new", "new", ("n", "ctrl+n"), N_("New memo: choose what it is on"), noting, N_("new")),
    Command("memos_remove", "remove", ("d", "delete", "ctrl+d"), N_("Remove the memo in focus"), noting, N_("remove")),
    Command("memos_find", "find", ("slash", "ctrl+f"), N_("Find in the memos"), noting, N_("find")),
    Command("memos_kind", "kind(1)", ("tab",), N_("Memos on another kind of thing"), noting, N_("kind")),
    Command("memos_kind_back", "kind(-1)", ("shift+tab",), N_("The kind of thing before"), noting),
    Command("memos_coder", "coder", ("o", "f6", "alt+o"), N_("Memos of another coder"), noting, N_("coder")),
    Command("memos_undo", "undo", ("u", "ctrl+z"), N_("Undo a memo"), noting, N_("undo")),
    Command("memos_redo", "redo", ("r", "ctrl+y"), N_("Redo a memo"), noting, N_("redo")),
    Command("memos_further", "read(1)", ("right_square_bracket", "alt+down"), N_("Scroll down in a long memo"), noting),
    Command("memos_back", "read(-1)", ("left_square_bracket", "alt+up"), N_("Scroll up in a long memo"), noting),
    Command("memos_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)


EDITOR: tuple[Command, ...] = (
    Command("memo_save", "save", ("ctrl+s", "f4"), N_("Save the memo"), noting),
    Command("memo_saved_text", "saved_text", ("ctrl+o",), N_("Draft or saved text"), noting),
    Command("memo_leave", "leave", ("escape",), N_("Leave the memo"), noting),
)
