"""The open transcript of the coding screen and what the margins show of it."""

from __future__ import annotations

from coder.domain.coding import Suggestion
from coder.domain.project import OpenTranscript
from coder.domain.text import Span
from coder.i18n import _
from coder.session.desk import open_suggestions
from coder.tui.margins import codebook_rows, fold_rows, passage_rows
from coder.tui.screens.base import DeskScreen
from coder.tui.widgets.overview import Overview
from coder.tui.widgets.pane import Pane
from coder.tui.widgets.transcript import TranscriptView
from coder.tui.wrap import fit


class TranscriptScreen(DeskScreen):
    """A screen with one transcript, the codebook on its left and the passage on its right."""

    def __init__(self, document: OpenTranscript, caret: int | None = None) -> None:
        super().__init__()
        self.document = document
        self._start = caret
        self._all: list[Suggestion] = []
        self._open: list[Suggestion] = []
        self._recent: list[str] = []
        self._codebook_ids: list[str] = []
        self._codebook_top = 0
        self._hits: list[Span] = []
        self._pick_span: Span | None = None

    @property
    def view(self) -> TranscriptView:
        """The text."""
        return self.query_one(TranscriptView)

    def _take_over(self, document: OpenTranscript) -> None:
        """Show other codings on the same text."""
        self.document = document
        self._open = open_suggestions(document, self._all, self.coder_app.study.coder)
        self.view.overlay_changed(document, self._open)
        self.refresh_margins()

    def refresh_margins(self) -> None:
        """Show title, codebook, passage and overview as they are now."""
        self._show_title()
        self._show_codebook()
        self.query_one(Overview).show(self.document, self._open, self.view.code_colors)
        self._show_passage()

    def _show_title(self) -> None:
        info, study = self.document.info, self.coder_app.study
        case = study.project().case_by_id[info.case].name
        done = min(len({c.line for c in self.document.codings if c.coder == study.coder}), info.speech_lines)
        share = round(100 * done / info.speech_lines) if info.speech_lines else 0
        notice = " | " + _("SYNTHETIC SAMPLE") if info.synthetic else ""
        left = f"{case} | {info.name}{notice}"
        right = _("{coder} | {done}/{all} lines | {share} %").format(
            coder=study.coder, done=done, all=info.speech_lines, share=share
        )
        self.show_title(fit(left, max(10, self.size.width - len(right) - 14)), right)

    def _show_codebook(self) -> None:
        pane = self.query_one("#codebook", Pane)
        width = pane.size.width
        if not width:
            return
        rows, self._codebook_ids = codebook_rows(self.coder_app.study.project(), self.document, self.paints, width - 1)
        self._codebook_top = max(0, min(self._codebook_top, len(rows) - pane.size.height))
        pane.show(rows[self._codebook_top :], self.paints.text)

    def suggestions_here(self) -> list[Suggestion]:
        """Return the open suggestions on the words at the caret, the surest first."""
        target = self.view.target
        found = [s for s in self._open if s.start < target.end and target.start < s.end]
        return sorted(found, key=lambda s: (-s.score, s.start))

    def _show_passage(self) -> None:
        project, view = self.coder_app.study.project(), self.view
        here = self.suggestions_here()
        pane = self.query_one("#fold" if self.has_class("narrow") else "#passage", Pane)
        make = fold_rows if self.has_class("narrow") else passage_rows
        width = pane.size.width or 36
        pane.show(make(project, self.document, view.target, here, self.paints, width), self.paints.text)

    def _show_window(self) -> None:
        view, length = self.view, max(1, len(self.document.text))
        rows = view.rows
        top = min(view.scroll_offset.y, len(rows) - 1)
        bottom = min(top + max(1, view.size.height), len(rows)) - 1
        self.query_one(Overview).show_window(rows.starts[top] / length, rows.ends[bottom] / length)
