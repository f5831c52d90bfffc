"""What a text is made of before any dictionary: runs of Chinese characters, Latin words, numbers, addresses, emoji.

Pieces hold every code point that is neither white space nor punctuation, once each. Punctuation inside a piece
(`No-code`, `3.5`, an address) belongs to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# Scripts that other letters don't run into: Chinese, bopomofo, kana, Hangul.
_APART = (
    "\u3105-\u312f\u31a0-\u31bf",
    "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
)
_LETTER = f"[^\\W_{_HAN}{''.join(_APART)}]"
_LETTERS = f"(?:{_LETTER}[\u0300-\u036f]*+)+"
_DIGIT = "[0-9０-９]"
_BETWEEN_DIGITS = f"(?<={_DIGIT})[:/：／](?={_DIGIT})"
_JOINED = f"(?:[-.'’_&．－＿＆]|{_BETWEEN_DIGITS})"
_LOCAL, _DOMAIN = r"[A-Za-z0-9][A-Za-z0-9._+-]*", r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
_ADDRESS = r"https?://[!-~]*[A-Za-z0-9/=_#&+~-]"
_NUMBER = f"第?{_DIGIT}+(?:[.,．，]{_DIGIT}+)*+(?:[萬万億亿兆]|(?!{_LETTER}|{_JOINED}{_LETTER}))"
_LATIN = f"{_LETTERS}(?:{_JOINED}{_LETTERS})*+(?:\\+\\+|[+#＋＃](?!{_LETTER}))?"
_FLAG, _PICTURE = "[\U0001f1e6-\U0001f1ff]{2}", "[\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_CLINGS = "[\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
_EMOJI = f"{_FLAG}|{_PICTURE}{_CLINGS}*+(?:(?<=\u200d){_PICTURE}{_CLINGS}*+)*+"
_PIECE = re.compile(
    f"(?P<han>(?:(?!第{_DIGIT})[{_HAN}])+)|{_ADDRESS}|{_LOCAL}@{_DOMAIN}|{_NUMBER}|{_LATIN}|"
    + "|".join(f"[{script}]+" for script in _APART)
    + rf"|(?P<emoji>{_EMOJI})|\s+|(?P<other>.)",
    re.DOTALL,
)
_MARKS = frozenset({"Mn", "Mc", "Me", "Cf"})


class Piece(NamedTuple):
    """A piece of a text; `han` where it is a run of Chinese characters, in which words are to be found."""

    start: int
    end: int
    han: bool


def pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the pieces of `text[start:end]` in their order.

    A mark that combines with what stands before it belongs to that piece; a Chinese character with a mark is a piece
    of its own.
    """
    open_piece: Piece | None = None
    for match in _PIECE.finditer(text, start, end):
        first, last = match.span()
        if match[0].isspace():
            continue
        single = match["other"] or match["emoji"]
        category = unicodedata.category(single) if single and len(single) == 1 else ""
        if category in _MARKS and open_piece is not None and open_piece.end == first:
            if open_piece.han and open_piece.start < first - 1:
                yield Piece(open_piece.start, first - 1, True)
                open_piece = Piece(first - 1, first, False)
            open_piece = Piece(open_piece.start, last, False)
            continue
        if open_piece is not None:
            yield open_piece
            open_piece = None
        if category[:1] != "P":
            open_piece = Piece(first, last, match["han"] is not None)
    if open_piece is not None:
        yield open_piece
