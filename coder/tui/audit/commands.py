"""Actions of the screens of the history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.i18n import N_
from coder.tui.frame.command import Command, Words, alt_digit
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import auditing, program, sampling


def _judging() -> Iterator[Command]:
    """Yield the four verdicts, by digit."""
    labels: tuple[tuple[Words, Words], ...] = (
        (N_("The words support the code"), N_("supports")),
        (N_("They support it partly"), N_("partly")),
        (N_("They don't support it"), N_("does not")),
        (N_("It can't be told"), N_("can't tell")),
    )
    for number, (label, short) in enumerate(labels, 1):
        keys = (str(number), *alt_digit(number))
        yield Command(f"judge_{number}", f"judge({number})", keys, label, sampling, short)


HISTORY: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open the place of the act: transcript, code, finding")),
    Command("history_coder", "filter('coder')", ("w", "alt+w"), N_("Acts of one coder"), auditing),
    Command("history_transcript", "filter('transcript')", ("t", "alt+t"), N_("Only acts on one transcript"), auditing),
    Command(
        "history_code", "filter('code')", ("c", "alt+c"), N_("Acts on one code, or on the codes of a theme"), auditing
    ),
    Command("history_day", "day", ("d", "alt+d"), N_("Acts of one day, or of some days"), auditing),
    Command("history_clear", "clear", ("z", "alt+z"), N_("No filters"), auditing),
    Command(
        "history_mark",
        "mark",
        ("v", "f5"),
        N_("Mark the moment after the act, or no moment"),
        auditing,
        N_("mark moment"),
    ),
    Command(
        "history_difference",
        "difference",
        ("x", "alt+x"),
        N_("What changed between the marked moment and this one; without a mark: since this one"),
        auditing,
        N_("difference"),
    ),
    Command(
        "history_further", "read(1)", ("right_square_bracket", "alt+down"), N_("Scroll down in a long act"), auditing
    ),
    Command("history_back", "read(-1)", ("left_square_bracket", "alt+up"), N_("Scroll up in a long act"), auditing),
    Command("history_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)


DIFFERENCE: tuple[Command, ...] = (
    LIST[0],
    Command("difference_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)


SAMPLE: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open in the transcript"), short=N_("open")),
    *_judging(),
    Command("sample_note", "note", ("e", "f4"), N_("Note on the verdict"), sampling, N_("note")),
    Command("sample_disputed", "disputed", ("tab", "f6"), N_("What is disputed / all"), sampling, N_("disputed")),
    Command("sample_draw", "draw", ("n", "ctrl+n"), N_("Draw another sample"), sampling, N_("draw")),
    Command("sample_undo", "undo", ("u", "ctrl+z"), N_("Undo"), sampling, N_("undo")),
    Command("sample_redo", "redo", ("r", "ctrl+y"), N_("Redo"), sampling),
    Command("sample_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)


TRACE: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open the place of the step: passage, code, finding")),
    Command("trace_words", "words", ("slash", "ctrl+f"), N_("Paste or write another sentence"), auditing, N_("words")),
    Command(
        "trace_deeper",
        "deeper",
        ("right", "alt+x"),
        N_("Trace the step in focus by itself, to its rows in the journal"),
        auditing,
        N_("deeper"),
    ),
    Command(
        "trace_turn",
        "turn",
        ("tab",),
        N_("Reverse: down to the proof, or up to what rests on it"),
        auditing,
        N_("reverse"),
    ),
    Command("trace_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)
