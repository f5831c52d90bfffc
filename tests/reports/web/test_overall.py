"""Bars of shares on the page are figures with a number, and each bar stands beside its own number."""

import re

from reports.samples import make_report

from coder.model.reporting.overall_table import Cell, OverallTable
from coder.reports.web import overall as web_overall
from coder.reports.web.evidence import Uses


def test_bars_are_numbered_figures_whose_shares_can_be_read(monkeypatch):
    tables = [
        OverallTable(
            mark=f"by-{name}", caption=name, head=("Theme", "n"), rows=((Cell("甲"), Cell("1")),), note="",
            bars=(("大", (30, 5)), ("小", (7, 0))), bar_names=("甲", "乙"), bar_caption=f"Shares by {name}",
        )
        for name in ("size", "kind")
    ]  # fmt: skip
    monkeypatch.setattr(web_overall, "overall_tables", lambda _report: tables)
    report = make_report()
    html = "".join(web_overall.overall(report, Uses(report)))
    assert re.findall(r"<caption>(Figure \d [^<]*)", html) == ["Figure 1 Shares by size", "Figure 2 Shares by kind"]
    assert re.findall(r'class="share">([^<]*)<', html) == ["30%", "7%", "5%", "0%"] * 2
