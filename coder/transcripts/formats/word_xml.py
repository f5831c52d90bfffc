"""Names in WordprocessingML without their name space: strict documents have another one than others."""

from __future__ import annotations

from typing import Any


def name_of(element: Any) -> str:
    """Return an element's name; a comment or an instruction has none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """Return an element's attribute, or nothing; nothing also where there is no element."""
    if element is None:
        return ""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")
