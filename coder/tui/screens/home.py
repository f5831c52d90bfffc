"""The first screen: the transcripts with their progress, and what to do next."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from coder.domain.project import Progress, TranscriptInfo
from coder.i18n import _
from coder.session.synthesis import synthetic_notice
from coder.tui.commands import EVERYWHERE, HOME, Command
from coder.tui.screens.base import DeskScreen
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row
from coder.tui.wrap import fit, pad


class HomeScreen(DeskScreen):
    """All transcripts of the study."""

    COMMANDS_HERE: tuple[Command, ...] = HOME
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in (*HOME[1:], *EVERYWHERE[:1])]

    def __init__(self) -> None:
        super().__init__()
        self._progress: dict[str, Progress] = {}

    def compose(self) -> ComposeResult:
        """Lay out title, list and foot."""
        yield Pane(id="title")
        yield Pane(id="next")
        yield Listing(id="list")
        with Vertical(id="foot"):
            yield Pane(id="status")
            yield Pane(id="keys")

    def on_mount(self) -> None:
        """Put the focus on the transcript that was open last."""
        study = self.coder_app.study
        last = study.recall("transcript")
        transcripts = study.project().transcripts
        self._progress = study.progress()
        self._show_list(next((i for i, t in enumerate(transcripts) if t.id == last), 0))
        self.query_one("#list").focus()
        self.repaint()

    def on_screen_resume(self) -> None:
        """Count again when coming back."""
        self.reload()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay out again."""
        self.repaint()

    def reload(self) -> None:
        """Read the progress and show it."""
        self._progress = self.coder_app.study.progress()
        self.repaint()

    def follow(self) -> None:
        """Take over what another window wrote."""
        self.reload()

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        study = self.coder_app.study
        project = study.project()
        notice = " | " + _("SYNTHETIC SAMPLE") if project.synthetic else ""
        self.show_title(fit(f"{project.title}{notice}", max(20, self.size.width - 20)), study.coder)
        self._show_next()
        self._show_list()
        self.show_keys()
        self.say(synthetic_notice(project))

    def _show_next(self) -> None:
        transcripts = self.coder_app.study.project().transcripts
        started = [t for t in transcripts if self._progress.get(t.id, Progress()).mine]
        fresh = [t for t in transcripts if not self._progress.get(t.id, Progress()).mine]
        if not transcripts:
            text = _("No transcripts yet. Leave with q and take some in: coder import FILES")
        elif fresh:
            text = _("Not begun by you: {count}. Next: {name}").format(count=len(fresh), name=fresh[0].name)
        else:
            text = _("You have codings in all {count} transcripts.").format(count=len(started))
        self.query_one("#next", Pane).show([((" " + text, self.paints.quiet),), ()], self.paints.text)

    def _show_list(self, at: int | None = None) -> None:
        width = self.size.width
        transcripts = self.coder_app.study.project().transcripts

        def draw(index: int, here: bool) -> tuple[Row]:
            return (self._row(transcripts[index], width, here=here),)

        self.query_one("#list", Listing).fill(len(transcripts), draw, at=at, head=[self._head(width)])

    def _name_width(self, width: int) -> int:
        return max(14, width - 16 - 9 - 8 - 18 - 9 - 9)

    def _head(self, width: int) -> Row:
        quiet = self.paints.quiet
        cells = (
            pad(" " + _("case"), 16),
            pad(_("transcript"), self._name_width(width)),
            pad(_("chars"), 9),
            pad(_("codings"), 8),
            pad(_("my lines"), 18),
            pad(_("last"), 9),
            pad(_("kind"), 9),
        )
        return tuple((cell, quiet) for cell in cells)

    def _row(self, info: TranscriptInfo, width: int, *, here: bool) -> Row:
        progress = self._progress.get(info.id, Progress())
        project = self.coder_app.study.project()
        style = self.paints.text + Style(reverse=True) if here else self.paints.text
        done = min(progress.lines_coded, info.speech_lines)
        share = done / info.speech_lines if info.speech_lines else 0
        filled = min(8, round(share * 8))
        bar = "█" * filled + "░" * (8 - filled) + f" {done}/{info.speech_lines}"
        return (
            (pad(" " + project.case_by_id[info.case].name, 15) + " ", style),
            (pad(info.name, self._name_width(width) - 1) + " ", style),
            (f"{info.chars:>7,}  ", style),
            (f"{progress.codings:>6}  ", style),
            (pad(bar, 18), style),
            (pad(progress.last_coder, 9), style),
            (pad(_("synthetic") if info.synthetic else "", 9), style),
        )

    @on(Listing.Opened, "#list")
    def _opened(self, event: Listing.Opened) -> None:
        self.coder_app.open_transcript(self.coder_app.study.project().transcripts[event.listing.at].id)
