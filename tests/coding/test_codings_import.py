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


def test_a_suggestion_is_one_only_with_what_spoke_for_it(study, tmp_path):
    path = tmp_path / "more.csv"
    start = study.transcript("firm-a").text.index("證照幾乎沒在看")
    row = "firm-a,3,證照幾乎沒在看,cert,{coder},suggestion,{evidence}\n"
    head = "transcript,line,quote,code,coder,origin,evidence\n"
    word = f"證照 {start}-{start + 2} 0.75"
    path.write_text(head + row.format(coder="甲", evidence=word) + row.format(coder="乙", evidence=""), "utf-8")
    assert import_codings(study, [path]) == (2, 0)
    held = {c.coder: (c.origin, [(e.word, e.weight) for e in c.evidence]) for c in study.transcript("firm-a").codings}
    assert held == {"甲": ("suggestion", [("證照", 0.75)]), "乙": ("import", [])}


@pytest.mark.parametrize("evidence", ["證照", "證照 5-x 1", "證照 5-7 0.5; ?", "證照 90000-90002 0.5"])
def test_evidence_that_stands_nowhere_stops_the_import_with_its_line(study, tmp_path, evidence):
    path = tmp_path / "more.csv"
    path.write_text(f"{HEADER[:-1]},evidence\nfirm-a,3,證照幾乎沒在看,cert,甲,{evidence}\n", "utf-8")
    with pytest.raises(InputError, match=r"more\.csv:2"):
        import_codings(study, [path])
