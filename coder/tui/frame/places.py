"""The places of the program: each is reached from the menu of places by a letter, and directly by a key of its own."""

from __future__ import annotations

from dataclasses import dataclass

from coder.i18n import N_
from coder.tui.frame.command import Command, Words
from coder.tui.frame.groups import menu, visiting


@dataclass(frozen=True, slots=True)
class Place:
    """A screen to go to.

    `name` stands in actions, `screen` says where in `coder.tui` its class is. `command` is the id of the action that
    goes there directly, where that is not the name.
    """

    name: str
    screen: str
    letter: str
    direct: str
    label: Words
    command: str = ""

    @property
    def visit(self) -> Command:
        """The command that goes there directly."""
        return Command(self.command or self.name, f"app.visit('{self.name}')", (self.direct,), self.label, visiting)

    @property
    def choice(self) -> Command:
        """The command of the menu; the key that goes there directly works in it too."""
        return Command(f"go_{self.name}", f"go('{self.name}')", (self.letter, self.direct), self.label, menu)


ALL: tuple[Place, ...] = (
    Place("search", "retrieval.search_screen:SearchScreen", "s", "alt+s", N_("Search the study")),
    Place("quotes", "retrieval.screen:RetrievalScreen", "q", "alt+q", N_("Quotes of codes"), command="retrieve"),
    Place("codebook", "codebook.screen:CodebookScreen", "c", "alt+k", N_("Edit the codebook"), command="edit_codebook"),
    Place("memos", "memos.screen:MemosScreen", "m", "alt+m", N_("All memos")),
    Place("history", "audit.history_screen:HistoryScreen", "h", "alt+u", N_("The history")),
    Place("lost", "transcripts.screen:LostScreen", "l", "alt+b", N_("Codings that revised transcripts displaced")),
    Place("findings", "findings.screen:FindingsScreen", "f", "alt+f", N_("Findings and recommendations")),
    Place("figures", "findings.figures_screen:FiguresScreen", "i", "shift+f10", N_("Figures beside the findings")),
    Place("matrix", "findings.matrix_screen:MatrixScreen", "x", "alt+j", N_("The framework matrix")),
    Place("charts", "charts.screen:ChartsScreen", "b", "f12", N_("Charts: cases, kinds, findings, transcripts")),
    Place(
        "page",
        "reporting.page_screen:ReportPageScreen",
        "p",
        "shift+f2",
        N_("Cover and chapters of the report"),
        command="report_page",
    ),
    Place(
        "export",
        "reporting.export_screen:ExportScreen",
        "v",
        "ctrl+f2",
        N_("Export the report: Word, Excel, web page, CSV"),
        command="export_report",
    ),
    Place(
        "trace",
        "audit.trace_screen:TraceScreen",
        "t",
        "alt+h",
        N_("Trace a sentence of the report to its evidence and log"),
    ),
    Place("sample", "audit.sample_screen:SampleScreen", "a", "ctrl+b", N_("Judge the audit sample")),
    Place("tasks", "agreement.tasks_screen:TasksScreen", "w", "shift+f5", N_("Assignments and progress")),
    Place("agreement", "agreement.screen:AgreementScreen", "r", "shift+f8", N_("How far coders agree")),
    Place(
        "adjudication",
        "agreement.adjudication_screen:AdjudicationScreen",
        "d",
        "shift+f9",
        N_("Disagreements between coders"),
    ),
    Place("conflicts", "team.screen:ConflictsScreen", "o", "shift+f12", N_("Conflicting changes")),
    Place("merge", "team.copies_screen:CopiesScreen", "e", "ctrl+f12", N_("Merge another copy of the study")),
    Place("names", "privacy.screen:NamesScreen", "n", "shift+f11", N_("Names that reports replace, and likely leaks")),
    Place(
        "study_settings",
        "settings.study_screen:StudySettingsScreen",
        "y",
        "ctrl+f11",
        N_("Settings of the whole study, and types of attributes"),
    ),
    Place("settings", "settings.screen:SettingsScreen", "comma", "f11", N_("Settings")),
)

PLACES: tuple[Command, ...] = tuple(place.visit for place in ALL)
GO: tuple[Command, ...] = tuple(place.choice for place in ALL)
VISITS: dict[str, str] = {place.name: f"coder.tui.{place.screen}" for place in ALL}
