"""Actions of the codebook and of its review queue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.i18n import N_, _
from coder.tui.frame.command import Command, Words, alt_digit
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import booking, program, reviewing


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
        N_("Target precision of the code's suggestions"),
        booking,
    ),
    Command("book_move", "relocate", ("m", "f6"), N_("Move below another theme or code"), booking, N_("move")),
    Command("book_up", "shift(-1)", ("left_square_bracket", "alt+up"), N_("Move up within its group"), booking),
    Command("book_down", "shift(1)", ("right_square_bracket", "alt+down"), N_("Move down within its group"), booking),
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
