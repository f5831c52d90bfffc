"""Memos that say their passage speaks against what its code would have it say."""

from __future__ import annotations

from collections.abc import Iterable

from coder.model.coding import Memo

_SAYS_SO = (
    "反證", "反例", "反面", "反駁", "反對", "相反", "矛盾", "推翻", "不支持", "不成立", "例外",
    "counter", "contradict", "opposite", "against", "refut", "disconfirm", "negative case", "exception", "retract",
)  # fmt: skip


def speaks_against(text: str) -> bool:
    """Tell whether a memo says that its passage speaks against: some of the field's words for that stand in it."""
    small = text.casefold()
    return any(word in small for word in _SAYS_SO)


def doubted_codings(memos: Iterable[Memo]) -> frozenset[str]:
    """Return the codings with a memo that says so."""
    return frozenset(m.target for m in memos if m.target_kind == "coding" and speaks_against(m.text))
