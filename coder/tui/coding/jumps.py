"""Going to another place of the transcript, or to another coding of the passage."""

from __future__ import annotations

from coder.i18n import _
from coder.tui.coding.transcript_screen import TranscriptScreen


def to_suggestion(screen: TranscriptScreen, step: int) -> None:
    """Go to the next sentence with an open suggestion, or to the one before."""
    offset = screen.state.suggested_beyond(screen.view.target, screen.view.caret, step)
    if offset is None and screen.wait_for_suggestions(step):
        screen.say_quietly(_("still looking for suggestions; it goes to the next one when there is one"))
        return
    otherwise = _("no suggestion further down") if step > 0 else _("no suggestion further up")
    if offset is None and screen.state.suggested_beyond(screen.view.target, screen.view.caret, -step) is None:
        none = _("no more suggestions: keywords ({edit_codebook}: codebook) and codings bring them")
        otherwise = screen.with_keys(none)
    _to(screen, offset, otherwise)


def to_uncoded(screen: TranscriptScreen) -> None:
    """Go to the next respondent's turn without a coding of one's own."""
    _to(screen, screen.state.uncoded_after(screen.view.caret), _("no uncoded turn further down"))


def _to(screen: TranscriptScreen, offset: int | None, otherwise: str) -> None:
    if offset is None:
        screen.say_quietly(otherwise)
    else:
        screen.view.go_to(offset, center=True)


def to_coding(screen: TranscriptScreen, step: int) -> None:
    """Put the next coding of the passage into focus, round to the first."""
    firsts, now = screen.state.firsts_at(screen.view.target), screen.coding_in_focus()
    if firsts:
        screen.choose(firsts[(firsts.index(now) + step) % len(firsts) if now in firsts else 0])
    else:
        screen.say(_("no coding here"), bad=True)


def to_similar(screen: TranscriptScreen) -> None:
    """Show the passages of the study most like the marked words or the sentence at the caret."""
    from coder.retrieval.similarity import original_at
    from coder.tui.retrieval.similar_screen import LikeScreen

    original = original_at(screen.document, screen.view.target)
    screen.remember_place()
    screen.app.push_screen(LikeScreen(original))
