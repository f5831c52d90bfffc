"""Codes that could be merged: the pairs, what speaks for each, and the merge itself."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.worker import get_current_worker

from coder.codebook.keyword_offers import reading_apart
from coder.codebook.overlaps import Overlap, cautions, overlaps, reasons
from coder.errors import CoderError
from coder.i18n import _
from coder.language.regex_process import StoppedError
from coder.model.codebook import Code
from coder.model.project import Project
from coder.tui.codebook.acts import Booking
from coder.tui.frame.command_table import EVERYWHERE, OVERLAPS, Command
from coder.tui.frame.questions import ChooseScreen
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import fit, pad, pad_start, paragraphs

_COUNT = 11
_COUNTS = 3 * _COUNT + 1


class OverlapsScreen(Booking):
    """Pairs of codes, those for which most speaks first."""

    COMMANDS_HERE: tuple[Command, ...] = OVERLAPS
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in (*OVERLAPS[1:], *EVERYWHERE[:1])]

    class Read(Message):
        """The pairs that were found, or why there are none."""

        def __init__(self, number: int, pairs: list[Overlap], error: CoderError | None = None) -> None:
            super().__init__()
            self.number, self.pairs, self.error = number, pairs, error

    def __init__(self) -> None:
        super().__init__()
        self._pairs: list[Overlap] = []
        self._number = 0
        self._head = 0
        self._quiet = False

    def compose(self) -> ComposeResult:
        """Lay out title, list, reasons and foot."""
        yield Pane(id="title")
        yield Listing(id="pairs")
        yield Pane(id="pair")
        with Vertical(id="foot"):
            yield Pane(id="status")
            yield Pane(id="keys")

    def on_mount(self) -> None:
        """Begin to read."""
        self._listing.focus()
        self.repaint()
        self.read()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay out again."""
        self.call_after_refresh(self.repaint)

    def on_screen_resume(self) -> None:
        """Read again what changed meanwhile."""
        if self._head and self._head != self.coder_app.study.journal.head()[0]:
            self.read()

    def follow(self) -> None:
        """Take over what another window wrote."""
        self.reload()

    def reload(self, at: str = "") -> None:  # noqa: ARG002  the pair in focus goes by its place
        """Read the pairs anew: an act has changed the codebook."""
        known = self.coder_app.study.project().code_by_id
        usable = {key for key, code in known.items() if not code.archived}
        self._pairs = [p for p in self._pairs if {p.code, p.other} <= usable]
        self.repaint()
        self.read(quiet=True)

    @property
    def _listing(self) -> Listing:
        return self.query_one("#pairs", Listing)

    @property
    def pair(self) -> Overlap | None:
        """The pair in focus."""
        return self._pairs[self._listing.at] if self._pairs else None

    @property
    def code_here(self) -> Code | None:
        """The first code of the pair in focus."""
        return self._now(self.pair.code) if self.pair else None

    def read(self, *, quiet: bool = False) -> None:
        """Compare the codes beside the screen's own thread; what runs is given up.

        With `quiet` the status line keeps what an act said.
        """
        self._number += 1
        self._quiet = quiet
        self._head = self.coder_app.study.journal.head()[0]
        self.workers.cancel_group(self, "overlaps")
        if not quiet:
            self._say_quietly(_("reading"))
        self._read_beside(self._number, self.coder_app.study.project())

    @work(thread=True, exclusive=True, group="overlaps", exit_on_error=False)
    def _read_beside(self, number: int, project: Project) -> None:
        worker, study, segmenter = get_current_worker(), self.coder_app.study, self.coder_app.segmenter

        def stopped() -> bool:
            return worker.is_cancelled

        try:
            with reading_apart(study.path, project, segmenter, study.seen, stopped=stopped) as reading:
                pairs = overlaps(reading)
        except StoppedError:
            return
        except CoderError as error:
            self.post_message(self.Read(number, [], error))
            return
        self.post_message(self.Read(number, pairs))

    def on_overlaps_screen_read(self, message: Read) -> None:
        """Show the pairs."""
        if message.number != self._number:
            return
        self._pairs = message.pairs
        self.repaint()
        if message.error is not None:
            self.say(message.error.message, bad=True)
        elif not self._quiet:
            said = _("{count} pairs could be merged") if self._pairs else _("no two codes are so alike")
            self._say_quietly(said.format(count=len(self._pairs)))

    def _say_quietly(self, message: str) -> None:
        self.query_one("#status", Pane).show([((" " + message, self.paints.quiet),)], self.paints.text)

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        notice = " | " + _("SYNTHETIC SAMPLE") if self.coder_app.study.project().synthetic else ""
        self.show_title(_("Codes that could be merged") + notice, self.who)
        width = max(10, self.size.width - _COUNTS)
        head = (pad("  " + _("codes"), width), self.paints.quiet)
        columns = "".join(pad_start(name, _COUNT) for name in (_("together"), _("of rarer"), _("same words")))
        self._listing.fill(len(self._pairs), self._row, head=[(head, (columns, self.paints.quiet))])
        self._show_reasons()
        self.show_keys()

    def _row(self, index: int, here: bool) -> tuple[Row]:
        pair, project = self._pairs[index], self.coder_app.study.project()
        one, other = project.code_by_id[pair.code], project.code_by_id[pair.other]
        style = self.paints.text + (Style(bgcolor=self.paints.selected) if here else Style())
        width = max(10, self.size.width - _COUNTS)
        half = (width - 7) // 2
        counts = (str(pair.passages or ""), f"{pair.share:.0%}" if pair.passages else "", f"{pair.cosine:.2f}")
        return (
            (
                (" > " if here else "   ", style),
                ("▌", self.paints.bracket(one.color)),
                (pad(one.title, half), style),
                (" ", style),
                ("▌", self.paints.bracket(other.color)),
                (pad(other.title, width - half - 6), style),
                ("".join(pad_start(count, _COUNT) for count in counts), style),
                (" " * self.size.width, style),
            ),
        )

    def _show_reasons(self) -> None:
        pane, pair, width = self.query_one("#pair", Pane), self.pair, self.size.width
        rows: list[Row] = [(("─" * width, self.paints.faint),)]
        if pair is not None:
            project = self.coder_app.study.project()
            for sentence, style in (
                *((s, self.paints.text) for s in reasons(pair)),
                *((s, self.paints.warn) for s in cautions(project, pair)),
            ):
                rows += [((" " + line, style),) for line in paragraphs(sentence, max(10, width - 2), 2)]
            for key in (pair.code, pair.other):
                code = project.code_by_id[key]
                rows.append(
                    (
                        (" ", self.paints.text),
                        ("▌", self.paints.bracket(code.color)),
                        (fit(f"{code.title}: {code.definition}", width - 3), self.paints.quiet),
                    )
                )
        pane.show(rows, self.paints.text)

    @on(Listing.Moved, "#pairs")
    def _moved(self) -> None:
        self._show_reasons()

    @on(Listing.Opened, "#pairs")
    def _opened(self) -> None:
        self.action_merge()

    def action_merge(self) -> None:
        """Ask which of the two is to stay, show what the merge touches, and do it."""
        pair = self.pair
        if pair is None:
            self.say(_("no two codes are so alike"), bad=True)
            return
        one, other = self._now(pair.code), self._now(pair.other)

        def chosen(into: str | None) -> None:
            if into is None:
                return
            old = one if into == other.id else other
            title = _("Merge {old} into {new}?").format(old=old.title, new=self._now(into).title)
            self._confirmed(title, lambda: self.recoding.merge(old.id, into), lambda plan: self._do(plan, into))

        options = [
            (other.id, _("{old} goes up in {new}").format(old=one.title, new=other.title)),
            (one.id, _("{old} goes up in {new}").format(old=other.title, new=one.title)),
        ]
        self.app.push_screen(ChooseScreen(_("Which code stays?"), options), chosen)

    def action_words(self) -> None:
        """Show words for the first code."""
        from coder.tui.codebook.words_screen import WordsScreen

        if self.pair is not None:
            self.app.push_screen(WordsScreen(self.pair.code))

    def action_leave(self) -> None:
        """Go back."""
        self.workers.cancel_group(self, "overlaps")
        self.app.pop_screen()
