"""The report is written into files: each row is a format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coder.errors import CoderError
from coder.findings.dead_citations import refuse_dead_citations
from coder.i18n import N_, _, listed
from coder.model.reporting.report import Exporter
from coder.plugins import exporters
from coder.privacy.leaks import find_leaks
from coder.record.signing.leaving import sign_quietly
from coder.record.study import Study
from coder.record.veil.blindness import refuse_report
from coder.reports.build import build_report
from coder.reports.report_writing import write_report
from coder.tui.frame.list_detail import ListScreen
from coder.tui.frame.reading import ReadingScreen
from coder.tui.reporting.commands import EXPORT
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad

_TOLD = {
    "docx": N_("Word: the report to print and to hand in"),
    "xlsx": N_("Excel: its tables, with all quotes"),
    "html": N_("a web page: the report to read and to search"),
    "markdown": N_("Markdown: plain text with marks"),
    "csv": N_("CSV: a file for each table"),
    "json": N_("JSON: for other programs"),
}


class ExportScreen(ReadingScreen, ListScreen[str]):
    """Enter writes the report in the format in focus; what was written is said with its place."""

    COMMANDS_HERE = EXPORT

    def __init__(self) -> None:
        super().__init__()
        self._writing = False

    @property
    def _folder(self) -> Path:
        return self.study.path.parent / "exports"

    def reload(self, at: str = "") -> None:
        """Show the formats, Word first."""
        known = exporters()
        self.take([*(name for name in _TOLD if name in known), *(name for name in known if name not in _TOLD)], at)

    def key_of(self, item: str) -> str:
        """Return the format's name."""
        return item

    def title_text(self) -> str:
        """Return what this is and where files go."""
        return _("Export the report into {folder}").format(folder=self._folder)

    def row(self, item: str, *, here: bool) -> Row:
        """Return a format and what it is for."""
        style = self.row_style(here=here)
        told = _TOLD[item]() if item in _TOLD else _("by another package")
        mark = " > " if here else "   "
        return ((mark + pad(item, 12), style), (fit(told, max(1, self.size.width - 16)), style))

    def open_item(self, item: str) -> None:
        """Write the report in the format in focus."""
        self._begin([item])

    def action_write_all(self) -> None:
        """Write the report in every format."""
        self._begin(list(self.items))

    def _begin(self, names: Sequence[str]) -> None:
        if self._writing:
            self.say(_("it is being written; wait until that is said"), bad=True)
            return
        self._writing = True
        self.say_quietly(_("writing the report; this may take some seconds"))
        chosen, folder = [exporters()[name] for name in names], self._folder
        self.read_study("export", lambda apart: written_report(apart, chosen, folder), self._written, self._failed)

    def _failed(self, error: CoderError) -> None:
        self._writing = False
        self.say_error(error)

    def _written(self, found: tuple[str, int]) -> None:
        self._writing = False
        said, leaks = found
        if leaks:
            warning = _("{count} words may tell who spoke: {names} shows them; look before you pass it on")
            said += " | " + self.with_keys(warning, count=leaks)
        self.say(said, whole=True)


def written_report(study: Study, chosen: Sequence[Exporter], folder: Path) -> tuple[str, int]:
    """Write the report with names replaced, as the command does; return what is to be said of it, and likely leaks."""
    refuse_report(study)
    refuse_dead_citations(study)
    sign_quietly(study)
    leaks = find_leaks(study)
    paths = write_report(build_report(study), chosen, folder)
    return _("written: {path}").format(path=listed([path.name for path in paths])), len(leaks)
