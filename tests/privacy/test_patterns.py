"""What may tell who spoke, sentence by sentence: what is found, with its exact borders, and what is none."""

from __future__ import annotations

import pytest

from coder.privacy.patterns import full_names, leaks


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("我們公司叫大同世界科技股份有限公司。", "firm", ["大同世界科技股份有限公司"]),
        ("那時候是百兆福股份有限公司，簡稱百兆福，很多人知道。", "firm", ["百兆福股份有限公司", "百兆福"]),
        ("我們做 ERP 的，GG 的人也來挖過。", "firm", ["GG"]),
        ("要設股份有限公司，或者是閉鎖性股份有限公司，一般的有限公司也可以。", "firm", []),
        ("我住台北市大安區和平東路二段106號5樓。", "address", ["台北市大安區和平東路二段106號5樓"]),
        ("在嘉義市中興路237號集合。", "address", ["嘉義市中興路237號"]),
        ("高經理人的素質很好。", "person", []),
        ("這個你聽聽就好，出去不要講。", "request", ["聽聽就好", "出去不要講"]),
        ("前面講的就當我沒說。這個別寫出來。", "request", ["當我沒說", "這個別寫"]),
        ("這段可以不要用嗎？這個先不要放到報告裡。", "request", ["這段可以不要用嗎", "不要放到報告"]),
        ("請不要引述我。可以不要放名字嗎？請用化名。", "request", ["不要引述", "不要放名字", "請用化名"]),
        ("這段off掉，麻煩這裡卡掉。你不要用。", "request", ["這段off掉", "這裡卡掉", "你不要用"]),
        ("那個不要寫錯，也不要寫成英文；不要寫成是我講的。", "request", ["不要寫"]),
        ("打 886-912-345-678 或 +44 7911 123456。", "phone", ["886-912-345-678", "+44 7911 123456"]),
        ("地址是新竹市光復路二段101號。", "address", ["新竹市光復路二段101號"]),
        ("不要寫程式的人也可以做，也不要寫太多註解，參數不要寫死。", "request", []),
    ],
)
def test_a_leak_is_found_with_its_borders_and_common_words_are_none(text, kind, words):
    assert [one.words for one in leaks(text) if one.kind == kind] == words


def test_who_says_the_surname_first_is_named_in_full():
    text = "我姓林，林淑芬，在人資。"
    assert full_names(text, leaks(text)) == {"林淑芬"}
