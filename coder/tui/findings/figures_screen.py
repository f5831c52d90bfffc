"""Figures beside the findings with source, use and whether the derivation holds; then the sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from rich.cells import cell_len

from coder.coding.undo_place import UndoPlace
from coder.findings.entry_fields import Entry
from coder.i18n import _
from coder.model.codebook import Figure, Source
from coder.model.journal.change import ActSummary
from coder.model.reporting.figure_sources import reference
from coder.model.reporting.figure_use import checked_derivation, figure_rows, use_words
from coder.tui.findings.commands import FIGURES
from coder.tui.findings.entry_keys import EntryScreen
from coder.tui.frame.list_detail import ListScreen
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad

_WIDE = 100
_ROOMY, _NARROW = (24, 22), (16, 14)  # values, and where they are used; names tell figures apart


class FiguresScreen(EntryScreen, ListScreen[dict[str, Any] | Source]):
    """All figures in the order of their file, then the sources that they are taken from."""

    COMMANDS_HERE = FIGURES
    LIST, DETAIL, SHORT = "figures", "figure-detail", 30

    def reload(self, at: str = "") -> None:
        """Show figures and sources as they are now."""
        self.take([*figure_rows(self.project), *self.project.sources], at)

    def key_of(self, item: dict[str, Any] | Source) -> str:
        """Return the id of a figure or source; a source may be called like a figure."""
        return self.key_of_entry(item) if isinstance(item, Source) else str(item["id"])

    def key_of_entry(self, entry: Entry) -> str:
        """Return the key of an entry in the list."""
        return f"source {entry.id}" if isinstance(entry, Source) else entry.id

    def entry_here(self) -> Figure | Source | None:
        """Return the figure or source in focus, as it stands by now."""
        one = self.here
        if isinstance(one, Source):
            return next((s for s in self.project.sources if s.id == one.id), None)
        return next((f for f in self.project.figures if one is not None and f.id == one["id"]), None)

    def undo_place(self) -> UndoPlace:
        """Return the place: figures and sources, with the findings that an act on them touched."""

        def reach(act: ActSummary) -> Literal["here", "elsewhere"]:
            return "here" if {"figure", "source"} & {*act.kinds} else "elsewhere"

        return UndoPlace(reach, frozenset({"figure", "source", "finding"}))

    def title_text(self) -> str:
        """Return what this is."""
        count = sum(not isinstance(item, Source) for item in self.items)
        return _("Figures: {count}").format(count=count)

    @property
    def _name_width(self) -> int:
        return max(10, self.size.width - sum(self._others) - 6)

    @property
    def _others(self) -> tuple[int, int]:
        return _ROOMY if self.size.width >= _WIDE else _NARROW

    def heading(self) -> Sequence[Row]:
        """Return what the values are, and the names of the columns."""
        names = pad("   " + _("Figure"), self._name_width + 3) + pad(_("Value"), self._others[0]) + _("Used by")
        told = " " + _("Values as their sources give them; none is counted from codings.")
        return [((fit(told, self.size.width), self.paints.quiet),), ((names, self.paints.quiet),)]

    def row(self, item: dict[str, Any] | Source, *, here: bool) -> Row:
        """Return a figure's name, value and uses, or a source; a figure that does not hold stands out."""
        style, width, (values, uses) = self.row_style(here=here), self._name_width, self._others
        if isinstance(item, Source):
            name, value, used = item.title, item.brief, self._of_source(item)
            kind = _("source") + " "
        else:
            name, value, used, kind = item["name"], item["as_printed"], use_words(item) or _("unused"), ""
        told = (" > " if here else "   ") + kind
        wrong = not isinstance(item, Source) and item["holds"] is False
        return (
            (told, style + self.paints.quiet if kind else style),
            (pad(fit(name, width - 1 - cell_len(kind)), width - cell_len(kind)), style),
            (pad(fit(value, values - 1), values), style + self.paints.bad if wrong else style),
            (fit(used, uses), style),
            (" " * self.size.width, style),
        )

    def _of_source(self, source: Source) -> str:
        """Return how many figures are taken from a source."""
        count = sum(figure.source == source.id for figure in self.project.figures)
        return _("{count} figures").format(count=count)

    def open_item(self, item: dict[str, Any] | Source) -> None:  # noqa: ARG002  the one in focus
        """Change the figure or source in focus."""
        self.action_fields()

    def detail(self, width: int, height: int) -> Sequence[Row]:  # noqa: ARG002  the pane scrolls
        """Return source, base, note and derivation of the figure in focus."""
        one = self.here
        if one is None:
            told = self.with_keys(_("No figures yet: {figures_make} makes one, {figures_source} a source of figures."))
            return self.lines(told, self.paints.quiet)
        if isinstance(one, Source):
            sources = self.project.sources
            return self.lines(reference(one, sources), self.paints.text, 4) + self.lines(one.link, self.paints.quiet)
        rows = self.lines(_("{name}: {value}").format(name=one["name"], value=one["as_printed"]), self.paints.text, 3)
        for label, text in (
            (_("Source"), one["cited_as"]),
            (_("Reference"), one["source"] or ""),
            (_("Base"), one["base"]),
            (_("Note"), one["note"]),
            (_("Derivation"), checked_derivation(one)),
            (_("Used by"), use_words(one) or _("unused")),
        ):
            if text:
                rows += self.lines(_("{name}: {value}").format(name=label, value=text), self.paints.quiet, 3)
        return rows
