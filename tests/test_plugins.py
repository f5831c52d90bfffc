import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from coder import plugins
from coder.cli.main import main
from coder.errors import InputError
from coder.transcripts.reading import open_file

pytestmark = pytest.mark.usefixtures("english")


def _forget() -> None:
    plugins._found_importers.cache_clear()
    plugins._found_exporters.cache_clear()


@pytest.fixture
def fresh():
    _forget()
    yield
    _forget()


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


def test_each_of_our_exporters_is_found_by_its_name():
    assert {name: exporter.name for name, exporter in plugins.exporters().items()} == {
        name: name for name in ("markdown", "xlsx", "csv", "docx", "json", "html")
    }


PLUGINS = """
from pathlib import Path

class NotesImporter:
    name = "notes"
    suffixes = (".note",)
    def read(self, path, data):
        from coder.model.text import normalise
        from coder.model.read_transcript import Source
        return Source(normalise(data.decode()), "utf-8", "notes")

class Thief(NotesImporter):
    name = "thief"
    suffixes = (".other", ".TXT")

class Second(NotesImporter):
    name = "second"

class Leaving:
    def __init__(self):
        raise SystemExit(3)

class Endings(NotesImporter):
    suffixes = ".wordy"

class Nameless(NotesImporter):
    name = None
    suffixes = (".nameless",)

class Half(NotesImporter):
    name = "half"
    suffixes = (".half",)
    def read(self, path, data):
        from coder.model.read_transcript import Source
        return Source(chr(0xD800), "utf-8", "half")

class Quits(NotesImporter):
    name = "quits"
    suffixes = (".quits",)
    def read(self, path, data):
        raise SystemExit(4)

class NoSource(NotesImporter):
    name = "bare"
    suffixes = (".bare",)
    def read(self, path, data):
        return "text"

class Unready:
    name = "unready"

class Failing:
    def __init__(self):
        raise ValueError("no licence")

class WrongExporter:
    def write(self, report, folder):
        return report.no_such_thing

class QuitsExporter:
    def write(self, report, folder):
        raise SystemExit(5)

class NamesExporter:
    def write(self, report, folder):
        return [folder.parent / "elsewhere.txt"]

class OverExporter:
    def write(self, report, folder):
        (folder / "findings.md").write_text("another")
        return [folder / "findings.md"]

class LinesExporter:
    name = "lines"
    def write(self, report, folder):
        print("to standard output")
        path = folder / "lines.txt"
        path.write_text(report.title)
        return [path]
"""


@pytest.fixture
def package(tmp_path, monkeypatch, fresh):
    """GIVEN an installed package of several plug-ins, most of them bad."""
    site = tmp_path / "site"
    about = site / "others-1.0.dist-info"
    about.mkdir(parents=True)
    (site / "others_plugins.py").write_text(PLUGINS, encoding="utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: others\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(
        "[coder.importers]\nnotes = others_plugins:NotesImporter\nthief = others_plugins:Thief\n"
        "second = others_plugins:Second\nunready = others_plugins:Unready\nfailing = others_plugins:Failing\n"
        "leaving = others_plugins:Leaving\nendings = others_plugins:Endings\nnameless = others_plugins:Nameless\n"
        "half = others_plugins:Half\nquits = others_plugins:Quits\nbare = others_plugins:NoSource\n"
        "missing = others_nowhere:X\n[coder.exporters]\nmd = others_plugins:LinesExporter\nquits = others_plugins:QuitsExporter\n"
        "names = others_plugins:NamesExporter\nover = others_plugins:OverExporter\nlines = others_plugins:LinesExporter\nwrong = others_plugins:WrongExporter\n"
        "markdown = others_plugins:LinesExporter\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(site))
    return site


def test_a_plugin_of_another_package_is_used(package):
    assert plugins.importer_for(Path("a.note")).name == "notes"
    assert "lines" in plugins.exporters()


def test_a_bad_plugin_is_named_and_left_out_and_the_others_work(package):
    assert plugins.importer_for(Path("a.txt")).name == "text"
    assert type(plugins.exporters()["markdown"]).__module__ == "coder.reports.markdown_report"
    reasons = {one.name: str(one) for one in (*plugins.left_out_importers(), *plugins.left_out_exporters())}
    bad = {"thief", "second", "unready", "failing", "leaving", "endings", "nameless", "missing"}
    assert set(reasons) == {*bad, "markdown", "md"}
    assert "SystemExit: 3" in reasons["leaving"]
    assert "no licence" in reasons["failing"]
    assert ".txt are read by text" in reasons["thief"]
    assert ".note are read by notes" in reasons["second"]
    assert "others_nowhere" in reasons["missing"]
    with pytest.raises(InputError):
        plugins.importer_for(Path("a.other"))


def test_a_command_says_which_plugin_was_left_out(package, study, tmp_path, capsys):
    """The import of a good file goes on; the person reads which plug-in failed and why."""
    path = tmp_path / "memo.note"
    path.write_text("訪員：好嗎？\n受訪者：很好。\n", encoding="utf-8")
    assert (
        main([f"--study={study.path.parent}", "--coder", "甲", "--lang", "en", "import", str(path), "--case", "A"]) == 0
    )
    assert "the plug-in failing (others_plugins:Failing) is left out" in capsys.readouterr().err
    folder = tmp_path / "out"
    command = ["report", "--format", "lines", "--to", str(folder)]
    assert main([f"--study={study.path.parent}", "--coder", "甲", "--lang", "en", *command]) == 0
    assert (folder / "lines.txt").is_file()
    assert "to standard output" not in capsys.readouterr().out, "another program may read it"


@pytest.mark.parametrize(
    ("formats", "failed"),
    [
        ("wrong,md", "WrongExporter failed: AttributeError"),
        ("quits,md", "QuitsExporter failed: SystemExit: 5"),
        ("names,md", "NamesExporter failed: ValueError: it names a file that it did not write: elsewhere.txt"),
        ("md,over", "OverExporter failed: ValueError: another exporter writes findings.md too"),
    ],
)
def test_an_exporter_that_fails_is_named_and_nothing_is_written(package, study, tmp_path, capsys, formats, failed):
    """Reports come together or not at all."""
    folder = tmp_path / "out"
    command = ["report", "--format", formats, "--to", str(folder)]
    assert main([f"--study={study.path.parent}", "--coder", "甲", "--lang", "en", *command]) == 1
    assert f"the exporter {failed}" in capsys.readouterr().err
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    ("ending", "said"),
    [("half", "half a character"), ("quits", "SystemExit: 4"), ("bare", "no Source")],
)
def test_an_importer_that_fails_on_a_file_is_an_error_of_that_file(package, tmp_path, ending, said):
    path = tmp_path / f"memo.{ending}"
    path.write_text("訪員：好嗎？\n受訪者：很好。\n", encoding="utf-8")
    with pytest.raises(InputError, match=said):
        open_file(path)


def test_a_package_whose_list_cannot_be_read_is_named_and_the_others_are_found(package, tmp_path, monkeypatch):
    about = tmp_path / "unreadable-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: unreadable\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[coder.importers]\nno equals sign\n", encoding="utf-8")
    there = list(metadata.distributions())
    monkeypatch.setattr(metadata, "distributions", lambda: [metadata.PathDistribution(about), *there])
    assert "unreadable" in {one.name for one in plugins.left_out_importers()}
    assert plugins.importer_for(Path("a.note")).name == "notes"


def test_loading_the_importers_loads_no_heavy_library():
    code = (
        "import sys; from coder.plugins import importers; importers(); import coder.files.study_files; "
        "print([m for m in ('docx', 'lxml', 'charset_normalizer', 'yaml', 'msgspec') if m in sys.modules])"
    )
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
