"""Wrapping: every code point once, no row too wide, Chinese punctuation where readers expect it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from coder.tui.widgets.wrap import column_of, fit, fit_name, offset_at, pad, wrap

TEXT = st.text(st.sampled_from("我你他訪談，。、！？「」（）…abcXYZ 0123.-/\n\U00020000❤️👍🏽e\u0301：；"), max_size=300)


@given(TEXT, st.integers(2, 60))
def test_rows_cover_every_code_point_once_but_line_ends(text, width):
    rows = wrap(text, width)
    covered = "".join(text[s:e] for s, e in zip(rows.starts, rows.ends, strict=True))
    assert covered == text.replace("\n", "")
    assert rows.starts == sorted(rows.starts)


@given(TEXT, st.integers(4, 60))
def test_no_row_is_wider_than_asked_but_for_spaces_at_its_end(text, width):
    rows = wrap(text, width)
    for start, end in zip(rows.starts, rows.ends, strict=True):
        assert cell_len(text[start:end].rstrip(" ")) <= width


def test_no_row_begins_with_closing_or_ends_with_opening_punctuation():
    text = "他說「我們真的很缺人」，然後（笑）就沒有了。" * 20
    for width in range(10, 40):
        rows = wrap(text, width)
        for start, end in zip(rows.starts, rows.ends, strict=True):
            assert text[start] not in "，。」）"
            assert text[end - 1] not in "「（"


def test_latin_words_are_kept_whole():
    text = "我們用 Kubernetes 跟 scikit-learn 還有 Node.js 做 fine-tune，" * 8
    rows = wrap(text, 30)
    shown = [text[s:e].strip() for s, e in zip(rows.starts, rows.ends, strict=True)]
    for word in ("Kubernetes", "scikit-learn", "Node.js", "fine-tune"):
        assert sum(row.count(word) for row in shown) == 8


def test_an_endless_word_is_broken_rather_than_lost():
    rows = wrap("a" * 100, 30)
    assert len(rows) == 4


@given(st.text(st.sampled_from("我a，❤️\U00020000"), min_size=1, max_size=40))
def test_a_cell_leads_back_to_the_code_point_drawn_there(text):
    for offset in range(len(text)):
        column = column_of(text, 0, offset)
        found = offset_at(text, 0, len(text), column)
        assert column_of(text, 0, found) == column


def test_fit_and_pad_count_cells_not_characters():
    assert cell_len(pad("編碼簿 codebook", 10)) == 10
    assert cell_len(fit("編碼簿", 4)) <= 4
    assert pad("編", 6) == "編    "


def test_a_name_that_begins_with_a_date_keeps_what_tells_it_apart():
    assert fit_name("2021-02-17-某雜誌來訪", 14) == "..某雜誌來訪"
    assert fit_name("2021-02-17", 6) == "2021.."
    assert fit_name("某雜誌來訪", 20) == "某雜誌來訪"
