"""What a table is: a row a turn, a row a case, or neither; told by its titles and what its columns hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum

from coder.transcripts.speaker_columns import (
    Columns,
    columns_of,
    has_clock,
    has_roles,
    is_speaker_title,
    is_speech_title,
    labelled_column,
    sides_of,
    titles_at,
)

_NAMES = tuple(
    "代號 受訪者代號 受訪者編號 participant respondent participant_id respondent_id responseid response_id case "  # noqa: SIM905
    "case_id 個案 id 編號 序號 no no. # 學號 暱稱 受訪者 name 姓名".split()
)
_SENTENCE = re.compile(r"[。，；！？]|[.!?](?:\s|$)|, ")
_MEASURE = re.compile(r"[\d\s.,:/%+\-年月日時分秒上下午AMPamp]+|\S+@\S+|https?://\S+")
_QUALTRICS = '{"ImportId"'
_WIDE_ENOUGH, _LONG = 20, 60
_SOME, _HALF, _MOST_OF_ALL = 0.3, 0.5, 0.7


class TableKind(Enum):
    """What the rows of a table are."""

    TURNS = "turns"
    CUES = "cues"
    CASES = "cases"
    UNCLEAR = "unclear"
    NEITHER = "neither"


def kind_of(rows: Sequence[Sequence[str]]) -> TableKind:
    """Return what the rows of a table are; unclear where a column could hold speakers or what cases are like."""
    rows = rows[titles_at(rows) :]
    found = columns_of(rows)
    return TableKind.TURNS if found is None and _is_talk(rows) else _kind(rows, found)


def _kind(rows: Sequence[Sequence[str]], found: Columns | None) -> TableKind:
    titles, body = headed(rows)
    cells = by_column(titles, body)
    speech = any(map(is_speech_title, titles))
    if not titles or any(is_speaker_title(title) and (speech or len(set(cells[title])) < len(body)) for title in cells):
        return TableKind.TURNS if found else TableKind.NEITHER
    clock = any(map(has_clock, cells.values()))
    answers = any(is_open(title, values) for title, values in cells.items())
    if found is None:
        if recorded(titles) is not None:
            return TableKind.CUES
        return TableKind.CASES if answers and not (clock and speech) else TableKind.NEITHER
    names = naming(cells)  # codes such as P1 look like roles, and tell the rows apart
    if clock or any(has_roles(values) for title, values in cells.items() if title != names):
        return TableKind.TURNS
    if answers and names:
        return TableKind.CASES
    return TableKind.TURNS if len(cells) == 2 or not answers else TableKind.UNCLEAR  # noqa: PLR2004  who, and what


def _is_talk(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether two columns are those of who asks and who answers, or the cells of one open with labels."""
    if not rows or recorded(rows[0]) is not None:
        return False
    lines = [[line for row in rows for line in row[at].split("\n")] for at in range(len(rows[0]))]
    return sides_of(rows[0]) is not None or labelled_column(lines) is not None


def recorded(titles: Sequence[str]) -> tuple[int, int] | None:
    """Return which columns hold when a cue begins and what is said, as speech recognition titles them."""
    plain = [title.casefold() for title in titles]
    if plain[:3] == ["start", "end", "text"] and not any(map(is_speaker_title, plain)):
        return 0, 2
    return None


def by_column(titles: Sequence[str], body: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """Return the cells below each title."""
    return {title: [row[at] for row in body] for at, title in enumerate(titles) if title}


def headed(rows: Sequence[Sequence[str]]) -> tuple[list[str], list[list[str]]]:
    """Return the titles and the rows below; where titles are codes, the questions below them are the titles.

    A row without a title, or of which a word stands again below, is no row of titles.
    """
    titles, *body = [list(row) for row in rows] or [[]]
    for at in (0, 1):  # codes, questions and marks of the program stand above each other
        if any(cell.startswith(_QUALTRICS) for row in body[at : at + 1] for cell in row):
            titles, body = body[0], body[at + 1 :]
            break
    titles = [" ".join(title.split()) for title in titles]
    named = [title for title in titles if title]
    told = len(named) > 1 and len(set(named)) == len(named) and not any(map(_MEASURE.fullmatch, named))
    again = any(title and any(row[at] == title for row in body) for at, title in enumerate(titles))
    return (titles, body) if told and body and not again else ([], [])


def naming(cells: dict[str, list[str]]) -> str | None:
    """Return the column whose values tell the rows apart and whose title says so; codes come before names."""
    by_title = {title.casefold().replace(" ", "_"): title for title in cells}
    for word in _NAMES:
        title = by_title.get(word)
        if title is not None and all(cells[title]) and len(set(cells[title])) == len(cells[title]):
            return title
    return None


def is_open(title: str, cells: Sequence[str]) -> bool:
    """Tell whether a column holds answers in one's own words: sentences, or long or ever different ones."""
    values = [cell for cell in cells if cell]
    if not values or sum(_MEASURE.fullmatch(value) is not None for value in values) * 2 > len(values):
        return False
    different = len(set(values)) / len(values)
    width = sum(map(_width, values)) / len(values)
    sentences = sum(_SENTENCE.search(value) is not None for value in values) / len(values)
    asks = title[-1:] in {"?", "？"}
    if different <= (_SOME if asks else _HALF):  # one answers from a list
        return False
    return (
        width >= _WIDE_ENOUGH
        or max(map(_width, values)) >= _LONG
        or (sentences > _SOME and width >= _WIDE_ENOUGH / 2)
        or (asks and different > _MOST_OF_ALL and width >= _WIDE_ENOUGH / 4)
    )


def _width(value: str) -> int:
    return len(value) + sum(unicodedata.east_asian_width(character) in "WF" for character in value)
