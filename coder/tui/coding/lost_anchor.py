"""Placing a lost anchor in its transcript: the likeliest words are marked, Enter takes what is marked."""

from __future__ import annotations

from coder.i18n import _
from coder.transcripts.placement import LostAnchors
from coder.tui.coding.transcript_screen import TranscriptScreen
from coder.tui.frame.base import DeskScreen
from coder.tui.widgets.wrap import fit

_NAME_CELLS, _WORDS_CELLS = 24, 40


def propose_lost(screen: TranscriptScreen) -> None:
    """Mark the words on which the lost anchor most likely belongs that was taken along, if one was."""
    entry = screen.state.lost
    if entry is None:
        return
    if entry.place is not None:
        screen.view.go_to(entry.place.end, entry.place)
        text = _("{code} puts “{name}” on the marked words | it stood on: {words}")
    else:
        text = _("mark the words for “{name}”, then {code} | it stood on: {words}")
    screen.call_after_refresh(screen.view.reveal, center=True)
    name, words = fit(entry.title, _NAME_CELLS), fit(entry.words.replace("\n", " "), _WORDS_CELLS)
    screen.say(screen.with_keys(text, name=name, words=words))


def place_lost(screen: TranscriptScreen) -> bool:
    """Put the lost anchor that was taken along on the marked words and go back; tell whether there was one."""
    entry, span = screen.state.lost, screen.view.selection
    if entry is None:
        return False
    if span is None:
        screen.say(_("mark some words first"), bad=True)
        return True
    anchors = LostAnchors(screen.study)
    if outcome := screen.do(lambda: anchors.place(screen.document, entry.lost, span)):
        app = screen.app
        screen.coder_app.show_home()
        if isinstance(app.screen, DeskScreen):
            app.screen.say_saved(outcome)
    return True
