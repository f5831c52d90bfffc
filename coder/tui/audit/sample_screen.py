"""The audit sample: one quotation after the other with its code, judged by a key."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from coder.audit.samples import Samples, percent
from coder.errors import CoderError
from coder.i18n import _
from coder.model.coding import Coding
from coder.model.sample import DISPUTED, VERDICTS, Judgement, Sample
from coder.tui.audit.sample_rows import drawn_row, meaning_rows, words_rows
from coder.tui.frame.command_table import EVERYWHERE, PLACES, SAMPLE, Command
from coder.tui.frame.questions import AskScreen, ChooseScreen
from coder.tui.frame.queue import QueueScreen
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import fit, paragraphs

_SIZE = 50
_UNDONE = frozenset({"sample", "judgement"})


class SampleScreen(QueueScreen):
    """The quotations of a sample in a list; the one in focus with its words and its code."""

    COMMANDS_HERE: tuple[Command, ...] = SAMPLE
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in (*SAMPLE[1:], *EVERYWHERE[:1])]

    def __init__(self) -> None:
        super().__init__()
        self._sample: Sample | None = None
        self._ids: list[str] = []
        self._numbers: dict[str, int] = {}
        self._codings: dict[str, Coding] = {}
        self._judged: dict[str, Judgement] = {}
        self._disputed_alone = False
        self._refused = ""

    @cached_property
    def samples(self) -> Samples:
        """The samples of the study; raises `CoderError` for a blind coder."""
        return Samples(self.coder_app.study)

    def begin(self) -> None:
        """Show the newest sample at its first quotation without a verdict."""
        self.add_class("sample")
        self.show_sample(first=True)

    @property
    def here(self) -> str | None:
        """The coding in focus."""
        at = self.queue.at
        return self._ids[at] if 0 <= at < len(self._ids) else None

    def trace_target(self) -> str:
        """Return the coding in focus."""
        return self.here or ""

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        self._fill(self.queue.at)

    def reload(self) -> None:
        """Read the newest sample and its verdicts; the focus stays."""
        self.show_sample(first=False)

    def show_sample(self, *, first: bool) -> None:
        """Read the newest sample and its verdicts; the focus stays, or goes to the first without one."""
        here = self.here
        try:
            self._sample, self._refused = self.samples.find(), ""
        except CoderError as error:
            self._sample, self._refused = None, error.message
            self._ids = []
        else:
            self._codings = self.samples.codings(self._sample)
            self._judged = self.samples.judgements(self._sample)
            self._numbers = {c: number for number, c in enumerate(self._sample.order, 1)}
            self._ids = [c for c in self._sample.order if not self._disputed_alone or self._is_disputed(c)]
        if first:
            at = next((i for i, c in enumerate(self._ids) if c not in self._judged and c in self._codings), 0)
        else:
            at = self._ids.index(here) if here in self._ids else self.queue.at
        self._fill(at)

    def _is_disputed(self, coding: str) -> bool:
        return coding in self._judged and self._judged[coding].verdict in DISPUTED

    def _fill(self, at: int) -> None:
        self.queue.fill(len(self._ids), self._row, at=at)
        self.show_title(fit(self._title(), max(20, self.size.width - 20)), self.who)
        self._show_here()
        self.show_keys()

    def _title(self) -> str:
        title = self.coder_app.study.project().title
        if self._sample is None:
            return _("Audit sample | {title}").format(title=title)
        found = self.samples.result(self._sample)
        done = found.judged + found.cannot_tell
        return _("Audit sample: {done} of {all} judged, not supported {rate} | seed {seed} | {title}").format(
            done=done, all=len(self._sample.drawn), rate=percent(found.wrong), seed=self._sample.seed, title=title
        )

    def _row(self, index: int, here: bool) -> tuple[Row]:
        coding, project = self._ids[index], self.coder_app.study.project()
        number = self._numbers[coding]
        one, judged = self._codings.get(coding), self._judged.get(coding)
        return (drawn_row(number, one, judged, project, self.paints, self.size.width, here=here),)

    def _show_here(self) -> None:
        words, meaning = self.query_one("#quote", Pane), self.query_one("#meaning", Pane)
        paints, coding = self.paints, self.here
        width = max(10, (words.size.width or self.size.width // 2) - 1)
        if coding is None:
            told = self._refused or _("Nothing is disputed. Tab shows all quotations.")
            hint = _("n draws a sample.") if self._refused else ""
            words.show([((" " + line, paints.text),) for line in paragraphs(f"{told}\n{hint}", width)], paints.text)
            meaning.show([], paints.text)
            return
        drawn = self.samples.look(coding, self._judged.get(coding))
        words.show(words_rows(drawn, paints, width, words.size.height or self.size.height), paints.text)
        project, room = self.coder_app.study.project(), max(10, (meaning.size.width or width) - 1)
        meaning.show(meaning_rows(drawn, project, paints, room), paints.text)

    @on(Listing.Moved, "#queue")
    def _moved(self, event: Listing.Moved) -> None:
        if not isinstance(event, Listing.Opened):
            self._show_here()

    @on(Listing.Opened, "#queue")
    def _opened(self) -> None:
        """Open the quotation in its transcript."""
        if (coding := self._codings.get(self.here or "")) is not None:
            self.coder_app.open_transcript(coding.transcript, coding.start)

    def action_judge(self, number: int) -> None:
        """Give the quotation in focus a verdict, and go to the next without one."""
        sample, coding = self._sample, self.here
        if sample is None or coding is None:
            return
        if coding not in self._codings:
            self.say(_("this coding was removed: there is nothing to judge"), bad=True)
            return
        if self.attempt(lambda: self.samples.judge(sample, coding, VERDICTS[number - 1])):
            self._go_on(coding)

    def _go_on(self, coding: str) -> None:
        if self._disputed_alone or coding not in self._ids:
            return
        at = self._ids.index(coding)
        order = [*range(at + 1, len(self._ids)), *range(at)]
        waits = (i for i in order if self._ids[i] not in self._judged and self._ids[i] in self._codings)
        self.queue.go(next(waits, at))
        self._show_here()

    def action_note(self) -> None:
        """Write a note beside the verdict."""
        sample, coding = self._sample, self.here
        judged = self._judged.get(coding or "")
        if sample is None or coding is None or judged is None:
            self.say(_("judge it first: 1 to 4"), bad=True)
            return

        def noted(note: str | None) -> None:
            if note is not None:
                self.attempt(lambda: self.samples.judge(sample, coding, judged.verdict, note))

        self.app.push_screen(AskScreen(_("Note on the verdict"), judged.note), noted)

    def action_draw(self) -> None:
        """Ask for size and strata, and draw a sample by chance."""
        try:
            samples = self.samples
        except CoderError as error:
            self.say(error.message, bad=True)
            return

        def sized(size: str | None) -> None:
            if size is not None:
                self.app.push_screen(ChooseScreen(_("Spread over what?"), _strata()), lambda s: spread(int(size), s))

        def spread(size: int, strata: str | None) -> None:
            if strata is not None and self.attempt(lambda: samples.draw(size, strata.strip("-"))[1]):
                self.show_sample(first=True)

        def wrong(text: str) -> str:
            return "" if text.isdecimal() and int(text) > 0 else _("a number, please")

        self.app.push_screen(AskScreen(_("How many quotations?"), str(_SIZE), wrong), sized)

    def action_disputed(self) -> None:
        """Show what is disputed alone, or all again."""
        self._disputed_alone = not self._disputed_alone
        self.reload()

    def action_undo(self) -> None:
        """Take back the last act."""
        self.attempt(lambda: self.coder_app.desk.undo(_UNDONE))

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.attempt(lambda: self.coder_app.desk.redo(_UNDONE))

    def palette_commands(self) -> tuple[Command, ...]:
        """Return the commands of the screen and the ways to the others."""
        return (*SAMPLE, *PLACES)


def _strata() -> list[tuple[str, str]]:
    return [
        ("-", _("nothing: by chance alone")),
        ("code", _("codes: each by its share, one at least")),
        ("case", _("cases: each by its share, one at least")),
        ("coder", _("coders: each by their share, one at least")),
    ]
