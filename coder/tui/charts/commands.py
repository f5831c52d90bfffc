"""Actions of the charts."""

from __future__ import annotations

from coder.i18n import N_
from coder.tui.frame.command import Command, Table
from coder.tui.frame.filtering.filter_commands import filter_commands
from coder.tui.frame.groups import synthesising

_charts = Table("charts", synthesising)
CHARTS: tuple[Command, ...] = (
    _charts("open", "enter", N_("The passages of the cell or bar"), N_("see passages")),
    _charts("next", "tab", N_("Next chart"), N_("next chart"), action="turn(1)"),
    _charts("previous", "shift+tab", N_("Chart before"), action="turn(-1)"),
    _charts("cases", "1,alt+1", N_("Chart: cases by theme"), action="choose('cases')"),
    _charts("kinds", "2,alt+2", N_("Chart: bars by kind of case"), action="choose('kinds')"),
    _charts("findings", "3,alt+3", N_("Chart: findings over cases"), action="choose('findings')"),
    _charts("strips", "4,alt+4", N_("Chart: a strip a transcript"), action="choose('strips')"),
    _charts("portrait", "5,alt+5", N_("Chart: portrait of one"), action="choose('portrait')"),
    _charts("other", "o,alt+o", N_("Another attribute, or another transcript"), N_("other")),
    _charts("layer", "L,shift+f4", N_("Whose codings are counted"), N_("layer")),
    *filter_commands(_charts),
    _charts("up", "up,k", N_("Cell above"), action="step(-1, 0)"),
    _charts("down", "down,j", N_("Cell below"), action="step(1, 0)"),
    _charts("left", "left,h", N_("Cell to the left"), action="step(0, -1)"),
    _charts("right", "right,l", N_("Cell to the right"), action="step(0, 1)"),
    _charts("page_up", "pageup", N_("Page up"), action="page(-1)"),
    _charts("page_down", "pagedown", N_("Page down"), action="page(1)"),
    _charts("first", "home", N_("First"), action="edge(-1)"),
    _charts("last", "end", N_("Last"), action="edge(1)"),
    _charts.leaving(),
)
