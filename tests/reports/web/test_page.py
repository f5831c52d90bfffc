"""The report as a web page: every sentence leads to its passage and back, and no text becomes markup."""

from __future__ import annotations

import asyncio
import os
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browser import BROWSER, browse
from reports.samples import make_report

from coder.coding.acts import Desk
from coder.findings.acts import Findings
from coder.findings.matrix_cells import Matrices
from coder.model.finding import flat
from coder.model.reporting.stamp import parse_stamp
from coder.model.text import Span
from coder.record.study import Study
from coder.reports.build import build_report
from coder.reports.web.page import WebExporter

CITED = ("發現 F2", "Table 7", "Table 2", "61.5%")
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'>]]>\u202e甲"


class Page(HTMLParser):
    """Collects ids, links, headings, scripts and the words of elements with an id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.levels: list[int] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append(tag)
        self.attributes.update(found)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a":
            self.links.append(found["href"])
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))


@pytest.fixture
def written(study):
    """GIVEN a finding with chosen quotations, a text with links, a summarised cell and overlapping codings."""
    desk, text = Desk(study), study.transcript("firm-a").text

    def put(words: str, *codes: str) -> None:
        start = text.index(words)
        desk.code(study.transcript("firm-a"), Span(start, start + len(words)), list(codes))

    put("老實說證照幾乎沒在看。每家用的工具都不一樣", "cert")
    put("每家用的工具都不一樣，你考了這張", "cert", "nlp")
    put("新鮮人我們也收，不過要有實習經驗。LLM 出來之後，𪜶做 NLP 的人很難找！\n（電話響）", "fresh")
    put("內推", "referral")
    with Study.open(study.path, "乙") as other:
        start = text.index("內推")
        Desk(other).code(other.transcript("firm-a"), Span(start, start + 2), ["referral"])
    study.changed_elsewhere()
    findings = Findings(study)
    one = findings.work("F1").of("for")[0]
    findings.choose("F1", one)
    findings.write("F1", f"不看證照：[[quote:{one.quotation.id}]]，見 [[figure:n]]。")
    findings.sign_off("F1")
    matrices = Matrices(study)
    cell = matrices.table(matrices.all()[0]).cells[0][0]
    matrices.write(cell, f"都不看 [[quote:{one.quotation.id}]]")
    return study


def page_of(study, folder: Path) -> tuple[str, Page]:
    (path,) = WebExporter().write(build_report(study), folder)
    text = path.read_text("utf-8")
    return text, Page(text)


def test_every_link_leads_somewhere_and_nothing_is_there_twice(written, tmp_path):
    _text, page = page_of(written, tmp_path)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert all(link.startswith("#") for link in page.links)


def test_of_a_study_too_large_for_a_page_only_the_lines_quoted_are_printed(written, tmp_path, monkeypatch):
    whole, _page = page_of(written, tmp_path)
    monkeypatch.setattr("coder.reports.web.transcripts.MOST_PASSAGES", 2)
    text, page = page_of(written, tmp_path)
    assert "passages are more than a page can hold" in text
    assert text.count('class="line"') < whole.count('class="line"')
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_each_quotation_leads_to_its_passage_and_the_passage_back(written, tmp_path):
    text, page = page_of(written, tmp_path)
    report = build_report(written)
    for found in report.findings:
        for evidence in (*found.supports, *found.opposes):
            for q in evidence.quotations:
                assert f"p-{q.coding}" in page.ids
                runs = text.split(f'<span id="p-{q.coding}"></span>', 1)[1]
                said = re.sub(r"<ul class=\"codes\">.*?</ul>", "", runs)
                said = re.sub(r'<a href="#l-[^>]*>\d+</a>', "", said)
                words = flat(re.sub(r"<[^>]*>", "", said[: 40 * len(q.text) + 2000]))
                assert words.replace(" ", "").startswith(flat(q.text).replace(" ", ""))
    chosen = report.findings[0].chosen[0].quotation
    assert f'href="#q-F1-{chosen.coding}"' in text
    assert f'<a href="#p-{chosen.coding}">“' in text


def test_headings_go_down_one_level_at_a_time(written, tmp_path):
    _text, page = page_of(written, tmp_path)
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in zip(page.levels, page.levels[1:], strict=False))


def test_hostile_words_stay_words(written, tmp_path):
    report = build_report(written)
    quotation = next(iter(report.findings[0].supports[0].quotations))._replace(
        text=HOSTILE, case_name=HOSTILE, speaker=HOSTILE
    )
    evidence = replace(report.findings[0].supports[0], quotations=(quotation,))
    finding = replace(report.findings[0], statement=HOSTILE, supports=(evidence,), chosen=(), text=())
    (path,) = WebExporter().write(replace(report, title=HOSTILE, findings=(finding,)), tmp_path)
    page = Page(path.read_text("utf-8"))
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert not {name for name in page.attributes if name.startswith("on")} | (page.attributes & {"style"})


def test_the_same_study_gives_the_same_bytes_but_for_the_time(written, tmp_path):
    report = build_report(written)
    other = replace(report, stamp=replace(report.stamp, made_at=f"{report.stamp.made_at[:10]}T00:00:00+08:00"))
    first, second = (
        WebExporter().write(r, tmp_path / name)[0].read_text("utf-8") for r, name in ((report, "1"), (other, "2"))
    )
    assert first != second
    assert first.replace(report.stamp.made_at, other.stamp.made_at) == second
    assert parse_stamp(first) == report.stamp


async def _walk(path: Path, axe: str) -> None:
    async with browse(path.parent / "profile") as (tab,):
        await tab.open(path.as_uri())
        await tab.until(lambda: tab.value("document.querySelectorAll('.line').length > 3"))
        go = "(s => { const a = document.querySelector(s); a.click(); return a.getAttribute('href'); })"
        assert await tab.value(f"{go}('#r-R1 ~ ul a')") == "#f-F1"
        place = await tab.value(f"{go}('article blockquote footer a')")
        assert place.startswith("#p-")
        assert await tab.value("location.hash") == place
        assert await tab.value("document.querySelector(':target ~ mark').tagName") == "MARK"
        back = "document.querySelector(':target').closest('.line').querySelector('.codes a[aria-label]')"
        assert (await tab.value(f"(a => {{ a.click(); return location.hash }})({back})")).startswith("#q-F1-")
        assert await tab.value("document.querySelector('#search').hidden") is False
        await tab.value(
            "(f => { f.value = 'ｎｌｐ'; f.dispatchEvent(new Event('input')); })(document.querySelector('#search-field'))"
        )
        assert await tab.value("document.querySelectorAll('#search-hits a').length") > 0
        for width in (360, 1200):
            await tab.call(
                "Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False
            )
            assert await tab.value("document.documentElement.scrollWidth") <= width
        assert [r for r in tab.requests if not r.startswith("file:")] == []
        if axe:
            for scheme in ("light", "dark"):
                feature = {"name": "prefers-color-scheme", "value": scheme}
                await tab.call("Emulation.setEmulatedMedia", features=[feature])
                await tab.value(axe + "; 0")
                answer = await tab.call(
                    "Runtime.evaluate",
                    expression="axe.run().then(r => JSON.stringify(r.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html])))",
                    awaitPromise=True,
                    returnByValue=True,
                )
                assert answer["result"]["value"] == "[]"


def test_what_a_recommendation_cites_is_a_link_to_its_place(tmp_path):
    (path,) = WebExporter().write(make_report(), tmp_path)
    text = path.read_text("utf-8")
    targets = [re.search(rf'<a href="#([^"]+)">{re.escape(said)}</a>', text) for said in CITED]
    assert all(targets)
    assert {found[1] for found in targets if found} <= set(Page(text).ids)
    assert ">9%<" not in text


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
def test_a_reader_walks_from_a_recommendation_to_the_passage_and_back(written, tmp_path):
    (path,) = WebExporter().write(build_report(written), tmp_path)
    axe = os.environ.get("CODER_AXE")
    asyncio.run(asyncio.wait_for(_walk(path, Path(axe).read_text("utf-8") if axe else ""), 60))


def test_a_line_in_which_a_speaker_asks_to_leave_words_out_keeps_its_places_alone(written, tmp_path):
    report = build_report(written)
    one = next(iter(report.transcripts()))
    text = "技術長：小陳是我學弟，名字不要留喔，剪掉。\n技術長：證照沒用。\n"
    q = one.quotations[0]._replace(start=4, end=10, text=text[4:10])
    q = q._replace(codings=(q.codings[0]._replace(start=4, end=10),))
    asked = replace(
        report, transcripts=lambda: [one._replace(text=text, quotations=(q,), turns=())], findings=(), matrices=()
    )
    (path,) = WebExporter().write(asked, tmp_path)
    page = path.read_text("utf-8")
    assert "小陳" not in page
    assert "不要留" not in page
    assert f'id="p-{q.coding}"' in page
    assert "證照沒用" in page
    (path,) = WebExporter().write(replace(asked, stamp=replace(asked.stamp, identified=True)), tmp_path)
    assert "小陳" in path.read_text("utf-8")
