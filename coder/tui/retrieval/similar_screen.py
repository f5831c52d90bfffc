"""More like this: the passages of the study most like one, coded without leaving the list."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from rich.style import Style
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.worker import get_current_worker

from coder.errors import CoderError
from coder.i18n import _
from coder.language.likeness import Like
from coder.language.regex_process import StoppedError
from coder.model.project import Project
from coder.model.text import LineIndex, Span
from coder.record.texts import get_text
from coder.retrieval.similarity import Original, original_at, similar_apart
from coder.retrieval.word_search import CodingsOnText, codings_on
from coder.tui.frame.command_table import EVERYWHERE, LIKE, Command
from coder.tui.retrieval.kwic import codes_line, columns
from coder.tui.retrieval.list_coding import ListCoding
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import fit, pad, paragraphs

_SHORT = 32
_MARKS = 3
_TELL_SECONDS = 0.1


class LikeScreen(ListCoding):
    """The passages like one, the most alike first, and the one in focus in full."""

    COMMANDS_HERE: tuple[Command, ...] = LIKE
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in (*LIKE[1:], *EVERYWHERE[:1])]

    class Told(Message):
        """How far the reading is."""

        def __init__(self, number: int, done: int, of: int) -> None:
            super().__init__()
            self.number, self.done, self.of = number, done, of

    class Read(Message):
        """The passages that were found, or why there are none."""

        def __init__(self, number: int, likes: list[Like], seconds: float, error: CoderError | None = None) -> None:
            super().__init__()
            self.number, self.likes, self.seconds, self.error = number, likes, seconds, error

    def __init__(self, original: Original) -> None:
        super().__init__()
        self._original = original
        self._likes: list[Like] = []
        self._texts: dict[str, tuple[str, LineIndex]] = {}
        self._codings: dict[str, CodingsOnText] = {}
        self._number = 0

    def compose(self) -> ComposeResult:
        """Lay out title, list, passage and foot."""
        yield Pane(id="title")
        yield Listing(id="likes")
        yield Pane(id="like")
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
        """Show the codings that were made meanwhile."""
        self.follow()

    def follow(self) -> None:
        """Take over what another window wrote."""
        self._codings.clear()
        self._listing.redraw()
        self._show_passage()

    @property
    def _listing(self) -> Listing:
        return self.query_one("#likes", Listing)

    @property
    def like(self) -> Like | None:
        """The passage in focus."""
        return self._likes[self._listing.at] if self._likes else None

    def words_here(self) -> tuple[str, Span] | None:
        """Return the place of the passage in focus."""
        return (self.like.text, Span(self.like.start, self.like.end)) if self.like else None

    def read(self) -> None:
        """Look for the passages beside the screen's own thread; what runs is given up."""
        self._number += 1
        self.workers.cancel_group(self, "like")
        self._say_quietly(_("reading"))
        self._read_beside(self._number, self.coder_app.study.project(), self._original)

    @work(thread=True, exclusive=True, group="like", exit_on_error=False)
    def _read_beside(self, number: int, project: Project, original: Original) -> None:
        worker, study, began = get_current_worker(), self.coder_app.study, monotonic()
        last = began

        def told(done: int, of: int) -> None:
            nonlocal last
            if monotonic() - last > _TELL_SECONDS:
                last = monotonic()
                self.post_message(self.Told(number, done, of))

        try:
            found = similar_apart(
                study.path, project, original, seen=study.seen, told=told, stopped=lambda: worker.is_cancelled
            )
        except StoppedError:
            return
        except CoderError as error:
            self.post_message(self.Read(number, [], 0.0, error))
            return
        self.post_message(self.Read(number, found, monotonic() - began))

    def on_like_screen_told(self, message: Told) -> None:
        """Say how far the reading is."""
        if message.number == self._number:
            self._say_quietly(_("reading: {done} of {count} texts").format(done=message.done, count=message.of))

    def on_like_screen_read(self, message: Read) -> None:
        """Show what was found."""
        if message.number != self._number:
            return
        self._likes = message.likes
        self._listing.fill(len(self._likes), self._row, at=0)
        self._show_passage()
        if message.error is not None:
            self.say(message.error.message, bad=True)
        elif self._original.by_turns:
            self._say_found(_("{count} turns like it | {seconds} s"), message.seconds)
        else:
            self._say_found(_("{count} sentences like it | {seconds} s"), message.seconds)

    def _say_found(self, said: str, seconds: float) -> None:
        self._say_quietly(said.format(count=len(self._likes), seconds=f"{seconds:.2f}"))

    def _say_quietly(self, message: str) -> None:
        self.query_one("#status", Pane).show([((" " + message, self.paints.quiet),)], self.paints.text)

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        notice = " | " + _("SYNTHETIC SAMPLE") if self.coder_app.study.project().synthetic else ""
        room = max(10, self.size.width - 40)
        words = fit(self._original.words.replace("\n", " "), room)
        self.show_title(_("Like: {words}").format(words=words) + notice, self.who)
        self._listing.fill(len(self._likes), self._row)
        self._show_passage()
        self.show_keys()

    def _row(self, index: int, here: bool) -> tuple[Row]:
        like, paints, width = self._likes[index], self.paints, self.size.width
        back = Style(bgcolor=paints.selected) if here else Style()
        project = self.coder_app.study.project()
        colors = [project.code_by_id[c].color for c in self._codes_on(like) if c in project.code_by_id][:_MARKS]
        first, _second, _left = columns(width)
        text, _lines = self._text(like.text)
        words = text[like.start : like.end].replace("\n", " ")
        return (
            (
                (f" {like.score:.2f}  ", paints.quiet + back),
                (pad(self._citation(like, first), first) + " ", (paints.text if here else paints.quiet) + back),
                *(("▌", paints.bracket(color) + back) for color in colors),
                (" " * (_MARKS - len(colors) + 1), back),
                (fit(words, max(4, width - first - _MARKS - 9)), paints.text + back),
                (" " * width, back),
            ),
        )

    def _text(self, key: str) -> tuple[str, LineIndex]:
        if key not in self._texts:
            study = self.coder_app.study
            text = get_text(study.reader, study.project().transcript_by_id[key].text_hash)
            self._texts[key] = (text, LineIndex(text))
        return self._texts[key]

    def _citation(self, like: Like, width: int = 1000) -> str:
        """Return case and line, the line whole in any width."""
        project = self.coder_app.study.project()
        case = project.case_by_id[project.transcript_by_id[like.text].case].name
        line = str(self._text(like.text)[1].line_of(like.start))
        return f"{fit(case, width - len(line) - 1)} {line}"

    def _codes_on(self, like: Like) -> list[str]:
        """Return the codes that stand on a passage now."""
        if like.text not in self._codings:
            self._codings[like.text] = codings_on(self.coder_app.study.reader, like.text)
        return list(dict.fromkeys(c for c, _who in self._codings[like.text].at([Span(like.start, like.end)])))

    def _show_passage(self) -> None:
        pane, like, paints, width = self.query_one("#like", Pane), self.like, self.paints, self.size.width
        rows: list[Row] = [(("─" * width, paints.faint),)]
        if like is not None:
            project = self.coder_app.study.project()
            codes = [project.code_by_id[c] for c in self._codes_on(like) if c in project.code_by_id]
            rows.append(codes_line(self._citation(like), [(c.title, c.color) for c in codes], width, paints))
            words = self._text(like.text)[0][like.start : like.end]
            room = max(1, pane.size.height - 2)
            rows += [((" " + line, paints.text),) for line in paragraphs(words, max(10, width - 2), room)]
        pane.show(rows, paints.text)

    @on(Listing.Moved, "#likes")
    def _moved(self) -> None:
        self._show_passage()

    @on(Listing.Opened, "#likes")
    def _opened(self) -> None:
        """Open the transcript at the passage, which is marked in it."""
        if self.like is not None:
            span = Span(self.like.start, self.like.end)
            self.coder_app.open_transcript(self.like.text, span.start, [span])

    def action_more_like_this(self) -> None:
        """Look for passages like the one in focus."""
        if self.like is None:
            self.say(_("nothing found"), bad=True)
            return
        document = self.coder_app.study.transcript(self.like.text)
        self._original = original_at(document, Span(self.like.start, self.like.end))
        self._likes = []
        self.repaint()
        self.read()

    def action_leave(self) -> None:
        """Go back."""
        self.workers.cancel_group(self, "like")
        self.app.pop_screen()
