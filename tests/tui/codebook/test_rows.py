"""The codebook as rows: what is counted of a code stands beside it as in every table."""

from __future__ import annotations

from coder.i18n import set_language
from coder.model.codebook import Code
from coder.model.counting.column import Column
from coder.model.counting.frequencies import Tally, frequency
from coder.model.counting.table_columns import count_columns
from coder.model.project import Project
from coder.record.counts.usage import CodeCount
from coder.tui.codebook import rows
from coder.tui.frame.palette import DARK, paints

CODE = Code(
    id="cert", parent=None, level="code", name="證照", definition="證照的用處", definition_en="What certificates are for",
    when_not="課程", when_not_en="Courses",
)  # fmt: skip


def beside(count: CodeCount) -> str:
    """Return the text beside a code."""
    told = rows.detail_rows(
        Project(title="", codes=(CODE,), cases=(), transcripts=()), CODE, count, paints(DARK.name), 200, "coder:ann"
    )
    return "\n".join("".join(text for text, _style in row) for row in told)


def test_each_count_of_the_frequency_table_stands_beside_the_code(monkeypatch):
    set_language("en")
    tally = Tally(codings=5, own=3, characters=40, by_transcript={"a": 2, "b": 1})
    count = CodeCount(mine=2, row=frequency(CODE, tally, {"a": "A", "b": "B"}, {}, 4))
    added = Column(name="most", label="Most in a case", kind="count", value=lambda row: max(row.by_case.values()))
    monkeypatch.setattr(rows, "count_columns", lambda *told, **named: [*count_columns(*told, **named), added])
    expected = (
        "Passages (coder ann) 3, Characters 40, Transcripts 2, Cases 2, Share of cases 50%, Most in a case 2, mine 2"
    )
    assert expected in beside(count)


def test_a_code_without_passages_is_said_not_to_be_used():
    set_language("en")
    assert "not used" in beside(CodeCount())


def test_a_code_is_explained_in_the_language_of_the_screen():
    set_language("en")
    assert "What certificates are for" in beside(CodeCount())
    assert "Courses" in beside(CodeCount())
    set_language("zh_TW")
    assert "證照的用處" in beside(CodeCount())
