"""Actions of the screens that keep the codebook, memos and settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.i18n import N_, _
from coder.tui.coding.commands import LIST
from coder.tui.frame.command import Command, Words, alt_digit
from coder.tui.frame.groups import booking, hiding, noting, placing, program, reviewing, setting


def _placing() -> Iterator[Command]:
    def label(number: int) -> Words:
        return lambda: _("To the new code {n} of a split").format(n=number)

    for number in range(1, 10):
        keys = (str(number), *alt_digit(number))
        yield Command(f"review_to_{number}", f"place({number})", keys, label(number), reviewing)


BOOK: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Edit every field of the code"), short=N_("edit")),
    Command("book_edit", "edit", ("e", "f2"), N_("Edit every field of the code"), booking),
    Command("book_fold", "fold", ("space", "alt+z"), N_("Fold or unfold the theme or code"), booking, N_("fold")),
    Command("book_fold_in", "fold(True)", ("left",), N_("Fold the theme or code"), booking),
    Command("book_fold_out", "fold(False)", ("right",), N_("Unfold the theme or code"), booking),
    Command("book_filter", "filter", ("slash", "ctrl+f"), N_("Filter the codes"), booking, N_("filter")),
    Command("book_add", "add", ("a", "alt+a"), N_("New code beside this one"), booking, N_("new code")),
    Command("book_add_below", "add_below", ("b", "alt+e"), N_("New code below this one"), booking),
    Command("book_add_theme", "add_theme", ("A", "alt+t"), N_("New theme"), booking),
    Command("book_rename", "rename", ("n", "alt+n"), N_("Rename"), booking, N_("rename")),
    Command("book_define", "edit('definition')", ("d", "alt+d"), N_("Change the definition"), booking),
    Command("book_keywords", "edit('keywords')", ("w", "alt+w"), N_("Change the keywords"), booking),
    Command("book_recolour", "recolour", ("c", "alt+c"), N_("Change the colour"), booking),
    Command(
        "book_precision",
        "precision",
        ("percent_sign", "alt+p"),
        N_("Wished precision of the code's suggestions"),
        booking,
    ),
    Command("book_move", "relocate", ("m", "f6"), N_("Move below another theme or code"), booking, N_("move")),
    Command("book_up", "shift(-1)", ("left_square_bracket", "alt+up"), N_("Move up among its like"), booking),
    Command("book_down", "shift(1)", ("right_square_bracket", "alt+down"), N_("Move down among its like"), booking),
    Command("book_merge", "merge", ("plus", "f7"), N_("Merge into another code"), booking, N_("merge")),
    Command("book_split", "split", ("s", "f8"), N_("Split into other codes, quote by quote"), booking, N_("split")),
    Command(
        "book_review",
        "review",
        ("t", "f9"),
        N_("Review codings made under an older definition"),
        booking,
        N_("to review"),
    ),
    Command("book_layer", "layer", ("L", "shift+f4"), N_("Whose codings are counted"), booking),
    Command("book_archive", "archive", ("x", "delete", "ctrl+d"), N_("Archive or restore"), booking, N_("archive")),
    Command("book_archived", "toggle_archived", ("v", "alt+v"), N_("Show or hide what is archived"), booking),
    Command("book_undo", "undo", ("u", "ctrl+z"), N_("Undo"), booking, N_("undo")),
    Command("book_redo", "redo", ("r", "ctrl+y"), N_("Redo"), booking),
    Command("book_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)


REVIEW: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open in the transcript")),
    Command("review_keep", "keep", ("y", "ctrl+k"), N_("Keep the coding as it is"), reviewing, N_("keep")),
    Command("review_recode", "recode", ("c", "alt+c"), N_("Give it another code"), reviewing, N_("other code")),
    Command("review_remove", "remove", ("d", "delete", "ctrl+d"), N_("Remove the coding"), reviewing, N_("remove")),
    Command("review_skip", "skip", ("s", "right", "ctrl+n"), N_("Skip it"), reviewing, N_("skip")),
    *_placing(),
    Command("review_all", "toggle_everyone", ("o", "alt+o"), N_("My codings / everyone's"), reviewing, N_("whose")),
    Command("review_undo", "undo", ("u", "ctrl+z"), N_("Undo"), reviewing, N_("undo")),
    Command("review_redo", "redo", ("r", "ctrl+y"), N_("Redo"), reviewing),
    Command("review_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)


LOST: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open the transcript, the likeliest words marked"), short=N_("open")),
    Command("lost_place", "place", ("p", "alt+p"), N_("Put it on the likeliest words"), placing, N_("place there")),
    Command("lost_skip", "skip", ("s", "right", "ctrl+n"), N_("Skip it"), placing, N_("skip")),
    Command("lost_drop", "drop", ("d", "delete", "ctrl+d"), N_("Give it up"), placing, N_("give up")),
    Command("lost_undo", "undo", ("u", "ctrl+z"), N_("Undo"), placing, N_("undo")),
    Command("lost_redo", "redo", ("r", "ctrl+y"), N_("Redo"), placing),
    Command("lost_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)


NAMES: tuple[Command, ...] = (
    replace(
        LIST[0],
        label=N_("Open the leak's place, or change what is printed for a name"),
        short=N_("open"),
    ),
    Command("names_alias", "alias", ("a", "alt+a"), N_("What is printed in its place"), hiding, N_("alias")),
    Command("names_redact", "redact", ("x", "ctrl+x"), N_("Redact it"), hiding, N_("redact")),
    Command("names_new", "new", ("n", "ctrl+n"), N_("Another name to replace"), hiding, N_("new name")),
    Command("names_drop", "drop", ("d", "delete", "ctrl+d"), N_("Print the name as it is again"), hiding, N_("drop")),
    Command("names_undo", "undo", ("u", "ctrl+z"), N_("Undo"), hiding, N_("undo")),
    Command("names_redo", "redo", ("r", "ctrl+y"), N_("Redo"), hiding),
    Command("names_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)


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
    Command("memos_further", "read(1)", ("right_square_bracket", "alt+down"), N_("A long memo: further"), noting),
    Command("memos_back", "read(-1)", ("left_square_bracket", "alt+up"), N_("A long memo: back"), noting),
    Command("memos_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)


EDITOR: tuple[Command, ...] = (
    Command("memo_save", "save", ("ctrl+s", "f4"), N_("Save the memo"), noting),
    Command("memo_saved_text", "saved_text", ("ctrl+o",), N_("Draft or saved text"), noting),
    Command("memo_leave", "leave", ("escape",), N_("Leave the memo"), noting),
)


SETTINGS: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Change what is in focus"), short=N_("edit")),
    Command(
        "settings_reset",
        "reset",
        ("backspace", "delete", "ctrl+x"),
        N_("Back to the default keys"),
        setting,
        N_("default"),
    ),
    Command("settings_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)
