"""Actions of the codebook and of its review queue."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import N_
from coder.tui.frame.command import Command, Table
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import booking, reviewing

_book = Table("book", booking)
BOOK: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Edit every field of the code"), short=N_("edit")),
    _book("edit", "e,f2", N_("Edit every field of the code")),
    _book("fold", "space,alt+z", N_("Fold or unfold the theme or code"), N_("fold")),
    _book("fold_in", "left", N_("Fold the theme or code"), action="fold(True)"),
    _book("fold_out", "right", N_("Unfold the theme or code"), action="fold(False)"),
    _book("filter", "slash,ctrl+f", N_("Filter the codes"), N_("filter")),
    _book("add", "a,alt+a", N_("New code beside this one"), N_("new code")),
    _book("add_below", "b,alt+e", N_("New code below this one")),
    _book("add_theme", "A,alt+t", N_("New theme")),
    _book("rename", "n,alt+n", N_("Rename"), N_("rename")),
    _book("define", "d,alt+d", N_("Change the definition"), action="edit('definition')"),
    _book("keywords", "w,alt+w", N_("Change the keywords"), action="edit('keywords')"),
    _book("recolour", "c,alt+c", N_("Change the colour")),
    _book("precision", "percent_sign,alt+p", N_("Target precision of the code's suggestions")),
    _book("move", "m,f6", N_("Move below another theme or code"), N_("move"), action="relocate"),
    _book("up", "left_square_bracket,alt+up", N_("Move up within its group"), action="shift(-1)"),
    _book("down", "right_square_bracket,alt+down", N_("Move down within its group"), action="shift(1)"),
    _book("merge", "plus,f7", N_("Merge into another code"), N_("merge")),
    _book("split", "s,f8", N_("Split into other codes, quote by quote"), N_("split")),
    _book("review", "t,f9", N_("Review codings made under an older definition"), N_("to review")),
    _book("layer", "L,shift+f4", N_("Whose codings are counted")),
    _book("archive", "x,delete,ctrl+d", N_("Archive or restore"), N_("archive")),
    _book("archived", "v,alt+v", N_("Show or hide what is archived"), action="toggle_archived"),
    *_book.undoing(),
    _book.leaving(),
)

_review = Table("review", reviewing)
REVIEW: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open in the transcript")),
    _review("keep", "y,ctrl+k", N_("Keep the coding as it is"), N_("keep")),
    _review("recode", "c,alt+c", N_("Give it another code"), N_("other code")),
    _review("remove", "d,delete,ctrl+d", N_("Remove the coding"), N_("remove")),
    _review("skip", "s,right,ctrl+n", N_("Skip it"), N_("skip")),
    *_review.numbered("to", [N_("To the new code {number} of a split")] * 9, action="place"),
    _review("all", "o,alt+o", N_("My codings / everyone's"), N_("whose"), action="toggle_everyone"),
    *_review.undoing(),
    _review.leaving(),
)
