"""Actions of the screens of the history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.i18n import _
from coder.tui.coding.commands import LIST
from coder.tui.frame.command import Command, Words, alt_digit
from coder.tui.frame.groups import auditing, program, sampling


def _judging() -> Iterator[Command]:
    """Yield the four verdicts, by digit."""
    labels: tuple[tuple[Words, Words], ...] = (
        (lambda: _("The words support the code"), lambda: _("supports")),
        (lambda: _("They support it partly"), lambda: _("partly")),
        (lambda: _("They don't support it"), lambda: _("does not")),
        (lambda: _("It can't be told"), lambda: _("can't tell")),
    )
    for number, (label, short) in enumerate(labels, 1):
        keys = (str(number), *alt_digit(number))
        yield Command(f"judge_{number}", f"judge({number})", keys, label, sampling, short)


HISTORY: tuple[Command, ...] = (
    replace(LIST[0], label=lambda: _("Open the place of the act: transcript, code, finding")),
    Command("history_coder", "filter('coder')", ("w", "alt+w"), lambda: _("Acts of one coder"), auditing),
    Command(
        "history_transcript", "filter('transcript')", ("t", "alt+t"), lambda: _("Acts on one transcript"), auditing
    ),
    Command(
        "history_code",
        "filter('code')",
        ("c", "alt+c"),
        lambda: _("Acts on one code, or on the codes of a theme"),
        auditing,
    ),
    Command("history_day", "day", ("d", "alt+d"), lambda: _("Acts of one day, or of some days"), auditing),
    Command("history_clear", "clear", ("z", "alt+z"), lambda: _("No filters"), auditing),
    Command(
        "history_mark",
        "mark",
        ("v", "f5"),
        lambda: _("Mark the moment after the act, or no moment"),
        auditing,
        lambda: _("mark moment"),
    ),
    Command(
        "history_difference",
        "difference",
        ("x", "alt+x"),
        lambda: _("What changed between the marked moment and this one; without a mark: since this one"),
        auditing,
        lambda: _("difference"),
    ),
    Command(
        "history_further", "read(1)", ("right_square_bracket", "alt+down"), lambda: _("A long act: further"), auditing
    ),
    Command("history_back", "read(-1)", ("left_square_bracket", "alt+up"), lambda: _("A long act: back"), auditing),
    Command("history_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), program, lambda: _("back")),
)


DIFFERENCE: tuple[Command, ...] = (
    LIST[0],
    Command("difference_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), program, lambda: _("back")),
)


SAMPLE: tuple[Command, ...] = (
    replace(LIST[0], label=lambda: _("Open in the transcript"), short=lambda: _("open")),
    *_judging(),
    Command("sample_note", "note", ("e", "f4"), lambda: _("Note on the verdict"), sampling, lambda: _("note")),
    Command(
        "sample_disputed",
        "disputed",
        ("tab", "f6"),
        lambda: _("What is disputed / all"),
        sampling,
        lambda: _("disputed"),
    ),
    Command("sample_draw", "draw", ("n", "ctrl+n"), lambda: _("Draw another sample"), sampling, lambda: _("draw")),
    Command("sample_undo", "undo", ("u", "ctrl+z"), lambda: _("Undo"), sampling, lambda: _("undo")),
    Command("sample_redo", "redo", ("r", "ctrl+y"), lambda: _("Redo"), sampling),
    Command("sample_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), program, lambda: _("back")),
)


TRACE: tuple[Command, ...] = (
    replace(LIST[0], label=lambda: _("Open the place of the step: passage, code, finding")),
    Command(
        "trace_words",
        "words",
        ("slash", "ctrl+f"),
        lambda: _("Paste or write another sentence"),
        auditing,
        lambda: _("words"),
    ),
    Command(
        "trace_deeper",
        "deeper",
        ("right", "alt+x"),
        lambda: _("Trace the step in focus by itself, to its rows in the journal"),
        auditing,
        lambda: _("deeper"),
    ),
    Command(
        "trace_turn",
        "turn",
        ("tab",),
        lambda: _("Turn round: down to the proof, or up to what rests on it"),
        auditing,
        lambda: _("turn round"),
    ),
    Command("trace_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), program, lambda: _("back")),
)
