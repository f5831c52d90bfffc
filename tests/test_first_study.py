"""The first study: what a person types makes it, and what cannot be made leaves nothing behind."""

from __future__ import annotations

import pytest

from coder.errors import CoderError
from coder.first_study import make_study, open_sample


def test_a_study_has_its_title_and_its_first_codes(tmp_path):
    made = make_study(tmp_path / "new", "甲", "教育研究", ["培育", "課綱"])
    with made.open() as study:
        project = study.project()
        assert project.title == "教育研究"
        assert [c.name for c in project.usable_codes] == ["培育", "課綱"]
        assert list(project.coders) == ["甲"]
        assert study.verify() == []


def test_a_code_named_twice_makes_no_study(tmp_path):
    with pytest.raises(CoderError):
        make_study(tmp_path, "甲", "教育研究", ["培育", "培育"])
    assert not (tmp_path / "study.db").exists()


def test_the_sample_is_made_once_in_a_folder_of_its_own(tmp_path):
    made = open_sample(tmp_path, "甲")
    assert made.folder.parent == tmp_path
    with made.open() as study:
        assert len(study.project().transcripts) == 8
    assert open_sample(tmp_path, "乙") == made
