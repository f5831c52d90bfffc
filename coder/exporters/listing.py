"""Names in a row."""

from __future__ import annotations

from collections.abc import Iterable

from coder.i18n import pick


def listed(items: Iterable[str]) -> str:
    """Return items in a row, set apart as the language does."""
    return pick("、", ", ").join(items)
