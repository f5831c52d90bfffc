"""Firms that a text calls by a short name: well-known ones, and the short forms of those it names in full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_KNOWN = (
    "[台臺]積電?|聯發科|(?<=[在進去到幫跟像從])聯發(?![現展生明布行起])|(?<=[在進去到從])發哥(?=[做上待那，。])|(?<!義)聯電|鴻海|富士康|(?<![太更])廣達|緯創|緯穎|仁寶|英業達|和碩|華碩|宏碁|微星|技嘉|研華|台達電|臺達電|日月光|瑞昱|聯詠|群聯(?![繫防])|"
    "友達|群創|光寶|國巨|大立光|旺宏|華邦電|南亞科|力積電|世界先進(?!各|國)|環球晶|矽品|京元電|中華電信|台灣大哥大|臺灣大哥大|遠傳|台塑|臺塑|中鋼|"
    "中油|台電公司|國泰金|富邦金|中信金|玉山銀|統一超商|統一企業|全聯(?!會)|趨勢科技|華新麗華|精誠資訊|叡揚|鼎新|凌群|資策會|工研院|中研院|"
    "護國神山|海公公|豬屎屋|(?<=[在進去到從像跟])GG(?![A-Za-z])|(?<![A-Za-z])GG(?= ?(?:[裡的]|工程師|輪班|員工))|"
    "金屬中心|紡織所|輝達|英特爾|高通|超微半導體|三星電子|索尼|微軟|谷歌|亞馬遜|臉書|蘋果公司|阿里巴巴|騰訊|字節跳動|(?<!年)華為|沛星|緯謙"
)
_LATIN = r"TSMC|UMC|MediaTek|Foxconn|ASUS|Acer|Nvidia|NVIDIA|Appier|iKala|Gogoro|KKBOX|KPMG|Deloitte|PwC|McKinsey"
_TRADE = (
    "科技|電子|電腦|電機|資訊|軟體|半導體|光電|生技|生醫|精密|機械|"
    "工業|實業|企業|建設|營造|紡織|化工|鋼鐵|通訊|網路|數位|智能|智慧|物流|保險|證券"
)
_LEGAL = re.compile(r"(?:(?:股份)?有限公司|集團|,? (?:Inc|Ltd|LLC|GmbH|Corp|Co|PLC|Limited|Corporation)\b.*)$")
_END = re.compile(rf"(?:{_TRADE})+$")
_NAMED = re.compile(
    rf"(?:{_KNOWN})|(?<=簡稱)(?![為是叫的])[\u4e00-\u9fff]{{2,4}}(?=[，。、；」,;:!?\s]|\Z)|(?<![A-Za-z0-9])(?:{_LATIN})(?![A-Za-z0-9])"
    r"|(?<![A-Za-z])[A-Z][\w&’'-]+(?: [A-Z][\w&’'-]+){0,3},? "
    r"(?:Inc|Ltd|LLC|GmbH|Corp|Co\., Ltd|PLC|Limited|Corporation)\b\.?"
)
_TRADED = re.compile(
    rf"(?:(?<=[在叫跟和與到像從由給，。、；：！？「\s])|^)[\u4e00-\u9fff]{{2}}(?:{_TRADE})(?:公司|集團)", re.MULTILINE
)
_COMMON = re.compile(
    "[這那哪某各每別其該本貴我你他她它]|(?:一[些家間般]|很多|許多|有些|大型|小型|中型|傳統|新創|相關|國[內外際]|外[商國]|台灣|臺灣|日本|美國|中國|"
    "人工|高級|資訊|網路|數位|軟體|硬體|電子|所有|不同|幾[家間]|兩[家間]|全球|民間|私人|上市|跨國|半導|任何|專業|公家|什麼|三類|製造|社會|成立|金融|教育|醫療|能源|食品|汽車|生物|綠能)"
)
_BEFORE = re.compile("[我你他她在叫是跟到像從由的]們?")  # 我在鼎星電腦: what stands before a name
_SHORT, _SHORT_LATIN = 2, 3
_FORM = re.compile("(?:股份)?有限公司")
_ANY = re.compile("[一閉要設籌]|公開|目前|現行|真正")  # 閉鎖性股份有限公司, 一般有限公司: a legal form, no firm


def firms(text: str) -> Iterator[re.Match[str]]:
    """Yield where a text calls a firm by a well-known name, or by its trade or legal form."""
    yield from _NAMED.finditer(text)
    for match in _TRADED.finditer(text):
        if not _COMMON.match(match[0]):
            yield match


def begins_at(words: str) -> int | None:
    """Return where a firm's name begins in words that end with its legal form, as 大同世界… in 我們公司叫大同世界….

    None where they name none: 一般的股份有限公司.
    """
    form = _FORM.search(words)
    if form is None:
        return None
    begin = max((match.end() for match in _BEFORE.finditer(words, 0, form.start())), default=0)
    name = words[begin : form.start()]
    return None if len(name) < _SHORT or _COMMON.match(name) or _ANY.match(name) else begin


def short_names(full: Iterable[str]) -> set[str]:
    """Return what firms are called for short: 鼎星電腦股份有限公司 as 鼎星電腦 and 鼎星."""
    found: set[str] = set()
    for name in full:
        bare = _BEFORE.split(name)[-1]
        without_form = _LEGAL.sub("", bare)
        for short in (without_form, _END.sub("", without_form)):
            least = _SHORT_LATIN if short.isascii() else _SHORT
            if short != name and len(short.strip()) >= least and not _COMMON.match(short):
                found.add(short)
    return found
