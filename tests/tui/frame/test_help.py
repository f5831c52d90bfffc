"""The help begins with what the screen below it does."""

from __future__ import annotations

from coder.tui.codebook.screen import CodebookScreen
from coder.tui.coding.screen import CodingScreen
from coder.tui.frame.command_table import all_commands
from coder.tui.frame.help import help_text


def test_the_keys_of_this_screen_come_first():
    for screen in (CodingScreen, CodebookScreen):
        lines = help_text({}, screen.commands()).plain.splitlines()
        first = lines.index("在這個畫面")
        ids = [line.split()[-2] for line in lines[first + 1 : first + 3]]
        assert ids == [c.id for c in screen.commands()[:2]]


def test_every_command_stands_there_and_those_of_this_screen_once():
    words = help_text({}, CodebookScreen.commands()).plain.split()
    assert {c.id for c in all_commands()} <= set(words)
    assert [c.id for c in CodebookScreen.commands() if words.count(c.id) != 1] == []
