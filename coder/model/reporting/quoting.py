"""Quotation marks: words of others stand in marks, and marks inside them become the inner ones."""

from __future__ import annotations

from coder.i18n import _, language

_CHINESE = str.maketrans("「」『』“”", "『』「」『』")
_ENGLISH = str.maketrans("“”‘’", "‘’“”")
_STOPS = "。！？!?….」』”"
_PAUSES = "，、；：,;: "


def nested(words: str) -> str:
    """Return words as they stand inside quotation marks: their own marks are those of the level below."""
    if language() != "en":
        return words.translate(_CHINESE)
    # An apostrophe is no mark, so single ones alone are left.
    return words.translate(_ENGLISH) if "“" in words or "”" in words else words


def in_marks(words: str) -> str:
    """Return words in quotation marks."""
    return _("“{text}”").format(text=nested(words))


def framed(text: str, start: int, end: int, begin: int, stop: int) -> tuple[str, bool]:
    """Return the words of a place on one line, and whether they are whole sentences of the speech `begin` to `stop`.

    The mark that closes the sentence is taken along. What breaks off is marked by points of ellipsis, so that nobody
    reads it as all that was said.
    """
    before, behind = text[begin:start].rstrip(" \u3000"), text[end:stop]
    words = " ".join(text[start:end].split())
    opens = not before or before[-1] in f"{_STOPS}\n"
    if words[-1:] in _STOPS:
        closes = True
    elif not behind.strip() or behind.lstrip(" \u3000")[:1] in {"。", "！", "？", "!", "?", "…", ".", "\n"}:
        closes, mark = True, behind.strip()[:1]
        words += mark if mark in {"。", "！", "？", "!", "?", "."} else ""
    else:
        closes, words = False, words.rstrip(_PAUSES)
    ellipsis = _("…")
    return f"{'' if opens else ellipsis}{words}{'' if closes else ellipsis}", opens and closes
