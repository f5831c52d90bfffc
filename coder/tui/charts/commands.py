"""Actions of the charts."""

from __future__ import annotations

from coder.i18n import N_
from coder.tui.frame.command import Command
from coder.tui.frame.filtering.filter_commands import filter_commands
from coder.tui.frame.groups import program, synthesising

CHARTS: tuple[Command, ...] = (
    Command("charts_open", "open", ("enter",), N_("The passages of the cell or bar"), synthesising, N_("see passages")),
    Command("charts_next", "turn(1)", ("tab",), N_("Next chart"), synthesising, N_("next chart")),
    Command("charts_previous", "turn(-1)", ("shift+tab",), N_("Chart before"), synthesising),
    Command("charts_cases", "choose('cases')", ("1", "alt+1"), N_("Chart: cases by theme"), synthesising),
    Command("charts_kinds", "choose('kinds')", ("2", "alt+2"), N_("Chart: bars by kind of case"), synthesising),
    Command("charts_findings", "choose('findings')", ("3", "alt+3"), N_("Chart: findings over cases"), synthesising),
    Command("charts_strips", "choose('strips')", ("4", "alt+4"), N_("Chart: a strip a transcript"), synthesising),
    Command("charts_portrait", "choose('portrait')", ("5", "alt+5"), N_("Chart: portrait of one"), synthesising),
    Command(
        "charts_other",
        "other",
        ("o", "alt+o"),
        N_("Another attribute, or another transcript"),
        synthesising,
        N_("other"),
    ),
    Command("charts_layer", "layer", ("L", "shift+f4"), N_("Whose codings are counted"), synthesising, N_("layer")),
    *filter_commands("charts", synthesising),
    Command("charts_up", "step(-1, 0)", ("up", "k"), N_("Cell above"), synthesising),
    Command("charts_down", "step(1, 0)", ("down", "j"), N_("Cell below"), synthesising),
    Command("charts_left", "step(0, -1)", ("left", "h"), N_("Cell to the left"), synthesising),
    Command("charts_right", "step(0, 1)", ("right", "l"), N_("Cell to the right"), synthesising),
    Command("charts_page_up", "page(-1)", ("pageup",), N_("Page up"), synthesising),
    Command("charts_page_down", "page(1)", ("pagedown",), N_("Page down"), synthesising),
    Command("charts_first", "edge(-1)", ("home",), N_("First"), synthesising),
    Command("charts_last", "edge(1)", ("end",), N_("Last"), synthesising),
    Command("charts_leave", "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back")),
)
