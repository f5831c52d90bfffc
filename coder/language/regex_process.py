"""Regular expressions in a process of their own, for one that finds no end can only be stopped from outside.

Python's `re` keeps every other thread waiting while it matches, so a pattern such as `(a+)+$` would hold the
screen, its keys and the wish to stop. The process is asked line by line: a text and its pieces, in JSON; it
answers with the places.
"""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

import coder
from coder.errors import CoderError
from coder.i18n import _

SECONDS = 2.0
_START_SECONDS = 10.0
"""So long may the process take to start: on a busy machine that is longer than a pattern may take."""
_LOOK_SECONDS = 0.05


class TooSlowError(CoderError):
    """A pattern that found no end in a text."""


class StoppedError(Exception):
    """The one who asked no longer wants to know."""


class PatternProcess:
    """Finds the places of one pattern in text after text, each in a limited time."""

    def __init__(self, pattern: str, flags: int, seconds: float = SECONDS) -> None:
        self._pattern = json.dumps([pattern, flags]).encode() + b"\n"
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def find(
        self, text: str, pieces: Sequence[tuple[int, int]], stopped: Callable[[], bool] = lambda: False
    ) -> list[tuple[int, int]]:
        """Return the places of the pattern in the pieces of a text; places of no length are left out.

        Raises `TooSlowError` when the time is over, `StoppedError` as soon as `stopped` says so.
        """
        is_new = self._process is None
        process = self._process = self._process or self._start()
        if process.stdin is None or process.stdout is None:  # pragma: no cover  both are pipes
            return []
        try:
            if is_new:
                self._await(process.stdout.fileno(), stopped, _START_SECONDS)
                process.stdout.readline()
            process.stdin.write(json.dumps([text, pieces]).encode() + b"\n")
            process.stdin.flush()
            self._await(process.stdout.fileno(), stopped, self._seconds)
            return [(start, end) for start, end in json.loads(process.stdout.readline())]
        except (OSError, ValueError) as error:
            self.close()
            raise CoderError(_("the search by regular expression ended unexpectedly"), _("try it again")) from error
        except BaseException:
            self.close()
            raise

    def _await(self, answer: int, stopped: Callable[[], bool], seconds: float) -> None:
        until = monotonic() + seconds
        while not select.select([answer], [], [], _LOOK_SECONDS)[0]:
            if stopped():
                raise StoppedError
            if monotonic() > until:
                raise TooSlowError(
                    _("the regular expression takes too long"),
                    _("write it with fewer * and + inside one another"),
                )

    def _start(self) -> subprocess.Popen[bytes]:
        home = str(Path(coder.__file__).parents[1])
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "coder.language.regex_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": home},
            start_new_session=True,
        )
        if process.stdin is not None:
            process.stdin.write(self._pattern)
            process.stdin.flush()
        return process

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


def _serve() -> None:
    """Say that the pattern is ready, then answer until nobody asks any more."""
    source, flags = json.loads(sys.stdin.buffer.readline())
    find = re.compile(source, flags).finditer
    sys.stdout.write("\n")
    sys.stdout.flush()
    for line in sys.stdin.buffer:
        text, pieces = json.loads(line)
        places = [
            (start + match.start(), start + match.end())
            for start, end in pieces
            for match in find(text[start:end])
            if match.end() > match.start()
        ]
        sys.stdout.write(json.dumps(places) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
