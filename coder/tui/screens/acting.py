"""Acts of the coding screen: each is on disk before the screen says so."""

from __future__ import annotations

import json
from collections.abc import Callable

from textual import on

from coder.domain.coding import Coding, Memo
from coder.domain.text import Span
from coder.errors import CoderError
from coder.i18n import _
from coder.session.desk import Outcome
from coder.tui.margins import codings_at, memos_at
from coder.tui.screens.desk import TranscriptScreen
from coder.tui.widgets.picker import HEIGHT as PICKER_HEIGHT
from coder.tui.widgets.picker import Picker
from coder.tui.wrap import fit

_RECENT = 9


class Acting(TranscriptScreen):
    """Coding, suggestions, memos, undo."""

    def _done(self, outcome: Outcome) -> None:
        """Show what an act did; it is on disk by now."""
        study = self.coder_app.study
        self._take_over(study.overlaid(self.document))
        number = study.journal.head()[0]
        self.say(_("saved #{number} | {message}").format(number=number, message=outcome.message))

    def _failed(self, error: CoderError) -> None:
        self.say(error.message + (f" | {error.hint}" if error.hint else ""), bad=True)

    def _try(self, act: Callable[[], Outcome]) -> Outcome | None:
        """Do an act and show what it did, or why it could not be done."""
        try:
            outcome = act()
        except CoderError as error:
            self._failed(error)
            return None
        self._done(outcome)
        return outcome

    def _code(self, codes: list[str], span: Span | None = None) -> None:
        words = span or self.view.target
        if self._try(lambda: self.coder_app.desk.code(self.document, words, codes)):
            self._use(codes[-1])

    def _use(self, code: str) -> None:
        self._recent = list(dict.fromkeys((code, *self._recent)))[:_RECENT]
        self.coder_app.study.remember("recent", json.dumps(self._recent))

    def action_pick(self) -> None:
        """Open the code picker on the marked words or the sentence."""
        span = self.view.target
        if span.end <= span.start:
            self.say(_("nobody speaks here: mark some words first"), bad=True)
            return
        self._pick_span = span
        picker = self.query_one(Picker)
        top, height = self._room_beside(span)
        picker.styles.offset = (self.view.region.x, top)
        likely = [s.code for s in self.suggestions_here()]
        quote = self.document.text[span.start : span.end]
        codes, readings = self.coder_app.study.project().codes, self.coder_app.readings()
        picker.open(codes, quote, likely, self._recent, self._standing(span), height, readings)

    def _room_beside(self, span: Span) -> tuple[int, int]:
        """Return top and height of the larger free room above or below the words of `span`."""
        view = self.view
        first = view.region.y + view.rows.row_of(span.start) - view.scroll_offset.y
        last = view.region.y + view.rows.row_of(span.end - 1) - view.scroll_offset.y
        bottom = self.size.height - 1
        below, above = bottom - (last + 1), first
        if below >= min(above, PICKER_HEIGHT):
            return last + 1, max(6, min(PICKER_HEIGHT, below))
        height = max(6, min(PICKER_HEIGHT, above))
        return max(0, first - height), height

    def _standing(self, span: Span) -> frozenset[str]:
        coder = self.coder_app.study.coder
        return frozenset(c.code for c in self.document.codings if c.coder == coder and c.span == span)

    @on(Picker.Chosen)
    def _picked(self, event: Picker.Chosen) -> None:
        span = self._pick_span or self.view.target
        if event.closes:
            self.view.focus()
        self._code([event.code], span)
        if not event.closes:
            self.query_one(Picker).mark_standing(self._standing(span))

    @on(Picker.Closed)
    def _picker_closed(self) -> None:
        self.view.focus()

    def action_repeat(self) -> None:
        """Put the last code on the marked words or the sentence."""
        if not self._recent:
            self.say(_("no code used yet: choose one with c"), bad=True)
            return
        self._code([self._recent[0]])

    def action_accept(self, number: int) -> None:
        """Accept a suggestion."""
        here = self.suggestions_here()
        if number > len(here):
            self.say(_("no suggestion {number} here").format(number=number), bad=True)
        elif self._try(lambda: self.coder_app.desk.accept(self.document, here[number - 1])):
            self._use(here[number - 1].code)

    def action_reject(self) -> None:
        """Reject the first suggestion here."""
        here = self.suggestions_here()
        if here:
            self._try(lambda: self.coder_app.desk.reject(self.document, here[0]))
        else:
            self.say(_("no suggestion here"), bad=True)

    def _mine_here(self) -> list[Coding]:
        coder = self.coder_app.study.coder
        return [c for c in codings_at(self.document, self.view.target) if c.coder == coder]

    def action_remove(self) -> None:
        """Remove the shortest coding of one's own here; the act can be undone."""
        mine = self._mine_here()
        if mine:
            self._try(lambda: self.coder_app.desk.remove(self.document, mine[:1]))
        else:
            self.say(_("no coding of yours here"), bad=True)

    def action_memo(self) -> None:
        """Write a memo on the coding here, else on the words."""
        mine, target, coder = self._mine_here(), self.view.target, self.coder_app.study.coder
        old = next((m for m in memos_at(self.document, target, mine) if m.coder == coder), None)
        self._edit_memo(old.text if old else "", old, mine[0] if mine else None, target)

    def _edit_memo(self, text: str, old: Memo | None, coding: Coding | None, target: Span) -> None:
        """Open the editor; what could not be saved comes back into it."""
        from coder.tui.screens.memo import MemoScreen

        desk, transcript = self.coder_app.desk, self.document.info.id

        def save(written: str) -> Outcome:
            if coding is not None:
                return desk.write_memo(written, "coding", coding.id, coding.span, old)
            return desk.write_memo(written, "transcript", transcript, target, old)

        def close(written: str | None) -> None:
            if written is not None and self._try(lambda: save(written)) is None and written.strip():
                self._edit_memo(written, old, coding, target)

        quote = fit(self.document.text[target.start : target.end].replace("\n", " "), 50)
        self.app.push_screen(MemoScreen(_("Memo: {quote}").format(quote=quote), text), close)

    def action_undo(self) -> None:
        """Take back the last act."""
        self._revert(self.coder_app.desk.undo)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._revert(self.coder_app.desk.redo)

    def _revert(self, act: Callable[[], Outcome]) -> None:
        outcome = self._try(act)
        if outcome and outcome.span and outcome.transcript == self.document.info.id:
            self.view.go_to(outcome.span.start, center=True)
