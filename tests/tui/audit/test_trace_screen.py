"""Tracing on the screen: paste, walk, open, turn round."""

from __future__ import annotations

import pytest
from rounds import SIZES
from screen_reading import at_rest, frame, status
from textual import events

from coder.coding.acts import Desk
from coder.i18n import set_language
from coder.model.text import Span
from coder.record.study import Study
from coder.tui.audit.trace_screen import TraceScreen
from coder.tui.coding.screen import CodingScreen
from coder.tui.findings.finding_screen import FindingScreen
from coder.tui.retrieval.screen import RetrievalScreen


@pytest.fixture
def coded(study):
    """GIVEN a passage coded for F1."""
    start = study.transcript("firm-a").text.index("老實說證照幾乎沒在看。")
    Desk(study).code(study.transcript("firm-a"), Span(start, start + 11), ["cert"])
    return study


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [("g", "t"), ("alt+h",)])
def test_a_pasted_sentence_is_walked_to_its_passage_and_journal(play, coded, size, keys):
    async def story(app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        assert isinstance(app.screen, TraceScreen)
        app.screen.on_paste(events.Paste("證照不足以證\n明能力。\n"))
        await pilot.pause()
        shown = frame(app)
        assert "發現 F1" in shown
        assert "證照不受信任" in shown
        assert "老實說證照幾乎沒在看。" in shown
        kinds = [step.link.kind for step in app.screen.items]
        assert kinds[:3] == ["finding", "code", "quotation"]
        await pilot.press("down", "down", "alt+x")
        await pilot.pause()
        assert app.screen.chain.kind == "quotation"
        assert [step.link.kind for step in app.screen.items] == ["quotation", "change"]
        assert "與原文相符：是" in frame(app).replace("\n", "")
        await pilot.press("tab")
        assert [step.link.kind for step in app.screen.items] == ["quotation", "code", "finding", "recommendation"]
        assert "4 步" in frame(app)
        await pilot.press("down", "down", "enter")
        await at_rest(app)
        assert isinstance(app.screen, FindingScreen)
        await pilot.press("escape", "home", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
        assert app.screen.view.caret == coded.transcript("firm-a").codings[0].start

    play(story, size=size)


def test_what_is_nowhere_is_said_and_the_field_stays(play, coded):
    async def story(app, pilot):
        await pilot.press("ctrl+home", "g", "t")
        await pilot.press(*"zzzzzz", "enter")
        assert "zzzzzz" in status(app)
        assert isinstance(app.screen, TraceScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, CodingScreen)

    play(story)


def test_what_is_in_focus_is_traced_without_pasting(play, coded):
    async def story(app, pilot):
        await pilot.press("f3")
        app.screen.view.go_to(coded.transcript("firm-a").codings[0].start)
        await pilot.press("g", "t")
        await pilot.pause()
        assert isinstance(app.screen, TraceScreen)
        assert app.screen.chain.kind == "quotation"
        assert "Certification distrust v1" in frame(app)
        assert "coded otherwise by others: " in frame(app).replace("\n", "")
        await pilot.press("escape", "g", "f")
        await at_rest(app)
        await pilot.press("g", "t")
        await pilot.pause()
        assert app.screen.chain.id == "F1"

    with Study.open(coded.path, "乙") as other:
        codes = [c.id for c in other.project().usable_codes if c.id != "cert"]
        Desk(other).code(other.transcript("firm-a"), coded.transcript("firm-a").codings[0].span, codes[:1])
    set_language("en")
    play(story)


def test_of_many_quotations_some_are_shown_and_the_others_counted_and_reached(play, coded, monkeypatch):
    monkeypatch.setattr("coder.tui.audit.trace_screen._QUOTES", 2)
    document = coded.transcript("firm-a")
    for start in (0, 5, 10):
        Desk(coded).code(document, Span(start, start + 4), ["cert"])

    async def story(app, pilot):
        await pilot.press("g", "t", "slash", *"F1", "enter")
        await pilot.pause()
        steps = app.screen.items
        assert [step.link.kind for step in steps if step.link][:4] == ["finding", "code", "quotation", "quotation"]
        at = next(number for number, step in enumerate(steps) if step.more_of)
        assert "另有 2 則" in frame(app)
        await pilot.press(*["down"] * at, "enter")
        await at_rest(app)
        assert isinstance(app.screen, RetrievalScreen)
        assert len(app.screen.found) == 4

    play(story)
