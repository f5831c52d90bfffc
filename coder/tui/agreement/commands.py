"""Actions of the screens of agreement."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import N_
from coder.tui.frame.command import Command, Table
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import comparing

_CODERS = 4

_keep = Table("", comparing)
_case = Table("case", comparing)
ADJUDICATION: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open in the transcript"), short=N_("open")),
    *_keep.numbered("keep", [N_("Keep what coder {number} put")] * _CODERS, [N_("keep 1st")]),
    _case("both", "b,f7", N_("Keep both"), N_("both")),
    _case("neither", "n,ctrl+n", N_("Keep neither"), N_("neither")),
    _case("borders", "e,alt+e", N_("New borders"), N_("borders")),
    _case("code", "c,alt+c", N_("Another code"), N_("code"), action="recode"),
    _case("reason", "m,f4", N_("Reason for the decision"), N_("reason")),
    _case("agreed", "a,alt+a", N_("Settle what coders agree on")),
    _case("close", "x,alt+x", N_("Close the adjudication of a transcript"), N_("close")),
    _case("worst", "w,alt+w", N_("Those first that differ most / in order")),
    _case("all", "tab,f6", N_("Decided ones too / only what waits"), action="decided"),
    *_case.undoing(),
    _case.leaving(),
)

_agreement = Table("agreement", comparing)
AGREEMENT: tuple[Command, ...] = (
    replace(LIST[0], label=N_("The passages on which coders disagree"), short=N_("see passages")),
    _agreement("unit", "tab,f6", N_("Next unit compared"), N_("unit")),
    _agreement("marks", "v,f5", N_("With or without finished marks")),
    _agreement("training", "t,f7", N_("Each coder and what was settled"), N_("training")),
    _agreement.leaving(),
)

_tasks = Table("tasks", comparing)
TASKS: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open the transcript"), short=N_("open")),
    _tasks("everybody", "tab,f6", N_("One's own / everybody's"), N_("whose")),
    _tasks.leaving(),
)

TRAINING: tuple[Command, ...] = (Table("training", comparing).leaving(),)
