"""Going somewhere in a transcript: hits of a search, suggestions, uncoded turns."""

from __future__ import annotations

import re

from textual import on
from textual.widgets import Input

from coder.domain.text import Span
from coder.i18n import _
from coder.tui.screens.desk import TranscriptScreen


class Seeking(TranscriptScreen):
    """Jumps of the coding screen."""

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

    def action_find(self) -> None:
        """Open the find line."""
        field = self.query_one("#find", Input)
        field.display = True
        field.value = ""
        field.focus()

    @on(Input.Changed, "#find")
    def _finding(self, event: Input.Changed) -> None:
        phrase = event.value
        self._hits = (
            [Span(m.start(), m.end()) for m in re.finditer(re.escape(phrase), self.document.text, re.IGNORECASE)]
            if phrase
            else []
        )
        self.view.show_hits(self._hits)
        self.say(_("{count} hits").format(count=len(self._hits)) if phrase else "")

    @on(Input.Submitted, "#find")
    def _found(self) -> None:
        self.action_find_next()

    def action_find_next(self) -> None:
        """Go to the next hit, round to the first."""
        self._go_to_hit(1)

    def action_find_previous(self) -> None:
        """Go to the previous hit, round to the last."""
        self._go_to_hit(-1)

    def _go_to_hit(self, step: int) -> None:
        if not self._hits:
            self.say(_("nothing found"), bad=True)
            return
        caret = self.view.caret
        if step > 0:
            index = next((i for i, h in enumerate(self._hits) if h.start > caret), 0)
        else:
            index = max((i for i, h in enumerate(self._hits) if h.start < caret), default=len(self._hits) - 1)
        self.view.go_to(self._hits[index].start, center=True)
        self.say(_("hit {number} of {count}").format(number=index + 1, count=len(self._hits)))
