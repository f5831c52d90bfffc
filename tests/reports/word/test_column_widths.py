"""Columns of a table are as wide as their words need."""

from coder.reports.word.column_widths import fitted, lines_of, number_columns


def test_what_fits_on_a_line_stays_on_it_and_long_texts_share_the_rest():
    header, row = ("Figure", "Value", "Characters", "Note"), ("Talent", "3,870 people", "360", "a long note " * 20)
    figure, value, characters, note = fitted(header, [row], 15.6).widths
    assert round(figure + value + characters + note, 6) == 15.6
    assert characters >= 2.3
    assert value >= 2.6
    assert note > 2 * value


def test_columns_that_need_less_than_the_text_has_fill_it():
    assert round(sum(fitted(("主題", "段數"), [("人才競爭落差", "56")], 15.6).widths), 6) == 15.6


def test_more_columns_than_there_is_room_for_stay_within_the_text():
    assert round(sum(fitted(["廠商 A 的名稱"] * 12, [["12"] * 12], 15.6).widths), 6) == 15.6


def test_numbers_shares_and_parts_of_a_whole_are_told_from_words():
    rows = [
        ("2025 demand", "3,870 people", "7 of 8", "15 (27%; 4%)", "2 (one by hand)", "—"),
        ("B", "1", "—", "0", "x", "0"),
    ]
    assert number_columns(rows) == {1, 2, 3, 5}


def test_heads_break_before_the_names_of_rows_do():
    names = [
        "產學策進會",
        "師大 ENSIT 計畫",
        "天下雜誌",
        "施銘旭",
        "創投公會",
        "人工智慧學校",
        "資訊軟體協會",
        "網管人雜誌",
    ]
    fit = fitted(["主題", *names], [["人才競爭落差", *["12"] * 8]], 15.6)
    assert fit.points == 9
    assert fit.widths[0] >= 0.4 + 6 * 0.035 * fit.points  # six characters of so many points


def test_no_word_of_a_head_breaks_where_smaller_letters_keep_it_whole():
    """GIVEN the table of a finding's codes in English, which is wider than the text at ten points."""
    heads = ("Code", "Side", "Passages (any coder)", "Characters", "Transcripts", "Cases", "Share of cases")
    fit = fitted(heads, [("Staff or acquaintance referral", "against", "8", "1,258", "5", "5", "63%")], 15.6)
    assert sum(fit.widths) <= 15.6 + 1e-9
    for head, width in zip(heads, fit.widths, strict=True):
        assert width >= 0.4 + max(map(len, head.split())) * 0.024 * fit.points


def test_a_day_stays_on_its_line():
    heads = ("Sentence", "Day", "Coder", "What", "Acts", "Rows")
    rows = [("Suggestions", "2026-11-30", "組長", "settled what coders agree on", "1", "#207, #219, #228 … 42 rows")]
    fit = fitted(heads, rows, 15.6)
    assert fit.widths[1] >= 0.4 + 10 * 0.021 * fit.points


def test_a_number_with_its_shares_stays_on_its_line():
    heads = ["主題", *(f"{name}（{n} 個案）" for name, n in (("媒體", 2), ("學校", 1), ("政府", 1), ("產業", 4)))]
    fit = fitted(heads, [["人才競爭落差", *["122（24%；27%）"] * 4]], 15.6)
    assert all(width >= 0.4 + (9 * 0.0215 + 3 * 0.037) * fit.points for width in fit.widths[1:])


def test_a_text_of_long_words_takes_the_lines_on_which_its_words_stay_whole():
    assert lines_of(["understand " * 6], [3.4], 10) == 6  # two would fit, were words parted
    assert lines_of(["領域知識" * 6], [0.45 + 8 * 0.37], 10) == 3


def test_rows_stay_low_where_one_long_cell_would_make_all_of_them_tall():
    """GIVEN figures whose names, sources and notes fit on a line, beside one value that is long."""
    heads = ("調查數據", "數值", "資料來源", "附註")
    row = ("2025 年新增專業人才需求（樂觀）", "3,870 人", "數位產業署，2024，表 2", "註 1；註 3")
    long = ("AI 應用產品化的最大困難", "連續兩年為合適的 AI 人才不足", "數位產業署，2024，五", "註 1")
    fit = fitted(heads, [row] * 9 + [long], 15.6)
    assert lines_of(row, fit.widths, fit.points) == 1
    assert lines_of(long, fit.widths, fit.points) == 2


def test_a_rounded_number_is_one_and_what_it_is_derived_from_is_none():
    rows = [("2025", "約 3,900 人", "3,520 人 × 1.1"), ("2026", "3,870 人", "3,870 人（取約數）")]
    assert number_columns(rows) == {1}
