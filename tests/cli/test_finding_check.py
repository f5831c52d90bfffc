"""finding --check: what the lead claims beside who stands behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coder.coding.acts import Desk
from coder.findings.acts import Findings
from coder.findings.claim_check import ClaimChecker, points
from coder.findings.recommendations import Recommendations
from coder.record.entry import Put
from coder.record.study import Study


@pytest.fixture
def written(study):
    """GIVEN a finding whose text claims more than its one quote, and a recommendation that rests on the finding."""
    with Study.open(study / "study.db", "ann") as record:
        quote = next(q for q in record.quotations() if q.code == "shortage").id
        text = f"每家公司都缺人：[[quote:{quote}]]。有公司說不出原因。"
        Findings(record).write("F1", text)
        Recommendations(record).write("R1", "依據[[finding:F1]]，先補人。")
    return study, quote


def test_a_sentence_without_a_citation_and_a_quantifier_beyond_its_quotes_are_listed(run, written):
    _folder, quote = written
    rows = run("finding", "--check", "F1", "--json").json["rows"]
    strong, uncited = [row for row in rows if row["part"] == "text"]
    assert (strong["cites"], strong["uncited"], strong["cases"], strong["persons"]) == ([quote], False, 1, 1)
    assert [(q["words"], q["strength"], q["needed"], q["holds"]) for q in strong["quantifiers"]] == [
        ("每家", "all", 2, False),
        ("都", "all", 2, False),
    ]
    assert (uncited["sentence"], uncited["uncited"], uncited["quantifiers"]) == ("有公司說不出原因。", True, [])


def test_all_findings_and_recommendations_are_checked_without_an_id(run, written):
    told = run("finding", "--check")
    assert told.status == 0
    assert "“每家” needs 2 cases: 1 case, 1 person cited" in told.out
    assert "1 sentence without a citation, 1 sentence beyond the evidence" in told.out
    assert {row["id"] for row in run("finding", "--check", "--json").json["rows"]} == {"F1"}
    assert "R1" not in told.out


def test_a_recommendation_stands_on_the_passages_of_the_findings_it_names(run, written):
    folder, _quote = written
    with Study.open(folder / "study.db", "ann") as record:
        Recommendations(record).write("R1", "[[finding:F1]]指出許多公司缺人。")
    (row,) = run("finding", "--check", "R1", "--json").json["rows"]
    assert (row["cites"], row["persons"]) == (["F1"], 1)
    assert (row["cases"], row["quantifiers"][0]["holds"]) == (1, False)


def test_a_quote_that_is_no_longer_coded_stands_behind_nothing(run, written):
    folder, quote = written
    with Study.open(folder / "study.db", "ann") as record:
        coding = next(q for q in record.quotations() if q.id == quote).coding
        document = record.transcript(record.coding(coding).transcript)
        Desk(record).remove(document, [c for c in document.codings if c.id == coding])
    strong = next(r for r in run("finding", "--check", "F1", "--json").json["rows"] if r["part"] == "text")
    assert (strong["cases"], strong["persons"]) == (0, 0)


def test_an_unknown_id_and_no_id_at_all_are_refused(run, study):
    assert run("finding", "--check", "F9").status != 0
    assert "R1" in run("finding", "--check", "F9").err
    assert run("finding").status == 2


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("三家公司都缺人：[[quote:{quote}]]。", [("三家", 3, 1)]),
        ("Three of the firms, or rather two small firms, lack people: [[quote:{quote}]].", [("two small firms", 2, 1)]),
        ("有兩位受訪者說缺人：[[quote:{quote}]]。", [("兩位", 2, 1)]),
        ("這兩家缺人：[[quote:{quote}]]。", []),
        ("四十家受調查：[[figure:firms]]。", []),
        ("本項有三家支持：[[quote:{quote}]]。", [("三家", 3, 1)]),
    ],
)
def test_a_number_of_firms_or_persons_beyond_those_cited_is_listed(run, written, text, numbers):
    folder, quote = written
    with Study.open(folder / "study.db", "ann") as record:
        finding = Findings(record).finding("F1")
        new = replace(finding, text=text.format(quote=quote))
        record.record([Put("finding", finding, new)], "write")
    rows = [row for row in run("finding", "--check", "F1", "--json").json["rows"] if row["part"] == "text"]
    assert [(n["words"], n["number"], n["there"]) for row in rows for n in row["numbers"]] == numbers
    assert ("says more than stand behind it" in run("finding", "--check", "F1").out) == bool(numbers)


def test_no_number_in_the_sample_says_more_than_stand_behind_it(built_sample):
    with Study.open(built_sample / "study.db", "組長") as study:
        project, checker = study.project(), ClaimChecker(study)
        checks = [c for place in (*project.findings, *project.recommendations) for c in checker.check(place)]
        assert len(checks) > 10
        assert [(c.key, one) for c in checks for one in c.stated] == []
        # A statement is held against all that its text cites, and only against the kind of firm that it names.
        first, fourth = (next(f for f in project.findings if f.id == key) for key in ("F1", "F4"))
        for field, statement in (
            ("statement", "四家新創難以招募。"),
            ("statement", "三家大型廠商以訓練代替經驗。"),
            ("statement_en", "Five information service firms find ordinary posts easy to fill."),
        ):
            [more] = [c for c in checker.check(replace(first, **{field: statement})) if c.stated]
            assert (more.part, more.is_too_strong) == (field, True)
        without_table = fourth.text.replace("，段數見[[table:F4]]", "")
        beyond = replace(fourth, text=without_table, statement="七家談到工具各不相同。")
        [more] = [c for c in checker.check(beyond) if c.stated]
        assert (more.part, more.stated[0].there) == ("statement", 6)
        assert points(more)[-1] == "「七家」超過內文所引用的：6 個個案"
        third = next(f for f in project.findings if f.id == "F3")
        [more] = [c for c in checker.check(replace(third, text="支持本項的有八家。")) if c.stated]
        assert more.is_too_strong
