"""A typed word taken for the sound of a name: pinyin or zhuyin, syllables whole, begun or by their initials."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache
from typing import TypeAlias

from coder.language.readings import Reading

_Patterns: TypeAlias = tuple[re.Pattern[str], re.Pattern[str]]

_PINYIN = re.compile(r"[a-z]+(?:(?<=[a-z]{2})[1-5][a-z]*)*")
_ZHUYIN = re.compile(r"[ㄅ-ㄩ][ㄅ-ㄩˊˇˋ˙ˉ]*")
_NO_SOUND = re.compile("[1-5ˊˇˋ˙ˉ'’]")
_LONGEST = 40
# Fewer initials with gaps between them would match nearly every name.
_FEWEST_WITH_GAPS = 3


class Spoken:
    """Patterns over readings for one typed word."""

    def __init__(self, letters: str, *, zhuyin: bool) -> None:
        self._zhuyin = zhuyin
        self._letters = letters
        # The next letter goes on in its syllable, or begins the next one.
        self._spelled = " " + r"(?:[^ \n]* )?".join(map(re.escape, letters))
        self._initials = "".join(f" [^ ]*{re.escape(letter)}[^ ]*" for letter in letters)
        self._inside = re.compile(self._spelled), re.compile(self._initials)

    @cached_property
    def _begins(self) -> _Patterns:
        return re.compile(f"^{self._spelled}", re.MULTILINE), re.compile(f"^{self._initials}")

    @staticmethod
    @lru_cache(256)
    def of(word: str) -> Spoken | None:
        """Return the sound that `word` can be, None where it is none: `zzbsxr`, `zheng4zhao4`, `nǚxing`, `ㄓㄓㄅ`."""
        if not word or len(word) > _LONGEST:
            return None
        plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", word).lower()).replace("u\u0308", "v")
        plain = "".join(char for char in plain if not unicodedata.combining(char))
        letters = _NO_SOUND.sub("", plain)
        if _ZHUYIN.fullmatch(plain):
            return Spoken(letters, zhuyin=True)
        return Spoken(letters, zhuyin=False) if _PINYIN.fullmatch(plain.replace("'", "").replace("’", "")) else None

    def inside(self, reading: Reading) -> bool:
        """Tell whether the sound occurs in the name, from a syllable's beginning on."""
        return self._found(self._inside, reading)

    def begins(self, reading: Reading) -> bool:
        """Tell whether the name begins with the sound."""
        return self._found(self._begins, reading)

    def skips(self, reading: Reading) -> bool:
        """Tell whether the name begins with the first letter and the others are initials in their order."""
        initials = reading.zhuyin_initials if self._zhuyin else reading.pinyin_initials
        if len(self._letters) < _FEWEST_WITH_GAPS:
            return False
        first, *others = initials.split() or [""]
        following = iter(others)
        return self._letters[0] in first and all(any(c in s for s in following) for c in self._letters[1:])

    def _found(self, patterns: _Patterns, reading: Reading) -> bool:
        spelled, initials = patterns
        if self._zhuyin:
            return bool(spelled.search(reading.zhuyin) or initials.search(reading.zhuyin_initials))
        return bool(spelled.search(reading.pinyin) or initials.search(reading.pinyin_initials))
