"""The words that a double click selects, before and after the dictionary is there."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from shared_data import SHARED

from benchmarks import segmentation
from coder.language.words import Segmenter, terms


@pytest.fixture(scope="module")
def loaded():
    segmenter = Segmenter(["實作落差", "找不到人", "產學合作"])
    segmenter.warm()
    return segmenter


@pytest.fixture(scope="module", params=["characters", "dictionary"])
def segmenter(request, loaded):
    return loaded if request.param == "dictionary" else Segmenter(["實作落差", "找不到人", "產學合作"])


def cut(segmenter, text):
    return [text[w.start : w.end] for w in segmenter.words(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("用No-code與C++、Node.js", ["用", "No-code", "與", "C++", "Node.js"]),
        ("3.5分，１，０００元", ["3.5", "分", "１，０００", "元"]),
        ("第18名 COVID-19 GPT-4o", ["第18", "名", "COVID-19", "GPT-4o"]),
        ("寄a.b+c@mail.com.tw。", ["寄", "a.b+c@mail.com.tw"]),
        ("看https://a.b/c?d=1！", ["看", "https://a.b/c?d=1"]),
        ("AI/ML 24/7 10:30 35%", ["AI", "ML", "24/7", "10:30", "35"]),
        ("ＡＩ職缺", ["ＡＩ", "職缺"]),
        ("👨‍👩‍👧🇹🇼👍🏽😅", ["👨‍👩‍👧", "🇹🇼", "👍🏽", "😅"]),
        ("葛󠄀 cafe\u0301s", ["葛󠄀", "cafe\u0301s"]),
        ("「……」——，", []),
        ("產學合作 實作落差", ["產學合作", "實作落差"]),
    ],
)
def test_words_with_and_without_the_dictionary(segmenter, text, words):
    assert cut(segmenter, text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("老實說證照幾乎沒在看", "老實說 證照 幾乎 沒 在 看"),
        ("老師們覺得第一個實習生", "老師們 覺得 第一 個 實習生"),
        ("這個問題", "這 個 問題"),
        ("一些年輕人隨著潮流", "一些 年輕人 隨著 潮流"),
        ("我們臺灣的軟體工程師", "我們 臺灣 的 軟體工程師"),
        ("台灣、臺灣、台湾", "台灣 臺灣 台湾"),
        ("三十五歲", "三十五 歲"),
    ],
)
def test_words_of_speech(loaded, text, words):
    assert cut(loaded, text) == words.split()


TEXTS = st.text(
    alphabet=st.one_of(
        st.characters(), st.sampled_from("我們實作落差𪜶第1三個這們A1.-@:/_，。 \n👍🏽\u200d\u0301\U000e0100🇹ㄓか한")
    )
)


@example("゠・", 0, 0)
@given(TEXTS, st.integers(0, 6), st.integers(0, 6))
def test_words_hold_all_but_space_and_punctuation_once(segmenter, text, front, back):
    start = min(front, len(text))
    end = max(start, len(text) - back)
    words = segmenter.words(text, start, end)
    held = [i for w in words for i in range(w.start, w.end)]
    assert held == sorted(set(held))
    assert all(w.start < w.end for w in words)
    assert all(start <= i < end for i in held)
    assert not any(text[i].isspace() for i in held)
    must = {i for i in range(start, end) if not text[i].isspace() and unicodedata.category(text[i])[0] != "P"}
    assert must <= set(held)
    assert words == segmenter.words(text, start, end)


def test_the_word_at_a_place(segmenter):
    text = "他說：產學合作，好"
    assert segmenter.word_at(text, 5, 3, len(text)) == segmenter.words(text, 3, len(text))[0]
    assert segmenter.word_at(text, 2, 0, len(text)) is None
    assert segmenter.word_at(text, 1, 3, len(text)) is None


def test_keywords_that_are_words_are_learnt_and_forgotten():
    segmenter = Segmenter()
    segmenter.warm()
    text = "他的虎豹騎專員"
    apart = cut(segmenter, text)
    segmenter.learn(["虎豹騎專員"])
    assert cut(segmenter, text) == ["他", "的", "虎豹騎專員"]
    segmenter.learn([])
    assert cut(segmenter, text) == apart
    assert terms(["招不到", "證照", "證照", "AI", "一"]) == ["證照"]


def test_nobody_waits_for_the_dictionary():
    segmenter = Segmenter()
    assert not segmenter.ready
    assert cut(segmenter, "職缺很多") == ["職缺", "很", "多"]
    segmenter.warm()
    assert segmenter.ready


def test_loading_is_silent_and_leaves_no_file(tmp_path):
    code = "from coder.language.words import Segmenter; s = Segmenter(); s.warm(); print(len(s.words('我們', 0, 2)))"
    done = subprocess.run(
        [sys.executable, "-W", "default", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert (done.stdout, done.stderr) == ("1\n", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "piece", ["我", "一個", "A.", "1,", "a-", "a@b.", "第1", "👍\u200d", "\u0301", "h://", "https://", "我\u0301"]
)
def test_hostile_runs_take_linear_time(piece):
    import time

    text = piece * (30_000 // len(piece))
    began = time.process_time()
    Segmenter().words(text, 0, len(text))
    assert time.process_time() - began < 2


@pytest.mark.parametrize("name", ["UD GSD test", "UD HK", "UD PUD"])
def test_gold_words_are_met(loaded, name):
    path = next((SHARED / "wordseg").rglob(segmentation.SETS[name][0]), None)
    if path is None:
        pytest.skip("no gold words here")
    assert (
        segmentation.f1(path, segmentation._ours(loaded)) > {"UD GSD test": 0.82, "UD HK": 0.88, "UD PUD": 0.87}[name]
    )
