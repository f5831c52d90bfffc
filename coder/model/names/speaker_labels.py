"""Speaker labels: what stands before a colon at a line's start, and whether it can be a speaker."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from coder.model.names.surnames import looks_like_a_name
from coder.model.text import Role

REACH = 80
"""How far into a line a label's colon can stand: two time codes, a name and a note in brackets."""
_WIDEST = 24
"""A name has at most twelve Chinese characters, or as many Latin letters as are as wide."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_INTERVIEWERS = _words(
    "訪談者 訪談人 訪談員 訪問者 訪問人 訪員 採訪者 訪者 訪 主持人 研究者 研究員 q 問 "
    "interviewer i m moderator host researcher"
)
_RESPONDENTS = _words("受訪者 受訪人 受訪 受 a 答 respondent interviewee participant r p")
_UNNAMED = _words("speaker 講者 說話者 說話人 發言者 發言人 說话人 说话人 发言人 讲者 學生 老師 家長 觀眾 聽眾 民眾")
_SAYS_WHO_ASKS = _INTERVIEWERS | _RESPONDENTS
_KNOWN = _SAYS_WHO_ASKS | _UNNAMED
_LONG_WORDS = tuple(word for word in _KNOWN if len(word) > 2 and not word.isascii())  # noqa: PLR2004  no one's name

_COLONS = {"︰": "：", "﹕": "：", "∶": "：", "꞉": ":"}
_COLON_OR_SPACE = "".join([":：", *_COLONS, " \u3000"])
_SPELT = (
    r"\d{1,2}\s?(?:h|小時|小时)\s?\d{1,3}\s?(?:m|分鐘?|分钟)(?:\s?\d{1,2}\s?[s秒])?|"
    r"\d{1,3}\s?(?:m|分鐘?|分钟)\s?\d{1,2}\s?[s秒]"
)
_HALF_DAY = r"(?:[上中下]午|凌晨|早上|晚上|[AaPp]\.?[Mm]\.?)"
_DAY = r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2}))(?:T|[,，]?[ 　]+)"
_CLOCK = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2}){0,2}(?:[.,]\d{1,6})?"
_ZONE = r"(?:Z\b|\s?(?:UTC|GMT)\b|\+\d{2}:?\d{2}\b)"
_TIME = rf"(?:(?:{_DAY})?(?:{_HALF_DAY}\s?)?{_CLOCK}(?:\s?[AaPp]\.?[Mm]\b\.?|{_ZONE})?|{_SPELT})"
TIME = rf"{_TIME}(?:\s*(?:-+>?|–|~|～|至|到)\s*{_TIME})?"
"""A time, or from when to when."""
_TO_WHEN = r"\s*(?:-+>?|–|~|～|→)\s*"
_SECONDS = rf"\d{{1,5}}(?:\.\d{{1,3}})?\s?s(?:{_TO_WHEN}\d{{1,5}}(?:\.\d{{1,3}})?\s?s)?"
_FROM_TO = rf"\d{{1,5}}\.\d{{1,3}}{_TO_WHEN}\d{{1,5}}\.\d{{1,3}}"
STAMP = rf"(?:[\[(（【［〔<{{]\s*(?:{TIME}|{_SECONDS}|{_FROM_TO})\s*[\])）】］〕>}}]|#{_TIME}(?:-\d)?#)"
_MAIL = r"[\w.+\-]{1,40}@[\w\-]{1,30}(?:\.[\w\-]{1,20}){1,4}"
NAME = rf"(?:{_MAIL}|[^\W\d_](?:[\w ·・‧．.\-'’&/／　#○◯●×]{{0,22}}?[\w.○◯●×])??)"
_SAID_BESIDE = r"[\w ·・、，,/.'’&\-]{1,18}"
_INNER = rf"(?:[(（]{_SAID_BESIDE}[)）])?"
NOTE = (
    rf"(?:\s?[(（](?!\s*{_SPELT}){_SAID_BESIDE}{_INNER}[)）]|\s?[\[【〔［](?!\s*\d){_SAID_BESIDE}[\]】〕］]|"
    rf"\s?[<＜(（]{_MAIL}[>＞)）])"
)
_NUMBER = (
    r"(?:[LP]\d{1,4}[ 　]+|(?:#?\d{1,4}[.、)）．]?|[(（\[【]\d{1,4}[)）\]】])[ 　]+|\d{1,4}[.、)）．](?=[^\W\d_])|"
    r"[-–—─－]{1,2}[ 　]*|[*•●‧・][ 　]+|[■□▪▫◆◇◎○▶►▷▲△★☆※@＠][ 　]*)"
)
_TO = r"[ 　]+(?:[Tt]o|至|到|傳送給|发送给)[ 　]+[^\n:：]{1,40}?"
"""What follows the name in a chat: to whom it was written."""
_LABEL = re.compile(
    rf"(?:[>＞]{{1,3}}[ ]*)?[ \t　]*(?:(?P<t1>{STAMP}|{TIME}(?=[\s　*｜|/]))[\s　]*(?:[｜|/][\s　]*)?)?{_NUMBER}?#?"
    rf"(?P<chat>(?:From|來自|来自|從|从)[ 　]+)?(?P<bold>\*{{1,3}}|__)?"
    rf"(?P<box>[\[【［〔<〈「『])?(?P<name>{NAME}(?:{NOTE})?)(?(box)[\]】］〕>〉」』])"
    rf"(?(bold)(?:\*{{1,3}}|__)?)(?(chat){_TO})[ 　\xa0]*"
    rf"(?P<t2>{STAMP}|{_TIME})?(?P<colon>[:：])(?(bold)(?:\*{{1,3}}|__)?)"
    rf"[ 　]*(?P<t3>{STAMP})?"
)
_HEADING = re.compile(
    rf"#{{1,6}}[ 　]+(?:(?P<t1>{STAMP}|{_TIME})[ 　]*)?(?:\*\*)?(?P<name>[^\n:：*]{{1,40}}?)(?:\*\*)?"
    rf"[ 　]*(?P<t2>{STAMP}|{_TIME})?[:：](?:\*\*)?[ 　]*(?P<t3>{STAMP})?[ 　]*$"
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

_NEVER = _words(
    "例如 比如 譬如 諸如 假如 例 譬如說 比如說 例如說 首先 其次 再來 再者 接著 然後 最後 另外 此外 總之 結論 "
    "因為 但是 而且 不過 重點 重點在 關鍵在 問題在 差別在 原因 問題 答案 結果 目的 目標 優點 缺點 好處 壞處 "
    "建議 提醒 補充 說明 備註 附註 註 注 注意 按 編按 譯註 內容為 名稱為 主要為 分別為 目標為 原因為 資料來源 "
    "來源 出處 參考 參考資料 連結 網址 日期 時間 地點 地址 電話 主題 題目 標題 主旨 編號 檔名 錄音檔 訪談日期 "
    "訪談時間 訪談地點 訪談對象 訪談方式 訪談主題 會議時間 會議地點 出席 出席者 出席人員 與會者 列席 紀錄 記錄 "
    "逐字稿 案例 代號 公司 職稱 note notes date time place venue subject title topic source example http https "
    "ftp mailto e.g i.e ps 小結 小標 好比 像是 諸如 亦即 換言之 換句話說 也就是說 長度 總長 時長 錄音 錄影 轉錄 謄打 "
    "謄稿 校對 檔案 語言 訪綱 duration length language file"
) | frozenset(["audio source", "audio file", "file name", "interview date", "recording date", "transcribed by"])
_REMARK = "註"
"""What the label of a remark ends in, as 研究者註."""
_ORDINAL = re.compile(
    r"第[一二三四五六七八九十百\d]{1,3}|[一二三四五六七八九十]{1,2}|"
    r"(?:圖表|附件|步驟|方法|方案|選項|[圖表])\d{0,2}"
)
_SOUNDS = _words(
    "笑 笑聲 大笑 微笑 苦笑 眾笑 全場笑 沉默 停頓 音樂 掌聲 鼓掌 拍手 嘆氣 咳嗽 點頭 搖頭 聽不清楚 聽不清 不清楚 中斷 "
    "錄音中斷 插話 laughs laughter laughing music applause pause silence inaudible unclear crosstalk sighs coughs noise"
)
_ANSWERS = _words(
    "對 好 是 嗯 有 沒 沒有 可以 是的 對啊 好的 好啊 沒錯 謝謝 謝謝大家 謝謝你 謝謝您 "
    "不是 不會 不用 當然 了解 瞭解 ok okay yes no yeah right thanks 哈哈 "
    "哈哈哈 嗯嗯 對對 對對對 真的 然後呢 為什麼 結束 完 開始 前言 摘要 結語"
)
_NAMED = re.compile(
    r"[A-Z][a-z]+(?:[ ][A-Z][a-z.]*)*|[A-Z]{1,3}-?\d{1,4}|[小阿老][\u3400-\u9fff]{1,2}|[\u3400-\u9fff][○◯●×]{1,2}"
)
_PRONOUNS = frozenset("我你妳您他她它牠這哪什甚怎")
_TITLE = re.compile(
    "(?:[總副協]?經理|主任|教授|老師|先生|女士|小姐|太太|同學|醫師|醫生|博士|院長|校長|處長|局長|科長|課長|組長|部長|"
    "次長|委員|董事長|執行長|副?總|副理|協理|店長|廠長|律師|記者|院士|助理|師傅|師|董|姐|哥|媽媽|爸爸|媽|爸|伯伯|阿姨|奶奶|爺爺)$"
)
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


STAGE, SPEECH, TIMED, END = "stage", "speech", "timed", "end"
"""Nobody's words, speech that goes on after them or after a time, and where what somebody says is over for good."""
Marks = list[tuple[int, Label | str]]
"""Where labels, stage directions, and speech after these stand in a text."""


def key_of(name: str) -> str:
    """Return the form in which two spellings of a speaker's name are the same."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _stem(key: str) -> str:
    bare = key.split("(", 1)[0].strip()
    if bare in _KNOWN:
        return bare
    cut = _SUFFIX.sub("", bare)
    return cut if cut in _KNOWN and (len(cut) > 1 or bare[-1].isdigit()) else bare


def _told_role(key: str) -> str:
    """Return the role word that a label begins with, as 訪談者 in 訪談者林小姐, or the label's stem."""
    stem = _stem(key)
    if stem in _KNOWN:
        return stem
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
    return Role.INTERVIEWER if key in interviewers or _told_role(key) in _INTERVIEWERS else Role.RESPONDENT


def label_of(line: str, interviewers: frozenset[str] = frozenset()) -> Label | None:
    """Return the label that the line begins with, or None."""
    found = _LABEL.match(line, 0, REACH)
    if found is None:
        return None
    before, chat, _bold, _box, name, behind, colon, after = found.groups()
    width = found.end()
    name, key, known, can_be, role = _judge(name, interviewers)
    if behind and behind[-1].isdigit() and line[width : width + 1].isdigit():
        return None
    glued = line[width - 1 : width] == colon
    if not key or (colon == ":" and glued and _belongs_together(name, line[width : width + 1], known)):
        return None
    wrote = bool(chat and before)
    return Label(name, key, width, written(before or behind or after), known or wrote, can_be, role)


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
    if "@" not in bare and len(bare) + sum(character > "\u2e7f" for character in bare) > _WIDEST:
        return who, "", False, False, None
    key = key_of(who)
    told = _told_role(key) in _KNOWN and not key.endswith(_REMARK)
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
    if any(part in _SOUNDS for part in said):
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
    """Tell whether a note in brackets names a person; 老師 alone says what somebody is, and 王老師 who."""
    if is_role(note) or _TITLE.fullmatch(note):
        return False
    return bool(looks_like_a_name(note) or _TITLE.search(note) or _NAMED.fullmatch(note))


def _belongs_together(name: str, after: str, known: bool) -> bool:
    """Tell whether a colon stands inside an address, a path or a time, not after a label."""
    whole = known and is_role(name)
    return after in {"/", "\\"} or (not whole and name[-1].isdigit() and after.isdigit())


def heading_of(line: str, interviewers: frozenset[str] = frozenset()) -> Label | None:
    """Return the label that a Markdown heading such as `### 名字：` is, or None."""
    found = _HEADING.match(line)
    if found is None or not (name := found["name"].strip()):
        return None
    key = key_of(name)
    time = written(found["t1"] or found["t2"] or found["t3"])
    return Label(name, key, len(line), time, _told_role(key) in _KNOWN or key in interviewers)


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
    if key in _INTERVIEWERS:
        return True
    return not (_is_word(key) or _CLAUSE.search(name) or _CLAUSE_END.search(name))


def clause_like_name(name: str, key: str) -> bool:
    """Tell whether a label that looks like a clause (林子含, 張讓) has the shape of a name all the same."""
    if _is_word(key):
        return False
    bare = _TITLE.sub("", re.split("[(（]", name, maxsplit=1)[0].strip())
    nickname = len(bare) in {2, 3} and bare[0] in "阿小老" and len(name) <= 5  # noqa: PLR2004
    return nickname or looks_like_a_name(bare) or (bare != name and looks_like_a_name(f"{bare}某"))


def never(key: str) -> bool:
    """Tell whether a label is a word of which we know that it names nobody, however often it stands."""
    return _is_word(key) or (key[:1] in _PRONOUNS and len(key) > 1)


def _is_word(key: str) -> bool:
    return key in _NEVER or key.endswith(_REMARK) or _ORDINAL.fullmatch(key) is not None


def is_answer(key: str) -> bool:
    """Tell whether a short line is what people say or do, rather than a name on a line of its own."""
    return key in _ANSWERS or key in _SOUNDS


def short(name: str) -> bool:
    """Tell whether `name` is short and bare enough to be a speaker who speaks only once."""
    longest = 20 if name.isascii() else 8
    return len(name) <= longest and re.sub("[ ·.'_○◯●×-]", "", name).isalnum()
