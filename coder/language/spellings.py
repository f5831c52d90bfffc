"""The spellings that a keyword is looked for in: words that count as one, and Latin words apart or together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product

from coder.language.fold import fold
from coder.model.codebook import Variant
from coder.model.text import MIXED_BORDER

_MOST = 48
# Between two digits the sign tells numbers apart: 1-1 is not 11.
_APART = re.compile(rf"(?<=[A-Za-z0-9])[- ](?=[A-Za-z])|(?<=[A-Za-z])[- ](?=[0-9])|{MIXED_BORDER}")
_BETWEEN = (" ", "")  # folding makes a hyphen a space
_MOST_GAPS = 3


def spellings(keyword: str, variants: Sequence[Variant] = ()) -> tuple[str, ...]:
    """Return a keyword as written, then with each word of a variant group in the place of another, each once.

    Latin words that a hyphen or a space sets apart are looked for with either and together (No-code, no code, nocode).
    So are Latin and Chinese ones, which some write with a space and others without (AI人才, AI 人才).
    """
    found = {fold(keyword): keyword}
    for form in _expanded([keyword], variants):
        for spelt in _apart(form):
            if len(found) >= _MOST:
                break
            found.setdefault(fold(spelt), spelt)
    return tuple(found.values())


def together(folded: str) -> str:
    """Return a folded keyword without what sets Latin words apart, so that all such spellings are one."""
    return _APART.sub("", folded)


def _expanded(forms: Iterable[str], variants: Sequence[Variant]) -> Iterator[str]:
    known = dict.fromkeys(forms)
    waiting = list(known)
    while waiting and len(known) < _MOST:
        form = waiting.pop(0)
        yield form
        for other in _replaced(form, variants):
            if other not in known:
                known[other] = None
                waiting.append(other)
    yield from waiting


def _replaced(form: str, variants: Sequence[Variant]) -> Iterator[str]:
    folded = fold(form)
    for group in variants:
        for word in group.words:
            at = folded.find(fold(word))
            if at < 0 or any(len(w) > len(word) and fold(w) in folded for w in group.words):
                continue
            for other in group.words:
                if other != word:
                    yield form[:at] + other + form[at + len(word) :]


def _apart(form: str) -> Iterator[str]:
    words = _APART.split(form)
    if len(words) - 1 > _MOST_GAPS:
        yield from (form, *(sign.join(words) for sign in _BETWEEN))
        return
    for signs in product(_BETWEEN, repeat=len(words) - 1):
        yield "".join(chain.from_iterable(zip(words, (*signs, ""), strict=True)))
