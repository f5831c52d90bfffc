"""What holds for the whole project: layers, the README, the template."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coder.cli.entries import entries
from coder.importers.study_files import schemas

ROOT = Path(__file__).parents[1]


def test_the_layers_hold():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["codebook.yaml", "findings.yaml", "figures.yaml", "variants.yaml"])
def test_the_template_holds_the_samples_codebook(name):
    template = ROOT / "coder" / "templates" / "ai-talent" / "codebook" / name
    assert template.read_bytes() == (ROOT / "codebook" / name).read_bytes()


def test_the_schemas_are_those_of_the_types():
    import json

    for name, schema in schemas().items():
        assert json.loads((ROOT / "codebook" / "schema" / name).read_text("utf-8")) == schema


def test_the_readme_shows_every_command_that_people_need():
    text = (ROOT / "README.md").read_text("utf-8")
    assert [e.name for e in entries() if f"coder {e.name}" not in text] == []


def test_no_function_escapes_markup_by_hand():
    offenders = [p for p in (ROOT / "coder").rglob("*.py") if "markup import escape" in p.read_text("utf-8")]
    assert offenders == []
