"""One finding at work: its evidence for and against, quotations chosen, its text, its sign-off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual.app import ComposeResult

from coder.agreement.layer_choice import layered
from coder.coding.undo_place import UndoPlace, on_object
from coder.findings.acts import Findings, FindingWork, Laid
from coder.findings.claim_check import points
from coder.findings.recommendations import finding_offers, passages_lacking
from coder.findings.since_words import since_words
from coder.i18n import _
from coder.model.claims import shown
from coder.model.codebook import Finding
from coder.model.finding import Side
from coder.model.reporting.robustness import Robustness
from coder.model.reporting.robustness_words import bar_words, parts
from coder.record.outcome import Outcome
from coder.record.signing.leaving import sign_beside
from coder.reports.robustness_trials import Robustnesses
from coder.tui.findings.commands import FINDING
from coder.tui.findings.entry_keys import EntryScreen
from coder.tui.findings.rows import claim_rows, passage_rows, shown_text, side_name, state_words, whole_rows
from coder.tui.frame.asking.questions import TellScreen, refused
from coder.tui.frame.base import of_study
from coder.tui.frame.line_editing import edit_line
from coder.tui.frame.list_detail import ListScreen
from coder.tui.frame.reading import Beside, ReadingScreen
from coder.tui.frame.unit_line import unit_row
from coder.tui.team.apart_line import apart_rows
from coder.tui.widgets.pane import Pane, Row

_Read = tuple[FindingWork, Robustness]


class FindingScreen(EntryScreen, ReadingScreen, ListScreen[Laid]):
    """A finding with the passages under it."""

    COMMANDS_HERE = FINDING
    KEY = "quotation.coding"
    LIST, DETAIL, EACH, SHORT = "evidence", "evidence-whole", 2, 30
    UNDONE = frozenset({"finding", "chosen", "signoff"})
    findings = of_study(Findings)
    """The lead's acts on findings."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.work_here: FindingWork | None = None
        self.standing: Robustness | None = None

    def body(self) -> ComposeResult:
        """Yield claim, passages and the one in focus."""
        yield Pane(id="claim")
        yield from super().body()

    def entry_here(self) -> Finding | None:
        """Return the finding as it stands by now, None where it was removed."""
        return next((f for f in self.project.findings if f.id == self.key), None)

    def trace_target(self) -> str:
        """Return the coding of the passage in focus."""
        return self.key_of(self.here) if self.here else ""

    def reload(self, at: str = "") -> None:
        """Read what lies under the finding beside the screen's own thread; one that is gone is left."""
        if self.entry_here() is None:
            self.action_leave()
            return
        self.repaint()
        self.read_beside("finding", self._read, lambda found: self._show_read(found, at))

    def _read(self, beside: Beside[_Read]) -> _Read:
        with beside.study() as apart, layered(apart, self.coder_app.layer):
            work = Findings(apart).work(self.key)
            return work, Robustnesses(apart).of(work.finding)

    def _show_read(self, found: _Read, at: str) -> None:
        work, self.standing = found
        self._show_work(work, at)

    def _show_work(self, found: FindingWork, at: str = "") -> None:
        """Show the finding's work; the focus stays on its passage, or goes to that of a coding."""
        self.work_here = found
        self.take([*found.of("for"), *found.of("against")], at)

    def done(self, outcome: Outcome, at: str = "") -> None:
        """Show what an act made of the passages that are shown, without reading all anew."""
        self.keep_up()
        if self.work_here is not None:
            self._show_work(self.findings.again(self.work_here), at)
        self.say_saved(outcome)

    def title_text(self) -> str:
        """Return the finding and its state."""
        state = " | " + state_words(self.work_here, self.project.coders) if self.work_here else ""
        return f"{self.key} {self.findings.finding(self.key).title}{state}"

    def show_list(self, at: int | None = None) -> None:
        """Show claim, passages and the one in focus."""
        claim = self.query_one("#claim", Pane)
        rows: Sequence[Row] = ()
        if self.work_here is not None:
            apart = apart_rows(self, "finding", self.key, self.size.width)
            room = max(3, claim.size.height) - len(apart)
            project, width = self.project, self.size.width
            rows = [*apart, *claim_rows(self.work_here, project, self.standing, width, room, self.paints)]
        claim.show(rows, self.paints.text)
        super().show_list(at)

    def heading(self) -> Sequence[Row]:
        """Return whose side the passage in focus is on, and how much stands there."""
        one = self.here
        work, chosen = self.work_here, sum(1 for laid in self.items if laid.chosen)
        count = work.count(one.side) if work and one else 0
        rows = sum(laid.side == one.side for laid in self.items) if one else 0
        told = (
            _("{side}: {count} passages, {chosen} chosen in all")
            if rows == count
            else _("{side}: {count} passages, {rows} counted code by code, {chosen} chosen in all")
        ).format(side=side_name(one.side) if one else "", count=count, rows=rows, chosen=chosen)
        layer = work.layer if work else ""
        return [((" " + told, self.paints.quiet),), unit_row(self.study, self.paints, layer)]

    def draw(self, item: Laid, *, here: bool) -> tuple[Row, Row]:
        """Return the rows of a passage."""
        code = self.project.code_by_id.get(item.quotation.code)
        color = code.color if code else ""
        return passage_rows(item, self.project.coders, self.size.width, self.paints, color, here=here)

    def detail(self, width: int, height: int) -> Sequence[Row]:
        """Return the passage in focus in full."""
        whole = whole_rows(self.here, width, max(2, height - 1), self.paints) if self.here else []
        return [self.rule(), *whole]

    def open_item(self, item: Laid) -> None:
        """Open the passage in its transcript."""
        if (coding := self.study.coding(item.quotation.coding)) is not None:
            self.coder_app.open_transcript(coding.transcript, coding.start)

    def _act(self, act: Callable[[Laid], Outcome]) -> None:
        """Do an act on the passage in focus; it stays in focus."""
        one = self.here
        if one is not None:
            self.attempt(lambda: act(one), self.key_of(one))

    def undo_place(self) -> UndoPlace:
        """Return the place: this finding, what was chosen for it, and its sign-offs."""
        return on_object(self.study.journal, self.UNDONE, "finding", self.key)

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

        title = _("As printed: leave words out, put […] in their place (empty: the whole passage)")
        key, save = self.key_of(one), partial(self.findings.shorten, one)
        check = refused(partial(self.findings.shortened, one))
        edit_line(self, title, one.shown, save, at=key, check=check, draft=f"shorten:{key}")

    def action_side(self) -> None:
        """Go to the first passage of the other side."""
        one = self.here
        if one is None:
            return
        other: Side = "against" if one.side == "for" else "for"
        places = [i for i, laid in enumerate(self.items) if laid.side == other]
        if not places:
            self.say(_("there is no evidence on the other side"), bad=True)
            return
        self.show_list(places[0])

    def action_write(self) -> None:
        """Write the finding's text."""
        from coder.tui.findings.editor import WritingScreen

        finding = self.findings.finding(self.key)
        offers = finding_offers(self.work_here) if self.work_here else []

        name = f"{self.key} {finding.title}"
        lacking = passages_lacking([self.work_here] if self.work_here else [])
        screen = WritingScreen(name, *shown_text(finding), offers, self._save_text, self.done, lacking=lacking)
        self.app.push_screen(screen)

    def _save_text(self, text: str, read: str) -> Outcome:
        return self.findings.write(self.key, text, read)

    def action_sign_off(self) -> None:
        """Sign the finding off, after saying what speaks against that."""
        work = self.work_here
        if work is None:
            return

        title, lines = _("Sign {name} off as it stands?").format(name=self.key), self.findings.before_sign_off(work)
        self.confirm(title, lines, lambda: self.attempt(self._sign_off))

    def _sign_off(self) -> Outcome:
        outcome, study = self.findings.sign_off(self.key), self.study
        self.app.run_worker(lambda: sign_beside(study.path, study.coder), thread=True, exit_on_error=False)
        return outcome

    def action_since(self) -> None:
        """Tell what changed under the finding since it was signed off."""
        work = self.work_here
        if work is None or work.since is None:
            self.say(_("not signed off"), bad=True)
            return
        lines = since_words(self.study, work.since)
        self.app.push_screen(TellScreen(_("Since the sign-off"), lines or [_("nothing changed")]))

    def action_holds(self) -> None:
        """Tell without which case, coder, speaker or codings the finding would not hold."""
        if self.standing is None:
            return
        cases = {case.id: case.title for case in self.project.cases}
        told = parts(self.key, self.standing, cases, self.project.coders, {})
        self.app.push_screen(TellScreen(_("What would make it fail"), [*told, bar_words(self.standing.bar)]))

    def action_check(self) -> None:
        """List the sentences that cite nothing, and the quantifiers with what stands behind them."""
        work = self.work_here
        if work is None:
            return
        lines = [line for one in work.claims for line in (shown(one.claim), *(f"    {p}" for p in points(one)))]
        nothing = _("Each sentence cites something, and none says how many.")
        self.app.push_screen(TellScreen(_("What {name} claims").format(name=self.key), lines or [nothing]))
