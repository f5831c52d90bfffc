"""Names and paths as they are typed into a shell, in messages that say what to type."""

from __future__ import annotations

import re
import shlex


def shell_word(text: str) -> str:
    """Return a name or path as it is typed into a shell; Chinese needs no quotes there."""
    return text if re.fullmatch(r"(?!-)[\w.\-/:]+", text) else shlex.quote(text)
