"""Write the report into files, each format by its exporter."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from coder.errors import CoderError
from coder.files.atomic import owner_only, together
from coder.i18n import _
from coder.model.reporting.report import Exporter, Report
from coder.plugins import PluginFailedError, by_others, is_ours


def write_report(
    report: Report,
    chosen: Sequence[Exporter],
    folder: Path,
    *,
    private: bool = False,
    written: Callable[[int], object] = lambda _count: None,
) -> list[Path]:
    """Write a report by each exporter, all or none, and return the files; `private` ones are for their owner alone."""
    paths: list[Path] = []
    with owner_only(wanted=private), together(folder) as unfinished:
        for exporter in chosen:
            paths += [folder / path.name for path in _written(exporter, report, unfinished)]
            written(1)
    return paths


def _written(exporter: Exporter, report: Report, folder: Path) -> list[Path]:
    """Write a report; what another package's exporter does wrong is said in its name."""
    if is_ours(exporter):
        return list(exporter.write(report, folder))
    try:
        return by_others(lambda: _written_apart(exporter, report, folder))
    except PluginFailedError as failed:
        raise CoderError(
            _("the exporter {name} failed: {reason}").format(name=type(exporter).__qualname__, reason=failed),
            _("leave its format out with --format, or ask the package that brings it"),
        ) from failed


def _written_apart(exporter: Exporter, report: Report, folder: Path) -> list[Path]:
    """Let an exporter write into an empty folder, and take what it wrote unless that replaces another's file."""
    with tempfile.TemporaryDirectory(dir=folder) as made:
        apart = Path(made)
        paths = [Path(path) for path in exporter.write(report, apart)]
        for path in paths:
            if path.parent != apart or not path.is_file():
                raise ValueError(_("it names a file that it did not write: {path}").format(path=path.name))
            if (folder / path.name).exists():
                raise ValueError(_("another exporter writes {path} too").format(path=path.name))
        return [path.rename(folder / path.name) for path in paths]
