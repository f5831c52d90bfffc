"""The transcript as a page: its rows, what lies on them, and drawing just what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from coder.language.segment import sentences
from coder.model.coding import Coding, Suggestion
from coder.model.intervals import SpanIndex
from coder.model.project import OpenTranscript
from coder.model.text import Role, Span, turn_at
from coder.tui.frame.palette import Paints, paints
from coder.tui.widgets.cell_changes import changed_cells
from coder.tui.widgets.folding import folded
from coder.tui.widgets.lanes import Lanes
from coder.tui.widgets.layout import Gutter, gutter, plain_rows, text_cells
from coder.tui.widgets.paint import Marks, Overlay, paint_row
from coder.tui.widgets.telling import Telling
from coder.tui.widgets.wrap import Rows, column_of, offset_at, wrap

_MARGIN = 2
_NOWHERE = Span(0, 0)


def _nobody_listens() -> None:
    """Stand for the screen until it says what to do."""


class TranscriptPage(Telling, ScrollView, can_focus=True):
    """Shows an open transcript; draws the rows that changed and no others.

    `moved` is called when caret or marking moved, `wrapped` when the text was wrapped anew: at once, for a message
    would reach the margins a frame after the text.
    """

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self.document: OpenTranscript | None = None
        self.rows = Rows([0], [0], [1], 0)
        self.caret = 0
        self.marked_from: int | None = None
        self.mode = False
        self.lanes = Lanes()
        self.beside = Gutter(0, 0, 0)
        self.plain = False
        self.overlay = Overlay()
        self.code_colors: Mapping[str, str] = {}
        self.focus_coding: Coding | None = None
        self.moved: Callable[[], None] = _nobody_listens
        self.wrapped: Callable[[], None] = _nobody_listens
        self._strips: dict[int, Strip] = {}
        self._goal: int | None = None
        self._sentences: dict[int, list[Span]] = {}
        self._folded = ""
        self._dragging = False
        self._drawn = Marks(0, None, _NOWHERE)

    @property
    def paints(self) -> Paints:
        """Styles of the theme in use."""
        return paints(self.app.theme)

    @property
    def selection(self) -> Span | None:
        """The marked words."""
        if self.marked_from is None or self.marked_from == self.caret:
            return None
        return Span(min(self.marked_from, self.caret), max(self.marked_from, self.caret))

    @property
    def here(self) -> Span:
        """The sentence at the caret; empty where nobody speaks."""
        return self.sentence_at(self.caret)

    @property
    def target(self) -> Span:
        """What an act takes: the marked words, else the sentence at the caret."""
        return self.selection or self.here

    def load(self, document: OpenTranscript, colors: Mapping[str, str], caret: int = 0) -> None:
        """Show another transcript."""
        self.document, self.code_colors = document, colors
        self.caret, self.marked_from, self.mode = min(caret, len(document.text)), None, False
        self._folded = ""
        self.lanes, self._sentences, self.overlay, self.focus_coding = Lanes(), {}, Overlay(), None
        self.lanes.update(document.codings)
        self.overlay.memos = _memo_places(document)
        self._rewrap()
        self.reveal()

    def show_plain(self, *, plain: bool) -> None:
        """Show the text as it stands in the file, or as one reads it; caret and marking stay."""
        self.plain = plain
        self._rewrap()
        self.reveal(center=True)

    def overlay_changed(
        self, document: OpenTranscript, suggestions: SpanIndex[Suggestion], touched: Sequence[Span] | None = None
    ) -> None:
        """Take over other codings, memos and suggestions on the same text, and draw what differs.

        `touched` are the words on which something changed, if that is known.
        """
        old, old_suggestions = self.document, self.overlay.suggestions
        if old is None:
            return
        self.document, self.overlay.suggestions = document, suggestions
        if touched is None:
            self._take_all(old, document)
            touched = self._differing(old, old_suggestions)
        elif old.codings is not document.codings:
            before = {c.id: c for s in touched for c in old.coding_index.over(s.start, s.end)}
            after = {c.id: c for s in touched for c in document.coding_index.over(s.start, s.end)}
            self.lanes.change(
                [c for k, c in before.items() if after.get(k) != c],
                [c for k, c in after.items() if before.get(k) != c],
            )
        if old.memos != document.memos:
            places = _memo_places(document)
            touched = [*touched, *self.overlay.memos, *places]
            self.overlay.memos = places
        self._redraw(touched)

    def _take_all(self, old: OpenTranscript, new: OpenTranscript) -> None:
        """Take over codings of which it is not known where they differ; rows off the screen wait until they come."""
        if old.codings is not new.codings:
            self.lanes.update(new.codings)
        top, bottom = self._window()
        self._strips = {row: strip for row, strip in self._strips.items() if top <= row < bottom}

    def _differing(self, old: OpenTranscript, old_suggestions: SpanIndex[Suggestion]) -> list[Span]:
        """Return the words on the screen on which codings or suggestions differ."""
        top, bottom = self._window()
        new = self.document
        if new is None or not len(self.rows):
            return []
        start, end = self.rows.starts[top], self.rows.ends[bottom - 1] + 1
        pairs: tuple[tuple[Sequence[Coding | Suggestion], Sequence[Coding | Suggestion]], ...] = (
            (old.coding_index.over(start, end), new.coding_index.over(start, end)),
            (old_suggestions.over(start, end), self.overlay.suggestions.over(start, end)),
        )
        return [
            item.span
            for before, after in pairs
            for item in (*before, *after)
            if item not in before or item not in after
        ]

    def _window(self) -> tuple[int, int]:
        """Return the first row on the screen and the one behind the last."""
        top = min(self.scroll_offset.y, len(self.rows) - 1)
        return top, min(len(self.rows), top + max(1, self.size.height))

    def show_hits(self, hits: Sequence[Span]) -> None:
        """Mark the places that a search found, in the text's order."""
        touched = [*self.overlay.hits, *hits]
        self.overlay.hits = SpanIndex(hits)
        self._redraw(touched)

    def show_redacted(self, words: Sequence[Span]) -> None:
        """Strike out the words that no report prints, in the text's order."""
        touched = [*self.overlay.redacted, *words]
        self.overlay.redacted = SpanIndex(words)
        self._redraw(touched)

    def show_focus(self, coding: Coding | None) -> None:
        """Draw the bracket of the coding in focus so that it is told from the others."""
        if coding == self.focus_coding:
            return
        touched = [c.span for c in (self.focus_coding, coding) if c is not None]
        self.focus_coding = coding
        self._drawn = self._marks()
        self._redraw(touched)

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that holds `offset`, else an empty span there."""
        spans = self._sentences_of(self._turn_index(offset))
        for span in spans:
            if span.start <= offset < span.end or (offset < span.start and span is spans[0]):
                return span
        before = [s for s in spans if s.end <= offset]
        return before[-1] if before else Span(offset, offset)

    def _turn_index(self, offset: int) -> int:
        return turn_at(self.document.turns, offset) if self.document and self.document.turns else 0

    def _sentences_of(self, index: int) -> list[Span]:
        if index not in self._sentences:
            document = self.document
            if document is None or index >= len(document.turns) or document.turns[index].role is Role.NONE:
                return []
            turn = document.turns[index]
            self._sentences[index] = sentences(document.text, turn.body, turn.end)
        return self._sentences[index]

    @property
    def _last(self) -> int:
        return max(0, len(self.document.text.rstrip("\n")) if self.document else 0)

    def _rewrap(self) -> None:
        if self.document is None or not self.size.width:
            return
        self.beside = gutter(self.document, self.size.width, self.lanes.depth, plain=self.plain)
        width = text_cells(self.beside, self.size.width, plain=self.plain)
        if self.plain:
            self.rows = plain_rows(self.document, width)
        else:
            self._folded = self._folded or folded(self.document)
            self.rows = wrap(self._folded, width, original=self.document.text)
        if self.marked_from is None:
            self.caret = self.rows.seen(self.caret)
        self.virtual_size = Size(self.size.width, len(self.rows))
        self._strips.clear()
        self._drawn = self._marks()
        self.refresh()
        self.wrapped()

    def _marks(self) -> Marks:
        selection = self.selection
        return Marks(self.caret, selection, _NOWHERE if selection else self.here, self.focus_coding)

    def _moved(self) -> None:
        """Draw again what caret and marking left and what they reached, and let the screen follow."""
        self.moved()
        old, new = self._drawn, self._marks()
        self._drawn = new
        spans = [Span(old.caret, old.caret + 1), Span(new.caret, new.caret + 1)]
        if old.here != new.here:
            spans += [old.here, new.here]
        if old.selection != new.selection:
            spans += _difference(old.selection, new.selection)
        self._redraw(spans)
        self.app.cursor_position = self._cursor()

    def _redraw(self, spans: Iterable[Span]) -> None:
        top, height, width = self.scroll_offset.y, self.size.height, self.size.width
        rows = {row for span in spans for row in self.rows.rows_of(span.start, max(span.end, span.start + 1))}
        regions = []
        for row in sorted(rows):
            before = self._strips.pop(row, None)
            if not top <= row < top + height:
                continue
            cells = changed_cells(before, self._strip(row)) if before is not None else (0, width)
            if cells is not None:
                regions.append(Region(cells[0], row - top, cells[1] - cells[0], 1))
        if regions:
            self.refresh(*regions)

    def repaint(self) -> None:
        """Draw everything again, in the theme of now."""
        self._strips.clear()
        self.refresh()

    def _cursor(self) -> Offset:
        row = self.rows.row_of(self.caret)
        column = column_of(self.rows.text, self.rows.starts[row], self.caret)
        place = self.content_region.offset
        return Offset(place.x + self.beside.cells + column, place.y + row - self.scroll_offset.y)

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        row = self.scroll_offset.y + y
        if row >= len(self.rows):
            return Strip.blank(self.size.width, self.paints.text)
        return self._strip(row)

    def _strip(self, row: int) -> Strip:
        """Return a row as it is to be drawn."""
        width = self.size.width
        strip = self._strips.get(row)
        if self.document is None:
            return Strip.blank(width, self.paints.text)
        if strip is None:
            segments = paint_row(
                self.document,
                self.rows,
                row,
                self.overlay,
                self.lanes,
                self.beside,
                self.code_colors,
                self._drawn,
                self.paints,
            )
            strip = Strip(Segment.simplify(segments)).adjust_cell_length(width, self.paints.text)
            self._strips[row] = strip
        return strip

    def reveal(self, *, center: bool = False) -> None:
        """Scroll so far that the caret is seen, and no further."""
        row, top, height = self.rows.row_of(self.caret), self.scroll_offset.y, max(1, self.size.height)
        margin = min(_MARGIN, height // 4)
        if center and not top + margin <= row < top + height - margin:
            goal = row - height // 3
        elif row < top + margin:
            goal = row - margin
        elif row >= top + height - margin:
            goal = row - height + 1 + margin
        else:
            return
        self.scroll_to(y=max(0, goal), animate=False, immediate=True, force=True)

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap again at another width; the caret stays in view."""
        if self.size.width and self.rows.width != text_cells(self.beside, self.size.width, plain=self.plain):
            self._rewrap()
        self.reveal()

    def on_focus(self, event: events.Focus) -> None:
        """Put the terminal's cursor, where input methods open, at the caret; the text looks the same, so it stays."""
        event.prevent_default()
        self.has_focus = True
        self.app.cursor_position = self._cursor()

    def on_blur(self, event: events.Blur) -> None:
        """Lose the keys without being painted again."""
        event.prevent_default()
        self.has_focus = False

    def offset_at_point(self, x: int, y: int) -> int:
        """Return the code point under a cell of the widget."""
        if self.document is None:
            return 0
        row = max(0, min(len(self.rows) - 1, self.scroll_offset.y + y))
        column = max(0, x - self.beside.cells)
        return offset_at(self.rows.text, self.rows.starts[row], self.rows.ends[row], column)


def _memo_places(document: OpenTranscript) -> SpanIndex[Span]:
    """Return where memos on words begin."""
    return SpanIndex(sorted(Span(m.start, m.start + 1) for m in document.memos if m.start is not None))


def _difference(old: Span | None, new: Span | None) -> list[Span]:
    """Return the spans that only one of two markings covers."""
    if old is None or new is None:
        return [s for s in (old, new) if s is not None]
    return [Span(min(a, b), max(a, b)) for a, b in ((old.start, new.start), (old.end, new.end)) if a != b]
