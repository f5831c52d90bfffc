"""Training: each coder's agreement with what was settled, over time, what is missed most, and codes mixed up."""

from __future__ import annotations

from collections.abc import Sequence

from coder.agreement.confusion import confusion_rows
from coder.agreement.training import Score, Training, trainings
from coder.errors import CoderError
from coder.i18n import N_, _, listed
from coder.tui.agreement.commands import TRAINING
from coder.tui.frame.list_detail import ListScreen
from coder.tui.frame.reading import ReadingScreen
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad

_NAME, _NUMBER, _BAR, _MOST = 18, 10, 12, 5


class TrainingScreen(ReadingScreen, ListScreen[Training]):
    """The coders in a list; below it the course of the one in focus and the table of codes."""

    COMMANDS_HERE = TRAINING
    SCREEN_TITLE = N_("Agreement with what was settled | {title}")
    KEY = "coder"
    DETAIL = "training"
    LIST = "trained"

    def __init__(self) -> None:
        super().__init__()
        self._refused = ""

    def reload(self, at: str = "") -> None:
        """Compare beside the screen's own thread."""
        self.repaint()
        self.read_study("training", trainings, lambda found: self._show(found, at), self._refuse)

    def _show(self, found: list[Training], at: str) -> None:
        self._refused = "" if found else _("Nothing was decided yet.")
        self.take(found, at)

    def _refuse(self, error: CoderError) -> None:
        self._refused = f"{error.message}\n{error.hint}"
        self.take([])

    def heading(self) -> Sequence[Row]:
        """Return the names of the columns."""
        cells = (" " + _("coder"), _("agreement"), _("same code"), _("borders"), _("missed"), _("added"))
        return [tuple((pad(c, w), self.paints.quiet) for c, w in zip(cells, (_NAME, *[_NUMBER] * 5), strict=True))]

    def row(self, item: Training, *, here: bool) -> Row:
        """Return a coder's row."""
        style = self.row_style(here=here)
        name = self.project.coder_name(item.coder)
        cells = (" " + fit(name, _NAME - 2), _share(item.whole), *map(str, _counts(item.whole)))
        row = tuple((pad(c, w), style) for c, w in zip(cells, (_NAME, *[_NUMBER] * 5), strict=True))
        return (*row, (pad("", max(0, self.size.width - _NAME - 5 * _NUMBER)), style))

    def detail(self, width: int, height: int) -> Sequence[Row]:  # noqa: ARG002
        """Return the course of the coder in focus, what they miss most, and the codes mixed up."""
        one = self.here
        if one is None:
            return self.lines(self._refused, self.paints.text, width=width)
        names = {info.id: info.name for info in self.project.transcripts}
        codes = {code.id: code.title for code in self.project.codes}
        rows = [self.rule()]
        for stage in one.stages:
            share = stage.score.agreement or 0.0
            bar = "█" * round(_BAR * share) + "·" * (_BAR - round(_BAR * share))
            told = f"{pad(fit(names.get(stage.transcript, stage.transcript), 24), 25)}{bar} {_share(stage.score)}"
            rows.append(((" " + told + "  " + stage.at[:10], self.paints.text),))
        missed = listed(f"{codes.get(code, code)} {count}" for code, count in one.most_missed()[:_MOST])
        rows += self.lines(_("Missed most: {codes}").format(codes=missed or "—"), self.paints.strong, width=width)
        rows += self.lines(_("Mixed up (settled → put): {pairs}").format(pairs=self._mixed(one, codes) or "—"),
                           self.paints.text, width=width)  # fmt: skip
        return rows + self._table(one, codes, width)

    def _mixed(self, one: Training, codes: dict[str, str]) -> str:
        wrong = sorted(((n, a, b) for (a, b), n in one.mixed.items() if a and b and a != b), reverse=True)
        return listed(f"{codes.get(a, a)} → {codes.get(b, b)} {n}" for n, a, b in wrong)

    def _table(self, one: Training, codes: dict[str, str], width: int) -> list[Row]:
        heads, cells = confusion_rows(one.mixed, codes, _("nothing"))
        if not cells:
            return []
        first = min(_NAME, max(8, width // 4))
        each = max(7, min(14, (width - first - 2) // max(1, len(heads) - 1)))
        shown = max(1, (width - first - 2) // each)
        rows: list[Row] = []
        for line in (heads, *cells):
            style = self.paints.text if rows else self.paints.quiet
            told = [pad(fit(cell, each - 1), each) for cell in line[1 : shown + 1]]
            rows.append(((" " + pad(fit(line[0], first - 1), first) + "".join(told), style),))
        return rows


def _share(score: Score) -> str:
    return "-" if score.agreement is None else f"{score.agreement:.0%}"


def _counts(score: Score) -> tuple[int, int, int, int]:
    return score.found, score.borders, score.missed, score.added
