"""Find the importers and exporters, ours and other packages', through their entry points."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from coder.errors import CoderError, InputError, Problem
from coder.i18n import _, listed
from coder.model.codebook import Code
from coder.model.read_transcript import Source
from coder.model.reporting.report import Exporter
from coder.model.suggester import Passage, Proposal, Suggester

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Made = TypeVar("Made")

FAULTS = (Exception, SystemExit)
"""What code of another package may raise: a package that wants to leave must not take the program with it."""

SHORT_NAMES = {"md": "markdown"}
"""Other names that formats of ours go by."""

OUR_SUGGESTERS = ("combined", "keywords")
_FORMATS = "coder.transcripts.formats"
_EXPORTERS = {
    "markdown": "coder.reports.markdown_report:MarkdownExporter",
    "xlsx": "coder.reports.xlsx.workbook:WorkbookExporter",
    "csv": "coder.reports.csv_tables:CsvExporter",
    "docx": "coder.reports.word.document:WordExporter",
    "json": "coder.reports.json_data:JsonExporter",
    "html": "coder.reports.web.page:WebExporter",
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


class PluginFailedError(Exception):
    """Code of another package raised something; its words say what."""


def by_others(act: Callable[[], Made]) -> Made:
    """Return what code of another package gives; whatever it raises is a failure of its own.

    What it prints goes where errors go: standard output may be read by another program.
    """
    with redirect_stdout(sys.stderr):
        try:
            return act()
        except FAULTS as error:
            raise PluginFailedError(reason_of(error)) from error


def is_ours(plugin: object) -> bool:
    """Tell whether a plug-in is this program's own."""
    return type(plugin).__module__.startswith("coder.")


def reason_of(error: BaseException) -> str:
    """Return in words what was raised."""
    return f"{type(error).__name__}: {error}"


@cache
def _found_importers() -> tuple[dict[str, Importer], tuple[LeftOut, ...]]:
    found: dict[str, Importer] = {}
    for ours in _our_importers():
        found.update(dict.fromkeys(ours.suffixes, ours))
    entries, left_out = _of_others("coder.importers")
    for entry in entries:
        try:
            made, suffixes = by_others(lambda: _load_importer(entry))  # noqa: B023  called at once
        except PluginFailedError as failed:
            left_out.append(LeftOut(entry.name, entry.value, str(failed)))
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
    found: dict[str, Exporter] = {entry.name: _load(entry) for entry in _our_exporters()}
    entries, left_out = _of_others("coder.exporters")
    for entry in entries:
        name = entry.name.lower()
        if name in found or name in SHORT_NAMES:
            reason = _("there is an exporter of this name already")
            left_out.append(LeftOut(entry.name, entry.value, reason))
            continue
        try:
            found[name] = by_others(lambda: _load(entry, ("write",)))  # noqa: B023  called at once
        except PluginFailedError as failed:
            left_out.append(LeftOut(entry.name, entry.value, str(failed)))
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
    return _found_suggesters()[0]


def left_out_suggesters() -> tuple[LeftOut, ...]:
    """Return the suggesters of other packages whose name is taken."""
    return _found_suggesters()[1]


def _found_suggesters() -> tuple[dict[str, EntryPoint], tuple[LeftOut, ...]]:
    found: dict[str, EntryPoint] = {}
    entries, left_out = _of_others("coder.suggesters")
    for entry in entries:
        if entry.name in found or entry.name in OUR_SUGGESTERS:
            reason = _("there is a suggester of this name already")
            left_out.append(LeftOut(entry.name, entry.value, reason))
        else:
            found[entry.name] = entry
    return found, tuple(left_out)


@dataclass(slots=True)
class _Made:
    """A suggester of another package whose name and receiver were read once."""

    name: str
    receiver: str
    suggest: Callable[[Sequence[Passage], Sequence[Code]], Iterable[Proposal]]


def make_suggester(entry: EntryPoint, settings: Mapping[str, Any]) -> Suggester:
    """Return a suggester with its settings; raises `CoderError` where it can't be made."""

    def make() -> _Made:
        made = entry.load()(settings)
        _require(made, ("name", "receiver", "suggest"))
        name, receiver = made.name, made.receiver
        _require_words(("name", name), ("receiver", receiver))
        return _Made(name, receiver, made.suggest)

    try:
        return by_others(make)
    except PluginFailedError as failed:
        raise CoderError(
            _("the suggester {name} ({value}) does not start: {reason}").format(
                name=entry.name, value=entry.value, reason=failed
            ),
            _("look at its settings in suggesters.toml, or at the package that brings it"),
        ) from failed


def _our_exporters() -> list[EntryPoint]:
    from importlib.metadata import EntryPoint

    return [EntryPoint(name, value, "coder.exporters") for name, value in _EXPORTERS.items()]


def _of_others(group: str) -> tuple[list[EntryPoint], list[LeftOut]]:
    """Return what other packages bring, by name and then by place, and the packages whose list cannot be read.

    Sorted, so that no order of installation matters.
    """
    from importlib.metadata import distributions

    found: dict[tuple[str, str], EntryPoint] = {}
    left_out = []
    for package in distributions():
        try:
            entries = by_others(lambda: list(package.entry_points.select(group=group)))  # noqa: B023  called at once
        except PluginFailedError as failed:
            left_out.append(LeftOut(str(package.name), "entry_points.txt", str(failed)))
            continue
        for entry in entries:
            if not entry.value.startswith("coder."):
                found.setdefault((entry.name, entry.value), entry)
    return [found[key] for key in sorted(found)], left_out


def _load_importer(entry: EntryPoint) -> tuple[Importer, list[str]]:
    """Return an importer and the suffixes that it reads, in small letters."""
    made = _load(entry, ("name", "suffixes", "read"))
    _require_words(("name", made.name), *(("suffixes", suffix) for suffix in made.suffixes))
    suffixes = [suffix.lower() for suffix in made.suffixes]
    if isinstance(made.suffixes, str) or not all(s.startswith(".") and len(s) > 1 for s in suffixes) or not suffixes:
        raise TypeError(_("its suffixes are not a list of endings such as .note"))
    return made, suffixes


def _load(entry: EntryPoint, needed: Sequence[str] = ()) -> Any:
    """Return the plug-in; raises whatever its package raises, `TypeError` where it lacks what a plug-in needs."""
    made = entry.load()()
    _require(made, needed)
    return made


def _require(made: object, needed: Sequence[str]) -> None:
    if missing := [name for name in needed if not hasattr(made, name)]:
        raise TypeError(_("it has no {names}").format(names=listed(missing)))


def _require_words(*named: tuple[str, object]) -> None:
    if wrong := [name for name, value in named if not isinstance(value, str)]:
        raise TypeError(_("its {name} is not a text").format(name=wrong[0]))
