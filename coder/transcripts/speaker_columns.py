"""Which column of a table holds who speaks, and which what they say; told by its titles and by what stands in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from coder.model.names.speaker_labels import (
    Label,
    are_numbers,
    clause_like_name,
    is_role,
    key_of,
    label_of,
    role_of,
    timed_name,
    without_colon,
)

_Cells = Sequence[str]
_TIME = re.compile(r"[\[(（【]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:[.,]\d{1,3})?[\])）】]?")
_NUMBER = re.compile(r"\d{1,5}[.、)]?")
_TITLE_SPEAKER = re.compile(
    r"(?:發言|說話|講話|談話|對話|參與|與談|訪談|會議)?(?:講者|說話者|發言者|對話者|參與者|與談者|發言人員?|說話人|講話者|人物|人員|角色|姓名|身[分份]|對象)"
    r"(?:姓名|代[號碼]|名稱)?|speaker(?: ?(?:name|id))?|name|who|participant",
    re.IGNORECASE,
)
_TITLE_SPEECH = re.compile(
    r"(?:訪談|受訪|訪問|發言|說話|講話|談話|對話|會議|原始|錄音|語音|口述|逐字)*"
    r"(?:內容|逐字稿?|文稿|稿件?|紀錄|記錄|文字稿?|原文|全文|對話|發言)+|"
    r"text|content|speech|utterances?|transcript(?:ion)?|words|dialogue",
    re.IGNORECASE,
)
_TITLE_OTHER = re.compile(
    r"編號|題號|序號?|項次|行號?|段落(?:編?號)?|流水號|no\.?|#|時間[碼點軸]?|(?:開始|起始|結束|起[迄訖])(?:時間)?|"
    r"time(?: ?(?:code|stamp))?|start(?: time)?|end(?: time)?|備註|註記|編碼|概念|notes?|codes?|line",
    re.IGNORECASE,
)
_QUESTIONS = re.compile(
    r"(?:訪談|訪問|提問)?(?:問題|題目|題綱|大綱)(?:內容)?|提問(?:內容)?|(?:interview )?questions?", re.IGNORECASE
)
_ANSWERS = re.compile(
    r"(?:受訪者|受訪人)?的?(?:回答|回應|答覆|回覆|答案)(?:內容)?|(?:interviewee |participant )?(?:answers?|responses?)",
    re.IGNORECASE,
)
_WIDTHS = (2, 3, 4, 5)
_MOST_SPEAKERS = 2_000
"""So many different cells are no speakers of a conversation."""
_MOSTLY = 0.6
_FEW_ROWS = 8
_MOST_ABOVE = 12
_LONGEST_TITLE = 20
_WIDEST = 16
"""A table of so many columns holds speech where its titles say so."""
_FACT_WIDTH = 30
_SENTENCE = re.compile(r"[。？！?!，；…]|[.,] ")


class Columns(NamedTuple):
    """Which column holds what; None where the table has no such column."""

    speaker: int
    speech: int
    time: int | None
    others: tuple[int, ...]
    skip: int
    dropped: tuple[int, ...] = ()
    """Columns of row numbers, of times other than the first, and those that say the same in every row."""


def columns_of(rows: Sequence[_Cells]) -> Columns | None:
    """Return what the columns hold, or None where none of them holds speakers."""
    headed = bool(rows) and is_heading(rows[0])
    width = len(rows[0]) if rows else 0
    if width not in _WIDTHS and not (headed and _names_both(rows[0]) and width <= _WIDEST):
        return None
    body = rows[1:] if headed else rows
    titles = [cell if headed else "" for cell in rows[0]]
    kinds = [kind_of_column([row[at] for row in body if row[at]], title) for at, title in enumerate(titles)]
    speakers = [at for at, kind in enumerate(kinds) if kind == "speaker"]
    if not speakers:
        return None
    speaker = min(speakers, key=lambda at: (not is_speaker_title(titles[at]), *_emptiness(body, at)))
    rest = [at for at, kind in enumerate(kinds) if kind in {"speech", "speaker"} and at != speaker]
    if not rest:
        return None
    speech = max(rest, key=lambda at: (is_speech_title(titles[at]), sum(len(row[at]) for row in body)))
    if not is_speaker_title(titles[speaker]) and _is_labelled([row[speech] for row in body if row[speech]]):
        return None
    if not headed and are_facts([(row[speaker], row[speech]) for row in body]):
        return None
    same = {at for at in rest if at != speech and _says_the_same([row[at] for row in body])}
    others = tuple(at for at in rest if at != speech and at not in same)
    time = kinds.index("time") if "time" in kinds else None
    dropped = tuple(at for at, kind in enumerate(kinds) if (kind in {"number", "time"} and at != time) or at in same)
    return Columns(speaker, speech, time, others, int(headed), dropped)


def sides_of(titles: _Cells) -> tuple[int, int] | None:
    """Return which two columns hold who asks and who answers, as their titles say, or None.

    They name the two (訪談者, 受訪者), or the questions and the answers of one interview, numbers and notes beside.
    """
    if not all(
        not cell or is_role(cell) or is_title(cell) or _QUESTIONS.fullmatch(cell) or _ANSWERS.fullmatch(cell)
        for cell in titles
    ):
        return None
    roles = [at for at, cell in enumerate(titles) if is_role(cell)]
    if len(roles) == 2 and len({role_of(key_of(titles[at]), frozenset()) for at in roles}) == 2:  # noqa: PLR2004
        return roles[0], roles[1]
    asked = [at for at, cell in enumerate(titles) if _QUESTIONS.fullmatch(cell)]
    said = [at for at, cell in enumerate(titles) if _ANSWERS.fullmatch(cell)]
    others = [cell for at, cell in enumerate(titles) if cell and at not in {*asked, *said}]
    alone = all(_TITLE_OTHER.fullmatch(cell) for cell in others)
    return (asked[0], said[0]) if len(asked) == len(said) == 1 and not roles and alone else None


def _says_the_same(cells: _Cells) -> bool:
    """Tell whether a column says one thing in every row, as the name of the recording: nothing on a turn."""
    return len(cells) >= _FEW_ROWS and len(set(cells)) == 1


def side_named(title: str) -> str:
    """Return who speaks in a column of one side: its title, or who asks or answers where that says what is said."""
    if _QUESTIONS.fullmatch(title):
        return "Q" if title.isascii() else "問"
    if _ANSWERS.fullmatch(title):
        return "A" if title.isascii() else "答"
    return title


def labelled_column(columns: Sequence[_Cells]) -> int | None:
    """Return the one column whose paragraphs open with labels, as 王：好嗎？, or None."""
    found = [at for at, lines in enumerate(columns) if _is_labelled([line for line in lines if line])]
    return found[0] if len(found) == 1 else None


def _is_labelled(cells: _Cells) -> bool:
    """Tell whether most open with the labels of a few speakers."""
    labels = [label.key for cell in cells if (label := label_of(cell)) and (label.known or label.plausible)]
    often = [count for count in Counter(labels).values() if count > 1]
    return len(often) > 1 and sum(often) > _MOSTLY * len(cells)


def are_facts(body: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a small table says what is true of a talk, as who asks and who answers, and holds no speech."""
    names = [name for name, _ in body]
    short = all(len(said) <= _FACT_WIDTH and not _SENTENCE.search(said) for _, said in body)
    return len(body) <= _FEW_ROWS and len(set(names)) == len(names) and short


def _emptiness(body: Sequence[_Cells], at: int) -> tuple[bool, int]:
    """Return whether a column says one thing alone, as a remark does, and how many of its cells are empty."""
    cells = [row[at] for row in body if row[at]]
    return len(set(cells)) < 2, len(body) - len(cells)  # noqa: PLR2004  two speak


def kind_of_column(cells: _Cells, heading: str) -> str:
    """Return what a column holds: speakers, times, numbers, speech, or nothing."""
    if is_speaker_title(heading):
        return "speaker"
    if not cells:
        return ""
    if all(map(_TIME.fullmatch, cells)):
        return "time"
    if all(map(_NUMBER.fullmatch, cells)):
        return "number"
    return "speaker" if _are_speakers(cells) else "speech"


def _are_speakers(cells: _Cells) -> bool:
    """Tell whether cells are names: an odd one costs the column nothing where most repeat or are role words."""
    counts: Counter[str] = Counter()
    labels: dict[str, Label | None] = {}
    left_over = 0
    for cell, count in Counter(cells).items():
        name = timed_name(cell)[0]
        counts[name] += count
        labels[name] = label = _label(name)
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


def is_sentence(words: str) -> bool:
    """Tell whether words have the signs of a sentence."""
    return _SENTENCE.search(words) is not None


def can_be_speaker(cell: str) -> bool:
    """Tell whether a cell could say who speaks."""
    return _can_be(_label(cell))


def is_heading(cells: _Cells) -> bool:
    """Tell whether a row is the titles of columns, of which one holds speakers."""
    who, what = any(map(is_speaker_title, cells)), any(map(is_speech_title, cells))
    if who and what and all(len(cell) <= _LONGEST_TITLE and not is_sentence(cell) for cell in cells):
        return True
    told = who or (what and any(map(is_role, cells)))
    return told and all(not cell or is_role(cell) or is_title(cell) for cell in cells)


def titles_at(rows: Sequence[_Cells]) -> int:
    """Return which row holds the titles of columns: mostly the first, or one below what is said of the whole."""
    below = (at for at, row in enumerate(rows[:_MOST_ABOVE]) if at and is_heading(row) and _names_both(row))
    return 0 if not rows or is_heading(rows[0]) else next(below, 0)


def _names_both(cells: _Cells) -> bool:
    return any(map(is_speaker_title, cells)) and any(map(is_speech_title, cells))


def is_title(cell: str) -> bool:
    """Tell whether a cell could be the title of a column."""
    return is_speaker_title(cell) or is_speech_title(cell) or _TITLE_OTHER.fullmatch(cell) is not None


def is_speaker_title(title: str) -> bool:
    """Tell whether a column of this title holds speakers."""
    return _TITLE_SPEAKER.fullmatch(title) is not None


def is_speech_title(title: str) -> bool:
    """Tell whether a column of this title holds what is said."""
    return _TITLE_SPEECH.fullmatch(title) is not None


def has_clock(cells: Sequence[str]) -> bool:
    """Tell whether a column holds nothing but times of a recording."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(map(_TIME.fullmatch, filled))


def has_roles(cells: Sequence[str]) -> bool:
    """Tell whether most cells of a column say what a speaker is, as 訪談者."""
    labels = [_label(cell) for cell in cells if cell]
    return sum(bool(label and label.known) for label in labels) * 2 > len(cells)
