"""A list of what the speech of the study says of codes: read beside the screen, narrowed down by filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from coder.codebook.keyword_offers import Reading, reading_apart
from coder.errors import CoderError
from coder.retrieval.filtered_study import narrowed
from coder.tui.codebook.acts import Booking
from coder.tui.frame.filtering.filtered_screen import FilteredScreen
from coder.tui.frame.list_detail import Item, ListScreen
from coder.tui.frame.reading import Beside, ReadingScreen
from coder.tui.frame.unit_line import unit_row
from coder.tui.widgets.pane import Row

Value = TypeVar("Value")


class SpeechList(Booking, FilteredScreen, ReadingScreen, ListScreen[Item]):
    """A list that `look` reads anew; above its `columns` stand whose codings are counted, and the filters."""

    def look(self) -> None:
        """Read what is shown beside the screen's own thread."""
        raise NotImplementedError

    def columns(self) -> Row:
        """Return the names of the columns."""
        raise NotImplementedError

    def begin(self) -> None:
        """Begin to read."""
        self.listing.focus()
        self.recount()

    def resumed(self) -> None:
        """Read again what changed meanwhile."""
        if self.is_behind:
            self.look()

    def recount(self) -> None:
        """Read under the filters of now."""
        self.repaint()
        self.look()

    def heading(self) -> Sequence[Row]:
        """Return what is counted, the filters, and the names of the columns."""
        return [unit_row(self.study, self.paints), self.filters_row(), self.columns()]

    def read_speech(
        self,
        read: Callable[[Reading], Value],
        take: Callable[[Value], object],
        failed: Callable[[CoderError], object] | None = None,
    ) -> None:
        """Let `read` run beside on what the filters leave of the study, and `take` show what it returns."""
        study, project, segmenter, filters = self.study, self.project, self.coder_app.segmenter, self.filters

        def read_apart(beside: Beside[Value]) -> Value:
            with reading_apart(study.path, project, segmenter, study.seen, beside.told, beside.stopped) as whole:
                only = narrowed(whole.reader, project, filters)
                return read(replace(whole, project=only.project, keeps=only.keeps))

        self.read_beside("speech", read_apart, take, failed)
