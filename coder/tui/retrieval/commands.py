"""Actions of the screens that search the study and retrieve quotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.i18n import N_
from coder.tui.coding.commands import DESK
from coder.tui.frame.command import Command
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import choosing, searching

SEARCH: tuple[Command, ...] = (
    LIST[0],
    Command("code_hit", "code_hit", ("c", "alt+c"), N_("Code the sentence of the hit"), searching, N_("code")),
    *(c for c in DESK if c.id in {"undo", "redo"}),
    Command("search_field", "field", ("slash", "ctrl+f", "f"), N_("Type what to look for"), searching, N_("find")),
    Command(
        "filter_code",
        "filter('code')",
        ("C", "f2"),
        N_("Only text coded with this code or theme"),
        searching,
        N_("on code"),
    ),
    Command("filter_not_code", "filter('not_code')", ("N", "f3"), N_("Leave out text coded with a code"), searching),
    Command("filter_role", "filter('role')", ("R", "f4"), N_("Only words of a role or speaker"), searching),
    Command("filter_case", "filter('case')", ("K", "f5"), N_("Only in a case"), searching, N_("case")),
    Command("filter_attribute", "filter('where')", ("A", "f6"), N_("Only in cases with an attribute"), searching),
    Command("filter_coder", "filter('coder')", ("W", "f7"), N_("Only on codings of a coder"), searching),
    Command("search_unit", "next_unit", ("U", "f8"), N_("Unit that must hold all the words"), searching),
    Command(
        "search_sort",
        "next_order",
        ("s", "f9"),
        N_("Sort by place, by the words to the left, to the right"),
        searching,
        N_("sort"),
    ),
    Command("search_regex", "toggle_regex", ("x", "alt+r"), N_("Regular expression on or off"), searching),
    Command("search_exact", "toggle_exact", ("e", "alt+e"), N_("This spelling alone, or all"), searching),
    Command("clear_filters", "clear_filters", ("X", "alt+x"), N_("Clear all filters"), searching),
    Command("search_leave", "leave", ("escape", "q", "f10"), N_("Back"), searching, N_("back")),
)


SEARCH_FIELD: tuple[Command, ...] = (
    Command("search_list", "screen.into_list", ("down", "ctrl+n"), N_("From the field into the list"), searching),
)


CODES: tuple[Command, ...] = (
    Command("codes_and", "add('AND')", ("space", "alt+l"), N_("Add the code with AND"), choosing, N_("and")),
    Command("codes_or", "add('OR')", ("o", "alt+o"), N_("Add the code with OR"), choosing),
    Command("codes_not", "add('NOT')", ("n", "alt+n"), N_("Leave the code out: NOT"), choosing),
)


def _of_desk(*names: str) -> Iterator[Command]:
    """Yield actions of the coding desk that another screen has too, under the same keys."""
    known = {c.id: c for c in DESK}
    # Here an action acts on the quote in focus, and needs not say what a code is chosen for.
    yield from (replace(known[name], action=known[name].action if name == "home" else name) for name in names)


QUOTES: tuple[Command, ...] = (
    Command(
        "quotes_field", "edit", ("slash", "ctrl+f"), N_("Write the expression of codes"), choosing, N_("expression")
    ),
    Command("quotes_codes", "codes", ("b", "f2"), N_("Choose from the codes"), choosing, N_("codes")),
    *_of_desk("recode", "remove", "memo", "undo", "redo"),
    Command(
        "quotes_export", "export", ("e", "ctrl+e", "alt+e"), N_("Write the quotes into a file"), choosing, N_("export")
    ),
    Command("quotes_layer", "layer", ("L", "shift+f4"), N_("Whose codings are counted"), choosing, N_("layer")),
    Command("quotes_clear", "clear", ("z", "alt+z"), N_("No filters"), choosing, N_("no filters")),
    *_of_desk("home"),
    Command("quotes_next", "region(1)", ("tab",), N_("Complete a name; to the codes, the quotes"), choosing),
    Command("quotes_previous", "region(-1)", ("shift+tab",), N_("Back to the codes, the field"), choosing),
    Command("quotes_case", "filter('case')", ("c", "alt+c"), N_("Quotes of one case"), choosing),
    Command("quotes_attribute", "filter('attribute')", ("a", "alt+a"), N_("Cases with an attribute"), choosing),
    Command("quotes_coder", "filter('coder')", ("w", "alt+w"), N_("Codings of one coder"), choosing),
    Command("quotes_role", "filter('role')", ("p", "alt+p"), N_("Words of one role or speaker"), choosing),
    Command("quotes_origin", "filter('origin')", ("i", "alt+i"), N_("Origin of the coding"), choosing),
    Command("quotes_text", "contains", ("t", "alt+t"), N_("Quotes that hold a word"), choosing),
    Command("quotes_memo", "toggle_memo", ("h", "alt+d"), N_("Quotes with a memo"), choosing),
    Command("quotes_same", "toggle_same", ("v", "alt+v"), N_("Same coder or any"), choosing),
    Command("quotes_sort", "sort", ("s", "alt+r"), N_("Order of the quotes"), choosing),
)
