"""A terminal for programs that need one: starts them, answers what they ask of it, sees when they rest."""

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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_QUIET = 0.3
_PATIENCE = 60.0
_SET_UP = 2_000  # fewer bytes than this are the terminal's set-up, before the first picture
_ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;0$y", b"\x1b[6n": b"\x1b[1;1R"}


@dataclass(frozen=True, slots=True)
class Start:
    """What a program took until its screen stood still."""

    cpu_s: float
    wall_s: float
    peak_mb: float
    bytes: int


def start(command: Sequence[str], environment: dict[str, str], columns: int = 120, rows: int = 40) -> Start:
    """Run `command` until its screen is painted and it rests, then end it.

    Raises `RuntimeError` where it ends by itself or paints nothing.
    """
    begun = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        _become(command, environment, columns, rows)
    try:
        painted, count, tail = _watch(terminal)
        peak = peak_mb(child)
    finally:
        os.kill(child, signal.SIGKILL)
        _pid, _status, used = os.wait4(child, 0)
        os.close(terminal)
    if painted is None or count < _SET_UP:
        raise RuntimeError(f"{command[1:]} painted no screen: {tail[-400:].decode(errors='replace')}")
    return Start(used.ru_utime + used.ru_stime, painted - begun, peak, count)


def _become(command: Sequence[str], environment: dict[str, str], columns: int, rows: int) -> None:
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        told = environment | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        os.execve(command[0], list(command), told)  # noqa: S606
    finally:
        os._exit(127)


def _watch(terminal: int) -> tuple[float | None, int, bytes]:
    """Return when the last byte before the first rest came, how many came, and the last of them."""
    last, count, tail = None, 0, b""
    end = time.perf_counter() + _PATIENCE
    while (now := time.perf_counter()) < end:
        painted = last is not None and count >= _SET_UP
        ready, _, _ = select.select([terminal], [], [], _QUIET if painted else end - now)
        if not ready:
            break
        try:
            data = os.read(terminal, 1 << 16)
        except OSError:
            break
        if not data:
            break
        last, count, tail = time.perf_counter(), count + len(data), tail[-1000:] + data
        for question, answer in _ANSWERS.items():
            if question in data:
                os.write(terminal, answer)
    return last, count, tail


def peak_mb(pid: int | str = "self") -> float:
    """Return the most memory that a process held, in MB; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    match = re.search(r"VmHWM:\s+(\d+)", status)
    return int(match[1]) / 1024 if match else 0.0
