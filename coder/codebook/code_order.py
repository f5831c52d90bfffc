"""The order of the codes in the codebook: where a new one goes, and what moves with it."""

from __future__ import annotations

from collections.abc import Sequence

from coder.model.codebook import Code
from coder.model.counting.codetree import end_of, numbered
from coder.model.project import Project
from coder.record.entry import Put


def behind(tree: Sequence[Code], code: Code) -> int:
    """Return the place behind all that stands below the same theme or code, for a theme behind the last theme."""
    if code.parent:
        return end_of(tree, code.parent)
    like = [c.id for c in tree if c.level == code.level]
    return end_of(tree, like[-1]) if like else len(tree)


def renumbered(project: Project, tree: Sequence[Code], first: str = "") -> tuple[Put, ...]:
    """Return the changes from the codes as they are to `tree`, that of `first` before those it pushes aside."""
    old = project.code_by_id
    puts = [Put("code", old.get(c.id), c) for c in numbered(tree, old) if old.get(c.id) != c]
    return tuple(sorted(puts, key=lambda p: (p.before is not None, p.key != first)))
