"""The layer is chosen by key on the screens that count, and holds on each of them."""

from __future__ import annotations

import pytest
from agreement.test_coder_comparison import coded  # noqa: F401  the fixture
from rounds import SIZES
from screen_reading import at_rest, frame, status

from coder.agreement.adjudication import Adjudications
from coder.findings.matrix_cells import Matrices
from coder.record.veil.blindness import set_visibility
from coder.tui.codebook.screen import CodebookScreen
from coder.tui.findings.matrix_screen import MatrixScreen
from coder.tui.frame.layer_key import layers_of
from coder.tui.retrieval.screen import RetrievalScreen


async def settle(app, pilot) -> None:
    await pilot.pause()
    await at_rest(app)
    await pilot.pause()


async def choose(app, pilot, layer: str) -> None:
    """Choose a layer by keys alone."""
    keys = [key for key, _name in layers_of(app.study)]
    await pilot.press("shift+f4")
    await pilot.pause()
    await pilot.press("home", *["down"] * keys.index(layer), "enter")
    await settle(app, pilot)


def passages(app) -> int:
    return app.screen._counts["cert"].all


@pytest.mark.parametrize("size", SIZES)
def test_the_codebook_counts_on_the_layer_chosen(coded, play, size):  # noqa: F811
    Adjudications(coded).settle_agreed()

    async def story(app, pilot):
        await pilot.press("alt+k")
        await settle(app, pilot)
        assert isinstance(app.screen, CodebookScreen)
        assert passages(app) == 5
        await choose(app, pilot, "settled")
        assert passages(app) == 3
        assert "定案" in frame(app)
        await choose(app, pilot, "coder:ann")
        assert passages(app) == 4
        # It holds on the next screen, too.
        await pilot.press("escape")
        await pilot.press("alt+q")
        await settle(app, pilot)
        assert isinstance(app.screen, RetrievalScreen)
        assert "ann" in frame(app)
        assert {name for one in app.screen.found for name in one.coders} == {"ann"}
        await choose(app, pilot, "settled")
        assert len(app.screen.found) == 3
        await choose(app, pilot, "")
        assert len(app.screen.found) > 5

    play(story, size=size)


def test_the_matrix_counts_on_the_layer_and_summaries_are_of_all(coded, play):  # noqa: F811
    Adjudications(coded).settle_agreed()
    matrices = Matrices(coded)
    table = matrices.table(matrices.all()[0])
    cell = next(one for row in table.cells for one in row if one.quotations)
    matrices.write(cell, "摘要。")

    def count(app) -> int:
        return sum(one.passages for row in app.screen.table.cells for one in row)

    async def story(app, pilot):
        await pilot.press("alt+j")
        await settle(app, pilot)
        assert isinstance(app.screen, MatrixScreen)
        everything = count(app)
        await choose(app, pilot, "settled")
        assert count(app) == 3 < everything
        assert not any(one.stale for row in app.screen.table.cells for one in row)
        await pilot.press("e")
        await settle(app, pilot)
        assert isinstance(app.screen, MatrixScreen)
        assert "所有編碼" in status(app)

    play(story)


def test_a_blind_coder_has_no_choice(coded, play):  # noqa: F811
    set_visibility(coded, "ben", blind=True)
    coded.coder = "ben"
    coded.look_again()

    async def story(app, pilot):
        await pilot.press("alt+k")
        await settle(app, pilot)
        await pilot.press("shift+f4")
        await settle(app, pilot)
        assert isinstance(app.screen, CodebookScreen)
        assert "盲編" in status(app)
        assert app.layer == ""

    play(story)
