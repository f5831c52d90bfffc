"""Codes of passages behind what is said."""

from pathlib import Path

import pytest

from coder.model.text import Role
from coder.transcripts.reading import read_bytes

pytestmark = pytest.mark.usefixtures("english")


def read(text, name="a.txt"):
    return read_bytes(Path(name), text.encode())


def said(reading):
    text = reading.source.text
    turns = [turn for turn in reading.speakers.turns if turn.role is not Role.NONE]
    return [(turn.speaker, text[turn.body : turn.end].strip()) for turn in turns]


@pytest.mark.parametrize(
    "code",
    ["（A01-{n:03}）", " [A1-1-{n:02}]", " (P3, {n})", "【訪A-{n}】", "（受訪者A，{n}）", "(T1-20230501-{n:03})"],
)
@pytest.mark.parametrize("stop", ["。{code}", "{code}。"])
def test_codes_of_passages_are_nobodys_words_and_told(code, stop):
    behind = [stop.format(code=code.format(n=n)) for n in range(8)]
    reading = read("".join(f"訪談者：第{n}年難嗎？\n受訪者：很難{end}\n" for n, end in enumerate(behind)))
    assert said(reading) == [turn for n in range(8) for turn in (("訪談者", f"第{n}年難嗎？"), ("受訪者", "很難。"))]
    assert reading.source.left_out == (f"codes of passages, such as {code.format(n=0).strip(' ()（）[]【】')}: 8",)


@pytest.mark.parametrize(
    "words",
    [
        "那年（2019）\n後來很難。\n再後來也是。\n還是難。\n",
        "大家都笑了（笑）\n",
        "見附件（3-4）\n這是第一段。\n第二段。\n第三段。\n",
    ],
)
def test_what_stands_in_brackets_seldom_or_in_words_is_speech(words):
    text = "".join(f"訪談者：第{n}年難嗎？\n受訪者：{words}" for n in range(4))
    assert read(text).source.text == text
