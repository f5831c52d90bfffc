"""While the program ends, nothing is shown on what is being taken down."""

from __future__ import annotations

import asyncio

import pytest
from screen_reading import at_rest

from coder.coding.acts import Desk
from coder.model.text import Span
from coder.record.study import Study


@pytest.mark.parametrize("place", ["quotes", "history"])
def test_what_another_wrote_while_the_program_ends_is_not_shown(play, study, place):
    async def story(app, pilot):
        app.action_visit(place)
        await at_rest(app)
        await pilot.pause()
        app._running = False
        ending = asyncio.ensure_future(app._close_all())
        begin = 0
        while not ending.done():
            with Study.open(study.path, "乙") as other:
                document = other.transcript("firm-a")
                Desk(other).code(document, Span(begin, begin + 2), ["cert"])
            begin += 2
            await app._follow()
            await asyncio.sleep(0)

    play(story)
