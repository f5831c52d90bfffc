"""The first screen: the transcripts with their progress, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.style import Style
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.worker import get_current_worker

from coder.i18n import _
from coder.model.codebook import Code
from coder.model.project import Progress, TranscriptInfo
from coder.model.synthetic_notice import synthetic_notice
from coder.tui.frame.base import DeskScreen
from coder.tui.frame.command_table import HOME
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import fit, pad

_WIDE = 96
_COUNT_SECONDS = 0.6
# With more transcripts than this, their suggestions are counted again only where codings changed.
_COUNTED_ANEW = 40


class HomeScreen(DeskScreen):
    """All transcripts of the study."""

    COMMANDS_HERE = HOME

    def __init__(self) -> None:
        super().__init__()
        self._progress: dict[str, Progress] = {}
        self._waiting: dict[str, int] = {}
        self._lost: dict[str, int] = {}
        self._counted: dict[str, tuple[int, str]] = {}
        self._codes: tuple[Code, ...] = ()

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
        self._read()
        self._show_list(next((i for i, t in enumerate(transcripts) if t.id == last), 0))
        self.query_one("#list").focus()
        self.repaint()
        self.set_timer(_COUNT_SECONDS, self._count_suggestions)

    def on_screen_resume(self) -> None:
        """Count again when coming back."""
        self.reload()
        if self._counted:
            self._count_suggestions()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay out again."""
        self.repaint()

    def reload(self) -> None:
        """Read the progress and show it."""
        self._read()
        self.repaint()

    def _read(self) -> None:
        study = self.coder_app.study
        self._progress, self._lost = study.progress(), study.lost_counts()

    def follow(self) -> None:
        """Take over what another window wrote."""
        self.reload()

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        study = self.coder_app.study
        project = study.project()
        notice = " | " + _("SYNTHETIC SAMPLE") if project.synthetic else ""
        self.show_title(fit(f"{project.title}{notice}", max(20, self.size.width - 20)), self.who)
        self._show_next()
        self._show_list()
        self.show_keys()
        self.say(synthetic_notice(project))

    def _count_suggestions(self) -> None:
        """Count the waiting suggestions where codings or codes changed since they were counted."""
        project = self.coder_app.study.project()
        if project.codes != self._codes:
            self._codes = project.codes
            self._counted.clear()
        now = {t.id: (self._progress.get(t.id, Progress()).codings, t.text_hash) for t in project.transcripts}
        last = self.coder_app.study.recall("transcript")
        changed = [key for key, known in now.items() if self._counted.get(key) != known or key == last]
        self._counted = now
        if changed:
            self._count_beside(changed)

    def advised(self) -> None:
        """Count the suggestions of the new model, in a study small enough for that to take seconds."""
        if len(self.coder_app.study.project().transcripts) <= _COUNTED_ANEW:
            self._counted.clear()
            self._count_suggestions()

    @work(thread=True, exclusive=True, group="tallies", exit_on_error=False)
    def _count_beside(self, keys: list[str]) -> None:
        from coder.suggestions.counts import open_suggestions_by_transcript

        study, worker = self.coder_app.study, get_current_worker()
        found: dict[str, int] = {}
        matcher = self.coder_app.desk.matcher()
        for counted in open_suggestions_by_transcript(
            study.path, study.coder, matcher, keys, self.coder_app.adviser.model
        ):
            self.coder_app.give_way()
            if worker.is_cancelled:
                return
            if counted is not None:
                found[counted[0]] = counted[1]
        self.app.call_from_thread(self._counted_beside, found)

    def _counted_beside(self, found: dict[str, int]) -> None:
        self._waiting.update(found)
        if self.is_attached:
            self._show_list()

    def _show_next(self) -> None:
        study, project = self.coder_app.study, self.coder_app.study.project()
        progress = {t.id: self._progress.get(t.id, Progress()) for t in project.transcripts}
        fresh = [t for t in project.transcripts if not progress[t.id].mine]
        last = project.transcript_by_id.get(study.recall("transcript") or "")
        texts = [_("You code blind: all you see here is your own.")] if study.seen is not None else []
        if not project.transcripts:
            texts.append(_("No transcripts yet. Leave with q and take some in: coder import FILES"))
        if last is not None and progress[last.id].lines_coded < last.speech_lines:
            texts.append(_("Enter goes on in {name}.").format(name=last.name))
        if fresh:
            texts.append(_("Not begun by you: {count}. Next: {name}").format(count=len(fresh), name=fresh[0].name))
        elif project.transcripts:
            texts.append(_("You have codings in all {count} transcripts.").format(count=len(project.transcripts)))
        if waiting := study.waiting_codings():
            texts.append(_("{count} codings under an older definition: B, then t").format(count=waiting))
        if self._lost:
            texts.append(_("{count} lost their words: L").format(count=sum(self._lost.values())))
        rows = [((" " + "  ".join(texts), self.paints.quiet),), ()]
        self.query_one("#next", Pane).show(rows, self.paints.text)

    def _show_list(self, at: int | None = None) -> None:
        transcripts = self.coder_app.study.project().transcripts

        def draw(index: int, here: bool) -> tuple[Row]:
            return (self._row(transcripts[index], here=here),)

        self.query_one("#list", Listing).fill(len(transcripts), draw, at=at, head=[self._head()])

    def _widths(self) -> tuple[int, ...]:
        """Return the cells of each column: the transcript's name takes what the others leave."""
        wide = self.size.width >= _WIDE
        others = (16, 9, 8, 8, 18 if wide else 15, 9 if wide else 0)
        return (others[0], max(12, self.size.width - sum(others) - 8), *others[1:], 8)

    def _line(self, cells: Sequence[str], style: Style) -> Row:
        widths = self._widths()
        return tuple((pad(cell, width - 1) + " ", style) for cell, width in zip(cells, widths, strict=True) if width)

    def _head(self) -> Row:
        where = (" " + _("case"), _("transcript"), _("chars"))
        names = (*where, _("codings"), _("suggested"), _("my lines"), _("kind"), _("last"))
        return self._line(names, self.paints.quiet)

    def _row(self, info: TranscriptInfo, *, here: bool) -> Row:
        progress = self._progress.get(info.id, Progress())
        project = self.coder_app.study.project()
        done = min(progress.lines_coded, info.speech_lines)
        cells = 8 if self.size.width >= _WIDE else 5
        filled = min(cells, round(cells * done / info.speech_lines)) if info.speech_lines else 0
        waiting = self._waiting.get(info.id)
        return self._line(
            (
                " " + project.case_by_id[info.case].name,
                self._named(info),
                f"{info.chars:>7,}",
                f"{progress.codings:>6}",
                f"{waiting:>6}" if waiting is not None else "",
                "█" * filled + "░" * (cells - filled) + f" {done}/{info.speech_lines}",
                _("synthetic") if info.synthetic else "",
                progress.last_coder,
            ),
            self.paints.text + Style(reverse=True) if here else self.paints.text,
        )

    def _named(self, info: TranscriptInfo) -> str:
        """Return a transcript's name, cut so that the number of its lost anchors stays readable."""
        if not (lost := self._lost.get(info.id, 0)):
            return info.name
        mark = " | " + _("{count} lost").format(count=lost)
        return fit(info.name, max(4, self._widths()[1] - 1 - cell_len(mark))) + mark

    @on(Listing.Opened, "#list")
    def _opened(self, event: Listing.Opened) -> None:
        self.coder_app.open_transcript(self.coder_app.study.project().transcripts[event.listing.at].id)
