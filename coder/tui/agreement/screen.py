"""Agreement by code: coefficient, interval and bar; Enter leads to the passages on which coders disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.style import Style

from coder.agreement.coder_comparison import Comparison, Group, Options, Row, unit_of
from coder.agreement.table import figure_words, value_words
from coder.errors import CoderError
from coder.i18n import _, listed
from coder.model.study_setting import UNITS
from coder.tui.agreement.adjudication_screen import AdjudicationScreen
from coder.tui.agreement.commands import AGREEMENT
from coder.tui.frame.list_detail import ListScreen
from coder.tui.widgets import pane
from coder.tui.widgets.wrap import fit, pad, pad_start

_TITLE, _SHARE, _VALUE, _BAR = 30, 12, 22, 12


class AgreementScreen(ListScreen[Row]):
    """The codes with their agreement in a list; below it all coefficients of the one in focus."""

    COMMANDS_HERE = AGREEMENT
    DETAIL = "agreement-detail"

    def __init__(self) -> None:
        super().__init__()
        self._options = Options()
        self._comparison: Comparison | None = None
        self._group: Group | None = None
        self._refused = ""

    def begin(self) -> None:
        """Compare by the study's unit."""
        self._options = replace(self._options, unit=unit_of(self.study))
        super().begin()

    def key_of(self, item: Row) -> str:
        """Return scope and code."""
        return f"{item.scope}:{item.code}"

    def reload(self, at: str = "") -> None:
        """Compare again; the focus stays."""
        rows: Sequence[Row] = ()
        try:
            self._comparison = Comparison(self.study, self._options)
            self._group, self._refused = self._comparison.whole(), ""
            rows = [row for row in self._group.rows if row.prevalence or row.scope == "all"]
        except CoderError as error:
            self._comparison, self._group = None, None
            self._refused = f"{error.message}\n{error.hint}"
        self.take(rows, at)

    def title_text(self) -> str:
        """Return the unit and how many coders are compared."""
        title = self.project.title
        if self._comparison is None:
            return _("Agreement | {title}").format(title=title)
        told = _("Agreement of {coders} | {rule} | {title}")
        coders = listed(self.project.coders[one] for one in self._comparison.coders)
        return told.format(coders=coders, rule=self._comparison.rule_words(), title=title)

    def heading(self) -> Sequence[pane.Row]:
        """Return the names of the columns."""
        from coder.agreement.measures import measure_title

        if self._comparison is None:
            return []
        measure = measure_title("kappa", len(self._comparison.coders))
        told = (pad(" " + _("Code"), _TITLE), pad_start(_("Prevalence"), _SHARE - 1) + " ", pad(measure, _VALUE))
        return [((fit("".join(told), self.size.width), self.paints.quiet),)]

    def row(self, item: Row, *, here: bool) -> pane.Row:
        """Return the row of a code: prevalence, κ with its interval, a bar."""
        style = self.row_style(here=here)
        kappa = item.figures["kappa"]
        title = self._comparison.code_title(item) if self._comparison else ""
        indent = "" if item.scope != "code" else "  "
        share = f"{item.prevalence:.1%}" if item.prevalence is not None else "—"
        filled = round(_BAR * max(0.0, kappa.value)) if kappa.value is not None else 0
        bar = "█" * filled + "·" * (_BAR - filled) if kappa.value is not None else ""
        return (
            (pad(f" {indent}{title}", _TITLE), style + Style(bold=item.scope != "code")),
            (pad(f"{share:>{_SHARE - 1}}", _SHARE), style),
            (pad(figure_words(kappa), _VALUE), style),
            (pad(bar, _BAR), self.paints.quiet + Style(bgcolor=style.bgcolor)),
            (pad("", max(0, self.size.width - _TITLE - _SHARE - _VALUE - _BAR)), style),
        )

    def detail(self, width: int, height: int) -> Sequence[pane.Row]:  # noqa: ARG002
        """Return all coefficients of the code in focus, and what a reader must know."""
        from coder.agreement.measures import measure_title

        if self._comparison is None or self._group is None or self.here is None:
            return self.lines(self._refused, self.paints.text, width=width)
        count, found = len(self._comparison.coders), self.here.figures
        told = [f"{measure_title(name, count)} {value_words(figure)}" for name, figure in found.items()]
        rows = self.lines(" | ".join(told), self.paints.strong, width=width)
        for reason in dict.fromkeys(figure.reason for figure in found.values() if figure.reason):
            rows += self.lines(reason, self.paints.warn, width=width)
        for name, figure in self._group.sets.items():
            rows += self.lines(f"{measure_title(name, count)} {figure_words(figure)}", self.paints.text, width=width)
        for sentence in self._comparison.warnings()[1:]:
            rows += self.lines(sentence, self.paints.quiet, width=width)
        return rows

    def open_item(self, item: Row) -> None:
        """Show the passages on which coders disagree over the code in focus."""
        self.app.push_screen(AdjudicationScreen(item.code if item.scope == "code" else ""))

    def action_training(self) -> None:
        """Show how each coder stands to what was settled."""
        from coder.tui.agreement.training_screen import TrainingScreen

        self.app.push_screen(TrainingScreen())

    def action_unit(self) -> None:
        """Compare by the next unit."""
        following = UNITS[(UNITS.index(self._options.unit) + 1) % len(UNITS)]
        self._options = replace(self._options, unit=following)
        self.reload()

    def action_marks(self) -> None:
        """Count what was finished alone, or all that anybody coded."""
        self._options = replace(self._options, without_marks=not self._options.without_marks)
        self.reload()
