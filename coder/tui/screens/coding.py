"""The coding screen: the transcript is the page, everything else is margin."""

from __future__ import annotations

import json
import re
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from coder.domain.coding import Coding, Memo, Suggestion
from coder.domain.project import OpenTranscript
from coder.domain.text import Role, Span
from coder.errors import CoderError
from coder.i18n import _
from coder.session.desk import Outcome, open_suggestions
from coder.tui.commands import DESK, EVERYWHERE, Command
from coder.tui.margins import codebook_rows, codings_at, fold_rows, memos_at, passage_rows
from coder.tui.screens.base import DeskScreen
from coder.tui.screens.memo import MemoScreen
from coder.tui.widgets.overview import Overview
from coder.tui.widgets.pane import Pane
from coder.tui.widgets.picker import HEIGHT as PICKER_HEIGHT
from coder.tui.widgets.picker import Picker
from coder.tui.widgets.transcript import TranscriptView
from coder.tui.wrap import fit

_NARROW = 100
_RECENT = 9


class CodingScreen(DeskScreen):
    """One transcript, its codings, and everything that can be done to them."""

    COMMANDS_HERE: tuple[Command, ...] = DESK
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in (*DESK, *EVERYWHERE[:1])]

    def __init__(self, document: OpenTranscript, caret: int | None = None) -> None:
        super().__init__()
        self.document = document
        self._start = caret
        self._all: list[Suggestion] = []
        self._open: list[Suggestion] = []
        self._recent: list[str] = []
        self._codebook_ids: list[str] = []
        self._codebook_top = 0
        self._hits: list[Span] = []
        self._pick_span: Span | None = None
        self._removing = False

    def compose(self) -> ComposeResult:
        """Lay out title, margins, text and foot."""
        yield Pane(id="title")
        with Horizontal(id="body"):
            yield Pane(id="codebook")
            yield TranscriptView(id="text")
            yield Overview(id="overview")
            yield Pane(id="passage")
        with Vertical(id="foot"):
            yield Pane(id="status")
            yield Pane(id="keys")
        yield Pane(id="fold")
        yield Picker(id="picker")
        yield Input(id="find", compact=True)

    @property
    def view(self) -> TranscriptView:
        """The text."""
        return self.query_one(TranscriptView)

    def on_mount(self) -> None:
        """Open the transcript where the coder left it."""
        study = self.coder_app.study
        self._recent = json.loads(study.recall("recent") or "[]")
        if self._start is None:
            self._start = int(study.recall(f"caret:{self.document.info.id}") or 0)
        self.set_class(self.size.width < _NARROW, "narrow")
        self.query_one("#find", Input).placeholder = _("find in this transcript; Enter next, Esc close")
        if study.recall("codebook") == "hidden":
            self.query_one("#codebook").add_class("hidden")
        colors = {c.id: c.color for c in study.project().codes}
        self.view.load(self.document, colors, self._start)
        self.view.focus()
        self.show_keys()
        if self.document.info.synthetic:
            self.say(_("This transcript is synthetic: people, firms and words are invented."))
        self._find_suggestions(self.document)

    def on_resize(self, event: events.Resize) -> None:
        """Fold the right margin on a narrow screen."""
        self.set_class(event.size.width < _NARROW, "narrow")
        self.show_keys()
        self.call_after_refresh(self.refresh_margins)

    @work(thread=True, exclusive=True, group="suggestions", exit_on_error=False)
    def _find_suggestions(self, document: OpenTranscript) -> None:
        """Match the keywords beside the screen's own thread."""
        from coder.language.suggest import suggest

        matcher = self.coder_app.desk.matcher()
        found = suggest(document.info.id, document.text, document.turns, matcher)
        self.app.call_from_thread(self._suggestions_found, document.info.id, found)

    def _suggestions_found(self, transcript: str, found: list[Suggestion]) -> None:
        if transcript == self.document.info.id and self.is_attached:
            self._all = found
            self._take_over(self.document)

    def _take_over(self, document: OpenTranscript) -> None:
        """Show other codings on the same text."""
        self.document = document
        self._open = open_suggestions(document, self._all, self.coder_app.study.coder)
        self.view.overlay_changed(document, self._open)
        self.refresh_margins()

    def refresh_margins(self) -> None:
        """Show title, codebook, passage and overview as they are now."""
        self._show_title()
        self._show_codebook()
        self.query_one(Overview).show(self.document, self._open, self.view.code_colors)
        self._show_passage()

    def _show_title(self) -> None:
        info, study = self.document.info, self.coder_app.study
        case = study.project().case_by_id[info.case].name
        done = min(len({c.line for c in self.document.codings if c.coder == study.coder}), info.speech_lines)
        share = round(100 * done / info.speech_lines) if info.speech_lines else 0
        notice = " · " + _("SYNTHETIC SAMPLE") if info.synthetic else ""
        left = f"{case} · {info.name}{notice}"
        right = _("{coder} · {done}/{all} lines · {share} %").format(
            coder=study.coder, done=done, all=info.speech_lines, share=share
        )
        self.show_title(fit(left, max(10, self.size.width - len(right) - 14)), right)

    def _show_codebook(self) -> None:
        pane = self.query_one("#codebook", Pane)
        width = pane.size.width
        if not width:
            return
        rows, self._codebook_ids = codebook_rows(self.coder_app.study.project(), self.document, self.paints, width - 1)
        self._codebook_top = max(0, min(self._codebook_top, len(rows) - pane.size.height))
        pane.show(rows[self._codebook_top :], self.paints.text)

    def suggestions_here(self) -> list[Suggestion]:
        """Return the open suggestions on the words at the caret, the surest first."""
        target = self.view.target
        found = [s for s in self._open if s.start < target.end and target.start < s.end]
        return sorted(found, key=lambda s: (-s.score, s.start))

    def _show_passage(self) -> None:
        project, view = self.coder_app.study.project(), self.view
        here = self.suggestions_here()
        pane = self.query_one("#fold" if self.has_class("narrow") else "#passage", Pane)
        make = fold_rows if self.has_class("narrow") else passage_rows
        width = pane.size.width or 36
        pane.show(make(project, self.document, view.target, here, self.paints, width), self.paints.text)

    @on(TranscriptView.CaretMoved)
    def _caret_moved(self) -> None:
        self._removing = False
        self._show_passage()
        self._show_window()

    @on(TranscriptView.Wrapped)
    def _wrapped(self) -> None:
        self.refresh_margins()
        self._show_window()

    def _show_window(self) -> None:
        view, length = self.view, max(1, len(self.document.text))
        rows = view.rows
        top = min(view.scroll_offset.y, len(rows) - 1)
        bottom = min(top + max(1, view.size.height), len(rows)) - 1
        self.query_one(Overview).show_window(rows.starts[top] / length, rows.ends[bottom] / length)

    @on(Overview.Chosen)
    def _place_chosen(self, event: Overview.Chosen) -> None:
        self.view.go_to(int(event.share * len(self.document.text)), center=True)

    @on(Pane.Pressed, "#codebook")
    def _code_clicked(self, event: Pane.Pressed) -> None:
        row = self._codebook_top + event.row
        code = self._codebook_ids[row] if row < len(self._codebook_ids) else ""
        entry = self.coder_app.study.project().code_by_id.get(code)
        if entry and entry.level == "code":
            self._code([code])

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the codebook under the mouse."""
        self._scroll_codebook(event, 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the codebook under the mouse."""
        self._scroll_codebook(event, -3)

    def _scroll_codebook(self, event: events.MouseEvent, step: int) -> None:
        if self.query_one("#codebook").region.contains(event.screen_x, event.screen_y):
            self._codebook_top += step
            self._show_codebook()
            event.stop()

    def _done(self, outcome: Outcome) -> None:
        """Show what an act did; it is on disk by now."""
        study = self.coder_app.study
        self._take_over(study.overlaid(self.document))
        number = study.journal.head()[0]
        self.say(_("saved #{number} · {message}").format(number=number, message=outcome.message))

    def _failed(self, error: CoderError) -> None:
        self.say(error.message + (f" · {error.hint}" if error.hint else ""), bad=True)

    def _code(self, codes: list[str], span: Span | None = None) -> None:
        span = span or self.view.target
        try:
            outcome = self.coder_app.desk.code(self.document, span, codes)
        except CoderError as error:
            self._failed(error)
            return
        self._use(codes[-1])
        self._done(outcome)

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
        codes = self.coder_app.study.project().codes
        picker.open(codes, quote, likely, self._recent, self._standing(span), height)

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
            return
        try:
            outcome = self.coder_app.desk.accept(self.document, here[number - 1])
        except CoderError as error:
            self._failed(error)
            return
        self._use(here[number - 1].code)
        self._done(outcome)

    def action_reject(self) -> None:
        """Reject the first suggestion here."""
        here = self.suggestions_here()
        if not here:
            self.say(_("no suggestion here"), bad=True)
            return
        try:
            self._done(self.coder_app.desk.reject(self.document, here[0]))
        except CoderError as error:
            self._failed(error)

    def _mine_here(self) -> list[Coding]:
        coder = self.coder_app.study.coder
        return [c for c in codings_at(self.document, self.view.target) if c.coder == coder]

    def action_remove(self) -> None:
        """Remove the shortest coding of one's own here; the act can be undone."""
        mine = self._mine_here()
        if not mine:
            self.say(_("no coding of yours here"), bad=True)
            return
        try:
            self._done(self.coder_app.desk.remove(self.document, mine[:1]))
        except CoderError as error:
            self._failed(error)

    def action_memo(self) -> None:
        """Write a memo on the coding here, else on the words."""
        mine = self._mine_here()
        target = self.view.target
        coder = self.coder_app.study.coder
        old = next((m for m in memos_at(self.document, target, mine) if m.coder == coder), None)
        quote = fit(self.document.text[target.start : target.end].replace("\n", " "), 50)
        title = _("Memo on “{quote}”").format(quote=quote)

        def write(text: str | None) -> None:
            if text is not None:
                self._write_memo(text, old, mine[0] if mine else None, target)

        self.app.push_screen(MemoScreen(title, old.text if old else ""), write)

    def _write_memo(self, text: str, old: Memo | None, coding: Coding | None, target: Span) -> None:
        desk = self.coder_app.desk
        try:
            if coding is not None:
                self._done(desk.write_memo(text, "coding", coding.id, coding.span, old))
            else:
                self._done(desk.write_memo(text, "transcript", self.document.info.id, target, old))
        except CoderError as error:
            self._failed(error)

    def action_undo(self) -> None:
        """Take back the last act."""
        self._revert(undo=True)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._revert(undo=False)

    def _revert(self, *, undo: bool) -> None:
        desk = self.coder_app.desk
        try:
            outcome = desk.undo() if undo else desk.redo()
        except CoderError as error:
            self._failed(error)
            return
        if outcome.span and outcome.transcript == self.document.info.id:
            self.view.go_to(outcome.span.start, center=True)
        self._done(outcome)

    def action_next_suggestion(self) -> None:
        """Go to the next sentence with an open suggestion."""
        here = self.view.target
        following = [s for s in self._open if s.start >= max(here.end, self.view.caret)]
        self._go_to_sentence(following[0].start if following else None, _("no suggestion further down"))

    def action_previous_suggestion(self) -> None:
        """Go to the previous sentence with an open suggestion."""
        here = self.view.target
        before = [s for s in self._open if s.start < here.start]
        self._go_to_sentence(before[-1].start if before else None, _("no suggestion further up"))

    def action_next_uncoded(self) -> None:
        """Go to the next respondent's turn without a coding of one's own."""
        coder, caret = self.coder_app.study.coder, self.view.caret
        mine = [c.span for c in self.document.codings if c.coder == coder]
        for turn in self.document.turns:
            if (
                turn.role is Role.RESPONDENT
                and turn.body > caret
                and not any(s.start < turn.end and turn.start < s.end for s in mine)
            ):
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

    def action_toggle_codebook(self) -> None:
        """Show or hide the codebook."""
        pane = self.query_one("#codebook")
        pane.toggle_class("hidden")
        self.coder_app.study.remember("codebook", "hidden" if pane.has_class("hidden") else "shown")

    def action_leave(self) -> None:
        """Close the find line or forget the marking, else go back to the list."""
        field = self.query_one("#find", Input)
        if field.display:
            field.display = False
            self._hits = []
            self.view.show_hits([])
            self.view.focus()
        elif self.view.marked_from is not None:
            self.view.clear_marking()
        else:
            self.remember_place()
            self.coder_app.show_home()

    def remember_place(self) -> None:
        """Keep where the caret is, for the next time."""
        self.coder_app.study.remember(f"caret:{self.document.info.id}", str(self.view.caret))

    def follow(self) -> None:
        """Take over what another window wrote."""
        self._take_over(self.coder_app.study.overlaid(self.document))

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        self.view.repaint()
        self.refresh_margins()
        self.show_keys()
