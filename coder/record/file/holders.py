"""Who writes to a study right now, as far as the system tells: it names the process that holds the writer's lock."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

# SQLite's writer holds this byte of the `-shm` file (WAL_WRITE_LOCK).
_WRITER = 120
_SHOWN = 80


def writer_of(path: Path, locks: Path = Path("/proc/locks")) -> str:
    """Return the command and process that writes to a study now; empty where nobody does or the system is silent."""
    with suppress(OSError, ValueError, IndexError):
        found = Path(f"{path}-shm").stat()
        place = f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}:{found.st_ino}"
        for line in locks.read_text("ascii").splitlines():
            fields = line.split()
            if fields[1] == "->" or place not in fields or "WRITE" not in fields:
                continue
            first, last = int(fields[-2]), fields[-1]
            if first <= _WRITER and (last == "EOF" or int(last) >= _WRITER):
                return _command(int(fields[4]))
    return ""


def _command(process: int) -> str:
    """Return a process as a person knows it: its command line without the interpreter's folder, and its number."""
    parts = Path(f"/proc/{process}/cmdline").read_bytes().decode("utf-8", "replace").split("\0")
    words = [Path(part).name if part.startswith("/") else part for part in parts if part]
    told = " ".join(words)
    return f"{told[:_SHOWN]}{'…' if len(told) > _SHOWN else ''} ({process})"
