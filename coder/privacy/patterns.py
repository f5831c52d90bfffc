"""What looks as if it told who spoke: persons, firms, addresses, phone numbers, ID and tax numbers of Taiwan."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from coder.privacy.firms import begins_at, firms
from coder.privacy.leave_out import requests
from coder.privacy.people import SURNAMES, called, ends_a_word

LeakKind = Literal["id-number", "phone", "e-mail", "address", "tax-number", "id", "request", "firm", "person"]


class Leak(NamedTuple):
    """What may tell who spoke: its kind, its words and where they begin."""

    kind: LeakKind
    words: str
    start: int


_HAN = r"[\u4e00-\u9fff]"
# Characters of speech that no given name holds: 小陳是我學弟, 花錢找工程師.
_NO_GIVEN = frozenset("是我你他的找於說跟也都不很讓請多當放會險在盟之要")
_DOUBLE_SURNAMES = "歐陽|司徒|司馬|上官|諸葛|范姜|張簡|夏侯"
_SURNAME = rf"(?:{_DOUBLE_SURNAMES}|[{SURNAMES}])"
# Common words that begin with a surname's character.
_NO_NAME = re.compile(
    "謝[謝各]|尤其|高[中職級階雄]|簡單|連[署續]|方[式才面]|程式|金融|石油|周邊|馬上|白天|黃金|馬公|董事|金管"
)
_TITLES = (
    "先生|小姐|女士|太太|同學|學長|學姊|學姐|學弟|學妹|老師|教授|博士|醫師|律師|會計師|工程師|董事長|執行長|技術長|營運長|"
    "財務長|人資長|資訊長|行銷長|總經理|副總|總監|經理(?!人)|副理|協理|襄理|主任|組長|課長|科長|處長|局長|部長|次長|署長|司長|"
    "院長|校長|所長|廠長|店長|委員(?!會)|立委|議員|市長|縣長|主委|秘書|專員|顧問|老闆|創辦人"
)
# A class of characters stands first, and no look around it: so the search runs through a text at once.
_TITLED = tuple(
    re.compile(rf"({surname}{_HAN}{{0,2}}?)副?(?:{_TITLES})")
    for surname in (f"[{SURNAMES}]", f"(?:{_DOUBLE_SURNAMES})")
)
_INTRODUCED = re.compile(
    rf"(?:我叫|我是|叫做|名叫|我姓{_SURNAME}[，, ]{{0,2}}(?:我叫|叫|名字叫?)?)"
    rf"({_SURNAME}{_HAN}{{1,2}})(?=[，。、；！,!\s]|\Z)"
)
# Who says an English name in so many words; not what is called for: 我叫 Uber.
_INTRODUCED_LATIN = re.compile(
    r"(?:英文名字?(?:叫做?|是)|我叫|\b[Mm]y name(?:['’]s| is))[ ]?"
    r"(?!(?:Uber|Siri|Google|Claude|Gemini|Copilot|Taxi|Grab)\b)([A-Z][a-z]{2,})(?![A-Za-z])"
)
_LABEL = re.compile(rf"(?:{_SURNAME}{_HAN}{{1,2}}|[A-Z][a-z]{{2,}}(?: [A-Z][a-z]+)*)\Z")
_FULL_NAME = 3
_NUMBERED = re.compile(r"[A-Za-z0-9甲乙丙丁戊己庚辛壬癸]\Z")
_MOBILE, _LANDLINE = r"(?:\+?886[- ]?|0)9\d{2}[- ]?\d{3}[- ]?\d{3}", r"\(?0[2-8]\d?\)?[- ]?\d{3,4}[- ]?\d{4}"
_FOREIGN = (
    r"(?:\+|(?<![\d.,])00[- ]?)(?!886)[1-9]\d{0,2}(?:[-. ]?\(?\d{1,5}\)?){2,5}\d|"
    r"(?:65|852|853)[- ]\d{4}[- ]\d{4}|"
    r"\(\d{3}\)[ -]?\d{3}[-. ]\d{4}|[2-9]\d{2}[-.]\d{3}[-.]\d{4}|1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
)
# Full-width digits, letters and signs as the usual ones; places stay.
_USUAL = {point: point - 0xFEE0 for point in range(0xFF01, 0xFF5F)}
_LEAKS: tuple[tuple[LeakKind, re.Pattern[str]], ...] = (
    ("e-mail", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[A-Za-z][\w.+-]* ?小老鼠 ?[\w-]+(?: ?[點.] ?[a-z]{2,6})*")),
    ("phone", re.compile(rf"(?<!\d)(?:{_FOREIGN}|{_MOBILE}|{_LANDLINE})(?!\d)")),
    ("id-number", re.compile(r"(?<![A-Za-z0-9])[A-Z][1289]\d{8}(?!\d)")),
    ("tax-number", re.compile(r"(?<!\d)\d{8}(?!\d)")),
    ("firm", re.compile(rf"{_HAN}{{2,10}}有限公司")),
)
_SIGNS = {"firm": "有限公司"}
_NUMBERS = frozenset({"phone", "id-number", "tax-number"})
_DIGITS = re.compile(r"\d{3}")
_SPOKEN = re.compile("[零〇]九[零〇一二三四五六七八九]{8}(?![零〇一二三四五六七八九])")
_HOUSE = re.compile(r"\d+ ?號")
_ADDRESS = re.compile(
    r"(?:[\u4e00-\u9fff]{2}[縣市])?(?:[\u4e00-\u9fff]{1,3}[鄉鎮市區])?"
    r"[\u4e00-\u9fff]{1,6}(?:路|街|大道)[東西南北中]?(?: ?[一二三四五六七八九十\d]+ ?段)?"
    r"(?: ?\d+ ?巷)?(?: ?\d+ ?弄)? ?\d+ ?號\Z"
)
_LIVES = re.compile("(?:(?:地址)?是|位於)|[我你他她]?(?:們)?(?:家)?(?:住|搬到|就在|在)+")
_FLOOR = re.compile(r"(?: ?之 ?\d+)?(?: ?[\d一二三四五六七八九十]+ ?樓(?: ?之 ?\d+)?)?")
_ADDRESS_CHARS = 40
_LETTERS = {letter: number for number, letter in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO", 10)}
_TAX_WEIGHTS = (1, 2, 1, 2, 1, 2, 4, 1)


def leaks(text: str) -> list[Leak]:
    """Return what looks like a person, a firm, an e-mail address, a phone number, an address, an ID or a tax number.

    Persons are those with a title or a nickname. Of ID and tax numbers only those with a right check digit (the rules
    of Taiwan's Ministry of the Interior, and of its Ministry of Finance since 2023: divisible by five). What a speaker
    asked to leave out is listed too. Words within a longer find of their kind are left out.
    """
    usual = text.translate(_USUAL)
    spans: dict[LeakKind, list[tuple[int, int]]] = defaultdict(list)
    for kind, start, end in (*_plain(usual), *_addresses(usual), *_called(usual)):
        spans[kind].append((start, -end))
    return [
        Leak(kind, text[start:end], start) for kind, found in spans.items() for start, end in _outermost(sorted(found))
    ]


def _outermost(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans that don't lie in another; they come sorted, the longer first, their ends negative."""
    reach = -1
    for start, negative in spans:
        if -negative > reach:
            reach = -negative
            yield start, reach


def _plain(text: str) -> Iterator[tuple[LeakKind, int, int]]:
    numbers = _DIGITS.search(text) is not None
    for kind, pattern in _LEAKS:
        if (kind in _SIGNS and _SIGNS[kind] not in text) or (kind in _NUMBERS and not numbers):
            continue
        for match in pattern.finditer(text):
            if kind == "id-number" and not is_id_number(match[0]):
                continue
            if kind == "tax-number" and not is_tax_number(match[0]):
                continue
            begin = begins_at(match[0]) if kind == "firm" else 0
            if begin is not None:
                yield kind, match.start() + begin, match.end()


def _called(text: str) -> Iterator[tuple[LeakKind, int, int]]:
    """Yield persons and firms by what they are called, and requests to leave out."""
    for match in (*_titled(text), *called(text)):
        yield "person", *match.span()
    for match in firms(text):
        yield "firm", *match.span()
    for match in _SPOKEN.finditer(text):
        yield "phone", *match.span()
    for match in requests(text):
        yield "request", *match.span()


def _addresses(text: str) -> Iterator[tuple[LeakKind, int, int]]:
    for house in _HOUSE.finditer(text):
        start = max(0, house.start() - _ADDRESS_CHARS)
        if found := _ADDRESS.search(text[start : house.end()]):
            lived, floor = _LIVES.match(found[0]), _FLOOR.match(text, house.end())
            yield (
                "address",
                start + found.start() + (lived.end() if lived else 0),
                floor.end() if floor else house.end(),
            )


def _titled(text: str) -> Iterator[re.Match[str]]:
    """Yield persons with a title."""
    for pattern in _TITLED:
        match = pattern.search(text)
        while match is not None:
            said = _NO_NAME.match(match[0]) or ends_a_word(text, match.start())
            named = not said and _NO_GIVEN.isdisjoint(match[1])
            if named:
                yield match
            # What is no name may hold one: 感謝鍾老師.
            match = pattern.search(text, match.end() if named else match.start() + 1)


def is_personal_label(label: str) -> bool:
    """Tell whether a speaker's label is a person's name, as 王小明 or Peggy, rather than a role."""
    return _LABEL.match(label) is not None


def is_alias(name: str) -> bool:
    """Tell whether a case's name is numbered or lettered, as 廠商 A, 受訪者 3 and 公司甲: it tells nothing."""
    return _NUMBERED.search(name) is not None


def full_names(text: str, found: Iterable[Leak]) -> set[str]:
    """Return the persons that a text names in full: by themselves (我是王小明), or among its leaks with a title."""
    names = {match[1] for pattern in (_INTRODUCED, _INTRODUCED_LATIN) for match in pattern.finditer(text)}
    for one in found:
        match = next((m for pattern in _TITLED if (m := pattern.match(one.words))), None)
        if match is not None and len(match[1]) >= _FULL_NAME:
            names.add(match[1])
    return {name for name in names if not _NO_NAME.match(name)}


class NameFinder:
    """Finds the bare names of known persons, and the short ones of known firms, in texts."""

    def __init__(self, names: Iterable[str], firms: Iterable[str] = ()) -> None:
        self._firms = frozenset(firms)
        # By first character, so that the places where no name begins cost one look, however many names there are.
        tails: dict[str, list[str]] = defaultdict(list)
        for name in sorted({*names, *self._firms}, key=lambda one: (-len(one), one)):
            tails[name[0]].append(re.escape(name[1:]) + (r"(?![A-Za-z0-9])" if name.isascii() else ""))
        each = [f"{_edge(first)}(?:{'|'.join(rest)})" for first, rest in tails.items()]
        self._pattern = re.compile("|".join(each)) if each else None

    def leaks(self, text: str) -> Iterator[Leak]:
        """Yield where the persons and firms are named in a text."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            yield Leak("firm" if match[0] in self._firms else "person", match[0], match.start())


def _edge(first: str) -> str:
    return rf"(?<![A-Za-z0-9]){re.escape(first)}" if first.isascii() else re.escape(first)


def is_id_number(text: str) -> bool:
    """Tell whether the check digit of a national or resident ID number is right."""
    letter = _LETTERS[text[0]]
    digits = [letter // 10, letter % 10, *map(int, text[1:])]
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
    return sum(d * w for d, w in zip(digits, weights, strict=True)) % 10 == 0


def is_tax_number(text: str) -> bool:
    """Tell whether the check sum of a firm's tax number is right."""
    products = [int(d) * w for d, w in zip(text, _TAX_WEIGHTS, strict=True)]
    total = sum(p // 10 + p % 10 for p in products)
    # Where the seventh digit is 7 its product 28 counts 10: as 1 or as 0.
    return total % 5 == 0 or (text[6] == "7" and (total + 1) % 5 == 0)
