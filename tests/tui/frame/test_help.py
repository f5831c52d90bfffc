"""The help begins with what the screen below it does; a filter finds any key."""

from __future__ import annotations

from textual.widgets import Static

from coder.tui.codebook.screen import CodebookScreen
from coder.tui.coding.screen import CodingScreen
from coder.tui.frame.command_table import all_commands
from coder.tui.frame.help import HelpScreen, help_text


def test_the_keys_of_this_screen_come_first():
    for screen in (CodingScreen, CodebookScreen):
        lines = help_text({}, screen.commands()).plain.splitlines()
        first = lines.index("在這個畫面")
        assert [
            line.endswith(c.label()) for line, c in zip(lines[first + 1 :], screen.commands()[:2], strict=False)
        ] == [
            True,
            True,
        ]


def test_every_command_stands_there():
    text = help_text({}, CodebookScreen.commands()).plain
    shown = {c.id: c for c in [*all_commands(), *CodebookScreen.commands()]}
    assert [c.id for c in shown.values() if c.label() not in text] == []


def test_the_rest_is_folded_and_a_filter_goes_through_all(play):
    def shown(app):
        return str(app.screen.query_one("#help-text", Static).visual)

    async def story(app, pilot):
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        folded = shown(app)
        assert "按 + 展開" in folded
        await pilot.press("plus")
        assert len(shown(app)) > 2 * len(folded)
        top = app.screen.query_one("#help-text").region.y
        await pilot.press("slash", *"f12")
        await pilot.pause()
        rows = [row for row in shown(app).splitlines() if row.startswith("  ")]
        assert rows
        assert [row for row in rows if "F12" not in row] == []
        assert app.screen.query_one("#help-text").region.y == top
        await pilot.press("escape")
        await pilot.pause()
        assert len(shown(app)) > 2 * len(folded)
        await pilot.press("escape")
        assert not isinstance(app.screen, HelpScreen)

    play(story)
