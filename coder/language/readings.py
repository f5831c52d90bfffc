"""How names are read aloud: in pinyin and in zhuyin, whole and by initials.

pypinyin takes a seventh of a second and 57 MB to load, so readings are made in a process of their own and kept by name.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from coder.language.fold import fold

PATIENCE = 30.0
"""How many seconds the other process may take: a machine under load is slow, and names can do without readings."""
_HAN = r"\u3400-\u9fff\U00020000-\U000323af"
_RUN = rf"[{_HAN}]+|[^\W_{_HAN}]+"
_ZHUYIN_TONES = str.maketrans("", "", "ˊˇˋ˙ˉ")


class Reading(NamedTuple):
    """The readings of a name; each syllable has a space before it, and no tone.

    `pinyin` and `zhuyin` hold a line for the reading that the phrase has, and one for every other reading of one of
    its characters. In the initials a syllable is all the first letters that its character can have.
    """

    pinyin: str
    pinyin_initials: str
    zhuyin: str
    zhuyin_initials: str


Readings: TypeAlias = Mapping[str, Reading]
"""Readings by the id of a code."""


def read_names(names: Iterable[str]) -> dict[str, Reading]:
    """Return the reading of each name; the first call in a process loads pypinyin."""
    from pypinyin import Style

    made: dict[str, Reading] = {}
    for name in names:
        pinyin, zhuyin = list(_syllables(name, Style.NORMAL)), list(_syllables(name, Style.BOPOMOFO))
        made[name] = Reading(_lines(pinyin), _initials(pinyin), _lines(zhuyin), _initials(zhuyin))
    return made


def _syllables(name: str, style: int) -> Iterator[list[str]]:
    """Yield the readings of each character of `name`, the likeliest first; a Latin word is a syllable."""
    for match in re.finditer(_RUN, name):
        run = match[0]
        if not re.match(f"[{_HAN}]", run):
            yield [fold(run)]
            continue
        # Phrases are known in simplified characters; where these stand for several traditional ones,
        # the readings that both spellings share are the right ones.
        for folded, written in zip(_read(fold(run), style), _read(run, style), strict=True):
            yield [r for r in folded if r in written] or list(dict.fromkeys(folded + written))


def _read(run: str, style: int) -> list[list[str]]:
    from pypinyin import pinyin

    # The annotation of `errors` knows strings alone; a list for each character is what keeps the places.
    options: dict[str, Any] = {"style": style, "errors": lambda unknown: [[char] for char in unknown]}
    found: list[list[str]] = pinyin(run, heteronym=True, **options)
    return [list(dict.fromkeys(r.translate(_ZHUYIN_TONES) for r in readings)) for readings in found]


def _lines(syllables: list[list[str]]) -> str:
    first = [readings[0] for readings in syllables]
    lines = [first]
    for i, readings in enumerate(syllables):
        lines += [[*first[:i], other, *first[i + 1 :]] for other in readings[1:]]
    return "\n".join("".join(f" {syllable}" for syllable in line) for line in lines)


def _initials(syllables: list[list[str]]) -> str:
    return "".join(" " + "".join(dict.fromkeys(reading[:1] for reading in readings)) for readings in syllables)


def read_names_apart(names: Iterable[str]) -> dict[str, Reading]:
    """Return the reading of each name, read in a process that takes its memory with it when it ends.

    Nothing is returned where the process fails or takes too long: codes are then found by their letters alone.
    """
    asked = json.dumps(list(names))
    command = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return {}
    if done.returncode:
        return {}
    return {name: Reading(*reading) for name, reading in json.loads(done.stdout).items()}


def main() -> None:
    """Read names from the standard input and write their readings, both as JSON."""
    json.dump(read_names(json.load(sys.stdin)), sys.stdout)


if __name__ == "__main__":
    main()
