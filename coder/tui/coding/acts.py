"""Acts of the coding screen: each is on disk before the screen says so."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from textual import on
from textual.geometry import Region

from coder.coding.acts import Outcome
from coder.coding.memos import Place, place_of
from coder.i18n import _
from coder.model.coding import Coding, Decision, Memo
from coder.model.text import Span
from coder.privacy.deidentification import redact, redacted
from coder.tui.coding.document import TranscriptScreen
from coder.tui.coding.margins import memos_at
from coder.tui.frame.questions import AskScreen, ChooseScreen
from coder.tui.widgets.overview import Overview
from coder.tui.widgets.picker import HEIGHT as PICKER_HEIGHT
from coder.tui.widgets.picker import Picker
from coder.tui.widgets.wrap import fit

_RECENT = 9
_NAME_CHARS = 24

Purpose: TypeAlias = Literal["code", "recode", "copy"]


class Acting(TranscriptScreen):
    """Coding, changing codings, suggestions, memos, undo."""

    _purpose: Purpose = "code"
    _pick_coding: Coding | None = None
    _moving: Coding | None = None

    def _done(self, outcome: Outcome) -> None:
        """Show what an act did; it is on disk by now."""
        laid = [v for pair in outcome.changes for v in pair if isinstance(v, Coding | Decision | Memo)]
        spans = [Span(v.start, v.end) for v in laid if v.start is not None and v.end is not None]
        codes_changed = self.project_changed()
        self.coder_app.learn(self.document, outcome.changes)
        self.take_over(self.document.changed(outcome.changes), spans)
        self.learnt()
        self.show_redacted()
        if codes_changed:
            self.view.repaint()
        self.say_saved(outcome)

    def show_redacted(self) -> None:
        """Strike out the words that no report prints."""
        self.view.show_redacted(redacted(self.coder_app.study).places(self.document.text))

    def action_redact(self) -> None:
        """Print nothing of the marked words in any report, wherever they stand."""
        marked = self.view.selection
        if marked is None:
            self.say(self.with_keys(_("mark the words first: {mark_mode}, then move")), bad=True)
            return
        words = self.document.text[marked.start : marked.end].strip()
        self._try(lambda: redact(self.coder_app.study, words))
        self.view.clear_marking()

    def learnt(self) -> None:
        """Let the suggestions follow what the model learnt."""

    def _try(self, act: Callable[[], Outcome]) -> Outcome | None:
        """Do an act and show what it did, or why it could not be done."""
        outcome = self.tried(act)
        if outcome is None:
            return None
        self._done(outcome)
        return outcome

    def _code(self, codes: Sequence[str], span: Span | None = None) -> None:
        words = span or self.view.target
        if self._try(lambda: self.coder_app.desk.code(self.document, words, codes)):
            self._use(codes[-1])

    def _use(self, code: str) -> None:
        self._recent = list(dict.fromkeys((code, *self._recent)))[:_RECENT]
        self.coder_app.study.remember("recent", json.dumps(self._recent))

    def action_pick(self) -> None:
        """Open the code picker on the marked words or the sentence; while a coding is moved, set its borders."""
        if self._moving is not None:
            self.action_respan()
            return
        span = self.view.target
        if span.end <= span.start:
            self.say(_("nobody speaks here: mark some words first"), bad=True)
            return
        self._open_picker("code", span, None)

    def action_recode(self) -> None:
        """Give the coding in focus another code."""
        self._open_picker_on("recode")

    def action_copy_coding(self) -> None:
        """Put another code on the words of the coding in focus."""
        self._open_picker_on("copy")

    def _open_picker_on(self, purpose: Purpose) -> None:
        coding = self._mine_or_say(any_coder=purpose == "copy")
        if coding is not None:
            self._open_picker(purpose, coding.span, coding)

    def _open_picker(self, purpose: Purpose, span: Span, coding: Coding | None) -> None:
        self._purpose, self._pick_span, self._pick_coding = purpose, span, coding
        project = self.coder_app.study.project()
        picker = self.query_one(Picker)
        top, height = self._room_beside(span)
        quote = fit(self.document.text[span.start : span.end].replace("\n", " "), 60)
        name = project.code_by_id[coding.code].title if coding and coding.code in project.code_by_id else ""
        head = {
            "code": _("Code: {quote}"),
            "recode": _("Instead of {name}: {quote}"),
            "copy": _("Besides {name}: {quote}"),
        }[purpose].format(quote=quote, name=name)
        likely = [s.code for s in self.suggestions_here()]
        under = self.view.region.union(self.query_one(Overview).region)
        place, standing = Region(under.x, top, under.width, height), self._standing(span)
        readings = self.coder_app.readings
        picker.open(project.codes, head, likely, self._recent, standing, readings, place, several=purpose != "recode")

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
        over = self.document.coding_index.over(span.start, span.end)
        return frozenset(c.code for c in over if c.coder == coder and c.span == span)

    @on(Picker.Chosen)
    def _picked(self, event: Picker.Chosen) -> None:
        span, coding = self._pick_span or self.view.target, self._pick_coding
        self.view.focus()
        if self._purpose == "recode" and coding is not None:
            if self._try(lambda: self.coder_app.desk.recode(self.document, coding, event.codes[0])):
                self._use(event.codes[0])
            return
        self._code(event.codes, span)

    @on(Picker.Wanted)
    def _code_wanted(self, event: Picker.Wanted) -> None:
        """Make the code that was typed in the picker."""
        span = self._pick_span or self.view.target
        self.view.focus()
        self._ask_in_vivo(span, event.name)

    @on(Picker.Closed)
    def _picker_closed(self) -> None:
        self.view.focus()

    def action_in_vivo(self) -> None:
        """Make a code called as the marked words say, and put it on them."""
        span = self.view.target
        if span.end <= span.start:
            self.say(_("nobody speaks here: mark some words first"), bad=True)
            return
        words = " ".join(self.document.text[span.start : span.end].split())
        self._ask_in_vivo(span, re.sub(r"^\W+|\W+$", "", words[:_NAME_CHARS]))

    def _ask_in_vivo(self, span: Span, name: str) -> None:
        known = {c.name for c in self.coder_app.study.project().codes if c.level == "code"}

        def wrong(typed: str) -> str:
            if not typed:
                return _("a code needs a name")
            return _("there is a code {name} already").format(name=typed) if typed in known else ""

        def make(typed: str | None) -> None:
            if typed:
                self._try(lambda: self.coder_app.desk.code_in_vivo(self.document, span, typed))

        self.app.push_screen(AskScreen(_("Name of the new code"), name, wrong), make)

    def action_repeat(self) -> None:
        """Put the last code on the marked words or the sentence."""
        if not self._recent:
            self.say(self.with_keys(_("no code used yet: choose one with {code}")), bad=True)
            return
        self._code([self._recent[0]])

    def action_accept(self, number: int) -> None:
        """Accept a suggestion."""
        here = self.suggestions_here()
        if number > len(here):
            self.say(_("no suggestion {number} here").format(number=number), bad=True)
        elif self._try(lambda: self.coder_app.desk.accept(self.document, self.with_similar(here[number - 1]))):
            self._use(here[number - 1].code)

    def action_reject(self) -> None:
        """Reject the first suggestion here."""
        here = self.suggestions_here()
        if here:
            self._try(lambda: self.coder_app.desk.reject(self.document, self.with_similar(here[0])))
        else:
            self.say(_("no suggestion here"), bad=True)

    def action_next_coding(self, step: int) -> None:
        """Put the next coding of the passage into focus, round to the first."""
        firsts = [g[0] for g in self.groups_here()]
        if not firsts:
            self.say(_("no coding here"), bad=True)
            return
        now = self.coding_in_focus()
        self.view.show_focus(firsts[(firsts.index(now) + step) % len(firsts) if now in firsts else 0])
        self.show_passage()

    def _mine_or_say(self, *, any_coder: bool = False) -> Coding | None:
        """Return the coding in focus if it is one's own; else say why there is none to change."""
        coding = self.coding_in_focus()
        if coding is None or (coding.coder != self.coder_app.study.coder and not any_coder):
            self.say(_("no coding of yours here") if coding is None else _("that coding is another coder's"), bad=True)
            return None
        return coding

    def action_remove(self) -> None:
        """Remove the coding in focus; the act can be undone."""
        if coding := self._mine_or_say():
            self._try(lambda: self.coder_app.desk.remove(self.document, [coding]))

    def action_respan(self) -> None:
        """Change the borders of the coding in focus: to the marked words, else mark its own to be moved."""
        if self._moving is not None:
            coding, span = self._moving, self.view.selection
            self._moving = None
            self.view.clear_marking()
            if span is not None and span != coding.span:
                self._try(lambda: self.coder_app.desk.respan(self.document, coding, span))
            else:
                self.say(_("borders unchanged"))
            return
        marked = self.view.selection
        chosen = self._mine_or_say()
        if chosen is None:
            return
        if marked is not None and marked != chosen.span:
            if self._try(lambda: self.coder_app.desk.respan(self.document, chosen, marked)):
                self.view.clear_marking()
            return
        self._moving = chosen
        self.view.go_to(chosen.end, chosen.span)
        self.view.mode = True
        hint = _("move the border with the arrows; {other_end} other border, {code} sets it, {home} leaves it")
        self.say(self.with_keys(hint))

    def leave_moving(self) -> bool:
        """Give up moving a coding's borders; tell whether that was going on."""
        if self._moving is None:
            return False
        self._moving = None
        self.view.clear_marking()
        self.say(_("borders unchanged"))
        return True

    def action_memo(self) -> None:
        """Write a memo on the coding in focus, else on the words; of several, ask which."""
        target, coder, focus = self.view.target, self.coder_app.study.coder, self.coding_in_focus()
        mine = [focus] if focus is not None and focus.coder == coder else []
        place = Place("coding", mine[0].id, mine[0].span) if mine else self._words(target)
        olds = [m for m in memos_at(self.document, target, mine) if m.coder == coder]
        if place.kind != "coding" and target.end <= target.start and not olds:
            self.say(_("nobody speaks here: mark some words first"), bad=True)
            return
        quote = fit(self.document.text[target.start : target.end].replace("\n", " "), 50)
        self._choose_memo(quote, place, olds)

    def action_memo_transcript(self) -> None:
        """Write a memo on the transcript as a whole; of several, ask which."""
        info, coder = self.document.info, self.coder_app.study.coder
        olds = [m for m in self.document.memos if m.target == info.id and m.start is None and m.coder == coder]
        self._choose_memo(info.name, Place("transcript", info.id), olds)

    def _words(self, span: Span) -> Place:
        info = self.document.info
        return Place("transcript", info.id, span, info.text_hash)

    def _choose_memo(self, name: str, place: Place, olds: list[Memo]) -> None:
        """Open the editor on the only memo or on a new one; where there are several, ask first."""
        from coder.tui.memos.editor import MemoScreen

        def edit(old: Memo | None) -> None:
            screen = MemoScreen(self.coder_app.desk, place_of(old) if old else place, name, old)
            self.app.push_screen(screen, self._memo_closed)

        def chosen(key: str | None) -> None:
            if key is not None:
                edit(next((m for m in olds if m.id == key), None))

        if len(olds) < 2:  # noqa: PLR2004  several
            edit(olds[0] if olds else None)
            return
        options = [(m.id, m.text.replace("\n", " ")) for m in olds]
        self.app.push_screen(ChooseScreen(_("Which memo?"), [*options, ("", _("a new one"))]), chosen)

    def _memo_closed(self, outcome: Outcome | None) -> None:
        if outcome is not None:
            self._done(outcome)

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
