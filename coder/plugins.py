"""Find the importers and exporters, ours and other packages', through their entry points."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, Protocol

from coder.errors import CoderError, InputError, Problem
from coder.i18n import _
from coder.model.report import Exporter
from coder.model.suggester import Suggester
from coder.model.text import Source

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_FORMATS = "coder.transcripts.formats"
# Kept beside pyproject.toml's own list so that a checkout that was never installed works too.
_BUILT_IN = {
    "coder.exporters": {
        "markdown": "coder.reports.markdown:MarkdownExporter",
        "xlsx": "coder.reports.xlsx.workbook:WorkbookExporter",
        "csv": "coder.reports.csv_tables:CsvExporter",
        "docx": "coder.reports.word.document:WordExporter",
        "json": "coder.reports.json_data:JsonExporter",
        "html": "coder.reports.web.page:WebExporter",
    },
}


class Importer(Protocol):
    """Reads the texts of one family of formats; who speaks in them is found by what comes after."""

    name: str
    suffixes: tuple[str, ...]

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds, and the labels that its structure marks, or raise an InputError."""
        ...


@cache
def importers() -> dict[str, Importer]:
    """Return the importers by the suffix that each reads; those of other packages may take one over."""
    found: dict[str, Importer] = {}
    for importer in (*_our_importers(), *map(_load, _entries("coder.importers"))):
        found.update(dict.fromkeys(importer.suffixes, importer))
    return found


def folder_suffixes() -> tuple[str, ...]:
    """Return the suffixes that are transcripts wherever they lie; tables and data are taken when they are named."""
    return tuple(suffix for suffix, importer in importers().items() if not getattr(importer, "only_named", False))


def _our_importers() -> list[Importer]:
    """Return an instance of each class that ends in `Importer` in the modules of `coder.transcripts.formats`."""
    package = import_module(_FORMATS)
    modules = [import_module(f"{_FORMATS}.{module.name}") for module in iter_modules(package.__path__)]
    return [
        value()
        for module in modules
        for name, value in vars(module).items()
        if name.endswith("Importer") and getattr(value, "__module__", "") == module.__name__
    ]


@cache
def exporters() -> dict[str, Exporter]:
    """Return the exporters by name."""
    return {entry.name: _load(entry) for entry in _entries("coder.exporters")}


def importer_for(path: Path) -> Importer:
    """Return the importer that reads files such as `path`."""
    known = importers()
    importer = known.get(path.suffix.lower())
    if importer is None:
        message = _("{suffix} files cannot be read").format(suffix=path.suffix or _("nameless"))
        hint = _("Save it as one of these: {suffixes}").format(suffixes=" ".join(sorted(known)))
        raise InputError(Problem(path, 0, message), hint)
    return importer


def suggesters() -> dict[str, EntryPoint]:
    """Return the suggesters of other packages by name; none is loaded."""
    return {entry.name: entry for entry in _entries("coder.suggesters")}


def make_suggester(entry: EntryPoint, settings: Mapping[str, Any]) -> Suggester:
    """Return a suggester with its settings; raises `CoderError` where it can't be made."""
    try:
        made: Suggester = entry.load()(settings)
    except Exception as error:
        raise CoderError(
            _("the suggester {name} ({value}) does not start: {reason}").format(
                name=entry.name, value=entry.value, reason=f"{type(error).__name__}: {error}"
            ),
            _("look at its settings in suggesters.toml, or at the package that brings it"),
        ) from error
    return made


def _entries(group: str) -> list[EntryPoint]:
    """Return the entry points of `group`, ours first, so that a later one may take a name over."""
    from importlib.metadata import EntryPoint, entry_points

    named = {name: EntryPoint(name, value, group) for name, value in _BUILT_IN.get(group, {}).items()}
    return list((named | {entry.name: entry for entry in entry_points(group=group)}).values())


def _load(entry: EntryPoint) -> Any:
    try:
        return entry.load()()
    except (ImportError, AttributeError, TypeError) as error:
        message = _("the plugin {name} ({value}) does not load: {reason}").format(
            name=entry.name, value=entry.value, reason=error
        )
        raise CoderError(message, _("Update or remove the package that brings it.")) from error
