"""RTF: whose words, in which characters, and what stands beside them."""

from pathlib import Path

import pytest

from coder.errors import InputError
from coder.model.text import Role
from coder.transcripts.reading import read_bytes

pytestmark = pytest.mark.usefixtures("english")


def read(body, head=r"\ansi\ansicpg950"):
    return read_bytes(Path("a.rtf"), (r"{\rtf1" + head + " " + body + "}").encode("latin-1"))


def said(reading):
    text = reading.source.text
    return [(t.speaker, text[t.body : t.end].strip()) for t in reading.transcript.turns if t.role is not Role.NONE]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"see {\field{\*\fldinst HYPERLINK \"https://a.tw\"}{\fldrslt here}}", "see here"),
        (r"{\field{\fldinst HYPERLINK x}{\fldrslt {\ul here}}} now", "here now"),
        (r"{\fonttbl{\f0\fcharset136 MingLiU;}}\f0 \'a4\'a4\'a4\'e5", "中文"),
        (r"{\fonttbl{\f0\fcharset0 Arial;}}\f0 caf\'e9", "café"),
        (r"\'a4\'a4@\'a4\'e5", "中@文"),
        (r"\u20013?\u25991?\uc0\u22909", "中文好"),
        (r"\u-10179?\u-8704?", "😀"),
        ("\\uc2\\u20013\n\\'a4\r\n\\'a4\\u25991\n??", "中文"),
        (r"{\listtext 1.\tab}one\par{\listtext\'b7\tab}two", "1. one\ntwo"),
        (r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt box\par}}{\shprslt box}}words", "words\nbox"),
        (r"{\header head}{\footer foot}words{\*\unknown x{\b y}}", "words"),
        (r"{\deleted gone }kept", "kept"),
        (r"{\upr{\author x}{\*\ud{\u20013?}}}", "中"),
        (r"a{\pict\bin3 }}}}b", "ab"),
        (r"words}after{", "words"),
    ],
)
def test_what_a_document_says(body, text):
    assert read(body).source.text == text


def test_a_document_of_nothing_but_a_page_header_says_so():
    with pytest.raises(InputError, match="page headers"):
        read(r"{\header head}")


def test_notes_are_kept_on_their_line_and_stand_in_no_speech():
    source = read(r"Ann: a{\footnote\pard{\super x} note}b\par Bob: c").source
    assert source.text == "Ann: ab\nBob: c"
    assert [(one.text, source.text[one.span.start : one.span.end]) for one in source.remarks] == [
        ("Note: x note", "Ann: ab")
    ]


def test_comments_lie_on_their_words():
    body = (
        r"Ann: I {\*\atrfstart 7}found it{\*\atrfend 7}{\*\atnid L}{\*\atnauthor Lin}\chatn"
        r"{\*\annotation{\*\atnref 7}{\*\atndate 1}\pard really?\par how} hard.\par Bob: {\*\annotation alone}yes"
    )
    source = read(body).source
    assert source.text == "Ann: I found it hard.\nBob: yes"
    assert [(one.text, source.text[one.span.start : one.span.end]) for one in source.remarks] == [
        ("Lin: really?\nhow", "found it"),
        ("alone", "Bob: yes"),
    ]


def test_paragraphs_in_a_cell_are_one_persons():
    row = r"\trowd\pard\intbl {%s}\cell one\par two|three\cell\row "
    assert said(read("".join(row % name for name in ("Ann", "Bob", "Ann", "Bob")))) == [
        (name, "one\ntwo|three") for name in ("Ann", "Bob", "Ann", "Bob")
    ]


def test_headings_and_bold_names():
    heading = r"\ansi{\stylesheet{\s1 Heading 1;}}"
    assert said(read(r"\pard\s1 Talk\par\pard Ann: hi\par Bob: ho\par Ann: so\par", heading))[0] == ("Ann", "hi")
    body = "".join(rf"{{\b {name}}} {words}\par " for name, words in [("Ann", "hi there"), ("Bob", "ho there")] * 3)
    assert said(read(body)) == [("Ann", "hi there"), ("Bob", "ho there")] * 3
