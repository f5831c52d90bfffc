"""Killed at any moment, no act that the screen had confirmed is lost."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import random
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time

import pyte
import pytest

from coder.record.study import Study

ROUNDS = int(os.environ.get("CODER_KILLS", "3"))
KEYS = ["n1", "tc\r", "]c1", "u", "r", "d", "]c3", "s.", "\x1b[H]c2", "[c\r"]
SAVED = re.compile(r"#(\d+)")


class Terminal:
    """A program in a real pseudo-terminal, its screen kept by a terminal emulator."""

    def __init__(self, command: list[str], folder: str) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "CODER_LANG": "zh_TW"}
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, start_new_session=True, cwd=folder, env=environment
        )
        os.close(slave)
        self.screen = pyte.Screen(120, 40)
        self.stream = pyte.ByteStream(self.screen)

    def read(self, seconds: float) -> str:
        """Read for at most `seconds`, and return the screen."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and select.select([self.master], [], [], left)[0]:
            try:
                self.stream.feed(os.read(self.master, 1 << 16))
            except OSError:
                break
        columns, rows = range(self.screen.columns), range(self.screen.lines)
        return "\n".join("".join(self.screen.buffer[y][x].data for x in columns) for y in rows)

    def wait_for(self, words: str, seconds: float = 20) -> None:
        """Read until the screen shows `words`."""
        end = time.monotonic() + seconds
        while words not in self.read(0.05):
            assert time.monotonic() < end, self.read(0)
            assert self.process.poll() is None, self.read(0)

    def kill(self) -> None:
        """Kill it without warning."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        with contextlib.suppress(OSError):
            os.close(self.master)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_no_confirmed_act_is_lost(study, seed):
    study.remember("transcript", study.resolve_transcript("firm-a"))
    folder = str(study.path.parent)
    study.close()
    rng = random.Random(seed)
    terminal = Terminal([sys.executable, "-m", "coder", "--study", folder, "--coder", "甲"], folder)
    confirmed = 0
    try:
        terminal.wait_for("firm-a")
        os.write(terminal.master, b"\r")
        terminal.wait_for("受訪者")
        for _ in range(rng.randint(3, 40)):
            os.write(terminal.master, rng.choice(KEYS).encode())
            for row in terminal.read(rng.random() * 0.08).split("\n"):
                if "已存" in row and (match := SAVED.search(row)):
                    confirmed = max(confirmed, int(match[1]))
    finally:
        terminal.kill()
    with Study.open(study.path, "甲") as again:
        written = again.journal.head()[0]
        print(f"confirmed #{confirmed}, written #{written}")  # noqa: T201  seen with -s
        assert written >= confirmed
        assert again.verify() == []
