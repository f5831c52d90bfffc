"""`u` takes back what was done where one stands; what lies elsewhere is named and asked."""

from __future__ import annotations

from screen_reading import at_rest, desk, frame, status

from coder.codebook.acts import Codebook
from coder.coding.acts import Desk
from coder.findings.acts import Findings
from coder.model.text import Span
from coder.privacy.name_list import name_key, redact, set_alias
from coder.transcripts import intake
from coder.tui.frame.asking.questions import ConfirmScreen


def take_in_another(study) -> str:
    source = study.path.parent / "firm-b.txt"
    source.write_text("問：你好。\n答：我們看重實作，證照其次。\n", "utf-8")
    (taken,) = intake.import_transcripts(study, [source], intake.ImportPlan())
    return taken.info.id


def code(study, transcript: str, start: int, end: int) -> None:
    Desk(study).code(study.transcript(transcript), Span(start, end), ["cert"])


def test_on_a_transcript_u_passes_over_what_was_done_elsewhere(play, study):
    other = take_in_another(study)
    code(study, "firm-a", 30, 40)
    code(study, other, 8, 14)
    set_alias(study, "實作", "某事", "other")
    Findings(study).write("F1", "寫過的話", None)

    async def story(app, pilot):
        await pilot.press("u")
        assert not study.transcript("firm-a").codings
        assert study.transcript(other).codings
        assert "實作" in name_key(study)
        assert Findings(study).finding("F1").text == "寫過的話"
        await pilot.press("r")
        assert study.transcript("firm-a").codings

    play(story)


def test_what_lies_elsewhere_is_named_and_asked(play, study):
    other = take_in_another(study)
    code(study, other, 8, 14)
    redact(study, "實作")

    async def story(app, pilot):
        await pilot.press("u")
        assert isinstance(app.screen, ConfirmScreen)
        assert "實作" in frame(app)
        await pilot.press("escape")
        assert "維持原樣" in status(app)
        assert "實作" in name_key(study)
        await pilot.press("u")
        assert isinstance(app.screen, ConfirmScreen)
        assert "firm-b" in frame(app)
        await pilot.press("y")
        assert not study.transcript(other).codings
        assert "實作" in name_key(study)
        await pilot.press("u")
        assert "沒有可復原" in status(app)

    play(story)


def test_a_redaction_done_here_is_asked_before_what_was_coded_earlier(play, study):
    code(study, "firm-a", 30, 40)

    async def story(app, pilot):
        screen = desk(app)
        screen.view.go_to(30, Span(30, 32))
        await pilot.press("v", "right", "right", "D")
        assert len(name_key(study)) == 1
        await pilot.press("u")
        assert isinstance(app.screen, ConfirmScreen)
        await pilot.press("y")
        assert not name_key(study)
        assert study.transcript("firm-a").codings
        await pilot.press("u")
        assert not study.transcript("firm-a").codings

    play(story)


def test_in_the_codebook_a_coding_is_asked_and_a_code_is_not(play, study):
    booking = Codebook(study)
    booking.do(booking.archive("cert"))
    Desk(study).code(study.transcript("firm-a"), Span(30, 40), ["referral"])

    async def story(app, pilot):
        app.action_visit("codebook")
        await pilot.pause()
        await pilot.press("u")
        assert not study.project().code_by_id["cert"].archived
        assert study.transcript("firm-a").codings
        await pilot.press("u")
        assert isinstance(app.screen, ConfirmScreen)
        assert "firm-a" in frame(app)

    play(story, transcript=None)


def test_on_a_finding_only_its_own_acts_lie_here(play, study):
    Findings(study).write("F1", "一", None)
    Findings(study).write("F2", "二", None)

    async def story(app, pilot):
        app.action_visit("findings")
        await pilot.pause()
        await pilot.press("enter")
        await at_rest(pilot.app)
        assert app.screen.key == "F1"
        await pilot.press("u")
        assert Findings(study).finding("F1").text != "一"
        assert Findings(study).finding("F2").text == "二"
        await pilot.press("u")
        assert isinstance(app.screen, ConfirmScreen)

    play(story, transcript=None)
