"""Report files against the record: a file as it was made holds, a changed one is found and the place named."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document

from coder.domain.report import Stamp
from coder.domain.stamp import parse_stamp, stamp_text
from coder.domain.text import Span
from coder.errors import InputError
from coder.plugins import exporters
from coder.session.desk import Desk
from coder.session.reports import check_file
from coder.session.study import Study
from coder.session.synthesis import build_report

NAMES = ["findings.md", "study.xlsx", "quotes.csv", "findings.csv", "report.json", "report.html", "report.docx"]


@pytest.fixture
def made(study, tmp_path) -> tuple[Study, Path]:
    """GIVEN a study with codings, and every report of it; some more codings came since."""
    desk, folder = Desk(study), tmp_path / "exports"
    folder.mkdir()
    text = study.transcript("firm-a").text
    start = text.index("老實說證照")
    desk.code(study.transcript("firm-a"), Span(start, start + 11), ["cert"])
    report = build_report(study, "kind")
    for exporter in exporters().values():
        exporter.write(report, folder)
    desk.code(study.transcript("firm-a"), Span(start, start + 5), ["nlp"])
    return study, folder


def altered(path: Path) -> None:
    """Change a spoken word in a report file, as a person might who opens it in a program."""
    if path.suffix not in {".xlsx", ".docx"}:
        raw = path.read_text("utf-8")
        path.write_text(raw.replace("證照", "學歷", 1), "utf-8", newline="")
        return
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part.replace("證照".encode(), "學歷".encode(), 1))


@pytest.mark.parametrize("name", NAMES)
def test_a_file_as_it_was_made_holds_and_says_how_much_came_since(made, name):
    study, folder = made
    check = check_file(study, folder / name)
    assert check.holds, check.differences
    assert check.since == study.journal.head()[0] - check.stamp.changes == 1
    assert check.stamp.attribute == "kind"


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_word_is_found_and_its_place_named(made, name):
    study, folder = made
    altered(folder / name)
    check = check_file(study, folder / name)
    assert check.known
    assert not check.holds
    assert any("學歷" in told and "證照" in told for told in check.differences)


def test_a_report_of_another_study_is_not_known(made):
    study, folder = made
    path = folder / "findings.md"
    stamp = parse_stamp(path.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace(stamp.head, "0" * 64), "utf-8")
    check = check_file(study, path)
    assert not check.known
    assert not check.holds


@pytest.mark.parametrize(
    ("name", "body"), [("x.md", "words"), ("x.docx", "no zip"), ("x.txt", "words"), ("x.csv", "a")]
)
def test_what_carries_no_stamp_is_refused_with_its_name(study, tmp_path, name, body):
    (tmp_path / name).write_text(body, "utf-8")
    with pytest.raises(InputError, match=name):
        check_file(study, tmp_path / name)


def test_a_stamp_comes_back_from_its_text():
    stamp = Stamp(
        head="ab" * 32, changes=7, made_at="2026-01-01T00:00:00+08:00", codebook="cd", language="en",
        attribute="公司 規模<&>", identified=True, version="0.1.0", template="0123456789abcdef",
    )  # fmt: skip
    assert parse_stamp(f"<!-- {stamp_text(stamp)} -->") == stamp


@pytest.fixture
def house_style(tmp_path) -> Path:
    """GIVEN a Word template of the house that lies nowhere near the study."""
    path = tmp_path / "elsewhere" / "house.docx"
    path.parent.mkdir()
    document = Document()
    document.styles["Normal"].font.name = "Georgia"
    document.save(str(path))
    return path


def test_a_report_in_another_template_is_held_against_the_record_with_that_template(study, tmp_path, house_style):
    report = build_report(study, template=house_style)
    path, other = (exporters()[name].write(report, tmp_path)[0] for name in ("docx", "markdown"))
    assert len(report.stamp.template) == 16
    alone = check_file(study, path)
    assert (alone.known, alone.other_template, alone.holds) == (True, True, False)
    assert check_file(study, path, house_style).holds
    assert check_file(study, other).holds, "Markdown takes nothing from a template"
    beside = study.path.parent / "codebook" / "any-name.docx"
    beside.parent.mkdir(exist_ok=True)
    beside.write_bytes(house_style.read_bytes())
    assert check_file(study, path).holds


def test_a_template_that_was_changed_since_is_another_one(study, tmp_path, house_style):
    path = exporters()["docx"].write(build_report(study, template=house_style), tmp_path)[0]
    document = Document(str(house_style))
    document.styles["Normal"].font.name = "Arial"
    document.save(str(house_style))
    assert check_file(study, path, house_style).other_template


def test_a_report_without_a_template_is_made_again_without_the_one_that_came_since(study, tmp_path, house_style):
    path = exporters()["docx"].write(build_report(study), tmp_path)[0]
    own = study.path.parent / "codebook" / "report-template.docx"
    own.parent.mkdir(exist_ok=True)
    own.write_bytes(house_style.read_bytes())
    assert check_file(study, path).holds
    assert build_report(study).stamp.template
