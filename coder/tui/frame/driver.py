"""A terminal driver that doesn't keep a lone Esc waiting.

An Esc may be the first byte of another key, so it is held back until nothing has followed for a moment.
Textual looks ten times a second whether that moment is over, whatever `ESCDELAY` says; people see that.
"""

from __future__ import annotations

import selectors
from types import SimpleNamespace

from textual import constants
from textual.drivers import linux_driver


class _PromptSelector(selectors.SelectSelector):
    """Waits no longer than an Esc is held back."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Wait for input, at most for the delay of an Esc."""
        return super().select(constants.ESCAPE_DELAY if timeout is None else min(timeout, constants.ESCAPE_DELAY))


class PromptDriver(linux_driver.LinuxDriver):
    """Textual's driver with the prompt selector."""

    def run_input_thread(self) -> None:
        """Read keys; the driver takes the selector from its module by name."""
        vars(linux_driver)["selectors"] = SimpleNamespace(
            SelectSelector=_PromptSelector, EVENT_READ=selectors.EVENT_READ
        )
        super().run_input_thread()
