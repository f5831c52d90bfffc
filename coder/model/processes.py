"""Whether a process still runs: what it left unfinished is swept up only when it is gone."""

from __future__ import annotations

import os


def is_running(process: int) -> bool:
    """Tell whether a process with this number runs; True where the system does not say."""
    if os.name == "nt":
        # There, signal 0 would end the process instead of asking for it.
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
