"""Workbooks of LibreOffice (.ods): a row a turn, hidden parts left out, comments kept."""

import io
import zipfile
from pathlib import Path

import pytest

from coder.errors import InputError
from coder.transcripts.reading import open_file, read_bytes, sheets_of_speech

pytestmark = pytest.mark.usefixtures("english")

_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
TURNS = [("訪談者", "難嗎？"), ("受訪者", "很難。"), ("訪談者", "真的？"), ("受訪者", "真的。")]


def row(*cells, also=""):
    written = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
    return (
        f'<table:table-row {also}>{written}<table:table-cell table:number-columns-repeated="1022"/></table:table-row>'
    )


def sheet(name, *rows, also="", columns=""):
    empty = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    return f'<table:table table:name="{name}" {also}>{columns}{"".join(rows)}{empty}</table:table>'


def talk(name="訪談", **more):
    return sheet(name, row("speaker", "text"), *(row(*turn) for turn in TURNS), **more)


def ods(*sheets, styles=""):
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = (
        f"<office:document-content {_NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body></office:document-content>"
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("mimetype", kind)
        package.writestr("content.xml", content)
    return written.getvalue()


def said(reading):
    text = reading.source.text
    return [(turn.speaker, text[turn.body : turn.end].strip()) for turn in reading.speakers.turns if turn.speaker]


@pytest.mark.parametrize("name", ["a.ods", "a.xlsx"])  # a wrong ending is found out
def test_each_row_is_a_turn(name):
    reading = read_bytes(Path(name), ods(talk()))
    assert said(reading) == TURNS
    assert reading.speakers.sure


def test_hidden_sheets_rows_and_columns_are_left_out_and_told():
    style = '<style:style style:name="off"><style:table-properties table:display="false"/></style:style>'
    rows = [row("speaker", "text", "memo"), row("訪談者", "不算", also='table:visibility="collapse"')]
    rows += [row(*turn, "秘密") for turn in TURNS]
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    data = ods(sheet("訪談", *rows, columns=columns), talk("藏", also='table:style-name="off"'), styles=style)
    reading = read_bytes(Path("a.ods"), data)
    assert said(reading) == TURNS
    assert {"hidden sheets: 藏", "hidden rows: 1", "hidden columns: 1"} <= set(reading.source.left_out)


def test_a_comment_is_on_the_words_of_its_cell():
    noted = row("受訪者", "很難。").replace(
        "<text:p>很難。", "<office:annotation><text:p>再問</text:p></office:annotation><text:p>很難。"
    )
    reading = read_bytes(
        Path("a.ods"), ods(sheet("訪談", row("speaker", "text"), row(*TURNS[0]), noted, row(*TURNS[2]), row(*TURNS[3])))
    )
    (remark,) = reading.source.remarks
    assert (remark.text, reading.source.text[remark.span.start : remark.span.end]) == ("再問", "很難。")


def test_several_sheets_of_speech_are_asked_about_and_read_by_name(tmp_path):
    path = tmp_path / "a.ods"
    path.write_bytes(ods(talk("甲公司"), talk("乙公司")))
    assert sheets_of_speech(path) == ("甲公司", "乙公司")
    with pytest.raises(InputError, match="several sheets hold speech"):
        open_file(path)
    assert said(open_file(path / "乙公司")) == TURNS


def test_a_package_without_sheets_is_refused():
    with pytest.raises(InputError):
        read_bytes(Path("a.ods"), ods())
