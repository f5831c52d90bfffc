"""The codebook's acts in words: what a verb means and which codes an act changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coder.domain.change import Change
from coder.domain.codebook import Code
from coder.i18n import _
from coder.store.images import kind


def codebook_verbs() -> dict[str, str]:
    """Return the meaning of the verbs of acts on the codebook."""
    return {
        "add": _("added"),
        "rename": _("renamed"),
        "define": _("defined"),
        "recolour": _("recoloured"),
        "keywords": _("changed the keywords of"),
        "edit": _("changed"),
        "move": _("moved"),
        "reorder": _("reordered"),
        "archive": _("archived"),
        "restore": _("restored"),
        "merge": _("merged"),
        "split": _("split"),
        "keep": _("kept"),
    }


def changed_codes(changes: Iterable[Change]) -> list[str]:
    """Return the names of the codes that an act made, removed or changed, those only pushed aside left out."""
    names: dict[str, None] = {}
    aside: dict[str, None] = {}
    rule = kind("code")
    for change in changes:
        if change.kind != "code":
            continue
        before: Code | None = rule.from_image(change.before) if change.before else None
        after: Code | None = rule.from_image(change.after) if change.after else None
        if before and after and replace(before, position=after.position) == after:
            aside[after.title] = None
        elif before and after and before.title != after.title:
            names[f"{before.title} → {after.title}"] = None
        elif (shown := after or before) is not None:
            names[shown.title] = None
    return list(names) or list(aside)[:1]
