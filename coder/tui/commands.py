"""Every action of the coding desk: its keys, its words, its group in the help.

Each has a key that a Chinese input method does not swallow: control, function or Enter keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from textual.binding import Binding

from coder.i18n import _

Words = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Command:
    """An action: `id` names it in the settings, `action` is what Textual runs, `keys` are its default keys.

    `short` is the word in the footer, empty for an action that stands only in help and palette.
    """

    id: str
    action: str
    keys: tuple[str, ...]
    label: Words
    group: Words
    short: Words | None = None

    def binding(self) -> Binding:
        """Return the Textual binding, remappable by the command's id."""
        return Binding(",".join(self.keys), self.action, self.label(), show=False, id=self.id)


def _marking() -> str:
    return _("Marking")


def _moving() -> str:
    return _("Moving")


def _coding() -> str:
    return _("Coding")


def _suggesting() -> str:
    return _("Suggestions")


def _choosing() -> str:
    return _("Quotes of codes")


def _searching() -> str:
    return _("Searching the study")


def _program() -> str:
    return _("Program")


def _noting() -> str:
    return _("Memos")


def _setting() -> str:
    return _("Settings")


def _visiting() -> str:
    return _("Other screens")


def _booking() -> str:
    return _("Codebook")


def _reviewing() -> str:
    return _("Looking again")


# Textual reads Alt with a digit as the sign that a Mac types by it; some terminals say alt+1 all the same.
_TYPED_BY_ALT = (
    "inverted_exclamation_mark", "trade_mark_sign", "pound_sign", "cent_sign", "infinity", "section_sign",
    "pilcrow_sign", "bullet", "ª",
)  # fmt: skip


def alt_digit(number: int) -> tuple[str, str]:
    """Return the names under which Alt with a digit from 1 to 9 arrives."""
    return f"alt+{number}", _TYPED_BY_ALT[number - 1]


def _accepting() -> Iterator[Command]:
    def label(number: int) -> Words:
        return lambda: _("Accept suggestion {n}").format(n=number)

    for number in range(1, 10):
        keys = (str(number), *alt_digit(number))
        yield Command(f"accept_{number}", f"accept({number})", keys, label(number), _suggesting)


def _placing() -> Iterator[Command]:
    def label(number: int) -> Words:
        return lambda: _("To the new code {n} of a split").format(n=number)

    for number in range(1, 10):
        keys = (str(number), *alt_digit(number))
        yield Command(f"review_to_{number}", f"place({number})", keys, label(number), _reviewing)


EVERYWHERE: tuple[Command, ...] = (
    Command("help", "help", ("question_mark", "f1"), lambda: _("Help: all keys"), _program, lambda: _("help")),
    Command("palette", "command_palette", ("ctrl+p",), lambda: _("All commands"), _program, lambda: _("commands")),
    Command("language", "toggle_language", ("ctrl+l",), lambda: _("Chinese / English"), _program),
    Command("theme", "next_theme", ("ctrl+t",), lambda: _("Dark / light / high contrast"), _program),
    Command("quit", "quit", ("ctrl+q",), lambda: _("Quit"), _program),
)

PLACES: tuple[Command, ...] = (
    Command(
        "search", "app.visit('search')", ("f", "alt+s"), lambda: _("Search the study"), _visiting, lambda: _("search")
    ),
    Command(
        "retrieve", "app.visit('quotes')", ("g", "alt+g"), lambda: _("Quotes of codes"), _visiting, lambda: _("quotes")
    ),
    Command(
        "edit_codebook",
        "app.visit('codebook')",
        ("B", "alt+k"),
        lambda: _("Edit the codebook"),
        _visiting,
        lambda: _("codebook"),
    ),
    Command("memos", "app.visit('memos')", ("M", "alt+m"), lambda: _("All memos"), _visiting, lambda: _("memos")),
    Command("settings", "app.visit('settings')", ("comma", "f11"), lambda: _("Settings"), _visiting),
)

LIST: tuple[Command, ...] = (
    Command("list_open", "open", ("enter",), lambda: _("Open what is in focus"), _moving, lambda: _("open")),
    Command("list_up", "move(-1)", ("up", "k"), lambda: _("Up"), _moving),
    Command("list_down", "move(1)", ("down", "j"), lambda: _("Down"), _moving),
    Command("list_page_up", "page(-1)", ("pageup",), lambda: _("Page up"), _moving),
    Command("list_page_down", "page(1)", ("pagedown", "space"), lambda: _("Page down"), _moving),
    Command("list_first", "edge(-1)", ("home",), lambda: _("First"), _moving),
    Command("list_last", "edge(1)", ("end",), lambda: _("Last"), _moving),
)

HOME: tuple[Command, ...] = (
    LIST[0],
    *PLACES,
    Command("home_quit", "app.quit", ("q",), lambda: _("Quit"), _program, lambda: _("quit")),
)

DESK: tuple[Command, ...] = (
    Command(
        "code",
        "pick",
        ("c", "enter"),
        lambda: _("Choose codes for the marked words or this sentence"),
        _coding,
        lambda: _("code"),
    ),
    Command(
        "repeat", "repeat", ("full_stop", "ctrl+r"), lambda: _("The last code again"), _coding, lambda: _("repeat")
    ),
    Command(
        "remove", "remove", ("d", "delete", "ctrl+d"), lambda: _("Remove a coding here"), _coding, lambda: _("remove")
    ),
    Command(
        "recode",
        "recode",
        ("x", "alt+x"),
        lambda: _("Another code for the coding in focus"),
        _coding,
        lambda: _("recode"),
    ),
    Command("copy", "copy_coding", ("y", "alt+y"), lambda: _("Another code besides it, on the same words"), _coding),
    Command(
        "respan", "respan", ("e", "alt+e"), lambda: _("Borders of the coding in focus"), _coding, lambda: _("borders")
    ),
    Command("in_vivo", "in_vivo", ("i", "alt+i"), lambda: _("New code from the marked words (in vivo)"), _coding),
    Command("next_coding", "next_coding(1)", ("tab",), lambda: _("Next coding of the passage into focus"), _coding),
    Command("previous_coding", "next_coding(-1)", ("shift+tab",), lambda: _("Previous coding into focus"), _coding),
    Command(
        "memo",
        "memo",
        ("m", "f4"),
        lambda: _("Memo on the coding, the marked words or the sentence"),
        _coding,
        lambda: _("memo"),
    ),
    Command("memo_transcript", "memo_transcript", ("T", "alt+t"), lambda: _("Memo on the whole transcript"), _coding),
    Command("undo", "undo", ("u", "ctrl+z"), lambda: _("Undo"), _coding, lambda: _("undo")),
    Command("redo", "redo", ("r", "ctrl+y"), lambda: _("Redo"), _coding, lambda: _("redo")),
    *_accepting(),
    Command("accept_first", "accept(1)", ("ctrl+a",), lambda: _("Accept the first suggestion"), _suggesting),
    Command(
        "reject",
        "reject",
        ("backspace", "ctrl+x"),
        lambda: _("Reject the first suggestion"),
        _suggesting,
        lambda: _("reject"),
    ),
    Command(
        "next_suggestion",
        "next_suggestion",
        ("n", "f8", "ctrl+n"),
        lambda: _("Next suggestion"),
        _suggesting,
        lambda: _("next suggestion"),
    ),
    Command("previous_suggestion", "previous_suggestion", ("p", "f7"), lambda: _("Previous suggestion"), _suggesting),
    Command(
        "next_uncoded",
        "next_uncoded",
        ("t", "f9", "ctrl+u"),
        lambda: _("Next uncoded turn"),
        _moving,
        lambda: _("next uncoded"),
    ),
    Command("find", "find", ("slash", "ctrl+f"), lambda: _("Find"), _moving, lambda: _("find")),
    Command("find_next", "find_next", ("f3", "ctrl+g"), lambda: _("Next hit"), _moving),
    Command("find_previous", "find_previous", ("shift+f3",), lambda: _("Previous hit"), _moving),
    Command("codebook", "toggle_codebook", ("b", "f2"), lambda: _("Show or hide the codebook"), _program),
    Command("fold", "fold", ("z", "alt+z"), lambda: _("Fold or open the themes of the codebook"), _program),
    Command("home", "leave", ("escape", "q", "f10"), lambda: _("Back"), _program, lambda: _("back")),
)

TEXT: tuple[Command, ...] = (
    Command("right", "char(1)", ("right",), lambda: _("Next character"), _moving),
    Command("left", "char(-1)", ("left",), lambda: _("Previous character"), _moving),
    Command("down", "row(1)", ("down", "j"), lambda: _("Next row"), _moving),
    Command("up", "row(-1)", ("up", "k"), lambda: _("Previous row"), _moving),
    Command("page_down", "page(1)", ("pagedown", "space", "ctrl+v"), lambda: _("Page down"), _moving),
    Command("page_up", "page(-1)", ("pageup",), lambda: _("Page up"), _moving),
    Command("row_start", "row_edge(-1)", ("home",), lambda: _("Start of the row"), _moving),
    Command("row_end", "row_edge(1)", ("end",), lambda: _("End of the row"), _moving),
    Command("text_start", "text_edge(-1)", ("ctrl+home",), lambda: _("Start of the transcript"), _moving),
    Command("text_end", "text_edge(1)", ("ctrl+end",), lambda: _("End of the transcript"), _moving),
    Command("next_sentence", "sentence(1)", ("right_square_bracket", "ctrl+down"), lambda: _("Next sentence"), _moving),
    Command(
        "previous_sentence", "sentence(-1)", ("left_square_bracket", "ctrl+up"), lambda: _("Previous sentence"), _moving
    ),
    Command("next_turn", "turn(1)", ("right_curly_bracket", "alt+down"), lambda: _("Next turn"), _moving),
    Command("previous_turn", "turn(-1)", ("left_curly_bracket", "alt+up"), lambda: _("Previous turn"), _moving),
    Command("next_word", "word(1)", ("w", "ctrl+right", "alt+right"), lambda: _("Next word"), _moving),
    Command("previous_word", "word(-1)", ("W", "ctrl+left", "alt+left"), lambda: _("Previous word"), _moving),
    Command("mark_word_right", "word(1,True)", ("ctrl+shift+right",), lambda: _("Mark a word more"), _marking),
    Command("mark_word_left", "word(-1,True)", ("ctrl+shift+left",), lambda: _("Mark a word less"), _marking),
    Command("other_end", "other_end", ("o", "alt+o"), lambda: _("Go to the other end of the marking"), _marking),
    Command("mark_right", "char(1,True)", ("shift+right",), lambda: _("Mark to the right"), _marking),
    Command("mark_left", "char(-1,True)", ("shift+left",), lambda: _("Mark to the left"), _marking),
    Command("mark_down", "row(1,True)", ("shift+down",), lambda: _("Mark downwards"), _marking),
    Command("mark_up", "row(-1,True)", ("shift+up",), lambda: _("Mark upwards"), _marking),
    Command(
        "mark_mode", "mark_mode", ("v", "f5"), lambda: _("Start or end marking; then move"), _marking, lambda: _("mark")
    ),
    Command(
        "widen",
        "widen",
        ("s", "plus", "f6", "ctrl+w"),
        lambda: _("Mark more: word, clause, sentence, turn"),
        _marking,
        lambda: _("widen"),
    ),
    Command("narrow", "narrow", ("minus", "shift+f6"), lambda: _("Mark less"), _marking),
)

FIND: tuple[Command, ...] = (
    Command("find_leave", "screen.leave_find", ("escape",), lambda: _("Close the find line"), _moving),
    Command(
        "find_pattern",
        "screen.find_by_pattern",
        ("ctrl+r",),
        lambda: _("In the find line: regular expression on or off"),
        _moving,
    ),
)

SEARCH: tuple[Command, ...] = (
    LIST[0],
    Command(
        "code_hit", "code_hit", ("c", "alt+c"), lambda: _("Code the sentence of the hit"), _searching, lambda: _("code")
    ),
    *(c for c in DESK if c.id in {"undo", "redo"}),
    Command(
        "search_field",
        "field",
        ("slash", "ctrl+f", "f", "alt+s"),
        lambda: _("Type what to look for"),
        _searching,
        lambda: _("find"),
    ),
    Command("search_list", "into_list", ("down", "ctrl+n"), lambda: _("From the field into the list"), _searching),
    Command(
        "filter_code",
        "filter('code')",
        ("C", "f2"),
        lambda: _("Only on codings of a code or theme"),
        _searching,
        lambda: _("on code"),
    ),
    Command("filter_not_code", "filter('not_code')", ("N", "f3"), lambda: _("Not on codings of a code"), _searching),
    Command("filter_role", "filter('role')", ("R", "f4"), lambda: _("Only words in a role"), _searching),
    Command("filter_case", "filter('case')", ("K", "f5"), lambda: _("Only in a case"), _searching, lambda: _("case")),
    Command(
        "filter_attribute", "filter('where')", ("A", "f6"), lambda: _("Only in cases with an attribute"), _searching
    ),
    Command("filter_coder", "filter('coder')", ("W", "f7"), lambda: _("Only on codings of a coder"), _searching),
    Command("search_unit", "next_unit", ("U", "f8"), lambda: _("What must hold all the words"), _searching),
    Command(
        "search_sort",
        "next_order",
        ("s", "f9"),
        lambda: _("Sort by place, by the words to the left, to the right"),
        _searching,
        lambda: _("sort"),
    ),
    Command("search_regex", "toggle_regex", ("x", "alt+r"), lambda: _("Regular expression on or off"), _searching),
    Command("search_exact", "toggle_exact", ("e", "alt+e"), lambda: _("This spelling alone, or all"), _searching),
    Command("clear_filters", "clear_filters", ("X", "alt+x"), lambda: _("Clear all filters"), _searching),
    Command("search_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), _searching, lambda: _("back")),
)


CODES: tuple[Command, ...] = (
    Command(
        "codes_and", "add('AND')", ("space", "alt+j"), lambda: _("Add the code with AND"), _choosing, lambda: _("and")
    ),
    Command("codes_or", "add('OR')", ("o", "alt+o"), lambda: _("Add the code with OR"), _choosing),
    Command("codes_not", "add('NOT')", ("n", "alt+n"), lambda: _("Leave the code out: NOT"), _choosing),
)


def _of_desk(*names: str) -> Iterator[Command]:
    """Yield actions of the coding desk that another screen has too, under the same keys."""
    known = {c.id: c for c in DESK}
    yield from (known[name] for name in names)


QUOTES: tuple[Command, ...] = (
    Command(
        "quotes_field",
        "edit",
        ("slash", "ctrl+f"),
        lambda: _("Write the expression of codes"),
        _choosing,
        lambda: _("expression"),
    ),
    Command("quotes_codes", "codes", ("b", "f2"), lambda: _("Choose from the codes"), _choosing, lambda: _("codes")),
    *_of_desk("recode", "remove", "memo", "undo", "redo"),
    Command(
        "quotes_export",
        "export",
        ("e", "ctrl+e", "alt+e"),
        lambda: _("Write the quotes into a file"),
        _choosing,
        lambda: _("export"),
    ),
    Command("quotes_clear", "clear", ("z", "alt+z"), lambda: _("No filters"), _choosing, lambda: _("no filters")),
    *_of_desk("home"),
    Command("quotes_next", "region(1)", ("tab",), lambda: _("Complete a name; to the codes, the quotes"), _choosing),
    Command("quotes_previous", "region(-1)", ("shift+tab",), lambda: _("Back to the codes, the field"), _choosing),
    Command("quotes_case", "filter('case')", ("c", "alt+c"), lambda: _("Quotes of one case"), _choosing),
    Command("quotes_attribute", "filter('attribute')", ("a", "alt+a"), lambda: _("Cases with an attribute"), _choosing),
    Command("quotes_coder", "filter('coder')", ("w", "alt+w"), lambda: _("Codings of one coder"), _choosing),
    Command("quotes_role", "filter('role')", ("p", "alt+p"), lambda: _("Words of one role"), _choosing),
    Command("quotes_origin", "filter('origin')", ("i", "alt+i"), lambda: _("How it was coded"), _choosing),
    Command("quotes_text", "contains", ("t", "alt+t"), lambda: _("Quotes that hold a word"), _choosing),
    Command("quotes_memo", "toggle_memo", ("h", "alt+h"), lambda: _("Quotes with a memo"), _choosing),
    Command("quotes_same", "toggle_same", ("v", "alt+v"), lambda: _("Same coder or any"), _choosing),
    Command("quotes_sort", "sort", ("s", "alt+s"), lambda: _("Order of the quotes"), _choosing),
)
QUOTES_OWN: tuple[Command, ...] = tuple(c for c in QUOTES if c not in DESK)

BOOK: tuple[Command, ...] = (
    Command(
        "book_edit",
        "edit",
        ("enter", "e", "f2"),
        lambda: _("Edit every field of the code"),
        _booking,
        lambda: _("edit"),
    ),
    Command(
        "book_fold", "fold", ("space", "alt+z"), lambda: _("Fold or unfold the theme"), _booking, lambda: _("fold")
    ),
    Command("book_fold_in", "fold(True)", ("left",), lambda: _("Fold the theme"), _booking),
    Command("book_fold_out", "fold(False)", ("right",), lambda: _("Unfold the theme"), _booking),
    Command("book_filter", "filter", ("slash", "ctrl+f"), lambda: _("Filter the codes"), _booking, lambda: _("filter")),
    Command("book_add", "add", ("a", "alt+a"), lambda: _("New code in this theme"), _booking, lambda: _("new code")),
    Command("book_add_theme", "add_theme", ("A", "alt+t"), lambda: _("New theme"), _booking),
    Command("book_rename", "rename", ("n", "alt+n"), lambda: _("Rename"), _booking, lambda: _("rename")),
    Command("book_define", "edit('definition')", ("d", "alt+d"), lambda: _("Change the definition"), _booking),
    Command("book_keywords", "edit('keywords')", ("w", "alt+w"), lambda: _("Change the keywords"), _booking),
    Command("book_recolour", "recolour", ("c", "alt+c"), lambda: _("Change the colour"), _booking),
    Command("book_move", "relocate", ("m", "f6"), lambda: _("Move to another theme"), _booking, lambda: _("move")),
    Command("book_up", "shift(-1)", ("left_square_bracket", "alt+up"), lambda: _("Move up among its like"), _booking),
    Command(
        "book_down", "shift(1)", ("right_square_bracket", "alt+down"), lambda: _("Move down among its like"), _booking
    ),
    Command("book_merge", "merge", ("plus", "f7"), lambda: _("Merge into another code"), _booking, lambda: _("merge")),
    Command(
        "book_split",
        "split",
        ("s", "f8"),
        lambda: _("Split into other codes, quote by quote"),
        _booking,
        lambda: _("split"),
    ),
    Command(
        "book_review",
        "review",
        ("t", "f9"),
        lambda: _("Look again at codings under an older definition"),
        _booking,
        lambda: _("look again"),
    ),
    Command(
        "book_archive",
        "archive",
        ("x", "delete", "ctrl+d"),
        lambda: _("Archive or restore"),
        _booking,
        lambda: _("archive"),
    ),
    Command("book_archived", "toggle_archived", ("v", "alt+v"), lambda: _("Show or hide what is archived"), _booking),
    Command("book_undo", "undo", ("u", "ctrl+z"), lambda: _("Undo"), _booking, lambda: _("undo")),
    Command("book_redo", "redo", ("r", "ctrl+y"), lambda: _("Redo"), _booking),
    Command("book_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), _program, lambda: _("back")),
)

REVIEW: tuple[Command, ...] = (
    Command(
        "review_open", "open_place", ("enter",), lambda: _("Open in the transcript"), _reviewing, lambda: _("open")
    ),
    Command(
        "review_keep", "keep", ("k", "ctrl+k"), lambda: _("Keep the coding as it is"), _reviewing, lambda: _("keep")
    ),
    Command(
        "review_recode",
        "recode",
        ("c", "alt+c"),
        lambda: _("Give it another code"),
        _reviewing,
        lambda: _("other code"),
    ),
    Command(
        "review_remove",
        "remove",
        ("d", "delete", "ctrl+d"),
        lambda: _("Remove the coding"),
        _reviewing,
        lambda: _("remove"),
    ),
    Command("review_skip", "skip", ("s", "right", "ctrl+n"), lambda: _("Skip it"), _reviewing, lambda: _("skip")),
    *_placing(),
    Command(
        "review_all",
        "toggle_everyone",
        ("o", "alt+o"),
        lambda: _("My codings / everyone's"),
        _reviewing,
        lambda: _("whose"),
    ),
    Command("review_undo", "undo", ("u", "ctrl+z"), lambda: _("Undo"), _reviewing, lambda: _("undo")),
    Command("review_redo", "redo", ("r", "ctrl+y"), lambda: _("Redo"), _reviewing),
    Command("review_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), _program, lambda: _("back")),
)


MEMOS: tuple[Command, ...] = (
    Command(
        "memos_edit", "edit", ("e", "f4", "ctrl+e"), lambda: _("Edit the memo in focus"), _noting, lambda: _("edit")
    ),
    Command(
        "memos_new", "new", ("n", "ctrl+n"), lambda: _("New memo: choose what it is on"), _noting, lambda: _("new")
    ),
    Command(
        "memos_remove",
        "remove",
        ("d", "delete", "ctrl+d"),
        lambda: _("Remove the memo in focus"),
        _noting,
        lambda: _("remove"),
    ),
    Command("memos_find", "find", ("slash", "ctrl+f"), lambda: _("Find in the memos"), _noting, lambda: _("find")),
    Command("memos_kind", "kind(1)", ("tab",), lambda: _("Memos on another kind of thing"), _noting, lambda: _("kind")),
    Command("memos_kind_back", "kind(-1)", ("shift+tab",), lambda: _("The kind of thing before"), _noting),
    Command(
        "memos_coder", "coder", ("o", "f6", "alt+o"), lambda: _("Memos of another coder"), _noting, lambda: _("coder")
    ),
    Command("memos_undo", "undo", ("u", "ctrl+z"), lambda: _("Undo a memo"), _noting, lambda: _("undo")),
    Command("memos_redo", "redo", ("r", "ctrl+y"), lambda: _("Redo a memo"), _noting, lambda: _("redo")),
    Command(
        "memos_further", "read(1)", ("right_square_bracket", "alt+down"), lambda: _("A long memo: further"), _noting
    ),
    Command("memos_back", "read(-1)", ("left_square_bracket", "alt+up"), lambda: _("A long memo: back"), _noting),
    Command("memos_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), _program, lambda: _("back")),
)

EDITOR: tuple[Command, ...] = (
    Command("memo_save", "save", ("ctrl+s", "f4"), lambda: _("Save the memo"), _noting),
    Command("memo_saved_text", "saved_text", ("ctrl+o",), lambda: _("Draft or saved text"), _noting),
    Command("memo_leave", "leave", ("escape",), lambda: _("Leave the memo"), _noting),
)

SETTINGS: tuple[Command, ...] = (
    replace(LIST[0], label=lambda: _("Change what is in focus"), short=lambda: _("change")),
    Command(
        "settings_reset",
        "reset",
        ("backspace", "delete", "ctrl+x"),
        lambda: _("Back to the default keys"),
        _setting,
        lambda: _("default"),
    ),
    Command("settings_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), _program, lambda: _("back")),
)

# Commands that share a screen: a key can do just one thing in each of these.
TOGETHER: tuple[tuple[Command, ...], ...] = (
    (*TEXT, *DESK, *PLACES, *EVERYWHERE),
    (*LIST, *HOME[1:], *EVERYWHERE),
    (*LIST, *MEMOS, *PLACES, *EVERYWHERE),
    EDITOR,
    (*LIST, *SETTINGS[1:], *PLACES, *EVERYWHERE),
    (*BOOK, *EVERYWHERE),
    (*REVIEW, *EVERYWHERE),
    (*SEARCH[1:], *EVERYWHERE),
)


def all_commands() -> tuple[Command, ...]:
    """Return every command, for help and settings."""
    here = (TEXT, DESK, FIND, LIST, HOME, SEARCH, QUOTES, CODES, BOOK, REVIEW, MEMOS, EDITOR, SETTINGS, EVERYWHERE)
    return tuple(dict.fromkeys(command for table in here for command in table))


def keys_of(command: Command, remapped: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of a command, as the person set them."""
    return tuple(remapped[command.id].split(",")) if command.id in remapped else command.keys


_KEY_NAMES = {
    "question_mark": "?",
    "full_stop": ".",
    "slash": "/",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "right_curly_bracket": "}",
    "left_curly_bracket": "{",
    "plus": "+",
    "minus": "-",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "⌫",
    "delete": "Del",
    "space": "Space",
    "home": "Home",
    "end": "End",
    "comma": ",",
    "tab": "Tab",
}


def key_name(key: str) -> str:
    """Return a key as a person reads it: `^P`, `F4`, `⇧→`."""
    *modifiers, base = key.split("+") if key != "+" else ["+"]
    name = _KEY_NAMES.get(base, base.upper() if base.startswith("f") and base[1:].isdigit() else base)
    if modifiers == ["ctrl"] and len(name) == 1:
        return f"^{name.upper()}"
    marks = {"ctrl": "^", "shift": "⇧", "alt": "Alt-"}
    return "".join(marks.get(m, m) for m in modifiers) + name
