"""Picked files on their way into the study: each over the speaker desk, or all that are clear at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coder.errors import CoderError
from coder.files.sheet_paths import name_of
from coder.i18n import _
from coder.record.outcome import Outcome
from coder.transcripts.intake import ImportPlan, import_transcripts
from coder.transcripts.reading import sheets_of_speech
from coder.transcripts.speaker_desk import FileDesk
from coder.transcripts.survey_cases import survey_in
from coder.transcripts.surveys import Survey, SurveyChoice
from coder.tui.frame.asking.questions import ChooseScreen
from coder.tui.frame.base import DeskScreen
from coder.tui.transcripts.speakers_screen import SpeakersScreen

if TYPE_CHECKING:
    from coder.tui.frame.asking.questions import TellScreen


class FileQueue:
    """Takes files in one after the other; `ended` is told what was done last, and which files could not be read."""

    def __init__(
        self, screen: DeskScreen, paths: Sequence[Path], ended: Callable[[Outcome | None, list[CoderError]], None]
    ) -> None:
        self._screen, self._study = screen, screen.study
        self._waiting, self._count, self._ended = list(paths), len(paths), ended
        self._taken: list[Outcome] = []
        self._wrong: list[CoderError] = []
        self._at_once = False

    def go_on(self) -> None:
        """Take the next file in, or show it; after the last, say what was done."""
        if not self._waiting:
            self._ended(self._outcome(), self._wrong)
            return
        path = self._waiting.pop(0)
        try:
            if len(names := sheets_of_speech(path)) > 1:
                self._ask_sheets(path, names)
                return
            declared = self._study.project().attribute_by_id
            if (survey := survey_in(path, SurveyChoice(), declared)) is not None:
                self._ask_survey(path, survey)
                return
            desk = FileDesk(self._study, path)
            if self._at_once and desk.reading.sure and not desk.has_namesake and not desk.joined_case():
                self._took(desk.take_in())
                return
        except CoderError as error:
            self._wrong.append(error)
            self._screen.call_after_refresh(self.go_on)
            return
        at = (self._count - len(self._waiting), self._count)
        self._screen.app.push_screen(SpeakersScreen(desk, self._seen, at))

    def _seen(self, outcome: Outcome, *, rest: bool) -> None:
        """Go on after a file was taken in on the speaker desk, with the `rest` without asking where it is clear."""
        self._at_once = self._at_once or rest
        self._took(outcome)

    def _took(self, outcome: Outcome) -> None:
        self._taken.append(outcome)
        if self._waiting:
            said = _("imported {count} of {all}").format(count=len(self._taken), all=self._count)
            self._screen.say_quietly(said)
        self._screen.call_after_refresh(self.go_on)

    def _ask_sheets(self, path: Path, names: Sequence[str]) -> None:
        """Ask which sheets of a workbook to import, each a transcript of its own; those go next."""
        each = _("all {count} sheets, each a transcript of its own").format(count=len(names))
        kinds = [("", each), *((name, name) for name in names)]
        question = ChooseScreen(_("Which sheet of {name}?").format(name=path.name), kinds)

        def chosen(name: str) -> None:
            wanted = [path / one for one in names if name in {"", one}]
            self._waiting[:0] = wanted
            self._count += len(wanted) - 1
            self._screen.call_after_refresh(self.go_on)

        self._screen.ask(question, chosen)

    def _ask_survey(self, path: Path, survey: Survey) -> None:
        """Show the columns of a survey, and take it in as they are chosen there."""
        from coder.tui.transcripts.survey_screen import SurveyScreen

        self._screen.app.push_screen(SurveyScreen(path, survey, partial(self._take_survey, path), self._took))

    def _take_survey(self, path: Path, choice: SurveyChoice) -> Outcome:
        taken = import_transcripts(self._study, [path], ImportPlan(case_per_file=True, survey=choice))
        said = _("imported {name}: {count} cases").format(name=name_of(path), count=len(taken))
        return Outcome(self._study.journal.written, said, transcript=taken[0].info.id if taken else None)

    def _outcome(self) -> Outcome | None:
        """Return what was done, of several files how many."""
        if not self._taken:
            return None
        last = self._taken[-1]
        if self._count == 1:
            return last
        said = _("imported {count} of {all} files").format(count=len(self._taken), all=self._count)
        # Work goes on with the first of them, as the line above the list says.
        return Outcome(last.act, said, transcript=self._taken[0].transcript)


def told_wrong(wrong: Sequence[CoderError]) -> TellScreen:
    """Return the screen that names the files that could not be read, each with what helps."""
    from coder.tui.frame.asking.questions import TellScreen

    lines = [line for error in wrong for line in (str(error), *([f"  {error.hint}"] if error.hint else []))]
    return TellScreen(_("Not imported: {count}").format(count=len(wrong)), lines)
