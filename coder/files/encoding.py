"""Find out how a text file is encoded, and refuse what is not text or not whole."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from coder.errors import InputError, Problem
from coder.i18n import _

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_MAGIC = (
    (b"PK\x03\x04", "ZIP (Word, Excel, OpenDocument …)"),
    (b"PK\x05\x06", "ZIP"),
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97–2003 (.doc)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"ID3", "MP3"),
    (b"RIFF", "WAV/AVI"),
    (b"OggS", "Ogg"),
    (b"\x7fELF", "ELF"),
)
_STARTS = tuple(magic for magic, _kind in _MAGIC)
_LEGACY = ("cp950", "big5hkscs", "gb18030", "utf-16-le", "utf-16-be")
_PLAUSIBLE = 0.3
_SAMPLE = 200_000
# White space, controls, what has no width or turns direction, and the sign for a lost character show no word.
_VISIBLE = re.compile("[^\\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b")

# Characters that no page of Chinese does without, in both scripts: a wrong decoding hits few of them.
_COMMON = frozenset(
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作里用道行所然家種事"
    "成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工"
    "使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化"
    "老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受"
    "目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思"
    "王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運嗎吧呢啊訪談談對者問答喔嗯"
    "这个们来为国说时会对发后里学现当没动还进样实军无与长机关点业将两间问战头体产话给门儿东声员论处义认条气题尔变总电数报结场"
    "务计资统区队决马书听达强难权设记类据边张该规万觉术领确传师观让识带导争运吗访谈应经过么种开从"
    "，。、：；？！「」『』（）《》〈〉…—　“”・·"
)


def decode(data: bytes, path: Path) -> tuple[str, str]:
    """Return the text that `data` holds and the name of its encoding."""
    _refuse_other_formats(data, path)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _filled(_strictly(data, name, path), path), name
    text, name = _wide(data, path) if b"\0" in data else _narrow(data, path)
    return _filled(text, path), name


def _narrow(data: bytes, path: Path) -> tuple[str, str]:
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error, path)
        return _legacy(data, path)


def _filled(text: str, path: Path) -> str:
    if _VISIBLE.search(text) is None:
        if any(ord(character) in _CONTROLS for character in text if character < " "):
            raise _not_text(path, _("a binary file"))
        raise InputError(
            Problem(path, 0, _("the file is empty")), _("Export or save the transcript again, and add it then.")
        )
    return text


def _refuse_other_formats(data: bytes, path: Path) -> None:
    if data.startswith(_STARTS):
        kind = next(kind for magic, kind in _MAGIC if data.startswith(magic))
        raise _not_text(path, kind)


def _not_text(path: Path, kind: str) -> InputError:
    message = _("this is not a text file but seems to be {kind}").format(kind=kind)
    return InputError(Problem(path, 0, message), _("Save it as .docx, .md or .txt (UTF-8), and add that."))


def _strictly(data: bytes, name: str, path: Path) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise _damaged(data, error.start, name, path) from None


def _damaged(data: bytes, at: int, name: str, path: Path) -> InputError:
    message = _("byte {byte} is not valid {encoding}: the file is cut off or damaged").format(
        byte=at + 1, encoding=name.removesuffix("-sig").upper()
    )
    hint = _("Get the complete file, or open it in an editor, mend that line and save it as UTF-8.")
    return InputError(Problem(path, _line_at(data, at, name), message), hint)


def _line_at(data: bytes, at: int, name: str) -> int:
    before = data[:at].decode(name, "ignore")
    return 1 + max(before.count("\n"), before.count("\r"))


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError, path: Path) -> None:
    """Raise for a file that is UTF-8 but for a few bytes: other encodings would turn it into nonsense.

    Text in another encoding has hardly a valid sequence of several bytes for each broken one.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    valid = sum(character > "\x7f" for character in text) - broken
    cut_off = error.end == len(data) and valid > 0
    if cut_off or valid >= 2 * broken:
        raise _damaged(data, error.start, "utf-8", path)


def _wide(data: bytes, path: Path) -> tuple[str, str]:
    """Return the text of UTF-16 or UTF-32 without a BOM; NUL bytes that are neither mean a binary file."""
    text, name, score = _likeliest(data, ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"))
    if score < 2 * _PLAUSIBLE or "\0" in text:
        raise _not_text(path, _("a binary file"))
    return text, name


def _likeliest(data: bytes, names: tuple[str, ...]) -> tuple[str, str, float]:
    """Return the text, name and score of the encoding that decodes `data` to the commonest characters."""
    best = ("", "", 0.0)
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        score = _share(text, ascii_counts=name.startswith("utf"))
        if score > best[2]:
            best = (text, name, score)
    return best


def _share(text: str, *, ascii_counts: bool = False) -> float:
    """Return the share of the characters that are common ones; ASCII speaks only for wide encodings."""
    sample = text[:_SAMPLE]
    if ascii_counts:
        judged = [c for c in sample if c != "\ufeff"]
        good = sum(c in _COMMON or " " <= c <= "~" or c in "\r\n\t" for c in judged)
    else:
        judged = [c for c in sample if c > "\x7f"]
        good = sum(c in _COMMON for c in judged)
    return good / len(judged) if judged else 0.0


def _legacy(data: bytes, path: Path) -> tuple[str, str]:
    text, name, score = _likeliest(data, _LEGACY)
    if score >= _PLAUSIBLE:
        return text, name
    if len(data) - len(data.translate(None, _CONTROLS)) > len(data) // 50:
        raise _not_text(path, _("a binary file"))
    _refuse_damaged_legacy(data, path)
    return _another_opinion(data, path)


def _refuse_damaged_legacy(data: bytes, path: Path) -> None:
    for name in _LEGACY[:3]:
        if _share(data.decode(name, "replace")) >= _PLAUSIBLE:
            _strictly(data, name, path)


def _another_opinion(data: bytes, path: Path) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:_SAMPLE]).best()
    if guess is not None:
        with suppress(UnicodeDecodeError):
            return data.decode(guess.encoding), guess.encoding
    message = _("no known encoding makes readable text of this file")
    hint = _("Open it in the program that made it and save it as UTF-8.")
    raise InputError(Problem(path, 0, message), hint)
