"""Actions of the list of memos, and of the memo that is written."""

from __future__ import annotations

from coder.i18n import N_
from coder.tui.frame.command import Command, Table
from coder.tui.frame.groups import noting

_memos = Table("memos", noting)
MEMOS: tuple[Command, ...] = (
    _memos("edit", "e,f4,ctrl+e", N_("Edit the memo in focus"), N_("edit")),
    _memos("new", "n,ctrl+n", N_("New memo: choose what it is on"), N_("new")),
    _memos("remove", "d,delete,ctrl+d", N_("Remove the memo in focus"), N_("remove")),
    _memos("find", "slash,ctrl+f", N_("Find in the memos"), N_("find")),
    _memos("kind", "tab", N_("Memos on another kind of thing"), N_("kind"), action="kind(1)"),
    _memos("kind_back", "shift+tab", N_("The kind of thing before"), action="kind(-1)"),
    _memos("coder", "o,f6,alt+o", N_("Memos of another coder"), N_("coder")),
    _memos("undo", "u,ctrl+z", N_("Undo a memo"), N_("undo")),
    _memos("redo", "r,ctrl+y", N_("Redo a memo"), N_("redo")),
    _memos("further", "right_square_bracket,alt+down", N_("Scroll down in a long memo"), action="read(1)"),
    _memos("back", "left_square_bracket,alt+up", N_("Scroll up in a long memo"), action="read(-1)"),
    _memos.leaving(),
)

_memo = Table("memo", noting)
EDITOR: tuple[Command, ...] = (
    _memo("save", "ctrl+s,f4", N_("Save the memo")),
    _memo("saved_text", "ctrl+o", N_("Draft or saved text")),
    _memo("leave", "escape", N_("Leave the memo")),
)
