"""Find the importers and exporters, ours and other packages', through their entry points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from coder.errors import CoderError, InputError, Problem
from coder.i18n import _, listed
from coder.model.read_transcript import Source
from coder.model.reporting.report import Exporter
from coder.model.suggester import Suggester

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_FORMATS = "coder.transcripts.formats"
# Kept beside pyproject.toml's own list so that a checkout that was never installed works too.
_BUILT_IN = {
    "coder.exporters": {
        "markdown": "coder.reports.markdown_report:MarkdownExporter",
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


class LeftOut(NamedTuple):
    """A plug-in of another package that is not used, and why."""

    name: str
    value: str
    reason: str

    def __str__(self) -> str:
        return _("the plug-in {name} ({value}) is left out: {reason}").format(**self._asdict())


@cache
def _found_importers() -> tuple[dict[str, Importer], tuple[LeftOut, ...]]:
    found: dict[str, Importer] = {}
    for ours in _our_importers():
        found.update(dict.fromkeys(ours.suffixes, ours))
    left_out: list[LeftOut] = []
    for entry in _of_others("coder.importers"):
        try:
            made = _load(entry, ("name", "suffixes", "read"))
            suffixes = [str(suffix).lower() for suffix in made.suffixes]
        except Exception as error:  # noqa: BLE001  what another package does wrong must not stop ours
            left_out.append(LeftOut(entry.name, entry.value, f"{type(error).__name__}: {error}"))
            continue
        if taken := [suffix for suffix in suffixes if suffix in found]:
            reason = _("{suffixes} are read by {other}").format(suffixes=" ".join(taken), other=found[taken[0]].name)
            left_out.append(LeftOut(entry.name, entry.value, reason))
        else:
            found.update(dict.fromkeys(suffixes, made))
    return found, tuple(left_out)


def importers() -> dict[str, Importer]:
    """Return the importers by the suffix that each reads, ours and those of other packages."""
    return _found_importers()[0]


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
def _found_exporters() -> tuple[dict[str, Exporter], tuple[LeftOut, ...]]:
    found: dict[str, Exporter] = {name: _load(entry) for name, entry in _ours("coder.exporters").items()}
    left_out: list[LeftOut] = []
    for entry in _of_others("coder.exporters"):
        if entry.name in found:
            reason = _("there is an exporter of this name already")
            left_out.append(LeftOut(entry.name, entry.value, reason))
            continue
        try:
            found[entry.name] = _load(entry, ("write",))
        except Exception as error:  # noqa: BLE001  what another package does wrong must not stop ours
            left_out.append(LeftOut(entry.name, entry.value, f"{type(error).__name__}: {error}"))
    return found, tuple(left_out)


def exporters() -> dict[str, Exporter]:
    """Return the exporters by name, ours and those of other packages."""
    return _found_exporters()[0]


def left_out_importers() -> tuple[LeftOut, ...]:
    """Return the importers of other packages that are not used, with the reason."""
    return _found_importers()[1]


def left_out_exporters() -> tuple[LeftOut, ...]:
    """Return the exporters of other packages that are not used, with the reason."""
    return _found_exporters()[1]


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
    return {entry.name: entry for entry in _of_others("coder.suggesters")}


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


def _ours(group: str) -> dict[str, EntryPoint]:
    from importlib.metadata import EntryPoint

    return {name: EntryPoint(name, value, group) for name, value in _BUILT_IN.get(group, {}).items()}


def _of_others(group: str) -> list[EntryPoint]:
    """Return what other packages bring, by name and then by place, so that no order of installation matters."""
    from importlib.metadata import entry_points

    others = (entry for entry in entry_points(group=group) if not entry.value.startswith("coder."))
    found = {(entry.name, entry.value): entry for entry in others}
    return [found[key] for key in sorted(found)]


def _load(entry: EntryPoint, needed: Sequence[str] = ()) -> Any:
    """Return the plug-in; raises whatever its package raises, `TypeError` where it lacks what a plug-in needs."""
    made = entry.load()()
    if missing := [name for name in needed if not hasattr(made, name)]:
        raise TypeError(_("it has no {names}").format(names=listed(missing)))
    return made
