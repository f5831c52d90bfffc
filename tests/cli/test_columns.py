"""A column is declared once and stands in every format; what is text and not declared safe never tells a name."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import get_type_hints

import pytest
from reports.samples import make_report, quotation

from coder.cli.main import main
from coder.model.counting import table_columns
from coder.model.counting.column import Column, safe_fields
from coder.model.counting.passage import Collection, Passage
from coder.model.counting.table_columns import passage_columns, quotation_columns
from coder.model.quotation import Quotation
from coder.model.reporting.stamp import Stamp
from coder.privacy.deidentification import passages_without_names, without_names

from .conftest import Run

LABEL, VALUE, NAME = "Added here", "value of the row", "大同科技"


def declare(monkeypatch: pytest.MonkeyPatch, name: str, column: Column) -> None:
    """Add a column to a declaration, wherever it is read."""
    declared: Callable[..., list[Column]] = getattr(table_columns, name)

    def more(*arguments, **named):
        return [*declared(*arguments, **named), column]

    for module in [m for key, m in sys.modules.items() if key.startswith("coder.")]:
        if getattr(module, name, None) is declared:
            monkeypatch.setattr(module, name, more)


def text_of(path: Path) -> str:
    if path.suffix not in {".docx", ".xlsx"}:
        return path.read_text("utf-8").replace("\\", "")
    with zipfile.ZipFile(path) as archive:
        return "".join(unescape(archive.read(name).decode("utf-8", "replace")) for name in archive.namelist())


@pytest.mark.parametrize(
    ("declaration", "files", "commands"),
    [
        ("quotation_columns", ("quotes.csv", "study.xlsx", "report.json"), ()),
        ("passage_columns", ("q.csv", "q.xlsx", "q.md"), ("quotes", "quotes --json")),
        ("frequency_columns", ("frequencies.csv", "study.xlsx", "report.json", "findings.md"),
         ("freq", "freq --json", "freq --csv -")),
        ("count_columns", ("frequencies.csv", "study.xlsx", "report.json", "findings.md", "report.docx", "report.html"),
         ("freq", "freq --json", "freq --csv -", "findings", "findings --json", "finding F1")),
        ("finding_columns", ("findings.csv", "study.xlsx", "report.json", "findings.md"),
         ("findings", "findings --json", "finding F1", "finding F1 --json")),
    ],
)  # fmt: skip
def test_a_column_added_to_a_declaration_stands_in_every_format(
    study: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    declaration: str,
    files: tuple[str, ...],
    commands: tuple[str, ...],
):
    declare(monkeypatch, declaration, Column(name="added_here", label=LABEL, value=lambda _row: VALUE))
    assert run("report", "--to", "out").status == 0
    for name in ("q.csv", "q.xlsx", "q.md"):
        assert run("quotes", "--output", f"out/{name}").status == 0
    for name in files:
        text = text_of(Path("out") / name)
        assert VALUE in text, name
        assert LABEL in text or "added_here" in text, name
    for command in commands:
        told = run(*command.split())
        assert told.status == 0
        # A narrow table breaks the words of a heading.
        assert VALUE in told.out, command


@pytest.mark.parametrize(
    "declaration", ["quotation_columns", "passage_columns", "frequency_columns", "finding_columns"]
)
def test_a_private_column_tells_no_name_in_any_format(
    study: Path, run: Run, monkeypatch: pytest.MonkeyPatch, declaration: str
):
    """WHEN a column reads all the texts of its row and is not declared safe."""
    reading = {
        "quotation_columns": lambda q: " ".join(map(str, q)),
        "passage_columns": lambda p: " ".join([p.text, p.case_name, *p.speakers, *p.code_names, p.transcript_name]),
        "frequency_columns": lambda f: f"{f.code}",
        "finding_columns": lambda f: f"{f.statement} {f.finding} {f.spread} {f.supports} {f.text} {f.doubts}",
    }[declaration]
    declare(monkeypatch, declaration, Column(name="added_here", label=LABEL, value=reading))
    for name in ("廠商 A", "一直缺人", "Experience", "Shortage"):
        assert main(["names", "set", name, "化名"]) == 0
    assert run("report", "--to", "out").status == 0
    for name in ("q.csv", "q.xlsx", "q.md"):
        assert run("quotes", "--output", f"out/{name}").status == 0
    for path in Path("out").iterdir():
        for name in ("廠商 A", "一直缺人", "Experience", "Shortage"):
            assert name not in text_of(path), (path.name, name)


def test_no_field_of_a_row_keeps_a_name_but_the_safe_ones():
    report = without_names(
        replace(make_report(), quotations=lambda: [quotation(NAME)._replace(**dict.fromkeys(_texts(Quotation), NAME))]),
        {NAME: "廠商 B"},
    )
    kept = [name for name, value in next(iter(report.quotations()))._asdict().items() if value == NAME]
    assert set(kept) == safe_fields(quotation_columns({})) & set(_texts(Quotation))
    assert set(kept) == {"id", "coding", "case", "code", "at", "origin"}


def test_no_field_of_a_passage_keeps_a_name_but_the_safe_ones():
    fields = {
        name: NAME if kind == "str" else (NAME,) if "str" in kind else 1
        for name, kind in Passage.__annotations__.items()
    }
    passage = Passage(**{**fields, "codings": (), "notes": (), "synthetic": False})
    whole = Collection(
        title=NAME, notice="", stamp=Stamp(head="", changes=0, made_at=""), asked=((NAME, NAME),),
        passages=lambda: [passage], coder_names={"a": NAME},
    )  # fmt: skip
    hidden = passages_without_names(whole, {NAME: "廠商 B"})
    kept = {name for name in fields if NAME in repr(getattr(next(iter(hidden.passages())), name))}
    assert kept == {"id", "case", "coders", "codes", "at", "origins", "citations", "roles", "transcript"}
    assert kept - {"transcript"} == safe_fields(passage_columns({}))
    assert NAME not in repr((hidden.title, hidden.asked, hidden.coder_names))


def _texts(row: type) -> list[str]:
    return [name for name, kind in get_type_hints(row).items() if kind is str]
