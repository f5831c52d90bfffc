"""The actions of bringing copies together, and of the queue of what people changed apart."""

from __future__ import annotations

from coder.i18n import N_
from coder.tui.frame.command import Command, Table, alt_digit
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import comparing

_SIDES = 4


_conflict = Table("conflict", comparing)
CONFLICTS: tuple[Command, ...] = (
    *Table("", comparing).numbered("stand", [N_("Keep side {number}")] * _SIDES, [N_("1st stands"), N_("2nd stands")]),
    _conflict("skip", "s,f9", N_("Leave it for later"), N_("later")),
    *_conflict.undoing(),
    _conflict.leaving(),
)

_copies = Table("copies", comparing)
COPIES: tuple[Command, ...] = (
    LIST[0],
    _copies("type", "p,alt+p", N_("Type the path of a copy or of a file of changes"), N_("type a path")),
    _copies.leaving(),
)

_merge = Table("merge", comparing)
_pair = Table("pair", comparing)
MERGE: tuple[Command, ...] = (
    _merge("take", "t,alt+t", N_("Merge what the copy holds"), N_("bring in")),
    Command("pair_one", "answer(1)", ("1", *alt_digit(1)), N_("They are one in both studies"), comparing, N_("one")),
    Command("pair_two", "answer(2)", ("2", *alt_digit(2)), N_("They are two"), comparing, N_("two")),
    _pair("skip", "s,f9", N_("Leave it for later"), N_("later")),
    _pair("undo", "u,ctrl+z", N_("Take the last answer back"), N_("undo")),
    _pair("name", "n,alt+n", N_("Name two that are the same, though nothing shows it")),
    _merge.leaving(),
)
