"""A terminal driver that doesn't keep a lone Esc waiting, and leaves when its terminal is gone.

An Esc may be the first byte of another key, so it is held back until nothing has followed for a moment.
Textual looks ten times a second whether that moment is over, whatever `ESCDELAY` says; people see that.
A terminal that was closed is always ready to be read and never gives anything: Textual would ask it for ever.
"""

from __future__ import annotations

import select
import selectors
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from types import FrameType, SimpleNamespace
from typing import Any, TextIO

from textual import constants
from textual.drivers import linux_driver
from textual.messages import ExitApp

from coder.tui.terminal.lean_colours import lean

_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL
_LEFT_SECONDS = 0.1


class _PromptSelector(selectors.SelectSelector):
    """Waits no longer than an Esc is held back; once the terminal is gone it tells `leave`, and has nothing to read."""

    def __init__(self, leave: Callable[[], None]) -> None:
        super().__init__()
        self._leave = leave
        self._gone = False

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Wait for input, at most for the delay of an Esc."""
        if self._gone:
            # The app is on its way out; the thread that reads only waits for that.
            select.select([], [], [], _LEFT_SECONDS)
            return []
        ready = super().select(constants.ESCAPE_DELAY if timeout is None else min(timeout, constants.ESCAPE_DELAY))
        if ready and any(_is_gone(key.fd) for key, _events in ready):
            self._gone = True
            self._leave()
            return []
        return ready


def _is_gone(file: int) -> bool:
    """Say whether the other end of a terminal was closed."""
    asked = select.poll()
    asked.register(file, select.POLLIN)
    return any(state & _GONE for _file, state in asked.poll(0))


class _Output:
    """The terminal to write to; what a closed one doesn't take is dropped, for the thread that writes must go on."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.fileno = file.fileno

    def write(self, text: str) -> None:
        """Write as few bytes as show the same, where there still is a terminal."""
        with suppress(OSError):
            self._file.write(lean(text))

    def flush(self) -> None:
        """Send on what was written."""
        with suppress(OSError):
            self._file.flush()


class PromptDriver(linux_driver.LinuxDriver):
    """Textual's driver with the prompt selector, which ends the app with its terminal or at a polite signal."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._file = _Output(self._file or sys.__stderr__ or sys.stderr)  # type: ignore[assignment]

    def _sigcont_application(self, *signals: Any) -> None:
        """Take the terminal again after a stop; a hang-up sends this signal too, and has none to take."""
        if not _is_gone(self.fileno):
            super()._sigcont_application(*signals)

    def start_application_mode(self) -> None:
        """Take the terminal; a hang-up or a request to end leaves as the key to leave does."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        for sign in (signal.SIGHUP, signal.SIGTERM):
            # Who started us with the signal ignored, as nohup does, keeps it so.
            if signal.getsignal(sign) is signal.SIG_DFL:
                signal.signal(sign, self._on_signal)

    def _on_signal(self, _sign: int, _frame: FrameType | None) -> None:
        self._leave()

    def _leave(self) -> None:
        self.send_message(ExitApp())

    def run_input_thread(self) -> None:
        """Read keys; the driver takes the selector from its module by name."""
        vars(linux_driver)["selectors"] = SimpleNamespace(
            SelectSelector=partial(_PromptSelector, self._leave), EVENT_READ=selectors.EVENT_READ
        )
        super().run_input_thread()
