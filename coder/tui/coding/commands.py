"""Actions of the program, of lists, and of the coding desk."""

from __future__ import annotations

from collections.abc import Iterator

from coder.i18n import _
from coder.tui.frame.command import Command, Words, alt_digit
from coder.tui.frame.groups import coding, marking, moving, program, suggesting


def _accepting() -> Iterator[Command]:
    def label(number: int) -> Words:
        return lambda: _("Accept suggestion {n}").format(n=number)

    for number in range(1, 10):
        keys = (str(number), *alt_digit(number))
        yield Command(f"accept_{number}", f"accept({number})", keys, label(number), suggesting)


EVERYWHERE: tuple[Command, ...] = (
    Command("help", "help", ("question_mark", "f1"), lambda: _("Help: all keys"), program, lambda: _("help")),
    Command("go_to", "app.go_to", ("g", "alt+g"), lambda: _("Go to another place"), program, lambda: _("go to")),
    Command("palette", "command_palette", ("ctrl+p",), lambda: _("All commands"), program, lambda: _("commands")),
    Command("language", "toggle_language", ("ctrl+l",), lambda: _("Chinese / English"), program),
    Command("theme", "next_theme", ("ctrl+t",), lambda: _("Dark / light / high contrast"), program),
    Command("quit", "quit", ("ctrl+q",), lambda: _("Quit"), program),
)


LIST: tuple[Command, ...] = (
    Command("list_open", "open", ("enter",), lambda: _("Open what is in focus"), moving, lambda: _("open")),
    Command("list_up", "move(-1)", ("up", "k"), lambda: _("Up"), moving),
    Command("list_down", "move(1)", ("down", "j"), lambda: _("Down"), moving),
    Command("list_page_up", "page(-1)", ("pageup",), lambda: _("Page up"), moving),
    Command("list_page_down", "page(1)", ("pagedown",), lambda: _("Page down"), moving),
    Command("list_first", "edge(-1)", ("home",), lambda: _("First"), moving),
    Command("list_last", "edge(1)", ("end",), lambda: _("Last"), moving),
)


HOME: tuple[Command, ...] = (
    LIST[0],
    Command("home_import", "take_in", ("i", "alt+i"), lambda: _("Take a transcript in"), program, lambda: _("take in")),
    Command("home_speakers", "speakers", ("w", "alt+w"), lambda: _("Who speaks in it"), program, lambda: _("speakers")),
    Command(
        "home_manage",
        "manage",
        ("e", "alt+e"),
        lambda: _("Change the transcript in focus as a whole, or erase its words"),
        program,
        lambda: _("change"),
    ),
    Command("home_quit", "app.quit", ("q",), lambda: _("Quit"), program, lambda: _("quit")),
)


DESK: tuple[Command, ...] = (
    Command(
        "code",
        "pick",
        ("c", "enter"),
        lambda: _("Choose codes for the marked words or this sentence"),
        coding,
        lambda: _("code"),
    ),
    Command("repeat", "repeat", ("full_stop", "ctrl+r"), lambda: _("The last code again"), coding, lambda: _("repeat")),
    Command(
        "remove", "remove", ("d", "delete", "ctrl+d"), lambda: _("Remove a coding here"), coding, lambda: _("remove")
    ),
    Command(
        "recode",
        "pick('recode')",
        ("x", "alt+x"),
        lambda: _("Another code for the coding in focus"),
        coding,
        lambda: _("recode"),
    ),
    Command("copy", "pick('copy')", ("y", "alt+y"), lambda: _("Another code besides it, on the same words"), coding),
    Command(
        "respan", "respan", ("e", "alt+e"), lambda: _("Borders of the coding in focus"), coding, lambda: _("borders")
    ),
    Command("in_vivo", "in_vivo", ("i", "alt+i"), lambda: _("New code from the marked words (in vivo)"), coding),
    Command("next_coding", "next_coding(1)", ("tab",), lambda: _("Next coding of the passage into focus"), coding),
    Command("previous_coding", "next_coding(-1)", ("shift+tab",), lambda: _("Previous coding into focus"), coding),
    Command(
        "memo",
        "memo",
        ("m", "f4"),
        lambda: _("Memo on the coding, the marked words or the sentence"),
        coding,
        lambda: _("memo"),
    ),
    Command("memo_transcript", "memo_transcript", ("T", "alt+t"), lambda: _("Memo on the whole transcript"), coding),
    Command("redact", "redact", ("D", "ctrl+k"), lambda: _("Redact the marked words in every report"), coding),
    Command("undo", "undo", ("u", "ctrl+z"), lambda: _("Undo"), coding, lambda: _("undo")),
    Command("redo", "redo", ("r", "ctrl+y"), lambda: _("Redo"), coding, lambda: _("redo")),
    *_accepting(),
    Command("accept_first", "accept(1)", ("ctrl+a",), lambda: _("Accept the first suggestion"), suggesting),
    Command(
        "reject",
        "reject",
        ("backspace", "ctrl+x"),
        lambda: _("Reject the first suggestion"),
        suggesting,
        lambda: _("reject"),
    ),
    Command("why", "why", ("a", "alt+a"), lambda: _("Why a suggestion is made; the codings most like it"), suggesting),
    Command(
        "next_suggestion",
        "suggestion(1)",
        ("n", "f8", "ctrl+n"),
        lambda: _("Next suggestion"),
        suggesting,
        lambda: _("next suggestion"),
    ),
    Command("previous_suggestion", "suggestion(-1)", ("p", "f7"), lambda: _("Previous suggestion"), suggesting),
    Command(
        "next_uncoded",
        "next_uncoded",
        ("t", "f9", "ctrl+u"),
        lambda: _("Next uncoded turn"),
        moving,
        lambda: _("next uncoded"),
    ),
    Command("find", "find", ("slash", "ctrl+f"), lambda: _("Find"), moving, lambda: _("find")),
    Command("find_next", "hit(1)", ("f3", "ctrl+g"), lambda: _("Next hit"), moving),
    Command("find_previous", "hit(-1)", ("shift+f3",), lambda: _("Previous hit"), moving),
    Command("codebook", "toggle_codebook", ("b", "f2"), lambda: _("Show or hide the codebook"), program),
    Command("fold", "fold", ("z", "alt+z"), lambda: _("Fold or open the themes of the codebook"), program),
    Command("finish", "finish", ("shift+f7",), lambda: _("Transcript finished, or not yet"), coding),
    Command("home", "leave", ("escape", "q", "f10"), lambda: _("Back"), program, lambda: _("back")),
)


TEXT: tuple[Command, ...] = (
    Command("right", "char(1)", ("right",), lambda: _("Next character"), moving),
    Command("left", "char(-1)", ("left",), lambda: _("Previous character"), moving),
    Command("down", "row(1)", ("down", "j"), lambda: _("Next row"), moving),
    Command("up", "row(-1)", ("up", "k"), lambda: _("Previous row"), moving),
    Command("page_down", "page(1)", ("pagedown", "space", "ctrl+v"), lambda: _("Page down"), moving),
    Command("page_up", "page(-1)", ("pageup",), lambda: _("Page up"), moving),
    Command("row_start", "row_edge(-1)", ("home",), lambda: _("Start of the row"), moving),
    Command("row_end", "row_edge(1)", ("end",), lambda: _("End of the row"), moving),
    Command("text_start", "text_edge(-1)", ("ctrl+home",), lambda: _("Start of the transcript"), moving),
    Command("text_end", "text_edge(1)", ("ctrl+end",), lambda: _("End of the transcript"), moving),
    Command("next_sentence", "sentence(1)", ("right_square_bracket", "ctrl+down"), lambda: _("Next sentence"), moving),
    Command(
        "previous_sentence", "sentence(-1)", ("left_square_bracket", "ctrl+up"), lambda: _("Previous sentence"), moving
    ),
    Command("next_turn", "turn(1)", ("right_curly_bracket", "alt+down"), lambda: _("Next turn"), moving),
    Command("previous_turn", "turn(-1)", ("left_curly_bracket", "alt+up"), lambda: _("Previous turn"), moving),
    Command("next_word", "word(1)", ("w", "ctrl+right", "alt+right"), lambda: _("Next word"), moving),
    Command("previous_word", "word(-1)", ("W", "ctrl+left", "alt+left"), lambda: _("Previous word"), moving),
    Command("mark_word_right", "word(1,True)", ("ctrl+shift+right",), lambda: _("Mark a word more"), marking),
    Command("mark_word_left", "word(-1,True)", ("ctrl+shift+left",), lambda: _("Mark a word less"), marking),
    Command("other_end", "other_end", ("o", "alt+o"), lambda: _("Go to the other end of the marking"), marking),
    Command("mark_right", "char(1,True)", ("shift+right",), lambda: _("Mark to the right"), marking),
    Command("mark_left", "char(-1,True)", ("shift+left",), lambda: _("Mark to the left"), marking),
    Command("mark_down", "row(1,True)", ("shift+down",), lambda: _("Mark downwards"), marking),
    Command("mark_up", "row(-1,True)", ("shift+up",), lambda: _("Mark upwards"), marking),
    Command(
        "mark_mode", "mark_mode", ("v", "f5"), lambda: _("Start or end marking; then move"), marking, lambda: _("mark")
    ),
    Command(
        "widen",
        "widen",
        ("s", "plus", "f6", "ctrl+w"),
        lambda: _("Mark more: word, clause, sentence, turn"),
        marking,
        lambda: _("widen"),
    ),
    Command("narrow", "narrow", ("minus", "shift+f6"), lambda: _("Mark less"), marking),
)


FIND: tuple[Command, ...] = (
    Command("find_leave", "leave_find", ("escape",), lambda: _("Close the find line"), moving),
    Command(
        "find_pattern",
        "find_by_pattern",
        ("ctrl+r",),
        lambda: _("In the find line: regular expression on or off"),
        moving,
    ),
)
