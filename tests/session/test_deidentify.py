"""Reports without names: nothing that the key replaces is printed anywhere, and leaks are found."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.domain.aliases import Replacer
from coder.domain.codebook import Case
from coder.domain.leaks import is_id_number, is_tax_number, leaks
from coder.domain.passage import Query
from coder.domain.text import Span
from coder.errors import CoderError
from coder.exporters.passages import write_passages
from coder.plugins import exporters
from coder.session import intake
from coder.session.deidentify import drop_alias, find_leaks, name_key, redact, redacted, set_alias
from coder.session.desk import Desk
from coder.session.findings import Findings
from coder.session.packing import write_pack
from coder.session.reports import check_file
from coder.session.retrieving import collection
from coder.session.synthesis import build_report

SAID = "受訪者：我們大同科技看證照，Acme 也是；王小明經理 0912-345-678 會說證照沒用。\n"


@pytest.fixture
def named(study, tmp_path):
    """GIVEN a transcript with names in it, coded over them, and a finding whose text names a firm."""
    (tmp_path / "firm-b.txt").write_text(SAID, "utf-8")
    intake.load_cases(study, [Case(id="B", name="大同科技", aliases=("廠商 B",), transcripts=("firm-b.txt",))])
    intake.import_transcripts(study, [tmp_path / "firm-b.txt"], intake.ImportPlan())
    document = study.transcript("firm-b")
    Desk(study).code(document, Span(4, len(SAID) - 1), ["cert"])
    Findings(study).write("F1", "大同科技不看證照。")
    set_alias(study, "Acme", "廠商 C", "firm")
    set_alias(study, "王小明", "受訪者乙", "person")
    return study


def text_of(path) -> str:
    if path.suffix not in {".docx", ".xlsx"}:
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize("name", sorted(exporters()))
def test_no_name_of_the_key_is_in_any_output_unless_wanted(named, tmp_path, name):
    for folder, identified in (("hidden", False), ("open", True)):
        report = build_report(named, identified=identified)
        paths = exporters()[name].write(report, tmp_path / folder)
        texts = "".join(map(text_of, paths))
        for word in ("大同科技", "Acme", "王小明"):
            assert (word in texts) == identified, (word, folder)
        if not identified:
            assert "廠商 C" in texts
        for path in paths:
            if path.suffix != ".txt":
                assert check_file(named, path).holds


def test_the_key_stays_in_the_study_and_can_be_taken_back(named):
    assert name_key(named) == {"大同科技": "廠商 B", "Acme": "廠商 C", "王小明": "受訪者乙"}
    drop_alias(named, "Acme")
    assert "Acme" not in name_key(named)
    Desk(named).undo(frozenset({"alias"}))
    assert name_key(named)["Acme"] == "廠商 C"
    with pytest.raises(CoderError):
        set_alias(named, "甲", "甲公司", "firm")


@pytest.mark.parametrize("name", ["quotes.csv", "quotes.xlsx", "quotes.md"])
def test_files_of_quotes_hold_no_name_of_the_key_either(named, tmp_path, name):
    for identified in (False, True):
        path = write_passages(collection(named, Query(expression="cert"), identified=identified), tmp_path / name)
        for word in ("大同科技", "Acme", "王小明"):
            assert (word in text_of(path)) == identified


def test_redacted_words_are_printed_nowhere_and_come_back(named, tmp_path):
    redact(named, "0912-345-678")
    assert redacted(named).places("打 0912-345-678 找") == [Span(2, 14)]
    assert not [one for one in find_leaks(named) if one.leak.kind == "phone"]
    for path in exporters()["html"].write(build_report(named), tmp_path):
        assert "0912-345-678" not in text_of(path)
        assert "〔遮蔽〕" in text_of(path)
    Desk(named).undo()
    assert redacted(named).places("打 0912-345-678 找") == []


def test_a_pack_with_names_must_be_wanted(named, tmp_path):
    with pytest.raises(CoderError, match="3"):
        write_pack(named, tmp_path / "pack.zip", tmp_path / "none")
    assert not (tmp_path / "pack.zip").exists()
    assert write_pack(named, tmp_path / "pack.zip", tmp_path / "none", identified=True) > 0


def test_leaks_are_named_with_their_place(named):
    found = [(one.leak.kind, one.leak.words, one.transcript, one.line) for one in find_leaks(named)]
    assert ("phone", "0912-345-678", "firm-b", 1) in found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("寫信到 hr@firm.com.tw 就好", "e-mail"), ("打 02-2720-8889 找我", "phone"), ("+886 912 345 678", "phone"),
        ("身分證 A123456789 啦", "id-number"), ("統編 04595257", "tax-number"),
        ("在台北市信義區市府路1號上班", "address"), ("我們林經理說", "person"),
    ],
)  # fmt: skip
def test_each_kind_of_leak_is_found(text, kind):
    assert kind in {leak.kind for leak in leaks(text)}


@pytest.mark.parametrize("text", ["A123456780", "模型跑了 12345678 次", "2025 年 3,870 人", "我們公司在那條路上"])
def test_numbers_that_only_look_so_are_left_alone(text):
    assert list(leaks(text)) == []


def test_check_digits():
    assert is_id_number("A123456789")
    assert not is_id_number("A123456788")
    assert is_tax_number("04595257")
    assert not is_tax_number("04595258")


@given(st.text(alphabet="甲乙丙Ax ", max_size=40), st.data())
def test_places_go_along_with_the_words_that_stay(text, data):
    replacer = Replacer({"甲乙": "丁", "A": "長長的名"})
    replaced = replacer.mapped(text)
    assert replaced.text == replacer.text(text)
    places = [replaced.place(at) for at in range(len(text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(replaced.text)
    assert places[0] == 0
    at = data.draw(st.integers(0, len(text)))
    if text[at : at + 1] in {"丙", "x", " "}:
        assert replaced.text[replaced.place(at)] == text[at]
