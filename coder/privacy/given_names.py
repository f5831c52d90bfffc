"""Persons that a text calls by a given name: 志明哥, 大家都叫他大寶, 蔡媽媽, Jason 哥, Kevin 跟我說."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

GIVEN = (
    "華明美國豪偉傑德忠義信財發珠玉英雄輝志誠宏祥武勇賢良慧娟芳蘭梅菊蓮霞鳳麗珍淑芬玲琴"
    "雅婷宜凱翔宇軒哲維賓彬榮昌茂昇嬌弘瑋倫翰廷"
)
"""Characters that end many given names."""
_FIRST = f"{GIVEN}建家俊柏冠彥子怡佳欣曉詩思靜惠秀素育佩筱心品承柏睿奕均鈺珮"
_LAST = f"{GIVEN}君如儀均安成文平元妤涵穎潔茹蓉蓁萱瑜琪瑩琳容雯倩虹嫻恩慈勳鴻隆坤煌耀鵬佑芸"
_NO_GIVEN = frozenset(
    "建國 建成 家文 文化 國文 秀麗 美麗 美國 英國 英文 英雄 明文 信義 忠義 佳麗 素英 心平 明明 文明".split()  # noqa: SIM905
)
_KIN = "(?:大?哥(?!倫|德|本|斯|華)|[姊姐]|學[長姊姐弟妹](?!們)|師傅|阿姨|叔叔|經理|主任)"
_PATTERNS = (
    re.compile(rf"[{_FIRST}][{GIVEN}]{_KIN}"),
    re.compile(
        rf"(?<=[叫喊稱][他她我])(?:[做作])?(?:大[寶頭仔牛毛胖]|([{_FIRST}])\1|[{_FIRST}][{GIVEN}])(?=[，。、；！？」,.!?的啊啦喔嘛\s]|\Z)"
    ),
    re.compile(
        r"(?<=[綽外]號叫|[綽外]號是|小名叫|小名是|暱稱叫|暱稱是)[\u4e00-\u9fff]{2,3}?(?=[，。、；！？」,.!?的啊啦喔嘛\s]|\Z)"
    ),
)
_LATIN = re.compile(rf"(?<![A-Za-z@._/-])([A-Z][a-z]{{1,10}})(?![A-Za-z@_/-]|\.[a-z])( ?{_KIN})?")
_ENGLISH = frozenset(
    """
    Kevin Jason David Peter Andy Eric Michael Jerry Tony Allen Jimmy Johnny Vincent Brian Steven Stephen Henry
    Kenny Amy Peggy Vivian Tina Cindy Nancy Linda Jenny Jennifer Jessica Michelle Emily Annie Betty Wendy Sandy
    Sherry Shirley Stella Tiffany Vicky Winnie Yvonne Angela Christine Debby Doris Fiona Irene Janet Joanna Joyce
    Judy Julie Karen Katie Kelly Laura Lily Maggie Monica Olivia Rachel Rebecca Sophia Susan Teresa Zoe Albert
    Benjamin Charlie Daniel Dennis Derek Edward Gary Howard Jacky James Jeff Jeremy Joseph Justin Louis Patrick
    Philip Raymond Richard Robert Ryan Samuel Simon Terry Thomas Timothy William Nicole Eva Ivy Sally Helen Nina
    Joan Phoebe Kate Cathy Elaine Gina Hank Ivan Jack John Larry Leon Mandy Martin Mike Nick Paul Rita Roger Sean
    Sophie Steve Tom Tommy Victor Wayne
    """.split()  # noqa: SIM905  a list of words reads better
)
_FULL = 3


def called_by_given_name(text: str) -> Iterator[re.Match[str]]:
    """Yield where a text calls a person by a given name or by an English one."""
    for pattern in _PATTERNS:
        yield from pattern.finditer(text)
    for match in _LATIN.finditer(text):
        if match[2] or match[1] in _ENGLISH:
            yield match


def given_names(full: Iterable[str]) -> set[str]:
    """Return the given names of Chinese names of three characters, but for common words: 志明 of 王志明."""
    given = {name[1:] for name in full if len(name) == _FULL and name[1] in _FIRST and name[2] in _LAST}
    return given - _NO_GIVEN
