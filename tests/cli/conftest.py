"""A built study for each test, and a way to run commands as a person does."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coder.cli.main import main
from coder.i18n import set_language

from .samples import write_files


@dataclass(frozen=True)
class Result:
    """What a command printed and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What stdout holds, read as JSON."""
        return json.loads(self.out)


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODER_NAME", "ann")
    monkeypatch.setenv("CODER_LANG", "en")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("CODER_DEBUG", raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def call(*arguments: str) -> Result:
        capsys.readouterr()
        status = main(arguments)
        captured = capsys.readouterr()
        return Result(status, captured.out, captured.err)

    yield call
    set_language("en")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_files(tmp_path_factory.mktemp("built"))
    assert main(["--coder", "ann", "--lang", "en", "build", str(folder)]) == 0
    return folder


@pytest.fixture
def study(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """GIVEN a study of two transcripts and five codings in the working folder."""
    folder = tmp_path / "study"
    shutil.copytree(built, folder)
    monkeypatch.chdir(folder)
    return folder
