import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.coding.codings_file import CodingRow, place, read_codings
from coder.errors import InputError
from coder.model.text import LineIndex, Span

pytestmark = pytest.mark.usefixtures("english")

HEADER = "transcript,line,quote,code,coder,at,origin,memo\n"
TEXT = "訪談者：難嗎？\n受訪者：很難，真的很難。\n𪜶說\n很難。\n"


@pytest.fixture
def write(tmp_path):
    def written(text, encoding="utf-8"):
        path = tmp_path / "codings.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return written


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp950", "utf-16"])
def test_rows_keep_the_line_they_stand_on(write, encoding):
    quotes = '訪談.md,2,"難，""真"",\n第二行",T1.a,王小明,2025-03-01T14:30:00+08:00,manual,備忘\n訪談.md,7,難,T1.b,王小明,,,\n'
    first, second = read_codings(write(HEADER + quotes, encoding))
    assert first.quote == '難，"真",\n第二行'
    assert (first.row_line, second.row_line) == (2, 4)
    assert (first.origin, first.memo, second.origin, second.at) == ("manual", "備忘", "import", "")


def test_the_optional_columns_and_other_delimiters(write):
    (row,) = read_codings(write("code;coder;transcript;line;quote\nT1;a;b;1;難\n\n"))
    assert (row.code, row.transcript, row.line, row.quote) == ("T1", "b", 1, "難")
    assert read_codings(write(HEADER)) == []


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (HEADER.replace("memo", "note"), 1, "unknown columns: note"),
        (HEADER.replace("quote,", ""), 1, "columns are missing: quote"),
        (HEADER.replace("memo", "code"), 1, "stand twice: code"),
        (HEADER + "a,1,難,T1,x,,\n", 2, "7 cells, the header 8"),
        (HEADER + "a,0,難,T1,x,,,\n", 2, "“0”"),
        (HEADER + "a,二,難,T1,x,,,\n", 2, "“二”"),
        (HEADER + "a,1,,T1,x,,,\n", 2, "quote is empty"),
        (HEADER + "a,1,難,T1,x,昨天,,\n", 2, "“昨天”"),
        (HEADER + "a,1,難,T1,x,,magic,\n", 2, "“magic”"),
        (HEADER + 'a,1,難,T1,x,,,\na,1,"難"x,T1,x,,,\n', 3, "not valid CSV"),
        (HEADER + 'a,1,"難,T1,x,,,\n', 2, "not valid CSV"),
        ("", 0, "empty"),
    ],
)
def test_a_mistake_names_its_line(write, text, line, said):
    with pytest.raises(InputError, match=said) as caught:
        read_codings(write(text))
    assert caught.value.problem.line == line
    assert caught.value.hint


def row(tmp_path, line, quote):
    return CodingRow(path=tmp_path / "c.csv", row_line=5, transcript="a", line=line, quote=quote, code="T1", coder="x")


@pytest.mark.parametrize(
    ("line", "quote", "start"),
    [(2, "很難", 12), (1, "很難", 12), (4, "很難", 24), (3, "很難", 12), (3, "𪜶說\n很難。", 21), (2, "受訪者", 8)],
)
def test_a_quote_is_found_in_its_line_or_the_nearest(tmp_path, line, quote, start):
    span = place(row(tmp_path, line, quote), TEXT, LineIndex(TEXT))
    assert span == Span(start, start + len(quote))
    assert TEXT[span.start : span.end] == quote


@pytest.mark.parametrize(
    ("line", "quote", "said", "hint"),
    [
        (2, "沒有", "“沒有” is not in line 2 of a, where stands “受訪者：很難", "character for character"),
        (4, "訪談者", "is not in line 4", "line 1"),
        (99, "沒有", "a has 4 lines, none numbered 99", "character"),
    ],
)
def test_a_quote_that_is_not_there(tmp_path, line, quote, said, hint):
    with pytest.raises(InputError, match=said) as caught:
        place(row(tmp_path, line, quote), TEXT, LineIndex(TEXT))
    assert caught.value.problem.line == 5
    assert hint in caught.value.hint


@given(st.text("甲乙\n𪜶", min_size=1), st.data())
def test_every_quote_of_a_text_is_placed(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    index = LineIndex(text)
    coded = CodingRow(
        path=None, row_line=1, transcript="a", line=index.line_of(start), quote=quote, code="c", coder="x"
    )
    span = place(coded, text, index)
    assert text[span.start : span.end] == quote
    assert index.line_of(span.start) == index.line_of(start)
