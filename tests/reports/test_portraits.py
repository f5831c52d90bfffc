from __future__ import annotations

from dataclasses import replace

from coder.coding.acts import Desk
from coder.model.reporting.report import Portrait
from coder.model.text import Span
from coder.reports.build import build_report
from coder.reports.overall_tables import overall_tables


def test_a_portrait_holds_each_passage_once_where_it_begins(study):
    text = study.transcript("firm-a").text
    for words, code in (("老實說證照幾乎沒在看。", "cert"), ("老實說", "referral"), ("內推", "referral")):
        start = text.index(words)
        Desk(study).code(study.transcript("firm-a"), Span(start, start + len(words)), [code])
    report = build_report(study)
    (one,) = report.portraits
    assert sum(one.parts) == report.frequencies.passages == 2
    part = text.index("內推") * len(one.parts) // len(text)
    assert one.parts[part] >= 1


def test_strips_say_how_far_each_transcript_and_finding_goes(report):
    drawn = replace(report, portraits=(Portrait("A", "廠商 A", "A-1", (0, 4)), Portrait("B", "廠商 B", "B-1", (2, 0))))
    tables = {table.mark: table for table in overall_tables(drawn)}
    assert [[cell.text for cell in row] for row in tables["portraits"].rows] == [
        ["廠商 A", "0", "4"],
        ["廠商 B", "2", "0"],
    ]
    assert [cell.shade for cell in tables["portraits"].rows[0][1:]] == [0, 1]
    (first, _bare) = tables["finding-cases"].rows
    spread = report.findings[0].spread
    assert [cell.text for cell in first[1:]] == [f"{s.supports} / {s.opposes}" for s in spread]
