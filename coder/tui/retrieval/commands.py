"""Actions of the screens that search the study and retrieve quotes."""

from __future__ import annotations

from coder.i18n import N_
from coder.tui.coding.commands import of_desk
from coder.tui.frame.command import Command, Table
from coder.tui.frame.commands import LIST
from coder.tui.frame.groups import choosing, searching

_searching = Table("", searching)
_search = Table("search", searching)
_filter = Table("filter", searching)
SEARCH: tuple[Command, ...] = (
    LIST[0],
    _searching("code_hit", "c,alt+c", N_("Code the sentence of the hit"), N_("code")),
    *of_desk("undo", "redo"),
    _search("field", "slash,ctrl+f,f", N_("Type what to look for"), N_("find")),
    _filter("code", "C,f2", N_("Only text coded with this code or theme"), N_("on code"), action="filter('code')"),
    _filter("not_code", "N,f3", N_("Leave out text coded with a code"), action="filter('not_code')"),
    _filter("role", "R,f4", N_("Only words of a role or speaker"), action="filter('role')"),
    _filter("case", "K,f5", N_("Only in a case"), N_("case"), action="filter('case')"),
    _filter("attribute", "A,f6", N_("Only in cases with an attribute"), action="filter('where')"),
    _filter("coder", "W,f7", N_("Only on codings of a coder"), action="filter('coder')"),
    _search("unit", "U,f8", N_("Unit that must hold all the words"), action="next_unit"),
    _search(
        "sort", "s,f9", N_("Sort by place, by the words to the left, to the right"), N_("sort"), action="next_order"
    ),
    _search("regex", "x,alt+r", N_("Regular expression on or off"), action="toggle_regex"),
    _search("exact", "e,alt+e", N_("This spelling alone, or all"), action="toggle_exact"),
    _searching("clear_filters", "X,alt+x", N_("Clear all filters")),
    _search("leave", "escape,q,f10", N_("Back"), N_("back")),
)

SEARCH_FIELD: tuple[Command, ...] = (
    _search("list", "down,ctrl+n", N_("From the field into the list"), action="screen.into_list"),
)

_codes = Table("codes", choosing)
CODES: tuple[Command, ...] = (
    _codes("and", "space,alt+l", N_("Add the code with AND"), N_("and"), action="add('AND')"),
    _codes("or", "o,alt+o", N_("Add the code with OR"), action="add('OR')"),
    _codes("not", "n,alt+n", N_("Leave the code out: NOT"), action="add('NOT')"),
)

_quotes = Table("quotes", choosing)
QUOTES: tuple[Command, ...] = (
    _quotes("field", "slash,ctrl+f", N_("Write the expression of codes"), N_("expression"), action="edit"),
    _quotes("codes", "b,f2", N_("Choose from the codes"), N_("codes")),
    *of_desk("recode", "remove", "memo", "undo", "redo"),
    _quotes("export", "e,ctrl+e,alt+e", N_("Write the quotes into a file"), N_("export")),
    _quotes("layer", "L,shift+f4", N_("Whose codings are counted"), N_("layer")),
    _quotes("clear", "z,alt+z", N_("No filters"), N_("no filters")),
    *of_desk("home"),
    _quotes("next", "tab", N_("Complete a name; to the codes, the quotes"), action="region(1)"),
    _quotes("previous", "shift+tab", N_("Back to the codes, the field"), action="region(-1)"),
    _quotes("case", "c,alt+c", N_("Quotes of one case"), action="filter('case')"),
    _quotes("attribute", "a,alt+a", N_("Cases with an attribute"), action="filter('attribute')"),
    _quotes("coder", "w,alt+w", N_("Codings of one coder"), action="filter('coder')"),
    _quotes("role", "p,alt+p", N_("Words of one role or speaker"), action="filter('role')"),
    _quotes("origin", "i,alt+i", N_("Origin of the coding"), action="filter('origin')"),
    _quotes("text", "t,alt+t", N_("Quotes that hold a word"), action="contains"),
    _quotes("memo", "h,alt+d", N_("Quotes with a memo"), action="toggle_memo"),
    _quotes("same", "v,alt+v", N_("Same coder or any"), action="toggle_same"),
    _quotes("sort", "s,alt+r", N_("Order of the quotes")),
)
