"""Actions of the screens that help with the codebook: words for codes, passages like one, codes to merge."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import _
from coder.tui.coding.commands import DESK, LIST
from coder.tui.frame.command import Command
from coder.tui.frame.groups import booking, coding, program


def _leave(name: str) -> Command:
    return Command(f"{name}_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), program, lambda: _("back"))


def _undoing() -> tuple[Command, ...]:
    return tuple(c for c in DESK if c.id in {"undo", "redo"})


# On the codebook screen.
BOOK_HELP: tuple[Command, ...] = (
    Command("book_words", "words", ("y", "f3"), lambda: _("Words for the code"), booking, lambda: _("words")),
    Command("book_overlaps", "overlaps", ("o", "f4"), lambda: _("Codes that could be merged"), booking),
)

# On the coding screen.
DESK_HELP: tuple[Command, ...] = (
    Command("more_like_this", "more_like_this", ("l", "alt+l"), lambda: _("Passages like this one"), coding),
)

WORDS: tuple[Command, ...] = (
    replace(LIST[0], label=lambda: _("Take what is in focus"), short=lambda: _("take")),
    Command("words_accept", "accept", ("a", "ctrl+a"), lambda: _("Take the word into the keywords"), booking),
    Command(
        "words_reject",
        "reject",
        ("x", "delete", "ctrl+x"),
        lambda: _("Don't offer the word for this code; or offer it again"),
        booking,
        lambda: _("refuse"),
    ),
    Command(
        "words_order",
        "order(1)",
        ("tab",),
        lambda: _("Order: keyness, TF-IDF, TextRank"),
        booking,
        lambda: _("order"),
    ),
    Command("words_order_back", "order(-1)", ("shift+tab",), lambda: _("The order before"), booking),
    Command(
        "words_uncovered",
        "uncovered",
        ("n", "f6", "alt+n"),
        lambda: _("Words that no code covers; back to the code"),
        booking,
        lambda: _("no code"),
    ),
    Command(
        "words_code", "code", ("c", "f2", "alt+c"), lambda: _("Words for another code"), booking, lambda: _("code")
    ),
    Command(
        "words_open",
        "example",
        ("o", "f4", "alt+o"),
        lambda: _("Open the example in its transcript"),
        booking,
        lambda: _("example"),
    ),
    Command("words_rejected", "toggle_rejected", ("v", "alt+v"), lambda: _("Show or hide refused words"), booking),
    *_undoing(),
    _leave("words"),
)

LIKE: tuple[Command, ...] = (
    LIST[0],
    Command("like_code", "code_hit", ("c", "alt+c"), lambda: _("Code the passage"), coding, lambda: _("code")),
    Command(
        "like_this",
        "more_like_this",
        ("l", "alt+l"),
        lambda: _("Passages like the one in focus"),
        coding,
        lambda: _("like this"),
    ),
    *_undoing(),
    _leave("like"),
)

OVERLAPS: tuple[Command, ...] = (
    replace(LIST[0], label=lambda: _("Merge the two codes"), short=lambda: _("merge")),
    Command("overlaps_merge", "merge", ("plus", "m", "f7"), lambda: _("Merge one code into the other"), booking),
    Command("overlaps_words", "words", ("y", "f3"), lambda: _("Words for the code"), booking, lambda: _("words")),
    *_undoing(),
    _leave("overlaps"),
)
