"""The characters that a set of keywords is written with: a text is respelt in these alone.

Folding a whole text costs several times what searching it does. A keyword can only meet a variant of its
own characters, so those are replaced by the form in which the keywords are written, and in most
transcripts there are few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from coder.language.fold import fold, variants

_BASIC_PLANE = "\uffff"


class Alphabet:
    """One spelling for each character of the keywords; texts keep their length in it."""

    def __init__(self, keywords: Iterable[str]) -> None:
        self._form = _written_forms(keywords)
        others = {v: form for folded, form in self._form.items() for v in (folded, *variants().get(folded, ()))}
        self._replace = {v: form for v, form in others.items() if v != form}
        # A character set of the basic plane alone is a bitmap, with others in it five times slower;
        # `str.replace` sees at once that a text has no characters beyond.
        self._beyond = [v for v in self._replace if v > _BASIC_PLANE]
        basic = "".join(v for v in self._replace if v <= _BASIC_PLANE)
        self._find = re.compile(f"[{re.escape(basic)}]" if basic else r"(?!)")

    def spell(self, keyword: str) -> str:
        """Return `keyword`, which is one of those given, in the one spelling."""
        return "".join(self._form[char] for char in fold(keyword))

    def respell(self, text: str) -> str:
        """Return `text` with each variant of the keywords' characters in the one spelling."""
        replace = self._replace
        for char in self._beyond:
            text = text.replace(char, replace[char])
        return self._find.sub(lambda m: replace[m[0]], text)


def _written_forms(keywords: Iterable[str]) -> dict[str, str]:
    """Return for each folded character the form to expect in texts: as first written, Latin in lower case."""
    forms: dict[str, str] = {}
    for char in dict.fromkeys("".join(keywords)):
        folded = fold(char)
        forms.setdefault(folded, folded if folded.isascii() else char)
    return forms
