"""The wheel holds what the program reads at run time, and nothing that is only for its makers."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as packed:
        return packed.namelist()


def test_it_holds_each_file_of_the_package_and_none_beside(names):
    ours = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "coder").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    sample = {
        f"coder/sample/{path.relative_to(ROOT).as_posix()}"
        for part in ("codebook", "transcripts")
        for path in (ROOT / part).rglob("*")
        if path.is_file()
    }
    assert {name for name in names if ".dist-info/" not in name} == ours | sample
    assert not [name for name in names if name.endswith((".db", ".po~")) or "/test_" in name]


@pytest.mark.parametrize(
    "ending",
    [
        "/LC_MESSAGES/coder.mo",
        "/codebook/codebook.yaml",
        "/cases.yaml",
        ".tcss",
        ".css",
        ".js",
        ".html",
        ".tsv",
        "/py.typed",
    ],
)
def test_what_is_read_at_run_time_is_there(ending, names):
    assert [name for name in names if name.endswith(ending)]


def test_the_modules_of_its_commands_and_plugins_are_packed(names):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [project["scripts"], *project["entry-points"].values()]
    modules = {target.partition(":")[0].replace(".", "/") for group in declared for target in group.values()}
    assert not {one for one in modules if f"{one}.py" not in names and f"{one}/__init__.py" not in names}


def test_a_study_is_made_with_the_wheel_alone(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "CODER_LANG": "zh_TW"}
    command = [sys.executable, "-m", "coder", "--coder", "組長", "init", "study", "--template", "ai-talent"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "個編碼" in done.stdout
    assert (tmp_path / "study" / "study.db").is_file()
