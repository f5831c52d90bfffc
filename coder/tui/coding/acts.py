"""Acts of the coding screen: each is on disk before the screen says so."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from coder.coding.acts import Way
from coder.coding.undo_place import on_transcript
from coder.i18n import _
from coder.model.coding import Coding, Suggestion
from coder.model.text import Span
from coder.privacy.name_list import redact as redact_everywhere
from coder.record.outcome import Outcome
from coder.tui.coding.lost_anchor import place_lost
from coder.tui.coding.picking import open_picker
from coder.tui.coding.state import Pick, Purpose
from coder.tui.coding.transcript_screen import TranscriptScreen
from coder.tui.frame.asking.questions import AskScreen
from coder.tui.frame.taking_back import take_back
from coder.tui.widgets.wrap import fit

_NAME_CHARS = 24


def code(screen: TranscriptScreen, codes: Sequence[str], span: Span | None = None) -> None:
    """Put codes on words, on those at the caret where none are named."""
    words = span or screen.view.target
    if screen.do(lambda: screen.coder_app.desk.code(screen.document, words, codes)):
        _use(screen, codes[-1])


def _use(screen: TranscriptScreen, code: str) -> None:
    screen.state = screen.state.used(code)
    screen.study.remember("recent", json.dumps(screen.state.recent))


def repeat(screen: TranscriptScreen) -> None:
    """Put the last code on the words at the caret."""
    recent = screen.state.recent
    if recent:
        code(screen, recent[:1])
    else:
        screen.say(screen.with_keys(_("no code used yet: choose one with {code}")), bad=True)


def pick(screen: TranscriptScreen, purpose: Purpose = "code") -> None:
    """Open the picker for the words at the caret, or for the coding in focus to be recoded or copied.

    For words it places the lost anchor that was taken along, or sets the borders that are moved, where there are any.
    """
    if purpose != "code":
        if (coding := _mine(screen, any_coder=purpose == "copy")) is not None:
            open_picker(screen, Pick(purpose, coding.span, coding))
    elif screen.state.moving is not None:
        respan(screen)
    elif not place_lost(screen) and (span := screen.words_at()) is not None:
        open_picker(screen, Pick(purpose, span))


def picked(screen: TranscriptScreen, codes: Sequence[str]) -> None:
    """Put the codes chosen in the picker where it was opened for."""
    pick = screen.state.pick
    if pick is not None and pick.purpose == "recode" and (coding := pick.coding) is not None:
        if screen.do(lambda: screen.coder_app.desk.recode(screen.document, coding, codes[0])):
            _use(screen, codes[0])
        return
    code(screen, codes, pick.span if pick else None)


def in_vivo(screen: TranscriptScreen) -> None:
    """Make a code called as the words at the caret say, and put it on them."""
    if (span := screen.words_at()) is not None:
        words = " ".join(screen.document.text[span.start : span.end].split())
        _make_code(screen, span, re.sub(r"^\W+|\W+$", "", words[:_NAME_CHARS]))


def make_picked(screen: TranscriptScreen, name: str) -> None:
    """Make the code that was typed in the picker."""
    pick = screen.state.pick
    _make_code(screen, pick.span if pick else screen.view.target, name)


def _make_code(screen: TranscriptScreen, span: Span, name: str) -> None:
    known = {c.name for c in screen.project.codes if c.level == "code"}

    def wrong(typed: str) -> str:
        if not typed:
            return _("a code needs a name")
        return _("there is a code {name} already").format(name=typed) if typed in known else ""

    def make(typed: str) -> None:
        if typed:
            screen.do(lambda: screen.coder_app.desk.code_in_vivo(screen.document, span, typed))

    draft = f"in vivo:{screen.document.info.id}:{span.start}"
    screen.ask(AskScreen(_("Name of the new code"), name, wrong, draft=draft), make)


def accept(screen: TranscriptScreen, number: int) -> None:
    """Accept a suggestion at the caret."""
    suggestion = _seen(screen, number)
    if suggestion and screen.do(lambda: screen.coder_app.desk.accept(screen.document, suggestion)):
        _use(screen, suggestion.code)


def reject(screen: TranscriptScreen) -> None:
    """Reject the first suggestion at the caret."""
    if (suggestion := _seen(screen, 1)) is not None:
        screen.do(lambda: screen.coder_app.desk.reject(screen.document, suggestion))


def _seen(screen: TranscriptScreen, number: int) -> Suggestion | None:
    """Return the suggestion of a number, unless it came so shortly ago that nobody can have seen it."""
    if screen.is_unseen(number):
        screen.say(_("the suggestions have just changed: look, and press again"), bad=True)
        return None
    return screen.suggestion_here(number)


def _mine(screen: TranscriptScreen, *, any_coder: bool = False) -> Coding | None:
    """Return the coding in focus if it is one's own; else say why there is none to change."""
    coding = screen.coding_in_focus()
    if coding is None or (coding.coder != screen.state.coder and not any_coder):
        why = _("no coding of yours here") if coding is None else _("that coding is another coder's")
        screen.say(why, bad=True)
        return None
    return coding


def remove(screen: TranscriptScreen) -> None:
    """Remove the coding in focus; the act can be undone."""
    if coding := _mine(screen):
        screen.do(lambda: screen.coder_app.desk.remove(screen.document, [coding]))


def respan(screen: TranscriptScreen) -> None:
    """Change the borders of the coding in focus: to the marked words, else mark its own to be moved."""
    marked = screen.view.selection
    if (moving := _end_moving(screen)) is not None:
        if marked is None or marked == moving.span:
            screen.say(_("borders unchanged"))
        else:
            _set_borders(screen, moving, marked)
        return
    chosen = _mine(screen)
    if chosen is None:
        return
    if marked is not None and marked != chosen.span:
        if _set_borders(screen, chosen, marked):
            screen.view.clear_marking()
        return
    screen.state = replace(screen.state, moving=chosen)
    screen.view.go_to(chosen.end, chosen.span)
    screen.view.mode = True
    hint = _("move the border with the arrows; {other_end} other border, {code} sets it, {home} leaves it")
    screen.say(screen.with_keys(hint))


def _set_borders(screen: TranscriptScreen, coding: Coding, span: Span) -> Outcome | None:
    return screen.do(lambda: screen.coder_app.desk.respan(screen.document, coding, span))


def _end_moving(screen: TranscriptScreen) -> Coding | None:
    """Return the coding whose borders were being moved, no longer so."""
    moving = screen.state.moving
    if moving is not None:
        screen.state = replace(screen.state, moving=None)
        screen.view.clear_marking()
    return moving


def leave_moving(screen: TranscriptScreen) -> bool:
    """Give up moving a coding's borders; tell whether that was going on."""
    if _end_moving(screen) is None:
        return False
    screen.say(_("borders unchanged"))
    return True


def redact(screen: TranscriptScreen) -> None:
    """Print nothing of the marked words in any report; what stands in several places, or in words, is asked about."""
    from coder.privacy.name_use import use_of

    marked = screen.view.selection
    if marked is None:
        screen.say(screen.with_keys(_("mark the words first: {mark_mode}, then move")), bad=True)
        return
    words = screen.document.text[marked.start : marked.end].strip()

    def done() -> None:
        screen.do(lambda: redact_everywhere(screen.study, words))
        screen.view.clear_marking()

    use = use_of(screen.study, words)
    if words and (use.times > 1 or use.warnings):
        screen.confirm(_("Redact “{words}” in every report?").format(words=fit(words, 40)), use.sentences(), done)
    else:
        done()


def undo(screen: TranscriptScreen) -> None:
    """Take back the last act on this transcript; one that lies elsewhere is asked first."""
    _turn(screen, "undo")


def redo(screen: TranscriptScreen) -> None:
    """Do again what was undone."""
    _turn(screen, "redo")


def _turn(screen: TranscriptScreen, way: Way) -> None:
    place = on_transcript(screen.study.journal, screen.document.info.id)
    take_back(screen, place, way, lambda act: _revert(screen, act))


def _revert(screen: TranscriptScreen, act: Callable[[], Outcome]) -> None:
    outcome = screen.do(act)
    if outcome and outcome.span and outcome.transcript == screen.document.info.id:
        screen.view.go_to(outcome.span.start, center=True)
