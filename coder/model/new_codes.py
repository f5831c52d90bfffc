"""Where codes wait until somebody gives them a theme."""

from __future__ import annotations

from coder.i18n import _
from coder.model.codebook import Code

NEW_CODES = "new-codes"
NEW_COLOR = "#7f7f7f"


def gathering(position: int) -> Code:
    """Return the theme in which codes without one wait."""
    return Code(
        id=NEW_CODES,
        parent=None,
        level="theme",
        name=_("New codes"),
        name_en="New codes",
        position=position,
        color=NEW_COLOR,
    )
