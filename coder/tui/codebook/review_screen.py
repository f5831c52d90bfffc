"""One quote after the other: codings under an older definition, or those of a code that is split."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import ClassVar

from rich.style import Style
from textual import on
from textual.binding import Binding, BindingType

from coder.codebook.restructure import Recoding, Split
from coder.coding.acts import Outcome
from coder.i18n import _
from coder.model.codebook import Code
from coder.model.codetree import ordered
from coder.model.coding import Coding
from coder.model.identity import quote_id
from coder.tui.codebook.review_rows import meaning_rows, quote_rows, target_rows
from coder.tui.frame.command_table import EVERYWHERE, REVIEW, Command
from coder.tui.frame.questions import ChooseScreen
from coder.tui.frame.queue import QueueScreen
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import fit, pad


class Queue(Listing):
    """The quotes that wait; k keeps, so only the arrows move."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("k", "screen.keep", show=False)]


class ReviewScreen(QueueScreen):
    """Codings to look at again, with the old definition and the new; or to part among new codes."""

    QUEUE = Queue
    COMMANDS_HERE: tuple[Command, ...] = REVIEW
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in (*REVIEW, *EVERYWHERE[:1])]

    def __init__(self, code: str | None, split: Split | None = None) -> None:
        super().__init__()
        self._code, self._split = code, split
        self._everyone = False
        self._waiting: list[Coding] = []
        self._others = 0
        self._definitions: dict[str, dict[int, Code]] = {}
        self._kept: list[tuple[str, int]] = []

    @cached_property
    def recoding(self) -> Recoding:
        """The coder's acts on these codings."""
        return Recoding(self.coder_app.study)

    def begin(self) -> None:
        """Begin with one's own codings, with everyone's where there are none."""
        self._everyone = not self._found(everyone=False)
        self.reload()

    def follow(self) -> None:
        """Take over what another window wrote."""
        self._definitions.clear()
        self.reload()

    def _found(self, *, everyone: bool) -> list[Coding]:
        if self._split is not None:
            return self.recoding.to_split(self._split, everyone=everyone)
        return self.recoding.waiting(self._code, everyone=everyone)

    def reload(self) -> None:
        """Read what waits; leave where the code itself was taken back."""
        known = self.coder_app.study.project().code_by_id
        if self._code is not None and self._code not in known:
            self.app.pop_screen()
            return
        if self._split is not None:
            self._split = replace(self._split, targets=tuple(t for t in self._split.targets if t in known))
        everyone = self._found(everyone=True)
        coder = self.coder_app.study.coder
        self._waiting = everyone if self._everyone else [c for c in everyone if c.coder == coder]
        self._others = len(everyone) - len(self._waiting)
        self.repaint()

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        study = self.coder_app.study
        project = study.project()
        name = project.code_by_id[self._code].title if self._code else _("all codes")
        text = (
            _("{count} quotes left | split {name}") if self._split else _("{count} codings left | look again: {name}")
        )
        left = text.format(name=name, count=len(self._waiting))
        whose = _("everyone's") if self._everyone else _("mine; {count} of others").format(count=self._others)
        whose = whose if study.seen is None else self.who
        self.show_title(fit(left, max(20, self.size.width - 30)), whose)
        self.query_one(Queue).fill(len(self._waiting), self._row)
        self._show_here()
        self.show_keys()

    def _row(self, index: int, here: bool) -> tuple[Row]:
        coding = self._waiting[index]
        project = self.coder_app.study.project()
        style = self.paints.text + Style(reverse=here)
        info = project.transcript_by_id[coding.transcript]
        code = project.code_by_id[coding.code]
        words = self.recoding.text(coding.transcript)[coding.start : coding.end].replace("\n", " ")
        return (
            (
                ("▌", self.paints.bracket(code.color)),
                (pad(f" {quote_id(info.case, coding.line, coding.id)}", 16), style),
                (pad(f" {coding.coder}", 9), style),
                ("" if self._code else pad(f" {code.title}", 20), style),
                (pad(f" {words}", max(10, self.size.width - (26 if self._code else 46))), style),
            ),
        )

    @property
    def here(self) -> Coding | None:
        """The coding in focus."""
        at = self.query_one(Queue).at
        return self._waiting[at] if 0 <= at < len(self._waiting) else None

    def _show_here(self) -> None:
        quote, meaning = self.query_one("#quote", Pane), self.query_one("#meaning", Pane)
        coding, paints = self.here, self.paints
        width = quote.size.width or self.size.width // 2
        if coding is None:
            done = _("Nothing waits here any more. Esc leads back.")
            quote.show([((" " + done, paints.good),)], paints.text)
            meaning.show([], paints.text)
            return
        memos = self.recoding.memos(coding)
        quote.show(quote_rows(self.recoding.text(coding.transcript), coding, memos, paints, width - 1), paints.text)
        project = self.coder_app.study.project()
        width = (meaning.size.width or width) - 1
        if self._split is not None:
            codes = [project.code_by_id[c] for c in (self._split.code, *self._split.targets)]
            meaning.show(target_rows(codes[0], codes[1:], paints, width), paints.text)
            return
        if coding.code not in self._definitions:
            self._definitions[coding.code] = self.recoding.definitions(coding.code)
        old = self._definitions[coding.code].get(coding.code_version)
        meaning.show(meaning_rows(old, project.code_by_id[coding.code], paints, width), paints.text)

    @on(Listing.Moved, "#queue")
    def _moved(self) -> None:
        self._show_here()

    @on(Listing.Opened, "#queue")
    def _opened(self) -> None:
        self.action_open_place()

    def _try(self, act: Callable[[], Outcome]) -> None:
        outcome = self.tried(act)
        if outcome is None:
            return
        self._definitions.clear()
        self._settle()
        self.say_saved(outcome)

    def _settle(self) -> None:
        """Show what is left; a split that is done is over."""
        if self._split is not None:
            self.recoding.keep_split(self._split)
        self.reload()

    def action_open_place(self) -> None:
        """Show the coding in its transcript."""
        if self.here is not None:
            self.coder_app.open_transcript(self.here.transcript, self.here.start)

    def action_keep(self) -> None:
        """Keep the coding: under the new definition, or with the code that is split."""
        coding = self.here
        if coding is None:
            return
        if self._split is None:
            self._try(lambda: self.recoding.keep(coding))
            return
        self._split = replace(self._split, kept=self._split.kept | {coding.id})
        self._kept.append((coding.id, self.coder_app.study.journal.head()[0]))
        self._settle()
        name = self.coder_app.study.project().code_by_id[coding.code].title
        self.say(_("stays with {name}").format(name=name))

    def action_recode(self) -> None:
        """Choose another code for the coding."""
        coding = self.here
        if coding is None:
            return
        project = self.coder_app.study.project()
        codes = [c for c in ordered(project.usable_codes) if c.id != coding.code]
        first = self._split.targets if self._split else ()
        near = project.code_by_id[coding.code].parent
        codes.sort(key=lambda c: (c.id not in first, c.parent != near))
        options = [(c.id, c.title) for c in codes]

        def chosen(code: str | None) -> None:
            if code:
                self._try(lambda: self.recoding.recode(coding, code))

        self.app.push_screen(ChooseScreen(_("Another code"), options), chosen)

    def action_place(self, number: int) -> None:
        """Give the quote to one of the new codes of a split."""
        coding = self.here
        targets = self._split.targets if self._split else ()
        if coding is None or number > len(targets):
            self.say(_("no code {number} here").format(number=number), bad=True)
            return
        self._try(lambda: self.recoding.recode(coding, targets[number - 1]))

    def action_remove(self) -> None:
        """Take the coding away."""
        if (coding := self.here) is not None:
            self._try(lambda: self.recoding.remove(coding))

    def action_skip(self) -> None:
        """Leave the coding waiting and go to the next."""
        self.query_one(Queue).action_move(1)

    def action_toggle_everyone(self) -> None:
        """Show one's own codings, or everyone's."""
        self._everyone = not self._everyone
        self.reload()

    def action_undo(self) -> None:
        """Take back the last step: a quote that was kept with its code, or the last act."""
        if self._split is not None and self._kept and self._kept[-1][1] == self.coder_app.study.journal.head()[0]:
            coding, _seq = self._kept.pop()
            self._split = replace(self._split, kept=self._split.kept - {coding})
            self._settle()
            self.say(_("the quote waits again"))
            return
        self._try(self.coder_app.desk.undo)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._try(self.coder_app.desk.redo)
