"""The way back: the screens that lie open over each other stay few, and those that were left give their memory back."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from itertools import pairwise
from time import monotonic
from typing import Any

from textual._styles_cache import StylesCache
from textual.await_complete import AwaitComplete
from textual.screen import Screen

from coder.tui.frame.base import DeskScreen
from coder.tui.frame.drafting import Drafting
from coder.tui.frame.heap import give_back
from coder.tui.frame.key_order import OrderlyApp

MOST_OPEN = 6
"""Full screens over the first one: Esc leads back through so many."""
# Textual's own screen, and the first of ours, which is where every way ends.
_KEPT = 2
_STILL_SECONDS = 1.0
_MOST_LEFT = 8
# What lists let go of between keys stays with the C library until it is told to give it back.
_GIVE_BACK_SECONDS = 5.0


class TrailApp(OrderlyApp):
    """An app whose memory does not grow with the number of screens that were visited."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._left = self._unsettled = 0
        self._given_back = 0.0

    def pop_screen(self) -> AwaitComplete:
        """Leave the screen on top."""
        self._left += 1
        return super().pop_screen()

    def shorten_trail(self) -> None:
        """Close the earliest of the screens that lie open where there are too many."""
        while (screen := surplus(self.screen_stack)) is not None:
            screen.remember_place()
            self._screen_stack.remove(screen)
            self._left += 1
            screen._pop_result_callback()  # noqa: SLF001  as Textual does for the one on top
            screen.remove()

    def tidy(self) -> None:
        """Give back what closed screens held: while nobody types, or when many were closed.

        A screen and its widgets hold each other, so only the collector finds them; it comes by itself far too late.
        Of what was set aside it finds them only when it looks at everything, which waits until nobody types.
        """
        is_still = monotonic() - self._pressed > _STILL_SECONDS
        if self._left >= _MOST_LEFT or (self._left and is_still):
            self._unsettled += self._left
            self._left = 0
            _forget_rows()
            if is_still and self._unsettled >= _MOST_LEFT:
                self._unsettled = 0
                settle()
            else:
                gc.collect()
            self._give_back()
        elif self._pressed > self._given_back and monotonic() - self._given_back > _GIVE_BACK_SECONDS:
            self._give_back()

    def _give_back(self) -> None:
        self._given_back = monotonic()
        give_back()

    def set_aside(self) -> None:
        """Let the collector look no more at what is there now: a model's million objects would stop a key for 50 ms.

        A model that it replaced is given back when nobody types.
        """
        gc.freeze()
        self._left += 1
        self._unsettled = _MOST_LEFT


def surplus(stack: Sequence[Screen[Any]]) -> DeskScreen | None:
    """Return the earliest screen to close, None while there are few.

    One that is written in stays, as does one that waits for what lies directly over it: a question or an editor.
    """
    if sum(isinstance(screen, DeskScreen) for screen in stack[_KEPT:]) <= MOST_OPEN:
        return None
    for screen, above in pairwise(stack[_KEPT:]):
        if not isinstance(screen, DeskScreen) or isinstance(screen, Drafting):
            continue
        if isinstance(above, DeskScreen) and not isinstance(above, Drafting):
            return screen
    return None


def settle() -> None:
    """Let the collector look once more at everything, and then no more at what is there now.

    What was set aside before is looked at too: otherwise the screens that were open then would never be given back.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _forget_rows() -> None:
    """Let go of the painted rows of widgets that are gone: Textual remembers borders by the very cache of a widget."""
    StylesCache.get_inner_outer.cache_clear()
