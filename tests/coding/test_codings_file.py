from dataclasses import replace

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
    [
        (2, "真的很難", 15),
        (1, "真的很難", 15),
        (4, "很難", 24),
        (3, "真的很難", 15),
        (3, "𪜶說\n很難。", 21),
        (2, "受訪者", 8),
    ],
)
def test_a_quote_is_found_in_its_line_or_the_nearest(tmp_path, line, quote, start):
    span = place(row(tmp_path, line, quote), TEXT, LineIndex(TEXT))
    assert span == Span(start, start + len(quote))
    assert TEXT[span.start : span.end] == quote


@pytest.mark.parametrize(
    ("line", "quote", "said", "hint"),
    [
        (2, "沒有", "“沒有” is not in line 2 of a, which has “受訪者：很難", "character for character"),
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
    line = index.span_of(index.line_of(start))
    here = [at for at in range(line.start, line.end) if text.startswith(quote, at)]
    coded = CodingRow(
        path=None, row_line=1, transcript="a", line=index.line_of(start), quote=quote, code="c", coder="x",
        occurrence=here.index(start) + 1,
    )  # fmt: skip
    span = place(coded, text, index)
    assert span.start == start
    assert text[span.start : span.end] == quote
    assert index.line_of(span.start) == index.line_of(start)


@pytest.mark.parametrize(("line", "first", "count"), [(2, "[很難]，真的", 2), (1, "[很難]，真的", 2), (3, "[很難]", 3)])
def test_an_ambiguous_quote_is_asked_about_with_its_places(tmp_path, line, first, count):
    with pytest.raises(InputError, match=f"stands {count} times near line {line} of a: 1 line 2") as caught:
        place(row(tmp_path, line, "很難"), TEXT, LineIndex(TEXT))
    assert caught.value.problem.line == 5
    assert first in caught.value.problem.message
    assert "occurrence" in caught.value.hint


@pytest.mark.parametrize(("line", "occurrence", "start"), [(2, 1, 12), (2, 2, 17), (3, 3, 24)])
def test_the_row_says_which_of_equal_quotes_it_means(tmp_path, line, occurrence, start):
    meant = replace(row(tmp_path, line, "很難"), occurrence=occurrence)
    assert place(meant, TEXT, LineIndex(TEXT)) == Span(start, start + 2)


def test_an_occurrence_that_is_not_there_is_refused(tmp_path, write):
    with pytest.raises(InputError, match="2 times"):
        place(replace(row(tmp_path, 2, "很難"), occurrence=3), TEXT, LineIndex(TEXT))
    with pytest.raises(InputError, match="“x”, not a number"):
        read_codings(write(HEADER.replace("memo", "occurrence") + "a,2,很難,T1,x,,,x\n"))


OWN = (
    "quote_id,case_name,code_name,text,speaker,coder,line,last_line,transcript,case,code,start,end,at,origin,"
    "codings,synthetic,notice\n"
    "A-2-7f3a,廠商,難,'=很難，真的很難,受訪者,x; y,2,2,a,A,T1,12,20,2026-01-01T00:00:00+08:00,manual,"
    "T1 x 12-14 [A-2-7f3a]; T1 小 y 15-20 [A-2-0abc],true,note\n"
)


def test_our_own_quotes_are_codings_with_their_own_borders(write):
    rows = read_codings(write(OWN))
    assert [(r.code, r.coder, r.span, r.within) for r in rows] == [
        ("T1", "x", Span(12, 14), Span(12, 20)), ("T1", "小 y", Span(15, 20), Span(12, 20)),
    ]  # fmt: skip
    assert [r.quote for r in rows] == ["=很難，真的很難"] * 2
    text = TEXT[:12] + "=很難，真的很難"[:8] + TEXT[20:]
    assert place(rows[0], text, LineIndex(text)) == Span(12, 14)
    with pytest.raises(InputError, match="words at 12–20 of a are not"):
        place(rows[0], TEXT, LineIndex(TEXT))


@pytest.mark.parametrize(
    ("old", "new"), [("T1 x 12-14 [A-2-7f3a]; T1 小 y 15-20 [A-2-0abc]", "nothing"), (",12,20,", ",20,12,")]
)
def test_our_own_file_that_was_changed_is_refused(write, old, new):
    with pytest.raises(InputError) as caught:
        read_codings(write(OWN.replace(old, new)))
    assert caught.value.problem.line == 2
