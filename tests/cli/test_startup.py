"""The light commands import nothing heavy, and little at all."""

import json
import subprocess
import sys
from pathlib import Path

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
# Each command runs in a fork of a process that has imported the program's entrance and nothing else.
PROBE = """
import json, os, sys
from coder.cli.main import main
modules, commands = json.loads(sys.argv[1])
for arguments in commands:
    sys.stdout.flush()
    if not (pid := os.fork()):
        status = main(arguments)
        print("\\n@" + json.dumps([arguments, status, [m for m in modules if m in sys.modules]]), flush=True)
        os._exit(0)
    os.waitpid(pid, 0)
"""
HELP = [("--help",), ("--version",), *((e.name, "--help") for e in entries())]


def _imported(modules: list[str], commands: list[tuple[str, ...]], cwd: Path | None = None) -> dict[str, list[str]]:
    """Return which of the modules each command imports; each must end well."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps([modules, commands])],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=True,
    )
    told = [json.loads(line[1:]) for line in done.stdout.splitlines() if line.startswith("@[")]
    assert [(tuple(arguments), status) for arguments, status, _ in told] == [(one, 0) for one in commands]
    return {" ".join(arguments): found for arguments, _, found in told}


def test_help_imports_nothing_heavy():
    assert {name: found for name, found in _imported(HEAVY, HELP).items() if found} == {}


def test_a_module_that_is_imported_is_seen():
    assert _imported(["click", "numpy"], [("--help",)]) == {"--help": ["click"]}


def test_the_overview_imports_no_command():
    modules = [e.target.partition(":")[0] for e in entries()]
    assert _imported(modules, [("--help",)]) == {"--help": []}


def test_listings_import_no_language_screen_or_yaml(study: Path):
    listings = [["transcripts"], ["cases"], ["codes"], ["freq"], ["quotes"], ["search", "經驗"], ["memos", "經驗"]]
    commands = [(*one, "--json") for one in [*listings, ["findings"], ["log"], ["trace", "F1"]]]
    assert {name: found for name, found in _imported(LISTING_HEAVY, commands, study).items() if found} == {}


def test_the_first_screen_imports_no_arrays_language_or_documents():
    modules = _modules("import coder.tui.app, coder.tui.home.screen")
    assert modules & {*LISTING_HEAVY, "lxml"} - {"textual"} == set()
    assert modules & {"coder.agreement.adjudication", "coder.model.counting.expression"} == set()


def test_help_imports_few_modules():
    bare = _modules("")
    assert len(_modules("from coder.cli.main import main; main(['--help'])") - bare) < 120


def _modules(code: str) -> set[str]:
    """Return the modules that Python has loaded after running `code`."""
    probe = f"{code}\nimport sys\nprint('\\n' + ','.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split(","))
