"""Moving and marking in the transcript, by key and by mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeAlias

from textual import events
from textual.binding import BindingType

from coder.language.segment import clauses
from coder.language.words import Segmenter
from coder.model.text import Role, Span
from coder.tui.coding.commands import TEXT
from coder.tui.widgets.page import TranscriptPage
from coder.tui.widgets.wrap import cell_widths, column_of, offset_at

_DOUBLE, _TRIPLE = 2, 3
Words: TypeAlias = Callable[[str, int, int], list[Span]]


class TranscriptView(TranscriptPage):
    """The page on which people read, mark and code."""

    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in TEXT]
    words: Words = staticmethod(Segmenter().words)
    _pressed_at = 0

    def go_to(self, offset: int, selection: Span | None = None, *, center: bool = False) -> None:
        """Put the caret at `offset`, or mark `selection`, and bring it into view."""
        if selection is not None:
            self.marked_from, offset = selection.start, selection.end
        else:
            self.marked_from, self.mode = None, False
            offset = self.rows.seen(offset)
        self.caret = max(0, min(offset, self._last))
        self._goal = None
        self.reveal(center=center)
        self._moved()

    def clear_marking(self) -> None:
        """Forget the marked words; the caret goes to where they began."""
        if (selection := self.selection) is not None:
            self.caret = selection.start
        self.marked_from, self.mode = None, False
        self._moved()

    def _step(self, offset: int, *, mark: bool) -> None:
        if mark or self.mode:
            if self.marked_from is None:
                self.marked_from = self.caret
        else:
            self.marked_from = None
        self.caret = self.rows.seen(max(0, min(offset, self._last)))
        self.reveal()
        self._moved()

    def action_char(self, step: int, mark: bool = False) -> None:
        """Move by a glyph."""
        text, rows = self.rows.text, self.rows
        self._goal = None
        at = self.caret + step
        while 0 < at < len(text) and cell_widths(text[max(0, at - 8) : at + 1])[-1] == 0:
            at += step
        if step > 0 and not mark and not self.mode:
            while 0 < at < len(text) and text[at - 1 : at + 1] == "\n\n":
                at += step
        row = rows.row_of(at)
        if step > 0 and at > rows.ends[row] and row + 1 < len(rows):
            at = rows.starts[row + 1]
        self._step(at, mark=mark)

    def action_row(self, step: int, mark: bool = False) -> None:
        """Move by rows of the screen, keeping the column."""
        if self.document is None:
            return
        row = self.rows.row_of(self.caret)
        text = self.rows.text
        if self._goal is None:
            self._goal = column_of(text, self.rows.starts[row], self.caret)
        goal = self._goal
        at = max(0, min(len(self.rows) - 1, row + step))
        while 0 < at < len(self.rows) - 1 and self.rows.numbers[at] < 0:
            at += 1 if step > 0 else -1
        start, end = self.rows.starts[at], self.rows.ends[at]
        offset = offset_at(text, start, end, goal)
        if offset == end > start and at + 1 < len(self.rows) and self.rows.starts[at + 1] == end:
            offset = end - 1
        self._step(offset, mark=mark)
        self._goal = goal

    def action_page(self, step: int) -> None:
        """Move by a screenful."""
        height = max(1, self.size.height - 2)
        target = max(0, min(self.max_scroll_y, self.scroll_offset.y + step * height))
        self.scroll_to(y=target, animate=False, immediate=True)
        self.action_row(step * height)

    def action_row_edge(self, side: int) -> None:
        """Move to an edge of the row."""
        row = self.rows.row_of(self.caret)
        start, end = self.rows.starts[row], self.rows.ends[row]
        self._goal = None
        self._step(start if side < 0 else max(start, end - 1), mark=False)

    def action_text_edge(self, side: int) -> None:
        """Move to an edge of the transcript."""
        self._goal = None
        self._step(0 if side < 0 else self._last, mark=False)

    def action_sentence(self, step: int) -> None:
        """Move to the next or previous sentence."""
        self._goal = None
        here = self.here
        index = self._turn_index(self.caret)
        document = self.document
        if document is None:
            return
        if step > 0:
            candidates = [s.start for s in self._sentences_of(index) if s.start > max(self.caret, here.start)]
        else:
            candidates = [
                s.start
                for s in self._sentences_of(index)
                if s.start < min(self.caret, here.start) or s.start < self.caret == here.start
            ]
        while not candidates and 0 <= (index := index + step) < len(document.turns):
            candidates = [s.start for s in self._sentences_of(index)]
        if candidates:
            self._step(candidates[0] if step > 0 else candidates[-1], mark=False)

    def action_word(self, step: int, mark: bool = False) -> None:
        """Move to the next or previous word; marking takes whole words."""
        document = self.document
        if document is None:
            return
        self._goal = None
        around = (
            range(self._turn_index(self.caret), len(document.turns))
            if step > 0
            else range(self._turn_index(self.caret), -1, -1)
        )
        marking = mark or self.mode
        for index in around:
            turn = document.turns[index]
            found = self.words(document.text, turn.body, turn.end)
            if step > 0:
                stops = [w.end if marking else w.start for w in found]
                goal = next((at for at in stops if at > self.caret), None)
            else:
                goal = next((w.start for w in reversed(found) if w.start < self.caret), None)
            if goal is not None:
                self._step(goal, mark=mark)
                return

    def action_other_end(self) -> None:
        """Go to the other end of the marked words, to move that one."""
        if self.marked_from is not None:
            self.marked_from, self.caret = self.caret, self.marked_from
            self._goal = None
            self.reveal()
            self._moved()

    def word_at(self, offset: int) -> Span | None:
        """Return the word that holds `offset`."""
        document = self.document
        if document is None:
            return None
        turn = document.turns[self._turn_index(offset)]
        sentence = self.sentence_at(offset)
        start, end = (
            (sentence.start, sentence.end) if sentence.start <= offset < sentence.end else (turn.start, turn.end)
        )
        return next((w for w in self.words(document.text, start, end) if w.start <= offset < w.end), None)

    def action_turn(self, step: int) -> None:
        """Move to the next or previous turn of a speaker."""
        document = self.document
        if document is None:
            return
        index = self._turn_index(self.caret) + step
        while 0 <= index < len(document.turns) and document.turns[index].role is Role.NONE:
            index += step
        if 0 <= index < len(document.turns):
            self._goal = None
            self._step(document.turns[index].body, mark=False)

    def action_mark_mode(self) -> None:
        """Begin marking at the caret, or end it."""
        self.mode = not self.mode
        self.marked_from = self.caret if self.mode else None
        self._moved()

    def action_widen(self) -> None:
        """Mark the next larger unit: word, clause, sentence, turn."""
        current = self.selection
        for span in self._units():
            if current is None or (span.start <= current.start and span.end >= current.end and span != current):
                self.go_to(span.end, span)
                return

    def action_narrow(self) -> None:
        """Mark the next smaller unit; below a word nothing."""
        current = self.selection
        if current is None:
            return
        smaller = [
            s for s in self._units(current.start) if s.start >= current.start and s.end <= current.end and s != current
        ]
        if smaller:
            self.go_to(smaller[-1].end, smaller[-1])
        else:
            self.clear_marking()

    def _units(self, at: int | None = None) -> list[Span]:
        """Return word, clause, sentence and turn around a place, from small to large."""
        document = self.document
        if document is None:
            return []
        selection = self.selection
        place = at if at is not None else selection.start if selection else self.caret
        turn = document.turns[self._turn_index(place)]
        text_end = turn.body + len(document.text[turn.body : turn.end].rstrip())
        sentence = self.sentence_at(place)
        word = self.word_at(place)
        units = [s for s in clauses(document.text, sentence.start, sentence.end) if s.start <= place < s.end][:1]
        found = (*([word] if word else ()), *units, sentence, Span(turn.body, text_end))
        return list(dict.fromkeys(u for u in found if u.end > u.start))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret where the mouse is and begin marking."""
        offset = event.get_content_offset(self)
        if offset is None or event.button != 1:
            return
        self.focus()
        self.capture_mouse()
        self._dragging = True
        self.mode = False
        at = self.offset_at_point(offset.x, offset.y)
        self._pressed_at = at
        self.marked_from = at if not event.shift or self.marked_from is None else self.marked_from
        self.caret = min(at, self._last)
        self._goal = None
        self._moved()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark up to the glyph under the mouse, scrolling at the edges."""
        if not self._dragging or self.marked_from is None:
            return
        offset = event.get_content_offset_capture(self)
        if offset.y < 0 or offset.y >= self.size.height:
            self.scroll_relative(y=-1 if offset.y < 0 else 1, animate=False, immediate=True)
        at = self.offset_at_point(offset.x, max(0, min(self.size.height - 1, offset.y)))
        at = at + 1 if at >= self.marked_from and at != self.caret else at
        if at != self.caret:
            self.caret = min(at, self._last)
            self._moved()

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """End marking with the mouse."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Mark the word on a double click, the sentence on a triple one, the turn on a fourth."""
        if event.chain < _DOUBLE or self.document is None:
            return
        at = self._pressed_at
        if event.chain == _DOUBLE:
            span = self.word_at(at)
        elif event.chain == _TRIPLE:
            span = self.sentence_at(at)
        else:
            span = self._units(at)[-1] if self._units(at) else None
        if span is not None and span.end > span.start:
            self.go_to(span.end, span)
