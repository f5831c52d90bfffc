"""What an interviewer relies on: suggestions follow what was coded and refused, and say why."""

from __future__ import annotations

from screen_reading import at_rest, desk, frame, status

from coder.coding.acts import Desk
from coder.model.text import Span
from coder.record.study import Study
from coder.suggestions.study_model import build
from coder.tui.app import CoderApp
from coder.tui.coding import advice
from coder.tui.coding.state import CodingState
from coder.tui.frame.asking.questions import ChooseScreen


async def advised(app, pilot):
    """Wait for the model as the screen does, only sooner."""
    app.advise()
    await at_rest(app)
    await pilot.pause()
    assert app.adviser.model is not None


def test_the_model_that_follows_each_act_is_the_one_that_would_be_built_anew(play, study):
    async def story(app, pilot):
        await advised(app, pilot)
        await pilot.press("n", "1", "n", "backspace", "n", "1", "u", "r", "t", "full_stop")
        model, document = app.adviser.model, desk(app).document
        anew = build(study.reader, study.project(), app.segmenter.words)
        span = desk(app).view.target
        from coder.suggestions.study_model import offers_at

        assert model.passages == anew.passages > 0
        assert offers_at(model, document, span) == offers_at(anew, document, span)
        assert app.adviser.is_current(study.project(), study.journal.head()[0])

    play(story)


def test_a_resting_caret_sees_what_the_last_act_taught_without_a_key(play, study):
    async def story(app, pilot):
        await advised(app, pilot)
        screen = desk(app)
        await pilot.press("n", "1")
        taught = app.adviser.acts
        await pilot.press("n")
        while screen.suggesting.is_resting:
            await pilot.pause(0.01)
        assert screen.state.fresh is not None
        assert screen.state.fresh.target == screen.view.target
        assert app.adviser.acts == taught

    play(story)


def test_why_shows_words_with_weights_and_goes_to_the_coding_most_like_it(play, study):
    async def story(app, pilot):
        document = study.transcript("firm-a")
        from coder.model.text import Span

        at = document.text.index("我們還是靠內推")
        made = app.desk.code(document, Span(at, at + 8), ["referral"])
        desk(app).done(made)
        await advised(app, pilot)
        desk(app).view.go_to(document.text.index("內推的人留得"))
        await pilot.pause()
        if not desk(app).suggestions_here():
            desk(app).view.go_to(document.text.index("老實說證照"))
            await pilot.pause()
        await pilot.press("a")
        assert isinstance(app.screen, ChooseScreen)
        assert "句中：" in frame(app)
        await pilot.press("escape")

    play(story)


def test_where_nothing_is_suggested_why_says_so(play):
    async def story(app, pilot):
        await pilot.press("ctrl+home", "a")
        assert "沒有建議" in status(app)

    play(story)


def test_the_next_suggestion_is_waited_for_while_they_are_looked_for(play):
    async def story(app, pilot):
        screen = desk(app)
        found, screen.state = screen.state, CodingState.opened(screen.document, "甲")
        screen.view.go_to(0)
        screen.suggesting._looking = True
        await pilot.press("n")
        assert "還在尋找建議" in status(app)
        before = screen.view.caret
        screen.suggesting._found(found.proposals, screen.document, 0)
        await pilot.pause()
        assert screen.view.caret > before
        assert screen.suggestions_here()
        assert "還在" not in status(app)

    play(story)


def test_a_refusal_goes_when_the_caret_moves_on(play):
    async def story(app, pilot):
        await pilot.press("9")
        assert status(app).strip()
        await pilot.press("down")
        assert not status(app).strip()

    play(story)


def test_a_suggestion_that_came_just_now_is_not_taken_for_the_one_before(play, study, monkeypatch):
    monkeypatch.setattr(advice, "_UNSEEN_SECONDS", 60.0)
    advise = CoderApp.advise
    monkeypatch.setattr(CoderApp, "advise", lambda _app: None)  # until it is asked for
    text = study.transcript("firm-a").text
    at = text.index("證照幾乎沒在看")
    with Study.open(study.path, "乙") as other:
        Desk(other).code(other.transcript("firm-a"), Span(at, at + 7), ["referral"])

    async def story(app, pilot):
        screen = desk(app)
        screen.view.go_to(at)
        await at_rest(app)
        await pilot.pause()
        by_keywords = [one.code for one in screen.suggestions_here()]
        assert by_keywords
        monkeypatch.setattr(CoderApp, "advise", advise)
        await advised(app, pilot)
        by_model = [one.code for one in screen.suggestions_here()]
        assert by_keywords[:1] != by_model[:1]
        await pilot.press("1")
        assert "建議剛剛換了" in status(app)
        mine = [one.code for one in screen.document.codings if one.coder == "甲"]
        assert mine == []
        await pilot.press("1")
        assert [one.code for one in screen.document.codings if one.coder == "甲"] == by_model[:1]

    play(story)
