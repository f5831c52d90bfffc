"""The figures beside the findings: each with its source, what uses it, and whether its derivation holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coder.i18n import _
from coder.model.reporting.figure_use import figure_rows, held_words, use_words
from coder.tui.frame.command_table import FIGURES
from coder.tui.frame.list_detail import ListScreen
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad

_VALUE, _USED = 24, 22


class FiguresScreen(ListScreen[dict[str, Any]]):
    """All figures in the order of their file."""

    COMMANDS_HERE = FIGURES
    LIST, DETAIL, SHORT = "figures", "figure-detail", 30

    def begin(self) -> None:
        """Show the figures as they are now."""
        super().begin()
        self.take(figure_rows(self.coder_app.study.project()))

    def key_of(self, item: dict[str, Any]) -> str:
        """Return the figure's id."""
        return str(item["id"])

    def title_text(self) -> str:
        """Return what this is."""
        return _("Figures: {count}").format(count=len(self.items))

    @property
    def _name_width(self) -> int:
        return max(10, self.size.width - _VALUE - _USED - 6)

    def heading(self) -> Sequence[Row]:
        """Return the names of the columns."""
        names = pad("   " + _("Figure"), self._name_width + 3) + pad(_("Value"), _VALUE) + _("Used by")
        return [((names, self.paints.quiet),)]

    def draw(self, item: dict[str, Any], *, here: bool) -> tuple[Row]:
        """Return a figure's name, value and uses; one that does not hold stands out."""
        style, width = self.row_style(here=here), self._name_width
        told = (" > " if here else "   ") + pad(fit(item["name"], width - 1), width)
        used = use_words(item) or _("unused")
        look = style + self.paints.bad if item["holds"] is False else style
        value = pad(fit(item["as_printed"], _VALUE - 1), _VALUE)
        return (((told, style), (value, look), (fit(used, _USED), style), (" " * self.size.width, style)),)

    def detail(self, width: int, height: int) -> Sequence[Row]:  # noqa: ARG002  the pane scrolls
        """Return source, base, note and derivation of the figure in focus."""
        one = self.here
        if one is None:
            return [((" " + _("No figures."), self.paints.quiet),)]
        rows = self.lines(_("{name}: {value}").format(name=one["name"], value=one["as_printed"]), self.paints.text, 3)
        for label, text in (
            (_("Source"), one["cited_as"]),
            (_("Reference"), one["source"] or ""),
            (_("Base"), one["base"]),
            (_("Note"), one["note"]),
            (_("Derivation"), ": ".join(filter(None, (one["derived"], held_words(one))))),
            (_("Used by"), use_words(one) or _("unused")),
        ):
            if text:
                rows += self.lines(_("{name}: {value}").format(name=label, value=text), self.paints.quiet, 3)
        return rows
