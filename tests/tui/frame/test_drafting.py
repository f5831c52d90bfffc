"""Who is made blind, or sighted, while writing is told at once, and goes on writing."""

from __future__ import annotations

import pytest
from rounds import pairs
from screen_reading import at_rest, frame
from textual.widgets import TextArea

from coder.record.study import Study
from coder.record.veil.blindness import set_visibility
from coder.tui.findings.editor import WritingScreen
from coder.tui.frame.drafting import Drafting
from coder.tui.home.screen import HomeScreen


async def settle(app, pilot) -> None:
    await pilot.pause()
    await at_rest(app)
    await pilot.pause()


def test_who_writes_while_eyes_change_goes_on_writing(play, study):
    async def story(app, pilot):
        app.action_visit("findings")
        await settle(app, pilot)
        await pilot.press("e")
        await settle(app, pilot)
        editor = app.screen
        assert isinstance(editor, WritingScreen)
        before = editor.query_one(TextArea).text
        for blind, said in ((True, "盲"), (False, "看得到")):
            with Study.open(study.path, "組長") as lead:
                set_visibility(lead, "甲", blind=blind)
            await app._follow()
            await settle(app, pilot)
            assert app.screen is editor
            assert said in frame(app)
            await pilot.press("字")
        assert sorted(editor.query_one(TextArea).text) == sorted(before + "字字")
        await pilot.press("escape", "escape")
        await app._follow()
        await settle(app, pilot)
        assert isinstance(app.screen, HomeScreen), "what was read with other eyes is left after the writing"

    play(story)


EDITORS = {
    "finding": ("findings", ("e",)),
    "memo": ("coding", ("m",)),
    "code": ("codebook", ("e",)),
    "line": ("codebook", ("n",)),
}


@pytest.mark.parametrize(("editor", "leave"), pairs(EDITORS, ["escape", "ctrl+q"]))
def test_who_leaves_what_no_draft_can_keep_is_asked(play, study, editor, leave):
    place, keys = EDITORS[editor]

    async def story(app, pilot):
        if place != "coding":
            app.action_visit(place)
        await settle(app, pilot)
        await pilot.press(*keys)
        await settle(app, pilot)
        writing = app.screen
        assert isinstance(writing, Drafting)
        field = app.focused
        study.connection.execute("PRAGMA query_only = ON")
        if isinstance(field, TextArea):
            field.load_text("沒存的字")
        else:
            field.value = "沒存的字"
        await pilot.pause()
        await pilot.press(leave)
        await settle(app, pilot)
        assert app.screen is writing
        assert "草稿" in frame(app)
        study.connection.execute("PRAGMA query_only = OFF")
        await pilot.press(leave)
        await settle(app, pilot)
        assert app.screen is not writing or not app.is_running
        kept = study.connection.execute("SELECT value FROM state WHERE key LIKE 'draft:%'").fetchall()
        assert any("沒存的字" in value for (value,) in kept)

    play(story)
