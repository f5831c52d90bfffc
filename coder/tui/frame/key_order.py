"""Keys one after the other: each acts on the screen that the key before it left.

Textual hands every key at once to the widget that has the focus now. Keys that arrive together, as over a slow
line or from a quick hand, would so reach the old focus: `c` opens the picker and `1` would still go to the text.
"""

from __future__ import annotations

from asyncio import CancelledError
from collections import deque
from contextlib import suppress
from time import monotonic, sleep, thread_time
from typing import Any

from textual import events
from textual.driver import Driver
from textual.message import Message
from textual.message_pump import MessagePump
from textual.messages import ExitApp
from textual.worker import NoActiveWorker, get_current_worker

from coder.tui.terminal.display import LeanDisplay

# A key is done when what it set off is done. Choosing a code goes from the input to the picker to the screen,
# each by a message of its own, so a message that follows the same way must come back as often.
_ROUNDS = 3
# A widget that its own key removes, as on leaving a screen, may take the message with it. One that lives and has not
# answered is only slow, on a busy machine for long: the next key waits until the screen had nothing to do for so many
# looks, or so many seconds have passed.
_LOST_SECONDS = 0.15
_IDLE_LOOKS, _IDLE_SECONDS = 20, 0.005
_PATIENCE_SECONDS = 30.0
_START_SECONDS = 2.0
# Who has pressed no key for so long has paused.
_QUIET_SECONDS, _NAP_SECONDS = 0.25, 0.02


class OrderlyApp(LeanDisplay):
    """An app that lets a key finish before it takes the next."""

    class KeyFollowed(Message):
        """Comes back to the app behind all that a key has posted on its way up."""

        def __init__(self, rounds: int) -> None:
            super().__init__()
            self.rounds = rounds

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self._waiting: deque[events.Key] = deque()
        # Keys that come before there is a screen wait for it, as after a key: those of a quick hand are not lost.
        self._typing = True
        self._taken = monotonic() + _START_SECONDS
        self._followed: MessagePump | None = None
        self._is_ending = False
        self._pressed = 0.0
        self._worked, self._idle_looks = 0.0, 0

    async def on_mount(self) -> None:
        """Look after keys whose message was lost."""
        self.set_interval(_LOST_SECONDS, self._go_on)

    @property
    def has_keys(self) -> bool:
        """Whether keys that were pressed are still on their way."""
        return self._typing or bool(self._waiting)

    async def take_keys(self) -> None:
        """Take the keys that came before the first screen stood."""
        await self._finish_key()

    async def _go_on(self) -> None:
        # A screen that is still being mounted has the message in its queue: however long that takes, it is not lost.
        worked, self._worked = thread_time() - self._worked, thread_time()
        self._idle_looks = self._idle_looks + 1 if worked < _IDLE_SECONDS else 0
        if self._typing and self.screen.is_mounted and self._is_lost():
            await self._finish_key()

    def _is_lost(self) -> bool:
        """Tell whether what follows the last key will not come back."""
        waited = monotonic() - self._taken
        if self._followed is not None and self._followed.is_running:
            return self._idle_looks > _IDLE_LOOKS or waited > _PATIENCE_SECONDS
        return waited > _LOST_SECONDS

    async def on_event(self, event: events.Event) -> None:
        """Hold a key back while another is on its way."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self._pressed = monotonic()
        self._waiting.append(event)
        if not self._typing:
            await self._take_key()

    def give_way(self) -> None:
        """Let a thread that works beside the screen go on only while nobody types: each of its steps asks first.

        Raises `CancelledError` in a worker that was cancelled, so that leaving waits for one step and not for the work.
        """
        with suppress(NoActiveWorker):
            if get_current_worker().is_cancelled:
                raise CancelledError
        self.let_type()

    def let_type(self) -> None:
        """Let a thread that works beside the screen wait until nobody types."""
        while monotonic() - self._pressed < _QUIET_SECONDS and self.is_running:
            sleep(_NAP_SECONDS)
        sleep(0)

    async def _take_key(self) -> None:
        self._typing, self._taken, self._idle_looks = True, monotonic(), 0
        await super().on_event(self._waiting.popleft())
        self._follow_key(_ROUNDS)

    def _follow_key(self, rounds: int) -> None:
        self._followed = self.focused or self.screen
        self._followed.post_message(self.KeyFollowed(rounds - 1))

    async def on_orderly_app_key_followed(self, message: KeyFollowed) -> None:
        """Follow once more, or take the next key."""
        if message.rounds > 0:
            self._follow_key(message.rounds)
        else:
            await self._finish_key()

    async def _finish_key(self) -> None:
        self._typing = False
        if self._waiting:
            await self._take_key()
        elif self._is_ending:
            self.post_message(ExitApp())

    def exit(self, *args: Any, **options: Any) -> None:
        """Leave; what was typed after the key that leaves is for whatever comes after the program."""
        self._waiting.clear()
        super().exit(*args, **options)

    def on_exit_app(self, message: ExitApp) -> None:
        """End when the keys that were typed before have been taken, where the terminal or the browser's tab is gone."""
        if self._waiting and not self._is_ending:
            self._is_ending = True
            message.prevent_default()
