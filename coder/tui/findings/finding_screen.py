"""One finding at work: its evidence for and against, quotations chosen, its text, its sign-off."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message

from coder.coding.acts import Outcome
from coder.errors import CoderError
from coder.findings.acts import Findings, FindingWork, Laid, since_words
from coder.findings.recommendations import finding_offers
from coder.i18n import _
from coder.model.finding import Side
from coder.record.study import Study
from coder.tui.findings.rows import claim_rows, passage_rows, side_name, state_words, whole_rows
from coder.tui.frame.base import DeskScreen
from coder.tui.frame.command_table import EVERYWHERE, FINDING, Command
from coder.tui.frame.questions import AskScreen, ConfirmScreen, TellScreen
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row

_SHORT = 30
_UNDONE = frozenset({"finding", "chosen", "signoff"})


class FindingScreen(DeskScreen):
    """A finding with the passages under it."""

    COMMANDS_HERE: tuple[Command, ...] = FINDING
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in (*FINDING[1:], *EVERYWHERE[:1])]

    class Read(Message):
        """What lies under the finding."""

        def __init__(self, found: FindingWork) -> None:
            super().__init__()
            self.found = found

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.work_here: FindingWork | None = None
        self._shown: list[Laid] = []
        self._head = -1

    def compose(self) -> ComposeResult:
        """Lay out title, claim, passages, the one in focus and foot."""
        yield Pane(id="title")
        yield Pane(id="claim")
        yield Listing(id="evidence")
        yield Pane(id="evidence-whole")
        with Vertical(id="foot"):
            yield Pane(id="status")
            yield Pane(id="keys")

    def on_mount(self) -> None:
        """Begin to read."""
        self.set_class(self.size.height < _SHORT, "short")
        self._listing.focus()
        self.repaint()
        self.read()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out again."""
        self.set_class(event.size.height < _SHORT, "short")
        self.call_after_refresh(self.repaint)

    def on_screen_resume(self) -> None:
        """Read again what changed meanwhile."""
        if self._head >= 0 and self._head != self.coder_app.study.journal.head()[0]:
            self.read()

    def follow(self) -> None:
        """Take over what another window wrote."""
        self.read()

    @property
    def _listing(self) -> Listing:
        return self.query_one("#evidence", Listing)

    @cached_property
    def findings(self) -> Findings:
        """The lead's acts on findings."""
        return Findings(self.coder_app.study)

    @property
    def here(self) -> Laid | None:
        """The passage in focus."""
        return self._shown[self._listing.at] if self._shown else None

    def trace_target(self) -> str:
        """Return the coding of the passage in focus."""
        return self.here.quotation.coding if self.here else ""

    def read(self) -> None:
        """Read what lies under the finding beside the screen's own thread."""
        self._head = self.coder_app.study.journal.head()[0]
        self._read_beside()

    @work(thread=True, exclusive=True, group="finding", exit_on_error=False)
    def _read_beside(self) -> None:
        study = self.coder_app.study
        with Study.open(study.path, study.coder) as apart:
            self.post_message(self.Read(Findings(apart).work(self.key)))

    def on_finding_screen_read(self, message: Read) -> None:
        """Show the passages."""
        self._take(message.found)

    def _take(self, found: FindingWork, at: str = "") -> None:
        """Show the finding's work; the focus stays on its passage, or goes to that of a coding."""
        at = at or (self.here.quotation.coding if self.here else "")
        self.work_here = found
        self._shown = [*found.of("for"), *found.of("against")]
        places = [i for i, one in enumerate(self._shown) if one.quotation.coding == at]
        self._fill(places[0] if places else None)

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        self._fill(None)
        self.show_keys()

    def _fill(self, at: int | None) -> None:
        finding = self.findings.finding(self.key)
        notice = " | " + _("SYNTHETIC SAMPLE") if self.coder_app.study.project().synthetic else ""
        state = " | " + state_words(self.work_here) if self.work_here else ""
        self.show_title(f"{self.key} {finding.title}{state}{notice}", self.who)
        claim = self.query_one("#claim", Pane)
        rows: list[Row] = []
        if self.work_here is not None:
            rows = claim_rows(self.work_here, self.size.width, max(3, claim.size.height), self.paints)
        claim.show(rows, self.paints.text)
        self._listing.fill(len(self._shown), self._row, at=at, each=2, head=[self._heading()])
        self._show_whole()

    def _heading(self) -> Row:
        one = self.here
        chosen = sum(1 for laid in self._shown if laid.chosen)
        side = side_name(one.side) if one else ""
        told = _("{side}: {count} passages, {chosen} chosen in all").format(
            side=side, count=sum(laid.side == one.side for laid in self._shown) if one else 0, chosen=chosen
        )
        return ((" " + told, self.paints.quiet),)

    def _row(self, index: int, here: bool) -> tuple[Row, Row]:
        one = self._shown[index]
        code = self.coder_app.study.project().code_by_id.get(one.quotation.code)
        return passage_rows(one, self.size.width, self.paints, code.color if code else "", here=here)

    def _show_whole(self) -> None:
        pane = self.query_one("#evidence-whole", Pane)
        rows: list[Row] = [(("─" * self.size.width, self.paints.faint),)]
        if self.here is not None:
            rows += whole_rows(self.here, self.size.width, max(2, pane.size.height - 1), self.paints)
        pane.show(rows, self.paints.text)

    @on(Listing.Moved, "#evidence")
    def _moved(self) -> None:
        self._show_whole()

    @on(Listing.Opened, "#evidence")
    def _opened(self) -> None:
        """Open the passage in its transcript."""
        if self.here is None:
            return
        coding = self.coder_app.study.coding(self.here.quotation.coding)
        if coding is not None:
            self.coder_app.open_transcript(coding.transcript, coding.start)

    def _act(self, act: Callable[[Laid], Outcome]) -> None:
        """Do an act on the passage in focus; it stays in focus."""
        one = self.here
        if one is not None:
            self._try(lambda: act(one), one.quotation.coding)

    def _try(self, act: Callable[[], Outcome], at: str = "") -> None:
        outcome = self.tried(act)
        if outcome is None:
            return
        self._head = self.coder_app.study.journal.head()[0]
        if self.work_here is not None:
            self._take(self.findings.again(self.work_here), at)
        self.say_saved(outcome)

    def action_choose(self) -> None:
        """Choose the passage in focus, or let it go."""
        self._act(lambda one: self.findings.choose(self.key, one))

    def action_telling(self) -> None:
        """Mark the chosen passage as telling, or take the mark away."""
        self._act(self.findings.mark)

    def action_shift(self, step: int) -> None:
        """Move the chosen passage among those of its side."""
        self._act(lambda one: self.findings.shift(self.key, one, step))

    def action_shorten(self) -> None:
        """Ask for the passage as it is to be printed."""
        one = self.here
        if one is None or one.chosen is None:
            self.say(_("choose the passage first"), bad=True)
            return

        def wrong(text: str) -> str:
            try:
                self.findings.shortened(one, text)
            except CoderError as error:
                return f"{error.message} | {error.hint}"
            return ""

        def entered(text: str | None) -> None:
            if text is not None:
                self._try(lambda: self.findings.shorten(one, text), one.quotation.coding)

        title = _("As printed: leave words out, put […] in their place (empty: the whole passage)")
        self.app.push_screen(AskScreen(title, one.shown, wrong), entered)

    def action_side(self) -> None:
        """Go to the first passage of the other side."""
        one = self.here
        if one is None:
            return
        other: Side = "against" if one.side == "for" else "for"
        places = [i for i, laid in enumerate(self._shown) if laid.side == other]
        if not places:
            self.say(_("there is no evidence on the other side"), bad=True)
            return
        self._fill(places[0])

    def action_write(self) -> None:
        """Write the finding's text."""
        from coder.tui.findings.editor import WritingScreen

        finding = self.findings.finding(self.key)
        offers = finding_offers(self.work_here) if self.work_here else []

        def done(outcome: Outcome) -> None:
            self._try(lambda: outcome)

        name = f"{self.key} {finding.title}"
        self.app.push_screen(WritingScreen(name, finding.text, f"finding:{self.key}", offers, self._save_text, done))

    def _save_text(self, text: str) -> Outcome:
        return self.findings.write(self.key, text)

    def action_sign_off(self) -> None:
        """Sign the finding off, after saying what speaks against that."""
        work = self.work_here
        if work is None:
            return

        def answer(wanted: bool | None) -> None:
            if wanted:
                self._try(lambda: self.findings.sign_off(self.key))

        lines = self.findings.before_sign_off(work)
        self.app.push_screen(ConfirmScreen(_("Sign {name} off as it stands?").format(name=self.key), lines), answer)

    def action_since(self) -> None:
        """Tell what changed under the finding since it was signed off."""
        work = self.work_here
        if work is None or work.since is None:
            self.say(_("not signed off"), bad=True)
            return
        lines = since_words(self.coder_app.study, work.since)
        self.app.push_screen(TellScreen(_("Since the sign-off"), lines or [_("nothing changed")]))

    def action_undo(self) -> None:
        """Take back the last act on findings."""
        self._try(lambda: self.coder_app.desk.undo(_UNDONE))

    def action_redo(self) -> None:
        """Do again what was last undone."""
        self._try(lambda: self.coder_app.desk.redo(_UNDONE))

    def action_leave(self) -> None:
        """Go back."""
        self.app.pop_screen()
