"""The assignments: each coder's own with their progress, everybody's for the lead, and what waits."""

from __future__ import annotations

from collections.abc import Sequence

from coder.agreement.assignments import Task
from coder.agreement.task_list import TaskList, home_words, progress_words, state_words, task_list
from coder.i18n import _
from coder.model.project import Project
from coder.tui.agreement.commands import TASKS
from coder.tui.frame.list_detail import ListScreen
from coder.tui.frame.reading import ReadingScreen
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad

_CODER, _TURNS, _CELLS, _CASES = 14, 12, 10, 8


class TasksScreen(ReadingScreen, ListScreen[Task]):
    """Assignments in a list; below it what waits, of the one in focus and of all."""

    COMMANDS_HERE = TASKS
    KEY = "assignment.id"
    DETAIL = "tasks-detail"

    def __init__(self) -> None:
        super().__init__()
        self._found: TaskList | None = None
        self._everybody: bool | None = None

    def reload(self, at: str = "") -> None:
        """Read the assignments beside the screen's own thread."""
        self.repaint()
        self.read_study("tasks", task_list, lambda found: self._show(found, at))

    def _show(self, found: TaskList, at: str = "") -> None:
        """Show the coder's own at first, or everybody's to who has none."""
        self._found = found
        if self._everybody is None:
            self._everybody = found.leads or not found.mine
        self.take(found.shown(everybody=self._everybody), at)

    def title_text(self) -> str:
        """Return whose assignments are shown, and the study."""
        title = self.project.title
        if self._everybody:
            return _("Everybody's assignments | {title}").format(title=title)
        return _("Assignments of {name} | {title}").format(name=self.who, title=title)

    def heading(self) -> Sequence[Row]:
        """Return the names of the columns."""
        cells = (" " + _("coder"), _("transcript"), _("turns coded"), "", _("disagreements"), _("state"))
        widths = self._widths()
        told = [pad(fit(cell, max(1, width - 1)), width) for cell, width in zip(cells, widths, strict=True)]
        return [tuple((one, self.paints.quiet) for one in told)]

    def _widths(self) -> tuple[int, ...]:
        name = max(12, min(34, self.size.width - _CODER - _TURNS - _CELLS - _CASES - 20))
        # The head of the disagreements is long in English, and a wide screen has room for it.
        cases = max(_CASES, min(16, self.size.width - _CODER - name - _TURNS - _CELLS - 20))
        others = _CODER + name + _TURNS + _CELLS + 1 + cases
        return _CODER, name, _TURNS, _CELLS + 1, cases, max(0, self.size.width - others)

    def row(self, item: Task, *, here: bool) -> Row:
        """Return the row of an assignment."""
        style, one = self.row_style(here=here), item.assignment
        coded = item.coded or 0
        filled = round(_CELLS * coded / item.turns) if item.turns else 0
        bar = "" if item.coded is None else "█" * filled + "░" * (_CELLS - filled)
        cases = self._found.cases.get(item.info.id, 0) if self._found else 0
        cells = (
            " " + self.project.coder_name(one.coder),
            item.info.name,
            progress_words(item),
            bar,
            str(cases or ""),
            state_words(item),
        )
        widths = self._widths()
        return tuple((pad(fit(c, max(1, w - 1)), w), style) for c, w in zip(cells, widths, strict=True))

    def detail(self, width: int, height: int) -> Sequence[Row]:  # noqa: ARG002
        """Return what was assigned of the transcript in focus, and what waits in all."""
        told = home_words(self._found) if self._found else []
        if self._found is not None and not self._found.all:
            told.append(_("Nothing is assigned: coder assign TRANSCRIPT --to NAME"))
        rows = [self.rule()]
        if self.here is not None:
            rows += self.lines(_extent(self.here, self.project), self.paints.text, width=width)
        return rows + self.lines(" ".join(told), self.paints.quiet, width=width)

    def open_item(self, item: Task) -> None:
        """Open the transcript of the assignment in focus."""
        self.coder_app.open_transcript(item.info.id)

    def action_everybody(self) -> None:
        """Show everybody's assignments, or one's own."""
        self._everybody = not self._everybody
        if self._found is not None:
            self._show(self._found)


def _extent(task: Task, project: Project) -> str:
    one = task.assignment
    drawn = _("{count} turns drawn with seed {seed}").format(count=task.turns, seed=one.seed)
    told = drawn if one.spans else _("the whole, {count} turns").format(count=task.turns)
    if one.withheld:
        told += _("; suggestions withheld in {count} turns").format(count=len(one.withheld))
    return _("{name}: {extent}; assigned by {by} on {day}").format(
        name=task.info.name, extent=told, by=project.coder_name(one.by), day=one.at[:10]
    )
