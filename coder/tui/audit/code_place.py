"""From a code that another screen names to its place in the codebook, or to its quotes."""

from __future__ import annotations

import json
from collections.abc import Iterable

from coder.model.counting.codetree import above
from coder.model.counting.passage_filters import Filters
from coder.tui.frame.base import DeskScreen


def open_code(screen: DeskScreen, code: str) -> None:
    """Open the codebook at a code."""
    over = above(screen.project.codes, code)
    folded = [key for key in json.loads(screen.study.recall("book-folded") or "[]") if key not in over]
    screen.study.remember("book-folded", json.dumps(folded))
    screen.study.remember("book-at", code)
    screen.coder_app.action_visit("codebook")


def open_quotes(screen: DeskScreen, codes: Iterable[str], filters: Filters | None = None) -> None:
    """Show the quotes of some codes, and of those below them."""
    from coder.model.counting.passage import Query
    from coder.retrieval import passages
    from coder.retrieval.code_terms import spell

    project = screen.project
    known = [project.code_by_id[key] for key in codes if key in project.code_by_id]
    expression = " OR ".join(spell(code, project.codes) for code in known)
    passages.remember(screen.study, Query(expression=expression, filters=filters or Filters()))
    screen.coder_app.action_visit("quotes")
