"""A worksheet whose cells lead to places in the workbook: plain numbers and texts, no formulas."""

from __future__ import annotations

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

MOST_LINKS = 65_530
"""Excel's limit of links a sheet; one may cover many cells."""


class LinkedSheet(Worksheet):  # type: ignore[misc]
    """A worksheet with links over ranges of cells.

    XlsxWriter links one cell at a time and writes a text into it. Here a link lies over cells that were written as
    what they are, so numbers stay numbers, and one link serves a column of a million rows.
    """

    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.left_out = 0

    def link(self, first: int, column: int, last: int, place: str) -> bool:
        """Let the cells of a column, from the row `first` to `last`, lead to a place like `'Codes'!A7`.

        Return whether there was room for one more link.
        """
        room = len(self.links) < MOST_LINKS
        if room:
            self.links.append((xl_range(first, column, last, column), place))
        else:
            self.left_out += 1
        return room

    def _write_hyperlinks(self) -> None:
        """Write the links where XlsxWriter would write its own."""
        if not self.links:
            return
        self._xml_start_tag("hyperlinks")
        for cells, place in self.links:
            self._xml_empty_tag("hyperlink", [("ref", cells), ("location", place)])
        self._xml_end_tag("hyperlinks")
