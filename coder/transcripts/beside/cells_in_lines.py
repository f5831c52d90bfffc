"""A table saved as text, each cell a line: its titles and row numbers are nobody's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from coder.transcripts.speaker_columns import is_speaker_title, is_speech_title, is_title

_NUMBER = re.compile(r"\s*(\d{1,4})[.)]?\s*")
_FEWEST = 4
_MOST_TITLES = 6
_FIRST = 20


def asides_of(lines: Sequence[tuple[int, str]]) -> frozenset[int]:
    """Return which lines are titles of columns or count rows, by their places among the lines."""
    return frozenset([*_titles(lines), *_numbers(lines)])


def _titles(lines: Sequence[tuple[int, str]]) -> Sequence[int]:
    """Return the lines of the first run of titles that name who speaks and what is said."""
    run: list[int] = []
    for at, (_, line) in enumerate(lines[:_FIRST]):
        run = [*run, at] if is_title(line.strip()) else []
        titles = [lines[one][1].strip() for one in run]
        ends = at + 1 == len(lines) or not is_title(lines[at + 1][1].strip())
        if (
            ends
            and len(run) <= _MOST_TITLES
            and any(map(is_speaker_title, titles))
            and any(map(is_speech_title, titles))
        ):
            return run
    return ()


def _numbers(lines: Sequence[tuple[int, str]]) -> Sequence[int]:
    """Return the lines that hold nothing but a number, where these count from one."""
    found = [(at, int(one[1])) for at, (_, line) in enumerate(lines) if (one := _NUMBER.fullmatch(line))]
    counted = all(first[1] + 1 == second[1] and second[0] - first[0] > 1 for first, second in pairwise(found))
    is_column = len(found) >= _FEWEST and found[0][1] == 1 and counted
    return [at for at, _ in found] if is_column else ()
