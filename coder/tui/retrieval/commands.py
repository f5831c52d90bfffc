"""Actions of the screens that search the study and retrieve quotes."""

from __future__ import annotations

from collections.abc import Iterator

from coder.i18n import _
from coder.tui.coding.commands import DESK, LIST
from coder.tui.frame.command import Command
from coder.tui.frame.groups import choosing, searching

SEARCH: tuple[Command, ...] = (
    LIST[0],
    Command(
        "code_hit", "code_hit", ("c", "alt+c"), lambda: _("Code the sentence of the hit"), searching, lambda: _("code")
    ),
    *(c for c in DESK if c.id in {"undo", "redo"}),
    Command(
        "search_field",
        "field",
        ("slash", "ctrl+f", "f"),
        lambda: _("Type what to look for"),
        searching,
        lambda: _("find"),
    ),
    Command(
        "filter_code",
        "filter('code')",
        ("C", "f2"),
        lambda: _("Only on codings of a code or theme"),
        searching,
        lambda: _("on code"),
    ),
    Command("filter_not_code", "filter('not_code')", ("N", "f3"), lambda: _("Not on codings of a code"), searching),
    Command("filter_role", "filter('role')", ("R", "f4"), lambda: _("Only words in a role"), searching),
    Command("filter_case", "filter('case')", ("K", "f5"), lambda: _("Only in a case"), searching, lambda: _("case")),
    Command(
        "filter_attribute", "filter('where')", ("A", "f6"), lambda: _("Only in cases with an attribute"), searching
    ),
    Command("filter_coder", "filter('coder')", ("W", "f7"), lambda: _("Only on codings of a coder"), searching),
    Command("search_unit", "next_unit", ("U", "f8"), lambda: _("What must hold all the words"), searching),
    Command(
        "search_sort",
        "next_order",
        ("s", "f9"),
        lambda: _("Sort by place, by the words to the left, to the right"),
        searching,
        lambda: _("sort"),
    ),
    Command("search_regex", "toggle_regex", ("x", "alt+r"), lambda: _("Regular expression on or off"), searching),
    Command("search_exact", "toggle_exact", ("e", "alt+e"), lambda: _("This spelling alone, or all"), searching),
    Command("clear_filters", "clear_filters", ("X", "alt+x"), lambda: _("Clear all filters"), searching),
    Command("search_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), searching, lambda: _("back")),
)


SEARCH_FIELD: tuple[Command, ...] = (
    Command(
        "search_list", "screen.into_list", ("down", "ctrl+n"), lambda: _("From the field into the list"), searching
    ),
)


CODES: tuple[Command, ...] = (
    Command(
        "codes_and", "add('AND')", ("space", "alt+l"), lambda: _("Add the code with AND"), choosing, lambda: _("and")
    ),
    Command("codes_or", "add('OR')", ("o", "alt+o"), lambda: _("Add the code with OR"), choosing),
    Command("codes_not", "add('NOT')", ("n", "alt+n"), lambda: _("Leave the code out: NOT"), choosing),
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
        choosing,
        lambda: _("expression"),
    ),
    Command("quotes_codes", "codes", ("b", "f2"), lambda: _("Choose from the codes"), choosing, lambda: _("codes")),
    *_of_desk("recode", "remove", "memo", "undo", "redo"),
    Command(
        "quotes_export",
        "export",
        ("e", "ctrl+e", "alt+e"),
        lambda: _("Write the quotes into a file"),
        choosing,
        lambda: _("export"),
    ),
    Command("quotes_clear", "clear", ("z", "alt+z"), lambda: _("No filters"), choosing, lambda: _("no filters")),
    *_of_desk("home"),
    Command("quotes_next", "region(1)", ("tab",), lambda: _("Complete a name; to the codes, the quotes"), choosing),
    Command("quotes_previous", "region(-1)", ("shift+tab",), lambda: _("Back to the codes, the field"), choosing),
    Command("quotes_case", "filter('case')", ("c", "alt+c"), lambda: _("Quotes of one case"), choosing),
    Command("quotes_attribute", "filter('attribute')", ("a", "alt+a"), lambda: _("Cases with an attribute"), choosing),
    Command("quotes_coder", "filter('coder')", ("w", "alt+w"), lambda: _("Codings of one coder"), choosing),
    Command("quotes_role", "filter('role')", ("p", "alt+p"), lambda: _("Words of one role"), choosing),
    Command("quotes_origin", "filter('origin')", ("i", "alt+i"), lambda: _("How it was coded"), choosing),
    Command("quotes_text", "contains", ("t", "alt+t"), lambda: _("Quotes that hold a word"), choosing),
    Command("quotes_memo", "toggle_memo", ("h", "alt+d"), lambda: _("Quotes with a memo"), choosing),
    Command("quotes_same", "toggle_same", ("v", "alt+v"), lambda: _("Same coder or any"), choosing),
    Command("quotes_sort", "sort", ("s", "alt+r"), lambda: _("Order of the quotes"), choosing),
)
