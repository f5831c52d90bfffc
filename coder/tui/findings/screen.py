"""Findings and recommendations: how each stands, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import ClassVar

from rich.style import Style
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.worker import get_current_worker

from coder.coding.acts import Outcome
from coder.findings.acts import Findings, FindingWork
from coder.findings.citations import Citations
from coder.findings.recommendations import Recommendations, finding_offers, recommendation_offers
from coder.i18n import _, pick
from coder.model.codebook import Finding, Recommendation
from coder.model.finding import doubt_words
from coder.record.study import Study
from coder.tui.findings.rows import claim_rows, state_words
from coder.tui.frame.base import DeskScreen
from coder.tui.frame.command_table import EVERYWHERE, FINDINGS, PLACES, Command
from coder.tui.frame.questions import ChooseScreen
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import fit, pad, pad_start, paragraphs

_SHORT = 30
_COUNTS = (9, 9, 9, 9, 9)
_STATE = 24
_UNDONE = frozenset({"finding", "recommendation"})


class FindingsScreen(DeskScreen):
    """All findings, then the recommendations that rest on them."""

    COMMANDS_HERE: tuple[Command, ...] = FINDINGS
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in (*FINDINGS[1:], *EVERYWHERE[:1])]

    class Read(Message):
        """A finding with what lies under it."""

        def __init__(self, number: int, found: FindingWork) -> None:
            super().__init__()
            self.number, self.found = number, found

    def __init__(self) -> None:
        super().__init__()
        self._works: dict[str, FindingWork] = {}
        self._number = 0
        self._head = -1

    def compose(self) -> ComposeResult:
        """Lay out title, list, detail and foot."""
        yield Pane(id="title")
        yield Listing(id="findings")
        yield Pane(id="finding-detail")
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
        return self.query_one("#findings", Listing)

    @cached_property
    def _findings(self) -> Findings:
        return Findings(self.coder_app.study)

    def read(self) -> None:
        """Read what lies under each finding beside the screen's own thread."""
        self._number += 1
        self._head = self.coder_app.study.journal.head()[0]
        self._read_beside(self._number)

    @work(thread=True, exclusive=True, group="findings", exit_on_error=False)
    def _read_beside(self, number: int) -> None:
        worker, study = get_current_worker(), self.coder_app.study
        with Study.open(study.path, study.coder) as apart:
            findings = Findings(apart)
            for finding in apart.project().findings:
                found = findings.work(finding.id)
                if worker.is_cancelled:
                    return
                self.post_message(self.Read(number, found))

    def on_findings_screen_read(self, message: Read) -> None:
        """Show a finding's numbers."""
        if message.number == self._number:
            self._works[message.found.finding.id] = message.found
            self.repaint()

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        project = self.coder_app.study.project()
        notice = " | " + _("SYNTHETIC SAMPLE") if project.synthetic else ""
        self.show_title(_("Findings and recommendations") + notice, self.who)
        names = (_("for"), _("against"), _("cases"), _("chosen"), _("doubts"))
        head = (
            (pad("   " + _("finding"), self._name_width + 7), self.paints.quiet),
            ("".join(pad_start(n, w) for n, w in zip(names, _COUNTS, strict=True)), self.paints.quiet),
            ("  " + _("state"), self.paints.quiet),
        )
        self._listing.fill(len(project.findings) + len(project.recommendations), self._row, head=[head])
        self._show_detail()
        self.show_keys()

    @property
    def _name_width(self) -> int:
        return max(10, self.size.width - sum(_COUNTS) - _STATE - 9)

    def _row(self, index: int, here: bool) -> tuple[Row]:
        project = self.coder_app.study.project()
        style = self.paints.text + (Style(bgcolor=self.paints.selected) if here else Style())
        mark, width = " > " if here else "   ", self._name_width
        if index >= len(project.findings):
            one = project.recommendations[index - len(project.findings)]
            rests = _("rests on {names}").format(names=", ".join(one.findings))
            bad = self._shaky(one)
            return (
                (
                    (mark + pad(one.id, 4) + pad(fit(one.title, width), width), style),
                    ("  " + rests, style),
                    ("  " + bad if bad else "", style + self.paints.warn),
                    (" " * self.size.width, style),
                ),
            )
        finding = project.findings[index]
        found = self._works.get(finding.id)
        cells: tuple[str, ...] = ("",) * len(_COUNTS)
        if found is not None:
            sides = [one.side for one in found.laid]
            cells = (
                str(sides.count("for")),
                str(sides.count("against")),
                f"{sum(bool(s.speaks_for) for s in found.spread)}/{len(found.spread)}",
                str(sum(one.chosen is not None for one in found.laid)),
                str(len(found.doubts)) if found.doubts else "",
            )
        state = state_words(found) if found else ""
        wanting = found is not None and bool(found.since)
        return (
            (
                (mark + pad(finding.id, 4) + pad(fit(finding.title, width), width), style),
                ("".join(pad_start(c, w) for c, w in zip(cells, _COUNTS, strict=True)), style),
                ("  " + fit(state, _STATE), style + self.paints.warn if wanting else style),
                (" " * self.size.width, style),
            ),
        )

    def _shaky(self, one: Recommendation) -> str:
        """Return what the findings under a recommendation lack."""
        works = [self._works[key] for key in one.findings if key in self._works]
        doubted = [w.finding.id for w in works if w.doubts]
        changed = [w.finding.id for w in works if w.since]
        told = [_("doubts: {names}").format(names=", ".join(doubted))] if doubted else []
        told += [_("changed: {names}").format(names=", ".join(changed))] if changed else []
        return "; ".join(told)

    def _show_detail(self) -> None:
        pane, project, width = self.query_one("#finding-detail", Pane), self.coder_app.study.project(), self.size.width
        at, height = self._listing.at, max(4, pane.size.height)
        rows: list[Row] = []
        if at < len(project.findings):
            found = self._works.get(project.findings[at].id)
            if found is not None:
                rows = claim_rows(found, width, height, self.paints)
        elif project.recommendations:
            one = project.recommendations[at - len(project.findings)]
            text = pick(one.statement, one.statement_en)
            rows = [((" " + line, self.paints.text),) for line in paragraphs(text, max(10, width - 2), 3)]
            if one.text:
                told = Citations(self.coder_app.study).preview(one.text)
                rows += [((" " + line, self.paints.quiet),) for line in paragraphs(told, max(10, width - 2), 4)]
            known = {f.id: f for f in project.findings}
            for key in one.findings:
                if key not in known:
                    continue
                rows.append(((f" {key} {known[key].title}", self.paints.text),))
                doubts = self._works[key].doubts if key in self._works else ()
                rows += [((fit(f"    ! {doubt_words(doubt)}", width), self.paints.warn),) for doubt in doubts]
        pane.show(rows, self.paints.text)

    @on(Listing.Moved, "#findings")
    def _moved(self) -> None:
        self._show_detail()

    @on(Listing.Opened, "#findings")
    def _opened(self) -> None:
        """Open the finding in focus, or one of those that the recommendation rests on."""
        project, at = self.coder_app.study.project(), self._listing.at
        if at < len(project.findings):
            self._open(project.findings[at].id)
            return
        one = project.recommendations[at - len(project.findings)]
        known = {f.id: f.title for f in project.findings}
        options = [(key, f"{key} {known[key]}") for key in one.findings if key in known]

        def chosen(key: str | None) -> None:
            if key is not None:
                self._open(key)

        self.app.push_screen(ChooseScreen(_("Which finding?"), options), chosen)

    def action_write(self) -> None:
        """Write the text of the finding or recommendation in focus."""
        from coder.tui.findings.editor import WritingScreen

        project, at = self.coder_app.study.project(), self._listing.at
        targets: list[Finding | Recommendation] = [*project.findings, *project.recommendations]
        if at >= len(targets):
            return
        one = targets[at]
        if isinstance(one, Finding):
            offers = finding_offers(self._works[one.id]) if one.id in self._works else []
            name, save = "finding", self._findings.write
        else:
            offers = recommendation_offers(self._works[key] for key in one.findings if key in self._works)
            name, save = "recommendation", Recommendations(self.coder_app.study).write
        self.app.push_screen(
            WritingScreen(
                f"{one.id} {one.title}",
                one.text,
                f"{name}:{one.id}",
                offers,
                lambda text: save(one.id, text),
                lambda outcome: self._try(lambda: outcome),
            )
        )

    def action_undo(self) -> None:
        """Take back the last act on a text."""
        self._try(lambda: self.coder_app.desk.undo(_UNDONE))

    def action_redo(self) -> None:
        """Do again what was last undone."""
        self._try(lambda: self.coder_app.desk.redo(_UNDONE))

    def _try(self, act: Callable[[], Outcome]) -> None:
        outcome = self.tried(act)
        if outcome is None:
            return
        self.read()
        self.repaint()
        self.say_saved(outcome)

    def _open(self, key: str) -> None:
        from coder.tui.findings.finding_screen import FindingScreen

        self.app.push_screen(FindingScreen(key))

    def action_leave(self) -> None:
        """Go back."""
        self.workers.cancel_group(self, "findings")
        self.app.pop_screen()

    def trace_target(self) -> str:
        """Return the finding or recommendation in focus."""
        project, at = self.coder_app.study.project(), self._listing.at
        ids = [*(f.id for f in project.findings), *(r.id for r in project.recommendations)]
        return ids[at] if at < len(ids) else ""

    def palette_commands(self) -> tuple[Command, ...]:
        """Return the commands of the screen and the other screens."""
        return (*self.COMMANDS_HERE, *(c for c in PLACES if c.id != "findings"))
