"""Forms of transcripts as archives, programs and theses write them: each word has its speaker, or a person is asked."""

from pathlib import Path

import pytest

from coder.model.names.speakers import SpeakerRules
from coder.model.read_transcript import Source
from coder.model.text import Role, normalise
from coder.transcripts.labels.speakers import find_speakers
from coder.transcripts.reading import read_bytes

pytestmark = pytest.mark.usefixtures("english")

TALK = [
    ("Jane Roe", "How do you hire?"),
    ("Peter Chen", "By referral."),
    ("Jane Roe", "And papers?"),
    ("Peter Chen", "They matter less."),
    ("Jane Roe", "Do many stay?"),
    ("Peter Chen", "Yes, one of three."),
]
ROLES = [
    ("訪談者", "怎麼找人？"),
    ("受訪者", "靠介紹。"),
    ("訪談者", "證照呢？"),
    ("受訪者", "不看。"),
    ("訪談者", "留得住嗎？"),
    ("受訪者", "三個留一個。"),
]


def read(text, *, markdown=False):
    return find_speakers(Source(normalise(text), "utf-8", "text", markdown=markdown), SpeakerRules())


def said(text, *, markdown=False):
    text = normalise(text)
    turns = read(text, markdown=markdown).turns
    return [(turn.speaker, text[turn.body : turn.end].strip()) for turn in turns if turn.role is not Role.NONE]


def written(talk, form="{who}: {words}\n\n"):
    return "".join(form.format(who=who, words=words) for who, words in talk)


RECORDS = [
    "INTERVIEWEE: Peter Chen\nINTERVIEWER: Jane Roe with Ann Šabanović\nDATE: 4 May 2013\nPLACE: Room 7 of a long house, Taipei, Taiwan, where we sat all day\n\n",
    "Interviewee: Peter Chen\n\nInterviewers: Jane Roe and Ann Lee\n\nDate: 4 May 2013\n\nLocation: Taipei\n\n",
]


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("form", ["{who}: {words}\n\n", "{who}:\n\n{words}\n\n"])
def test_facts_below_a_title_and_a_preface_are_nobodys_words(record, form):
    preface = "PETER CHEN: An Interview Conducted by Jane Roe, 4 May 2013.\n\nIt may be used for research.\n\n"
    text = f"## Peter Chen\n\nHe was born in 1950.\n\n{preface}## Interview\n\n{record}### Early Life\n\n{written(TALK, form)}"
    assert said(text, markdown=True) == TALK
    roles = {turn.speaker: turn.role for turn in read(text, markdown=True).turns if turn.speaker}
    assert roles == {"Jane Roe": Role.INTERVIEWER, "Peter Chen": Role.RESPONDENT}


def test_letters_that_stand_for_names_above_the_talk_speak_below_it_alone():
    above = "Interview\nJR: Jane Roe, interviewer\nPC: Peter Chen, plant manager\n\n"
    short = [("".join(word[0] for word in who.split()), words) for who, words in TALK]
    assert said(above + written(short)) == short
    assert {t.speaker: t.role for t in read(above + written(short)).turns if t.speaker}["JR"] is Role.INTERVIEWER


def test_a_full_name_with_the_letters_that_go_on_for_it_is_one_speaker():
    short = [("".join(word[0] for word in who.split()), words) for who, words in TALK]
    text = written(short).replace("JR:", "Jane Roe (JR):", 1).replace("PC:", "Peter Chen (PC):", 1)
    assert said(text) == short


@pytest.mark.parametrize("notes", [("cont'd", "continued"), ("quoting his boss", "quietly"), ("續", "接上頁")])
def test_notes_on_how_one_speaks_make_no_further_speakers(notes):
    text = written(TALK * 2)
    for words, note in zip(("They", "Yes"), notes, strict=True):
        text = text.replace(f"Peter Chen: {words}", f"Peter Chen ({note}): {words}", 1)
    assert said(text) == TALK * 2


def test_notes_that_may_tell_two_apart_are_asked_about():
    text = written(TALK).replace("Peter Chen: They", "Peter Chen (the elder one): They")
    assert not read(text.replace("Peter Chen: Yes", "Peter Chen (his younger son): Yes")).sure


@pytest.mark.parametrize("sign", ["\u200b", "\u200e", "\ufeff", "\u2060"])
def test_signs_without_width_hide_no_label(sign):
    for form in (
        "{sign}{who}: {words}\n",
        "{sign}[02/03/26, 10:00:07] {who}: {sign}{words}\n",
        "{who}{sign}：{words}\n",
    ):
        assert said(written(TALK, form.replace("{sign}", sign))) == TALK


def test_the_head_of_a_file_for_programs_is_nobodys_words():
    head = "---\ntitle: How firms hire\nspeakers:\n  - Peter Chen\nhost: Jane\nmedia: https://a.b/c\n---\n"
    assert said(head + written(TALK), markdown=True) == TALK
    assert read(head + written(TALK), markdown=True).sure
    between_rules = "---\nJane Roe: Why?\nPeter Chen: Money.\n---\n"
    assert said(between_rules + written(TALK))[:2] == [("Jane Roe", "Why?"), ("Peter Chen", "Money.")]


@pytest.mark.parametrize(
    "line", ["**Break:** [05:11]", "**Jingle**: [05:11] to [05:40]", "**Agenda:** <https://a.b/c?d=e>"]
)
def test_breaks_and_links_between_turns_are_nobodys_words(line):
    form = "**{who}:** {words}\n\n"
    text = f"{written(TALK, form)}{line}\n\n{written(TALK, form)}{line.replace('05', '10')}\n\nAnd so on.\n\n"
    found = said(text + written(TALK, form) + line, markdown=True)
    assert found == [*TALK, *TALK, (TALK[-1][0], "And so on."), *TALK]


def test_a_long_text_above_the_first_label_is_asked_about():
    talk = "".join(f"In the year {n} we went on and nobody asked us why we did.\n\n" for n in range(20))
    assert not read(talk + written([("Q", "Why?"), ("A", "Money."), ("Q", "Really?"), ("A", "Yes.")])).sure


@pytest.mark.parametrize("other", ["JR", "Jane", "Roe"])
def test_two_labels_that_may_be_one_persons_are_asked_about(other):
    assert read(written(TALK)).sure
    assert not read(written(TALK).replace("Jane Roe:", f"{other}:", 1)).sure


def test_roles_that_become_names_half_way_are_asked_about():
    names = {"訪談者": "林小華", "受訪者": "陳大明"}
    other = [(names[who], words) for who, words in ROLES]
    assert not read(written(ROLES, "{who}：{words}\n") + written(other, "{who}：{words}\n")).sure


def test_letters_that_stand_once_among_letters_are_asked_about():
    plain = "And then there was more to say of it all.\n\n" * 14
    short = [("".join(word[0] for word in who.split()), words) for who, words in TALK]
    assert not read(f"WP: Good evening.\n\n{written(short)}{plain}").sure


def test_signs_without_width_stay_in_the_text():
    text = normalise("A: \u202e文字\u202c與\u200b字\nB: 好\n")
    assert text == "A: \u202e文字\u202c與\u200b字\nB: 好\n"
    assert "".join(text[turn.start : turn.end] for turn in read(text).turns) == text


@pytest.mark.parametrize(("form", "above"), [("{who}：{words}\n", ""), ("{who} 00:07\n{words}\n\n", "\n")])
def test_what_another_says_in_brackets_is_that_ones_turn(form, above):
    talk = [*ROLES[:1], ("受訪者", "靠介紹（訪談者：喔？），都認識（笑）。"), *ROLES[2:3], ("受訪者", "不看（點頭）。")]
    text = f"{written(talk, form)}（訪談者：嗯）\n{above}還有薪水。（受訪者：笑）\n{above}{written(ROLES[:2], form)}"
    assert said(text) == [
        ("訪談者", "怎麼找人？"), ("受訪者", "靠介紹"), ("訪談者", "喔？"), ("受訪者", "，都認識（笑）。"), ("訪談者", "證照呢？"),
        ("受訪者", "不看（點頭）。"), ("訪談者", "嗯"), ("受訪者", "還有薪水。（受訪者：笑）"), *ROLES[:2],
    ]  # fmt: skip
    assert read(text).sure


def test_a_word_that_a_broken_line_begins_with_is_no_speaker():
    long = "I told him that we need three things for this to work at all, the first"
    text = f"Jane: Why?\nPeter: {long}\nreason: money.\nAnd the second\nreason: time.\nJane: Yes.\nPeter: Good.\nJane: So?\nPeter: No.\n"
    assert {who for who, _ in said(text)} == {"Jane", "Peter"}
    assert read(text).sure
    assert not read(text.replace("reason: time", "Mary: time")).sure


def test_who_speaks_in_a_quote_over_several_lines_is_asked_about():
    quote = "他說：\n「老闆：你要多少？\n員工：五萬。\n老闆：好。」\n"
    talk = written(ROLES, "{who}：{words}\n")
    text = talk + quote + talk
    assert {who for who, _ in said(text)} == {"訪談者", "受訪者"}
    assert not read(text).sure


@pytest.mark.parametrize("form", ["{who} 0:0{n}\n{words}\n\n", "{who} 12:0{n}\n{words}\n", "{who} 0:0{n} {words}\n"])
def test_a_time_of_minutes_behind_a_role_is_no_number_of_a_person(form):
    assert said("".join(form.format(who=who, words=words, n=n) for n, (who, words) in enumerate(ROLES))) == ROLES
    assert said("受訪者 1:50人。\n受訪者 2: 60人。\n受訪者 1:好。\n受訪者 2:好。\n")[0] == ("受訪者 1", "50人。")


def test_numbers_of_lines_are_nobodys_words():
    lines = ["INT:  Could you tell me how", "you hire?", "RES:  By referral.", "Papers are", "just a hint.", "INT:  And what of", "practice?"]  # fmt: skip
    lines += ["RES:  It matters", "more than papers", "do.", "INT:  Right."]
    text = "".join(f"{n:02}   {line}\n" for n, line in enumerate(lines, 1))
    reading = read_bytes(Path("a.txt"), text.encode())
    words = [reading.source.text[t.body : t.end].split() for t in reading.transcript.turns]
    assert not [word for one in words for word in one if word.isdigit()]
    assert reading.source.left_out == ("numbers of lines: 6",)


@pytest.mark.parametrize(
    ("form", "who"),
    [
        ("    {who}. {words}\n", ("Mr. JONES", "The CHAIRMAN")),
        ("    {who}. {words}\n", ("Senator SMITH", "Ms. LEE of Texas")),
        ("{who}\t\t00:00:07.000\t7.0\t00:00:09.000\t9.0\t00:00:02.000\t2.0\t{words}\n", ("Ann", "Bob")),
        ("{who}: {words}\n", ("Jane Roe, PhD", "Peter Chen, M.D.")),
    ],
)
def test_names_with_titles_and_programs_of_phonetics(form, who):
    talk = [(who[at % 2], words) for at, (_, words) in enumerate(TALK)]
    assert said(written(talk, form)) == talk
    assert read(written(talk, form)).sure


def test_a_letter_with_a_full_stop_between_numbers_and_speech_asks_or_answers():
    talk = [("QA"[at % 2], words) for at, (_, words) in enumerate(TALK)]
    text = "".join(f"{n:>2}     {who}.   {words}\n" for n, (who, words) in enumerate(talk, 1))
    assert said(text) == talk
    assert {t.role for t in read(text).turns if t.speaker == "Q"} == {Role.INTERVIEWER}


@pytest.mark.parametrize(
    "below",
    [
        "--\n訂閱我們：https://a.b/c\n小額贊助：https://a.b/d\n",
        "clovanote.line.me\n",
        "导读\n关键词\n实习 证照\n全文概要\n" + "访谈谈到招聘与薪水。\n" * 12,
        "AI Summary\nThey hire by referral.\n",
    ],
)
def test_links_and_what_programs_sum_up_below_the_talk_are_nobodys_words(below):
    text = written(ROLES, "{who}：{words}\n")
    assert said(text + below) == ROLES
    assert read(text + below).sure
    more = "https://a.b/c 就是這裡。\nhttps://a.b/c\n後來還談到薪水。\n"
    assert said(text + more)[-1][1].endswith("薪水。")


@pytest.mark.parametrize(
    "form", ["{who} — 今天 14:0{n}\n{words}\n\n", "[週一 下午 02:0{n}] {who}\n{words}\n\n", "[Monday 2:0{n} PM] {who}\n{words}\n\n"]
)  # fmt: skip
def test_times_with_a_day_of_the_week_are_nobodys_words(form):
    text = "".join(form.format(who=who, words=words, n=n) for n, (who, words) in enumerate(TALK))
    assert said(text) == TALK
    assert read(text).sure


@pytest.mark.parametrize("label", ["研究者註", "譯註", "觀察紀錄", "備註", "Note", "Interviewer's notes"])
def test_remarks_of_who_wrote_down_the_talk_are_nobodys_words(label):
    form = "{who}：{words}\n"
    text = f"{written(ROLES, form)}{label}：他顯得猶豫。\n後來才看。\n{written(ROLES, form)}"
    assert said(text) == [*ROLES, ("受訪者", "後來才看。"), *ROLES]
    assert read(text).sure
    assert not read(text.replace(label, "觀察")).sure


@pytest.mark.parametrize(
    "form", ["{n:03} 00:00:0{n} {who}：{words}\n", "[A-1-00{n}] {who}：{words}\n", "[{who} 00:0{n}]\n{words}\n\n"]
)
def test_numbers_codes_and_times_before_or_within_a_label(form):
    assert said("".join(form.format(who=who, words=words, n=n) for n, (who, words) in enumerate(ROLES))) == ROLES


def test_a_name_of_circles_and_a_title_above_the_day_of_the_talk():
    assert said(written([*ROLES, ("○○", "我補充。"), *ROLES], "{who}：{words}\n"))[6] == ("○○", "我補充。")
    assert said(f"Interview\n\n2 March 2026\n\n{written(TALK, '{who}' + chr(10) + '{words}' + chr(10) * 2)}") == TALK


def test_facts_above_a_lecture_are_nobodys_words():
    text = "演講：人工智慧與人才\n講者：王教授\n日期：2026/3/2\n\n大家好，今天談人才。\n先說現況。\n"
    turns = read(text).turns
    assert [text[t.start : t.end].strip() for t in turns if t.role is Role.RESPONDENT] == [
        "大家好，今天談人才。",
        "先說現況。",
    ]
    assert "".join(text[t.start : t.end] for t in turns) == text


@pytest.mark.parametrize(
    "name", ["Ganeshkumar Ashokavardhanan", "Juan Andrés Guerrero-Saade", "Maria del Carmen y Torres-Lopez"]
)
def test_a_long_name_of_several_words_is_a_name(name):
    talk = [(name if who == "Peter Chen" else who, words) for who, words in TALK]
    assert said(written(talk)) == talk
    assert read(written(talk)).sure


def test_another_number_of_those_who_speak_is_asked_about():
    talk = written([("Rene Roe", "Why?"), ("Audience 1", "Money."), ("Rene Roe", "Yes?"), ("Audience 1", "Time.")])
    plain = "And then there was more to say of it all.\n\n" * 6
    assert not read(f"{talk}{plain}Audience 3: Mine.\n\n{plain}").sure


@pytest.mark.parametrize(
    "name",
    [
        "Interviewer from the University of Manchester",
        "受訪者甲（某科技公司人力資源部門經理，女，四十五歲，年資二十年）",
    ],
)
def test_an_opening_that_stands_again_and_is_too_long_for_a_name_is_asked_about(name):
    text = written(ROLES * 4, "{who}：{words}\n")
    assert not read(f"{text}{name}：好的。\n訪談者：謝謝。\n{name}：不會。\n").sure


def test_a_long_label_that_ends_in_a_title_is_a_name():
    name = "國立臺灣大學資訊工程學系陳信希教授"
    talk = [(name if who == "受訪者" else who, words) for who, words in ROLES]
    assert said(written(talk, "{who}：{words}\n")) == talk


def test_one_fact_above_the_talk_is_nobodys_words():
    for fact in ("Location: Room 7, Taipei", "Video: see below", "地點：台北", "訪談日期：三月二日"):
        assert said(f"{fact}\n\n{written(TALK)}") == TALK
        assert read(f"{fact}\n\n{written(TALK)}").sure


def test_a_bold_label_that_is_no_name_is_asked_about_where_all_labels_are_bold():
    text = written(TALK * 2, "**{who}:** {words}\n\n")
    assert read(text, markdown=True).sure
    assert not read(f"{text}**The Blues Brothers:** La la la.\n\n{text}", markdown=True).sure
    assert said(f"{text}**Break:** [12:00]\n\n{text}", markdown=True) == TALK * 4
