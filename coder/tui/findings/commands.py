"""Actions of the screens where findings and matrices are written."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import N_
from coder.tui.frame.command import Command, Table
from coder.tui.frame.commands import LIST
from coder.tui.frame.filtering.filter_commands import filter_commands
from coder.tui.frame.groups import synthesising

_findings = Table("findings", synthesising)
FINDINGS: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open the finding, or a finding of the recommendation")),
    _findings("write", "e,f2", N_("Write the text of the finding or recommendation"), N_("write")),
    _findings("make", "a,alt+a", N_("New finding"), N_("new"), action="make('finding')"),
    _findings("recommend", "n,alt+n", N_("New recommendation"), action="make('recommendation')"),
    _findings(
        "fields",
        "i,f6",
        N_("Title, statement and codes of the finding, or what the recommendation rests on"),
        N_("edit"),
    ),
    _findings("remove", "d,delete,ctrl+d", N_("Remove it"), N_("remove"), action="remove_entry"),
    _findings("up", "left_square_bracket,alt+up", N_("Move it up, here and in reports"), action="shift(-1)"),
    _findings("down", "right_square_bracket,alt+down", N_("Move it down, here and in reports"), action="shift(1)"),
    _findings("undo", "u,ctrl+z", N_("Undo")),
    _findings("redo", "r,ctrl+y", N_("Redo")),
    _findings.leaving(),
)

_figures = Table("figures", synthesising)
FIGURES: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Change the figure or source"), short=N_("edit")),
    _figures("make", "a,alt+a", N_("New figure"), N_("new"), action="make('figure')"),
    _figures("source", "n,alt+n", N_("New source of figures"), N_("source"), action="make('source')"),
    _figures("remove", "d,delete,ctrl+d", N_("Remove it"), N_("remove"), action="remove_entry"),
    *_figures.undoing(),
    _figures.leaving(),
)

_finding = Table("finding", synthesising)
FINDING: tuple[Command, ...] = (
    replace(LIST[0], label=N_("Open the passage in its transcript")),
    _finding("choose", "c,alt+c", N_("Choose the quotation, or remove it"), N_("choose")),
    _finding("telling", "t,alt+t", N_("Mark the chosen quotation as telling, or take the mark away"), N_("telling")),
    _finding("shorten", "s,f8", N_("Shorten the chosen quotation"), N_("shorten")),
    _finding("up", "left_square_bracket,alt+up", N_("Move the chosen quotation up"), action="shift(-1)"),
    _finding("down", "right_square_bracket,alt+down", N_("Move the chosen quotation down"), action="shift(1)"),
    _finding("side", "tab,o", N_("Evidence for / against")),
    _finding("write", "e,f2", N_("Write the finding's text"), N_("write")),
    _finding("fields", "i,f6", N_("Title, statement and codes of the finding")),
    _finding("sign", "y,f9", N_("Sign the finding off as it stands"), N_("sign off"), action="sign_off"),
    _finding("since", "x,alt+x", N_("What changed since it was signed off"), N_("changes")),
    _finding(
        "holds",
        "v,alt+v",
        N_("Test whether it holds without each case, coder, speaker or kind of coding"),
        N_("holds?"),
    ),
    _finding("check", "a,f7", N_("Check what the finding claims"), N_("check")),
    *_finding.undoing(),
    _finding.leaving(),
)

_matrix = Table("matrix", synthesising)
MATRIX: tuple[Command, ...] = (
    _matrix("open", "enter", N_("Passages of the cell"), N_("see passages")),
    _matrix("up", "up,k", N_("Cell above"), action="step(-1, 0)"),
    _matrix("down", "down,j", N_("Cell below"), action="step(1, 0)"),
    _matrix("left", "left,h", N_("Cell to the left"), action="step(0, -1)"),
    _matrix("right", "right,l", N_("Cell to the right"), action="step(0, 1)"),
    _matrix("write", "e,f2", N_("Write the cell's summary"), N_("write")),
    _matrix("todo", "n,ctrl+n", N_("Next cell without a summary, or with a stale one"), N_("next open")),
    _matrix("other", "tab", N_("Another matrix"), N_("other matrix")),
    _matrix("make", "a,alt+a", N_("New matrix: choose its rows and columns"), N_("new")),
    _matrix("layer", "L,shift+f4", N_("Whose codings are counted"), N_("layer")),
    *filter_commands(_matrix),
    _matrix("remove", "d,delete,ctrl+d", N_("Remove this matrix")),
    *_matrix.undoing(),
    _matrix.leaving(),
)

_writing = Table("writing", synthesising)
WRITING: tuple[Command, ...] = (
    _writing("save", "ctrl+s,f4", N_("Save the text"), N_("save")),
    _writing("cite", "ctrl+o,f5", N_("Put in a link: quotation, figure, table or finding"), N_("cite")),
    _writing("saved", "f8", N_("The saved text instead of the draft")),
    _writing("leave", "escape", N_("Leave the text"), N_("back")),
)
