"""Citations that lead nowhere stop a report and the check of the files, with their place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coder.errors import CoderError, InputError, ProblemsError
from coder.findings.dead_citations import dead_already, dead_links, refuse_dead_citations, refuse_links
from coder.record.entry import Put

pytestmark = pytest.mark.usefixtures("english")


def write(study, text):
    old = study.project().findings[0]
    study.record([Put("finding", old, replace(old, text=text))], "write")


def test_a_report_is_refused_with_text_and_line(study):
    write(study, "See [[finding:F1]].\n\nAnd [[quote:A-3-0000]].")
    with pytest.raises(CoderError, match=r"text of finding F1, line 3: \[\[quote:A-3-0000\]\] leads nowhere") as caught:
        refuse_dead_citations(study)
    assert "coder quotes" in caught.value.hint


def test_all_dead_citations_are_named_and_living_ones_pass(study):
    write(study, "[[finding:F1]]")
    refuse_dead_citations(study)
    write(study, "[[figure:nix]] [[table:nix]]")
    with pytest.raises(ProblemsError) as caught:
        refuse_dead_citations(study)
    assert len(caught.value.problems) == 2


def test_the_file_is_refused_with_its_line_and_may_name_what_is_new(study, tmp_path):
    path = tmp_path / "findings.yaml"
    path.write_text("findings:\n  - text: '[[figure:new]] [[finding:F1]]'\n  - text: '[[quote:A-3-0000]]'\n", "utf-8")
    with pytest.raises(InputError, match=r"findings\.yaml:3: \[\[quote:A-3-0000\]\] leads nowhere"):
        refuse_links(dead_links([path], study, {"new"}))
    assert dead_links([path], None, {"new", "F1"}) == []
    with pytest.raises(InputError, match=r"findings\.yaml:2: .*figure:new"):
        refuse_links(dead_links([path], None, {"F1"}))
    assert dead_links([tmp_path / "none.yaml"], study, set()) == []


def test_what_a_text_of_the_study_cites_in_vain_is_known(study):
    write(study, "[[finding:F1]] [[quote:A-3-0000]]")
    assert dead_already(study) == {"A-3-0000"}
