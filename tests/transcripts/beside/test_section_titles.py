"""Titles of sections between turns."""

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


TALK = "訪談者：何時入行？\n受訪者：十年前。\n{first}訪談者：難嗎？\n受訪者：人很少。\n{second}訪談者：之後呢？\n受訪者：很好。\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("二、實務經驗\n", "三、未來展望\n"),
        ("\n二、實務經驗\n\n", ""),
        ("第二部分：實務經驗\n", "第三部分　未來展望\n"),
        ("主題二：實務經驗\n", "主題三：未來展望\n"),
        ("**實務經驗**\n", "**未來展望**\n"),
        ("Part 2: Hiring\n", "Part 3: What follows\n"),
        ("Section II\n", "Section III\n"),
        ("1. 實務經驗\n", "2. 未來展望\n"),
        ("\n實務經驗\n\n", "\n未來展望\n\n"),
        ("二、實務\n（一）招募\n", "（二）留任\n"),
    ],
)
def test_titles_of_sections_are_nobodys_words(first, second):
    reading = read(TALK.format(first=first, second=second))
    assert reading.speakers.sure
    assert said(reading) == [
        ("訪談者", "何時入行？"), ("受訪者", "十年前。"), ("訪談者", "難嗎？"),
        ("受訪者", "人很少。"), ("訪談者", "之後呢？"), ("受訪者", "很好。"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "二、資金\n三、市場\n",  # points that somebody makes
        "二、資金\n",
        "還有一點：\n三、市場\n",
        "2. 市場\n",
        "對\n",
        "三、我覺得是這樣。\n",
    ],
)
def test_points_of_a_speaker_are_speech(words):
    text = TALK.format(first="一、人才\n人很重要。\n" + words, second="")
    assert said(read(text))[1] == ("受訪者", "十年前。\n一、人才\n人很重要。\n" + words.strip())
