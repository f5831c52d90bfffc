"""Actions of the screens that help with the codebook: words for codes, passages like one, codes to merge."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import N_
from coder.tui.coding.commands import of_desk
from coder.tui.frame.command import Command, Table
from coder.tui.frame.commands import LIST
from coder.tui.frame.filtering.filter_commands import filter_commands
from coder.tui.frame.groups import booking, coding

_book = Table("book", booking)
_words = Table("words", booking)
_overlaps = Table("overlaps", booking)
_like = Table("like", coding)

# On the codebook screen.
BOOK_HELP: tuple[Command, ...] = (
    _book("words", "y,f3", N_("Words for the code"), N_("words")),
    _book("overlaps", "o,f4", N_("Codes that could be merged")),
)

# On the coding screen.
DESK_HELP: tuple[Command, ...] = (Table("", coding)("more_like_this", "l,alt+l", N_("Passages like this one")),)

WORDS: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Take what is in focus"), short=N_("take")),
    _words("accept", "a,ctrl+a", N_("Take the word into the keywords")),
    _words("reject", "x,delete,ctrl+x", N_("Don't offer the word for this code; or offer it again"), N_("refuse")),
    _words("order", "tab", N_("Order: keyness, TF-IDF, TextRank"), N_("order"), action="order(1)"),
    _words("order_back", "shift+tab", N_("The order before"), action="order(-1)"),
    _words("uncovered", "n,f6,alt+n", N_("Words that no code covers; back to the code"), N_("no code")),
    _words("code", "c,f2,alt+c", N_("Words for another code"), N_("code")),
    _words("open", "o,f4,alt+o", N_("Open the example in its transcript"), N_("example"), action="example"),
    *filter_commands(_words),
    _words("rejected", "v,alt+v", N_("Show or hide refused words"), action="toggle_rejected"),
    *of_desk("undo", "redo"),
    _words.leaving(),
)

LIKE: tuple[Command, ...] = (
    LIST[0],
    _like("code", "c,alt+c", N_("Code the passage"), N_("code"), action="code_hit"),
    _like("this", "l,alt+l", N_("Passages like the one in focus"), N_("like this"), action="more_like_this"),
    *of_desk("undo", "redo"),
    _like.leaving(),
)

OVERLAPS: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Merge the two codes"), short=N_("merge")),
    _overlaps("merge", "plus,m,f7", N_("Merge one code into the other")),
    *filter_commands(_overlaps),
    _overlaps("words", "y,f3", N_("Words for the code"), N_("words")),
    *of_desk("undo", "redo"),
    _overlaps.leaving(),
)
