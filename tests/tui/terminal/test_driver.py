"""A screen whose terminal is closed ends, and keeps where it was."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

import pytest

from coder.record.study import Study


def _read_until(file: int, words: str) -> None:
    said, end = "", time.monotonic() + 60
    while words not in said and words not in re.sub(r"\s+|\x1b\[[0-9;?]*[a-zA-Z]", "", said):
        assert time.monotonic() < end, said[-2000:]
        if select.select([file], [], [], 0.1)[0]:
            said += os.read(file, 65536).decode("utf-8", "replace")


def _ended(pid: int) -> int:
    """Return the exit status of a process that ends within half a minute."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        gone, status = os.waitpid(pid, os.WNOHANG)
        if gone:
            return os.waitstatus_to_exitcode(status)
        select.select([], [], [], 0.05)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    raise AssertionError("the screen goes on without a terminal")


@pytest.mark.parametrize("end", ["closed", "closed under nohup", "asked to end"])
def test_a_screen_without_a_terminal_ends(study: Study, end: str):
    pid, file = pty.fork()
    if pid == 0:
        if "nohup" in end:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        command = [sys.executable, "-m", "coder", f"--study={study.path.parent}", "--coder=甲", "--lang=zh_TW"]
        os.execvpe(command[0], command, {**os.environ, "TERM": "xterm-256color"})  # noqa: S606
    fcntl.ioctl(file, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    for words, keys in (("廠商", b"\r"), ("受訪者", b"m")):
        _read_until(file, words)
        os.write(file, keys)
    _read_until(file, "備忘錄：老實說")
    if end == "asked to end":
        os.kill(pid, signal.SIGTERM)
        _read_until(file, "\x1b[?1049l")
    else:
        os.close(file)
    assert _ended(pid) == 0
    assert int(study.recall(f"caret:{study.transcript('firm-a').info.id}") or 0) > 0
