"""A terminal that gets only the cells that changed shows the same as one that gets whole rows."""

import pyte
from rich.console import Console
from rich.segment import Segment
from screen_reading import at_rest
from textual._compositor import ChopsUpdate, CompositorUpdate
from textual.strip import Strip

from coder.tui.terminal.display import ChangedCells, LeanDisplay
from coder.tui.terminal.lean_colours import lean

KEYS = "down right shift+right right_square_bracket full_stop u c 經 escape slash 人 enter"


def test_both_show_the_same_after_each_key(play, monkeypatch):
    whole, changed = pyte.Screen(80, 24), pyte.Screen(80, 24)
    sent = {"whole": 0, "changed": 0}

    def show(app, _screen, update):
        if isinstance(update, CompositorUpdate):
            rows = update.render_segments(app.console)
            if isinstance(update, ChopsUpdate):
                update = ChangedCells(update.chops, update.spans, update.chop_ends)
            cells = lean(update.render_segments(app.console))
            pyte.Stream(whole).feed(rows)
            pyte.Stream(changed).feed(cells)
            sent["whole"] += len(rows)
            sent["changed"] += len(cells)

    async def story(app, pilot):
        app.screen.refresh(layout=True)
        await pilot.pause()
        for key in KEYS.split():
            await pilot.press(key)
            await at_rest(app)
            await pilot.pause()
            assert changed.buffer == whole.buffer, key
        assert sent["changed"] < sent["whole"]

    monkeypatch.setattr(LeanDisplay, "_display", show)
    play(story, size=(80, 24))


def test_a_wide_character_is_never_cut():
    row = {0: Strip([Segment("人才很難找")])}
    update = ChangedCells([row, row], [(0, 4, 6), (1, 5, 8)], [[10], [10]])
    assert update.render_segments(Console()) == "\x1b[1;5H很\x1b[2;1H人才很難"
