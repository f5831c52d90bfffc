import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.model.text import Role
from coder.transcripts.labels.speakers import split_turns
from coder.transcripts.reading import read_bytes

pytestmark = pytest.mark.usefixtures("english")

PIECES = st.sampled_from(
    ["受訪者：", "訪談者:", "Q：", "**問**：", "[00:03:12] 答：", "### 唐鳳：", "# 標題", "（笑）", "> （合照）", "\n", "\n\n",
     "　", " ", "我們找不到人。", "𪜶", "https://x.tw", "10:30 開始", "例如：", "司儀：", "\r", "\u2028", "*", "[", "－－－"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join))


def speech(text, **options):
    return [(t.speaker, text[t.body : t.end].strip()) for t in split_turns(text, **options) if t.role != Role.NONE]


def speakers(text, **options):
    return [t.speaker for t in split_turns(text, **options) if t.role != Role.NONE]


@given(TEXTS, st.booleans())
def test_turns_cover_any_text(text, headings):
    turns = split_turns(text, ["訪員甲"], headings)
    assert "".join(text[t.start : t.end] for t in turns) == text
    assert all(t.start <= t.body <= t.end and t.start < t.end for t in turns)


@pytest.mark.parametrize("kind", ["md", "txt"])
def test_the_real_transcripts_have_the_speakers_of_their_source(shared, kind):
    pattern = r"^### (.+)：$" if kind == "md" else r"^([^（#：\n]+)："
    for path in sorted((shared / "sayit/study8" / kind).iterdir()):
        text = path.read_text(encoding="utf-8")
        expected = re.findall(pattern, text, re.MULTILINE)
        turns = split_turns(text, heading_labels=kind == "md")
        assert [t.speaker for t in turns if t.role != Role.NONE] == expected, path.name
        asked = {t.speaker for t in turns if t.role == Role.INTERVIEWER}
        assert asked == ({"問"} if path.name.startswith("2024-01-31") else set())


def test_the_renditions_agree_on_who_speaks(shared):
    for path in (shared / "sayit/study8/md").iterdir():
        other = shared / "sayit/study8/txt" / f"{path.stem}.txt"
        spoken = Counter(speakers(path.read_text(encoding="utf-8"), heading_labels=True))
        assert set(spoken) == set(speakers(other.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("line", "speaker", "time", "said"),
    [
        ("受訪者：你好", "受訪者", None, "你好"),
        ("受訪者1: 你好", "受訪者1", None, "你好"),
        ("[00:03:12] 受訪者：你好", "受訪者", "00:03:12", "你好"),
        ("00:03:12.500 受訪者：你好", "受訪者", "00:03:12.500", "你好"),
        ("（03:12）受訪者：你好", "受訪者", "03:12", "你好"),
        ("【00:03:12】　答：你好", "答", "00:03:12", "你好"),
        ("受訪者 (03:12)：你好", "受訪者", "03:12", "你好"),
        ("受訪者 00:03:12：你好", "受訪者", "00:03:12", "你好"),
        ("受訪者：[03:12] 你好", "受訪者", "03:12", "你好"),
        ("**受訪者**：你好", "受訪者", None, "你好"),
        ("**受訪者：** 你好", "受訪者", None, "你好"),
        ("Interviewer: hello", "Interviewer", None, "hello"),
        ("R2: hello", "R2", None, "hello"),
        ("Ｑ：你好", "Ｑ", None, "你好"),
        ("　　受訪者：你好", "受訪者", None, "你好"),
        ("受訪者（王經理）：你好", "王經理", None, "你好"),
        ("受訪者（女）：你好", "受訪者（女）", None, "你好"),
        ("王小明（訪談者）：你好", "王小明", None, "你好"),
        ("受訪者（笑）：你好", "受訪者", None, "你好"),
        ("10:01:02\t From 王小明 to Everyone : 你好", "王小明", "10:01:02", "你好"),
        ("10:01:02 From Christopher Williams to Everyone:\n\t你好", "Christopher Williams", "10:01:02", "你好"),
        ("—— 受訪者：你好", "受訪者", None, "你好"),
        ("受訪者：\n你好", "受訪者", None, "你好"),
    ],
)
def test_a_label_in_each_of_its_forms(line, speaker, time, said):
    (turn,) = split_turns(line)
    assert (turn.speaker, turn.time, line[turn.body : turn.end]) == (speaker, time, said)


@pytest.mark.parametrize(
    "line",
    [
        "重點是：要有人",
        "例如：實習",
        "第一：要有人",
        "https://example.tw",
        "10:30 開始",
        "下午3:30 開會",
        "C:\\資料",
        "我覺得：不行",
    ],
)
def test_what_only_looks_like_a_label(line):
    text = f"受訪者：人很難找。\n{line}\n{line}\n訪談者：為什麼？\n受訪者：錢。\n"
    assert speakers(text) == ["受訪者", "訪談者", "受訪者"]
    assert speakers(f"{line}\n{line}\n") == ["", ""]


def test_who_speaks_once_is_a_speaker_where_most_lines_are_labelled():
    text = "司儀：歡迎\n王小明：謝謝\n李大同：謝謝\n王小明：好\n李○○（附議）：好\n"
    assert speakers(text) == ["司儀", "王小明", "李大同", "王小明"]
    assert speakers("這是一段話。\n那是一段話。\n後來呢：沒了\n小明：好\n又一段話。\n") == [""] * 5


def test_roles():
    text = "訪談者2：甲\nI: 乙\n小陳：丙\n小陳：丁\n答：戊\n"
    roles = {t.speaker: t.role for t in split_turns(text, ["小陳"])}
    asks = {name for name, role in roles.items() if role == Role.INTERVIEWER}
    assert asks == {"訪談者2", "I", "小陳"}
    assert roles["答"] == Role.RESPONDENT


def test_speech_after_a_stage_direction_goes_on_with_its_speaker():
    text = "# 標題\n前言\n\n受訪者：甲\n\n（電話響）\n乙\n丙\n---\n（笑）（又笑）是\n"
    turns = split_turns(text)
    assert [(t.speaker, text[t.start : t.end]) for t in turns] == [
        ("", "# 標題\n前言\n\n"),
        ("受訪者", "受訪者：甲\n\n"),
        ("", "（電話響）\n"),
        ("受訪者", "乙\n丙\n"),
        ("", "---\n"),
        ("受訪者", "（笑）（又笑）是\n"),
    ]
    assert turns[0].role == turns[2].role == Role.NONE


def test_headings_are_labels_only_in_markdown():
    text = "# 訪談\n\n### 問：\n為什麼？\n\n例如呢：\n\n### 王小明：\n因為\n"
    assert speech(text, heading_labels=True) == [("問", "為什麼？\n\n例如呢："), ("王小明", "因為")]
    assert set(speakers(text)) == {""}


def test_topic_headings_do_not_hide_labelled_lines():
    text = "## 招募：\n訪談者：難嗎？\n受訪者：難。\n## 訓練：\n訪談者：有嗎？\n受訪者：有。\n"
    assert speakers(text, heading_labels=True) == ["訪談者", "受訪者", "訪談者", "受訪者"]


def test_a_text_without_labels_is_a_turn_a_paragraph():
    text = "\n第一段。\n\n（笑）\n第二段。"
    turns = split_turns(text)
    assert [(text[t.start : t.end], t.role) for t in turns] == [
        ("\n", Role.NONE),
        ("第一段。\n\n", Role.RESPONDENT),
        ("（笑）\n", Role.NONE),
        ("第二段。", Role.RESPONDENT),
    ]
    assert split_turns("") == ()


def test_a_name_has_at_most_twelve_characters():
    long = "一二三四五六七八九十甲乙"
    assert speakers(f"{long}：好\n{long}：好\n") == [long, long]
    assert speakers(f"{long}丙：好\n{long}丙：好\n") == ["", ""]
    assert speakers("Richard Haddock: ok\nRichard Haddock: ok\n") == ["Richard Haddock"] * 2


def test_a_time_behind_a_sentence_begins_a_turn_and_one_in_its_middle_is_left_out_and_told():
    text = (
        "訪談者：您什麼時候 [00:01:02] 開始的？\n王經理：那時候 [00:01:40] 很多人。[00:02:03] 都說不好，I was [00:02:05] in.\n"
        "訪談者：下午（3:00）嗎？\n王經理：對。\n"
    )
    reading = read_bytes(Path("a.txt"), text.encode())
    turns = [(t.time, reading.source.text[t.body : t.end].strip()) for t in reading.transcript.turns]
    assert turns[:3] == [(None, "您什麼時候開始的？"), (None, "那時候很多人。"), ("00:02:03", "都說不好，I was in.")]
    assert reading.source.left_out == ("times in the middle of sentences: 3",)
    assert turns[3] == (None, "下午（3:00）嗎？")
    back = text.replace("00:02:05", "00:00:05")
    assert read_bytes(Path("a.txt"), back.encode()).source.text == back  # no times of a recording: they go back


@pytest.mark.parametrize("form", ["{} [00:0{}]", "{} (00:0{})", "{} [0.{}s - 0.9s]", "[0:00:0{1}.123456] {0}"])
def test_a_time_beside_the_name_that_a_file_s_structure_gives_is_the_turn_s(form):
    talk = [(form.format(who, at), words) for at, (who, words) in enumerate([("王", "好嗎？"), ("林英", "好。")] * 3)]
    rows = "".join(f"<tr><td>{who}</td><td>{words}</td></tr>" for who, words in talk)
    cues = {"segments": [{"start": 7, "speaker": who, "text": words} for who, words in talk]}
    for name, data in (
        ("a.html", f"<table>{rows}</table>"),
        ("a.html", "".join(f"<p><b>{who}</b> {words}</p>" for who, words in talk)),
        ("a.csv", "speaker,text\n" + "".join(f"{who},{words}\n" for who, words in talk)),
        ("a.json", json.dumps(cues)),
    ):
        turns = read_bytes(Path(name), data.encode()).transcript.turns
        assert [turn.speaker for turn in turns] == ["王", "林英"] * 3
        assert all(turn.time for turn in turns)


def test_what_looks_like_a_time_and_reaches_into_a_name_makes_no_turn():
    cues = "00:00:00,000 --> 00:00:01,000\n<v 0(0>00]</v>\n\n00:00:01,000 --> 00:00:02,000\n<v 王>好。</v>\n"
    reading = read_bytes(Path("a.srt"), cues.encode())
    turns = reading.transcript.turns
    assert [turn.speaker for turn in turns] == ["0(0", "王"]
    assert all(turn.start <= turn.body <= turn.end for turn in turns)


@pytest.mark.parametrize(
    "time",
    [
        "00:01:02",
        "10:02 AM",
        "10:02 PM",
        "10:02 p.m.",
        "{00:10}",
        "1分20秒",
        "#00:01:02-1#",
        "10:02:03Z",
        "[00:01]",
    ],
)
def test_a_time_on_a_line_of_its_own_is_nobodys_words(time):
    said = (("訪談者", "證照有用嗎？"), ("受訪者", "沒有用。")) * 3
    assert speech("".join(f"{time}\n{name}：{words}\n" for name, words in said)) == [*said]
