"""Lines of a PDF joined to paragraphs."""

import pytest

from coder.transcripts.formats.pdf_pages.pdf_page import Line
from coder.transcripts.formats.pdf_pages.pdf_paragraphs import Joiner


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("我們用 AI 做事，也用 Excel 記帳，都用", "我們用 AI 做事，也用 Excel 記帳，都用 Word 寫字。"),
        ("我們用AI做事，也用Excel記帳，後來都用", "我們用AI做事，也用Excel記帳，後來都用Word寫字。"),
    ],
)
def test_a_line_that_ends_between_chinese_and_latin_is_joined_as_the_file_writes_both(first, words):
    rest = "Word 寫字。" if " AI " in first else "Word寫字。"
    lines = [Line(first, 20, 20 + 10 * len(first), 700, 10), Line(rest, 20, 20 + 10 * len(rest), 686, 10)]
    assert list(Joiner(lines).paragraphs(lines)) == [words]
