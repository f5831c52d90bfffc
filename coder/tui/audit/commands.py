"""Actions of the screens of the history."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import N_
from coder.tui.frame.command import Command, Table
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import auditing, sampling

_history = Table("history", auditing)
HISTORY: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open the place of the act: transcript, code, finding")),
    _history("coder", "w,alt+w", N_("Acts of one coder"), action="filter('coder')"),
    _history("transcript", "t,alt+t", N_("Only acts on one transcript"), action="filter('transcript')"),
    _history("code", "c,alt+c", N_("Acts on one code, or on the codes of a theme"), action="filter('code')"),
    _history("day", "d,alt+d", N_("Acts of one day, or of some days")),
    _history("clear", "z,alt+z", N_("No filters")),
    _history("mark", "v,f5", N_("Mark the moment after the act, or no moment"), N_("mark moment")),
    _history(
        "difference",
        "x,alt+x",
        N_("What changed between the marked moment and this one; without a mark: since this one"),
        N_("difference"),
    ),
    _history("further", "right_square_bracket,alt+down", N_("Scroll down in a long act"), action="read(1)"),
    _history("back", "left_square_bracket,alt+up", N_("Scroll up in a long act"), action="read(-1)"),
    _history.leaving(),
)

DIFFERENCE: tuple[Command, ...] = (LIST[0], Table("difference", auditing).leaving())

_VERDICTS = (
    [
        N_("The words support the code"),
        N_("They support it partly"),
        N_("They don't support it"),
        N_("It can't be told"),
    ],
    [N_("supports"), N_("partly"), N_("does not"), N_("can't tell")],
)
_sample = Table("sample", sampling)
SAMPLE: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open in the transcript"), short=N_("open")),
    *Table("", sampling).numbered("judge", *_VERDICTS),
    _sample("note", "e,f4", N_("Note on the verdict"), N_("note")),
    _sample("disputed", "tab,f6", N_("What is disputed / all"), N_("disputed")),
    _sample("draw", "n,ctrl+n", N_("Draw another sample"), N_("draw")),
    *_sample.undoing(),
    _sample.leaving(),
)

_trace = Table("trace", auditing)
TRACE: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open the place of the step: passage, code, finding")),
    _trace("words", "slash,ctrl+f", N_("Paste or write another sentence"), N_("words")),
    _trace("deeper", "right,alt+x", N_("Trace the step in focus by itself, to its rows in the journal"), N_("deeper")),
    _trace("turn", "tab", N_("Reverse: down to the proof, or up to what rests on it"), N_("reverse")),
    _trace.leaving(),
)
