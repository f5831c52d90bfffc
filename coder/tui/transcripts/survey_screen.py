"""The columns of a survey: what each counts as, chosen before its rows become cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from rich.style import Style

from coder.files.sheet_paths import name_of
from coder.i18n import _
from coder.record.outcome import Outcome
from coder.transcripts.survey_cases import survey_in
from coder.transcripts.surveys import ANSWER, ATTRIBUTE, LEFT_OUT, NAME, Column, Survey, SurveyChoice, chosen, kind_name
from coder.tui.frame.queue import QueueScreen
from coder.tui.transcripts.commands import SURVEY
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad, paragraphs

_KIND, _FILLED, _LEAST = 12, 12, 10
_ROUND = (ANSWER, ATTRIBUTE, NAME, LEFT_OUT)
_SHOWN = 3


class SurveyScreen(QueueScreen[Column]):
    """The columns in a list; below it the first rows as they will be read, and what the column in focus counts as."""

    COMMANDS_HERE = SURVEY
    KEY = "name"

    def __init__(
        self, path: Path, survey: Survey, take: Callable[[SurveyChoice], Outcome], then: Callable[[Outcome], None]
    ) -> None:
        super().__init__()
        self.path, self.survey, self._take, self._then = path, survey, take, then
        self._choice = SurveyChoice()

    def reload(self, at: str = "") -> None:
        """Show the columns; the focus stays on its column."""
        self.take(self.survey.columns, at)
        self.say(self.with_keys(_("{survey_take} makes each row a case; nothing is written before.")), whole=True)

    def title_text(self) -> str:
        """Return which file this is, and how many cases its rows become."""
        count = len(self.survey.respondents)
        title = _("{file}: a survey of {count} cases").format(file=name_of(self.path), count=count)
        if self.survey.silent:
            title += " | " + _("Rows without an answer, left out: {count}").format(count=self.survey.silent)
        return title + " | " + _("not yet imported")

    def row(self, item: Column, *, here: bool) -> Row:
        """Return the row of a column: what it counts as, its title, how many rows fill it, and its first value."""
        style = (self.paints.quiet if item.kind == LEFT_OUT else self.paints.text) + Style(reverse=here)
        rest = max(2 * _LEAST, self.size.width - _KIND - _FILLED - 2)
        title = rest // 2
        filled = f"{item.filled}/{item.distinct}"
        return (
            (pad(f" {fit(kind_name(item.kind), _KIND - 2)}", _KIND), style),
            (pad(fit(item.name, title - 1), title), style),
            (pad(filled, _FILLED), style),
            (pad(fit(item.example, rest - title), rest - title + 2), style),
        )

    def nothing(self, width: int) -> Sequence[Row]:
        """Return that there is no column."""
        return self.lines(_("the table has no columns"), self.paints.text, width=width)

    def looked(self, item: Column, width: int, height: int, room: int) -> tuple[Sequence[Row], Sequence[Row]]:
        """Return the first cases as they will be read, and what the column in focus means."""
        rows: list[Row] = [((" " + _("The first cases"), self.paints.strong),)]
        for one in self.survey.respondents[:_SHOWN]:
            facts = ", ".join(f"{name} {value}" for name, value in one.attributes.items())
            rows.append(((fit(f" {one.name}  {facts}", max(_LEAST, width)), self.paints.text),))
            rows += [
                ((fit(f"   {line}", max(_LEAST, width)), self.paints.quiet),) for line in one.source.text.split("\n")
            ]
        told = _("{filled} rows fill it with {distinct} different values.")
        words = [_kind_meaning(item.kind), told.format(filled=item.filled, distinct=item.distinct), item.example]
        if self.survey.left_out:
            left = _("Left out of {file}: {what}")
            words.append(left.format(file=name_of(self.path), what=" | ".join(self.survey.left_out)))
        meaning = [
            ((" " + line, self.paints.text),) for text in words for line in paragraphs(text, max(_LEAST, room - 1))
        ]
        return rows[:height], [((" " + fit(item.name, max(_LEAST, room - 1)), self.paints.strong),), *meaning]

    def open_item(self, item: Column) -> None:
        """Ask what the column in focus counts as."""
        kinds = [(kind, f"{kind_name(kind)}: {_kind_meaning(kind)}") for kind in _ROUND]
        title = _("What is the column {name}?").format(name=item.name)
        self.choose_one(title, kinds, lambda kind: self._decide(item, kind), item.kind)

    def action_kind(self) -> None:
        """Let the column in focus count as the next thing."""
        if (here := self.here) is not None:
            self._decide(here, _ROUND[(_ROUND.index(here.kind) + 1) % len(_ROUND)])

    def _decide(self, column: Column, kind: str) -> None:
        """Read the table again with a column counting as something else; one that cannot is said and left."""
        choice = chosen(self.survey, column.name, kind)
        found = survey_in(self.path, choice, self.project.attribute_by_id)
        if found is not None:
            self.survey, self._choice = found, choice
            self.reload(column.name)

    def action_take(self) -> None:
        """Make each row a case, and go back."""
        outcome = self.tried(lambda: self._take(self._choice))
        if outcome is not None:
            self.app.pop_screen()
            self._then(outcome)


def _kind_meaning(kind: str) -> str:
    return {
        NAME: _("It names the case of its row."),
        ANSWER: _("Its cells are speech of the respondent, below the title."),
        ATTRIBUTE: _("Its cells are an attribute of the case."),
        LEFT_OUT: _("Its cells are left out."),
    }[kind]
