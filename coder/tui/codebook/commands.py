"""Actions of the screens that keep the codebook, memos and settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.i18n import _
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
    replace(LIST[0], label=lambda: _("Edit every field of the code"), short=lambda: _("edit")),
    Command(
        "book_edit",
        "edit",
        ("e", "f2"),
        lambda: _("Edit every field of the code"),
        booking,
    ),
    Command(
        "book_fold",
        "fold",
        ("space", "alt+z"),
        lambda: _("Fold or unfold the theme or code"),
        booking,
        lambda: _("fold"),
    ),
    Command("book_fold_in", "fold(True)", ("left",), lambda: _("Fold the theme or code"), booking),
    Command("book_fold_out", "fold(False)", ("right",), lambda: _("Unfold the theme or code"), booking),
    Command("book_filter", "filter", ("slash", "ctrl+f"), lambda: _("Filter the codes"), booking, lambda: _("filter")),
    Command("book_add", "add", ("a", "alt+a"), lambda: _("New code beside this one"), booking, lambda: _("new code")),
    Command("book_add_below", "add_below", ("b", "alt+b"), lambda: _("New code below this one"), booking),
    Command("book_add_theme", "add_theme", ("A", "alt+t"), lambda: _("New theme"), booking),
    Command("book_rename", "rename", ("n", "alt+n"), lambda: _("Rename"), booking, lambda: _("rename")),
    Command("book_define", "edit('definition')", ("d", "alt+d"), lambda: _("Change the definition"), booking),
    Command("book_keywords", "edit('keywords')", ("w", "alt+w"), lambda: _("Change the keywords"), booking),
    Command("book_recolour", "recolour", ("c", "alt+c"), lambda: _("Change the colour"), booking),
    Command(
        "book_precision",
        "precision",
        ("percent_sign", "alt+p"),
        lambda: _("Wished precision of the code's suggestions"),
        booking,
    ),
    Command(
        "book_move", "relocate", ("m", "f6"), lambda: _("Move below another theme or code"), booking, lambda: _("move")
    ),
    Command("book_up", "shift(-1)", ("left_square_bracket", "alt+up"), lambda: _("Move up among its like"), booking),
    Command(
        "book_down", "shift(1)", ("right_square_bracket", "alt+down"), lambda: _("Move down among its like"), booking
    ),
    Command("book_merge", "merge", ("plus", "f7"), lambda: _("Merge into another code"), booking, lambda: _("merge")),
    Command(
        "book_split",
        "split",
        ("s", "f8"),
        lambda: _("Split into other codes, quote by quote"),
        booking,
        lambda: _("split"),
    ),
    Command(
        "book_review",
        "review",
        ("t", "f9"),
        lambda: _("Look again at codings under an older definition"),
        booking,
        lambda: _("look again"),
    ),
    Command(
        "book_archive",
        "archive",
        ("x", "delete", "ctrl+d"),
        lambda: _("Archive or restore"),
        booking,
        lambda: _("archive"),
    ),
    Command("book_archived", "toggle_archived", ("v", "alt+v"), lambda: _("Show or hide what is archived"), booking),
    Command("book_undo", "undo", ("u", "ctrl+z"), lambda: _("Undo"), booking, lambda: _("undo")),
    Command("book_redo", "redo", ("r", "ctrl+y"), lambda: _("Redo"), booking),
    Command("book_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), program, lambda: _("back")),
)


REVIEW: tuple[Command, ...] = (
    replace(LIST[0], label=lambda: _("Open in the transcript")),
    Command(
        "review_keep", "keep", ("y", "ctrl+k"), lambda: _("Keep the coding as it is"), reviewing, lambda: _("keep")
    ),
    Command(
        "review_recode",
        "recode",
        ("c", "alt+c"),
        lambda: _("Give it another code"),
        reviewing,
        lambda: _("other code"),
    ),
    Command(
        "review_remove",
        "remove",
        ("d", "delete", "ctrl+d"),
        lambda: _("Remove the coding"),
        reviewing,
        lambda: _("remove"),
    ),
    Command("review_skip", "skip", ("s", "right", "ctrl+n"), lambda: _("Skip it"), reviewing, lambda: _("skip")),
    *_placing(),
    Command(
        "review_all",
        "toggle_everyone",
        ("o", "alt+o"),
        lambda: _("My codings / everyone's"),
        reviewing,
        lambda: _("whose"),
    ),
    Command("review_undo", "undo", ("u", "ctrl+z"), lambda: _("Undo"), reviewing, lambda: _("undo")),
    Command("review_redo", "redo", ("r", "ctrl+y"), lambda: _("Redo"), reviewing),
    Command("review_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), program, lambda: _("back")),
)


LOST: tuple[Command, ...] = (
    replace(LIST[0], label=lambda: _("Open the transcript, the likeliest words marked"), short=lambda: _("open")),
    Command(
        "lost_place",
        "place",
        ("p", "alt+p"),
        lambda: _("Put it on the likeliest words"),
        placing,
        lambda: _("place there"),
    ),
    Command("lost_skip", "skip", ("s", "right", "ctrl+n"), lambda: _("Skip it"), placing, lambda: _("skip")),
    Command("lost_drop", "drop", ("d", "delete", "ctrl+d"), lambda: _("Give it up"), placing, lambda: _("give up")),
    Command("lost_undo", "undo", ("u", "ctrl+z"), lambda: _("Undo"), placing, lambda: _("undo")),
    Command("lost_redo", "redo", ("r", "ctrl+y"), lambda: _("Redo"), placing),
    Command("lost_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), program, lambda: _("back")),
)


NAMES: tuple[Command, ...] = (
    replace(
        LIST[0],
        label=lambda: _("Open the leak's place, or change what is printed for a name"),
        short=lambda: _("open"),
    ),
    Command(
        "names_alias", "alias", ("a", "alt+a"), lambda: _("What is printed in its place"), hiding, lambda: _("alias")
    ),
    Command("names_redact", "redact", ("x", "ctrl+x"), lambda: _("Redact it"), hiding, lambda: _("redact")),
    Command("names_new", "new", ("n", "ctrl+n"), lambda: _("Another name to replace"), hiding, lambda: _("new name")),
    Command(
        "names_drop",
        "drop",
        ("d", "delete", "ctrl+d"),
        lambda: _("Print the name as it is again"),
        hiding,
        lambda: _("drop"),
    ),
    Command("names_undo", "undo", ("u", "ctrl+z"), lambda: _("Undo"), hiding, lambda: _("undo")),
    Command("names_redo", "redo", ("r", "ctrl+y"), lambda: _("Redo"), hiding),
    Command("names_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), program, lambda: _("back")),
)


MEMOS: tuple[Command, ...] = (
    Command(
        "memos_edit", "edit", ("e", "f4", "ctrl+e"), lambda: _("Edit the memo in focus"), noting, lambda: _("edit")
    ),
    Command("memos_new", "new", ("n", "ctrl+n"), lambda: _("New memo: choose what it is on"), noting, lambda: _("new")),
    Command(
        "memos_remove",
        "remove",
        ("d", "delete", "ctrl+d"),
        lambda: _("Remove the memo in focus"),
        noting,
        lambda: _("remove"),
    ),
    Command("memos_find", "find", ("slash", "ctrl+f"), lambda: _("Find in the memos"), noting, lambda: _("find")),
    Command("memos_kind", "kind(1)", ("tab",), lambda: _("Memos on another kind of thing"), noting, lambda: _("kind")),
    Command("memos_kind_back", "kind(-1)", ("shift+tab",), lambda: _("The kind of thing before"), noting),
    Command(
        "memos_coder", "coder", ("o", "f6", "alt+o"), lambda: _("Memos of another coder"), noting, lambda: _("coder")
    ),
    Command("memos_undo", "undo", ("u", "ctrl+z"), lambda: _("Undo a memo"), noting, lambda: _("undo")),
    Command("memos_redo", "redo", ("r", "ctrl+y"), lambda: _("Redo a memo"), noting, lambda: _("redo")),
    Command(
        "memos_further", "read(1)", ("right_square_bracket", "alt+down"), lambda: _("A long memo: further"), noting
    ),
    Command("memos_back", "read(-1)", ("left_square_bracket", "alt+up"), lambda: _("A long memo: back"), noting),
    Command("memos_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), program, lambda: _("back")),
)


EDITOR: tuple[Command, ...] = (
    Command("memo_save", "save", ("ctrl+s", "f4"), lambda: _("Save the memo"), noting),
    Command("memo_saved_text", "saved_text", ("ctrl+o",), lambda: _("Draft or saved text"), noting),
    Command("memo_leave", "leave", ("escape",), lambda: _("Leave the memo"), noting),
)


SETTINGS: tuple[Command, ...] = (
    replace(LIST[0], label=lambda: _("Change what is in focus"), short=lambda: _("change")),
    Command(
        "settings_reset",
        "reset",
        ("backspace", "delete", "ctrl+x"),
        lambda: _("Back to the default keys"),
        setting,
        lambda: _("default"),
    ),
    Command("settings_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), program, lambda: _("back")),
)
