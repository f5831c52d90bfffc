"""Findings and recommendations: how each stands, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from coder.agreement.layer_choice import layered
from coder.coding.undo_place import Reach, UndoPlace, on_object
from coder.findings.acts import Findings, FindingWork
from coder.findings.citations import Citations
from coder.findings.finding_order import move_entry
from coder.findings.recommendations import Recommendations, finding_offers, passages_lacking, recommendation_offers
from coder.i18n import N_, _, listed, pick
from coder.model.codebook import Finding, Recommendation
from coder.model.finding import doubt_words
from coder.model.journal.change import ActSummary
from coder.model.recommendation_plan import plan_lines
from coder.model.study_setting import ORDERS
from coder.tui.findings.commands import FINDINGS
from coder.tui.findings.entry_keys import EntryScreen
from coder.tui.findings.rows import claim_rows, shown_text, state_words
from coder.tui.frame.base import of_study
from coder.tui.frame.list_detail import ListScreen
from coder.tui.frame.reading import Beside, ReadingScreen
from coder.tui.frame.unit_line import unit_row
from coder.tui.team.apart_line import apart_rows
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad, pad_start

_COUNTS, _FEW_COUNTS = (9, 9, 9, 9, 9), (7, 9, 8)
"""The cells of the numbers, and of those that a narrow screen has room for: the finding is named before it counts."""
_STATE = 24


class FindingsScreen(EntryScreen, ReadingScreen, ListScreen[Finding | Recommendation]):
    """All findings, then the recommendations that rest on them."""

    COMMANDS_HERE = FINDINGS
    SCREEN_TITLE = N_("Findings and recommendations")
    LIST, DETAIL, SHORT, NARROW = "findings", "finding-detail", 30, 100
    UNDONE = frozenset({"finding", "recommendation", "chosen", "signoff", "setting"})
    _findings = of_study(Findings)

    def __init__(self) -> None:
        super().__init__()
        self._works: dict[str, FindingWork] = {}

    def undo_place(self) -> UndoPlace:
        """Return the place: findings and what rests on them; of the study's settings the orders of this list alone."""
        journal = self.study.journal
        orders = [on_object(journal, self.UNDONE, "", name) for name in ORDERS.values()]

        def reach(act: ActSummary) -> Reach:
            if "setting" not in act.kinds:
                return "here"
            return next((found for one in orders if (found := one.reach(act)) != "elsewhere"), "elsewhere")

        return UndoPlace(reach, self.UNDONE)

    def reload(self, at: str = "") -> None:
        """Read what lies under each finding beside the screen's own thread."""
        self._works = {
            f.id: work for f in self.project.findings if (work := self._works.get(f.id)) and work.finding == f
        }
        self.take([*self.project.findings, *self.project.recommendations], at)
        self.read_beside("findings", self._read, self._show_work)

    def _read(self, beside: Beside[FindingWork]) -> None:
        with beside.study() as apart, layered(apart, self.coder_app.layer):
            findings = Findings(apart)
            for finding in apart.project().findings:
                if beside.stopped():
                    return
                beside.hand(findings.work(finding.id))

    def _show_work(self, found: FindingWork) -> None:
        """Show a finding's numbers."""
        self._works[found.finding.id] = found
        self.repaint()

    def heading(self) -> Sequence[Row]:
        """Return what is counted, and the names of the columns."""
        names = (_("for"), _("against"), _("cases"), _("chosen"), _("doubts"))
        return [
            unit_row(self.study, self.paints, next((one.layer for one in self._works.values()), "")),
            (
                (pad("   " + _("finding"), self._name_width + 7), self.paints.quiet),
                ("".join(pad_start(n, w) for n, w in zip(names, self._widths, strict=False)), self.paints.quiet),
                ("  " + _("state"), self.paints.quiet),
            ),
        ]

    @property
    def _widths(self) -> tuple[int, ...]:
        return _FEW_COUNTS if self.has_class("narrow") else _COUNTS

    @property
    def _name_width(self) -> int:
        return max(10, self.size.width - sum(self._widths) - _STATE - 9)

    def row(self, item: Finding | Recommendation, *, here: bool) -> Row:
        """Return the row of a finding with its numbers, or of a recommendation with what it rests on."""
        style, width = self.row_style(here=here), self._name_width
        mark = " > " if here else "   "
        name = (mark + pad(item.id, 4) + pad(fit(item.title, width), width), style)
        rest = (" " * self.size.width, style)
        if isinstance(item, Recommendation):
            rests, bad = _("rests on {names}").format(names=listed(item.findings) or "—"), self._shaky(item)
            return (name, ("  " + rests, style), ("  " + bad if bad else "", style + self.paints.warn), rest)
        found = self._works.get(item.id)
        wanting = found is not None and bool(found.since)
        state = state_words(found, self.project.coders) if found else ""
        return (
            name,
            ("".join(pad_start(c, w) for c, w in zip(_numbers(found), self._widths, strict=False)), style),
            ("  " + fit(state, _STATE), style + self.paints.warn if wanting else style),
            rest,
        )

    def _shaky(self, one: Recommendation) -> str:
        """Return what the findings under a recommendation lack."""
        works = [self._works[key] for key in one.findings if key in self._works]
        doubted = [w.finding.id for w in works if w.doubts]
        changed = [w.finding.id for w in works if w.since]
        told = [_("doubts: {names}").format(names=listed(doubted))] if doubted else []
        told += [_("changed: {names}").format(names=listed(changed))] if changed else []
        return _("; ").join(told)

    def detail(self, width: int, height: int) -> Sequence[Row]:
        """Return what the finding in focus says and rests on; of a recommendation its text and its findings."""
        one = self.here
        if isinstance(one, Finding):
            found = self._works.get(one.id)
            if found is None:
                return ()
            apart = apart_rows(self, "finding", one.id, width)
            project = self.project
            return [*apart, *claim_rows(found, project, None, width, max(4, height) - len(apart), self.paints)]
        if one is None:
            told = _("No findings yet: {findings_make} makes one, {findings_recommend} a recommendation.")
            return self.lines(self.with_keys(told), self.paints.quiet)
        rows = self.lines(pick(one.statement, one.statement_en), self.paints.text, 3)
        if one.words:
            rows += self.lines(Citations(self.study).preview(one.words), self.paints.quiet, 4)
        for line in plan_lines(one):
            rows += self.lines(line, self.paints.quiet, 2)
        for key, title in self._under(one).items():
            rows.append(((f" {key} {title}", self.paints.text),))
            doubts = self._works[key].doubts if key in self._works else ()
            rows += [((fit(f"    ! {doubt_words(doubt)}", width), self.paints.warn),) for doubt in doubts]
        return rows

    def _under(self, one: Recommendation) -> dict[str, str]:
        """Return the titles of the findings that a recommendation rests on, by id."""
        known = {f.id: f.title for f in self.project.findings}
        return {key: known[key] for key in one.findings if key in known}

    def entry_here(self) -> Finding | Recommendation | None:
        """Return the finding or recommendation in focus, as it stands by now."""
        key = self.here.id if self.here else ""
        entries: list[Finding | Recommendation] = [*self.project.findings, *self.project.recommendations]
        return next((entry for entry in entries if entry.id == key), None)

    def open_item(self, item: Finding | Recommendation) -> None:
        """Open the finding in focus, or one of those that the recommendation rests on."""
        if isinstance(item, Finding):
            self._open(item.id)
        else:
            options = [(key, f"{key} {title}") for key, title in self._under(item).items()]
            self.choose_one(_("Which finding?"), options, self._open)

    def action_write(self) -> None:
        """Write the text of the finding or recommendation in focus."""
        from coder.tui.findings.editor import WritingScreen

        one = self.here
        if one is None:
            return
        about = [one.id] if isinstance(one, Finding) else list(one.findings)
        if isinstance(one, Finding):
            offers = finding_offers(self._works[one.id]) if one.id in self._works else []
            save = self._findings.write
        else:
            offers = recommendation_offers(self._works[key] for key in one.findings if key in self._works)
            save = Recommendations(self.study).write
        self.app.push_screen(
            WritingScreen(
                f"{one.id} {one.title}",
                *shown_text(one),
                offers,
                lambda text, read: save(one.id, text, read),
                self.done,
                lacking=passages_lacking([self._works[key] for key in about if key in self._works]),
            )
        )

    def action_shift(self, step: int) -> None:
        """Move the finding or recommendation in focus up or down among the others."""
        if (one := self.here) is not None:
            self.attempt(lambda: move_entry(self.study, one, step), one.id)

    def _open(self, key: str) -> None:
        from coder.tui.findings.finding_screen import FindingScreen

        self.app.push_screen(FindingScreen(key))

    def trace_target(self) -> str:
        """Return the finding or recommendation in focus."""
        return self.here.id if self.here else ""


def _numbers(found: FindingWork | None) -> tuple[str, ...]:
    """Return what stands in the columns of a finding, empty while it is read."""
    if found is None:
        return ("",) * len(_COUNTS)
    return (
        str(found.count("for")),
        str(found.count("against")),
        f"{sum(bool(s.speaks_for) for s in found.spread)}/{len(found.spread)}",
        str(sum(one.chosen is not None for one in found.laid)),
        str(len(found.doubts)) if found.doubts else "",
    )
