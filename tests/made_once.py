"""Folders that take long to make: made once for all processes of a run."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coder.building import build
from coder.workspace import Workspace

ROOT = Path(__file__).parents[1]


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return the folder that `make` fills; who writes into it makes a copy first."""
    root = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    folder, making = root / f"once-{name}", root / f"making-{name}"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            make(making)
            making.rename(folder)
    return folder


def build_sample(folder: Path) -> None:
    """Build the sample study in a folder, beside links to its files."""
    for name in ("codebook", "transcripts"):
        shutil.copytree(ROOT / name, folder / name)
    build(Workspace(folder), "組長").close()
