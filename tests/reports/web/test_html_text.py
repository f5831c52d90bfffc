from coder.reports.web.html_text import table


def test_a_corner_without_words_is_no_head():
    told = table("Cells", ["", "few"], [["job", "1"]])
    assert "<td></td>" in told
    assert '<th scope="col"></th>' not in told
