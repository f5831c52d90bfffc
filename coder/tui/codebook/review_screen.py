"""One quote after the other: codings under an older definition, or those of a code that is split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.style import Style

from coder.codebook.restructure import Recoding, Split
from coder.coding.undo_place import UndoPlace, done_here
from coder.i18n import N_, _
from coder.model.codebook import Code
from coder.model.coding import Coding
from coder.model.counting.codetree import ordered
from coder.model.identity import quote_id
from coder.record.outcome import Outcome
from coder.tui.codebook.commands import REVIEW
from coder.tui.codebook.review_rows import meaning_rows, quote_rows, target_rows
from coder.tui.frame.base import of_study
from coder.tui.frame.queue import QueueScreen
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad


class ReviewScreen(QueueScreen[Coding]):
    """Codings to look at again, with the old definition and the new; or to part among new codes."""

    COMMANDS_HERE = REVIEW
    NOTHING = N_("Nothing waits here any more. {review_leave}: back")
    recoding = of_study(Recoding)
    """The coder's acts on these codings."""

    def __init__(self, code: str | None, split: Split | None = None) -> None:
        super().__init__()
        self._code, self._split = code, split
        self._everyone = False
        self._others = 0
        self._definitions: dict[str, dict[int, Code]] = {}

    def undo_place(self) -> UndoPlace:
        """Return the place: only what was done in this queue lies here."""
        return done_here(self.own_acts)

    def begin(self) -> None:
        """Begin with one's own codings, with everyone's where there are none."""
        self._everyone = not self._found(everyone=False)
        super().begin()

    def follow(self) -> None:
        """Take over what another window wrote."""
        self._definitions.clear()
        super().follow()

    def _found(self, *, everyone: bool) -> list[Coding]:
        return self.recoding.waiting(self._code, everyone=everyone)

    def reload(self, at: str = "") -> None:
        """Read what waits; leave where the code itself was taken back."""
        known = self.project.code_by_id
        if self._code is not None and self._code not in known:
            # Under another screen it leaves when that one is gone.
            if self.is_current:
                self.app.pop_screen()
            return
        if self._split is not None:
            self._split = replace(self._split, targets=tuple(t for t in self._split.targets if t in known))
        everyone = self._found(everyone=True)
        coder = self.study.coder
        waiting = everyone if self._everyone else [c for c in everyone if c.coder == coder]
        self._others = len(everyone) - len(waiting)
        self.take(waiting, at)

    def title_text(self) -> str:
        """Return how much is left, and of what."""
        code = self.project.code_by_id.get(self._code or "")
        name = code.title if code else _("all codes")
        text = _("{count} quotes left | split {name}") if self._split else _("{count} codings left | review: {name}")
        return text.format(name=name, count=len(self.items))

    @property
    def who(self) -> str:
        """Whose codings are shown."""
        if self.study.seen is not None:
            return super().who
        return _("everyone's") if self._everyone else _("mine; {count} of others").format(count=self._others)

    def row(self, item: Coding, *, here: bool) -> Row:
        """Return the row of a coding."""
        style = self.paints.text + Style(reverse=here)
        info, code = self.project.transcript_by_id[item.transcript], self.project.code_by_id[item.code]
        words = self.recoding.text(item.transcript)[item.start : item.end].replace("\n", " ")
        return (
            ("▌", self.paints.bracket(code.color)),
            (pad(f" {quote_id(info.case, item.line, item.id)}", 16), style),
            (pad(f" {fit(self.project.coder_name(item.coder), 7)}", 9), style),
            ("" if self._code else pad(f" {code.title}", 20), style),
            (pad(f" {words}", max(10, self.size.width - (26 if self._code else 46))), style),
        )

    def looked(self, item: Coding, width: int, height: int, room: int) -> tuple[Sequence[Row], Sequence[Row]]:  # noqa: ARG002  what is too much is cut
        """Return the quote, and the definitions of then and now or the codes to part it among."""
        paints = self.paints
        codes = self.project.code_by_id
        quote = quote_rows(
            self.recoding.text(item.transcript), item, self.recoding.memos(item), self.project, paints, width
        )
        if self._split is not None:
            targets = [codes[key] for key in self._split.targets]
            return quote, target_rows(codes[self._split.code], targets, paints, room)
        if item.code not in self._definitions:
            self._definitions[item.code] = self.recoding.definitions(item.code)
        old = self._definitions[item.code].get(item.code_version)
        return quote, meaning_rows(old, codes[item.code], paints, room)

    def open_item(self, item: Coding) -> None:
        """Show the coding in its transcript."""
        self.coder_app.open_transcript(item.transcript, item.start)

    def done(self, outcome: Outcome, at: str = "") -> None:  # noqa: ARG002  the focus goes by its place
        """Show what is left after an act."""
        self._definitions.clear()
        self.reload()
        self.say_saved(outcome)

    def action_keep(self) -> None:
        """Keep the coding: under the new definition, or with the code that is split."""
        if (coding := self.here) is not None:
            self.attempt(lambda: self.recoding.keep(coding))

    def action_recode(self) -> None:
        """Choose another code for the coding."""
        coding = self.here
        if coding is None:
            return
        codes = [c for c in ordered(self.project.usable_codes) if c.id != coding.code]
        first = self._split.targets if self._split else ()
        near = self.project.code_by_id[coding.code].parent
        codes.sort(key=lambda c: (c.id not in first, c.parent != near))
        options = [(c.id, c.title) for c in codes]
        self.choose_one(
            _("Another code"), options, lambda code: self.attempt(lambda: self.recoding.recode(coding, code))
        )

    def action_place(self, number: int) -> None:
        """Give the quote to one of the new codes of a split."""
        coding = self.here
        targets = self._split.targets if self._split else ()
        if coding is None or number > len(targets):
            self.say(_("no code {number} here").format(number=number), bad=True)
            return
        self.attempt(lambda: self.recoding.recode(coding, targets[number - 1]))

    def action_remove(self) -> None:
        """Take the coding away."""
        if (coding := self.here) is not None:
            self.attempt(lambda: self.recoding.remove(coding))

    def action_toggle_everyone(self) -> None:
        """Show one's own codings, or everyone's."""
        self._everyone = not self._everyone
        self.reload()
