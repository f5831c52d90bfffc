"""Changing single entries of a TOML file line by line: comments and what others wrote stay as they are."""

from __future__ import annotations

import json
import re

_TABLE = re.compile(r"^\s*\[")
_BARE = re.compile(r"^[A-Za-z0-9_-]+$")


def set_entry(text: str, table: str, key: str, value: str | None) -> str:
    """Return `text` with `key` of a table set to a string, or without it for None; `table` is empty for the top.

    A comment behind the old value stays behind the new one.
    """
    lines = text.splitlines()
    first, last = _extent(lines, table)
    at = next((i for i in range(first, last) if _key_of(lines[i]) == key), None) if first >= 0 else None
    if value is None:
        if at is not None:
            del lines[at]
        return _joined(lines)
    entry = f"{_written(key)} = {json.dumps(value, ensure_ascii=False)}"
    if at is not None:
        lines[at] = entry + _comment_of(lines[at])
    elif first < 0:
        lines += [*([""] if lines else []), f"[{table}]", entry]
    else:
        # Behind the last entry, before the blank lines and comments that lead to the next table.
        while last > first and (not lines[last - 1].strip() or (last < len(lines) and lines[last - 1].startswith("#"))):
            last -= 1
        lines.insert(last, entry)
    return _joined(lines)


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n" if lines else ""


def _extent(lines: list[str], table: str) -> tuple[int, int]:
    """Return the lines of a table, its heading left out; -1 where the table is not there."""
    heads = [i for i, line in enumerate(lines) if _TABLE.match(line)]
    if not table:
        return 0, heads[0] if heads else len(lines)
    for i in heads:
        if re.match(rf"^\s*\[\s*{re.escape(table)}\s*\]\s*(#.*)?$", lines[i]):
            return i + 1, next((h for h in heads if h > i), len(lines))
    return -1, -1


def _key_of(line: str) -> str:
    name, equals, _rest = line.partition("=")
    return name.strip().strip("\"'") if equals and not line.lstrip().startswith("#") else ""


def _written(key: str) -> str:
    return key if _BARE.match(key) else json.dumps(key)


def _comment_of(line: str) -> str:
    """Return the comment behind an entry whose value is one string, the space before it included."""
    match = re.match(r"""^[^=]*=\s*(?:"(?:[^"\\]|\\.)*"|'[^']*')(\s*#.*)$""", line)
    return match[1] if match else ""
