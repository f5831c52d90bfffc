"""One term for one thing: words that the glossary replaced stand neither in the interface nor in the handbook."""

import re

import pytest
from babel.messages.pofile import read_po

from .handbook import HANDBOOK, ROOT, named

# A pattern of what must not be written, and the term of the glossary.
REPLACED = {
    "(?<!附)備註": "備忘錄",
    "話輪": "發言",
    "說話者|說話人|(?<!演)講者": "發言者",
    "換碼|換編碼|改編(?!碼)": "改碼",
    "準確率": "精確率",
    "反例": "反面證據",
    "鏈首|最末雜湊": "最新雜湊值",
    "(?<!預寫)日誌": "異動紀錄",
    "更動": "異動",
    "動作": "操作",
    "簽核": "簽認",
    "失位": "待重新定位",
    "建議者": "建議模組",
    "關鍵度": "關鍵性",
    "合成(?!一)": "虛構",
    "洩漏": "可識別資訊",
    "(?<!Excel )儲存格": "欄位格",
    "架構矩陣": "框架矩陣",
    "例子": "範例",
    "何時使用|使用時機": "納入準則",
    "引用代號|引文 id": "引文編號",
    "打開": "開啟",
    "您": "你",
    "問卷數字|統計數字": "調查數據",
    "爭點": "分歧",
    "刊印|不刊": "在報告中顯示，或不列入",
    "識別碼": "代號",
    "組長": "主持人",
    "拿掉": "移除",
    "反對(?=段|字|占|的證據)": "反面",
    "佔": "占",
    "推導": "推算",
    "過濾": "篩選",
    "複本": "副本",
    "編碼員間一致性": "編碼者間一致性",
    "東西": "項目或內容",
    "(?<!虛構)示例": "範例",
    "(?<![一二三四五六七八九十幾數])項異動": "筆異動",
    "段(?:選用的)?引文": "則引文",
    "個(?=發現|調查數據|建議事項)": "項",
    "繁體": "正體",
}
CHINESE = [page for page in HANDBOOK if page.parent.name == "zh-TW"]


def _replaced_in(text: str) -> list[str]:
    return [f"{found[0]} → {term}" for pattern, term in REPLACED.items() for found in re.finditer(pattern, text)]


def test_messages_keep_to_the_terms_of_the_glossary():
    catalogue = ROOT / "coder" / "locale" / "zh_TW" / "LC_MESSAGES" / "coder.po"
    with catalogue.open("rb") as file:
        messages = read_po(file)
    said = [text for m in messages if m.id for text in ([m.string] if isinstance(m.string, str) else m.string)]
    assert [(text, _replaced_in(text)) for text in said if _replaced_in(text)] == []


@pytest.mark.parametrize("page", CHINESE, ids=named)
def test_pages_keep_to_the_terms_of_the_glossary(page):
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    assert _replaced_in(text) == []


def test_no_translation_goes_on_in_english():
    catalogue = ROOT / "coder" / "locale" / "zh_TW" / "LC_MESSAGES" / "coder.po"
    with catalogue.open("rb") as file:
        messages = [m for m in read_po(file) if isinstance(m.string, str) and re.search("[\u4e00-\u9fff]", m.string)]
    # Names of commands and options stay as they are.
    plain = [(m.id, re.sub(r"coder [a-z ]+|\{[^}]*\}|--[a-z-]+", "", m.string)) for m in messages if m.id]
    assert [told for told, text in plain if re.search(r"(?:\b[a-z]{2,}\b[ ,]+){4,}", text)] == []
