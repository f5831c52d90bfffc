"""Names for things that people make: time-ordered ids, content ids and short quote ids."""

from __future__ import annotations

import os
import re
import time
import uuid
from datetime import UTC, datetime

_NAMESPACE = uuid.UUID("6f0b5d1e-6a52-4c7e-9a52-3a0f0c0d0e01")
_QUOTE_ID = re.compile(r"^(?P<case>.+)-(?P<line>\d{1,9})-(?P<tail>[0-9a-f]{4,})$")


def new_ids(count: int) -> list[str]:
    """Return `count` fresh UUIDs (version 7 of RFC 9562: ordered by time), 32 hexadecimal digits each."""
    stamp = time.time_ns() // 1_000_000
    noise = os.urandom(10 * count).hex()
    head = f"{stamp:012x}7"
    return [f"{head}{noise[i : i + 3]}8{noise[i + 4 : i + 19]}" for i in range(0, 20 * count, 20)]


def new_id() -> str:
    """Return one fresh UUID of version 7."""
    return new_ids(1)[0]


def content_id(*parts: object) -> str:
    """Return the UUID (version 5) that the same parts always give, so that importing twice adds nothing."""
    return uuid.uuid5(_NAMESPACE, "\x1f".join(map(str, parts))).hex


def now() -> str:
    """Return the local time with its zone, in ISO 8601 to the second."""
    return datetime.now(tz=UTC).astimezone().isoformat(timespec="seconds")


def quote_id(case: str, line: int, coding: str) -> str:
    """Return the citation of a coding: case, first line and the last four digits of its id."""
    return f"{case}-{line}-{coding[-4:]}"


def parse_quote_id(text: str) -> tuple[str, int, str] | None:
    """Return case, line and id tail of a citation, or None where `text` is none."""
    match = _QUOTE_ID.match(text.strip().strip("[]\"'"))
    return (match["case"], int(match["line"]), match["tail"]) if match else None
