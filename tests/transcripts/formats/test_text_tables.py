"""Tables drawn in a text: their columns say who speaks, or a person is asked."""

import unicodedata
from pathlib import Path

import pytest

from coder.model.text import Role
from coder.transcripts.reading import read_bytes

TALK = [("訪談者", "為什麼？"), ("王經理", "人很難找，…比較慢。"), ("訪談者", "然後呢？"), ("王經理", "就靠介紹。")] * 2


def width(words):
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in words)


def padded(words, wide):
    return words + " " * (wide - width(words))


def said(reading):
    text = reading.source.text
    return [(t.speaker, text[t.body : t.end].strip()) for t in reading.transcript.turns if t.role is not Role.NONE]


def simple(rows, wide, head=()):
    rule = "  " + " ".join("-" * each for each in wide)
    lines = ["  " + " ".join(map(padded, row, wide)).rstrip() for row in ([head] if head else []) + rows]
    return "\n".join([*lines[:1], rule, *lines[1:], ""] if head else [rule, *lines, rule, ""])


LAST = [(words, who) for who, words in TALK]


@pytest.mark.parametrize(
    "table",
    [
        simple(TALK, (8, 40)),
        simple(LAST, (40, 8)),
        simple(LAST, (40, 8), ("內容", "講者")),
        simple([(f"00:0{n}", *row) for n, row in enumerate(LAST)], (8, 40, 8)),
        simple(LAST, (40, 8)).replace("訪談者\n", "訪談者\n\n").replace("王經理\n", "王經理\n\n"),
        "\n".join(["+---+---+", *(f"| {words} | {who} |\n+---+---+" for words, who in LAST)]),
    ],
    ids=["first", "last", "headed", "timed", "parted", "grid"],
)
def test_columns_below_dashes_and_in_a_grid_say_who_speaks(table):
    reading = read_bytes(Path("a.md"), f"# 訪談\n\n{table}\n".encode())
    assert said(reading) == TALK
    assert reading.speakers.sure


def test_lines_of_a_cell_are_one_paragraph_but_behind_a_stroke():
    rule = "  -------- --------------------"
    rows = "  訪談者   為什麼\n           不說？\n\n  王經理   難。\\\n           很難。"
    reading = read_bytes(Path("a.md"), f"{rule}\n{rows}\n\n{rows}\n{rule}\n".encode())
    assert said(reading) == [("訪談者", "為什麼不說？"), ("王經理", "難。\n很難。")] * 2


def test_a_table_of_speech_that_does_not_say_who_speaks_is_asked_about():
    rows = [(f"這裡的人說了第{n}件事，很長的一句話。", f"那裡的人說了第{n}件事，也很長。") for n in range(9)]
    for table in (simple(rows, (60, 60)), "\n".join(["| a | b |", "|---|---|", *(f"| {a} | {b} |" for a, b in rows)])):
        assert not read_bytes(Path("a.md"), table.encode()).speakers.sure


@pytest.mark.parametrize("gap", ["\t", "      ", " | "])
def test_names_behind_the_speech_of_a_text_are_asked_about(gap):
    text = "\n".join(f"{words}{gap}{who}" for who, words in TALK * 2)
    reading = read_bytes(Path("a.txt"), text.encode())
    assert not reading.speakers.sure


@pytest.mark.usefixtures("english")
def test_a_table_in_html_says_who_speaks_as_one_of_a_page_does():
    rows = "".join(f"<tr><td>{name}</td><td>{words}</td></tr>\n" for name, words in TALK)
    page = f"# 訪談\n\n<table>\n<tr hidden><td>丙</td><td>不該出現</td></tr>\n{rows}</table>\n"
    reading = read_bytes(Path("a.md"), page.encode())
    assert said(reading) == TALK
    assert reading.source.left_out == ("hidden text",)
    assert read_bytes(Path("a.md"), b"Ann: <table> it is\nBob: no").source.text == "Ann: <table> it is\nBob: no"
