"""Which case a file belongs to, and who speaks in it."""

from __future__ import annotations

import unicodedata

import pytest

from coder.errors import InputError, ProblemsError
from coder.model.codebook import Case
from coder.record.study import Study
from coder.transcripts.cases import load_cases
from coder.transcripts.intake import ImportPlan, files_without_case, import_transcripts

pytestmark = pytest.mark.usefixtures("english")
ASKED = "Q1：你們怎麼招人？\nA1：靠內推。\nQ2：會看證照嗎？\nA2：不看，{}沒用。\nQ3：那新鮮人呢？\nA3：也收。\n"


@pytest.fixture
def folders(tmp_path):
    """GIVEN two interviews that lie under one name in two folders."""
    paths = []
    for place in ("north", "south"):
        (tmp_path / place).mkdir()
        paths.append(tmp_path / place / "one.txt")
        paths[-1].write_text(ASKED.format(place), "utf-8")
    return paths


def test_numbered_questions_and_answers_are_two_speakers(study, folders):
    [taken] = import_transcripts(study, folders[:1], ImportPlan(case="B"))
    assert {name for name, _role in taken.speakers} == {"Q", "A"}
    document = study.transcript("one")
    assert [turn.speaker for turn in document.turns] == ["Q", "A"] * 3


@pytest.mark.parametrize("plan", [ImportPlan(case_per_file=True), ImportPlan()])
def test_two_files_of_one_name_in_two_folders_are_never_one_case_unasked(study, folders, plan):
    with pytest.raises((InputError, ProblemsError), match=r"has the name of|belongs to no case"):
        import_transcripts(study, folders, plan)
    assert [t.name for t in study.project().transcripts] == ["firm-a"]


def test_it_names_the_other_file_and_a_remedy_and_a_person_is_asked(study, folders):
    with pytest.raises(InputError, match=r"south/one\.txt: has the name of .*north/one\.txt") as caught:
        import_transcripts(study, folders, ImportPlan(case_per_file=True))
    assert "--case" in caught.value.hint
    assert files_without_case(study, folders, ImportPlan()) == folders
    chosen = ImportPlan(chosen={folders[0]: "A", folders[1]: "B"})
    assert files_without_case(study, folders, chosen) == []
    assert [one.info.case for one in import_transcripts(study, folders, chosen)] == ["A", "B"]


def test_a_name_that_the_study_has_already_is_asked_about_too(study, folders):
    import_transcripts(study, folders[:1], ImportPlan(case_per_file=True))
    with pytest.raises(InputError, match="has the name of one"):
        import_transcripts(study, folders[1:], ImportPlan(case_per_file=True))
    [taken] = import_transcripts(study, folders[1:], ImportPlan(case="B"))
    assert (taken.info.case, taken.info.name) != ("A", "one")


def test_a_name_that_a_mac_wrote_is_found_in_the_cases_all_the_same(study, tmp_path):
    name = unicodedata.normalize("NFD", "Café訪談.txt")
    (tmp_path / name).write_text(ASKED.format("x"), "utf-8")
    load_cases(study, [Case(id="C", name="丙", transcripts=(unicodedata.normalize("NFC", name),))])
    [taken] = import_transcripts(study, [tmp_path / name], ImportPlan())
    assert (taken.info.case, taken.info.name) == ("C", "Café訪談")


def test_others_write_while_files_are_read(study, tmp_path):
    (tmp_path / "late.txt").write_text("訪談者：好嗎？\n受訪者：很好，謝謝。\n", "utf-8")

    def write_meanwhile(_done):
        with Study.open(study.path, "乙") as other:
            other.ensure_coder("乙")

    import_transcripts(study, [tmp_path / "late.txt"], ImportPlan(case="A"), write_meanwhile)
    assert study.verify() == []
    assert "乙" in study.project().coders
