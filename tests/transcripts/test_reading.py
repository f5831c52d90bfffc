"""Formats beside plain text, Markdown and Word: who speaks, what is left out, and what is refused."""

import io
import json
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from benchmarks.importing.attempt import read as check
from benchmarks.importing.broken import documents, made
from benchmarks.importing.packed import packed
from coder.errors import CoderError, InputError
from coder.model.text import Role, Span
from coder.plugins import importers
from coder.transcripts.document_pieces import Piece
from coder.transcripts.labels import turns
from coder.transcripts.reading import read_bytes
from coder.transcripts.script import Script

pytestmark = pytest.mark.usefixtures("english")


def read(name, data):
    return read_bytes(Path(name), data.encode() if isinstance(data, str) else data)


def said(reading):
    text = reading.source.text
    return [(t.speaker, text[t.body : t.end].strip()) for t in reading.transcript.turns if t.role is not Role.NONE]


def times(reading):
    return [turn.time for turn in reading.transcript.turns if turn.speaker]


TALK = [("訪談者", "為什麼？"), ("王經理", "人很難找。"), ("訪談者", "然後呢？"), ("王經理", "就靠介紹。")]


@pytest.mark.parametrize("study", ["aia2022", "cw2018"])
@pytest.mark.parametrize(
    "kind",
    ["big5.rtf", "unicode.rtf", "pandoc.rtf", "odt", "pandoc.odt", "html", "epub", "cidfont.pdf"],
)
def test_real_interviews_have_the_speakers_and_words_of_their_source(shared, study, kind):
    folder = shared / "fixtures/gen_cc0"
    path = folder / f"{study}.{kind}"
    truth = [
        line.split("：", 1) for line in (folder / f"{study}.truth.txt").read_text(encoding="utf-8").split("\n") if line
    ]
    found = said(read_bytes(path, path.read_bytes()))
    assert [speaker for speaker, _words in found] == [speaker for speaker, _words in truth]
    if kind == "odt":
        assert found == [(speaker, words.strip()) for speaker, words in truth]


@pytest.mark.parametrize("study", ["aia2022", "cw2018"])
@pytest.mark.parametrize("kind", ["vtt", "srt"])
def test_cues_of_one_speaker_are_joined_to_the_words_that_were_said(shared, study, kind):
    folder = shared / "fixtures/gen_cc0"
    path = folder / f"{study}.{kind}"
    truth = [
        line.split("：", 1) for line in (folder / f"{study}.truth.txt").read_text(encoding="utf-8").split("\n") if line
    ]
    bare = lambda pairs: "".join(f"{who}{words}" for who, words in _runs(pairs))  # noqa: E731
    reading = read_bytes(path, path.read_bytes())
    assert bare(said(reading)) == bare(truth)
    assert all(times(reading))


def _runs(pairs):
    runs = []
    for who, words in pairs:
        bare = "".join(words.split())
        if runs and runs[-1][0] == who:
            runs[-1] = (who, runs[-1][1] + bare)
        else:
            runs.append((who, bare))
    return runs


def test_every_fixture_is_read_or_refused_with_a_remedy(shared):
    outcomes, files = {True: 0, False: 0}, 0
    for path in sorted((shared / "fixtures").rglob("*")):
        if not path.is_file() or path.suffix == ".docx":  # these have a test of their own
            continue
        files += 1
        try:
            reading = read_bytes(path, path.read_bytes())
        except CoderError as error:
            outcomes[False] += bool(error.hint)
        else:
            turns = reading.transcript.turns
            assert "".join(reading.source.text[t.start : t.end] for t in turns) == reading.source.text, path.name
            outcomes[True] += 1
    assert outcomes[True] > 200
    assert sum(outcomes.values()) == files


def test_voices_of_webvtt():
    vtt = (
        "WEBVTT - x\n\nNOTE a\n\n4f/1-0\n00:01.000 --> 00:02.000 align:start\n<v 訪談者>為什麼？</v>\n\n"
        "00:00:09.500 --> 00:00:11.000\n<v.loud 王 經理>人很難<00:00:10.000><i>找</i>，\n\n"
        "00:00:11.000 --> 00:00:13.000\n<v.loud 王 經理>A&amp;B 也是\n\n00:00:14.000 --> 00:00:15.000\n<v 訪談者>真的</v><v 王 經理>是\n"
    )
    reading = read("a.vtt", vtt)
    assert said(reading) == [
        ("訪談者", "為什麼？"),
        ("王 經理", "人很難找，A&B 也是"),
        ("訪談者", "真的"),
        ("王 經理", "是"),
    ]
    assert times(reading) == ["00:01", "00:00:09", "00:00:14", "00:00:14"]


@pytest.mark.parametrize("colon", "：:︰﹕")
def test_a_colon_behind_the_name_of_a_voice_is_no_part_of_it(colon):
    cues = [f"<v 王明{colon}>難嗎？", f"<v 林英{colon}>很難", "真的", f"<v 王明{colon}>林英{colon}說得好。"]
    data = "WEBVTT\n\n" + "\n\n".join(f"00:0{n}.000 --> 00:0{n}.900\n{cue}" for n, cue in enumerate(cues))
    found = said(read("a.vtt", data))
    assert [who for who, _words in found if who] == ["王明", "林英", "王明"]


def test_a_time_that_stands_twice_is_nobodys_words():
    time = "00:00:07.000 --> 00:00:10.890\n"
    reading = read("a.vtt", f"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\none\n\n{time}{time}two\n")
    assert "-->" not in reading.source.text


def test_names_in_the_numbers_of_cues_as_webex_writes_them():
    cues = "\n\n".join(
        f'{n} "{who}" (123)\n00:0{n}.000 --> 00:0{n}.900\n{words}' for n, (who, words) in enumerate(TALK)
    )
    assert said(read("a.vtt", f"WEBVTT\n\n{cues}\n")) == TALK
    assert said(read("a.vtt", "WEBVTT\n\n" + cues.replace("\n\n", "\n"))) == TALK


def test_speech_recognition_of_services():
    spoken = [("spk_0", "Why is it hard?"), ("spk_1", "Nobody stays.")]
    aws = [{"transcript": words, "start_time": "1.0", "speaker_label": who, "items": [1]} for who, words in spoken]
    assert said(read("a.json", json.dumps({"results": {"items": [], "audio_segments": aws}}))) == spoken
    heard = [{"transcript": words, "start": 1.0, "speaker": who} for who, words in spoken]
    assert said(read("a.json", json.dumps({"metadata": {}, "results": {"utterances": heard}}))) == spoken
    numbered = [{"transcript": words, "start": 1.0, "speaker": at} for at, (_, words) in enumerate(spoken)]
    told = said(read("a.json", json.dumps({"utterances": numbered * 2})))
    assert told == [("0", spoken[0][1]), ("1", spoken[1][1])] * 2
    rev = [{"speaker": who, "elements": [{"type": "text", "value": words}]} for who, words in spoken]
    assert said(read("a.json", json.dumps({"monologues": rev}))) == spoken
    azure = [{"speaker": who, "nBest": [{"display": words}, {"display": "no"}]} for who, words in spoken]
    assert said(read("a.json", json.dumps({"recognizedPhrases": azure}))) == spoken


SAID = [("0", "Why is it hard?"), ("1", "Nobody stays. Really."), ("0", "Right?")]
WORDS = [(who, word) for who, words in SAID for word in words.split()]


@pytest.mark.parametrize(
    "found",
    [
        {"results": {"channels": [{"alternatives": [{"words": [{"word": w.lower(), "punctuated_word": w, "speaker": int(who)} for who, w in WORDS]}]}]}},
        {"results": [{"alternatives": [{"transcript": "Why is it"}]}, {"alternatives": [{"words": [{"word": w, "speakerTag": who} for who, w in WORDS]}]}]},
        {"segments": [{"text": words, "words": [{"word": w, "speaker": who} for w in words.split()]} for who, words in SAID]},
        {"results": {"items": [{"speaker_label": who, "alternatives": [{"content": w}]} for who, w in WORDS]}},
    ],
)  # fmt: skip
def test_speech_recognition_that_says_of_words_who_speaks(found):
    assert said(read("a.json", json.dumps(found))) == SAID


def test_speech_recognition_whose_words_open_with_names():
    segments = [{"start": n, "text": f" {who}: {words}"} for n, (who, words) in enumerate(TALK)]
    assert said(read("a.json", json.dumps({"segments": segments}))) == TALK
    table = "start\tend\ttext\n" + "".join(f"{n}000\t{n}900\t{who}: {words}\n" for n, (who, words) in enumerate(TALK))
    assert said(read("a.tsv", table)) == TALK
    assert times(read("a.tsv", table)) == ["00:00:00", "00:00:01", "00:00:02", "00:00:03"]
    unnamed = "start\tend\ttext\n" + "".join(f"{n}000\t{n}900\t{words}\n" for n, (_who, words) in enumerate(TALK))
    assert said(read("a.tsv", unnamed)) == [("", words) for _who, words in TALK]


@pytest.mark.parametrize("name", ["a.otr", "a.txt"])
def test_the_file_of_otranscribe(name):
    page = "".join(
        f'<p><span class="timestamp" data-timestamp="{n}">0:0{n}</span> {who}: {words}<br></p>'
        for n, (who, words) in enumerate(TALK)
    )
    reading = read(name, json.dumps({"text": page, "media": "a.mp3", "media-time": 1.5}))
    assert said(reading) == TALK
    assert times(reading) == ["0:00", "0:01", "0:02", "0:03"]
    with pytest.raises(InputError):
        read("a.otr", '{"media": "a.mp3"}')


def test_subtitles_with_names_and_without():
    cue = "{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{words}\n\n"
    named = "".join(cue.format(n=n, words=f"{who}: {words}") for n, (who, words) in enumerate(TALK, 1))
    assert said(read("a.srt", named)) == TALK
    bare = "".join(cue.format(n=n, words=words) for n, (_who, words) in enumerate(TALK, 1))
    assert said(read("a.srt", bare)) == [("", words) for _who, words in TALK]
    with pytest.raises(InputError) as caught:
        read("a.srt", "沒有時間\n")
    assert caught.value.hint


def test_two_names_in_one_cue_are_two_speakers():
    pairs = [TALK[at : at + 2] for at in (0, 2)]
    cue = "{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{words}\n\n"
    both = ["\n".join(f"{who}：{words}" for who, words in pair) for pair in pairs * 2]
    assert said(read("a.srt", "".join(cue.format(n=n, words=words) for n, words in enumerate(both)))) == TALK * 2


def test_subtitles_with_names_in_brackets():
    cues = ["[王明] 難嗎？（笑）", "[林英] 很難", "真的", "[王明] 好。", "[林英] 嗯。"]
    data = "\n\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}" for n, cue in enumerate(cues))
    reading = read_bytes(Path("a.srt"), data.encode())
    text = reading.source.text
    assert [(t.speaker, text[t.body : t.end].strip()) for t in reading.transcript.turns if t.speaker] == [
        ("王明", "難嗎？（笑）"), ("林英", "很難真的"), ("王明", "好。"), ("林英", "嗯。")
    ]  # fmt: skip


def test_a_caption_that_rolls_says_each_line_once():
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\nhello there\n\n00:02.000 --> 00:03.000\nhello there\nmy friend\n"
    assert said(read("a.vtt", vtt)) == [("", "hello there my friend")]
    timed = "WEBVTT\n\n00:01.000 --> 00:02.000\nhi<00:01.500><c> you</c>\n\n00:02.000 --> 00:02.010\nhi you\n"
    assert said(read("a.vtt", timed)) == [("", "hi you")]


def test_what_is_said_twice_is_kept_twice():
    srt = "1\n00:00:01,000 --> 00:00:02,000\n對。\n\n2\n00:00:02,000 --> 00:00:03,000\n對。\n"
    assert said(read("a.srt", srt)) == [("", "對。"), ("", "對。")]


def test_cues_that_run_into_each_other():
    srt = (
        "1\n00:00:01,000 --> 00:00:02,000\n好嗎？\n2\n00:00:02,000 --> 00:00:03,000\n還好，\n\n就這樣。\n\n"
        "3\n00:00:03,000 --> 00:0x:04,000\n真的。\n\n4\n00:00:05,000 --> 00:00:06,000\n- 是嗎？\n- 是。\n"
    )
    assert [words for _, words in said(read("a.srt", srt))] == [
        "好嗎？",
        "還好，就這樣。",
        "真的。",
        "- 是嗎？",
        "- 是。",
    ]


SIX = [("王明", "為什麼難？"), ("林英", "因為人少。"), ("王明", "真的嗎？"), ("林英", "真的，很少。"), ("王明", "這樣啊。"), ("林英", "就是。")]  # fmt: skip


def table(*rows):
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"


@pytest.mark.parametrize(
    ("page", "left"),
    [
        (table(("段落", "發言人員", "訪談內容紀錄"), *((n, *turn) for n, turn in enumerate(SIX))), {"headings", "row"}),
        (table(*((n, f"00:0{n}", f"00:1{n}", *turn) for n, turn in enumerate(SIX))), {"row", "further"}),
        ("".join(table(turn) + "<p></p>" for turn in SIX), set()),
        ("".join("<h2>一</h2>" + table(*SIX[at : at + 3]) for at in (0, 3)), set()),
        (table(("訪談者", "林大明"), ("受訪者", "陳小華")) + table(*SIX), set()),
        (
            table(("編號", "逐字稿", "編碼"), *((f"A{n}", "：".join(turn), "概念一") for n, turn in enumerate(SIX))),
            {"headings"},
        ),
        (table((1, "<br>".join(map("：".join, SIX[:4]))), (2, "<br>".join(map("：".join, SIX[4:])))), {"row"}),
        (table(("備註", "<br>".join(map("：".join, SIX)))), set()),
        (table((table(*SIX),)), set()),
    ],
)
def test_tables_of_many_shapes_say_who_speaks_and_what_was_left_out(page, left):
    reading = read("a.html", page)
    assert [turn for turn in said(reading) if turn[0]] == SIX
    assert {words.split()[0] for words in reading.transcript.left_out} == left
    assert reading.speakers.sure


@pytest.mark.parametrize(
    "page",
    [
        "".join(f"\\[00:0{n}\\] {who}：{words}\\\n\n" for n, (who, words) in enumerate(SIX)),
        "".join(f"{n}\\. {who}：{words}\n\n" for n, (who, words) in enumerate(SIX)),
        "".join(f"**{who}**{' ' if n % 3 else chr(10)}{words}\n\n" for n, (who, words) in enumerate(SIX)),
        "".join(f"| {n} | {who}：{words} |\n" + "|---|---|\n" * (not n) for n, (who, words) in enumerate(SIX)),
        "".join(f"| {who} | {words} |\n|---|---|\n\n" for who, words in SIX),
    ],
)
def test_markdown_as_other_programs_write_it(page):
    reading = read("a.md", page)
    assert said(reading) == SIX
    assert reading.speakers.sure


def test_another_table_of_markdown_stays_as_it_is_written():
    page = "| 甲 | 乙 |\n| --- | :-: |\n| 一 | 二\\|三 |\n"
    assert read("a.md", page).source.text == page


def test_a_row_without_a_name_behind_its_speech_goes_on():
    rows = [(words, "" if n == 3 else who) for n, (who, words) in enumerate(SIX)]
    assert said(read("a.html", table(*rows)))[2] == ("王明", "真的嗎？\n真的，很少。")


def test_a_table_with_a_column_for_each_side_is_their_speech():
    rows = [("問", "答"), ("難嗎？", "很難。"), ("真的？", "真的，人少。"), ("這樣啊。", "就是。")]
    turns = read("a.html", table(*rows)).transcript.turns
    assert [(turn.speaker, turn.role) for turn in turns][:2] == [("問", Role.INTERVIEWER), ("答", Role.RESPONDENT)]
    assert len(turns) == 6


def test_speech_in_a_table_beside_clear_ones_is_asked_about():
    unclear = table(
        ("甲組", "那時候我們整組的人都在外面，沒有人知道。"), ("乙組", "後來才有人告訴我們發生了什麼事，很晚了。")
    )
    assert not read("a.html", table(*SIX) + unclear).speakers.sure


def test_merged_cells_and_tables_in_cells_cost_a_table_nothing():
    page = (
        "<table><tr><th>講者</th><th>內容</th></tr><tr><td colspan=2>第一部分</td></tr><tr><td rowspan=2>王明</td>"
        "<td>好嗎</td></tr><tr><td>真的</td></tr><tr><td>林英</td><td>好<span hidden>X</span></td></tr>"
        "<tr><td>王明</td><td>嗯<table><tr><td>內</td></tr></table></td></tr><tr><td>林英</td><td>對</td></tr></table>"
    )
    reading = read("a.html", page)
    assert said(reading) == [("王明", "好嗎\n真的"), ("林英", "好"), ("王明", "嗯\n內"), ("林英", "對")]
    assert reading.transcript.left_out == ("hidden text", "headings of a table: 講者, 內容")


def test_a_page_leaves_out_what_is_hidden_or_no_text():
    page = (
        "<html><head><title>T</title><style>p { color: red }</style></head><body><h1>訪談</h1>"
        "<p><b>訪談者：</b>為什麼&amp;？</p><script>x</script><p>王經理：人很<s>好</s>難找。<span style='display:none'>王大明</span></p>"
        "<h2>招募</h2><p>訪談者：<br>然後呢？</p></body></html>"
    )
    for name in ("a.html", "a.txt"):  # a wrong ending is found out
        reading = read(name, page)
        assert said(reading) == [("訪談者", "為什麼&？"), ("王經理", "人很難找。"), ("訪談者", "然後呢？")]
        assert reading.transcript.left_out == ("hidden text", "struck-out text")


def test_a_page_leaves_out_what_its_style_sheet_hides_and_hidden_rows_and_tables():
    page = (
        "<style>/* */ .x, p.off { display: none } @media print { .np { display: none } } #id { visibility: hidden }"
        " span.w { text-decoration: line-through }</style><table hidden><tr><td>一</td></tr></table>"
        "<p class='a x'>二</p><p class=off>三</p><p id=id>四</p><p class=np>訪談者：為<span class=w>何</span>什麼？</p>"
        f"<table><tr style='display:none'><td>王經理</td><td>五</td></tr>{table(*TALK[1:]).removeprefix('<table>')}"
    )
    reading = read("a.html", page)
    assert said(reading) == TALK
    assert reading.transcript.left_out == ("hidden text", "struck-out text")


def test_comments_of_markdown_are_nobody_s_speech():
    reading = read(
        "a.md", "**甲：** 好<!-- 一 -->嗎？\n\n<!--\n乙：二\n-->\n\n**乙：** 好。\n\n[//]: # (三)\n\n**甲：** 嗯。\n"
    )
    assert said(reading) == [("甲", "好嗎？"), ("乙", "好。"), ("甲", "嗯。")]
    assert reading.transcript.left_out == ("hidden text",)


def test_tables_of_a_row_each_within_tables_around_them_are_told_from_one_another():
    around = "".join(f"<table><tr><td>{table(row)}</td></tr></table>" for row in TALK * 2)
    assert said(read("a.html", around)) == TALK * 2
    lone = "".join(f"<p>這一段沒有人說，第{n}段。</p>" for n in range(60))
    assert not read("a.html", table(*TALK) + lone).speakers.sure


def test_bold_names_and_headings_of_pages():
    bold = "".join(f"<p><strong>{who}</strong> {words}</p>" for who, words in TALK)
    assert said(read("a.html", bold)) == TALK
    headed = "<h1>訪談一</h1>" + "".join(f"<h2>{who}</h2><p>{words}</p>" for who, words in TALK)
    assert said(read("a.html", headed)) == TALK


def test_a_table_in_any_order_of_columns():
    rows = [("時間", "內容", "講者", "備註")] + [
        (f"00:0{n}", words, who, "笑" if n == 2 else "") for n, (who, words) in enumerate(TALK, 1)
    ]
    csv = "\ufeff" + "".join(",".join(row) + "\r\n" for row in rows)
    reading = read("a.csv", csv)
    assert said(reading) == TALK
    assert times(reading) == ["00:01", "00:02", "00:03", "00:04"]
    assert "【笑】" in reading.source.text
    book = Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    assert said(read("a.xlsx", data.getvalue())) == TALK


def test_a_column_of_remarks_is_no_column_of_speakers():
    rows = [("註記" if n % 3 else "", ("王明", "林英")[n % 2], f"第{n}句話是這樣。", f"00:0{n}") for n in range(8)]
    reading = read_bytes(Path("a.csv"), "\n".join(map(",".join, rows)).encode())
    assert {turn.speaker for turn in reading.transcript.turns if turn.speaker} == {"王明", "林英"}


def test_one_odd_label_costs_a_table_nothing():
    rows = [("講者", "內容"), *TALK * 3, ("我覺得", "嗯"), ("顏漏有", "好")]
    found = said(read("a.csv", "".join("\t".join(row) + "\n" for row in rows)))
    assert found == [*TALK * 3, ("我覺得", "嗯"), ("顏漏有", "好")]


def test_a_table_without_speakers_is_refused_with_the_columns_that_it_needs():
    with pytest.raises(InputError, match="no column") as caught:
        read("a.csv", "a,b\n1,2\n3,4\n")
    assert "speaker" in caught.value.hint


@pytest.mark.parametrize(
    "found",
    [
        {"segments": [{"start": n * 7.5, "text": f" {words}", "speaker": who} for n, (who, words) in enumerate(TALK)]},
        {"utterances": [{"start": n * 60_000, "text": words, "speaker": who} for n, (who, words) in enumerate(TALK)]},
        [{"start": n, "transcript": words, "speaker_label": who} for n, (who, words) in enumerate(TALK)],
    ],
)
def test_segments_of_speech_recognition(found):
    reading = read("a.json", json.dumps(found))
    assert said(reading) == TALK
    assert times(reading)[0] == "00:00:00"


def test_times_of_segments_are_taken_as_they_are_written_and_odd_ones_left_out():
    starts = ["00:00:01,500", "12.3", "1.5s", "\ud800", [], True, float("inf"), {"from": 1}]
    segments = [{"start": at, "speaker": "甲乙"[n % 2], "text": "\ud83d 好。"} for n, at in enumerate(starts)]
    segments.append({"timestamps": {"from": []}, "start": 5, "speaker": "甲", "text": "嗯。"})
    reading = read("a.json", json.dumps({"segments": segments}))
    assert times(reading) == ["00:00:01", "00:00:12", "00:00:01", *[None] * 5, "00:00:05"]
    assert said(reading)[0] == ("甲", "\ufffd 好。")
    assert said(
        read("a.otr", json.dumps({"text": "<p>甲：\ud83d 好。</p><p>乙：是。</p><p>甲：嗯。</p><p>乙：對。</p>"}))
    )[0] == (
        "甲",
        "\ufffd 好。",
    )


def test_formatted_rows_without_words_are_no_rows():
    book = Workbook()
    for row in [("speaker", "text"), *TALK]:
        book.active.append(row)
    book.active.cell(900_000, 2).number_format = "0.0"
    data = io.BytesIO()
    book.save(data)
    assert said(read("a.xlsx", data.getvalue())) == TALK


def test_a_time_beside_a_label_is_the_turn_s_and_not_the_length_above():
    talk = "會議\n36m 12s\n林訪員   0:03\n好嗎？\n王經理   0:09\n好。\n林訪員   0:21\n嗯？\n王經理   0:25\n對。\n"
    assert times(read("a.txt", talk)) == ["0:03", "0:09", "0:21", "0:25"]


def test_times_and_first_words_are_shown_without_what_marks_a_time():
    talk = "I: 好嗎？ #00:00:08-2#\nB: 好。 #00:00:20-5#\nI: 嗯？ #00:00:24-0#\nB: 對。 #00:00:31-9#\n"
    assert times(read("a.txt", talk)) == [None, "00:00:08-2", "00:00:20-5", "00:00:24-0"]
    talk = "SPEAKER_00\n[00:00:01] - 好嗎？\n\nSPEAKER_01\n[00:00:09] - 好。\n\n" * 2
    assert [one.first for one in read("a.txt", talk).speakers.candidates] == ["好嗎？", "好。"]


def test_segments_without_speakers_and_json_of_another_kind():
    whisper = {"text": "x", "segments": [{"id": 0, "start": 0.0, "end": 1.0, "text": " 你好。"}]}
    assert said(read("a.json", json.dumps(whisper))) == [("", "你好。")]
    for other in ('{"a": 1}', "[1, 2]", "{", "[]"):
        with pytest.raises(InputError) as caught:
            read("a.json", other)
        assert caught.value.hint


def odt(body, styles="", manifest=""):
    spaces = " ".join(
        f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "text", "style", "table")
    )
    content = (
        f'<office:document-content {spaces} xmlns:fo="f"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as container:
        container.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        container.writestr("content.xml", content)
        if manifest:
            container.writestr("META-INF/manifest.xml", manifest)
    return data.getvalue()


def test_opendocument_leaves_out_hidden_struck_and_commented():
    styles = (
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    body = (
        '<text:h>招募</text:h><text:p>訪談者：為<text:span text:style-name="S">何</text:span>什麼？<office:annotation><text:p>內部</text:p></office:annotation></text:p>'
        '<text:p>王經理：人<text:s text:c="2"/>很難<text:line-break/>找<text:span text:style-name="H">王大明</text:span></text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>訪談者</text:p></table:table-cell><table:table-cell><text:p>然後呢？</text:p></table:table-cell></table:table-row></table:table>"
    )
    reading = read("a.odt", odt(body, styles))
    assert said(reading) == [("訪談者", "為什麼？"), ("王經理", "人  很難\n找"), ("訪談者", "然後呢？")]
    assert reading.transcript.left_out == ("hidden text", "struck-out text")
    assert [(one.text, one.span) for one in reading.source.remarks] == [("內部", Span(3, 11))]
    assert said(read("a.docx", odt(body, styles))) == said(reading)


def test_opendocument_leaves_out_what_styles_sections_and_fields_hide():
    styles = (
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="H2" style:parent-style-name="H"/>'
        '<style:style style:name="T"><style:text-properties text:display="true"/></style:style>'
    )
    body = (
        '<text:p>訪談者：好嗎？<text:span text:style-name="H2">一</text:span></text:p><text:p text:style-name="H2">二</text:p>'
        '<text:p text:style-name="H">三<text:span text:style-name="T">王經理：好。</text:span></text:p>'
        '<text:section text:is-hidden="true"><text:p>四</text:p></text:section>'
        '<text:p>五<text:hidden-paragraph text:is-hidden="true"/></text:p>'
        "<text:p>訪談者：嗯？</text:p>"
    )
    reading = read("a.odt", odt(body, styles))
    assert said(reading) == [("訪談者", "好嗎？"), ("王經理", "好。"), ("訪談者", "嗯？")]
    assert reading.transcript.left_out == ("hidden text",)


def test_a_comment_of_opendocument_is_kept_on_its_words():
    begin = '<office:annotation office:name="1"><creator>林</creator><text:p>真的？</text:p></office:annotation>'
    body = f'<text:p>王：人{begin}很難找<office:annotation-end office:name="1"/>。</text:p>'
    source = read("a.odt", odt(body)).source
    (remark,) = source.remarks
    assert (source.text, remark.text, source.text[remark.span.start : remark.span.end]) == (
        "王：人很難找。",
        "林: 真的？",
        "很難找",
    )


def test_an_encrypted_opendocument_says_so():
    with pytest.raises(InputError, match="password"):
        read("a.odt", odt("<text:p>x</text:p>", manifest="<m><encryption-data/></m>"))


def test_hidden_and_struck_out_text_of_rtf():
    rtf = r"{\rtf1\ansi Q: why?\par A: be{\v Wang Ta-ming}cause \strike not\strike0 so\par Q: well\par}"
    reading = read("a.rtf", rtf)
    assert said(reading) == [("Q", "why?"), ("A", "because so"), ("Q", "well")]
    assert reading.transcript.left_out == ("hidden text", "struck-out text")


def test_a_table_of_rtf():
    row = r"\trowd\cellx100\cellx200 {who}\cell {words}\cell\row "
    rtf = (
        r"{\rtf1\ansi "
        + "".join(row.format(who=who, words=words) for who, words in [("Ann", "hi"), ("Bob", "ho")] * 2)
        + "}"
    )
    assert said(read("a.rtf", rtf)) == [("Ann", "hi"), ("Bob", "ho")] * 2


SUFFIXES = sorted(importers())
BEGINNINGS = st.sampled_from(
    [
        b"",
        b"%PDF-1.4\n",
        b"{\\rtf1 ",
        b"WEBVTT\n\n00:01.000 --> ",
        b"<html>",
        b"PK\x03\x04",
        b'{"segments": [',
        b"a,b\n",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SUFFIXES), BEGINNINGS, st.binary(max_size=200))
def test_whatever_lies_in_a_file_is_read_or_refused(suffix, beginning, data):
    try:
        reading = read_bytes(Path(f"a{suffix}"), beginning + data)
    except CoderError as error:
        hint = error.hint
    else:
        hint = "none is needed"
        assert "".join(reading.source.text[t.start : t.end] for t in reading.transcript.turns) == reading.source.text
    assert hint


def test_a_part_that_lies_about_its_size_is_refused_without_unpacking_it_whole():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("word/document.xml", b"<w>" + b" " * 30_000_000 + b"</w>")
    size = (30_000_007).to_bytes(4, "little")
    lying = data.getvalue().replace(size, (1000).to_bytes(4, "little"))
    tracemalloc.start()
    with pytest.raises(InputError):
        read("a.docx", lying)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", "好\n".encode() * 200_002, "lines"),
        ("a.txt", "".join(f"人{at}：好。\n" for at in range(20_002)).encode(), "labels"),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nhi\n\n" * 50_001, "subtitles"),
        ("a.html", b"<p>a</p>" * 750_001, "pieces"),
        ("a.rtf", b"{\\rtf1 " + b"a\\par " * 1_000_001 + b"}", "pieces"),
        ("a.csv", b"a,b\n" * 100_002, "rows"),
    ],
)
def test_what_is_far_larger_than_a_transcript_is_refused_before_it_is_read(name, data, said):
    with pytest.raises(InputError, match=said):
        read_bytes(Path(name), data)


@pytest.mark.parametrize("suffix", sorted(documents()))
def test_broken_documents_are_read_or_refused(suffix):
    whole = documents()[suffix]
    check(suffix, made(whole, []))
    odd = [b"\x00", b"<", b"}", b"|", b"-->", b"99:99:99"]
    for at in range(0, 60, 5):
        check(suffix, made(whole, [("nest", at, 9, b""), ("cut", at // 2, 3, b""), ("put", at + 7, 1, odd[at % 6])]))
        check(suffix, made(whole, [("move", at, 4, b""), ("double", 3 * at, 6, b"")]))


CUE = "{at}\n00:00:01,000 --> 00:00:02,000\nName{at}: hi {at}\n\n"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("name", "head", "row"), [("a.srt", "", CUE), ("a.csv", "speaker,text\n", "Name{at},words said {at}\n")]
)
def test_far_too_many_speakers_are_no_conversation_in_any_form(monkeypatch, name, head, row):
    monkeypatch.setattr(turns, "_MOST_LABELS", 50)
    with pytest.raises(InputError, match="labels for a conversation"):
        read_bytes(Path(name), (head + "".join(row.format(at=at) for at in range(1, 70))).encode())


def test_an_open_document_without_its_body_or_with_an_odd_count_of_spaces():
    whole = documents()[".odt"]
    odd = {**whole, "content.xml": whole["content.xml"].replace("：", '：<text:s text:c="#"/>')}
    assert "王小明： 好嗎？" in read("a.odt", packed(odd)).source.text
    for broken in ({**whole, "content.xml": "<x/>"}, {"mimetype": whole["mimetype"]}):
        with pytest.raises(InputError):
            read("a.odt", packed(broken))


def test_a_book_whose_container_names_no_package_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"/>')
    with pytest.raises(InputError, match="damaged") as refused:
        read_bytes(Path("a.epub"), made.getvalue())
    assert not isinstance(refused.value.__cause__, RuntimeError)


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".xlsx", ".epub"])
def test_a_part_that_ends_before_its_time_is_refused(suffix):
    data = bytearray(packed(documents()[suffix]))
    at = data.index(b"PK\x01\x02")
    while at >= 0:  # each part says that it is far longer than the file
        struct.pack_into("<II", data, at + 20, 1 << 20, 1 << 20)
        at = data.find(b"PK\x01\x02", at + 4)
    with pytest.raises(InputError, match=r"cut off|damaged"):
        read_bytes(Path(f"a{suffix}"), bytes(data))


def test_a_name_in_bold_whose_accent_is_a_sign_of_its_own_ends_before_the_words():
    source = Script([Piece("Jose\u0301：好。", bold=6)]).source("xml", "odt")
    (label,) = source.labels
    assert (label.name, source.text[label.body :]) == ("José", "好。")


@pytest.mark.parametrize(("old", "new"), [('r="1"', 'r="x"'), ('s="1"', 's="-9"'), ('r="A1"', 'r="王1"')])
def test_a_cell_whose_place_or_look_cannot_be_is_read_where_it_stands(old, new):
    book, kept = Workbook(), io.BytesIO()
    for row in (("speaker", "text"), ("王", "好嗎？"), ("林", "好。"), ("王", "對。")):
        book.active.append(row)
    book.save(kept)
    changed = io.BytesIO()
    with zipfile.ZipFile(kept) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, part.replace(old.encode(), new.encode()) if "sheet1" in name else part)
    turns = read_bytes(Path("a.xlsx"), changed.getvalue()).transcript.turns
    assert [turn.speaker for turn in turns] == ["王", "林", "王"]
