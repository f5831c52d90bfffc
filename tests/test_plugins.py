import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from coder import plugins
from coder.errors import CoderError, InputError

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def fresh():
    plugins.importers.cache_clear()
    yield
    plugins.importers.cache_clear()


def test_each_suffix_has_its_importer():
    found = plugins.importers()
    assert {".txt", ".md", ".docx", ".odt", ".rtf", ".pdf", ".vtt", ".srt", ".html", ".csv", ".xlsx", ".json"} <= set(
        found
    )
    assert plugins.importer_for(Path("a.MD")).name == "markdown"
    assert plugins.importer_for(Path("訪談.docx")).name == "docx"


@pytest.mark.parametrize("name", ["a.mp3", "a"])
def test_an_unknown_format_lists_the_known(name):
    with pytest.raises(InputError) as caught:
        plugins.importer_for(Path(name))
    assert ".docx" in caught.value.hint
    assert ".md" in caught.value.hint


def test_the_built_in_list_is_that_of_pyproject():
    root = Path(__file__).parents[1]
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ours = {group: found for group, found in project["entry-points"].items() if group.startswith("coder.")}
    assert ours == plugins._BUILT_IN


def test_a_plugin_of_another_package_is_found(monkeypatch, fresh):
    other = EntryPoint("notes", "tests_of_plugins:NotesImporter", "coder.importers")
    module = type(sys)("tests_of_plugins")
    module.NotesImporter = type("NotesImporter", (), {"name": "notes", "suffixes": (".note",)})
    monkeypatch.setitem(sys.modules, "tests_of_plugins", module)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: [other])
    assert plugins.importer_for(Path("a.note")).name == "notes"
    assert plugins.importer_for(Path("a.txt")).name == "text"


def test_a_plugin_that_does_not_load_is_named(monkeypatch, fresh):
    broken = EntryPoint("broken", "no_such_module:Importer", "coder.importers")
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: [broken])
    with pytest.raises(CoderError, match="broken") as caught:
        plugins.importers()
    assert caught.value.hint


def test_loading_the_importers_loads_no_heavy_library():
    code = (
        "import sys; from coder.plugins import importers; importers(); import coder.files.study_files; "
        "print([m for m in ('docx', 'lxml', 'charset_normalizer', 'yaml', 'msgspec') if m in sys.modules])"
    )
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
