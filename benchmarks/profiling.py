"""Where the time of a key goes: the coding screen within this process, under cProfile."""

from __future__ import annotations

import asyncio
import cProfile
import pstats
import tempfile
from pathlib import Path
from time import process_time
from typing import cast

from rich.console import RenderableType
from textual._compositor import CompositorUpdate
from textual.screen import Screen

from benchmarks import long_text
from coder.i18n import set_language
from coder.record.study import Study
from coder.tui import app as app_module
from coder.tui.app import CoderApp
from coder.tui.settings.preferences import Settings

_TIMES, _TOP = 200, 30
_STEPS = {
    "scroll": ("down",),
    "page": ("pagedown", "pageup"),
    "mark": ("shift+right",),
    "widen": ("s", "right_square_bracket"),
    "sentence": ("right_square_bracket",),
    "code": ("full_stop", "u"),
    "undo": ("full_stop", "u"),
    "pick": ("c", "escape"),
    "close": ("c", "escape"),
}


class ProfiledApp(CoderApp):
    """The program, which without a terminal also makes the bytes that one would get."""

    CSS_PATH = str(Path(app_module.__file__).with_name("coder.tcss"))

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        # What is annotated as a picture of Rich is an update of Textual's own.
        drawn = cast("object", renderable)
        if isinstance(drawn, CompositorUpdate):
            drawn.render_segments(self.console)
        super()._display(screen, renderable)


def profile(step: str, characters: int) -> None:
    """Run a step of the table, or any key as Textual names it, and print where the time goes."""
    name, _space, place = step.partition(" ")
    set_language("zh_TW")
    profiler = cProfile.Profile(process_time)  # what it waits for is nothing it does
    with tempfile.TemporaryDirectory() as folder:
        path, long = Path(folder), long_text.make(characters)
        long_text.write_study(path, long)
        long_text.put_caret(path, long.worst if place == "worst" else long.usual)
        with Study.open(path / "study.db", "A") as study:
            asyncio.run(_run(study, _STEPS.get(name, (name,)), profiler))
    print(f"{_TIMES} × {' '.join(_STEPS.get(name, (name,)))}, {characters:,} characters, {long.coding_count:,} codings")
    figures = pstats.Stats(profiler).strip_dirs()
    figures.sort_stats("tottime").print_stats(_TOP)
    figures.sort_stats("cumulative").print_stats(
        r"page\.py|paint\.py|screens|acting|desk|lanes|margins|journal|queries", _TOP
    )


async def _run(study: Study, keys: tuple[str, ...], profiler: cProfile.Profile) -> None:
    app = ProfiledApp(study, Settings(), study.project().transcripts[0].id)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press(*keys)
        profiler.enable()
        for _ in range(_TIMES):
            await pilot.press(*keys)
        profiler.disable()
