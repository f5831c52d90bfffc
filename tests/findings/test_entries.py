"""Findings, recommendations, figures and sources made, changed and removed; the files are brought in step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coder.building import build
from coder.coding.acts import Desk
from coder.errors import CoderError, ConflictError
from coder.files.study_files import load_figures, load_findings
from coder.files.yaml_writer import FIGURES, rewritten
from coder.findings.entries import Entries
from coder.findings.entry_fields import CLASSES, entry_of, values_of
from coder.findings.finding_order import move_entry
from coder.model.recommendation_plan import plan_lines
from coder.record.kinds import KINDS
from coder.workspace import Workspace, apply_files, compare_files, planned_files


def made(study, kind, **values):
    entries = Entries(study)
    entry = entries.read(kind, {**entries.blank(kind), **values}, None)
    entries.add(entry)
    study.look_again()
    return entry


def test_each_kind_is_made_changed_and_removed_and_each_step_taken_back(study):
    source = made(study, "source", name="調查", author="某部", year="2024")
    figure = made(study, "figure", name="比率", name_en="Share of firms", value="1,234", source=source.id, about="yes")
    assert (figure.id, figure.value, figure.about) == ("share-of-firms", 1234, True)
    finding = made(study, "finding", name="缺人", supports=("cert",), opposes=("fresh",), figures=(figure.id,))
    assert finding.id == "F3"
    recommendation = made(study, "recommendation", name="多訓練", findings=(finding.id,))
    entries = Entries(study)
    changed = entries.read("finding", {**values_of(finding), "name": "很缺人"}, finding)
    entries.edit(finding, changed)
    study.look_again()
    entries.remove(entries.removal(changed))
    study.look_again()
    assert entries.entry("recommendation", recommendation.id).findings == ()
    for _ in range(2):
        Desk(study).undo(frozenset(KINDS))
    study.look_again()
    assert entries.entry("finding", "F3") == finding
    assert entries.entry("recommendation", recommendation.id) == recommendation


def test_names_without_latin_letters_get_numbers(study):
    assert [made(study, "figure", name=name, value="1").id for name in ("甲", "乙")] == ["figure-1", "figure-2"]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("finding", {"name": " "}),
        ("finding", {"name": "x", "id": "f1"}),
        ("finding", {"name": "x", "id": "第一"}),
        ("finding", {"name": "x", "supports": ("cert",), "opposes": ("cert",)}),
        ("recommendation", {"name": "x", "id": "F1"}),
        ("figure", {"name": "x"}),
        ("source", {"name": "x", "author": "y", "id": "N"}),
        ("source", {"name": "x"}),
        ("figure", {"name": "x", "value": "1", "codes": ("cert",)}),
        ("figure", {"name": "x", "value": "1", "id": "a", "derived_of": "a"}),
        ("figure", {"name": "x", "value": "1", "derived_of": "b", "derived_times": "nan"}),
        ("figure", {"name": "x", "value": "1", "derived_times": "2"}),
        ("source", {"name": "x", "author": "y", "year": "去年"}),
    ],
)
def test_what_cannot_be_is_refused(study, kind, values):
    entries = Entries(study)
    with pytest.raises(CoderError):
        entries.read(kind, {**entries.blank(kind), **values}, None)


def test_what_is_cited_or_rested_on_stays(study):
    source = made(study, "source", name="調查", author="某部")
    figure = made(study, "figure", name="比率", name_en="Share", value="12", source=source.id)
    made(study, "figure", name="一半", name_en="Half", value="6", derived_of=figure.id, derived_times="0.5")
    entries = Entries(study)
    for entry in (source, figure):
        with pytest.raises(ConflictError):
            entries.removal(entry)


def test_an_entry_left_as_it_is_stays_so_to_the_last_field(built_sample):
    files = (
        load_findings(built_sample / "codebook/findings.yaml"),
        load_figures(built_sample / "codebook/figures.yaml"),
    )
    for entry in (*files[0].findings, *files[0].recommendations, *files[1].figures, *files[1].sources):
        kind = next(k for k, cls in CLASSES.items() if isinstance(entry, cls))
        values = values_of(entry)
        assert entry_of(kind, values, entry) == entry
        assert entry_of(kind, values, None) == entry


@pytest.fixture
def in_folder(tmp_path):
    place = Workspace(tmp_path)
    place.codebook.mkdir()
    (place.codebook / "codebook.yaml").write_text(
        "title: 研究\nthemes:\n  - {id: pay, name: 薪資, codes: [{id: low, name: 低}]}\n"
    )
    (place.codebook / "figures.yaml").write_text(
        "# 數據\nsources:\n  - id: survey  # 問卷\n    author: 某部\n    name: 調查\nfigures:\n"
        "  - {id: firms, name: 家數, value: 10, place: '', source: survey}\n"
    )
    with build(place, "組長") as study:
        yield place, study


def test_the_files_are_brought_in_step(in_folder):
    place, study = in_folder
    assert compare_files(place, study) == planned_files(place, study) == ()
    entries = Entries(study)
    made(study, "finding", name="低薪", statement="薪資低。\n留不住人。", supports=("low",))
    made(study, "figure", name="一成", name_en="tenth", value="1.5", derived_of="firms", derived_times="0.15")
    source = entries.entry("source", "survey")
    entries.edit(source, replace(source, year=2024))
    study.look_again()
    assert {(d.kind, d.id) for d in compare_files(place, study)} == {
        ("finding", "F1"), ("figure", "tenth"), ("source", "survey"),
    }  # fmt: skip
    for file in planned_files(place, study):
        file.path.write_text(file.after, "utf-8")
    assert compare_files(place, study) == planned_files(place, study) == ()
    written = (place.codebook / "figures.yaml").read_text("utf-8")
    assert "# 數據" in written
    assert "# 問卷" in written
    assert "year: 2024" in written


def test_who_when_and_how_of_a_recommendation_are_filled_in_printed_told_and_kept_in_the_file(in_folder):
    place, study = in_folder
    one = made(study, "recommendation", name="多訓練", statement="多辦訓練。", responsible="學校主辦", timing="一年內")
    assert one.plan == ("學校主辦", "一年內", "")
    assert plan_lines(one) == ("主辦與協辦：學校主辦", "期程：一年內")
    [file] = [file for file in planned_files(place, study) if file.path.name == "findings.yaml"]
    assert "responsible: 學校主辦" in file.after
    assert "measure" not in file.after
    file.path.write_text(file.after.replace("一年內", "半年內"), "utf-8")
    apply_files(place, study)
    study.look_again()
    assert Entries(study).entry("recommendation", one.id).timing == "半年內"


def test_lines_between_entries_stay_where_lists_in_brackets_end_them(tmp_path):
    text = (
        "figures:\n  # 甲的\n  - id: a\n    name: 甲\n    value: 1\n    place: x\n    codes: [p, q]\n\n  # 乙的\n"
        "  - id: b\n    name: 乙\n    value: 2\n    place: x\n    derived: {of: a, times: 2}\n"
    )
    (tmp_path / "figures.yaml").write_text(text, "utf-8")
    file = load_figures(tmp_path / "figures.yaml")
    new = replace(file.figures[0], id="c", codes=())
    more = rewritten(text, file, replace(file, figures=(*file.figures, new)), FIGURES, "x")
    assert more.startswith(text)
    alone = replace(file, figures=(replace(file.figures[1], derived=None),))
    assert rewritten(text, file, alone, FIGURES, "x").endswith(
        "  # 乙的\n  - id: b\n    name: 乙\n    value: 2\n    place: x\n"
    )


def test_what_the_study_removed_leaves_the_file_and_what_it_never_held_stays(in_folder):
    place, study = in_folder
    entries = Entries(study)
    entry = entries.entry("figure", "firms")
    entries.remove(entries.removal(entry))
    study.look_again()
    assert [(d.id, d.study) for d in compare_files(place, study)] == [("firms", None)]
    (file,) = planned_files(place, study)
    assert "家數" not in file.after
    path = place.codebook / "figures.yaml"
    path.write_text(path.read_text("utf-8").replace("value: 10", "value: 11"), "utf-8")
    with pytest.raises(CoderError, match="firms"):
        planned_files(place, study)


@pytest.mark.parametrize(
    ("start", "own"), [("findings:", "supports: [low]"), ("findings: []\nrecommendations:", "findings: []")]
)
def test_the_order_of_entries_is_that_of_the_file_and_follows_the_screen(in_folder, start, own):
    place, study = in_folder
    name = start.split()[-1].rstrip(":")
    path = place.codebook / "findings.yaml"
    path.write_text(
        f"# 先\n{start}\n  - {{id: X2, name: 低薪, statement: 低。, {own}}}\n"
        f"  # 後\n  - {{id: X1, name: 流失, statement: 走。, {own}}}\n",
        "utf-8",
    )
    assert apply_files(place, study) == 3
    study.look_again()
    second, first = getattr(study.project(), name)
    assert [second.id, first.id] == ["X2", "X1"]
    assert compare_files(place, study) == planned_files(place, study) == ()
    move_entry(study, first, -1)
    study.look_again()
    assert getattr(study.project(), name) == (first, second)
    (found,) = compare_files(place, study)
    assert (found.field, found.file, found.study) == ("value", "X2、X1", "X1、X2")
    (file,) = planned_files(place, study)
    assert file.after.index("id: X1") < file.after.index("id: X2")
    assert file.after.index("# 後") < file.after.index("id: X1")
    path.write_text(file.after, "utf-8")
    assert compare_files(place, study) == planned_files(place, study) == ()
    path.unlink()
    assert apply_files(place, study) == 0
