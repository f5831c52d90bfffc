"""Columns of a table are as wide as their words need."""

from coder.reports.word.column_widths import fitted, number_columns


def test_what_fits_on_a_line_stays_on_it_and_long_texts_share_the_rest():
    header, row = ("Figure", "Value", "Characters", "Note"), ("Talent", "3,870 people", "360", "a long note " * 20)
    figure, value, characters, note = fitted(header, [row], 15.6)
    assert round(figure + value + characters + note, 6) == 15.6
    assert characters >= 2.3
    assert value >= 2.6
    assert note > 2 * value


def test_columns_that_need_less_than_the_text_has_fill_it():
    assert round(sum(fitted(("主題", "段數"), [("人才競爭落差", "56")], 15.6)), 6) == 15.6


def test_more_columns_than_there_is_room_for_stay_within_the_text():
    assert round(sum(fitted(["廠商 A 的名稱"] * 12, [["12"] * 12], 15.6)), 6) == 15.6


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
    first, *_others = fitted(["主題", *names], [["人才競爭落差", *["12"] * 8]], 15.6)
    assert first >= 2.7
