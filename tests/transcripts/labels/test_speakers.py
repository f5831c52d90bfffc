"""Every form in which transcripts mark who speaks, on real interviews, and names that look like clauses."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from label_layouts import CODED, LAYOUTS, lines, said_in, wrongly_given

from coder.model.names.speakers import SpeakerRules, Why
from coder.model.read_transcript import Source
from coder.model.text import Role, normalise
from coder.transcripts.labels.speakers import find_speakers, split_turns
from coder.transcripts.reading import read_bytes

pytestmark = pytest.mark.usefixtures("english")

NAMES = ["顏漏有", "林子含", "陳大有", "張讓", "那維勳", "曾與", "周到", "何不為", "于是", "阿讓", "曾與教授", "Jean-Luc", "李想"]  # fmt: skip


def read(text, markdown=False, **rules):
    return find_speakers(Source(normalise(text), "utf-8", "text", markdown=markdown), SpeakerRules(**rules))


@pytest.mark.parametrize(
    ("first", "second", "who"),
    [
        ("【R1-A2】{s}", "【R2-A1】{s}", ["R1", "R2"]),
        ("下午 3:07 王明：{s}", "下午 3:09 林英：{s}", ["王明", "林英"]),
        ("[3:07 PM] Ann: {s}", "[3:09 PM] Bob: {s}", ["Ann", "Bob"]),
        ("2021-02-17T10:00:07Z Ann: {s}", "2021-02-17T10:00:09Z Bob: {s}", ["Ann", "Bob"]),
        ("[1.52s] Ann: {s}", "[12s] Bob: {s}", ["Ann", "Bob"]),
        ("00:07–00:12 王明：{s}", "00:12–00:15 林英：{s}", ["王明", "林英"]),
        ("■王明：{s}", "■林英：{s}", ["王明", "林英"]),
        ("a.b@school.edu.tw: {s}", "c@school.edu.tw: {s}", ["a.b@school.edu.tw", "c@school.edu.tw"]),
        ("a.b@school.edu.tw\n00:07\n{s}\n", "c@school.edu.tw\n00:09\n{s}\n", ["a.b@school.edu.tw", "c@school.edu.tw"]),
        ("王明 <a@b.tw>  00:07\n{s}\n", "林英 <c@b.tw>  00:09\n{s}\n", ["王明", "林英"]),
        ("王明[訪談者]：{s}", "林英[受訪者]：{s}", ["王明", "林英"]),
        ("王明/訪談者：{s}", "受訪者／林英：{s}", ["王明", "林英"]),
        ("#王明\n{s}\n", "#林英\n{s}\n", ["王明", "林英"]),
        ("■ 王明\n{s}\n", "■ 林英\n{s}\n", ["王明", "林英"]),
        ("== 王明 ==\n{s}\n", "== 林英 ==\n{s}\n", ["王明", "林英"]),
        ("SPK_0: {s}", "SPK_1: {s}", ["SPK_0", "SPK_1"]),
        ("訪A1-1：{s}", "訪B1-2：{s}", ["訪A1", "訪B1"]),
        ("A-20230501-01：{s}", "B-20230501-02：{s}", ["A", "B"]),
        ("1. 王明\n{s}\n", "2. 林英\n{s}\n", ["王明", "林英"]),
        ("### 王明\n\n{s}\n", "### 林英\n\n{s}\n", ["王明", "林英"]),
        ("00:07｜王明：{s}", "00:09｜林英：{s}", ["王明", "林英"]),
        ("王明  00:00:01.000  00:00:02.000  {s}", "林英  00:00:03.000  00:00:04.000  {s}", ["王明", "林英"]),
        ("Bob Jr.  00:07\n{s}\n", "Ann B. Lee  00:09\n{s}\n", ["Bob Jr.", "Ann B. Lee"]),
        ("王明說：{s}", "林英說：{s}", ["王明", "林英"]),
        ("王明\xa0 00:07\n{s}\n", "林英\xa0 00:09\n{s}\n", ["王明", "林英"]),
        (
            "7\n00:00:01,000 --> 00:00:02,000\n王明：{s}\n",
            "8\n00:00:03,000 --> 00:00:04,000\n林英：{s}\n",
            ["王明", "林英"],
        ),
    ],
)
def test_signs_times_and_notes_about_a_label(first, second, who):
    words = ["為什麼難？", "因為人少。", "真的嗎？", "真的，很少。", "這樣啊。", "就是這樣。"]
    text = "\n".join((first, second)[at % 2].format(s=said) for at, said in enumerate(words))
    turns = [turn for turn in read(text).turns if turn.role is not Role.NONE]
    assert [(turn.speaker, text[turn.body : turn.end].strip()) for turn in turns] == [
        (who[at % 2], said) for at, said in enumerate(words)
    ]


@pytest.mark.parametrize(
    "odd",
    [
        "王明：為什麼？\n那時候很忙。\n後來也很忙。\n一直都是。\n林英：難。\n還是難。\n陳大有：會好的。\n王明：真的？\n林英：真的。\n",
        "\n".join(f"X-{n} {n}號：就是這樣。" for n in range(20)),
        "\n".join(f"那時候 00:0{n % 10}\n我們都在。" for n in range(12)).replace("那時候", "以為那時候的我們"),
    ],
)
def test_who_cannot_be_told_is_asked(odd):
    assert not read(odd).sure


def test_facts_above_the_talk_are_nobodys_words():
    head = "訪談日期：2023-05-01\n受訪者：王明\n錄音檔：a.mp3\n\n"
    found = read(head + "林英：難嗎？\n王明：很難。\n林英：謝謝。\n王明：不會。\n")
    assert found.sure
    assert {turn.speaker for turn in found.turns if turn.role is not Role.NONE} == {"林英", "王明"}
    asked = read(head + "訪談者：難嗎？\n受訪者：很難。\n訪談者：謝謝。\n受訪者：不會。\n").turns
    assert [(turn.speaker, turn.start < len(head)) for turn in asked if turn.speaker] == [
        ("訪談者", False), ("受訪者", False), ("訪談者", False), ("受訪者", False)
    ]  # fmt: skip


def test_a_paragraph_that_begins_with_a_time_has_that_time():
    text = "王明\n[00:00:01] - 好。\n[00:00:05] - 那就去。\n林英\n[00:00:09] - 走。\n王明\n[00:00:12] - 嗯，走吧。\n"
    said = [(t.speaker, t.time, text[t.body : t.end].strip()) for t in read(text).turns if t.speaker]
    assert said[:3] == [("王明", "00:00:01", "好。"), ("王明", "00:00:05", "那就去。"), ("林英", "00:00:09", "走。")]


def test_a_note_that_stands_beside_a_name_once_makes_no_second_person():
    turns = read("王明（人資）：為什麼？\n林英：難。\n王明：真的？\n林英：真的。\n").turns
    assert [turn.speaker for turn in turns] == ["王明", "林英"] * 2
    told = read("受訪者（甲）：為什麼？\n受訪者（乙）：難。\n受訪者：真的？\n").turns
    assert len({turn.speaker for turn in told}) == 3


def test_one_who_speaks_once_beside_a_word_that_is_no_name():
    turns = read("我：好嗎？\n爸爸：好。\n我：真的？\n爸爸：對啊。\n我：嗯。\n媽媽：不好。\n我：怎麼說？\n").turns
    assert turns[5].speaker == "媽媽"


def test_codes_behind_the_speech_are_asked_about():
    assert not read("".join(f"第{n}段說的話很長。（{'AB'[n % 2]}-{n:02}）\n" for n in range(12))).sure


def spans(reading):
    return [(turn.start, turn.body, turn.end, turn.speaker) for turn in reading.turns]


@pytest.fixture
def interviews(shared):
    return _interviews(shared)


@cache
def _interviews(shared):
    return {
        path.name: said_in(normalise(path.read_text(encoding="utf-8")))
        for path in sorted((shared / "sayit/study8/txt").iterdir())
    }


@pytest.mark.parametrize("form", LAYOUTS)
def test_each_paragraph_of_real_interviews_has_its_speaker(interviews, form):
    for name, said in interviews.items():
        text = normalise(LAYOUTS[form](said))
        reading = read(text, markdown=form.startswith(("heading", "bold")))
        assert wrongly_given(spans(reading), text, said) == [], name
        assert reading.sure, name


@pytest.mark.parametrize("form", CODED)
def test_each_code_of_a_speaker_is_a_person(interviews, form):
    for name, said in interviews.items():
        text = normalise(CODED[form](said))
        reading = read(text)
        coded: dict[str, str] = {}
        for one in said:
            place = text.index(one.words)
            coded.setdefault(one.speaker, next(t.speaker for t in reading.turns if t.start <= place < t.end))
        assert len(set(coded.values())) == len(coded), name
        renamed = [one._replace(speaker=coded[one.speaker]) for one in said]
        assert wrongly_given(spans(reading), text, renamed) == [], name


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_looks_like_a_clause_is_a_name(name):
    text = f"{name}：我覺得要先談。\n王小明：我們沒有這樣做。\n{name}：學校很希望。\n王小明：下次再說。\n"
    assert [turn.speaker for turn in read(text).turns] == [name, "王小明", name, "王小明"]


def test_who_speaks_once_under_such_a_name_is_heard_where_every_line_has_a_label():
    text = "主持人：請說。\n王小明：好。\n" * 5 + "陳大有：我補充。\n"
    assert read(text).turns[-1].speaker == "陳大有"


def test_a_short_label_that_often_repeats_beats_the_rule_on_words():
    text = "不丹：請說。\n王小明：好。\n" * 4
    assert {turn.speaker for turn in read(text).turns} == {"不丹", "王小明"}


def test_what_is_refused_is_told_with_its_reason():
    text = "訪談者：為什麼？\n受訪者：很多。\n例如：薪水。\n受訪者：還有。\n例如：人。\n我們認為：是。\n"
    refused = {c.name: (c.count, c.why, c.first) for c in read(text).candidates if not c.taken}
    assert refused == {"例如": (2, Why.CLAUSE, "薪水。"), "我們認為": (1, Why.CLAUSE, "是。")}


def test_candidates_have_count_share_and_first_words():
    reading = read("訪談者：你好嗎？\n受訪者：好。\n（笑）\n受訪者：很好。\n")
    told = [(c.name, c.role, c.count, c.chars, c.first) for c in reading.candidates]
    assert told == [("訪談者", Role.INTERVIEWER, 1, 4, "你好嗎？"), ("受訪者", Role.RESPONDENT, 2, 5, "好。")]


def test_times_belong_to_turns_and_not_to_speech():
    text = "I: 請說。 #00:00:08-2#\nB: 好。 #00:00:20-5#\nB: 再說 [00:00:24]\n然後呢\n"
    reading = read(text)
    said = [(t.speaker, text[t.body : t.end].strip()) for t in reading.turns if t.role is not Role.NONE]
    assert said == [("I", "請說。"), ("B", "好。"), ("B", "再說"), ("B", "然後呢")]
    assert [t.time for t in read("00:00:07\n甲生：好\n\n00:00:14\n乙生：對\n").turns if t.speaker] == [
        "00:00:07",
        "00:00:14",
    ]


def test_decisions_of_a_person_come_first():
    text = "小美：為什麼？\n王先生：很多。\n王經理：還有。\n小美：例如呢？\n附帶：沒有。\n附帶：沒有。\n"
    reading = read(
        text,
        roles={"小美": Role.INTERVIEWER, "王先生": Role.RESPONDENT},
        names={"王經理": "王先生"},
        refused=frozenset({"附帶"}),
    )
    assert [(t.speaker, t.role) for t in reading.turns] == [
        ("小美", Role.INTERVIEWER),
        ("王先生", Role.RESPONDENT),
        ("王先生", Role.RESPONDENT),
        ("小美", Role.INTERVIEWER),
    ]
    assert [c.why for c in reading.candidates if not c.taken] == [Why.REFUSED]


def test_a_form_of_ones_own():
    text = "甲~~好\n乙~~不好\n甲~~為什麼\n"
    reading = read(text, pattern=re.compile("(.)~~"))
    assert [(t.speaker, text[t.body : t.end]) for t in reading.turns] == [
        ("甲", "好\n"),
        ("乙", "不好\n"),
        ("甲", "為什麼\n"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "甲案\n要錢\n乙案\n要人\n丙案\n要時間\n",
        "第一段話，沒有人名。\n\n第二段話，也沒有。\n\n（笑）\n",
        "對\n不會\n對\n沒有\n對\n",
        "a  one\nb  two\nc  three\nd  four\n",
        "Abstract\nIt is long.\ni\nIt goes on.\nResults\nIt is short.\ni\nIt ends.\n",
        "[1] 文獻一\n[2] 文獻二\n[1] 文獻一\n",
    ],
)
def test_what_names_nobody_has_no_speakers(text):
    assert {turn.speaker for turn in read(text).turns} == {""}


TURNS = [
    ("訪談者", "請先介紹貴公司怎麼找人。"),
    ("王經理", "我們多半靠介紹，證照只是參考。"),
    ("訪談者", "那實作經驗呢？"),
    ("王經理", "實作比證照重要。"),
    ("訪談者", "嗯。"),
    ("王經理", "對，進來就要能上手。"),
]
ENGLISH = [
    ("Interviewer", "How do you find people?"),
    ("Dr. Smith", "Mostly through friends."),
    ("Interviewer", "And practice?"),
    ("Dr. Smith", "It matters more."),
    ("Interviewer", "Right."),
    ("Dr. Smith", "Yes, it does."),
]
SMALL_FORMS = [
    "{w} ({t}): {s}\n", "{w} ({t} - {t})\n{s}\n\n", "<{w}> {s}\n", "{n}\t{w}\t{s}\n", "{n}\t{t}\t{w}\t{s}\n", "{t}\t{w}\t{s}\n",
    "— {w}：{s}\n", "• {w}：{s}\n", "「{w}」：{s}\n", "*{w}*: {s}\n", "__{w}__: {s}\n", "**{w}:**\n\n{s}\n\n", "## {w} ({t})\n\n{s}\n\n",
    "{w}, {t}\n{s}\n\n", "{w} [{t}]\n{s}\n\n", "{w} 00h01m02s: {s}\n", "{w}；{s}\n", "{w}＝{s}\n", "{w} → {s}\n", "{w} ： {s}\n", "({w}) {s}\n",
    "（{w}）{s}\n", "〔{w}〕{s}\n", "{n}\n00:00:0{n}.000 --> 00:00:09.000\n{w}: {s}\n\n", "[{t}] {w}: {s} [{t}]\n", "{w}～{s}\n",
    "{w}\n\n{s}\n\n", "{w}\u00a0:\u00a0{s}\n", "> {w}: {s}\n", "({n}) {w}：{s}\n", "L{n} {w}：{s}\n", "    {w}：{s}\n", "　　{w}　{s}\n",
]  # fmt: skip


@pytest.mark.parametrize("turns", [TURNS, ENGLISH], ids=["Chinese", "English"])
@pytest.mark.parametrize("form", SMALL_FORMS)
def test_a_short_talk_in_yet_other_forms(form, turns):
    written = (form.format(w=who, s=words, n=n, t=f"00:00:{n + 10}") for n, (who, words) in enumerate(turns, 1))
    text = normalise("".join(written))
    reading = read(text, markdown=form.startswith(("*", "_", "#")))
    found, at = [], 0
    for _who, words in turns:
        at = text.index(words, at)
        found += [(turn.speaker, turn.body <= at) for turn in reading.turns if turn.start <= at < turn.end]
    assert found == [(who, True) for who, _words in turns]


@pytest.mark.parametrize("form", ["{n:03}{who}：{s}\n", "{t},{who},{s}\n", "{who}§{s}\n", "{t}/{t}/{who}%{s}\n"])
def test_openings_that_repeat_in_a_form_that_nobody_knows_are_asked_about(interviews, form):
    for name, said in interviews.items():
        text = normalise(lines(form)(said))
        reading = read(text)
        assert wrongly_given(spans(reading), text, said) == [] or not reading.sure, name


@pytest.mark.parametrize(
    "text",
    [
        "林小姐：一\n" + "一般的敘述沒有標示。\n" * 60 + "林小姐：二\n",
        "Note well: one\n" + "Nobody is named in this paragraph.\n" * 40 + "Note well: two\n",
    ],
)
def test_a_text_that_is_hardly_labelled_is_asked_about(text):
    assert not read(text).sure


@pytest.mark.parametrize(
    "beginning", ["1\n00:00:01,000 --> 00:00:02,000\n王: 好\n", '{"segments": [{"text": "好", "start": 1}]}']
)
def test_subtitles_and_recognised_speech_are_told_by_their_content(beginning):
    assert read_bytes(Path("a.txt"), beginning.encode()).source.text.endswith("好")


def test_a_number_after_a_label_that_ends_in_one_is_speech():
    turns = split_turns("S00: 何時？\nS03: 2月20日開學。\nS00: 好\nS03: 3月\n")
    assert [turn.speaker for turn in turns] == ["S00", "S03"] * 2


def test_names_on_lines_with_a_time_that_nobody_knows_are_asked_about():
    text = "".join(
        f"{name} (0小時{at}分10秒)\n我們談到這件事情的時候\n\n" for at, name in enumerate(["張三", "李四"] * 6)
    )
    assert not find_speakers(Source(text, "", "")).sure


@pytest.mark.parametrize(
    ("numbers", "people"),
    [
        ("Q1 A1 A1 Q2 A2 Q3 A3", {"Q", "A"}),
        ("Q1 A1 Q2 A2 Q1 A1 Q2 A2", {"Q", "A"}),
        ("問1 答1 問2 答2 問1 答1", {"問", "答"}),
        ("Q1 A1 A2 A3 Q2 A1 A2 A3", {"Q1", "Q2", "A1", "A2", "A3"}),
        ("I R1 R2 R1 I R3", {"I", "R1", "R2", "R3"}),
    ],
)
def test_numbers_of_questions_are_two_people_and_numbers_of_people_are_not(numbers, people):
    text = "".join(f"{label}：這是第{at}段話。\n" for at, label in enumerate(numbers.split()))
    assert {turn.speaker for turn in read(text).turns} == people


def test_a_role_in_brackets_is_the_role_of_the_name():
    text = "王小明（訪談者）：好嗎？\n林小姐（受訪者）：還好。\n王小明：那呢？\n訪談者（陳大有）：是嗎？\n"
    roles = {(turn.speaker, turn.role) for turn in read(text).turns}
    assert roles == {("王小明", Role.INTERVIEWER), ("林小姐", Role.RESPONDENT), ("陳大有", Role.INTERVIEWER)}


@pytest.mark.parametrize(
    ("label", "name", "role"),
    [
        ("受訪者（問）", "受訪者", Role.RESPONDENT),
        ("研究員（受訪者）", "研究員", Role.RESPONDENT),
        ("受訪者（學生）", "受訪者（學生）", Role.RESPONDENT),
        ("訪談者（老師）", "訪談者（老師）", Role.INTERVIEWER),
        ("訪談者（王老師）", "王老師", Role.INTERVIEWER),
        ("王小明（受訪者（二））", "王小明", Role.RESPONDENT),
        ("王小明（訪談者(一)）", "王小明", Role.INTERVIEWER),
    ],
)
def test_what_stands_in_brackets_is_a_role_or_a_name_or_belongs_to_the_label(label, name, role):
    said = read(f"{label}：好嗎？\n林英：還好。\n{label}：那呢？\n林英：也好。\n").turns
    assert {(turn.speaker, turn.role) for turn in said} == {(name, role), ("林英", Role.RESPONDENT)}


def test_speech_goes_on_after_a_time_on_its_own_line():
    text = "[王明] 難嗎？\n[林英] 很難。\n00:07\n還是難。\n[王明] 真的？\n[林英] 真的。\n"
    assert ("林英", "還是難。") in [(turn.speaker, text[turn.body : turn.end].strip()) for turn in read(text).turns]


@pytest.mark.parametrize(
    "table",
    [
        "| 講者 | 內容 |\n|---|---|\n| 王小明 | 好嗎？ |\n| 林小姐 | 還好。 |\n| 王小明 | 是嗎？ |\n",
        "內容 | 講者\n:-- | --:\n好嗎？ | 王小明\n還好。 | 林小姐\n是嗎？ | 王小明\n",
    ],
)
def test_a_markdown_table_with_a_column_of_speakers_is_their_speech(table):
    reading = read_bytes(Path("table.md"), f"# 訪談\n\n{table}\n結束了。\n".encode())
    text = reading.source.text
    said = [(turn.speaker, text[turn.body : turn.end].split("\n")[0]) for turn in reading.speakers.turns]
    assert said[1:4] == [("王小明", "好嗎？"), ("林小姐", "還好。"), ("王小明", "是嗎？")]
    assert reading.speakers.sure


def test_another_markdown_table_is_kept_as_written():
    table = "| 優點 | 缺點 |\n|---|---|\n| 快而且好用 | 慢得很 |\n"
    assert table in read_bytes(Path("table.md"), table.encode()).source.text


def test_names_above_some_speech_and_before_other_are_asked_about():
    above = "周素卿\n我們那時候在做一個計畫，很久了。\n\n唐鳳\n全校跨領域的？\n\n" * 6
    assert find_speakers(Source(above, "", "")).sure
    beside = above + "唐鳳 所以是第二期？\n\n" * 3
    assert not find_speakers(Source(beside, "", "")).sure


def test_a_sign_for_who_asks_that_stands_once_among_names_is_a_word():
    talk = "周素卿：我們在做一個計畫。\n唐鳳：是嗎？\n" * 12
    named = find_speakers(Source(talk + "問：你聽到什麼？\n" + talk, "", ""))
    assert {turn.speaker for turn in named.turns} == {"周素卿", "唐鳳"}


SPOKEN = [
    ("訪談者", "為什麼要做？"),
    ("陳協理", "因為人很難找。"),
    ("訪談者", "那怎麼辦？"),
    ("陳協理", "靠介紹，也靠實習。"),
]
TALK = "\n".join(f"{who}：{words}" for who, words in SPOKEN)


def spoken(text):
    text = normalise(text)
    reading = read(text)
    return [(t.speaker, text[t.body : t.end].strip()) for t in reading.turns if t.role is not Role.NONE]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("", "（訪談結束）\n謄稿：王大明\n校對：林小華"),
        ("", "陸、散會：下午4時30分"),
        ("", "[00:41:02] [END OF AUDIO]"),
        ("", "Transcribed by https://otter.ai"),
        (
            "",
            "Meeting ended after 00:41:02 👋\nThis editable transcript was computer generated and might contain errors.",
        ),
        ("", "Chen, Mei-Ling stopped transcription"),
        ("", "訪談後記：\n受訪者態度友善，錄音結束後又談到薪資。"),
        ("", "王大明 已停止謄寫"),
        ("訪談日期：2026年3月2日\n受訪者：陳協理\n訪談者：林小華\n記錄：王大明", ""),
        ("受訪者：陳協理\n訪談者：林小華\n", ""),
        (
            "Project: AI Talent\nInterviewee: P4\nInterviewer: Dr. Jane Roe\nDate: 3 March 2026\nPlace: Taipei, Taiwan\n",
            "",
        ),
    ],
)
def test_what_stands_above_and_below_the_talk_is_nobodys(above, below):
    text = "\n".join(part for part in (above, TALK, below) if part)
    assert spoken(text) == SPOKEN
    assert read(text).sure


def test_speech_that_only_looks_like_an_end_stays_speech():
    text = f"{TALK}\n訪談者：我們整理一下，訪談結束前還有嗎？\n陳協理：備註：沒有了。"
    assert spoken(text)[-2:] == [("訪談者", "我們整理一下，訪談結束前還有嗎？"), ("陳協理", "備註：沒有了。")]


@pytest.mark.parametrize("item", ["{n}. {what}：不足。", "{n}、{what}：不足。", "- {what}：不足。"])
def test_what_somebody_lists_is_their_speech(item):
    listed = "\n".join(item.format(n=at, what=what) for at, what in enumerate(("人才", "資金", "設備"), start=1))
    text = f"{TALK}\n{listed}\n{TALK}"
    assert {speaker for speaker, _ in spoken(text)} == {"訪談者", "陳協理"}
    assert read(text).sure


def test_words_before_colons_that_may_be_a_list_are_asked_about():
    assert not read(f"{TALK}\n人才：不足。\n資金：不足。\n設備：不足。\n{TALK}").sure


def test_one_side_alone_is_numbered():
    words = [words for _, words in SPOKEN * 2]
    text = "\n".join(f"Q{at // 2 + 1}：{w}" if at % 2 == 0 else f"A：{w}" for at, w in enumerate(words))
    assert spoken(text) == [("QA"[at % 2], w) for at, w in enumerate(words)]
    chinese = "\n".join(f"{'一二三四'[at // 2]}、訪：{w}" if at % 2 == 0 else f"陳：{w}" for at, w in enumerate(words))
    assert spoken(chinese) == [("訪陳"[at % 2], w) for at, w in enumerate(words)]


@pytest.mark.parametrize("form", ["——{}", "**{}**", "> {}"])
def test_questions_that_a_sign_alone_tells_apart_are_asked_about(form):
    said = [f"{words[:-1]}{at}。" for at, (_, words) in enumerate(SPOKEN * 3)]
    assert not read("\n".join(words if at % 2 else form.format(words) for at, words in enumerate(said))).sure
    assert read("\n".join(said)).sure


def test_a_table_saved_as_text_is_read_without_titles_and_row_numbers():
    rows = "\n".join(f"{at}\n{who}\n{words}" for at, (who, words) in enumerate(SPOKEN * 2, start=1))
    assert spoken(f"逐字稿\n編號\n發言者\n內容\n{rows}") == SPOKEN * 2


def test_names_of_meetings_and_chats():
    teams = "\n".join(f"{who}   0:0{at}\n{w}\n" for at, (who, w) in enumerate([("Chen, Mei-Ling", "Why?"), ("Wu, Tom", "Few.")] * 3))  # fmt: skip
    assert spoken(teams) == [("Chen, Mei-Ling", "Why?"), ("Wu, Tom", "Few.")] * 3
    for form in ("10:00:0{at}\t From  {who} : {w}", "10:00:0{at}\t {who} to Everyone:\t{w}"):
        chat = "\n".join(form.format(at=at, who=who, w=w) for at, (who, w) in enumerate(SPOKEN * 2))
        assert spoken(chat) == SPOKEN * 2


@pytest.mark.parametrize("between", ["", " ", "\u3000"])
def test_question_and_answer_in_one_paragraph(between):
    lines = [SPOKEN[at : at + 2] for at in (0, 2)] * 3
    text = "\n".join(between.join(f"{who}：{words}" for who, words in line) for line in lines)
    assert spoken(text) == SPOKEN * 3
    bare = "\n".join(f"Q：{one[1]}{between}A：{two[1]}" for one, two in lines)
    assert spoken(bare) == [("QA"[at % 2], words) for at, (_, words) in enumerate(SPOKEN * 3)]


def test_a_few_labels_within_lines_are_asked_about():
    quoted = "訪談者：他當場問。陳協理：你說呢？陳協理：我不知道。訪談者：好。\n"
    assert not read(f"{TALK}\n" * 6 + quoted).sure
    assert read(f"{TALK}\n" * 6).sure


def test_names_within_lines_that_cannot_be_told_from_words_are_asked_about():
    lines = "\n".join(f"{one}：{first}{two}：{second}" for (one, first), (two, second) in [SPOKEN[:2], SPOKEN[2:]] * 2)
    assert read(lines).sure
    assert not read(f"{lines}\n訪談者：好。林小華：我也覺得。").sure


def test_who_speaks_once_is_told_where_every_paragraph_group_begins_with_a_name():
    more = "後來也是這樣。\n一直都是。"
    who = ["唐鳳", "林宇聲", "唐鳳", "王宇聲", "唐鳳", "陳美玲", "唐鳳", "李大同"]
    items = ["人才", "資金", "設備", "法規", "環境", "證照", "薪資", "住房"]
    text = "\n\n".join(f"{name}：好。\n{more}\n{item}：不足。" for name, item in zip(who, items, strict=True))
    assert [name for name, _ in spoken(text)] == who
    assert read(text).sure


def test_two_who_speak_at_once_have_a_label_of_their_own():
    text = "老師：誰？\n學生A：我。\n學生B：我。\n學生A、B：我們。\n老師：好。\n學生B：嗯，好。\n學生A：好的。"
    assert ("學生A、B", "我們。") in spoken(text)
    assert ("陳協理", "優點、缺點：都有。") not in spoken(f"{TALK}\n優點、缺點：都有。")
    assert spoken(f"{TALK}\n優點、缺點：都有。")[-1] == ("陳協理", f"{SPOKEN[-1][1]}\n優點、缺點：都有。")


def test_a_name_may_begin_with_a_quoted_one():
    text = "唐鳳：請說。\n「好邀市」代表：大家好。\n唐鳳：謝謝。\n「好邀市」代表：謝謝。"
    assert spoken(text)[1] == ("「好邀市」代表", "大家好。")


def test_a_long_office_with_a_title_is_a_name():
    who = ("教育部青年發展署陳愛珠組長", "內政部營建署趙簡任技正啟宏")
    text = "\n".join(f"{name}：{words}" for name, words in zip(who * 2, ("謝謝。", "好。") * 2, strict=True))
    assert [name for name, _ in spoken(f"{TALK}\n{text}")][-4:] == [*who, *who]


def test_signs_numbers_and_dashes_before_a_name():
    bank = "104人力銀行晉總監麗明"
    assert spoken(f"{TALK}\n{bank}：謝謝。\n訪談者：好。\n{bank}：再見。")[-1] == (bank, "再見。")
    assert spoken(f"{TALK}\n3年後的目標：不知道。")[-1][0] == "陳協理"
    for form in ("🎤 {who}：{words}", "00:0{at} - {who} - {words}"):
        text = "\n".join(form.format(at=at, who=who, words=words) for at, (who, words) in enumerate(SPOKEN * 2))
        assert spoken(text) == SPOKEN * 2


def test_day_and_place_of_a_second_talk_are_nobodys():
    text = f"{TALK}\n\n第二次訪談\n日期：2026/3/2\n地點：台北\n\n{TALK}"
    assert spoken(text) == SPOKEN * 2


def test_english_clauses_before_a_colon_are_speech():
    text = "Interviewer: Why?\nAnna: Money.\nThe point: it never pays.\nOne more thing: no staff.\n" * 3
    assert {who for who, _ in spoken(text)} == {"Interviewer", "Anna"}
    assert {who for who, _ in spoken("The Chair: Why?\nAnna: Money.\n" * 3)} == {"The Chair", "Anna"}


def test_a_talk_within_the_talk_is_asked_about():
    assert not read(f"{TALK}\n老闆：怎麼還不走？\n我：還沒做完。\n老闆：那你慢慢做。\n{TALK}\n{TALK}").sure


def test_numbers_and_heads_of_pages_are_nobodys():
    for page in ("- {n} -", "第 {n} 頁，共 3 頁", "{n} / 3", "Page {n} of 3"):
        text = "\n".join(f"{TALK}\n還有。\n\n{page.format(n=n)}\n人才訪談逐字稿\n再說。" for n in (1, 2, 3))
        words = " ".join(words for _, words in spoken(text))
        assert "人才訪談" not in words
        assert not any(mark in words for mark in ("頁", "-", "/", "Page"))
        assert words.count("再說。") == 3


def test_letters_stand_for_whom_the_lines_above_say():
    text = "A：訪談者林小華\nB：受訪者陳協理\n\n" + "\n".join(
        f"{'AB'[at % 2]}：{words}" for at, (_, words) in enumerate(SPOKEN * 2)
    )
    roles = {turn.speaker: turn.role for turn in read(text).turns if turn.role is not Role.NONE}
    assert roles == {"A": Role.INTERVIEWER, "B": Role.RESPONDENT}
    assert spoken(text) == [("AB"[at % 2], words) for at, (_, words) in enumerate(SPOKEN * 2)]


def test_the_first_of_timed_names_needs_no_blank_line_above():
    turns = "\n".join(f"说话人 {at % 2 + 1} 00:0{at}\n{words}\n" for at, (_, words) in enumerate(SPOKEN * 2))
    assert spoken(f"访谈\n2026年3月2日 14:02\n\n文字记录:\n{turns}")[0] == ("说话人 1", SPOKEN[0][1])


@pytest.mark.parametrize(
    "text",
    [
        (
            "訪談者：怎麼看人？\n受訪者：看三件事。\n經驗：做過什麼。\n態度：怎麼跟客戶講話。\n價錢：要多少。\n"
            "訪談者：證照呢？\n受訪者：重點：沒有人看。\n訪談者：謝謝。\n"
        ),
        (
            "Interviewer: How do you hire?\nRespondent: We look at three things.\nExperience: what they built.\n"
            "Attitude: how they talk.\nPrice: what they ask for.\nInterviewer: And certificates?\n"
            "Respondent: Nobody reads them.\nInterviewer: Thank you.\n"
        ),
    ],
)
def test_points_that_somebody_makes_are_asked_about_among_roles(text):
    assert not find_speakers(Source(text, "", "")).sure


@pytest.mark.parametrize(
    ("above", "asks", "answers"),
    [
        (
            "訪談日期：115年3月2日\n訪談人：林小華\n受訪人：陳大明（研發處長）",
            ["林", "小華", "林老師"],
            ["陳", "陳處長", "大明"],
        ),
        (
            "Date: 3 March 2026\nInterviewer: Dr. Jane Roe\nInterviewee: Peter Chen",
            ["Jane", "Roe", "JR"],
            ["Peter", "P.C."],
        ),
        ("時間：下午兩點\n主持人：林小華、王大同\n受訪者：林經理", ["小華", "王"], ["林經理"]),
    ],
)
def test_people_above_the_talk_have_their_part_in_it_by_a_part_of_their_name(above, asks, answers):
    for one in asks:
        for other in answers:
            talk = f"{one}：怎麼找人？\n{other}：看作品。\n{one}：證照呢？\n{other}：不看。\n"
            roles = {turn.speaker: turn.role for turn in read(f"{above}\n\n{talk}").turns if turn.speaker}
            assert roles == {one: Role.INTERVIEWER, other: Role.RESPONDENT}


def test_a_name_of_two_people_above_the_talk_says_no_part():
    above = "時間：下午兩點\n訪談者：林小華\n受訪者：林大同\n\n"
    roles = {
        t.role for t in read(f"{above}林：怎麼找人？\n王：看作品。\n林：證照呢？\n王：不看。\n").turns if t.speaker
    }
    assert roles == {Role.RESPONDENT}


def test_bold_words_behind_a_bold_label_keep_their_marks():
    text = "**訪**：**證照**有用嗎？\n\n**受**：**不看**。真的。\n\n**訪：** 為什麼？\n\n**受：** 太**舊**。\n"
    said = [text[t.body : t.end].strip() for t in read(text, markdown=True).turns if t.speaker]
    assert said == ["**證照**有用嗎？", "**不看**。真的。", "為什麼？", "太**舊**。"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "問：公司多大？\n我們八十個人。\n\n問：證照呢？\n沒什麼用。\n真的。\n\n問：為什麼？\n背一背就過了。\n",
            id="questions",
        ),
        pytest.param(
            "公司多大？\n答：我們八十個人。\n證照呢？\n答：沒什麼用。\n為什麼？\n答：背一背就過了。\n", id="answers"
        ),
        pytest.param(
            "公司多大？\n八十個人。\n證照呢？\n沒什麼用。\n為什麼？\n背背就過。\n還有嗎？\n沒有。\n", id="no labels"
        ),
        pytest.param("— 公司多大。\n— 八十個人。\n— 那證照。\n— 沒用。\n", id="dashes"),
    ],
)
def test_speech_of_which_one_side_alone_is_named_is_asked_about(text):
    assert not read(text).sure


def test_one_who_speaks_alone_is_not_asked_about():
    assert read("受訪者：我們八十個人。\n研發佔一半。\n今年還要再找。\n").sure


def test_dashes_in_subtitles_are_asked_about():
    cues = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n- 公司多大。\n- 八十個人。\n\n" for n in range(1, 4))
    assert not read_bytes(Path("a.srt"), cues.encode()).speakers.sure


def test_the_roles_of_programs_from_china_are_known():
    roles = {
        t.speaker: t.role for t in read("问：怎么找人？\n答：内推。\n问：为什么？\n答：稳定。\n").turns if t.speaker
    }
    assert roles == {"问": Role.INTERVIEWER, "答": Role.RESPONDENT}
    named = "采访者：怎么找人？\n受访者：内推。\n采访者：为什么？\n受访者：稳定。\n"
    assert {t.role for t in read(named).turns if t.speaker == "采访者"} == {Role.INTERVIEWER}


def test_numbers_of_turns_above_their_labels_are_nobodys_words():
    text = "".join(f"{n}\n{who}：{words}\n" for n, (who, words) in enumerate(SPOKEN, 1))
    assert spoken(text) == SPOKEN
    odd = (
        "訪談者：幾個人？\n受訪者：\n12\n訪談者：去年呢？\n受訪者：\n15\n訪談者：缺幾個？\n受訪者：\n3\n訪談者：好。\n"
    )
    assert ("受訪者", "12") in spoken(odd)


def test_words_before_a_colon_are_no_speaker_where_names_stand_alone():
    text = "Jane Roe:\nHow do you hire?\n\nPeter Chen:\nReferrals.\n\nJane Roe:\nWhy?\n\nPeter Chen:\nTwo reasons: speed and trust.\n"
    assert spoken(text)[-1] == ("Peter Chen", "Two reasons: speed and trust.")


def test_a_title_above_the_first_name_is_no_speaker():
    text = "## 訪談 B03\n\n**訪談者**\n\n怎麼找人？\n\n**受訪者**\n\n內推。\n\n**訪談者**\n\n為什麼？\n\n**受訪者**\n\n穩定。\n"
    assert {t.speaker for t in read(text, markdown=True).turns if t.speaker} == {"訪談者", "受訪者"}


def test_segments_without_a_speaker_among_others_are_asked_about():
    said = [("SPEAKER_00", "怎麼找人？"), ("SPEAKER_01", "內推。"), (None, "嗯。"), ("SPEAKER_00", "好。")]
    segments = [{"start": at, "end": at + 1, "speaker": who, "text": words} for at, (who, words) in enumerate(said)]
    assert not read_bytes(Path("a.json"), json.dumps(segments).encode()).speakers.sure


def test_names_of_which_none_stands_again_are_asked_about():
    assert not read("王大同：怎麼找人？\n李美華：內推。\n比較穩：不會跑。\n").sure


def test_captions_whose_signs_tell_that_another_speaks_are_asked_about():
    assert not read(">> How do you hire?\n>> By referral.\n>> Why?\n>> Trust.\n").sure


@pytest.mark.parametrize("who", ["林小華", "受訪者", "Jane Roe"])
@pytest.mark.parametrize("lines", [5, 25])
def test_one_who_answers_one_question_at_length_is_not_asked_about(who, lines):
    found = read(f"訪談者：請談談您的經驗。\n{who}：我十年前入行。\n" + "後來很忙，一直到現在。\n" * lines)
    assert found.sure
    assert [turn.speaker for turn in found.turns] == ["訪談者", who]


@pytest.mark.parametrize("below", ["您覺得呢？\n我覺得不難。\n", "— 那時如何\n— 很好\n"])
def test_lines_that_ask_below_the_last_label_are_asked_about(below):
    assert not read("訪談者：請談談您的經驗。\n林小華：我十年前入行。\n" + below * 12).sure


@pytest.mark.parametrize(
    ("label", "who"),
    [
        ("訪談者（研究助理）", "訪談者"),
        ("訪談者（王老師）", "王老師"),
        ("訪談者（專案經理）", "訪談者"),
        ("訪談者（A）", "訪談者（A）"),
    ],
)
def test_what_somebody_is_beside_a_role_is_no_name(label, who):
    turns = read(f"{label}：何時？\n受訪者：去年。\n{label}：難嗎？\n受訪者：難。\n").turns
    assert [(turn.speaker, turn.role) for turn in turns][:2] == [(who, Role.INTERVIEWER), ("受訪者", Role.RESPONDENT)]


def test_two_with_different_work_beside_a_role_are_two():
    text = "訪談者（研究助理）：何時？\n受訪者：去年。\n訪談者（博士生）：難嗎？\n受訪者：難。\n" * 2
    assert len({turn.speaker for turn in read(text).turns}) == 3


def test_full_width_times_on_lines_of_their_own_are_nobodys_words():
    turns = read("１０：０２\n訪談者：何時？\n受訪者：去年。\n１０：０５\n訪談者：難嗎？\n受訪者：難。\n").turns
    asked = [turn.time for turn in turns if turn.speaker == "訪談者"]
    assert asked == ["１０：０２", "１０：０５"]
    assert [turn.end - turn.body for turn in turns if turn.speaker == "受訪者"] == [4, 3]


@pytest.mark.parametrize("both", ["P1+P2", "P1＋P2", "P1/P2", "P1、P2"])
def test_two_who_speak_at_once_are_a_speaker_of_their_own(both):
    turns = read(f"P1: Hello there.\nP2: Hello.\n{both}: Yes, we do.\nP1: So it is.\nP2: True.\n").turns
    assert [turn.speaker for turn in turns] == ["P1", "P2", both, "P1", "P2"]
