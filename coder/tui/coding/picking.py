"""Choosing codes in the picker for some words, or for a coding that is recoded or copied."""

from __future__ import annotations

from dataclasses import replace

from textual.geometry import Region

from coder.i18n import _
from coder.model.text import Span
from coder.tui.coding.state import Pick
from coder.tui.coding.transcript_screen import TranscriptScreen
from coder.tui.widgets.overview import Overview
from coder.tui.widgets.picker import HEIGHT, Picker
from coder.tui.widgets.wrap import fit

_LEAST, _QUOTE_CELLS = 6, 60


def open_picker(screen: TranscriptScreen, pick: Pick) -> None:
    """Open the picker beside the words of a pick."""
    state, span = replace(screen.state, pick=pick), pick.span
    screen.state = state
    head = {
        "code": _("Code: {quote}"),
        "recode": _("Instead of “{name}”: {quote}"),
        "copy": _("Besides “{name}”: {quote}"),
    }[pick.purpose]
    code = screen.project.code_by_id.get(pick.coding.code) if pick.coding else None
    quote = fit(state.document.text[span.start : span.end].replace("\n", " "), _QUOTE_CELLS)
    screen.query_one(Picker).open(
        screen.project.codes,
        head.format(quote=quote, name=code.title if code else ""),
        [s.code for s in screen.suggestions_here()],
        state.recent,
        state.standing(span),
        screen.coder_app.readings,
        _place_beside(screen, span),
        several=pick.purpose != "recode",
    )


def _place_beside(screen: TranscriptScreen, span: Span) -> Region:
    """Return the larger free room above or below the words of `span`, as wide as the text with its overview."""
    view = screen.view
    under = view.region.union(screen.query_one(Overview).region)
    first = view.region.y + view.rows.row_of(span.start) - view.scroll_offset.y
    last = view.region.y + view.rows.row_of(span.end - 1) - view.scroll_offset.y
    below = screen.size.height - 1 - (last + 1)
    if below >= min(first, HEIGHT):
        return Region(under.x, last + 1, under.width, max(_LEAST, min(HEIGHT, below)))
    height = max(_LEAST, min(HEIGHT, first))
    return Region(under.x, max(0, first - height), under.width, height)
