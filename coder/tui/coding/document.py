"""The open transcript of the coding screen and what the margins show of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coder.i18n import _
from coder.model.coding import Coding, Suggestion
from coder.model.project import OpenTranscript
from coder.model.text import Span
from coder.suggestions.undecided import Proposals
from coder.tui.coding.margins import Passage, Target, codebook_rows, fold_rows, groups_at, memos_at, passage_rows
from coder.tui.frame.base import DeskScreen
from coder.tui.widgets.overview import Overview
from coder.tui.widgets.pane import Pane
from coder.tui.widgets.transcript import TranscriptView
from coder.tui.widgets.wrap import fit


class TranscriptScreen(DeskScreen):
    """A screen with one transcript, the codebook on its left and the passage on its right."""

    def __init__(self, document: OpenTranscript, caret: int | None = None) -> None:
        super().__init__()
        self.document = document
        self._start = caret
        self._proposals = Proposals(document, (), "")
        self._fresh: tuple[Span, list[Suggestion]] | None = None
        self._recent: list[str] = []
        self._codebook_ids: list[str] = []
        self._codebook_top = 0
        self._folded: set[str] = set()
        self._targets: list[Target] = []
        self._hits: list[Span] = []
        self._pick_span: Span | None = None
        self._seen_head = 0

    @property
    def view(self) -> TranscriptView:
        """The text."""
        return self.query_one(TranscriptView)

    def project_changed(self) -> bool:
        """Take over another codebook; tell whether there was one."""
        return False

    def take_over(self, document: OpenTranscript, touched: Sequence[Span] | None = None) -> None:
        """Show other codings on the same text; `touched` are the words on which they differ, if that is known."""
        self.document, self._fresh = document, None
        changed = self._proposals.look_again(document, touched)
        if touched is not None:
            touched = [*touched, *changed]
        self.view.overlay_changed(document, self._proposals.open, touched)
        self.refresh_margins()

    def refresh_margins(self) -> None:
        """Show title, codebook, passage and overview as they are now."""
        self._show_title()
        self._show_codebook()
        self.query_one(Overview).show(self.document, self._proposals.open, self.view.code_colors)
        self.show_passage()

    def _show_title(self) -> None:
        info, study = self.document.info, self.coder_app.study
        case = study.project().case_by_id[info.case].name
        done = min(len({c.line for c in self.document.codings if c.coder == study.coder}), info.speech_lines)
        share = round(100 * done / info.speech_lines) if info.speech_lines else 0
        notice = " | " + _("SYNTHETIC SAMPLE") if info.synthetic else ""
        left = f"{case} | {info.name}{notice}"
        right = _("{coder} | {done}/{all} lines | {share} %").format(
            coder=self.who, done=done, all=info.speech_lines, share=share
        )
        self.show_title(fit(left, max(10, self.size.width - len(right) - 14)), right)

    def _show_codebook(self) -> None:
        pane = self.query_one("#codebook", Pane)
        width = pane.size.width
        if not width:
            return
        rows, self._codebook_ids = codebook_rows(
            self.coder_app.study.project(), self.document, self.paints, width - 1, self._folded
        )
        self._codebook_top = max(0, min(self._codebook_top, len(rows) - pane.size.height))
        pane.show(rows[self._codebook_top :], self.paints.text)

    def suggestions_here(self) -> list[Suggestion]:
        """Return the open suggestions on the words at the caret, the surest first."""
        target = self.view.target
        if self._fresh is not None and self._fresh[0] == target:
            found: Iterable[Suggestion] = self._fresh[1]
        else:
            found = self._proposals.open.over(target.start, target.end)
        return sorted(found, key=lambda s: (-s.score, s.start))

    def with_similar(self, suggestion: Suggestion) -> Suggestion:
        """Return a suggestion with the codings most like it, for the record."""
        model = self.coder_app.adviser.model
        return model.with_similar(suggestion, self.document.text) if model else suggestion

    def groups_here(self) -> tuple[tuple[Coding, ...], ...]:
        """Return the codings at the caret, those on the same words with the same code together."""
        return groups_at(self.document, self.view.target, self.coder_app.study.coder)

    def coding_in_focus(self) -> Coding | None:
        """Return the coding that acts on a coding take: the one chosen by Tab, else one's own on the fewest words."""
        groups, chosen = self.groups_here(), self.view.focus_coding
        mine = [g[0] for g in groups if g[0].coder == self.coder_app.study.coder]
        firsts = [g[0] for g in groups]
        if chosen in firsts:
            return chosen
        return mine[0] if mine else firsts[0] if firsts else None

    def trace_target(self) -> str:
        """Return the coding in focus."""
        coding = self.coding_in_focus()
        return coding.id if coding else ""

    def show_passage(self) -> None:
        """Show what is to say about the words at the caret."""
        groups, narrow = self.groups_here(), self.has_class("narrow")
        pane = self.query_one("#fold" if narrow else "#passage", Pane)
        passage = Passage(
            project=self.coder_app.study.project(),
            codings=groups,
            suggestions=tuple(self.suggestions_here()),
            memos=tuple(memos_at(self.document, self.view.target, [c for g in groups for c in g])),
            focus=self.coding_in_focus(),
            lanes=self.view.lanes,
            with_keys=self.with_keys,
        )
        width = pane.size.width or 36
        if narrow:
            pane.show(fold_rows(passage, self.paints, width), self.paints.text)
            return
        rows, self._targets = passage_rows(passage, self.paints, width, pane.size.height)
        pane.show(rows, self.paints.text)

    def show_window(self) -> None:
        """Show in the overview which part of the transcript is on the screen."""
        view, length = self.view, max(1, len(self.document.text))
        rows = view.rows
        top = min(view.scroll_offset.y, len(rows) - 1)
        bottom = min(top + max(1, view.size.height), len(rows)) - 1
        self.query_one(Overview).show_window(rows.starts[top] / length, rows.ends[bottom] / length)
