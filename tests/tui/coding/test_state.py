"""The state of the coding screen is a value: what an act leaves, and what another text takes away."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from coder.coding.acts import Desk
from coder.model.coding import Suggestion
from coder.model.text import Span
from coder.suggestions.undecided import Proposals
from coder.tui.coding.state import CodingState, Pick


@pytest.fixture
def opened(study):
    return CodingState.opened(study.transcript("firm-a"), study.coder)


def test_an_act_leaves_the_state_of_before_as_it_was(study, opened):
    words = opened.document.respondent_turns[0]
    span = Span(words.body, words.body + 4)
    offered = Suggestion(
        transcript="firm-a", code="cert", start=span.start, end=span.end, score=0.8, suggester="test", evidence=()
    )
    before = replace(opened, proposals=Proposals.of(opened.document, [offered], study.coder))
    Desk(study).code(opened.document, span, ["cert"])
    after, touched = before.changed(study.transcript("firm-a"), [span])
    assert before.suggestions_at(span) == [offered]
    assert after.suggestions_at(span) == []
    assert touched == (span, span)
    assert after.standing(span) == {"cert"}
    with pytest.raises(FrozenInstanceError):
        after.coder = "乙"


def test_the_last_code_comes_first_and_once(opened):
    assert opened.used("cert").used("referral").used("cert").recent == ("cert", "referral")


def test_another_text_gives_up_what_was_begun_and_keeps_habits(opened):
    begun = replace(opened.used("cert"), pick=Pick("code", Span(0, 3)), folded=frozenset({"trust"}))
    again = begun.revised(opened.document)
    assert (again.pick, again.moving, again.lost) == (None, None, None)
    assert (again.recent, again.folded) == (("cert",), {"trust"})
