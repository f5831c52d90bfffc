"""Claims: the sentences of what the lead writes, what each cites, and the quantifiers in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from coder.model.counted_claims import Counted, counted
from coder.model.links import Link, citations, links

Strength = Literal["all", "most", "many", "only", "plural"]

_MANY = 3
_SEVERAL = 2
_CHINESE: dict[Strength, str] = {
    "all": r"全部|全數|全都|所有|一律|無一例外|無不|毫無例外|皆|(?<![平人年月日])均(?![衡等勻值])"
    r"|(?<![首邊者])都(?![市會心])|都會(?!區)|每(?:一)?(?:家|個|位|名|間)(?!月)|從不|從來不|總是",
    "most": r"絕?大多數|多數|大部分|大半|過半|半數以上|幾乎|普遍|通常",
    "many": r"許多|很多|不少|多(?:家|位|名|間|數人)|各家|屢屢|常常|經常",
    "only": r"專收|專招|只[收招用找請看挑]|只有|僅(?:有|限)?|唯一",
    "plural": r"(?<![有一位些分某名])(?:受訪者|受訪廠商|受訪企業|受訪主管)(?!中|之中|裡)"
    r"|(?:^|(?<=[，。；：、]))(?:廠商|公司|企業|業者)",
}
_ENGLISH: dict[Strength, str] = {
    "all": r"(?<!\bat )(?<!\babove )(?<!\bafter )(?<!\bof )all|every(?:one|body)?|always|never|none|without exception",
    "most": r"most(?! of all)|mostly|majority|nearly all|almost all|usually|generally",
    "many": r"many|several|numerous|often|frequently",
    "only": r"only|solely|exclusively",
    "plural": r"(?:the )?(?:interviewees|respondents|firms|companies)"
    r"(?= (?:\w+ed|want|say|think|believe|ask|look|see)\b)",
}
_WEAKER = "有部分些某一位名兩三"
_DENIED = re.compile(r"(?:並非|不是|未必|不一定|不必|不)$|\b(?:not|no longer) $", re.IGNORECASE)
_PATTERNS: tuple[tuple[Strength, re.Pattern[str]], ...] = (
    *((strength, re.compile(words)) for strength, words in _CHINESE.items()),
    *((strength, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for strength, words in _ENGLISH.items()),
)
_EXAMPLES = re.compile(r"例如|譬如|像是|比如|\bfor (?:instance|example)\b|\bsuch as\b", re.IGNORECASE)
_OF_FINDING = re.compile(r"本項|本發現|\bthis finding\b", re.IGNORECASE)
_OPENING, _CLOSING = "「『（(“《", "」』）)”》"
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d+\.)[ \t])|\n(?=#)")
CLAUSE_END = re.compile(r"[。！？；!?;\n]|\.\s")
_HEADING = re.compile(r"\s*#{1,6}\s")


@dataclass(frozen=True, slots=True)
class Quantifier:
    """Words that say how many a sentence speaks of, and how much they say."""

    words: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence: its words, the quotes that it cites, all its links, its quantifiers, and the numbers it states."""

    text: str
    quotes: tuple[str, ...]
    links: tuple[Link, ...]
    quantifiers: tuple[Quantifier, ...]
    counted: tuple[Counted, ...] = ()

    @property
    def by_example(self) -> bool:
        """Tell whether what the sentence cites are examples among others."""
        return _EXAMPLES.search(self.text) is not None

    @property
    def of_finding(self) -> bool:
        """Tell whether the sentence says who carries the finding that it belongs to."""
        return _OF_FINDING.search(self.text) is not None

    @property
    def is_cited(self) -> bool:
        """Tell whether the sentence cites a quote, a figure, a table or a finding."""
        return bool(self.quotes or self.links)


def claims(text: str) -> tuple[Claim, ...]:
    """Return the sentences of a text, headings left out; a mark inside brackets of a quote ends none."""
    return tuple(_claim(sentence) for sentence in _sentences(text))


def cases_needed(strength: Strength, cases: int) -> int | None:
    """Return how many cases must stand behind a quantifier in a study of so many; None where no count can tell."""
    return {"all": cases, "most": cases // 2 + 1, "many": min(_MANY, cases), "plural": _SEVERAL, "only": None}[strength]


def shown(claim: Claim) -> str:
    """Return a sentence on one line, each link as the id that it names, in brackets."""
    text, at, parts = claim.text, 0, []
    for link in claim.links:
        parts += [text[at : link.start], f"[{link.target}]"]
        at = link.end
    return " ".join("".join([*parts, text[at:]]).split())


def _claim(sentence: str) -> Claim:
    words, linked = _masked(sentence), tuple(links(sentence))
    return Claim(sentence, citations(sentence), linked, tuple(_quantifiers(words)), tuple(counted(words)))


def _quantifiers(words: str) -> Iterator[Quantifier]:
    """Yield the quantifiers of a sentence in their order, each stretch of words once; a denied one says little."""
    found = [(m.start(), -m.end(), strength, m[0]) for strength, pattern in _PATTERNS for m in pattern.finditer(words)]
    past = 0
    for start, minus_end, strength, said in sorted(found):
        if start < past or _DENIED.search(words[:start]):
            continue
        before = words[:start].rstrip()
        if strength == "plural" and before and (before[-1] in _WEAKER or len(before) == past):
            continue
        past = -minus_end
        yield Quantifier(said, strength)


def _masked(text: str) -> str:
    """Return the text with its links as blanks of the same length, and quoted words too: those are another's."""
    for link in links(text):
        text = text[: link.start] + " " * (link.end - link.start) + text[link.end :]
    return re.sub(r"「[^「」]*」|“[^“”]*”", lambda m: " " * len(m[0]), text)


def _sentences(text: str) -> Iterator[str]:
    for paragraph in _PARAGRAPH.split(text):
        if not _HEADING.match(paragraph):
            yield from filter(None, (part.strip() for part in _parts(paragraph)))


def _parts(paragraph: str) -> Iterator[str]:
    words = paragraph
    for link in links(paragraph):
        words = words[: link.start] + "x" * (link.end - link.start) + words[link.end :]
    depth = begin = 0
    for at, mark in enumerate(words):
        depth = max(0, depth + (mark in _OPENING) - (mark in _CLOSING))
        rest = words[at + 1 :]
        is_end = mark in "。！？" or (
            mark in ".!?" and (not rest or rest[0].isspace()) and not rest.lstrip()[:1].islower()
        )
        closes = (
            mark in _CLOSING and words[at - 1 : at] in {"。", "！", "？", ".", "!", "?"} and rest[:1] not in "，、；："
        )
        if depth == 0 and ((is_end and rest[:1] not in _CLOSING) or (closes and rest)):
            yield paragraph[begin : at + 1]
            begin = at + 1
    yield paragraph[begin:]
