"""The page on the pipeline: its blocks run in their order and print what it says, in a program that has coder installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "pipeline.md"
_BLOCKS = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```", re.DOTALL | re.MULTILINE)
_BETWEEN = "----"


def run(command: list[str], folder: Path, installed: Path | None = None) -> str:
    paths = [str(path) for path in (installed, ROOT) if path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder that makes spaCy see the entry points that an installed `coder` has."""
    points = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    folder = tmp_path / "installed" / "coder_here-1.0.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: coder-here\nVersion: 1.0\n", "utf-8")
    lines = [
        f"[{group}]\n" + "".join(f"{name} = {target}\n" for name, target in points[group].items())
        for group in ("spacy_tokenizers", "spacy_factories")
    ]
    (folder / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    return folder.parent


def test_the_page_prints_what_it_says(tmp_path: Path, installed: Path, built_sample: Path) -> None:
    study = shutil.copytree(built_sample, tmp_path / "study")
    blocks = _BLOCKS.findall(PAGE.read_text("utf-8"))
    assert len(blocks) == PAGE.read_text("utf-8").count("```python")
    program = f"print('{_BETWEEN}')\n".join(code for code, _printed in blocks)
    printed = run(["-c", program], study, installed)
    assert printed.split(f"{_BETWEEN}\n") == [said for _code, said in blocks]


def test_components_are_found_by_name_alone(tmp_path: Path, installed: Path) -> None:
    program = (
        'import spacy; n = spacy.blank("zh"); n.add_pipe("coder_sentences"); print(len(list(n("好。對。").sents)))'
    )
    assert run(["-c", program], tmp_path, installed) == "2\n"


def test_nothing_of_spacy_is_loaded_by_what_the_program_uses() -> None:
    program = (
        "import sys, coder.suggestions.word_borders, coder.language.keyword_suggestions, coder.language.pipeline; "
        "print([m for m in ('spacy', 'jieba', 'numpy') if m in sys.modules])"
    )
    assert run(["-c", program], ROOT) == "[]\n"
