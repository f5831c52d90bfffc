"""The spelling that variants share."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.language._make_fold import TABLE, make_table
from coder.language.alphabet import Alphabet
from coder.language.fold import fold, variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("臺灣", "台湾"),
        ("這裡", "這裏"),
        ("證照", "証照"),
        ("獎金", "奬金"),
        ("ＬＬＭ", "llm"),
        ("No-code", "no　code"),
        ("著", "着"),
        ("金融", "\uf90a融"),
        ("人才", "⼈才"),
        ("（３．１１）", "(3.11)"),
        ("為什麼", "爲什麼"),
    ],
)
def test_variants_share_a_spelling(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_distinct_words_stay_distinct() -> None:
    assert len({fold(w) for w in ("No-code", "Nocode", "證照", "政照", "實習", "學習", "é", "e")}) == 8


@given(st.text())
def test_folding_keeps_places_and_is_idempotent(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    assert all(fold(a) == b for a, b in zip(text, folded, strict=True))


@given(st.characters())
def test_variants_invert_the_fold(char: str) -> None:
    assert fold(char) == char or char in variants()[fold(char)]


CHARS = st.text(alphabet="證証证照臺台颱檯AaＡ -－　é\U0002f800丽麗x", max_size=12)


@given(st.lists(CHARS, max_size=4), CHARS)
def test_an_alphabet_tells_apart_what_the_fold_does(keywords: list[str], text: str) -> None:
    alphabet = Alphabet(keywords)
    respelt = alphabet.respell(text)
    assert len(respelt) == len(text)
    for keyword in keywords:
        spelled = alphabet.spell(keyword)
        for i in range(len(text) - len(keyword) + 1):
            same = fold(text[i : i + len(keyword)]) == fold(keyword)
            assert (respelt[i : i + len(keyword)] == spelled) == same


def test_the_table_is_what_its_maker_makes() -> None:
    opencc = pytest.importorskip("opencc")
    text = TABLE.read_text(encoding="utf-8")
    if f"OpenCC {opencc.__version__} " not in text or f"Unicode {unicodedata.unidata_version} " not in text:
        pytest.skip("made with other versions")
    rows = [line.split("\t") for line in text.split("\n") if line[:1] not in {"", "#"}]
    made = make_table([opencc.OpenCC(name).convert for name in ("t2tw", "t2s")])
    assert {chr(int(a, 16)): chr(int(b, 16)) for a, b, _ in rows} == made
