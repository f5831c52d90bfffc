"""A codebook four levels deep: its file, tree, picker, counts and exports, and the way back into the file."""

from __future__ import annotations

import json
import re

import pytest
from openpyxl import load_workbook

from coder.building import build
from coder.cli.main import main
from coder.coding.acts import Desk
from coder.files.study_files import load_codebook
from coder.model.counting.codetree import depths, ordered, paths
from coder.model.text import Span
from coder.record.study import Study
from coder.tui.widgets.code_choices import choices
from coder.workspace import Workspace

BOOK = """\
# Written by hand.
title: 護理
title_en: Nursing
themes:
  - id: strain
    name: 負荷
    name_en: Strain
    color: "#D55E00"
    codes:
      - id: body
        name: 身體
        name_en: Body
        codes:
          # What hurts.
          - id: pain
            name: 疼痛
            name_en: Pain
            keywords: [痛]
            codes:
              - id: back
                name: 背痛
                name_en: Back pain
          - id: sleep
            name: 睡眠
            name_en: Sleep
      - id: mind  # not the heart
        name: 心理
        name_en: Mind
"""
TEXT = "受訪者：背很痛，晚上睡不著，心裡也很悶。\n"


@pytest.fixture
def folder(tmp_path):
    """The built study; coded: back pain twice, overlapping, pain beside it, sleep, and body on all of it."""
    place = tmp_path / "study"
    (place / "codebook").mkdir(parents=True)
    (place / "transcripts").mkdir()
    (place / "codebook" / "codebook.yaml").write_text(BOOK, "utf-8")
    cases = "cases:\n  - {id: W, name: 病房, transcripts: [ward.txt]}\n"
    (place / "transcripts" / "cases.yaml").write_text(cases, "utf-8")
    (place / "transcripts" / "ward.txt").write_text(TEXT, "utf-8")
    with build(Workspace(place), "甲") as study:
        document = study.transcript("ward")
        for code, words in (("back", "背很痛"), ("pain", "痛，晚上"), ("sleep", "睡不著"), ("mind", "心裡也很悶")):
            start = TEXT.index(words)
            Desk(study).code(document, Span(start, start + len(words)), [code])
    return place


@pytest.fixture
def told(folder, capsys):
    """Run a command on the study, give what it printed."""

    def run(*arguments, status=0):
        capsys.readouterr()
        assert main(["--study", str(folder), "--coder", "甲", "--lang", "zh_TW", *arguments]) == status
        printed = capsys.readouterr()
        return printed.out if status == 0 else printed.err

    return run


def test_the_file_holds_codes_below_codes(folder, told):
    with Study.open(folder / "study.db", "甲") as study:
        codes = study.project().codes
        assert [c.id for c in codes] == ["strain", "body", "pain", "back", "sleep", "mind"]
        assert list(depths(codes).values()) == [0, 1, 2, 3, 2, 1]
        assert {c.color for c in codes} == {"#D55E00"}
        assert paths(codes)["back"] == "負荷 › 身體 › 疼痛"
    assert "相同" in told("codebook", "diff") or "一致" in told("codebook", "diff")


def test_counts_are_merged_over_what_is_below(folder, told):
    rows = {row["code"]: row for row in json.loads(told("freq", "--json"))["rows"]}
    merged = {code: (row["passages"], row["own"]) for code, row in rows.items()}
    # Back pain and pain share a character: one passage of pain, of body and of strain.
    assert merged == {
        "strain": (3, 0), "body": (2, 0), "pain": (1, 1), "back": (1, 1), "sleep": (1, 1), "mind": (1, 1),
    }  # fmt: skip


def test_a_code_is_made_and_moved_below_another(folder, told):
    assert told("codebook", "add", "頸痛", "--below", "back", "--id", "neck").strip().endswith("neck")
    told("codebook", "move", "sleep", "mind")
    told("codebook", "move", "pain", "mind")
    assert "疼痛" in told("codebook", "move", "pain", "neck", status=1)
    with Study.open(folder / "study.db", "甲") as study:
        codes = study.project().codes
        assert [c.id for c in ordered(codes)] == ["strain", "body", "mind", "sleep", "pain", "back", "neck"]
        assert study.verify() == []
        Desk(study).undo()
        assert study.project().code_by_id["pain"].parent == "body"
        Desk(study).redo()
    told("codebook", "export")
    written = (folder / "codebook" / "codebook.yaml").read_text("utf-8")
    book = load_codebook(folder / "codebook" / "codebook.yaml")
    assert [c.id for c in book.codes] == ["body", "mind", "sleep", "pain", "back", "neck"]
    assert [c.id for c in book.themes[0].codes[1].codes[1].tree] == ["pain", "back", "neck"]
    for comment in ("# Written by hand.", "# What hurts.", "# not the heart"):
        assert written.count(comment) == 1
    assert "color" not in written.partition("codes:")[2]


def test_the_picker_finds_a_code_by_what_stands_over_it(folder):
    with Study.open(folder / "study.db", "甲") as study:
        found = choices(study.project().codes, "身體 背", (), ())
    assert [(c.code.id, c.theme) for c in found] == [("back", "負荷 › 身體 › 疼痛")]


def test_a_wrong_keyword_below_a_code_is_told_with_its_line(folder, told):
    path = folder / "codebook" / "codebook.yaml"
    path.write_text(BOOK.replace("[痛]", '["痛\\\\"]'), "utf-8")
    wrong = told("codebook", "check", status=1)
    assert "codebook.yaml:18" in wrong
    assert "themes[0].codes[0].codes[0].keywords[0]" in wrong


def test_exports_show_the_levels(folder, told):
    from docx import Document

    out = folder / "out"
    told("report", "--to", str(out))
    page = next(out.rglob("*.html")).read_text("utf-8")
    assert [int(level) for level, _name in re.findall(r"<h([3-6])[^>]*>(負荷|身體|疼痛|背痛|睡眠|心理)</h", page)] == [
        3, 4, 5, 6, 5, 4,
    ]  # fmt: skip
    book = load_workbook(next(out.rglob("*.xlsx")))
    cells = [[cell for cell in row if cell] for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert any("負荷 › 身體 › 疼痛" in row and "back" in row for row in cells)
    paragraphs = Document(str(next(out.rglob("*.docx")))).paragraphs
    indents = {p.runs[0].text: p.paragraph_format.left_indent for p in paragraphs if p.runs}
    assert indents["身體"] < indents["疼痛"] < indents["背痛"]
    assert "– – 背痛" in next(out.rglob("*.md")).read_text("utf-8")
