"""Taking codings in: the same code on the same words by the same coder exists once, however it came in."""

from __future__ import annotations

import pytest

from coder.coding.acts import Desk
from coder.coding.codings_import import import_codings
from coder.errors import InputError
from coder.model.text import Span

HEADER = "transcript,line,quote,code,coder\n"


def test_what_was_coded_on_the_screen_is_not_taken_in_again(study, tmp_path):
    document = study.transcript("firm-a")
    start = document.text.index("證照幾乎沒在看")
    Desk(study).code(document, Span(start, start + 7), ["cert"])
    path = tmp_path / "more.csv"
    row = "firm-a,3,證照幾乎沒在看,{code},{coder}\n"
    path.write_text(HEADER + row.format(code="cert", coder="甲") + row.format(code="cert", coder="乙") * 2, "utf-8")
    assert import_codings(study, [path]) == (1, 2)
    assert import_codings(study, [path]) == (0, 3)
    assert len(list(study.quotations("cert"))) == 2
    assert len(list(study.passages(["cert"]))) == 1
    assert study.verify() == []


def test_an_ambiguous_quote_stops_the_import_with_its_line(study, tmp_path):
    path = tmp_path / "more.csv"
    path.write_text(HEADER + "firm-a,8,內推,referral,甲\n", "utf-8")
    with pytest.raises(InputError, match=r"more\.csv:2") as caught:
        import_codings(study, [path])
    assert "2" in caught.value.problem.message
    assert list(study.quotations()) == []
    path.write_text(HEADER.replace("coder", "coder,occurrence") + "firm-a,8,內推,referral,甲,2\n", "utf-8")
    assert import_codings(study, [path]) == (1, 0)
    text = study.transcript("firm-a").text
    assert next(study.quotations()).start == text.rindex("內推")
