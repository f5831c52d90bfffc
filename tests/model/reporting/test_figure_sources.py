"""A figure says where it comes from, whom it counts and what it was rounded from."""

from __future__ import annotations

import pytest

from coder.model.codebook import Derivation, Figure, Source
from coder.model.reporting.derivation import check_figures
from coder.model.reporting.figure_sources import figure_in_text, notes_of, origin, reference, sources_used

REPORT = Source(
    id="report", author="Office", author_en="Office", name="Demand", year=2024, link="https://example.org/r"
)
SURVEY = Source(id="survey", author="Office", name="Questionnaire", year=2024, cited_in="report", base=("n",))
OTHER = Source(id="other", author="Institute", name="Skills", cited_in="report")
SOURCES = (REPORT, SURVEY, OTHER)
COUNT = Figure(id="n", name="Returned", value=146, place="table 1", source="report")
SHARE = Figure(id="share", name="Too few", value=61.5, unit="%", place="table 2", source="survey", note="Own words")
GAP = Figure(id="gap", name="Gap", value=55.2, unit="%", place="chapter 5", source="other")


pytestmark = pytest.mark.usefixtures("english")


def test_a_figure_of_another_institute_names_it_before_the_report_that_cites_it():
    assert figure_in_text(GAP, SOURCES) == "55.2% (Institute, cited in Office, 2024, chapter 5)"
    assert figure_in_text(SHARE, SOURCES) == "61.5% (Office, 2024, table 2)"
    assert origin(Figure(id="x", name="x", value=1, place="table 9"), SOURCES) == "table 9"


def test_its_base_and_note_stand_beside_it_but_not_beside_the_base_itself():
    assert notes_of(SHARE, SOURCES, (COUNT, SHARE)) == "base: Returned 146. Own words"
    assert notes_of(COUNT, SOURCES, (COUNT, SHARE)) == ""


def test_references_hold_what_was_used_and_where_it_was_read():
    assert [s.id for s in sources_used([GAP], SOURCES)] == ["report", "other"]
    assert reference(REPORT, SOURCES) == "Office (2024). Demand. https://example.org/r"
    assert reference(OTHER, SOURCES) == "Institute (no year). Skills. Cited in Office (2024)."


def restated(value: int, of: int) -> bool:
    figures = (
        Figure(id="a", name="a", value=of, place=""),
        Figure(id="b", name="b", value=value, about=True, place="", derived=Derivation(of="a", times=1, round=100)),
    )
    return check_figures(figures)[0].holds


def test_a_figure_said_with_about_agrees_as_far_as_its_own_rounding():
    assert all(restated(*pair) for pair in ((3500, 3520), (3900, 3870), (3200, 3170)))
    assert not restated(3500, 3560)
    assert Figure(id="b", name="b", value=3500, about=True, place="").text == "about 3,500"
