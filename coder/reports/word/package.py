"""The document's file: names of its bookmarks, and its parts in order, each of the same time."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from io import BytesIO
from re import sub

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_LONGEST_MARK = 40


def mark_name(kind: str, key: str) -> str:
    """Return a bookmark's name: letters, digits and underlines, at most forty; a longer one ends in its hash."""
    name = sub(r"[^A-Za-z0-9]", lambda m: f"_{ord(m[0]):x}", f"{kind}_{key}")
    return name if len(name) <= _LONGEST_MARK else f"{name[:31]}_{sha256(key.encode()).hexdigest()[:8]}"


def at_one_time(raw: BytesIO) -> bytes:
    """Return the archive with its parts in order, each of the same time, so that the same report is the same file."""
    made = BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return made.getvalue()
