"""A terminal for programs that need one: starts them, answers what they ask of it, sees when they rest.

When is a frame finished? Textual begins each with the mark of synchronized output and ends it with `\x1b[?2026l`, once the
terminal has said that it knows the mark; this one says so. What a key drew ends with the last such mark before `quiet`
seconds without a byte, so a key that draws twice counts until its second frame; a frame that is begun is waited for. What
comes later, while nobody typed, still belongs to the key before. A program that writes no marks ends with its last byte.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

COLUMNS, ROWS = 120, 40
_BEGIN, _END = b"\x1b[?2026h", b"\x1b[?2026l"
_QUIET = 0.3
_PATIENCE = 60.0
_LEAVING = 5.0
_SET_UP = 2_000  # fewer bytes than this are the terminal's set-up, before the first picture
_ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;0$y", b"\x1b[6n": b"\x1b[1;1R"}
_CONTROLS = re.compile(rb"\x1b(?:\[[0-9;?<>=$]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][0-9A-B]|.)")


@dataclass(frozen=True, slots=True)
class Start:
    """What a program took until its screen stood still."""

    cpu_s: float
    wall_s: float
    peak_mb: float
    bytes: int


@dataclass(frozen=True, slots=True)
class Output:
    """What a program wrote, each piece with the time at which it was read."""

    pieces: tuple[tuple[float, bytes], ...] = ()

    def __add__(self, other: Output) -> Output:
        return Output(self.pieces + other.pieces)

    @property
    def size(self) -> int:
        """How many bytes it wrote."""
        return sum(len(data) for _time, data in self.pieces)

    @property
    def ended(self) -> float | None:
        """When the last frame was finished; None where nothing was drawn."""
        finished = [at for at, _data in self.frames()]
        return finished[-1] if finished else self.pieces[-1][0] if self.pieces else None

    def frames(self) -> Iterator[tuple[float, bytes]]:
        """Yield when each frame was finished, and everything written since the frame before."""
        held = b""
        for at, data in self.pieces:
            *whole, held = (held + data).split(_END)
            yield from ((at, frame) for frame in whole)


class Terminal:
    """A program in a terminal of its own."""

    def __init__(
        self, command: Sequence[str], environment: dict[str, str], columns: int = COLUMNS, rows: int = ROWS
    ) -> None:
        self.command = command
        self.begun = time.perf_counter()
        self._child, self._file = pty.fork()
        if self._child == 0:
            _become(command, environment, columns, rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """Ask the program to end, and kill it if it does not: a study left by a killed program is checked when it is opened."""
        os.kill(self._child, signal.SIGTERM)
        end = time.perf_counter() + _LEAVING
        while os.waitpid(self._child, os.WNOHANG) == (0, 0):
            self._read(0.01)
            if time.perf_counter() > end:
                os.kill(self._child, signal.SIGKILL)
                os.waitpid(self._child, 0)
                break
        os.close(self._file)

    def type(self, data: bytes) -> None:
        """Type keys."""
        os.write(self._file, data)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size; the system tells the program by SIGWINCH."""
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def listen(self, quiet: float, patience: float = _PATIENCE, *, at_least: int = 1) -> Output:
        """Read until nothing came for `quiet` seconds and no frame is open; wait at most `patience` for `at_least` bytes."""
        pieces: list[tuple[float, bytes]] = []
        count, tail, is_open = 0, b"", False
        end = time.perf_counter() + patience
        while True:
            wait = end - time.perf_counter() if count < at_least or is_open else quiet
            if not (data := self._read(max(0.0, wait))):
                return Output(tuple(pieces))
            pieces.append((time.perf_counter(), data))
            count += len(data)
            tail = tail[-len(_END) :] + data
            is_open = tail.rfind(_BEGIN) > tail.rfind(_END) or (is_open and _END not in tail)

    def _read(self, wait: float) -> bytes:
        """Return what comes within `wait` seconds, and answer what it asks; nothing where the program has ended."""
        try:
            ready, _, _ = select.select([self._file], [], [], wait)
            data = os.read(self._file, 1 << 16) if ready else b""
        except OSError:
            return b""
        for question, answer in _ANSWERS.items():
            if question in data:
                os.write(self._file, answer)
        return data

    def cpu_s(self) -> float:
        """Return the CPU seconds of the program's threads so far."""
        threads = Path(f"/proc/{self._child}/task")
        try:
            return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads.iterdir()) / 1e9
        except (OSError, IndexError):
            return 0.0

    def peak_mb(self) -> float:
        """Return the most memory that the program held, in MB."""
        return peak_mb(self._child)


def start(command: Sequence[str], environment: dict[str, str], columns: int = COLUMNS, rows: int = ROWS) -> Start:
    """Run `command` until its screen is painted and it rests, then end it.

    Raises `RuntimeError` where it ends by itself or paints nothing.
    """
    terminal = Terminal(command, environment, columns, rows)
    try:
        shown = terminal.listen(_QUIET, at_least=_SET_UP)
        cpu, peak = terminal.cpu_s(), terminal.peak_mb()
    finally:
        terminal.end()
    if shown.size < _SET_UP:
        tail = b"".join(data for _time, data in shown.pieces)[-400:]
        raise RuntimeError(f"{command[1:]} painted no screen: {tail.decode(errors='replace')}")
    return Start(cpu, shown.pieces[-1][0] - terminal.begun, peak, shown.size)


def plain(data: bytes) -> str:
    """Return what was written without colours and movements."""
    return _CONTROLS.sub(b"", data).decode(errors="replace")


def _become(command: Sequence[str], environment: dict[str, str], columns: int, rows: int) -> None:
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        told = environment | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        os.execve(command[0], list(command), told)  # noqa: S606
    finally:
        os._exit(127)


def peak_mb(pid: int | str = "self") -> float:
    """Return the most memory that a process held, in MB; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    match = re.search(r"VmHWM:\s+(\d+)", status)
    return int(match[1]) / 1024 if match else 0.0
