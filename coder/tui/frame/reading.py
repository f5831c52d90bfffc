"""Reading in a thread of its own: value in, value out, shown only while it is the last that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Any, Generic, TypeVar

from textual.worker import Worker, get_current_worker

from coder.errors import CoderError
from coder.i18n import _
from coder.language.regex_process import StoppedError
from coder.record.study import Study
from coder.tui.frame.standard import StandardScreen

Value = TypeVar("Value")
_TELL_SECONDS = 0.1


class Beside(Generic[Value]):
    """What a reading in a thread may ask of its screen and hand to it."""

    def __init__(self, screen: ReadingScreen, group: str, take: Callable[[Value], object]) -> None:
        self._screen, self._group, self._take = screen, group, take
        self._study = screen.study
        self._told = monotonic()
        self._worker: Worker[Any] | None = None

    def study(self) -> Study:
        """Open the study over a connection of this thread's own."""
        return Study.open(self._study.path, self._study.coder)

    def stopped(self) -> bool:
        """Tell whether nobody wants to know any more."""
        return self._worker is not None and self._worker.is_cancelled

    def breathe(self) -> None:
        """Let keys come first, and stop where nobody wants to know any more."""
        if self.stopped():
            raise StoppedError
        self._screen.coder_app.give_way()

    def told(self, done: int, of: int) -> None:
        """Say how far the reading is."""
        if monotonic() - self._told > _TELL_SECONDS:
            self._told = monotonic()
            said = _("reading: {done} of {count} texts").format(done=done, count=of)
            self.call(self._screen.say_quietly, said)

    def hand(self, value: Value) -> None:
        """Show a value, or one of several."""
        self.call(self._take, value)

    def call(self, show: Callable[..., object], *values: object) -> None:
        """Do something on the screen's own thread, unless nobody wants to know any more by then."""
        self._screen.call_later(self._screen.still, self._group, self, partial(show, *values))

    def run(self, read: Callable[[Beside[Value]], Value | None], failed: Callable[[CoderError], object]) -> None:
        """Read in the thread that this is called in, and hand over what comes of it."""
        self._worker = get_current_worker()
        try:
            found = read(self)
        except StoppedError:
            return
        except CoderError as error:
            self.call(failed, error)
            return
        if found is not None and not self.stopped():
            self.hand(found)


class ReadingScreen(StandardScreen):
    """A screen that reads beside its own thread."""

    def __init__(self) -> None:
        super().__init__()
        self._readings: dict[str, Beside[Any]] = {}
        self._read_at = -1

    def read_beside(
        self,
        group: str,
        read: Callable[[Beside[Value]], Value | None],
        take: Callable[[Value], object],
        failed: Callable[[CoderError], object] | None = None,
    ) -> None:
        """Let `read` run in a thread and `take` show what it returns; what runs in the group is given up."""
        self.give_up(group)
        beside = Beside(self, group, take)
        self._readings[group] = beside
        self._read_at = self.study.journal.head()[0]
        run = partial(beside.run, read, failed or self.say_error)
        self.run_worker(run, thread=True, exclusive=True, group=group, exit_on_error=False)

    def read_study(
        self,
        group: str,
        read: Callable[[Study], Value],
        take: Callable[[Value], object],
        failed: Callable[[CoderError], object] | None = None,
    ) -> None:
        """Let `read` run beside on the study alone, and `take` show what it returns."""

        def read_apart(beside: Beside[Value]) -> Value:
            with beside.study() as apart:
                return read(apart)

        self.read_beside(group, read_apart, take, failed)

    def give_up(self, group: str) -> None:
        """Stop what is read, and show nothing more of it."""
        self._readings.pop(group, None)
        self.workers.cancel_group(self, group)

    def still(self, group: str, beside: Beside[Any], show: Callable[[], object]) -> None:
        """Show what a reading hands over if it is still the last of its group."""
        if self.is_there and self._readings.get(group) is beside:
            show()

    def resumed(self) -> None:
        """Read again what changed while another screen was open."""
        if self.is_behind:
            self.reload()

    @property
    def is_behind(self) -> bool:
        """Whether something was written since the screen was last read."""
        return self._read_at >= 0 and self._read_at != self.study.journal.head()[0]

    def keep_up(self) -> None:
        """Take an act of this very screen for read."""
        self._read_at = self.study.journal.head()[0]
