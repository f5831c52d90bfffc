"""Sends of a row just the cells that changed; Textual sends it from the left edge of its widget."""

from __future__ import annotations

from typing import Any

from rich.console import Console, RenderableType
from rich.control import Control
from textual._compositor import ChopsUpdate
from textual.app import App
from textual.screen import Screen
from textual.strip import Strip


class ChangedCells(ChopsUpdate):
    """Textual's update of parts of the screen, cut on the left as well."""

    def render_segments(self, console: Console) -> str:
        """Return what to write to the terminal."""
        written: list[str] = []
        for y, first, last in self.spans:
            for end, (at, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is None or at >= last or end <= first:
                    continue
                left = max(0, first - at)
                if left and not _is_border(strip, left):
                    left = 0
                written += (
                    Control.move_to(at + left, y).segment.text,
                    strip.crop(left, min(end, last) - at).render(console),
                )
        return "".join(written)


def _is_border(strip: Strip, cell: int) -> bool:
    """Tell whether a cell begins a character, and is not the second half of a wide one."""
    return strip.crop(0, cell).text + strip.crop(cell).text == strip.text


class LeanDisplay(App[None]):
    """An app that sends the cells that changed."""

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, ChopsUpdate):
            renderable = ChangedCells(renderable.chops, renderable.spans, renderable.chop_ends)
        super()._display(screen, renderable)
