"""Completion tried in the shells themselves: a name is inserted, and never run."""

from __future__ import annotations

import os
import pty
import select
import shutil
import sys
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from rounds import pairs

from coder.cli.main import main
from coder.record.study import Study

ROOT = Path(__file__).parents[2]
HOSTILE = "z$(touch ran).txt"
NAMES = (HOSTILE, "y`touch ran`'y\".txt", "x;touch ran; 甲 乙.txt", "w,逗號.txt")
START = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(coder completion bash)"'),
    "zsh": (["zsh", "-f", "-i"], 'autoload -U compinit; compinit -u -D; eval "$(coder completion zsh)"'),
    "fish": (["fish", "--no-config", "-i"], "coder completion fish | source"),
}


class Terminal:
    """A shell in a terminal of its own."""

    def __init__(self, command: list[str], folder: Path, environment: dict[str, str]) -> None:
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)  # noqa: S606  the shell is what is tried

    def type(self, text: str) -> None:
        os.write(self.file, text.encode())

    def until(self, path: Path, seconds: float = 30) -> str:
        """Read what the shell prints until it has made a file, and return the file's text."""
        said, end = b"", time.monotonic() + seconds
        while not path.exists() or not path.read_text(encoding="utf-8").endswith("\n"):
            assert time.monotonic() < end, said.decode("utf-8", "replace")
            if select.select([self.file], [], [], 0.05)[0]:
                said += os.read(self.file, 65536)
                if b"\x1b[c" in said or b"\x1b[0c" in said:
                    # A shell asks what terminal this is, and waits for the answer.
                    said = b""
                    self.type("\x1b[?62;c")
        return path.read_text(encoding="utf-8")

    def close(self) -> None:
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.file)


@pytest.fixture
def folder(study: Study, tmp_path: Path) -> Path:
    """GIVEN a study whose transcripts have names that are commands, and a `coder` on the path that prints its words."""
    files = tmp_path / "files"
    files.mkdir()
    for n, name in enumerate(NAMES):
        (files / name).write_text(f"訪員：第 {n} 題？\n受訪者：第 {n} 個回答。\n", encoding="utf-8")
    said = main(
        [
            f"--study={study.path.parent}",
            "--coder",
            "甲",
            "import",
            "--case-per-file",
            *map(str, sorted(files.iterdir())),
        ]
    )
    assert said == 0
    tools = tmp_path / "bin"
    tools.mkdir()
    program = tools / "coder"
    program.write_text(
        f'#!/bin/sh\nif [ "$1" = show ]; then shift; printf "%s\\n" "$@" > said.part; mv said.part said; exit; fi\n'
        f'exec {sys.executable} -m coder "$@"\n'
    )
    program.chmod(0o755)
    return study.path.parent


@pytest.fixture
def shell(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Iterator[Terminal]:
    command, begin = START[request.param]
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not on this machine")
    environment = {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "CODER_NAME": "甲",
    }
    terminal = Terminal(command, folder, environment)
    terminal.type(f"{begin}\n")
    terminal.type("echo ready > ready\n")
    terminal.until(folder / "ready")
    yield terminal
    terminal.close()


@pytest.mark.parametrize(("name", "shell"), pairs(NAMES, tuple(START)), indirect=["shell"])
def test_a_name_with_a_command_in_it_is_inserted_and_not_run(shell: Terminal, folder: Path, name: str):
    shell.type(f"coder show {name[0]}\t\n")
    assert shell.until(folder / "said").strip() == Path(name).stem
    assert not (folder / "ran").exists()


@pytest.mark.parametrize(
    ("begun", "shell"), pairs(product([HOSTILE, NAMES[1]], "'\""), tuple(START)), indirect=["shell"]
)
def test_a_name_is_inserted_in_the_quotes_that_were_begun(shell: Terminal, folder: Path, begun: tuple[str, str]):
    name, quote = begun
    shell.type(f"coder show {quote}{name[0]}\t\n")
    assert shell.until(folder / "said").strip() == Path(name).stem
    assert not (folder / "ran").exists()
