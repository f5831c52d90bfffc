"""The first screen: the transcripts with their progress, what to do next, and the study at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Container

from coder.i18n import _
from coder.model.codebook import Code
from coder.model.project import Progress, TranscriptInfo
from coder.model.reporting.synthetic_notice import synthetic_notice
from coder.model.teamwork import Assignment
from coder.tui.codebook.commands import BOOK
from coder.tui.frame.command import key_name, keys_of
from coder.tui.frame.list_detail import ListScreen
from coder.tui.frame.reading import Beside
from coder.tui.home.commands import HOME
from coder.tui.home.desk import GlanceScreen, glance_width
from coder.tui.home.glance import Waiting
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import fit_name, pad, paragraphs

if TYPE_CHECKING:
    from coder.agreement.task_list import TaskList
    from coder.coding.undo_place import UndoPlace
    from coder.language.learning.model import Model
    from coder.record.study import Study

_WIDE = 96
_NAME = 8
"""The cells that a transcript keeps for its name, whatever is said behind it."""
_Counts = tuple[dict[str, Progress], int]
_COUNT_SECONDS, _NEXT_ROWS = 0.6, 2
# With more transcripts than this, their suggestions are counted again only where codings changed.
_COUNTED_ANEW = 40


class HomeScreen(GlanceScreen, ListScreen[TranscriptInfo]):
    """All transcripts of the study."""

    COMMANDS_HERE = HOME

    def __init__(self) -> None:
        super().__init__()
        self._progress: dict[str, Progress] | None = None
        self.waiting: dict[str, int] = {}
        self._lost: dict[str, int] = {}
        self._tasks: TaskList | None = None
        self._apart = self._reviews = 0
        self._counted: dict[str, tuple[int, str]] = {}
        # The codebook that counts of suggestions were made of, and whether the model made them.
        self._made_of: tuple[tuple[Code, ...], bool] = (), False
        self._notice = ""

    def body(self) -> ComposeResult:
        """Yield what to do next, the list, and the study at a glance."""
        yield Pane(id="next")
        with Container(id="home"):
            yield Listing(id=self.LIST)
            yield Listing(id="glance")

    def begin(self) -> None:
        """Put the focus on the transcript that was open last."""
        self.listing.focus()
        self.reload(self.study.recall("transcript") or "")
        self.set_timer(_COUNT_SECONDS, self._count)

    def _count(self) -> None:
        """Count what takes longer than the list."""
        self.read_glance()
        if self._progress is not None:
            self._count_suggestions()

    def resumed(self) -> None:
        """Count again when coming back."""
        if self.is_behind:
            self.reload()
        else:
            self.repaint()
        if self._counted and self._progress is not None:
            self._count_suggestions()

    def undo_place(self) -> UndoPlace:
        """Return the place: what was done with whole transcripts."""
        from coder.coding.undo_place import among_transcripts

        return among_transcripts(self.study.journal)

    def reload(self, at: str = "") -> None:
        """Read the progress and show it."""
        self._lost = self.study.lost_counts()
        if len(self.project.transcripts) > _COUNTED_ANEW and self.desk.is_slow(self.study):
            self.read_study("progress", self._read_progress, self._show_progress)
        else:
            self._progress, self._reviews = self.desk.progress(self.study), self.desk.reviews(self.study)
        self._apart = _count_apart(self.study)
        self.keep_up()
        self.take(self.project.transcripts, at)
        if self.glance is not None:
            self.read_glance()
        if self.study.reader.all(Assignment):
            self.read_study("tasks", _read_tasks, self._show_tasks)

    def _read_progress(self, apart: Study) -> _Counts:
        return self.desk.progress(apart), self.desk.reviews(apart)

    def _show_progress(self, found: _Counts) -> None:
        self._progress, self._reviews = found
        self.repaint()
        self._count_suggestions()

    def progress_of(self, info: TranscriptInfo) -> Progress:
        """Return how far a transcript is, as far as that is known yet."""
        return (self._progress or {}).get(info.id, Progress())

    def _show_tasks(self, found: TaskList) -> None:
        self._tasks = found
        self.repaint()

    def repaint(self, at: int | None = None) -> None:
        """Draw everything in the theme and language of now."""
        self._show_next()
        super().repaint(at)
        self.show_glance()
        # Told once a language: counts that arrive later would take away what was said of an act.
        if (notice := synthetic_notice(self.project)) != self._notice:
            self._notice = notice
            self.say(notice)

    def _count_suggestions(self) -> None:
        """Count the waiting suggestions where codings or codes changed since they were counted."""
        made_of = (self.project.codes, self._counting_model() is not None)
        if made_of != self._made_of:
            self._made_of = made_of
            self._counted.clear()
        now = {t.id: (self.progress_of(t).codings, t.text_hash) for t in self.project.transcripts}
        last = self.study.recall("transcript")
        changed = [key for key, known in now.items() if self._counted.get(key) != known or key == last]
        self._counted = now
        if changed:
            self.read_beside("tallies", partial(self._tally, changed), self._counted_beside)

    def _counting_model(self) -> Model | None:
        """Return the model where all its suggestions are counted in seconds; those of more texts go by keywords."""
        many = len(self.project.transcripts) > _COUNTED_ANEW
        return None if many else self.coder_app.adviser.model

    def advised(self) -> None:
        """Count the suggestions of the new model."""
        if self._counting_model() is not None:
            self._counted.clear()
            self._count_suggestions()

    def _tally(self, keys: list[str], beside: Beside[dict[str, int]]) -> dict[str, int]:
        from coder.suggestions.counts import open_suggestions_by_transcript

        matcher, found = self.coder_app.desk.matcher(), dict[str, int]()
        model = self._counting_model()
        for counted in open_suggestions_by_transcript(self.study.path, self.study.coder, matcher, keys, model):
            beside.breathe()
            if counted is not None:
                found[counted[0]] = counted[1]
        return found

    def _counted_beside(self, found: dict[str, int]) -> None:
        self.waiting.update(found)
        self.show_list()
        self.show_glance()

    def waits(self) -> Waiting:
        """Return how much waits for the coder."""
        return Waiting(
            suggestions=sum(self.waiting.values()),
            reviews=self._reviews,
            conflicts=self._apart,
            displaced=sum(self._lost.values()),
            changed=len(self.glance.changed) if self.glance is not None else 0,
        )

    def open_waiting(self, place: str) -> None:
        """Open where something waits; suggestions wait in a transcript, most in the one that is opened."""
        if place == "suggestions":
            self.coder_app.open_transcript(max(self.waiting, key=lambda key: self.waiting[key]))
        else:
            super().open_waiting(place)

    def _show_next(self) -> None:
        known = self._progress is not None
        fresh = [t for t in self.project.transcripts if known and not self.progress_of(t).mine]
        last = self.project.transcript_by_id.get(self.study.recall("transcript") or "")
        texts = [_("You code blind: all you see here is your own.")] if self.study.seen is not None else []
        if self._apart:
            texts.append(self.with_keys(_("{count} objects changed apart: {conflicts}"), count=self._apart))
        if not self.project.transcripts:
            texts.append(self.with_keys(_("No transcripts yet. {home_import} imports one.")))
        if last is not None and self.progress_of(last).lines_coded < last.speech_lines:
            texts.append(self.with_keys(_("{list_open} goes on in {name}."), name=last.name))
        if fresh:
            texts.append(_("Not begun by you: {count}. Next: {name}").format(count=len(fresh), name=fresh[0].name))
        elif self.project.transcripts and known:
            texts.append(_("You have codings in all {count} transcripts.").format(count=len(self.project.transcripts)))
        if waiting := self._reviews:
            book, look = self.key_for("edit_codebook"), _review_key(self.coder_app.settings.keys)
            hint = _("{count} codings under an older definition: {book}, then {look}")
            texts.append(hint.format(count=waiting, book=book, look=look))
        if self._lost:
            texts.append(self.with_keys(_("{count} displaced codings: {lost}"), count=sum(self._lost.values())))
        if self._tasks is not None:
            # That one codes blind stands before all else.
            at = self.study.seen is not None
            texts[at:at] = self._task_words(self._tasks)
        told = paragraphs("  ".join(texts), max(1, self.size.width - 2), _NEXT_ROWS)
        self.query_one("#next", Pane).show([((" " + line, self.paints.quiet),) for line in told], self.paints.text)

    def _task_words(self, found: TaskList) -> list[str]:
        """Return what waits of assignments, and the key that lists them."""
        from coder.agreement.task_list import home_words

        told = home_words(found)
        return [*told, self.with_keys(_("{tasks} lists them."))] if told else []

    @property
    def _room(self) -> int:
        """The cells that the list has."""
        return self.size.width - (0 if self.size.width < self.NARROW else glance_width(self.size.width))

    def _widths(self) -> tuple[int, ...]:
        """Return the cells of each column: the transcript's name takes what the others leave."""
        wide = self._room >= _WIDE
        others = (15, 9, 9, 8, 18 if wide else 15, 10 if wide else 0)
        return (others[0], max(12, self._room - sum(others) - 8), *others[1:], 8)

    def _line(self, cells: Sequence[str], style: Style) -> Row:
        widths = self._widths()
        return tuple((pad(cell, width - 1) + " ", style) for cell, width in zip(cells, widths, strict=True) if width)

    def heading(self) -> Sequence[Row]:
        """Return the names of the columns."""
        where = (" " + _("case"), _("transcript"), _("chars"))
        names = (*where, _("codings"), _("sugg."), _("my lines"), _("kind"), _("last"))
        return [self._line(names, self.paints.quiet)]

    def row(self, item: TranscriptInfo, *, here: bool) -> Row:
        """Return the row of a transcript."""
        info = item
        progress, known = self.progress_of(info), self._progress is not None
        done = min(progress.lines_coded, info.speech_lines)
        cells = 8 if self._room >= _WIDE else 5
        filled = min(cells, round(cells * done / info.speech_lines)) if info.speech_lines else 0
        waiting = self.waiting.get(info.id)
        cells_of = (
            " " + fit_name(self.project.case_by_id[info.case].title, self._widths()[0] - 2),
            self._named(info),
            f"{info.chars:>7,}",
            f"{progress.codings:>6}" if known else "",
            f"{waiting:>6}" if waiting is not None else "",
            "█" * filled + "░" * (cells - filled) + f" {done}/{info.speech_lines}" if known else "",
            _("synthetic") if info.synthetic else "",
            self.project.coder_name(progress.last_coder),
        )
        here = here and not self.glance_list.has_focus
        return self._line(cells_of, self.paints.text + Style(reverse=True) if here else self.paints.text)

    def _task_marks(self, transcript: str) -> list[str]:
        if self._tasks is None:
            return []
        from coder.agreement.task_list import task_marks

        return task_marks(self._tasks, transcript)

    def _named(self, info: TranscriptInfo) -> str:
        """Return a transcript's name, cut so that its assignment and the number of its lost anchors stay readable."""
        marks = self._task_marks(info.id)
        if lost := self._lost.get(info.id, 0):
            marks.append(_("{count} displaced").format(count=lost))
        if not marks:
            return fit_name(info.name, self._widths()[1] - 1)
        mark = " | " + " | ".join(marks)
        return fit_name(info.name, max(_NAME, self._widths()[1] - 1 - cell_len(mark))) + mark

    def open_item(self, item: TranscriptInfo) -> None:
        """Open the transcript in focus."""
        self.coder_app.open_transcript(item.id)

    def action_take_in(self) -> None:
        """Pick files, and see who speaks in them before they are taken in."""
        from coder.tui.transcripts.files_screen import FilesScreen

        self.app.push_screen(FilesScreen())

    def action_speakers(self) -> None:
        """Show who speaks in the transcript in focus, to change it."""
        if self.here is not None:
            self.open_speakers(self.here.id)

    def open_speakers(self, transcript: str) -> None:
        """Open the speaker desk of a transcript."""
        from coder.transcripts.speaker_desk import StudyDesk
        from coder.tui.transcripts.speakers_screen import SpeakersScreen

        self.app.push_screen(SpeakersScreen(StudyDesk(self.study, transcript)))

    def action_manage(self) -> None:
        """Offer what can be done with the transcript in focus as a whole."""
        from coder.tui.home.managing import offer

        if self.here is not None:
            offer(self, self.here)


def _read_tasks(apart: Study) -> TaskList:
    from coder.agreement.task_list import task_list

    return task_list(apart)


def _review_key(remapped: Mapping[str, str]) -> str:
    review = next(c for c in BOOK if c.id == "book_review")
    return key_name(keys_of(review, remapped)[0])


def _count_apart(study: Study) -> int:
    """Return how many objects were changed apart; in a study that was never brought together with another, none."""
    if not study.journal.moment():
        return 0
    from coder.team.conflicts import conflicts

    return len(conflicts(study))
