"""What the control words of RTF mean for a transcript: signs, parts that are not read, and character sets."""

from __future__ import annotations

import codecs
from collections.abc import Mapping

SIGNS: Mapping[str, str] = {
    "tab": "\t", "line": "\n", "softline": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ",
    "qmspace": " ", "~": "\u00a0", "_": "-", "-": "", "|": "", ":": "",
}  # fmt: skip
PARAGRAPH_ENDS = frozenset(["par", "sect", "page", "\n", "\r"])
UNSAID: Mapping[str, str] = {
    "v": "hidden", "webhidden": "hidden", "strike": "struck", "striked": "struck", "deleted": "deleted",
}  # fmt: skip

HEADERS = frozenset(
    ["header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"],
)
SKIPPED = HEADERS | {
    "colortbl", "info", "pict", "fldinst", "xe", "tc", "rxe", "txe", "nonshppict", "shprslt", "nonesttables",
    "objdata", "objclass", "objname", "mmathPict", "filetbl", "revtbl", "listtable",
    "listoverridetable", "template", "datafield", "themedata", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc",
    "list", "listlevel", "listoverride", "leveltext", "levelnumbers", "listname",
    "bkmkstart", "bkmkend", "private", "pn", "atnid", "atndate",
}  # fmt: skip
"""Parts that are not read."""
HOLDERS = frozenset(["shp", "shpinst", "do", "upr", "object"])
"""Parts whose own words are not read, though a text box or the words of an object may stand inside them."""
READ_INSIDE: Mapping[str, str] = {
    "shptxt": "box", "dptxbxtext": "box", "ud": "text", "result": "text", "fldrslt": "text",
    "footnote": "note", "annotation": "comment", "atnauthor": "author", "atnref": "reference",
    "atrfstart": "opens", "atrfend": "closes", "listtext": "number", "pntext": "number",
    "fonttbl": "fonts", "stylesheet": "styles", "nesttableprops": "text",
}  # fmt: skip
"""Parts that are read, as what."""

_SETS = {
    0: "cp1252", 77: "mac_roman", 78: "cp932", 79: "cp949", 80: "gb18030", 81: "cp950", 128: "cp932", 129: "cp949",
    130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
SYMBOLS = 2
_WIDE = frozenset(["cp932", "cp949", "cp936", "cp950", "gb18030", "johab", "utf-8"])
_PAGES = {"10000": "mac_roman", "65001": "utf-8", "936": "gb18030", "1361": "johab", "54936": "gb18030"}


def code_page(number: str) -> str:
    """Return the codec of a code page, that of Western Europe where there is none."""
    name = _PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def decoded(data: bytes, charset: int | None, page: str) -> str:
    """Return what bytes say in a font of a character set, in a document of a code page."""
    if data.isascii():
        return data.decode("ascii")
    if charset == SYMBOLS:
        return "".join("•" if byte > 0x7F else chr(byte) for byte in data)  # noqa: PLR2004  signs, not letters
    if not charset and page in _WIDE:
        try:
            return data.decode(page)
        except UnicodeDecodeError:
            return data.decode(_SETS[0] if charset == 0 else page, "replace")
    return data.decode(_SETS.get(charset, page) if charset is not None else page, "replace")
