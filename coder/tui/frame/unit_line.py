"""What the numbers on a screen count, and whose codings they count."""

from __future__ import annotations

from coder.i18n import _
from coder.model.counting.counting_words import unit, whose
from coder.model.counting.layers import CODER
from coder.record.study import Study
from coder.tui.frame.palette import Paints
from coder.tui.widgets.pane import Row


def unit_words(study: Study, layer: str = "") -> str:
    """Return unit and layer: the one that was counted on; a blind coder counts own codings, everybody else all."""
    return unit(layer or study.counted, study.project().coders)


def unit_here(study: Study, transcript: str) -> str:
    """Return in few words what is counted of one transcript's own codings, whatever layer other screens count on."""
    layer = "" if study.seen is None or _is_open(study, transcript) else f"{CODER}{study.coder}"
    return _("passages: {whose}").format(whose=whose(layer, study.project().coders))


def _is_open(study: Study, transcript: str) -> bool:
    # Only a blind coder's screen has to ask, and need not load what compares coders before.
    from coder.agreement.openings import opened

    return transcript in opened(study)


def unit_row(study: Study, paints: Paints, layer: str = "") -> Row:
    """Return unit and layer as a row above a list."""
    return ((" " + unit_words(study, layer), paints.quiet),)
