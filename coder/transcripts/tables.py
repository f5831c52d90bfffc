"""Tables of a document as paragraphs: those with a column of speakers become labelled speech."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from coder.model.names.speaker_labels import Label, are_numbers, clause_like_name, label_of, without_colon
from coder.transcripts.script import Piece

_Cells = Sequence[str]
_TIME = re.compile(r"[\[(（【]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:[.,]\d{1,3})?[\])）】]?")
_NUMBER = re.compile(r"\d{1,5}[.、)]?")
_SPEAKER_HEADINGS = frozenset(
    "講者 說話者 發言者 發言人 說話人 講話者 人物 角色 姓名 身分 身份 speaker name who participant".split()  # noqa: SIM905
)
_SPEECH_HEADINGS = frozenset(
    "內容 逐字稿 說話內容 發言內容 訪談內容 發言 對話 文字 text content speech utterance transcript words".split()  # noqa: SIM905
)
_OTHER_HEADINGS = _SPEECH_HEADINGS | frozenset(
    "編號 序號 項次 行號 no no. # 時間 時間碼 time timecode timestamp start end 開始 結束 備註 註記 編碼 note notes "  # noqa: SIM905
    "code".split()
)
WIDEST_SPAN = 50
_WIDTHS = (2, 3, 4, 5)


class Columns(NamedTuple):
    """Which column holds what; None where the table has no such column."""

    speaker: int
    speech: int
    time: int | None
    others: tuple[int, ...]
    skip: int


def pieces_of_table(rows: Sequence[Sequence[Sequence[str]]]) -> list[Piece]:
    """Return a table's paragraphs, those of a row its speaker's where one column holds speakers."""
    if all(len(row) == 1 for row in rows):
        return [Piece(line) for row in rows for line in row[0]]
    whole = _even(rows)
    titles = {at for at, row in enumerate(whole) if sum(map(any, row)) == 1 and any(row[0])}
    plain = [at for at in range(len(whole)) if at not in titles]
    columns = columns_of([[_joined(cell) for cell in whole[at]] for at in plain])
    if columns is None:
        titles, plain = set(), list(range(len(whole)))
        columns = columns_of([[_joined(cell) for cell in row] for row in whole])
    if columns is not None:
        heads = set(plain[: columns.skip])
        names = {_joined(whole[at][columns.speaker]) for at in plain}
        return [
            piece
            for at, row in enumerate(whole)
            if at not in heads
            for piece in (
                [Piece(_joined(row[0]), heading=True, row=True)]
                if at in titles and _joined(row[0]) not in names
                else _speech(row, columns)
            )
        ]
    return [Piece("  ".join(_joined(cell) for cell in row)) for row in rows]


def spread(rows: Iterable[Iterable[tuple[list[str], int, int]]]) -> list[list[list[str]]]:
    """Return rows with a cell in each column, from cells with the columns and the rows that they go over.

    What is merged stands once: a speaker beside three rows says what stands in the second and third too.
    """
    spread_rows: list[list[list[str]]] = []
    below: dict[int, int] = {}
    for row in rows:
        cells: list[list[str]] = []
        for words, wide, high in row:
            while below.get(len(cells), 0):
                below[len(cells)] -= 1
                cells.append([""])
            for at in range(len(cells), len(cells) + wide):
                below[at] = high - 1
            cells += [words or [""], *([[""]] * (wide - 1))]
        for at in sorted(at for at, left in below.items() if left and at >= len(cells)):
            if at == len(cells):
                below[at] -= 1
                cells.append([""])
        if cells:
            spread_rows.append(cells)
    return spread_rows


def _even(rows: Sequence[Sequence[Sequence[str]]]) -> Sequence[Sequence[Sequence[str]]]:
    """Return the rows with as many cells each, where most have as many; else none."""
    width, often = Counter(map(len, rows)).most_common(1)[0]
    if often * 10 < 7 * len(rows) or any(len(row) > width for row in rows):
        return []
    return [[*row, *([[""]] * (width - len(row)))] for row in rows]


def _joined(cell: Sequence[str]) -> str:
    return " ".join(" ".join(cell).split())


def columns_of(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Return what the columns hold, or None where none of them holds speakers."""
    if not rows or len(rows[0]) not in _WIDTHS:
        return None
    headed = _is_heading(rows[0])
    body = rows[1:] if headed else rows
    titles = [cell.casefold() if headed else "" for cell in rows[0]]
    kinds = [_kind([row[at] for row in body if row[at]], title) for at, title in enumerate(titles)]
    speakers = [at for at, kind in enumerate(kinds) if kind == "speaker"]
    if not speakers:
        return None
    speaker = min(speakers, key=lambda at: (titles[at] not in _SPEAKER_HEADINGS, *_emptiness(body, at)))
    rest = [at for at, kind in enumerate(kinds) if kind in {"speech", "speaker"} and at != speaker]
    if not rest:
        return None
    speech = max(rest, key=lambda at: (titles[at] in _SPEECH_HEADINGS, sum(len(row[at]) for row in body)))
    others = tuple(at for at in rest if at != speech)
    return Columns(speaker, speech, kinds.index("time") if "time" in kinds else None, others, int(headed))


def _emptiness(body: Sequence[_Cells], at: int) -> tuple[bool, int]:
    """Return whether a column says one thing alone, as a remark does, and how many of its cells are empty."""
    cells = [row[at] for row in body if row[at]]
    return len(set(cells)) < 2, len(body) - len(cells)  # noqa: PLR2004  two speak


def _kind(cells: _Cells, heading: str) -> str:
    """Return what a column holds: speakers, times, numbers, speech, or nothing."""
    if heading in _SPEAKER_HEADINGS:
        return "speaker"
    if not cells:
        return ""
    if all(map(_TIME.fullmatch, cells)):
        return "time"
    if all(map(_NUMBER.fullmatch, cells)):
        return "number"
    return "speaker" if _are_speakers(cells) else "speech"


_MOST_SPEAKERS = 2_000
"""So many different cells are no speakers of a conversation."""


def _are_speakers(cells: _Cells) -> bool:
    """Tell whether cells are names: an odd one costs the column nothing where most repeat or are role words."""
    counts = Counter(cells)
    labels: dict[str, Label | None] = {}
    left_over = 0
    for cell, count in counts.items():
        labels[cell] = label = _label(cell)
        left_over += 0 if label is not None else count
        if left_over * 10 > len(cells) or len(labels) > _MOST_SPEAKERS:
            # Speech is told from the first cells of a column: each label takes long to judge.
            return False
    known = 0 if are_numbers(cells) else sum(counts[cell] for cell, label in labels.items() if label and label.known)
    possible = {cell for cell, label in labels.items() if _can_be(label)}
    repeated = sum(count for cell, count in counts.items() if count > 1 and cell in possible)
    impossible = sum(count for cell, count in counts.items() if cell not in possible)
    return max(known, repeated) * 2 > len(cells) and impossible * 5 <= len(cells)


def _can_be(label: Label | None) -> bool:
    return label is not None and (label.known or label.plausible or clause_like_name(label.name, label.key))


@lru_cache(maxsize=4096)
def _label(cell: str) -> Label | None:
    bare = without_colon(cell)
    label = label_of(f"{bare}：")
    return label if label and label.width == len(bare) + 1 else None


def _is_heading(cells: Sequence[str]) -> bool:
    words = [cell.casefold() for cell in cells]
    return any(word in _SPEAKER_HEADINGS for word in words) and all(
        word in _SPEAKER_HEADINGS or word in _OTHER_HEADINGS or not word for word in words
    )


def is_speaker_title(title: str) -> bool:
    """Tell whether a column of this title holds speakers."""
    return title.casefold() in _SPEAKER_HEADINGS


def is_speech_title(title: str) -> bool:
    """Tell whether a column of this title holds what is said."""
    return title.casefold() in _SPEECH_HEADINGS


def has_clock(cells: Sequence[str]) -> bool:
    """Tell whether a column holds nothing but times of a recording."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(map(_TIME.fullmatch, filled))


def has_roles(cells: Sequence[str]) -> bool:
    """Tell whether most cells of a column say what a speaker is, as 訪談者."""
    labels = [_label(cell) for cell in cells if cell]
    return sum(bool(label and label.known) for label in labels) * 2 > len(cells)


def _speech(row: Sequence[Sequence[str]], columns: Columns) -> list[Piece]:
    speaker = without_colon(_joined(row[columns.speaker]))
    time = _joined(row[columns.time]).strip("[]()（）【】") if columns.time is not None else ""
    lines = [line for line in row[columns.speech] if line] or [""]
    if not speaker and not any(lines):
        return []
    aside = [Piece(f"【{note}】", row=True) for at in columns.others if (note := _joined(row[at]))]
    first = Piece(lines[0], speaker, time or None, stamped=True, row=True)
    return [first, *(Piece(line, row=True) for line in lines[1:]), *aside]
