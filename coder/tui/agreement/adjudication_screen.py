"""The queue of disagreements: both codings side by side in their place, decided by a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from coder.agreement.adjudication import Adjudications, Docket
from coder.errors import CoderError
from coder.i18n import _
from coder.model.coding import Memo
from coder.record.outcome import Outcome
from coder.tui.agreement.case_rows import case_row, codings_rows, meaning_rows, seats_of
from coder.tui.agreement.commands import ADJUDICATION
from coder.tui.frame.asking.questions import AskScreen
from coder.tui.frame.base import of_study
from coder.tui.frame.line_editing import edit_line
from coder.tui.frame.queue import QueueScreen
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit

_NEAR, _QUOTED = 400, 40
_AROUND, _LITTLE = 60, 20


class AdjudicationScreen(QueueScreen[Docket]):
    """The cases in a list; the one in focus with what each coder put, and what the codes mean."""

    COMMANDS_HERE = ADJUDICATION
    DEFAULT_CLASSES = "sample"
    KEY = "case.id"
    UNDONE = frozenset({"adjudication", "closing"})
    desk = of_study(Adjudications)
    """The disagreements of the study; raises `CoderError` for a blind coder, and for who is no lead."""

    def __init__(self, code: str = "") -> None:
        super().__init__()
        self._code = code
        self._worst = False
        self._all = False
        self._waiting = 0
        self._refused = ""
        self._last = ""
        self._found: list[Docket] = []

    def reload(self, at: str = "") -> None:
        """Read the cases again; the focus stays."""
        try:
            self._found, self._refused = self._read(), ""
        except CoderError as error:
            self._found, self._refused = [], f"{error.message}\n{error.hint}"
        self._show(at)

    def done(self, outcome: Outcome, at: str = "") -> None:
        """Show what was decided; the cases of its transcript alone are read again."""
        if outcome.transcript is None:
            super().done(outcome, at)
            return
        anew = self._read((outcome.transcript,))
        before = [one for one in self._found if self._is_before(one, outcome.transcript)]
        after = [one for one in self._found[len(before) :] if one.info.id != outcome.transcript]
        self._found = [*before, *anew, *after]
        self._show(at)
        self.say_saved(outcome)

    def _is_before(self, docket: Docket, transcript: str) -> bool:
        order = [info.id for info in self.project.transcripts]
        return order.index(docket.info.id) < order.index(transcript)

    def _read(self, transcripts: Sequence[str] = ()) -> list[Docket]:
        return [one for one in self.desk.dockets(transcripts, self._code) if one.case.difference != "agreed"]

    def _show(self, at: str) -> None:
        self._waiting = sum(one.waits for one in self._found)
        shown = [one for one in self._found if self._all or one.waits]
        if self._worst:
            shown.sort(key=lambda one: -one.case.weight)
        self.take(shown, at)

    def title_text(self) -> str:
        """Return how much waits."""
        code = self.project.code_by_id.get(self._code)
        told = _("Disagreements: {count} wait | {title}").format(count=self._waiting, title=self.project.title)
        return f"{code.title} | {told}" if code else told

    def row(self, item: Docket, *, here: bool) -> Row:
        """Return the row of a case."""
        return case_row(item, self.desk.words(item), self.project, self.paints, self.size.width, here=here)

    def nothing(self, width: int) -> Sequence[Row]:
        """Return why there is nothing to decide."""
        told = self._refused or self.with_keys(_("No case waits. {case_all} shows those that were decided."))
        return self.lines(told, self.paints.text, width=width + 2)

    def looked(self, item: Docket, width: int, height: int, room: int) -> tuple[Sequence[Row], Sequence[Row]]:
        """Return what each coder put on the words, with what there is room for around, and what codes mean."""
        text = self.desk.text(item.info)
        notes = [memo for one in item.case.codings for memo in self._memos(one.coding)]
        for around in (_AROUND, _LITTLE, 0):
            words = codings_rows(item, text, notes, self.project, self.paints, width, around)
            if len(words) <= height:
                break
        place = _("{name}, line {line}").format(name=item.info.name, line=self.desk.line(item))
        return words, meaning_rows(item, place, self.project, self.paints, room)

    def _memos(self, coding: str) -> list[Memo]:
        return self.study.reader.all(Memo, target=coding)

    def open_item(self, item: Docket) -> None:
        """Open the case in its transcript."""
        self.coder_app.open_transcript(item.case.transcript, item.case.start)

    def _decide(self, act: Callable[[Adjudications, Docket], Outcome]) -> None:
        """Decide the case in focus and go to the next one that waits."""
        here = self.here
        if here is None:
            return
        after = self.items[self.listing.at + 1 :]
        following = next((one.case.id for one in after if one.waits), "")
        if self.attempt(lambda: act(self.desk, here), following):
            self._last = here.case.id

    def action_keep(self, number: int) -> None:
        """Keep what one coder put, or that they put nothing."""
        seats = seats_of(self.here.case, self.project) if self.here else ()
        if number <= len(seats):
            self._decide(lambda desk, docket: desk.keep(docket, seats[number - 1]))

    def action_both(self) -> None:
        """Keep what all of them put."""
        self._decide(Adjudications.both)

    def action_neither(self) -> None:
        """Keep nothing of it."""
        self._decide(Adjudications.neither)

    def action_borders(self) -> None:
        """Ask for the words that are to carry the code."""
        here = self.here
        if here is None:
            return
        text, begin = self.desk.text(here.info), max(0, here.case.start - _NEAR)
        near = _one_line(text[begin : here.case.end + _NEAR])

        def found(words: str) -> tuple[int, int]:
            at = near.find(_one_line(words), max(0, here.case.start - begin - len(words))) if words else -1
            at = near.find(_one_line(words)) if at < 0 and words else at
            return begin + at, begin + at + len(words)

        def wrong(words: str) -> str:
            return "" if words and _one_line(words) in near else _("these words are not there")

        self.ask(
            AskScreen(
                _("Which words carry the code?"),
                _one_line(self.desk.words(here)),
                wrong,
                draft=f"borders:{here.case.id}",
            ),
            lambda words: self._decide(lambda desk, docket: desk.borders(docket, found(words))),
        )

    def action_recode(self) -> None:
        """Ask for another code."""
        if self.here is None:
            return
        codes = [(code.id, code.title) for code in self.project.usable_codes]
        title, at = _("Which code belongs there?"), self.here.case.codes[0]
        self.choose_one(title, codes, lambda code: self._decide(lambda desk, docket: desk.recode(docket, code)), at)

    def action_reason(self) -> None:
        """Write a reason beside the decision in focus, or the last one."""
        if not self._last and self.here is None:
            self.say(_("decide it first"), bad=True)
            return
        name = self.here.case.id if self.here and self.here.decision else self._last
        decided = next((one for one in self.desk.dockets() if one.case.id == name and one.decision), None)
        if decided is None or decided.decision is None:
            self.say(_("decide it first"), bad=True)
            return
        title = _("Why was it decided so: “{words}”?")
        words, save = fit(_one_line(self.desk.words(decided)), _QUOTED), partial(self.desk.explain, decided)
        edit_line(self, title.format(words=words), decided.decision.reason, save, draft=f"reason:{decided.case.id}")

    def action_agreed(self) -> None:
        """Settle, as one act, what coders agree on."""
        self.attempt(lambda: Adjudications.settle_agreed(self.desk))

    def action_close(self) -> None:
        """Close the adjudication of a transcript in which nothing waits; it counts as settled from then on."""
        waiting = {one.info.id for one in self.desk.dockets() if one.waits}
        compared = self.desk.compared()
        still_open = [info for info in compared if not self.desk.is_closed(info)]
        if compared and not still_open:
            self.say(_("every transcript is closed already"), bad=True)
            return
        ready = [info for info in still_open if info.id not in waiting]
        if not ready:
            told = _("no transcript is ready: {case_agreed} settles what coders agree on, the rest is decided here")
            self.say(self.with_keys(told), bad=True)
            return
        title, options = _("Close the adjudication of which transcript?"), [(info.id, info.name) for info in ready]
        self.choose_one(title, options, lambda chosen: self.attempt(lambda: self.desk.close(chosen)))

    def action_worst(self) -> None:
        """Show those first that differ most, or in the text's order."""
        self._worst = not self._worst
        self.reload()

    def action_decided(self) -> None:
        """Show decided cases too, or only those that wait."""
        self._all = not self._all
        self.reload()


def _one_line(text: str) -> str:
    """Return a text as one line of the same length, so that places in it stay."""
    return text.replace("\n", " ")
