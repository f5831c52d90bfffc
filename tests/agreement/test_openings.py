"""Blind coding opened by the lead: in the transcripts that were opened all is seen, elsewhere nothing."""

from __future__ import annotations

import pytest
from agreement.test_coder_comparison import coded  # noqa: F401  the fixture

from coder.agreement.assignments import set_role
from coder.agreement.openings import open_transcripts, opened
from coder.cli.main import main
from coder.coding.acts import Desk
from coder.errors import CoderError, ConflictError
from coder.model.counting.counting_words import whose
from coder.model.reporting.robustness import Bar
from coder.model.text import Span
from coder.record.past_study import open_past
from coder.record.study import Study
from coder.record.veil.blindness import notice, set_visibility
from coder.reports.method_record import method_record


@pytest.fixture
def blind(coded: Study) -> Study:  # noqa: F811
    """Ben codes blind; Ann coded in both transcripts, with a memo in each."""
    coded.coder = "ann"
    desk, document = Desk(coded), coded.transcript("firm-a")
    start = document.text.index("老實說")
    desk.code(document, Span(start, start + 5), ["cert"])
    for name in ("firm-a", "firm-z"):
        document = coded.overlaid(coded.transcript(name))
        mine = next(one for one in document.codings if one.coder == "ann")
        desk.write_memo(f"memo in {name}", "coding", mine.id, None)
    coded.coder = "甲"
    set_visibility(coded, "ben", blind=True)
    return coded


def seen_by_ben(study: Study, name: str) -> tuple[set[str], list[str]]:
    with Study.open(study.path, "ben") as ben:
        document = ben.transcript(name)
        return {one.coder for one in document.codings}, [memo.text for memo in document.memos]


def test_what_lies_on_an_opened_transcript_is_seen_and_nothing_else(blind: Study):
    assert seen_by_ben(blind, "firm-z") == ({"ben"}, [])
    open_transcripts(blind, ["firm-z"])
    assert seen_by_ben(blind, "firm-z") == ({"ann", "ben"}, ["memo in firm-z"])
    assert seen_by_ben(blind, "firm-a") == (set(), [])
    open_transcripts(blind, ["firm-a"])
    assert seen_by_ben(blind, "firm-a") == ({"ann"}, ["memo in firm-a"])
    open_transcripts(blind, ["firm-a", "firm-z"], closed=True)
    assert seen_by_ben(blind, "firm-z") == ({"ben"}, [])


def test_a_window_that_is_open_sees_it_at_once_and_says_so(blind: Study, english):
    with Study.open(blind.path, "ben") as ben:
        assert ben.counted == "coder:ben"
        open_transcripts(blind, ["firm-z"])
        assert ben.changed_elsewhere()
        assert {one.coder for one in ben.transcript("firm-z").codings} == {"ann", "ben"}
        assert whose(ben.counted) == "coder ben, and any coder in 1 transcript that the lead opened"
        assert notice(ben).endswith("The lead opened 1 transcript.")


def test_before_it_was_opened_it_is_hidden_in_the_past_too(blind: Study):
    moment = f"#{blind.journal.head()[0]}"
    open_transcripts(blind, ["firm-z"])
    with open_past(blind.path, "ben", moment) as past:
        assert {one.coder for one in past.transcript("firm-z").codings} == {"ben"}


def test_opening_is_an_act_of_the_lead_and_can_be_taken_back(blind: Study):
    with Study.open(blind.path, "ben") as ben, pytest.raises(CoderError):
        open_transcripts(ben, ["firm-z"])
    set_role(blind, "甲", "lead")
    with Study.open(blind.path, "ann") as ann, pytest.raises(CoderError):
        open_transcripts(ann, ["firm-z"])
    open_transcripts(blind, ["firm-z"])
    with pytest.raises(ConflictError):
        open_transcripts(blind, ["firm-z"])
    Desk(blind).undo(None)
    assert opened(blind) == frozenset()
    assert blind.verify() == []


def test_the_method_tells_when_it_was_opened_and_by_whom(blind: Study, english):
    open_transcripts(blind, ["firm-z"])
    told = [one.text for one in method_record(blind, Bar(2, 0.5, is_set=False)) if one.subject == "Blind coding"]
    assert told[1].startswith("甲 opened 1 transcript to blind coders")
    assert told[1].endswith("firm-z.")
    assert told[0].startswith("ben codes blind since")


def test_the_command_opens_all_that_are_closed(blind: Study, monkeypatch, capsys):
    blind.close()
    monkeypatch.chdir(blind.path.parent)
    monkeypatch.setenv("CODER_LANG", "en")
    assert main(["--coder", "甲", "coders", "open", "firm-a"]) == 1
    assert "ben would see what others coded" in capsys.readouterr().err
    assert main(["--coder", "甲", "coders", "open", "firm-a", "--yes"]) == 0
    assert main(["--coder", "甲", "coders", "open", "--all", "--yes"]) == 0
    assert "firm-z" in capsys.readouterr().out
    assert main(["--coder", "ben", "coders", "open", "--all", "--hide"]) == 1
    assert main(["--coder", "甲", "coders", "open", "--all", "--hide"]) == 0
    with Study.open(blind.path, "ben") as ben:
        assert {one.coder for one in ben.transcript("firm-z").codings} == {"ben"}
