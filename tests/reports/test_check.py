"""Report files against the record: a file as it was made holds, a changed one is found and the place named."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from coder.cli.main import main
from coder.coding.acts import Desk
from coder.errors import InputError
from coder.findings.citations import Citations
from coder.model.identity import quote_id
from coder.model.reporting.stamp import Stamp, parse_stamp, stamp_text
from coder.model.text import Span
from coder.plugins import exporters
from coder.record.study import Study
from coder.reports.build import build_report
from coder.reports.check import check_file, read_stamp

NAMES = ["findings.md", "study.xlsx", "quotes.csv", "findings.csv", "report.json", "report.html", "report.docx"]
STAMPS = ["csv-stamp.txt"]


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


@pytest.mark.parametrize("name", [*NAMES, *STAMPS])
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


def test_what_another_build_wrote_otherwise_is_not_called_changed(made):
    study, folder = made
    path = folder / "findings.md"
    stamp = parse_stamp(path.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace(f"build={stamp.build}", "build=0123456789ab"), "utf-8")
    assert check_file(study, path).holds, "another build may well write the same"
    altered(path)
    check = check_file(study, path)
    assert (check.known, check.other_build, check.holds, check.differences) == (True, True, False, ())


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
        attribute="公司 規模<&>", identified=True, version="0.1.0",
    )  # fmt: skip
    assert parse_stamp(f"<!-- {stamp_text(stamp)} -->") == stamp


def word_file(path: Path, font: str) -> Path:
    document = docx.Document()
    document.styles["Normal"].font.name = font
    document.save(path)
    return path


def test_a_template_is_known_again_or_said_to_be_missing(study, tmp_path):
    (tmp_path / "exports").mkdir()
    other = word_file(tmp_path / "mine.docx", "Courier")
    paths = exporters()["docx"].write(build_report(study, template=other), tmp_path / "exports")
    check = check_file(study, paths[0])
    assert not check.holds
    assert check.other_template
    assert not check.differences, "nothing says that its words were changed"
    assert check_file(study, paths[0], other).holds
    markdown = exporters()["markdown"].write(build_report(study, template=other), tmp_path / "exports")
    assert check_file(study, markdown[0]).holds, "Markdown takes nothing from a template"
    own = study.path.parent / "codebook" / "report-template.docx"
    own.parent.mkdir(exist_ok=True)
    own.write_bytes(other.read_bytes())
    assert check_file(study, paths[0]).holds
    plain = tmp_path / "plain"
    plain.mkdir()
    own.unlink()
    paths = exporters()["docx"].write(build_report(study), plain)
    word_file(own, "Arial")
    assert check_file(study, paths[0]).holds, "a template that came later says nothing of it"


def test_report_prints_json_for_scripts(study, tmp_path, capsys):
    folder, name = study.path.parent, study.coder
    study.close()
    asked = [
        "--study",
        str(folder),
        "--coder",
        name,
        "report",
        "--json",
        "--format",
        "md",
        "--to",
        str(tmp_path / "to"),
    ]
    assert main(asked) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["files"] == [str(tmp_path / "to" / "findings.md")]
    assert told["stamp"]["changes"] > 0
    assert told["likely_leaks"] == []


def test_a_cited_quotation_names_everyone_who_coded_it_so(study):
    for coder in ("甲", "乙"):
        with Study.open(study.path, coder) as mine:
            Desk(mine).code(mine.transcript("firm-a"), Span(0, 12), ["cert"])
    study.changed_elsewhere()
    for coding in study.transcript("firm-a").codings:
        quotation = Citations(study).quotation(quote_id("A", coding.line, coding.id))
        assert quotation is not None
        assert [study.project().coders[key] for key in quotation.coders] == ["甲", "乙"]


def test_a_stamp_that_names_many_copies_is_read_back_whole_from_every_file(study, tmp_path, recwarn):
    report = build_report(study, "kind")
    moment = "+".join(f"{number:012x}:{1000 + number}" for number in range(40))
    report = replace(report, stamp=replace(report.stamp, moment=moment, build="b1b5168f68c7"))
    for exporter in exporters().values():
        exporter.write(report, tmp_path)
    for name in [*NAMES, *STAMPS]:
        assert read_stamp(tmp_path / name) == report.stamp, name
    assert not [one for one in recwarn if "exceed" in str(one.message)]
