"""What holds for the whole project: layers and the template."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest

from coder.files.study_files import load_findings, schemas

ROOT = Path(__file__).parents[1]


def test_the_layers_hold():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


TEMPLATE = ROOT / "coder" / "templates" / "ai-talent" / "codebook"


@pytest.mark.parametrize("name", ["codebook.yaml", "figures.yaml", "variants.yaml"])
def test_the_template_holds_the_samples_codebook(name):
    assert (TEMPLATE / name).read_bytes() == (ROOT / "codebook" / name).read_bytes()


def test_the_template_holds_the_samples_findings_but_not_what_they_claim():
    """Statements and texts rest on invented firms, and no study of real ones may begin with them.

    Nor with what few of the invented firms said: that came up in their interviews.
    """
    sample = load_findings(ROOT / "codebook" / "findings.yaml")
    template = load_findings(TEMPLATE / "findings.yaml")
    asked = [one for one in sample.findings if one.id not in {"F6", "F7"}]
    for ours, theirs in (asked, template.findings), (sample.recommendations, template.recommendations):
        assert [_bare(one) for one in theirs] == [_bare(one) for one in ours]
        assert not any(one.text or one.text_en for one in theirs)
    assert all(one.text and one.text_en for one in sample.findings)
    assert all(one.text and one.text_en for one in sample.recommendations)


def _bare(one):
    claims = ("name", "statement", "text", "responsible", "timing", "measure")
    return replace(one, **{field.name: "" for field in fields(one) if field.name.removesuffix("_en") in claims})


def test_the_schemas_are_those_of_the_types():
    import json

    for name, schema in schemas().items():
        assert json.loads((ROOT / "codebook" / "schema" / name).read_text("utf-8")) == schema


def test_placeholders_of_sql_have_names_or_no_number():
    """Python 3.14 refuses a tuple for numbered ones, and 3.12 warns."""
    numbered = re.compile(r"[(=<>, ]\?\d")
    sources = [*(ROOT / "coder" / "record").rglob("*.py"), *(ROOT / "coder").rglob("queries.py")]
    assert [path.name for path in sources if numbered.search(path.read_text("utf-8"))] == []


def test_no_function_escapes_markup_by_hand():
    offenders = [p for p in (ROOT / "coder").rglob("*.py") if "markup import escape" in p.read_text("utf-8")]
    assert offenders == []


STORIES = {
    "agreement/test_oracles.py",
    "agreement/test_published.py",
    "cli/test_columns.py",
    "cli/test_commands.py",
    "cli/test_errors.py",
    "cli/test_hostile.py",
    "cli/test_past.py",
    "cli/test_rights.py",
    "cli/test_startup.py",
    "language/pipeline/test_pipeline.py",
    "language/pipeline/test_pipeline_page.py",
    "team/test_blind_copies.py",
    "team/test_copies_agree.py",
    "team/test_since.py",
    "transcripts/labels/test_found_forms.py",
    "tui/frame/test_printed_keys.py",
    "tui/test_hostile_text.py",
}
"""Tests of a whole room; every other file is named after the module that it tests."""


def test_the_tests_of_a_module_stand_at_its_path():
    tests = ROOT / "tests"
    found = {path.relative_to(tests) for path in tests.rglob("test_*.py")}
    inside = {path for path in found if path.parent.parts and path.parts[0] not in {"stories", "docs"}}
    lost = {path.as_posix() for path in inside if not _module_of(path)}
    assert lost == STORIES


def _module_of(test: Path) -> bool:
    module = ROOT / "coder" / test.parent / test.stem.removeprefix("test_")
    return module.with_suffix(".py").is_file() or module.is_dir()
