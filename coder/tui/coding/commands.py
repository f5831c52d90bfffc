"""Actions of the coding screen and of its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.i18n import N_
from coder.tui.frame.command import Command, Table
from coder.tui.frame.groups import coding, marking, moving, program, suggesting

_coding = Table("", coding)
_suggesting = Table("", suggesting)
_moving = Table("", moving)
_marking = Table("", marking)
_program = Table("", program)

DESK: tuple[Command, ...] = (
    _coding("code", "c,enter", N_("Choose codes for the marked words or this sentence"), N_("code"), action="pick"),
    _coding("repeat", "full_stop,ctrl+r", N_("The last code again"), N_("repeat")),
    _coding("remove", "d,delete,ctrl+d", N_("Remove a coding here"), N_("remove")),
    _coding("recode", "x,alt+x", N_("Another code for the coding in focus"), N_("recode"), action="pick('recode')"),
    _coding("copy", "y,alt+y", N_("Another code besides it, on the same words"), action="pick('copy')"),
    _coding("respan", "e,alt+e", N_("Borders of the coding in focus"), N_("borders")),
    _coding("in_vivo", "i,alt+i", N_("New code from the marked words (in vivo)")),
    _coding("next_coding", "tab", N_("Next coding of the passage into focus"), action="next_coding(1)"),
    _coding("previous_coding", "shift+tab", N_("Previous coding into focus"), action="next_coding(-1)"),
    _coding("memo", "m,f4", N_("Memo on the coding, the marked words or the sentence"), N_("memo")),
    _coding("memo_transcript", "T,alt+t", N_("Memo on the whole transcript")),
    _coding("redact", "D,ctrl+k", N_("Redact the marked words in every report")),
    _coding("undo", "u,ctrl+z", N_("Undo"), N_("undo")),
    _coding("redo", "r,ctrl+y", N_("Redo"), N_("redo")),
    *_suggesting.numbered("accept", [N_("Accept suggestion {number}")] * 9),
    _suggesting("accept_first", "ctrl+a", N_("Accept the first suggestion"), action="accept(1)"),
    _suggesting("reject", "backspace,ctrl+x", N_("Reject the first suggestion"), N_("reject")),
    _suggesting("why", "a,alt+a", N_("Why a suggestion is made; the codings most like it")),
    _suggesting("next_suggestion", "n,f8,ctrl+n", N_("Next suggestion"), N_("next suggestion"), action="suggestion(1)"),
    _suggesting("previous_suggestion", "p,f7", N_("Previous suggestion"), action="suggestion(-1)"),
    _moving("next_uncoded", "t,f9,ctrl+u", N_("Next uncoded turn"), N_("next uncoded")),
    _moving("find", "slash,ctrl+f", N_("Find"), N_("find")),
    _moving("find_next", "f3,ctrl+g", N_("Next hit"), action="hit(1)"),
    _moving("find_previous", "shift+f3", N_("Previous hit"), action="hit(-1)"),
    _program("codebook", "b,f2", N_("Show or hide the codebook"), action="toggle_codebook"),
    _program("plain", "V,alt+v", N_("The text as in the file, or laid out for reading")),
    _program("fold", "z,alt+z", N_("Fold or open the themes of the codebook")),
    _coding("finish", "shift+f7", N_("Transcript finished, or not yet")),
    _program("home", "escape,q,f10", N_("Back"), N_("back"), action="leave"),
)


def of_desk(*names: str) -> Iterator[Command]:
    """Yield actions of the coding desk that another screen has too, under the same keys."""
    known = {c.id: c for c in DESK}
    # There an action acts on what is in focus, and needs not say what a code is chosen for.
    yield from (replace(known[name], action=known[name].action if name == "home" else name) for name in names)


TEXT: tuple[Command, ...] = (
    _moving("right", "right", N_("Next character"), action="char(1)"),
    _moving("left", "left", N_("Previous character"), action="char(-1)"),
    _moving("down", "down,j", N_("Next row"), action="row(1)"),
    _moving("up", "up,k", N_("Previous row"), action="row(-1)"),
    _moving("page_down", "pagedown,space,ctrl+v", N_("Page down"), action="page(1)"),
    _moving("page_up", "pageup", N_("Page up"), action="page(-1)"),
    _moving("row_start", "home", N_("Start of the row"), action="row_edge(-1)"),
    _moving("row_end", "end", N_("End of the row"), action="row_edge(1)"),
    _moving("text_start", "ctrl+home", N_("Start of the transcript"), action="text_edge(-1)"),
    _moving("text_end", "ctrl+end", N_("End of the transcript"), action="text_edge(1)"),
    _moving("next_sentence", "right_square_bracket,ctrl+down", N_("Next sentence"), action="sentence(1)"),
    _moving("previous_sentence", "left_square_bracket,ctrl+up", N_("Previous sentence"), action="sentence(-1)"),
    _moving("next_turn", "right_curly_bracket,alt+down", N_("Next turn"), action="turn(1)"),
    _moving("previous_turn", "left_curly_bracket,alt+up", N_("Previous turn"), action="turn(-1)"),
    _moving("next_word", "w,ctrl+right,alt+right", N_("Next word"), action="word(1)"),
    _moving("previous_word", "W,ctrl+left,alt+left", N_("Previous word"), action="word(-1)"),
    _marking("mark_word_right", "ctrl+shift+right", N_("Mark a word more"), action="word(1,True)"),
    _marking("mark_word_left", "ctrl+shift+left", N_("Mark a word less"), action="word(-1,True)"),
    _marking("other_end", "o,alt+o", N_("Go to the other end of the marking")),
    _marking("mark_right", "shift+right", N_("Mark to the right"), action="char(1,True)"),
    _marking("mark_left", "shift+left", N_("Mark to the left"), action="char(-1,True)"),
    _marking("mark_down", "shift+down", N_("Mark downwards"), action="row(1,True)"),
    _marking("mark_up", "shift+up", N_("Mark upwards"), action="row(-1,True)"),
    _marking("mark_mode", "v,f5", N_("Start or end marking; then move"), N_("mark")),
    _marking("widen", "s,plus,f6,ctrl+w", N_("Mark more: word, clause, sentence, turn"), N_("widen")),
    _marking("narrow", "minus,shift+f6", N_("Mark less")),
)

FIND: tuple[Command, ...] = (
    _moving("find_leave", "escape", N_("Close the find line"), action="leave_find"),
    _moving("find_pattern", "ctrl+r", N_("In the find line: regular expression on or off"), action="find_by_pattern"),
)
