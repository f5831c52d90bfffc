"""Actions of the coding screen and of its text."""

from __future__ import annotations

from collections.abc import Iterator

from coder.i18n import N_, _
from coder.tui.frame.command import Command, Words, alt_digit
from coder.tui.frame.groups import coding, marking, moving, program, suggesting


def _accepting() -> Iterator[Command]:
    def label(number: int) -> Words:
        return lambda: _("Accept suggestion {n}").format(n=number)

    for number in range(1, 10):
        keys = (str(number), *alt_digit(number))
        yield Command(f"accept_{number}", f"accept({number})", keys, label(number), suggesting)


DESK: tuple[Command, ...] = (
    Command(
        "code", "pick", ("c", "enter"), N_("Choose codes for the marked words or this sentence"), coding, N_("code")
    ),
    Command("repeat", "repeat", ("full_stop", "ctrl+r"), N_("The last code again"), coding, N_("repeat")),
    Command("remove", "remove", ("d", "delete", "ctrl+d"), N_("Remove a coding here"), coding, N_("remove")),
    Command(
        "recode", "pick('recode')", ("x", "alt+x"), N_("Another code for the coding in focus"), coding, N_("recode")
    ),
    Command("copy", "pick('copy')", ("y", "alt+y"), N_("Another code besides it, on the same words"), coding),
    Command("respan", "respan", ("e", "alt+e"), N_("Borders of the coding in focus"), coding, N_("borders")),
    Command("in_vivo", "in_vivo", ("i", "alt+i"), N_("New code from the marked words (in vivo)"), coding),
    Command("next_coding", "next_coding(1)", ("tab",), N_("Next coding of the passage into focus"), coding),
    Command("previous_coding", "next_coding(-1)", ("shift+tab",), N_("Previous coding into focus"), coding),
    Command(
        "memo", "memo", ("m", "f4"), N_("Memo on the coding, the marked words or the sentence"), coding, N_("memo")
    ),
    Command("memo_transcript", "memo_transcript", ("T", "alt+t"), N_("Memo on the whole transcript"), coding),
    Command("redact", "redact", ("D", "ctrl+k"), N_("Redact the marked words in every report"), coding),
    Command("undo", "undo", ("u", "ctrl+z"), N_("Undo"), coding, N_("undo")),
    Command("redo", "redo", ("r", "ctrl+y"), N_("Redo"), coding, N_("redo")),
    *_accepting(),
    Command("accept_first", "accept(1)", ("ctrl+a",), N_("Accept the first suggestion"), suggesting),
    Command("reject", "reject", ("backspace", "ctrl+x"), N_("Reject the first suggestion"), suggesting, N_("reject")),
    Command("why", "why", ("a", "alt+a"), N_("Why a suggestion is made; the codings most like it"), suggesting),
    Command(
        "next_suggestion",
        "suggestion(1)",
        ("n", "f8", "ctrl+n"),
        N_("Next suggestion"),
        suggesting,
        N_("next suggestion"),
    ),
    Command("previous_suggestion", "suggestion(-1)", ("p", "f7"), N_("Previous suggestion"), suggesting),
    Command("next_uncoded", "next_uncoded", ("t", "f9", "ctrl+u"), N_("Next uncoded turn"), moving, N_("next uncoded")),
    Command("find", "find", ("slash", "ctrl+f"), N_("Find"), moving, N_("find")),
    Command("find_next", "hit(1)", ("f3", "ctrl+g"), N_("Next hit"), moving),
    Command("find_previous", "hit(-1)", ("shift+f3",), N_("Previous hit"), moving),
    Command("codebook", "toggle_codebook", ("b", "f2"), N_("Show or hide the codebook"), program),
    Command("plain", "plain", ("V", "alt+v"), N_("The text as in the file, or laid out for reading"), program),
    Command("fold", "fold", ("z", "alt+z"), N_("Fold or open the themes of the codebook"), program),
    Command("finish", "finish", ("shift+f7",), N_("Transcript finished, or not yet"), coding),
    Command("home", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)


TEXT: tuple[Command, ...] = (
    Command("right", "char(1)", ("right",), N_("Next character"), moving),
    Command("left", "char(-1)", ("left",), N_("Previous character"), moving),
    Command("down", "row(1)", ("down", "j"), N_("Next row"), moving),
    Command("up", "row(-1)", ("up", "k"), N_("Previous row"), moving),
    Command("page_down", "page(1)", ("pagedown", "space", "ctrl+v"), N_("Page down"), moving),
    Command("page_up", "page(-1)", ("pageup",), N_("Page up"), moving),
    Command("row_start", "row_edge(-1)", ("home",), N_("Start of the row"), moving),
    Command("row_end", "row_edge(1)", ("end",), N_("End of the row"), moving),
    Command("text_start", "text_edge(-1)", ("ctrl+home",), N_("Start of the transcript"), moving),
    Command("text_end", "text_edge(1)", ("ctrl+end",), N_("End of the transcript"), moving),
    Command("next_sentence", "sentence(1)", ("right_square_bracket", "ctrl+down"), N_("Next sentence"), moving),
    Command("previous_sentence", "sentence(-1)", ("left_square_bracket", "ctrl+up"), N_("Previous sentence"), moving),
    Command("next_turn", "turn(1)", ("right_curly_bracket", "alt+down"), N_("Next turn"), moving),
    Command("previous_turn", "turn(-1)", ("left_curly_bracket", "alt+up"), N_("Previous turn"), moving),
    Command("next_word", "word(1)", ("w", "ctrl+right", "alt+right"), N_("Next word"), moving),
    Command("previous_word", "word(-1)", ("W", "ctrl+left", "alt+left"), N_("Previous word"), moving),
    Command("mark_word_right", "word(1,True)", ("ctrl+shift+right",), N_("Mark a word more"), marking),
    Command("mark_word_left", "word(-1,True)", ("ctrl+shift+left",), N_("Mark a word less"), marking),
    Command("other_end", "other_end", ("o", "alt+o"), N_("Go to the other end of the marking"), marking),
    Command("mark_right", "char(1,True)", ("shift+right",), N_("Mark to the right"), marking),
    Command("mark_left", "char(-1,True)", ("shift+left",), N_("Mark to the left"), marking),
    Command("mark_down", "row(1,True)", ("shift+down",), N_("Mark downwards"), marking),
    Command("mark_up", "row(-1,True)", ("shift+up",), N_("Mark upwards"), marking),
    Command("mark_mode", "mark_mode", ("v", "f5"), N_("Start or end marking; then move"), marking, N_("mark")),
    Command(
        "widen",
        "widen",
        ("s", "plus", "f6", "ctrl+w"),
        N_("Mark more: word, clause, sentence, turn"),
        marking,
        N_("widen"),
    ),
    Command("narrow", "narrow", ("minus", "shift+f6"), N_("Mark less"), marking),
)


FIND: tuple[Command, ...] = (
    Command("find_leave", "leave_find", ("escape",), N_("Close the find line"), moving),
    Command(
        "find_pattern", "find_by_pattern", ("ctrl+r",), N_("In the find line: regular expression on or off"), moving
    ),
)
