"""Speaker labels: what stands before a colon at a line's start, and whether it can be a speaker."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from coder.model.names import label_words
from coder.model.names.label_width import is_too_wide
from coder.model.names.surnames import looks_like_a_name
from coder.model.names.time_stamps import ONE_TIME, SPELT, STAMP, TIME
from coder.model.text import Role

REACH = 80
"""How far into a line a label's colon can stand: two time codes, a name and a note in brackets."""
_SAYS_WHO_ASKS = label_words.INTERVIEWERS | label_words.RESPONDENTS
ROLE_WORDS = _SAYS_WHO_ASKS
"""Words that say who asks and who answers."""
_KNOWN = _SAYS_WHO_ASKS | label_words.UNNAMED
_LONG_WORDS = tuple(word for word in _KNOWN if len(word) > 2 and not word.isascii())  # noqa: PLR2004  no one's name

_TRADITIONAL = str.maketrans("问访谈记员应导讲采", "問訪談記員應導講採")
"""The letters of role words that programs from China write otherwise."""
_COLONS = {"︰": "：", "﹕": "：", "∶": "：", "꞉": ":"}
_COLON_OR_SPACE = "".join([":：", *_COLONS, " \u3000"])
_MAIL = r"[\w.+\-]{1,40}@[\w\-]{1,30}(?:\.[\w\-]{1,20}){1,4}"
_WORDS = r"[A-ZÀ-ÖØ-Þ][\w.'’\-]{1,20}(?: [\w.'’\-]{1,20}){1,5}?"
NAME = rf"(?:{_MAIL}|[○◯●×]{{2}}[\w○◯●×]{{0,3}}|[^\W\d_](?:[\w ·・‧．.\-'’&/／　#○◯●×]{{0,22}}?[\w.○◯●×])??|{_WORDS})"
_SAID_BESIDE = r"[\w ·・、，,/.'’&\-]{1,18}"
_INNER = rf"(?:[(（]{_SAID_BESIDE}[)）])?"
NOTE = (
    rf"(?:\s?[(（](?!\s*{SPELT}){_SAID_BESIDE}{_INNER}[)）]|\s?[\[【〔［](?!\s*\d){_SAID_BESIDE}[\]】〕］]|"
    rf"\s?[<＜(（]{_MAIL}[>＞)）])"
)
DEGREE = r", ?(?:Ph\.?D|Psy\.?D|Ed\.?D|[MJ]\.?D|M\.?S[cW]?|[MB]\.?A|MBA|MPH|RN|Esq|[JS]r|II|III)\b\.?"
_KNOWN_FIRST = (
    "(?:"
    + "|".join(sorted((word for word in _SAYS_WHO_ASKS if not word.isascii()), key=len, reverse=True))
    + ")[ 　]*[:：]"
)
"""A role word and its colon: 一、訪：and no heading of a list, as 一、人才：."""
_NUMBER = (
    r"(?:[LP]\d{1,4}[ 　]+|(?:#?\d{1,4}[.、)）．]?|[(（\[【](?:[A-Za-z]{0,3}\d{0,3}[-_.]){0,3}\d{1,5}[)）\]】])[ 　]+|"
    r"\d{1,4}[.、)）．](?=[^\W\d_])|"
    rf"(?:[一二三四五六七八九十]{{1,3}}[、.．]|[（(][一二三四五六七八九十]{{1,3}}[)）])[ 　]*(?={_KNOWN_FIRST})|"
    r"[-–—─－]{1,2}[ 　]*|[*•●‧・][ 　]+|[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?[ 　]*|[■□▪▫◆◇◎○▶►▷▲△★☆※@＠][ 　]*)"
)
_TO_WHOM = r"[ 　]+(?:[Tt]o|至|到|傳送給|发送给)[ 　]+"
_TO = rf"{_TO_WHOM}[^\n:：]{{1,40}}?"
"""What follows the name in a chat: to whom it was written."""
_TO_ALL = rf"{_TO_WHOM}(?:[Ee]veryone|所有人|每個人|大家)"
_FROM = r"(?:From|來自|来自)[ 　]+"
_ONE = rf"(?:(?!{_TO_WHOM})[^\n:：])+"
"""A name in a chat that was written to all: nobody is named behind it."""
_FIRST = r"(?:「[\w ]{1,20}」|\d{1,4}(?=[\u3400-\u9fff]))"
"""What a name can begin with: another one in quotes, a number as in 104人力銀行."""
_LABEL = re.compile(
    rf"(?:[>＞]{{1,3}}[ ]*)?[ \t　]*(?:(?:\d{{1,5}}[.)]?[ 　]+(?=[\[(（【〔<\d]))?"
    rf"(?P<t1>{STAMP}|{TIME}(?=[\s　*｜|/]))[\s　]*(?:[｜|/][\s　]*)?)?"
    rf"(?P<number>{_NUMBER})?#?"
    rf"(?(t1)(?:{_FROM}(?={_ONE}[ 　][:：]))?)(?P<chat>(?:From|來自|来自|從|从)[ 　]+)?(?P<bold>\*{{1,3}}|__)?"
    rf"(?P<box>[\[【［〔<〈「『])?(?P<name>{_FIRST}?{NAME}(?:{DEGREE}){{0,2}}(?:{NOTE})?)(?(box)[\]】］〕>〉」』])"
    rf"(?(bold)(?P<closed>\*{{1,3}}|__)?)(?(chat){_TO}|(?(t1)(?:{_TO_ALL})?))[ 　\xa0]*"
    rf"(?P<t2>{STAMP}|{ONE_TIME})?(?P<colon>[:：])(?(closed)|(?(bold)(?:\*{{1,3}}|__)?))"
    rf"[ 　]*(?P<t3>{STAMP})?"
)
_HEADING = re.compile(
    rf"#{{1,6}}[ 　]+(?:(?P<t1>{STAMP}|{ONE_TIME})[ 　]*)?(?:\*\*)?(?P<name>[^\n:：*]{{1,40}}?)(?:\*\*)?"
    rf"[ 　]*(?P<t2>{STAMP}|{ONE_TIME})?[:：](?:\*\*)?[ 　]*(?P<t3>{STAMP})?[ 　]*$"
)
_TIMED_NAME = re.compile(
    rf"(?:(?P<t1>{STAMP}|{TIME})\s*(?:[-–—|｜]\s*)?)?(?P<name>[^\s\d].*?)\s*(?:[-–—|｜,，]\s*)?(?P<t2>{STAMP}|{TIME})?[:：]?"
)
_DIGIT = re.compile(r"\d")
_BRACKET = re.compile("[(（\\[【〔［<＜]")
_CLOSING = (")", "）", "]", "】", "〕", "］", ">", "＞")
_AROUND = "[(（【［〔<])）】］〕> #{}"
_ROW_NUMBER = re.compile(r"([A-Za-z])[ -]?\d{1,3}[:：]?")
_SUFFIX = re.compile(r"[\s#.\-_]*(?:\d{1,2}|[a-z甲乙丙丁戊一二三四五六七八九十])$")

_NAMED = re.compile(
    r"[A-Z][a-z]+(?:[ ][A-Z][a-z.]*)*|[A-Z]{1,3}-?\d{1,4}|[小阿老][\u3400-\u9fff]{1,2}|[\u3400-\u9fff][○◯●×]{1,2}"
)
_CLOCK_AMID = re.compile(r"[ 　](?:\d\d:\d\d(?!\d)|\d:\d\d(?![^ 　]))")
_PRONOUNS = frozenset("我你妳您他她它牠這哪什甚怎")
_TITLE = re.compile(f"{label_words.TITLES}$")
_CLAUSE = re.compile("[我你妳您他她它牠這那哪嗎呢吧啊的了就很不沒跟與把被讓]|什麼|因為|所以|如果|可以|應該|以及|還有")
_CLAUSE_END = re.compile("(?:[是有說想講叫做於下括含到出即指]|(?<![提發])問|認為|表示|強調|覺得|希望)$")


def plain_colons(text: str) -> str:
    """Return the text with every colon that can stand after a label as one of the two usual ones; places stay."""
    for colon, usual in _COLONS.items():
        text = text.replace(colon, usual)
    return text


def without_colon(name: str) -> str:
    """Return a name without the colons and spaces around it."""
    return name.strip(_COLON_OR_SPACE)


class Label(NamedTuple):
    """A label as it stands on a line: `width` characters up to the speech."""

    name: str
    key: str
    width: int
    time: str | None = None
    known: bool = False
    plausible: bool = True
    role: Role | None = None
    """What the label says of its role beside the name, as 訪談者 in 王小明（訪談者）."""
    numbered: bool = False
    """Whether a number or a dash stands before it, as before the items of a list."""


STAGE, SPEECH, TIMED, END = "stage", "speech", "timed", "end"
"""Nobody's words, speech that goes on after them or after a time, and where what somebody says is over for good."""
Marks = list[tuple[int, Label | str]]
"""Where labels, stage directions, and speech after these stand in a text."""


def key_of(name: str) -> str:
    """Return the form in which two spellings of a speaker's name are the same."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _stem(key: str) -> str:
    bare = key.split("(", 1)[0].strip().translate(_TRADITIONAL)
    if bare in _KNOWN:
        return bare
    cut = _SUFFIX.sub("", bare)
    return cut if cut in _KNOWN and (len(cut) > 1 or bare[-1].isdigit()) else bare


def told_role(key: str) -> str:
    """Return the role word that a label begins with, as 訪談者 in 訪談者林小姐, or the label's stem."""
    stem = _stem(key)
    if stem in _KNOWN:
        return stem
    key = key.translate(_TRADITIONAL)
    first = re.split(r"[\s\-_/]", key, maxsplit=1)[0]
    if len(first) > 1 and first in _KNOWN:
        return first
    if not key.startswith(_LONG_WORDS):
        return stem
    return next(word for word in _LONG_WORDS if key.startswith(word))


def is_role(name: str) -> bool:
    """Tell whether a label says what a speaker is in the interview, as 受訪者2 or Interviewer, and not who."""
    return _stem(key_of(name)) in _KNOWN


def are_numbers(names: Sequence[str]) -> bool:
    """Tell whether names number rows by one letter, as A1 A2 A3, each once: then they are no persons."""
    found = [numbered for name in names if (numbered := _ROW_NUMBER.fullmatch(name))]
    letters = {numbered[1].casefold() for numbered in found}
    return len(found) > 1 and len(letters) == 1 and len({numbered[0] for numbered in found}) == len(found)


def role_of(key: str, interviewers: frozenset[str]) -> Role:
    """Return the role of a speaker: interviewer when named as one, else respondent."""
    return Role.INTERVIEWER if key in interviewers or told_role(key) in label_words.INTERVIEWERS else Role.RESPONDENT


def label_of(line: str, interviewers: frozenset[str] = frozenset()) -> Label | None:
    """Return the label that the line begins with, or None."""
    found = _LABEL.match(line, 0, REACH)
    if found is None:
        return None
    before, number, chat, _bold, _box, name, _closed, behind, colon, after = found.groups()
    width = found.end()
    name, key, known, can_be, role = _judge(name, interviewers)
    if name[:1].isdigit() and not (has_title(name) or label_words.FIRM.search(name)):
        return None
    if behind and behind[-1].isdigit() and line[width : width + 1].isdigit():
        return None
    glued = line[width - 1 : width] == colon
    if not key or (colon == ":" and glued and _belongs_together(name, line[width : width + 3], known)):
        return None
    wrote = bool(chat and before)
    return Label(name, key, width, written(before or behind or after), known or wrote, can_be, role, bool(number))


def named(name: str, width: int, time: str | None, interviewers: frozenset[str] = frozenset()) -> Label | None:
    """Return the label of a name that stands in another form than before a colon; None for one too wide."""
    name, key, known, can_be, role = _judge(name, interviewers)
    return Label(name, key, width, written(time), known, can_be, role) if key else None


@lru_cache(maxsize=1024)
def _judge(name: str, interviewers: frozenset[str]) -> tuple[str, str, bool, bool, Role | None]:
    """Return who is named, the key (empty for one too wide), whether it is known, plausible, and the role told."""
    who, role = (name, None) if key_of(name) in interviewers else _beside_role(name)
    if name.endswith(_CLOSING) and key_of(name) not in interviewers:
        who, role = _without_note(name)
    bare = _BRACKET.split(who, maxsplit=1)[0]
    if "@" not in bare and is_too_wide(bare):
        return who, "", False, False, None
    key = key_of(who)
    told = told_role(key) in _KNOWN and not label_words.REMARK.fullmatch(key)
    known = role is not None or told or key in interviewers
    return who, key, known, plausible(who, key), role


def _beside_role(name: str) -> tuple[str, Role | None]:
    """Return who is named and in which role, where name and role stand on either side of a stroke: 王小明/訪談者."""
    parts = [part.strip() for part in re.split("[/／]", name)]
    roles = [part for part in parts if len(part) > 1 and key_of(part) in _SAYS_WHO_ASKS]
    if len(parts) != 2 or len(roles) != 1:  # noqa: PLR2004  a name and a role
        return name, None
    who = next(part for part in parts if part not in roles)
    return (who, role_of(key_of(roles[0]), frozenset())) if who else (name, None)


def _without_note(name: str) -> tuple[str, Role | None]:
    """Return who is named and in which role, where one of name and note in brackets says the role.

    What somebody does while speaking, as in 王小明（笑）, is no part of the name either.
    """
    parts = [part.strip() for part in _BRACKET.split(name[:-1], maxsplit=1)]
    if len(parts) == 1:
        return name, None
    bare, note = parts
    if "@" in note:
        return bare, None
    said = [key_of(part) for part in re.split("[、，,/・·]", note)]
    if any(part in label_words.SOUNDS for part in said):
        return bare, None
    told = next((part for part in said if is_role(part) and not (len(part) == 1 and part in "ampq")), None)
    has_role = len(bare) > 1 and _stem(key_of(bare)) in _SAYS_WHO_ASKS
    if told and (told in _SAYS_WHO_ASKS or not has_role):
        # 受訪者（問） is a respondent who asks; 研究員（受訪者） is one whose work is research.
        return bare, role_of(key_of(bare) if has_role and len(told) == 1 else told, frozenset())
    if is_role(bare) and len(bare) > 1 and _says_who(note):
        return note, role_of(key_of(bare), frozenset())
    return name, None


def _says_who(note: str) -> bool:
    """Tell whether a note in brackets names a person: 王老師 does; 老師 and 研究助理 say what somebody is."""
    if is_role(note) or _TITLE.fullmatch(note) or says_what_one_is(note):
        return False
    return bool(looks_like_a_name(note) or _TITLE.search(note) or _NAMED.fullmatch(note))


def says_what_one_is(note: str) -> bool:
    """Tell whether words end in a title and have no name before it, as 研究助理 and 專案經理."""
    title = _TITLE.search(note)
    before = note[: title.start()] if title else ""
    return bool(before) and not (looks_like_a_name(before) or looks_like_a_name(f"{before}某") or _NAMED.match(before))


def _belongs_together(name: str, after: str, known: bool) -> bool:
    """Tell whether a colon stands inside an address, a path or a time, not after a label."""
    if after[:1] in {"/", "\\"}:
        return True
    clock = _CLOCK_AMID.search(f"{name}:{after}") is not None
    return name[-1].isdigit() and after[:1].isdigit() and (clock or not (known and is_role(name)))


def heading_of(line: str, interviewers: frozenset[str] = frozenset()) -> Label | None:
    """Return the label that a Markdown heading such as `### 名字：` is, or None."""
    found = _HEADING.match(line)
    if found is None or not (name := found["name"].strip()):
        return None
    key = key_of(name)
    time = written(found["t1"] or found["t2"] or found["t3"])
    return Label(name, key, len(line), time, told_role(key) in _KNOWN or key in interviewers)


def written(stamp: str | None) -> str | None:
    """Return a time as it is written, without what stands around it."""
    return stamp.strip(_AROUND) if stamp else None


@lru_cache(maxsize=1024)
def timed_name(words: str) -> tuple[str, str | None]:
    """Return a name without the time that stands before or behind it, and that time."""
    found = (
        _TIMED_NAME.fullmatch(words.strip()) if any(map(str.isdigit, words[:REACH])) and len(words) <= REACH else None
    )
    if found is None or not (found["t1"] or found["t2"]):
        return words, None
    return found["name"], written(found["t1"] or found["t2"])


def plausible(name: str, key: str) -> bool:
    """Tell whether `name` could be a speaker rather than the opening of a sentence such as 重點是."""
    if key in label_words.INTERVIEWERS:
        return True
    return not (_is_word(key) or _CLAUSE.search(name) or _CLAUSE_END.search(name))


def clause_like_name(name: str, key: str) -> bool:
    """Tell whether a label that looks like a clause (林子含, 張讓) has the shape of a name all the same."""
    if _is_word(key):
        return False
    bare = _TITLE.sub("", re.split("[(（]", name, maxsplit=1)[0].strip())
    nickname = len(bare) in {2, 3} and bare[0] in "阿小老" and len(name) <= 5  # noqa: PLR2004
    return nickname or looks_like_a_name(bare) or (bare != name and looks_like_a_name(f"{bare}某"))


def has_title(name: str) -> bool:
    """Tell whether a name holds a title, as 陳協理 or 張處長富林."""
    return re.search(label_words.TITLES, name) is not None


def never(key: str) -> bool:
    """Tell whether a label is a word of which we know that it names nobody, however often it stands."""
    return _is_word(key) or (key[:1] in _PRONOUNS and len(key) > 1)


def _opens_clause(key: str) -> bool:
    """Tell whether several English words begin as a clause does, and name no role, as The Chair does."""
    words = key.split()
    if len(words) < 2 or words[0] not in label_words.OPENINGS or not key.isascii():  # noqa: PLR2004
        return False
    return not (words[-1] in label_words.CHAIRS or _stem(words[-1]) in _KNOWN)


def _is_word(key: str) -> bool:
    never_said = label_words.NEVER
    if key in label_words.MAYBE_REMARK or label_words.REMARK.fullmatch(key):
        return True
    listed = key in never_said or (key[:1] in label_words.AGAIN and key[1:] in never_said)
    return listed or bool(label_words.ORDINAL.fullmatch(key)) or _opens_clause(key)


def is_answer(key: str) -> bool:
    """Tell whether a short line is what people say or do, rather than a name on a line of its own."""
    return key in label_words.ANSWERS or key in label_words.SOUNDS


def short(name: str) -> bool:
    """Tell whether `name` is short and bare enough to be a speaker who speaks only once."""
    longest = 20 if name.isascii() else 8
    bare = re.sub("[ ·.'_○◯●×-]", "", name)
    return len(name) <= longest and (bare.isalnum() or not bare)
