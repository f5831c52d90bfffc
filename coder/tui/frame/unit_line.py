"""What the numbers on a screen count, and whose codings they count."""

from __future__ import annotations

from coder.model.counting.counting_words import unit
from coder.record.study import Study
from coder.tui.frame.palette import Paints
from coder.tui.widgets.pane import Row


def unit_words(study: Study) -> str:
    """Return unit and layer: a blind coder counts own codings, everybody else all."""
    return unit(study.coder if study.seen is not None else "", study.project().coders)


def unit_row(study: Study, paints: Paints) -> Row:
    """Return unit and layer as a row above a list."""
    return ((" " + unit_words(study), paints.quiet),)
