"""Going somewhere in a transcript: hits of a search, suggestions, uncoded turns."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.widgets import Input

from coder.errors import CoderError
from coder.i18n import _
from coder.language.patterns import free_pattern, word_pattern
from coder.language.regex_process import PatternProcess
from coder.model.project import OpenTranscript
from coder.model.text import Span
from coder.retrieval.word_search import Query, read_query
from coder.tui.coding.document import TranscriptScreen

_PATIENCE_SECONDS = 0.7


class Seeking(TranscriptScreen):
    """Jumps of the coding screen."""

    def __init__(self, document: OpenTranscript, caret: int | None = None) -> None:
        super().__init__(document, caret)
        self._carried: tuple[Span, ...] = ()
        self._phrase = ""
        self._origin = 0
        self._taken = False
        self._by_pattern = False
        self._pattern: tuple[str, int] | None = None
        self._process: PatternProcess | None = None

    def action_next_suggestion(self) -> None:
        """Go to the next sentence with an open suggestion."""
        following = self._proposals.open.first_from(max(self.view.target.end, self.view.caret))
        self._go_to_sentence(following.start if following else None, _("no suggestion further down"))

    def action_previous_suggestion(self) -> None:
        """Go to the previous sentence with an open suggestion."""
        before = self._proposals.open.last_before(self.view.target.start)
        self._go_to_sentence(before.start if before else None, _("no suggestion further up"))

    def action_next_uncoded(self) -> None:
        """Go to the next respondent's turn without a coding of one's own."""
        coder, caret = self.coder_app.study.coder, self.view.caret
        codings = self.document.coding_index
        for turn in self.document.respondent_turns:
            if turn.body > caret and not any(c.coder == coder for c in codings.over(turn.start, turn.end)):
                self._go_to_sentence(turn.body, "")
                return
        self.say(_("no uncoded turn further down"))

    def _go_to_sentence(self, offset: int | None, otherwise: str) -> None:
        if offset is None:
            self.say(otherwise)
        else:
            self.view.go_to(offset, center=True)

    def carry_hits(self, hits: Sequence[Span]) -> None:
        """Mark the hits of another screen's search as soon as the text stands."""
        self._carried = tuple(hits)

    def show_carried(self) -> None:
        """Mark the hits that another screen's search found."""
        if self._carried:
            self._hits, self._carried = list(self._carried), ()
            self.view.show_hits(self._hits)
            self._say_hit()
            self.call_after_refresh(self.view.reveal, center=True)

    def action_find(self) -> None:
        """Open the find line; what is typed is looked for from the caret on."""
        field = self.query_one("#find", Input)
        if not field.display:
            self._origin = self.view.caret
        self._taken = False
        field.display = True
        field.value = ""
        field.focus()

    def action_leave_find(self) -> None:
        """Close the find line and forget the hits; go back to where one was, unless Enter took a hit."""
        self.query_one("#find", Input).display = False
        self._hits = []
        self.view.show_hits([])
        if not self._taken:
            self.view.go_to(self._origin, center=True)
        self._end_pattern()
        self.view.focus()
        self.say("")

    def action_find_by_pattern(self) -> None:
        """Take what is typed as a regular expression, or no longer."""
        self._by_pattern = not self._by_pattern
        self._find(self.query_one("#find", Input).value)

    @on(Input.Changed, "#find")
    def _finding(self, event: Input.Changed) -> None:
        if event.input.display:
            self._find(event.value)

    def _find(self, typed: str) -> None:
        """Look for what is typed and show the first hit from where one was."""
        self._taken = False
        query = read_query(typed, regex=self._by_pattern)
        if not query.text.strip():
            self._set_hits([])
            self.say(_("regular expression") if self._by_pattern else "")
            return
        try:
            hits = self._places(query)
        except CoderError as error:
            # Half a regular expression is wrong until it is whole: the hits before stay.
            self.say(error.message)
            return
        self._set_hits(hits)
        self._phrase = typed
        first = next((h for h in hits if h.start >= self._origin), hits[0] if hits else None)
        self.view.go_to(self._origin if first is None else first.start, center=True)
        self._say_hit()

    def _places(self, query: Query) -> list[Span]:
        """Return the places in this text; a regular expression is matched in a process that can be ended."""
        text = self.document.text
        if not query.regex:
            return [Span(*m.span()) for m in word_pattern(query.text).finditer(text)]
        pattern = free_pattern(query.text)
        if self._pattern != pattern:
            self._end_pattern()
            self._pattern, self._process = pattern, PatternProcess(*pattern, seconds=_PATIENCE_SECONDS)
        if self._process is None:
            return []
        return [Span(*place) for place in self._process.find(text, [(0, len(text))])]

    def _end_pattern(self) -> None:
        if self._process is not None:
            self._process.close()
        self._pattern, self._process = None, None

    def on_unmount(self) -> None:
        """Leave no process behind."""
        self._end_pattern()

    def _set_hits(self, hits: list[Span]) -> None:
        self._hits = hits
        self.view.show_hits(hits)

    def _say_hit(self) -> None:
        """Say how many hits there are, and which of them the caret is on."""
        starts = [h.start for h in self._hits]
        if self.view.caret in starts:
            number = starts.index(self.view.caret) + 1
            self.say(_("hit {number} of {count}").format(number=number, count=len(starts)))
        else:
            self.say(_("{count} hits").format(count=len(starts)))

    @on(Input.Submitted, "#find")
    def _found(self) -> None:
        """Stay at the hit that is shown; after that, go to the next."""
        if self._taken or self.view.caret not in {h.start for h in self._hits}:
            self.action_find_next()
        self._taken = bool(self._hits)

    def action_find_next(self) -> None:
        """Go to the next hit, round to the first."""
        self._go_to_hit(1)

    def action_find_previous(self) -> None:
        """Go to the previous hit, round to the last."""
        self._go_to_hit(-1)

    def _go_to_hit(self, step: int) -> None:
        if not self._hits and self._phrase:
            self._set_hits(self._places(read_query(self._phrase, regex=self._by_pattern)))
        if not self._hits:
            self.say(_("nothing found"), bad=True)
            return
        self._taken, caret = True, self.view.caret
        if step > 0:
            index = next((i for i, h in enumerate(self._hits) if h.start > caret), 0)
        else:
            index = max((i for i, h in enumerate(self._hits) if h.start < caret), default=len(self._hits) - 1)
        self.view.go_to(self._hits[index].start, center=True)
        self.say(_("hit {number} of {count}").format(number=index + 1, count=len(self._hits)))
