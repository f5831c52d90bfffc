"""The audit sample: one quotation after the other with its code, judged by a key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from coder.audit.samples import Samples, percent
from coder.errors import CoderError
from coder.i18n import _
from coder.model.coding import Coding
from coder.model.sample import DISPUTED, VERDICTS, Judgement, Sample
from coder.model.values.numerals import whole_number
from coder.tui.audit.commands import SAMPLE
from coder.tui.audit.sample_rows import drawn_row, meaning_rows, words_rows
from coder.tui.frame.asking.questions import AskScreen
from coder.tui.frame.base import of_study
from coder.tui.frame.line_editing import edit_line
from coder.tui.frame.queue import QueueScreen
from coder.tui.widgets.pane import Row

_SIZE = 50


class SampleScreen(QueueScreen[str]):
    """The quotations of a sample in a list; the one in focus with its words and its code."""

    COMMANDS_HERE = SAMPLE
    DEFAULT_CLASSES = "sample"
    UNDONE = frozenset({"sample", "judgement"})
    samples = of_study(Samples)
    """The samples of the study; raises `CoderError` for a blind coder."""

    def __init__(self) -> None:
        super().__init__()
        self._sample: Sample | None = None
        self._numbers: dict[str, int] = {}
        self._codings: dict[str, Coding] = {}
        self._judged: dict[str, Judgement] = {}
        self._disputed_alone = False
        self._refused = ""

    def begin(self) -> None:
        """Show the newest sample at its first quotation without a verdict."""
        self.listing.focus()
        self.show_sample(first=True)

    def trace_target(self) -> str:
        """Return the coding in focus."""
        return self.here or ""

    def key_of(self, item: str) -> str:
        """Return the coding itself."""
        return item

    def reload(self, at: str = "") -> None:
        """Read the newest sample and its verdicts; the focus stays."""
        self.show_sample(first=False, at=at)

    def show_sample(self, *, first: bool, at: str = "") -> None:
        """Read the newest sample and its verdicts; the focus stays, or goes to the first without one."""
        ids: list[str] = []
        try:
            self._sample, self._refused = self.samples.find(), ""
        except CoderError as error:
            self._sample, self._refused = None, error.message
        else:
            self._codings = self.samples.codings(self._sample)
            self._judged = self.samples.judgements(self._sample)
            self._numbers = {c: number for number, c in enumerate(self._sample.order, 1)}
            ids = [c for c in self._sample.order if not self._disputed_alone or self._is_disputed(c)]
        if first:
            at = next((c for c in ids if c not in self._judged and c in self._codings), ids[0] if ids else "")
        self.take(ids, at)

    def _is_disputed(self, coding: str) -> bool:
        return coding in self._judged and self._judged[coding].verdict in DISPUTED

    def title_text(self) -> str:
        """Return how far the judging is."""
        title = self.project.title
        if self._sample is None:
            return _("Audit sample | {title}").format(title=title)
        found = self.samples.result(self._sample)
        done = found.judged + found.cannot_tell
        return _("Audit sample: {done} of {all} judged, not supported {rate} | seed {seed} | {title}").format(
            done=done, all=len(self._sample.drawn), rate=percent(found.wrong), seed=self._sample.seed, title=title
        )

    def row(self, item: str, *, here: bool) -> Row:
        """Return the row of a quotation."""
        one, judged = self._codings.get(item), self._judged.get(item)
        return drawn_row(self._numbers[item], one, judged, self.project, self.paints, self.size.width, here=here)

    def nothing(self, width: int) -> Sequence[Row]:
        """Return why there is nothing to judge."""
        told = self._refused or self.with_keys(_("Nothing is disputed. {sample_disputed} shows all quotations."))
        hint = self.with_keys(_("{sample_draw} draws a sample.")) if self._refused else ""
        return self.lines(f"{told}\n{hint}", self.paints.text, width=width + 2)

    def looked(self, item: str, width: int, height: int, room: int) -> tuple[Sequence[Row], Sequence[Row]]:
        """Return the words of a quotation and its code."""
        drawn = self.samples.look(item, self._judged.get(item))
        return words_rows(drawn, self.paints, width, height), meaning_rows(drawn, self.project, self.paints, room)

    def open_item(self, item: str) -> None:
        """Open the quotation in its transcript."""
        if (coding := self._codings.get(item)) is not None:
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
        if self._disputed_alone or coding not in self.items:
            return
        at = self.items.index(coding)
        order = [*range(at + 1, len(self.items)), *range(at)]
        waits = (i for i in order if self.items[i] not in self._judged and self.items[i] in self._codings)
        self.listing.go(next(waits, at))
        self.show_detail()

    def action_note(self) -> None:
        """Write a note beside the verdict."""
        sample, coding = self._sample, self.here
        judged = self._judged.get(coding or "")
        if sample is None or coding is None or judged is None:
            self.say(_("judge it first: 1 to 4"), bad=True)
            return
        save = partial(self.samples.judge, sample, coding, judged.verdict)
        edit_line(self, _("Note on the verdict"), judged.note, save, draft=f"verdict:{sample.id}:{coding}")

    def action_draw(self) -> None:
        """Ask for size and strata, and draw a sample by chance."""
        samples = self.samples

        def sized(size: str) -> None:
            self.choose_one(_("Spread over what?"), _strata(), lambda strata: spread(int(size), strata))

        def spread(size: int, strata: str) -> None:
            if self.attempt(lambda: samples.draw(size, strata.strip("-"))[1]):
                self.show_sample(first=True)

        def wrong(text: str) -> str:
            return _("a number, please") if whole_number(text, 1) is None else ""

        self.ask(AskScreen(_("How many quotations?"), str(_SIZE), wrong), sized)

    def action_disputed(self) -> None:
        """Show what is disputed alone, or all again."""
        self._disputed_alone = not self._disputed_alone
        self.reload()


def _strata() -> list[tuple[str, str]]:
    return [
        ("-", _("no strata: drawn from all at random")),
        ("code", _("codes: each by its share, one at least")),
        ("case", _("cases: each by its share, one at least")),
        ("coder", _("coders: each by their share, one at least")),
    ]
