"""Which build of the program this is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DISTRIBUTION = "coder-qda"
_TELLING = frozenset({".py", ".mo"})
_NEVER_WRITE = frozenset({"cli", "tui"})
_DIGITS = 12


def version() -> str:
    """Return the version that is installed, "" where the program runs without having been installed."""
    from importlib import metadata

    try:
        return metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return ""


@cache
def build() -> str:
    """Return what tells this build from any other that may write a report otherwise: digits over source and messages.

    The version alone does not, for a report looks otherwise long before the next version is out.
    """
    from hashlib import sha256

    told, folder = sha256(), Path(__file__).parent
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _TELLING):
        name = path.relative_to(folder)
        if name.parts[0] not in _NEVER_WRITE:
            told.update(name.as_posix().encode() + path.read_bytes())
    return told.hexdigest()[:_DIGITS]
