"""What a screen states is what its keys do; no key does two things on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from textual.dom import DOMNode

from coder.tui.app import CoderApp
from coder.tui.frame.command_table import all_commands
from coder.tui.frame.keys import clashes
from coder.tui.frame.places import ALL
from coder.tui.frame.stated import OF_APP, every_screen, shared
from coder.tui.widgets.listing import Listing

SCREENS = every_screen()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda kind: kind.__name__)
def test_no_key_does_two_things_on_one_screen(screen):
    for together in screen.together():
        count = Counter((key, c.id) for c in {c.id: c for c in together}.values() for key in c.keys)
        keys = Counter(key for key, _id in count)
        assert [pair for pair in count if keys[pair[0]] > 1] == []


def test_every_screen_of_the_program_states_its_commands():
    visited = {place.screen.partition(":")[2] for place in ALL}
    assert visited < {kind.__name__ for kind in SCREENS}
    assert {"CodingScreen", "HomeScreen", "WritingScreen", "GoToScreen", "ReviewScreen"} < {k.__name__ for k in SCREENS}


def test_help_and_settings_list_what_the_screens_state():
    stated = {c.id for kind in SCREENS for c in kind.commands()}
    assert stated == {c.id for c in all_commands()}


def test_a_clash_is_seen_on_the_screen_of_quotes():
    commands = {c.id: c for c in all_commands()}
    found = {c.id for c in clashes(shared(), commands["quotes_case"], "s", {})}
    assert found == {"quotes_sort"}
    assert [c.id for c in clashes(shared(), commands["quotes_case"], "x", {"quotes_sort": "x"})] == [
        "recode",
        "quotes_sort",
    ]


def _not_understood(app: CoderApp, node: DOMNode) -> Iterator[tuple[str, str]]:
    """Yield the actions that keys of a widget run and that nothing carries out."""
    for _key, binding in node._bindings:
        where, _dot, name = binding.action.partition("(")[0].rpartition(".")
        target = {"app": app, "screen": app.screen}.get(where, node)
        if not hasattr(target, f"action_{name}"):
            yield type(node).__name__, binding.action


def test_what_a_place_states_is_what_its_widgets_bind(play):
    async def story(app, pilot):
        program = {c.id for c in OF_APP}
        for place in (None, *ALL):
            if place is not None:
                app.action_visit(place.name)
            await pilot.pause()
            screen = app.screen
            nodes = (screen, *screen.walk_children())
            bound = {b.id for node in nodes for _key, b in node._bindings if b.id}
            assert bound | program == {c.id for c in screen.commands()}, place
            assert [told for node in nodes for told in _not_understood(app, node)] == []
            # Every region fits the screen, and a list shows some of its rows.
            assert not screen.show_vertical_scrollbar, place
            rooms = [listing.size.height for listing in screen.query(Listing) if listing.size.width]
            assert not rooms or max(rooms) >= 4, place

    play(story)
