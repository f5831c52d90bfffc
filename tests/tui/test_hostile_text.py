"""A transcript is hostile input: it shows as text everywhere, and never reaches the terminal raw."""

from __future__ import annotations

from screen_reading import desk, frame

from coder.transcripts import intake

HOSTILE = "訪談者：[bold]粗[/bold]、[/x]、[@click=app.bell]x[/]、\\[A]？\n受訪者：\x1b[31m紅\x1b[0m、\u202e反\u202c、[證照] \x07 內推 [/laughs]。\n受訪者：❤️ 👨‍👩‍👧 e\u0301 𪜶 𠢕\n"


def test_markup_escapes_and_bidi_controls_show_as_text(play, study, tmp_path):
    source = tmp_path / "firm-b.txt"
    source.write_text(HOSTILE, "utf-8")
    intake.import_transcripts(study, [source], intake.ImportPlan())

    async def story(app, pilot):
        shown = frame(app)
        for words in ("[bold]粗[/bold]", "[/x]", "[@click=app.bell]x[/]", "\\[A]", "[/laughs]"):
            assert words in shown
        assert not any(c in shown for c in "\x1b\x07\u202e\u202c")
        await pilot.press("n", "1", "m", "escape", "c", "escape", "slash")
        app.screen.query_one("#find").value = "[/x]"
        await pilot.pause()
        await pilot.press("enter", "escape", "escape")
        await pilot.press("ctrl+p", "escape")
        assert app.is_running

    play(story, transcript="firm-b")


def test_the_caret_steps_over_clusters_whole(play, study, tmp_path):
    source = tmp_path / "firm-b.txt"
    source.write_text(HOSTILE, "utf-8")
    intake.import_transcripts(study, [source], intake.ImportPlan())

    async def story(app, pilot):
        view = desk(app).view
        text = view.document.text
        view.go_to(text.index("👨"))
        await pilot.press("right")
        assert text[view.caret] == " "
        await pilot.press("left")
        assert text[view.caret] == "👨"

    play(story, transcript="firm-b")
