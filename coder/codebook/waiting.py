"""Codes that are made before there is a theme for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coder.codebook.acts import Codebook, Draft, Plan, plan_add
from coder.model.new_codes import NEW_CODES, gathering
from coder.record.entry import Put


def plan_waiting(book: Codebook, names: Sequence[str]) -> Plan:
    """Plan new codes that wait among those without a theme."""
    project, drafts = book.study.project(), [Draft(name=name) for name in names]
    if NEW_CODES in project.code_by_id:
        return plan_add(project, drafts, NEW_CODES, "theme")
    theme = gathering(max((c.position for c in project.codes), default=-1) + 1)
    plan = plan_add(replace(project, codes=(*project.codes, theme)), drafts, NEW_CODES, "theme")
    return book.begun(replace(plan, puts=(Put("code", None, theme), *plan.puts)))
