"""The light commands import nothing heavy, and little at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from coder.cli.shared.command_table import entries

HEAVY = [
    "textual",
    "spacy",
    "jieba",
    "pypinyin",
    "rich",
    "sqlite_utils",
    "numpy",
    "docx",
    "xlsxwriter",
    "yaml",
    "ruamel",
    "msgspec",
]
LISTING_HEAVY = [
    "textual",
    "spacy",
    "jieba",
    "pypinyin",
    "numpy",
    "docx",
    "xlsxwriter",
    "yaml",
    "ruamel",
    "sqlite_utils",
]
PROBE = """
import sys
from coder.cli.main import main
status = main(sys.argv[2:])
print("\\n" + ",".join(m for m in sys.argv[1].split(",") if m in sys.modules), end="")
sys.exit(status)
"""


def _imported(modules: list[str], *arguments: str, cwd: Path | None = None) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, ",".join(modules), *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=True,
    )
    return [m for m in done.stdout.splitlines()[-1].split(",") if m]


@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), *((e.name, "--help") for e in entries())], ids=" ".join
)
def test_help_imports_nothing_heavy(arguments: tuple[str, ...]):
    assert _imported(HEAVY, *arguments) == []


def test_the_overview_imports_no_command():
    modules = [e.target.partition(":")[0] for e in entries()]
    assert _imported(modules, "--help") == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("transcripts",),
        ("cases",),
        ("codes",),
        ("freq",),
        ("quotes",),
        ("search", "經驗"),
        ("memos", "經驗"),
        ("findings",),
        ("log",),
        ("trace", "F1"),
    ],
    ids=" ".join,
)
def test_listings_import_no_language_screen_or_yaml(study: Path, arguments: tuple[str, ...]):
    assert _imported(LISTING_HEAVY, *arguments, "--json", cwd=study) == []


def test_help_imports_few_modules():
    bare = _modules("")
    assert len(_modules("from coder.cli.main import main; main(['--help'])") - bare) < 120


def _modules(code: str) -> set[str]:
    """Return the modules that Python has loaded after running `code`."""
    probe = f"{code}\nimport sys\nprint('\\n' + ','.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split(","))
