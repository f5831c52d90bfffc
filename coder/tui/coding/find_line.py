"""The find line of the coding screen: what is typed is looked for in the open transcript, hit by hit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from coder.errors import CoderError
from coder.i18n import _
from coder.language.patterns import free_pattern, word_pattern
from coder.language.regex_process import PatternProcess
from coder.model.text import Span
from coder.retrieval.word_search import Query, read_query
from coder.tui.coding.commands import FIND
from coder.tui.coding.transcript_screen import TranscriptScreen
from coder.tui.widgets.fields import LineField

_PATIENCE_SECONDS = 0.7


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, from where on, and where it stands; `is_taken` once Enter stayed at a hit."""

    phrase: str = ""
    by_pattern: bool = False
    origin: int = 0
    is_taken: bool = False
    hits: tuple[Span, ...] = ()

    def first(self) -> int:
        """Return where the first hit from the origin on stands, else the first of all; the origin without any."""
        starts = [h.start for h in self.hits]
        return next((start for start in starts if start >= self.origin), starts[0] if starts else self.origin)

    def beyond(self, caret: int, step: int) -> int:
        """Return the number of the next hit, round to the first, or of the one before, round to the last."""
        starts = [h.start for h in self.hits]
        if step > 0:
            return next((i for i, start in enumerate(starts) if start > caret), 0)
        return max((i for i, start in enumerate(starts) if start < caret), default=len(starts) - 1)


class FindLine(LineField):
    """A line whose own keys go before those of the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in FIND]

    def __init__(self, screen: TranscriptScreen, *, id: str) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id, compact=True)
        self._desk = screen
        self._search = Search()
        self._pattern: tuple[str, int] | None = None
        self._process: PatternProcess | None = None

    def open(self) -> None:
        """Open the line; what is typed is looked for from the caret on."""
        origin = self._search.origin if self.display else self._desk.view.caret
        self._search = replace(self._search, origin=origin, is_taken=False)
        self.display = True
        self.value = ""
        self._desk.say("")
        self.focus()

    def close(self) -> None:
        """Close the line and forget the hits."""
        self.display = False
        self._show(())
        self._desk.view.focus()

    def action_leave_find(self) -> None:
        """Close the line; go back to where one was, unless Enter took a hit."""
        if not self.display:
            return
        self.close()
        if not self._search.is_taken:
            self._desk.view.go_to(self._search.origin, center=True)
        self._end_pattern()
        self._desk.say("")

    def action_find_by_pattern(self) -> None:
        """Take what is typed as a regular expression, or no longer."""
        self._search = replace(self._search, by_pattern=not self._search.by_pattern)
        self._find(self.value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if self.display:
            self._find(event.value)

    def _find(self, typed: str) -> None:
        """Look for what is typed and show the first hit from where one was."""
        self._search = replace(self._search, is_taken=False)
        query = read_query(typed, regex=self._search.by_pattern)
        if not query.text.strip():
            self._show(())
            self._desk.say(_("regular expression") if self._search.by_pattern else "")
            return
        try:
            self._show(self._places(query))
        except CoderError as error:
            # Half a regular expression is wrong until it is whole: the hits before stay.
            self._desk.say(error.message)
            return
        self._search = replace(self._search, phrase=typed)
        self._desk.view.go_to(self._search.first(), center=True)
        self._say_hit()

    def _places(self, query: Query) -> Sequence[Span]:
        """Return the places in this text; a regular expression is matched in a process that can be ended."""
        text = self._desk.document.text
        if not query.regex:
            return [Span(*m.span()) for m in word_pattern(query.text).finditer(text)]
        pattern = free_pattern(query.text)
        if self._pattern != pattern or self._process is None:
            self._end_pattern()
            self._pattern, self._process = pattern, PatternProcess(*pattern, seconds=_PATIENCE_SECONDS)
        return [Span(*place) for place in self._process.find(text, [(0, len(text))])]

    def _end_pattern(self) -> None:
        if self._process is not None:
            self._process.close()
        self._pattern, self._process = None, None

    def on_unmount(self) -> None:
        """Leave no process behind."""
        self._end_pattern()

    def _show(self, hits: Sequence[Span]) -> None:
        self._search = replace(self._search, hits=tuple(hits))
        self._desk.view.show_hits(hits)

    def show_carried(self, hits: Sequence[Span]) -> None:
        """Mark the hits of another screen's search."""
        self._show(hits)
        self._say_hit()
        self.call_after_refresh(self._desk.view.reveal, center=True)

    def forget(self) -> None:
        """Forget hits on a text that is no longer shown."""
        self._search = replace(self._search, hits=())

    def _say_hit(self) -> None:
        """Say how many hits there are, and which of them the caret is on."""
        starts, caret = [h.start for h in self._search.hits], self._desk.view.caret
        if caret in starts:
            number = starts.index(caret) + 1
            self._desk.say(_("hit {number} of {count}").format(number=number, count=len(starts)))
        else:
            self._desk.say(_("{count} hits").format(count=len(starts)))

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Stay at the hit that is shown; after that, go to the next."""
        if self._search.is_taken or self._desk.view.caret not in {h.start for h in self._search.hits}:
            self.go(1)
        self._search = replace(self._search, is_taken=bool(self._search.hits))

    def go(self, step: int) -> None:
        """Go to the next hit, round to the first, or to the one before, round to the last."""
        if not self._search.hits and self._search.phrase:
            self._show(self._places(read_query(self._search.phrase, regex=self._search.by_pattern)))
        if not self._search.hits:
            self._desk.say(_("nothing found"), bad=True)
            return
        self._search = replace(self._search, is_taken=True)
        number = self._search.beyond(self._desk.view.caret, step)
        self._desk.view.go_to(self._search.hits[number].start, center=True)
        self._say_hit()
