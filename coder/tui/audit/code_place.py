"""From a code that the history or a trace names to its place in the codebook."""

from __future__ import annotations

import json

from coder.tui.frame.base import DeskScreen


def open_code(screen: DeskScreen, code: str) -> None:
    """Open the codebook at a code."""
    study = screen.coder_app.study
    parent = study.project().code_by_id[code].parent
    folded = [theme for theme in json.loads(study.recall("book-folded") or "[]") if theme != parent]
    study.remember("book-folded", json.dumps(folded))
    study.remember("book-at", code)
    screen.coder_app.action_visit("codebook")
