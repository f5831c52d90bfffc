"""Persons that a text calls by less than a full name: 小陳, 阿華, 老王, 陳董, Mr. Wang, Dr. Chen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coder.privacy.given_names import GIVEN, called_by_given_name

SURNAMES = (
    "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余盧梁趙顏柯翁魏孫戴范方宋鄧杜傅侯曹薛丁"
    "卓阮馬董溫唐藍蔣石古紀姚連馮歐程湯田康姜汪白鄒尤巫鐘黎涂龔嚴韓袁金錢闕魯樓沙駱耿柳祝毛池莫甘辛童賀裴雷柏饒祁宣"
)
# A surname's character that ends a word begins no name: 感謝委員, 工程委員會, 健康老師, 基金經理, 依賴老師.
_WORD_ENDS = {
    "謝": "謝感多致答道代申新凋",
    "程": "工課流過行里日議旅路章歷療", "康": "健小",
    "金": "基現資獎薪租罰美黃合佣押稅",
    "賴": "依信無仰", "方": "地對官雙各東西南北前後上下一乙甲警校",
    "高": "提最很更較升拉增", "周": "四一上下每圓",
    "許": "也或允准容特", "施": "設措實", "游": "上中下旅導", "溫": "氣體升降保", "白": "明空獨坦表",
    "連": "都串相關接",
    "石": "化基鑽", "田": "農水", "古": "考", "林": "森農", "宣": "文", "簡": "精", "張": "主誇緊擴",
}  # fmt: skip
# Words that begin as a nickname does: 小高中生, 小白鼠, 老古板, 阿里山.
_NO_NICKNAME = re.compile(
    "小(?:[沙毛池田時牛花國錢]|白(?<=[術腦手個的純是當為位群]小白)|[白石馬金程方古高雷甘潘連柳康何](?![說是也跟他她就在那都去來，。、：,:;!?]|\\Z))"
    "|小(?:黃(?=[車瓜色司停、比])|蘇打|葉[紅子]|游泳|張[小的]|林村|江山|農|宇宙|美[人好眉]|明星|玉米|英[文雄]|信封|江湖|武[器功]|宜蘭|許多|周[天期])"
    "|小(?:偉人|麗|童|丁點|發[財明]|珠|曾孫|孫子)|老(?:許多|[古高白石馬湯方金錢連丁沙田童康祝莊柏柳]|江[湖山]|黃[瓜色]|董事|毛病?)|[老小]程[式度序]"
    "|阿(?:美[族尼]|德勒|金森|莫|羅|康|馬|姜|雷|姚|古|歐|連|宣|方|甘|魯|辛)"
)
_EDGE = rf"(?<![大中最從很太較微縮一不矮狹渺細弱幼{SURNAMES}])"
_NICKNAMES = re.compile(
    rf"{_EDGE}小(?:[{SURNAMES}]|[{GIVEN}])(?!姐)|老[{SURNAMES}]|(?<![對是好有啦沒啊嗯])阿[{SURNAMES}{GIVEN}]"
)
_KIN = re.compile(
    rf"(?<![{SURNAMES}董])[{SURNAMES}](?:董(?![事監])|"
    "總(?![是共體數額部之統監裁結算計會經要有在得還幹長])|"
    "哥(?!倫|德|本|斯|華)|姊|姐|嫂|爺(?!爺)|桑|媽媽|爸爸|阿姨|伯伯|師[傅父]| ?[Ss]ir(?![a-z])|"
    "廠(?![商房區牌址方務家])|[協副](?=[理說講那也就跟他她、，。的])|特助| ?P(?![A-Za-z0-9+%圖]))"
)
_NO_KIN = re.compile(
    "[連馬馮金高石古方白毛莫雷游何]總|[連高](?:媽|爸|阿|伯|師)|"
    "[高白連金方石古馬雷莫游康何]廠|[高金方連白]副|[高程金方] ?P|莊哥|古董|[賀馬]爾|許多|金融|何姐"
)
_TITLED = re.compile(
    r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Mx|Miss|Dr|Doctor|Prof|Professor|Sir|Madam|MR|MRS|MS|DR|PROF)(?:\.[ \t]?|[ \t])[ \t]?"
    r"[A-Z][A-Za-z'’-]+(?:[ \t][A-Z][A-Za-z'’-]+){0,2}"
)
_MADE_UP = re.compile(r"叫[他她它]([^，。、；！？\s]{1,3}?)(?:好了|就好|吧)")


def ends_a_word(text: str, start: int) -> bool:
    """Tell whether the surname's character at a place is the end of a word rather than the beginning of a name."""
    return start > 0 and text[start - 1] in _WORD_ENDS.get(text[start], "")


def called(text: str) -> Iterator[re.Match[str]]:
    """Yield where a text calls a person by a nickname, a short form of respect or an English title."""
    for match in _NICKNAMES.finditer(text):
        if not _NO_NICKNAME.match(text, match.start()):
            yield match
    for match in _KIN.finditer(text):
        if not _NO_KIN.match(match[0]) and not ends_a_word(text, match.start()):
            yield match
    yield from _TITLED.finditer(text)
    yield from called_by_given_name(text)


def made_up(text: str) -> set[str]:
    """Return names that somebody makes up while they speak: 叫他小白好了."""
    return {match[1] for match in _MADE_UP.finditer(text)}
