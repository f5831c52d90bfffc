"""OpenDocument texts: numbers of lists stand before their points, notes on their line."""

from pathlib import Path

import pytest

from coder.transcripts.reading import read_bytes

_SPACES = " ".join(
    f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "text", "style", "svg")
)
_STYLES = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-suffix="." '
    'style:num-format="1" text:start-value="3"/><text:list-level-style-number text:level="2" style:num-prefix="("'
    ' style:num-suffix=")" style:num-format="a"/><text:list-level-style-bullet text:level="3"/></text:list-style>'
    '<text:list-style style:name="Q"><text:list-level-style-number text:level="1" style:num-suffix="、" '
    'style:num-format="一, 二, 三, ..."/><text:list-level-style-number text:level="2" style:num-suffix="："'
    ' style:num-prefix="Q" style:num-format="1" text:display-levels="2"/></text:list-style>'
)


def read(body):
    page = (
        f'<office:document {_SPACES} office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:automatic-styles>{_STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )
    return read_bytes(Path("a.fodt"), page.encode()).source


def text_of(body):
    return read(body).text.split("\n")


def items(*bodies, style="L", more=""):
    points = "".join(f"<text:list-item>{body}</text:list-item>" for body in bodies)
    named = f'text:style-name="{style}" ' if style else ""
    return f"<text:list {named}{more}>{points}</text:list>"


def p(words):
    return f"<text:p>{words}</text:p>"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (items(p("x"), p("y") + p("z"), p("")), ["3. x", "4. y", "z", ""]),
        (items(p("x") + items(p("i"), p("j"), style=""), p("y")), ["3. x", "(a) i", "(b) j", "4. y"]),
        (items(p("x")) + items(p("y")), ["3. x", "3. y"]),
        (items(p("x")) + items(p("y"), more='text:continue-numbering="true"'), ["3. x", "4. y"]),
        (
            items(p("x"), more='xml:id="n"') + p("-") + items(p("y"), more='text:continue-list="n"'),
            ["3. x", "-", "4. y"],
        ),
        (items(p("x") + items(p("i"), style=""), style="Q"), ["一、 x", "Q一.1：i"]),
        (items(items(items(p("dot"), style=""), style="")), ["dot"]),
        ("<text:list-header><text:p>head</text:p></text:list-header>", ["head"]),
        (p("<svg:title>name</svg:title>words<svg:desc>of a picture</svg:desc>"), ["words"]),
    ],
)
def test_the_numbers_of_lists(body, lines):
    assert text_of(body) == lines


@pytest.mark.usefixtures("english")
def test_notes_are_kept_on_their_line_and_stand_in_no_speech():
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>見附件。</text:p>"
        "</text:note-body></text:note>"
    )
    source = read(f"<text:p>甲：缺{note}人。</text:p><text:p>乙：好。</text:p>")
    assert source.text == "甲：缺人。\n乙：好。"
    assert [(one.text, source.text[one.span.start : one.span.end]) for one in source.remarks] == [
        ("Note: 見附件。", "甲：缺人。")
    ]
