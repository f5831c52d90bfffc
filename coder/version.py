"""Which build of the program this is."""

from __future__ import annotations

DISTRIBUTION = "coder-qda"


def version() -> str:
    """Return the version that is installed, "" where the program runs without having been installed."""
    from importlib import metadata

    try:
        return metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return ""
