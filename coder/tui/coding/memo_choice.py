"""Which memo to write on: the one that is there, one of several, or a new one."""

from __future__ import annotations

from collections.abc import Sequence

from coder.coding.memos import Place, place_of
from coder.i18n import _
from coder.model.coding import Memo
from coder.record.outcome import Outcome
from coder.tui.coding.margins import memos_at
from coder.tui.coding.transcript_screen import TranscriptScreen
from coder.tui.widgets.wrap import fit

_QUOTE_CELLS = 50


def write_memo_here(screen: TranscriptScreen) -> None:
    """Write a memo on the coding in focus if it is one's own, else on the words at the caret."""
    document, coder, target = screen.document, screen.state.coder, screen.view.target
    focus = screen.coding_in_focus()
    mine = [focus] if focus is not None and focus.coder == coder else []
    olds = [m for m in memos_at(document, target, mine) if m.coder == coder]
    if not mine and not olds and screen.words_at() is None:
        return
    info = document.info
    words = Place("transcript", info.id, target, info.text_hash)
    quote = fit(document.text[target.start : target.end].replace("\n", " "), _QUOTE_CELLS)
    _choose(screen, quote, Place("coding", mine[0].id, mine[0].span) if mine else words, olds)


def write_memo_on_transcript(screen: TranscriptScreen) -> None:
    """Write a memo on the transcript as a whole."""
    info = screen.document.info
    whole = [m for m in screen.document.memos if m.target == info.id and m.start is None]
    _choose(screen, info.name, Place("transcript", info.id), [m for m in whole if m.coder == screen.state.coder])


def _choose(screen: TranscriptScreen, name: str, place: Place, olds: Sequence[Memo]) -> None:
    """Open the editor on the only memo or on a new one; where there are several, ask first."""
    from coder.tui.memos.editor import MemoScreen

    def edit(old: Memo | None) -> None:
        def closed(outcome: Outcome | None) -> None:
            if outcome is not None:
                screen.done(outcome)

        screen.app.push_screen(MemoScreen(screen.coder_app.desk, place_of(old) if old else place, name, old), closed)

    if len(olds) < 2:  # noqa: PLR2004  several
        edit(olds[0] if olds else None)
        return
    by_id = {m.id: m for m in olds}
    options = [*((key, m.text.replace("\n", " ")) for key, m in by_id.items()), ("", _("a new one"))]
    screen.choose_one(_("Which memo?"), options, lambda key: edit(by_id.get(key)))
