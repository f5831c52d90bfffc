"""The panes around the text: title, codebook, passage and overview, as the state says."""

from __future__ import annotations

from rich.cells import cell_len

from coder.i18n import _
from coder.tui.coding.margins import Passage, Target, codebook_rows, fold_rows, memos_at, passage_rows
from coder.tui.coding.state import CodingState
from coder.tui.frame.base import DeskScreen
from coder.tui.frame.unit_line import unit_here
from coder.tui.team.apart_line import apart_note
from coder.tui.widgets.overview import Overview
from coder.tui.widgets.pane import Pane
from coder.tui.widgets.transcript import TranscriptView
from coder.tui.widgets.wrap import fit_name


class MarginPanes:
    """Paints what stands around the text, and tells what stands on a row that was clicked."""

    def __init__(self, screen: DeskScreen) -> None:
        self._screen = screen
        self._codes: list[str] = []
        self._top = 0
        self._targets: list[Target] = []

    def code_at(self, row: int) -> str:
        """Return the code or theme on a row of the codebook; empty where there is none."""
        at = self._top + row
        return self._codes[at] if at < len(self._codes) else ""

    def target_at(self, row: int) -> Target:
        """Return the coding or suggestion on a row of the passage."""
        return self._targets[row] if row < len(self._targets) else None

    def show(self, state: CodingState, view: TranscriptView) -> None:
        """Show all of them as they are now."""
        self._show_title(state)
        self.show_codebook(state)
        self._screen.query_one(Overview).show(state.document, state.proposals.open, view.code_colors)
        self.show_passage(state, view)

    def _show_title(self, state: CodingState) -> None:
        screen, info = self._screen, state.document.info
        case = screen.project.case_by_id[info.case].title
        done = min(len({c.line for c in state.document.codings if c.coder == state.coder}), info.speech_lines)
        share = round(100 * done / info.speech_lines) if info.speech_lines else 0
        notice = " | " + _("SYNTHETIC SAMPLE") if info.synthetic else ""
        right = _("{coder} | {done}/{all} lines | {share} %").format(
            coder=screen.who, done=done, all=info.speech_lines, share=share
        )
        room = max(10, screen.size.width - cell_len(right) - 3)
        named = [case] if case == info.name else [case, info.name]
        if not screen.has_class("narrow") and not screen.query_one("#codebook").has_class("hidden"):
            named.append(unit_here(screen.study, info.id))
            # The case tells the transcript where both and what is counted don't fit.
            if len(named) > 2 and cell_len(" | ".join(named) + notice) > room:  # noqa: PLR2004
                del named[1]
        screen.show_title(fit_name(" | ".join(named) + notice, room), right)

    def show_codebook(self, state: CodingState, step: int = 0) -> None:
        """Show the codebook's rows with their counts, scrolled by so many."""
        screen = self._screen
        pane = screen.query_one("#codebook", Pane)
        width = pane.size.width
        if not width:
            return
        rows, self._codes = codebook_rows(screen.project, state.document, screen.paints, width - 1, state.folded)
        self._top = max(0, min(self._top + step, len(rows) - pane.size.height))
        pane.show(rows[self._top :], screen.paints.text)

    def show_passage(self, state: CodingState, view: TranscriptView) -> None:
        """Show what is to say about the words at the caret."""
        screen, paints = self._screen, self._screen.paints
        narrow = screen.has_class("narrow")
        pane = screen.query_one("#fold" if narrow else "#passage", Pane)
        passage = self._passage(state, view)
        width = pane.size.width or 36
        if narrow:
            pane.show(fold_rows(passage, paints, width), paints.text)
            return
        rows, self._targets = passage_rows(passage, paints, width, pane.size.height)
        pane.show(rows, paints.text)

    def _passage(self, state: CodingState, view: TranscriptView) -> Passage:
        target = view.target
        groups = state.groups_at(target)
        codings = [coding for group in groups for coding in group]
        memos = tuple(memos_at(state.document, target, codings))
        objects = [("transcript", state.document.info.id)]
        objects += [(kind, key) for one in codings for kind, key in (("coding", one.id), ("code", one.code))]
        objects += [("memo", memo.id) for memo in memos]
        return Passage(
            project=self._screen.project,
            codings=groups,
            suggestions=tuple(state.suggestions_at(target)),
            memos=memos,
            focus=state.in_focus(target, view.focus_coding),
            lanes=view.lanes,
            with_keys=self._screen.with_keys,
            conflict=apart_note(self._screen, dict.fromkeys(objects)),
        )

    def show_window(self, view: TranscriptView, length: int) -> None:
        """Show in the overview which part of a text of that length is on the screen."""
        rows = view.rows
        top = min(view.scroll_offset.y, len(rows) - 1)
        bottom = min(top + max(1, view.size.height), len(rows)) - 1
        window = rows.starts[top] / max(1, length), rows.ends[bottom] / max(1, length)
        self._screen.query_one(Overview).show_window(*window)
