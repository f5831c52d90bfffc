"""Numbers recounted from the tables stand on the screen, in every command and in every format of the report."""

from __future__ import annotations

import asyncio
import csv
import html
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from known_codings import AGAINST, BOTH, BY_HAND, FOR, known_study
from openpyxl import load_workbook
from recount import Tables
from screen_reading import at_rest, frame
from shared_data import SHARED

from coder.cli.main import main
from coder.i18n import set_language
from coder.record.study import Study
from coder.tui.app import CoderApp
from coder.tui.settings.preferences import Settings

ROOT = Path(__file__).parents[2]
INTERVIEWS = SHARED / "sayit" / "study8" / "txt"


@pytest.fixture(scope="module", params=["known", "sample"])
def place(request, tmp_path_factory, built_sample):
    """The eight interviews with the known codings, and the sample, each with its report in English."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "known":
        if not INTERVIEWS.is_dir():
            pytest.skip("the eight interviews of shared/data are not on this machine")
        known_study(folder / "study", sorted(INTERVIEWS.iterdir()), "唐鳳")
    else:
        shutil.copytree(built_sample, folder / "study")
    said = ["--study", str(folder / "study"), "--coder", "lead", "--lang", "en"]
    assert main([*said, "report", "--identified", "--to", str(folder / "report")]) == 0
    return folder


@pytest.fixture
def tables(place):
    return Tables(place / "study" / "study.db")


@pytest.fixture
def told(place, capsys):
    """Run a command on the study in English, give what it printed."""

    def run(*arguments):
        capsys.readouterr()
        assert main(["--study", str(place / "study"), "--coder", "lead", "--lang", "en", *arguments]) == 0
        return capsys.readouterr().out

    yield run
    set_language("zh_TW")


def english(place):
    with Study.open(place / "study" / "study.db", "lead") as study:
        set_language("en")
        return {c.id: c.title for c in study.project().codes}


def numbers(text):
    """Return the whole numbers of a text, thousands written together or apart."""
    return [int(n.replace(",", "")) for n in re.findall(r"(?<![\w.,])\d[\d,]*(?![\w.%])", text)]


def counted(row):
    return [row.passages, row.characters, row.transcripts, row.cases]


def test_the_known_codings_are_counted_as_by_hand(place, tables):
    if place.name.startswith("sample"):
        pytest.skip("these are the known codings' numbers")
    for code, one in BY_HAND.items():
        row = tables.of(code)
        assert (row.passages, row.codings, row.characters) == (8 * one.passages, 8 * one.codings, 8 * one.characters)
        assert tables.own(code).passages == 8 * one.own
        assert row.transcripts == row.cases == 8
        for coder, passages in one.by_coder.items():
            assert tables.of(code, coder).passages == 8 * passages
    speaks_for, against, both = tables.sides("F1")
    assert (speaks_for.passages, against.passages, both) == (8 * FOR, 8 * AGAINST, 8 * BOTH)


def test_freq_tells_the_numbers(place, tables, told):
    rows = {row["code"]: row for row in json.loads(told("freq", "--json"))["rows"]}
    lines = told("freq").split("\n")
    titles = english(place)
    for code in tables.parents:
        row = tables.of(code)
        found = rows[code]
        assert [found[k] for k in ("passages", "characters", "transcripts", "cases", "codings")] == [
            *counted(row), row.codings,
        ]  # fmt: skip
        assert found["own"] == tables.own(code).passages
        assert found["coders"] == {who: tables.of(code, who).passages for who in {c[1] for c in tables.codings}}
        printed = [numbers(re.split(r"\s{2,}", line.strip(), maxsplit=1)[1]) for line in lines
                   if line.strip().startswith(f"{titles[code]}  ")]  # fmt: skip
        assert any(line[:4] == counted(row) for line in printed), titles[code]


def test_csv_and_sheets_hold_the_numbers(place, tables):
    with (place / "report" / "frequencies.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    book = load_workbook(next((place / "report").glob("*.xlsx")))
    head, *sheet = book["Frequencies"].iter_rows(values_only=True)
    cells = {row[head.index("Code id")]: row for row in sheet}
    for code in tables.parents:
        row = tables.of(code)
        wanted = [*counted(row), tables.own(code).passages]
        names = ("passages", "characters", "transcripts", "cases", "own")
        assert [int(rows[code][name]) for name in names] == wanted
        columns = ("Passages (any coder)", "Characters", "Transcripts", "Cases", "Without codes below")
        assert [cells[code][head.index(name)] for name in columns] == wanted
    with (place / "report" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        for found in csv.DictReader(file):
            one, other, both = tables.sides(found["finding"])
            assert [int(found[k]) for k in ("passages_for", "passages_against", "both")] == [
                one.passages, other.passages, both,
            ]  # fmt: skip
            assert [int(found[k]) for k in ("cases_for", "cases_against")] == [one.cases, other.cases]
            assert [int(found[k]) for k in ("characters_for", "characters_against")] == [
                one.characters, other.characters,
            ]  # fmt: skip


def markdown_rows(place):
    text = next((place / "report").glob("*.md")).read_text("utf-8")
    return [[cell.strip(" *–") for cell in line.strip("|").split("|")] for line in text.split("\n")
            if line.startswith("|")]  # fmt: skip


def word_rows(place):
    with zipfile.ZipFile(next((place / "report").glob("*.docx"))) as archive:
        document = archive.read("word/document.xml").decode("utf-8")
    for row in re.findall(r"<w:tr[ >].*?</w:tr>", document, re.DOTALL):
        cells = re.findall(r"<w:tc[ >].*?</w:tc>", row, re.DOTALL)
        yield [html.unescape("".join(re.findall(r"<w:t[ >][^<]*|<w:t>[^<]*", c))) for c in cells]


def page_rows(place):
    page = next((place / "report").glob("*.html")).read_text("utf-8")
    for row in re.findall(r"<tr[ >].*?</tr>", page, re.DOTALL):
        cells = re.findall(r"<t[dh][ >].*?</t[dh]>", row, re.DOTALL)
        yield [html.unescape(re.sub(r"<[^>]*>", "", cell)).strip() for cell in cells]


@pytest.mark.parametrize("form", ["markdown", "word", "page"])
def test_the_tables_under_each_finding_hold_the_numbers(place, tables, form):
    titles = english(place)
    if form == "word":
        rows = [[re.sub(r"<w:t[^>]*>", "", cell) for cell in row] for row in word_rows(place)]
    else:
        rows = markdown_rows(place) if form == "markdown" else list(page_rows(place))
    for sides in tables.findings.values():
        for side, codes in zip(("for", "against"), sides, strict=True):
            for code in codes:
                row = tables.of(code)
                if not row.passages:
                    continue
                found = [r for r in rows if {titles[code], side} <= set(r[:2])]
                assert found, (form, titles[code])
                assert all(numbers(" ".join(r[2:]))[:4] == counted(row) for r in found), (form, found)
    if form == "markdown":
        for code, title in titles.items():
            assert any(r[0] == title and numbers(" ".join(r[1:]))[:4] == counted(tables.of(code)) for r in rows), title


def test_the_screens_show_the_numbers(place, tables):
    titles = english(place)

    async def look():
        with Study.open(place / "study" / "study.db", "lead") as study:
            app = CoderApp(study, Settings(language="en"), None)
            async with app.run_test(size=(160, 100)) as pilot:
                await at_rest(pilot.app)
                await pilot.press("alt+k")
                await pilot.pause()
                book = frame(app).split("\n")
                await pilot.press("escape", "alt+f")
                await at_rest(pilot.app)
                await pilot.pause()
                findings = frame(app).split("\n")
                await pilot.press("escape", "f12")
                await at_rest(pilot.app)
                app.screen.action_choose("findings")
                await pilot.pause()
                chart = frame(app).split("\n")
                app.open_transcript(study.project().transcripts[0].id, 0)
                await pilot.pause()
                room = app.screen.query_one("#codebook").size.width
                coding = [line if at == 0 else line[:room] for at, line in enumerate(frame(app).split("\n"))]
                return book, findings, chart, coding, study.project().transcripts[0].id

    book, findings, chart, coding, transcript = asyncio.run(look())
    assert any("Unit: passages; codings of: any coder." in line for line in book)
    for code, title in titles.items():
        row = tables.of(code)
        start = re.compile(rf"\s*(?:[-+] )?[▌■] {re.escape(title[:24])}")
        line = next(line for line in book if start.match(line))
        shown = numbers(start.sub("", line))
        assert [row.passages, row.cases] == shown[:2] if shown else not row.passages, title
    for key in tables.findings:
        one, other, _both = tables.sides(key)
        line = next((line for line in findings if re.search(rf"\b{key} ", line)), None)
        if line is not None:
            assert numbers(line)[:2] == [one.passages, other.passages], line
    sides = [tables.under_all(side) for key in tables.findings for side in tables.findings[key] if side]
    for case, name in tables.cases.items():
        line = next(line for line in chart if re.match(rf"[> ]{re.escape(name)}  ", line))
        shown = [0 if cell == "·" else int(cell) for cell in line[1 + len(name) :].split()]
        assert shown == [tables.row(codes, case=case).passages for codes in sides], line
    assert "passages: any coder" in coding[0]
    for code, title in titles.items():
        passages = tables.row(tables.under(code), transcript=transcript).passages
        found = [line for line in coding if re.match(rf" *[■▌]{re.escape(title[:12])}", line)]
        assert any(re.findall(r" (\d+) *$", line) == ([str(passages)] if passages else []) for line in found), title


def test_quotes_tell_what_they_come_to(place, tables, told, capsys):
    for code in ["", *list(tables.parents)[:6]]:
        capsys.readouterr()
        assert main(["--study", str(place / "study"), "--lang", "en", "quotes", *([code] if code else [])]) == 0
        said = capsys.readouterr().err.split("\n")
        line = next((line for line in said if "characters" in line), "0 passages, 0 characters, 0 cases")
        row = tables.row(set(tables.parents)) if not code else tables.of(code)
        passages = sum(tables.own(key).passages for key in tables.parents) if not code else row.passages
        assert numbers(line)[:3] == [passages, row.characters, row.cases], (code, line)
