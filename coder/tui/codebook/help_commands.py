"""Actions of the screens that help with the codebook: words for codes, passages like one, codes to merge."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import N_
from coder.tui.coding.commands import DESK
from coder.tui.frame.command import Command
from coder.tui.frame.commands import LIST
from coder.tui.frame.filtering.filter_commands import filter_commands
from coder.tui.frame.groups import booking, coding, program


def _leave(name: str) -> Command:
    return Command(f"{name}_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back"))


def _undoing() -> tuple[Command, ...]:
    return tuple(c for c in DESK if c.id in {"undo", "redo"})


# On the codebook screen.
BOOK_HELP: tuple[Command, ...] = (
    Command("book_words", "words", ("y", "f3"), N_("Words for the code"), booking, N_("words")),
    Command("book_overlaps", "overlaps", ("o", "f4"), N_("Codes that could be merged"), booking),
)

# On the coding screen.
DESK_HELP: tuple[Command, ...] = (
    Command("more_like_this", "more_like_this", ("l", "alt+l"), N_("Passages like this one"), coding),
)

WORDS: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Take what is in focus"), short=N_("take")),
    Command("words_accept", "accept", ("a", "ctrl+a"), N_("Take the word into the keywords"), booking),
    Command(
        "words_reject",
        "reject",
        ("x", "delete", "ctrl+x"),
        N_("Don't offer the word for this code; or offer it again"),
        booking,
        N_("refuse"),
    ),
    Command("words_order", "order(1)", ("tab",), N_("Order: keyness, TF-IDF, TextRank"), booking, N_("order")),
    Command("words_order_back", "order(-1)", ("shift+tab",), N_("The order before"), booking),
    Command(
        "words_uncovered",
        "uncovered",
        ("n", "f6", "alt+n"),
        N_("Words that no code covers; back to the code"),
        booking,
        N_("no code"),
    ),
    Command("words_code", "code", ("c", "f2", "alt+c"), N_("Words for another code"), booking, N_("code")),
    Command(
        "words_open", "example", ("o", "f4", "alt+o"), N_("Open the example in its transcript"), booking, N_("example")
    ),
    *filter_commands("words", booking),
    Command("words_rejected", "toggle_rejected", ("v", "alt+v"), N_("Show or hide refused words"), booking),
    *_undoing(),
    _leave("words"),
)

LIKE: tuple[Command, ...] = (
    LIST[0],
    Command("like_code", "code_hit", ("c", "alt+c"), N_("Code the passage"), coding, N_("code")),
    Command(
        "like_this", "more_like_this", ("l", "alt+l"), N_("Passages like the one in focus"), coding, N_("like this")
    ),
    *_undoing(),
    _leave("like"),
)

OVERLAPS: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Merge the two codes"), short=N_("merge")),
    Command("overlaps_merge", "merge", ("plus", "m", "f7"), N_("Merge one code into the other"), booking),
    *filter_commands("overlaps", booking),
    Command("overlaps_words", "words", ("y", "f3"), N_("Words for the code"), booking, N_("words")),
    *_undoing(),
    _leave("overlaps"),
)
