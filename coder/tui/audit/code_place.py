"""From a code that the history or a trace names to its place in the codebook."""

from __future__ import annotations

import json

from coder.model.counting.codetree import above
from coder.tui.frame.base import DeskScreen


def open_code(screen: DeskScreen, code: str) -> None:
    """Open the codebook at a code."""
    over = above(screen.project.codes, code)
    folded = [key for key in json.loads(screen.study.recall("book-folded") or "[]") if key not in over]
    screen.study.remember("book-folded", json.dumps(folded))
    screen.study.remember("book-at", code)
    screen.coder_app.action_visit("codebook")
