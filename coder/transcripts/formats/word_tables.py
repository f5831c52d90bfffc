"""Tables of a Word document as lines: those with a column of speakers become labelled speech."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from coder.model.speaker_labels import Label, label_of

_Cells = list[str]
_TIME = re.compile(r"[\[(（【]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:[.,]\d{1,3})?[\])）】]?")
_NUMBER = re.compile(r"\d{1,5}[.、)]?")
_SPEAKER_HEADINGS = frozenset(
    ["講者", "說話者", "發言者", "發言人", "說話人", "人物", "角色", "姓名", "身分", "身份", "speaker", "name", "who"]
)
_OTHER_HEADINGS = frozenset(
    ["編號", "序號", "項次", "行號", "no", "no.", "#", "時間", "時間碼", "time", "timecode", "timestamp"]
)
_WIDTHS = (2, 3, 4)


class _Columns(NamedTuple):
    """Which column holds what; None where the table has no such column."""

    speaker: int
    time: int | None
    number: int | None


def lines_of_table(rows: list[list[list[str]]]) -> list[str]:
    """Return a table's lines, `名字：內容` where its first cells are speakers."""
    if all(len(row) == 1 for row in rows):
        return [line for row in rows for line in row[0]]
    width = len(rows[0])
    if width in _WIDTHS and all(len(row) == width for row in rows):
        firsts = [[_joined(cell) for cell in row[:-1]] for row in rows]
        columns = _columns(firsts)
        if columns is not None:
            skip = 1 if _is_heading(firsts[0]) else 0
            pairs = zip(firsts[skip:], rows[skip:], strict=True)
            return [line for cells, row in pairs for line in _speech(cells, row[-1], columns)]
    return ["  ".join(_joined(cell) for cell in row) for row in rows]


def _joined(cell: list[str]) -> str:
    return " ".join(" ".join(cell).split())


def _columns(firsts: list[_Cells]) -> _Columns | None:
    """Return what the columns before the last hold, or None where they aren't speakers, times and numbers."""
    found: dict[str, int] = {}
    body = firsts[1:] if _is_heading(firsts[0]) else firsts
    for at in range(len(firsts[0])):
        cells = [row[at] for row in body if row[at]]
        kind = _kind(cells, firsts[0][at] if len(body) < len(firsts) else "")
        if not kind or kind in found:
            return None
        found[kind] = at
    if "speaker" not in found:
        return None
    return _Columns(found["speaker"], found.get("time"), found.get("number"))


def _kind(cells: _Cells, heading: str) -> str:
    if not cells:
        return ""
    if all(map(_TIME.fullmatch, cells)):
        return "time"
    if all(map(_NUMBER.fullmatch, cells)):
        return "number"
    labels = [_label(cell) for cell in cells]
    if not all(label and label.plausible for label in labels):
        return ""
    if heading.casefold() in _SPEAKER_HEADINGS:
        return "speaker"
    known = sum(bool(label and label.known) for label in labels)
    repeated = sum(count for count in Counter(cells).values() if count > 1)
    return "speaker" if max(known, repeated) * 2 > len(cells) else ""


def _label(cell: str) -> Label | None:
    bare = cell.rstrip(":： ")
    label = label_of(f"{bare}：")
    return label if label and label.width == len(bare) + 1 else None


def _is_heading(cells: _Cells) -> bool:
    words = [cell.casefold() for cell in cells]
    return any(word in _SPEAKER_HEADINGS for word in words) and all(
        word in _SPEAKER_HEADINGS or word in _OTHER_HEADINGS or not word for word in words
    )


def _speech(cells: _Cells, content: list[str], columns: _Columns) -> list[str]:
    speaker = cells[columns.speaker].rstrip(":： ")
    time = cells[columns.time] if columns.time is not None else ""
    stamp = f"[{time.strip('[]()（）【】')}] " if time else ""
    lines = [line for line in content if line] or [""]
    if not speaker:
        return [f"{stamp}{lines[0]}", *lines[1:]] if any(lines) else []
    return [f"{stamp}{speaker}：{lines[0]}", *lines[1:]]
