"""PDF: tables, columns, paragraphs and comments of a page, by where its characters stand."""

import ctypes
import io
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from coder.errors import InputError
from coder.model.text import Role
from coder.transcripts.reading import read_bytes

pytestmark = pytest.mark.usefixtures("english")

SAID = ["what have you seen to this day", "many people there said so", "and so what should follow it"]
NAMES = ["Ann", "Bob", "Ann", "Bob"]
SAID.append(SAID[0])


def pdf(*pages):
    """Return a PDF of pages, each a list of (x, y, words), of drawn lines (x, y, x, y), and of what is written as it is."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    parts = [
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        f"2 0 obj<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>endobj",
        "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Courier>>endobj",
    ]
    for at, items in enumerate(pages):
        drawn = "".join(
            item
            if isinstance(item, str)
            else f"BT /F 10 Tf {item[0]} {item[1]} Td ({item[2]}) Tj ET\n"
            if len(item) == 3
            else f"{item[0]} {item[1]} m {item[2]} {item[3]} l S\n"
            for item in items
        )
        parts.append(
            f"{4 + 2 * at} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 800]"
            f"/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * at} 0 R>>endobj"
        )
        parts.append(f"{5 + 2 * at} 0 obj<</Length {len(drawn)}>>stream\n{drawn}endstream endobj")
    return ("%PDF-1.4\n" + "\n".join(parts) + "\ntrailer<</Root 1 0 R>>\n%%EOF").encode()


def read(*pages):
    return read_bytes(Path("a.pdf"), pdf(*pages))


def said(reading):
    text = reading.source.text
    return [(t.speaker, text[t.body : t.end].strip()) for t in reading.transcript.turns if t.role is not Role.NONE]


def ruled(heights, columns=(20, 60, 200)):
    return [
        *((x, heights[-1], x, heights[0]) for x in columns),
        *((columns[0], y, columns[-1], y) for y in heights),
    ]


def row(y, name, words):
    """A row whose name stands in the middle of its height, after its words in the file."""
    return [(63, y, words[:18]), (63, y - 12, words[18:].strip()), (23, y - 6, name)]


def test_a_ruled_table_is_read_by_its_cells():
    rows = [
        item
        for at, (name, words) in enumerate(zip(NAMES, SAID, strict=True))
        for item in row(780 - 40 * at, name, words)
    ]
    reading = read([*ruled([795, 755, 715, 675, 635]), *rows])
    assert said(reading) == list(zip(NAMES, SAID, strict=True))


def test_a_row_that_a_page_cuts_in_two_stays_one():
    first = [(23, 70, "Ann"), (63, 70, "one"), (63, 20, "two begins and goes on")]
    second = [
        (23, 770, "Bob"),
        (63, 780, "over the page"),
        (23, 730, "Ann"),
        (63, 730, "three"),
        (23, 690, "Bob"),
        (63, 690, "four"),
    ]
    reading = read([*ruled([90, 50, 10]), *first], [*ruled([795, 755, 715, 675]), *second])
    assert said(reading) == [
        ("Ann", "one"),
        ("Bob", "two begins and goes on over the page"),
        ("Ann", "three"),
        ("Bob", "four"),
    ]


def test_two_columns_that_the_file_mixes_are_read_one_after_the_other():
    left = [f"left side line {at}" for at in range(8)]
    right = [f"right side line {at}" for at in range(8)]
    lines = [item for at in range(8) for item in ((20, 700 - 14 * at, left[at]), (220, 700 - 14 * at, right[at]))]
    text = read([(20, 750, "A heading that goes over the page whole"), *lines]).source.text
    assert " ".join(text.split()) == " ".join(["A heading that goes over the page whole", *left, *right])


def test_a_name_at_the_edge_of_each_page_is_no_running_head():
    line = "what have you seen to this day then"
    page = [(20, 780, "Ann:"), (20, 766, line), (20, 752, "Bob:"), (20, 738, line), (20, 724, "Ann:"), (20, 710, line)]
    reading = read(page, page, page, page)
    assert [name for name, _ in said(reading)] == ["Ann", "Bob", "Ann"] * 4


def test_a_name_at_a_line_begins_a_paragraph_though_the_line_before_is_full():
    full = "Ann: what have you seen to this day, and so on then?"
    heights = range(780, 600, -14)
    names = ["Ann", "Bob"] * 6
    words = [full.replace("Ann", name) for name in names]
    words[5] = "Eve: so it was."
    reading = read([(20, y, line) for y, line in zip(heights, words, strict=False)])
    assert ("Eve", "so it was.") in said(reading)


def test_characters_that_a_file_draws_after_others_stand_at_their_place():
    reading = read(
        [
            (20, 780, "Ann: it is"),
            (92, 780, "and"),
            (80, 780, "--"),
            (20, 766, "Bob: no."),
            (20, 752, "Ann: so they all said to us"),
        ]
    )
    assert said(reading)[0] == ("Ann", "it is--and")


def test_lines_of_two_columns_are_joined_to_paragraphs():
    line = "many people there said to us"
    left, right = (
        [
            (x, 780 - 14 * at, line if at % 3 else f"{'Ann' if at % 2 else 'Bob'}: they all told me it")
            for at in range(30)
        ]
        for x in (20, 210)
    )
    text = read([*left, *right]).source.text
    assert text.count("\n") == 19


def test_paragraphs_end_where_a_name_stands_alone_or_a_gap_is_wider():
    lines = []
    y = 780
    for name in NAMES:
        lines += [
            (20, y, name),
            (20, y - 12, "a line that is as full as lines are here"),
            (20, y - 24, "a line that is as full as lines are here"),
        ]
        y -= 44
    text = read(lines).source.text.split("\n")
    assert text[:2] == ["Ann", "a line that is as full as lines are here a line that is as full as lines are here"]
    assert text[::2] == NAMES


def noted(data, said, box, kind=raw.FPDF_ANNOT_HIGHLIGHT):
    """Return a PDF with a comment of Lin upon a box of its first page."""
    document = pypdfium2.PdfDocument(data)
    note = raw.FPDFPage_CreateAnnot(document[0], kind)
    for key, value in ((b"Contents", said), (b"T", "Lin")):
        words = (value + "\0").encode("utf-16-le")
        raw.FPDFAnnot_SetStringValue(note, key, ctypes.cast(words, ctypes.POINTER(raw.FPDF_WCHAR)))
    left, bottom, right, top = box
    raw.FPDFAnnot_SetRect(note, raw.FS_RECTF(left, top, right, bottom))
    if kind == raw.FPDF_ANNOT_HIGHLIGHT:
        raw.FPDFAnnot_AppendAttachmentPoints(
            note, raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        )
    raw.FPDFPage_CloseAnnot(note)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("kind", "on"), [(raw.FPDF_ANNOT_HIGHLIGHT, "it was hard"), (raw.FPDF_ANNOT_TEXT, "Bob: it was hard, it was hard")]
)
def test_a_comment_lies_on_its_words(kind, on):
    data = pdf([(20, 700, "Ann: it was hard"), (20, 660, "Bob: it was hard, it was hard")])
    source = read_bytes(Path("a.pdf"), noted(data, "真的？", (20 + 18 * 6, 655, 400, 672), kind)).source
    (remark,) = source.remarks
    assert (remark.text, source.text[remark.span.start : remark.span.end]) == ("Lin: 真的？", on)
    assert remark.span.start > source.text.index("Bob") - 1


def test_a_page_that_cannot_be_loaded_is_damage():
    whole = pdf([(20, 700, "Ann: hello")], [(20, 700, "Bob: hello")])
    with pytest.raises(InputError, match="damaged"):
        read_bytes(Path("a.pdf"), whole.replace(b"6 0 obj<</Type/Page", b"9 0 obj<</Type/Pxge"))


def test_words_that_stand_outside_the_page_are_read():
    assert "hello there" in read([(-3, 100, "hello there")]).source.text


@pytest.mark.parametrize("down", [0, 6], ids=["above", "in the middle"])
def test_a_table_without_lines_is_read_by_its_columns(down):
    names = NAMES * 3
    words = [f"{said_} {at}" for at, said_ in enumerate(SAID[:4] * 3)]
    rows = [
        item
        for at, (name, said_) in enumerate(zip(names, words, strict=True))
        for item in [
            (110, 780 - 30 * at, said_[:18]),
            (110, 768 - 30 * at, said_[18:].strip()),
            (23, 780 - 30 * at - down, name),
        ]
    ]
    reading = read(rows[:18], rows[18:])
    assert said(reading) == list(zip(names, words, strict=True))
    assert reading.speakers.sure  # rows stand farther apart than lines
    close = [(x, y + 6 * (at // 3), words) for at, (x, y, words) in enumerate(rows)]
    assert not read(close[:18], close[18:]).speakers.sure  # nothing tells what belongs together


LONG = "what have you seen in all the time that you were there"
LATER = [
    "one went",
    "so it was",
    "many came",
    "nobody did",
    "it fell",
    "all left",
    "we stayed",
    "they grew",
    "rain came",
    "it ended",
    "no more",
    "true",
]


@pytest.mark.parametrize(("gap", "sure"), [(8, True), (0, False)])
def test_names_above_what_is_said_are_asked_about_where_paragraphs_stand_no_farther_apart_than_lines(gap, sure):
    items, y = [], 780
    for at in range(12):
        for words in (["Ann", "Bob"][at % 2], LONG, LONG, LATER[at]):
            items.append((20, y, words))
            y -= 12
        y -= gap
    reading = read(
        [item for item in items if item[1] > 400], [(x, y + 380, words) for x, y, words in items if y <= 400]
    )
    assert said(reading) == [(["Ann", "Bob"][at % 2], f"{LONG} {LONG} {LATER[at]}") for at in range(12)]
    assert reading.speakers.sure is sure


def test_chinese_set_apart_from_latin_has_no_space_that_the_file_does_not_write():
    chinese = (
        "<</Type/Font/Subtype/Type0/BaseFont/MSung-Light/Encoding/UniCNS-UTF16-H/DescendantFonts[<</Type/Font"
        "/Subtype/CIDFontType0/BaseFont/MSung-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(CNS1)/Supplement 0>>"
        "/FontDescriptor<</Type/FontDescriptor/FontName/MSung-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
        "/Ascent 800/Descent -200/CapHeight 700/StemV 80>>/DW 1000>>]>>"
    )
    word = "BT /C 10 Tf {x} 700 Td <{hexed}> Tj ET\n"
    drawn = [word.format(x=20, hexed="我用".encode("utf-16-be").hex()), (42.5, 700, "PPT"), (72, 700, "and more")]
    drawn.append(word.format(x=122.5, hexed="好嗎".encode("utf-16-be").hex()))
    whole = pdf(drawn).replace(b"/Font<</F 3 0 R>>", b"/Font<</F 3 0 R/C " + chinese.encode() + b">>")
    assert read_bytes(Path("a.pdf"), whole).source.text == "我用PPT and more好嗎"


def test_columns_in_which_nobody_is_named_stay_lines():
    items = [(23 + 90 * (at % 3), 780 - 12 * (at // 3), f"item{at}") for at in range(60)]
    reading = read(items)
    assert {speaker for speaker, _words in said(reading)} == {""}
    assert "item0 item1 item2" in reading.source.text


def test_too_many_pages_are_refused_not_left_out():
    with pytest.raises(InputError, match="more than 300 pages"):
        read(*[[]] * 301)


FULL = "what have you seen to this day, and so on then?"
BULLET = "\\267"  # as the font's own encoding writes it


@pytest.mark.parametrize(
    ("marks", "x", "read_as"),
    [
        ([f"{at}." for at in range(1, 7)], 20, [f"{at}. " for at in range(1, 7)]),
        ([str(at) for at in range(1, 7)], 20, [f"{at} " for at in range(1, 7)]),
        ([BULLET] * 6, 30, [""] * 6),
    ],
    ids=["numbers", "without a dot", "bullets"],
)
@pytest.mark.parametrize("late", [False, True], ids=["in place", "after all words"])
def test_marks_of_lists_are_no_speech(marks, x, read_as, late):
    words = [f"what they said of number {at}" for at in range(6)]
    lines = [item for at, said_ in enumerate(words) for item in ((45, 780 - 24 * at, FULL), (45, 768 - 24 * at, said_))]
    drawn = [(x, 780 - 24 * at, mark) for at, mark in enumerate(marks)]
    placed = [*lines, *drawn] if late else sorted([*lines, *drawn], key=lambda item: (-item[1], item[0]))
    text = read(placed).source.text.split("\n")
    assert text == [f"{mark}{FULL} {said_}" for mark, said_ in zip(read_as, words, strict=True)]


def test_a_number_that_a_line_begins_with_is_no_item():
    lines = [(45, 780 - 12 * at, f"{7 - at if at % 2 else 'many'} people there said it on that day") for at in range(6)]
    assert read(lines).source.text.count("\n") == 0


def test_a_bullet_before_words_is_left_out_and_a_dot_in_a_name_stays():
    lines = [(20, 780 - 24 * at, f"{BULLET}Ann: it is") for at in range(4)]
    assert read(lines).source.text.split("\n") == ["Ann: it is"] * 4
    assert "A\u2022B" in read([(20, 780, f"Ann: A{BULLET}B")]).source.text


HIDDEN = "BT /F 10 Tf 3 Tr 20 {y} Td ({words}) Tj ET\n"
WHITE = "1 g BT /F 10 Tf 0 Tr 20 {y} Td ({words}) Tj ET 0 g\n"
SEEN = "BT 0 Tr ET\n"
PICTURE = "q 400 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q\n"


def test_words_that_nobody_sees_are_left_out_and_told():
    items = [(20, 780, "Ann: it is"), HIDDEN.format(y=766, words="Eve: no"), SEEN, WHITE.format(y=752, words="Eve: no")]
    source = read([*items, (20, 738, "Bob: so it is")]).source
    assert (source.text, source.left_out) == ("Ann: it is\nBob: so it is", ("hidden text",))
    assert read([(20, 780, "Ann: it is"), HIDDEN.format(y=766, words="  ")]).source.left_out == ()


def test_white_words_on_a_dark_ground_are_read():
    items = ["0 g 0 740 400 30 re f\n", WHITE.format(y=752, words="Eve: no"), (20, 700, "Bob: so it is")]
    assert "Eve: no" in read(items).source.text


def test_the_recognised_words_of_a_scan_are_read_and_told():
    source = read([PICTURE, HIDDEN.format(y=766, words="Ann: it is")]).source
    assert source.text == "Ann: it is"
    assert "check them" in source.left_out[0]


def test_more_words_than_anybody_says_are_refused_not_left_out(monkeypatch):
    monkeypatch.setattr("coder.transcripts.formats.pdf._MOST_SIGNS", 10)
    with pytest.raises(InputError, match="longer than 10 Chinese characters or 30 letters"):
        read([(20, 780, FULL)])
