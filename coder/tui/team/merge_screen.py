"""What another copy would bring in, before it does: pairs to decide on where two studies were built apart, figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from threading import Lock

from rich.style import Style

from coder.errors import CoderError
from coder.i18n import _
from coder.team.merge import Merged, merge
from coder.team.merge_words import Line, lines_of, shown_conflicts
from coder.team.pair_answers import PairAnswers
from coder.team.pairs import Pair
from coder.tui.frame.asking.questions import AskScreen
from coder.tui.frame.heap import give_back
from coder.tui.frame.queue import QueueScreen
from coder.tui.frame.reading import Beside, ReadingScreen
from coder.tui.team.commands import MERGE
from coder.tui.team.merge_rows import before_lines, line_cells, pair_cells, side_words, told_words
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import paragraphs

_ONE_AT_A_TIME = Lock()
"""Held while another file lies beside the study: two readings of this program would take it from each other."""

Found = tuple[Merged, list[Line], list[str]]
"""What came in or would, by coder and kind, and what else is to be said of it."""


class MergeScreen(ReadingScreen, QueueScreen[Pair | Line]):
    """Pairs on top, each with both sides; then what comes in by coder and kind. One key brings it in."""

    COMMANDS_HERE = MERGE

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._found: Found | None = None
        self._rehearsed: dict[str, bool] | None = None
        self._is_in = self._is_busy = False

    def begin(self) -> None:
        """Rehearse the merge."""
        self.listing.focus()
        self.repaint()
        self._rehearse()

    def reload(self, at: str = "") -> None:  # noqa: ARG002  its focus stays
        """Keep what is shown: it was read of the other file."""
        self.repaint()

    @cached_property
    def answers(self) -> PairAnswers:
        """What was said of the pairs."""
        return PairAnswers(self.study, self._path)

    def _rehearse(self, then: bool = False) -> None:
        """Rehearse with the answers of now, and then ask whether to bring it in."""
        given = dict(self.answers.given)
        self._is_busy = True
        self.say_quietly(_("looking at {path}").format(path=self._path.name))
        read = partial(_merged, path=self._path, answers=given, rehearse=True)
        self.read_beside("merge", read, partial(self._rehearsed_with, given, then), self._failed)

    def _rehearsed_with(self, given: dict[str, bool], then: bool, found: Found) -> None:
        self._is_busy = False
        self._found, self._rehearsed = found, given
        give_back()
        self.say("")
        self._show_items()
        if then:
            self._ask()

    def _show_items(self, at: str = "") -> None:
        if self._found is None:
            self.take([], at)
            return
        done, lines, _words = self._found
        pairs = () if self._is_in else done.pairs
        self.take([*sorted(pairs, key=lambda one: one.is_sure and one.id not in self.answers.given), *lines], at)

    def _failed(self, error: CoderError) -> None:
        self._is_busy = False
        self.answers.forget_named()
        self._show_items()
        self.say_error(error)

    @property
    def waiting(self) -> list[Pair]:
        """The pairs that nobody decided on yet."""
        pairs = self._found[0].pairs if self._found and not self._is_in else ()
        return [one for one in pairs if not one.is_sure and one.id not in self.answers.given]

    def key_of(self, item: Pair | Line) -> str:
        """Return a pair's id, or whose objects of which kind they are."""
        return item.id if isinstance(item, Pair) else f"{item.coder}|{item.kind}"

    def title_text(self) -> str:
        """Return which copy it is."""
        text = _("Merged: {name}") if self._is_in else _("Would be merged: {name}")
        return text.format(name=self._path.name)

    def heading(self) -> Sequence[Row]:
        """Return how much comes in, and what waits to be decided."""
        if self._found is None:
            return ()
        done, _lines, words = self._found
        rows = self.lines(words[0], self.paints.strong)
        if self._is_in:
            rows += self.lines(
                _("The study as it was before: {path}").format(path=done.backup or "-"), self.paints.quiet
            )
        elif self.waiting:
            text = _(
                "Built separately: {count} pairs may be the same or not. {pair_one} the same, {pair_two} different"
            )
            rows += self.lines(self.with_keys(text, count=len(self.waiting)), self.paints.warn)
        elif self._can_bring_in:
            rows += self.lines(self.with_keys(_("{merge_take} merges it; a backup is made first.")), self.paints.good)
        return rows

    @property
    def _can_bring_in(self) -> bool:
        found = self._found
        return found is not None and not self._is_in and bool(found[0].changes or found[0].filled or found[0].pairs)

    def row(self, item: Pair | Line, *, here: bool) -> Row:
        """Return the row of a pair with its answer, or of what comes in."""
        style = self.paints.text + Style(reverse=here)
        if isinstance(item, Line):
            return line_cells(item, self.size.width, style)
        return pair_cells(item, self.answers.given.get(item.id), self.size.width, style, self.paints)

    def nothing(self, width: int) -> Sequence[Row]:
        """Return that nothing is read yet, or nothing would come in."""
        text = self._found[2][0] if self._found else _("…")
        return self.lines(text, self.paints.text, width=width)

    def looked(self, item: Pair | Line, width: int, height: int, room: int) -> tuple[Sequence[Row], Sequence[Row]]:  # noqa: ARG002  what is too much is cut
        """Return both sides of a pair, or what else is to be said."""
        if isinstance(item, Pair):
            here, there = side_words(item)
            return self._side(_("Here"), here, width), self._side(_("There"), there, room)
        told = self._found[2][1:] if self._found else []
        rows: list[Row] = []
        for text in told:
            rows += self.lines(text, self.paints.text, width=width)
        if self._is_in and self._found and shown_conflicts(self.study, self._found[0]):
            rows += self.lines(self.with_keys(_("{conflicts} shows both sides.")), self.paints.warn, width=width)
        return rows, []

    def _side(self, name: str, words: Sequence[str], width: int) -> list[Row]:
        rows: list[Row] = [((" " + name, self.paints.quiet),)]
        return rows + [((" " + line, self.paints.text),) for text in words for line in paragraphs(text, width)]

    def action_answer(self, number: int) -> None:
        """Say of the pair in focus whether it is one or two, and go to the next that waits."""
        here = self.here
        if self._is_busy or self._is_in or not isinstance(here, Pair):
            self._refuse(_("no pair is in focus"))
            return
        self.answers.give(here.id, is_one=number == 1)
        waiting = {one.id for one in self.waiting}
        after = [*self.items[self.listing.at + 1 :], *self.items]
        target = next((one.id for one in after if isinstance(one, Pair) and one.id in waiting), here.id)
        self._show_items(target)
        self.say(_("one: {id}").format(id=here.id) if number == 1 else _("two: {id}").format(id=here.id))

    def action_undo(self) -> None:
        """Take the last answer back."""
        last = None if self._is_busy or self._is_in else self.answers.take_back()
        if last is None:
            self._refuse(_("nothing to undo"))
            return
        self._show_items(last)
        self.say_quietly(_("open again: {id}").format(id=last))

    def action_name(self) -> None:
        """Ask for a pair that nothing points to."""
        if self._is_busy or self._is_in or self._found is None or not self._found[0].pairs:
            self._refuse(_("only where two studies were built apart"))
            return
        question = AskScreen(_("What is one in both, as kind:there=here, for example coder:Ann=Anne"))
        self.ask(question, self._named)

    def _named(self, text: str) -> None:
        if text:
            self.answers.give(text, is_one=True, is_named=True)
            self._rehearse()

    def action_take(self) -> None:
        """Bring it in, once every pair is decided on and the figures are those of the answers."""
        if self._is_busy or not self._can_bring_in:
            self._refuse(_("it is in already") if self._is_in else _("nothing new: all of it is here already"))
        elif self.waiting:
            self._show_items(self.waiting[0].id)
            self.say(_("decide on these first: {count}").format(count=len(self.waiting)), bad=True)
        elif self._rehearsed != self.answers.given:
            self._rehearse(then=True)
        else:
            self._ask()

    def _refuse(self, text: str) -> None:
        self.say(_("wait until the copy is looked at") if self._is_busy else text, bad=True)

    def _ask(self) -> None:
        if self._found is not None:
            title = _("Merge what {name} holds?").format(name=self._path.name)
            self.confirm(title, before_lines(*self._found), self._bring_in)

    def _bring_in(self) -> None:
        self._is_busy = True
        self.say_quietly(_("merging {path}").format(path=self._path.name))
        read = partial(_merged, path=self._path, answers=dict(self.answers.given), rehearse=False)
        self.read_beside("merge", read, self._came_in, self._failed)

    def _came_in(self, found: Found) -> None:
        self._is_busy, self._is_in, self._found = False, True, found
        self.answers.forget()
        self.study.look_again()
        self._show_items()
        self.say(found[2][0])

    def action_leave(self) -> None:
        """Go back, unless it is coming in just now."""
        if self._is_busy and self._found is not None:
            self._refuse("")
            return
        super().action_leave()


def _merged(beside: Beside[Found], path: Path, answers: dict[str, bool], *, rehearse: bool) -> Found:
    """Merge, or rehearse it, over a connection of this thread's own."""
    with _ONE_AT_A_TIME, beside.study() as apart:
        done = merge(apart, path, rehearse=rehearse, answers=answers)
        return done, lines_of(apart, done), told_words(apart, done, dry_run=rehearse)
