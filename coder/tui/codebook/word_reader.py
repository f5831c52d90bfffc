"""Reading a study for words in a thread of its own: value in, value out."""

from __future__ import annotations

from time import monotonic

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from coder.codebook.keyword_offers import WordList, reading_apart, uncovered_words, words_of
from coder.errors import CoderError
from coder.i18n import _
from coder.language.regex_process import StoppedError
from coder.model.project import Project
from coder.tui.codebook.acts import Booking
from coder.tui.widgets.pane import Pane

_TELL_SECONDS = 0.1


class WordReading(Booking):
    """A screen that reads the words of a code, or those that no code covers."""

    class Told(Message):
        """How far the reading is."""

        def __init__(self, number: int, done: int, of: int) -> None:
            super().__init__()
            self.number, self.done, self.of = number, done, of

    class Read(Message):
        """The words that were found, or why there are none."""

        def __init__(self, number: int, found: WordList | None, error: CoderError | None = None) -> None:
            super().__init__()
            self.number, self.found, self.error = number, found, error

    def __init__(self) -> None:
        super().__init__()
        self.shown = ""
        self.number = 0
        self.head = 0

    def read(self) -> None:
        """Read the words beside the screen's own thread; what runs is given up."""
        self.number += 1
        self.head = self.coder_app.study.journal.head()[0]
        self.workers.cancel_group(self, "offers")
        self.say_quietly(_("reading"))
        self._read_beside(self.number, self.coder_app.study.project(), self.shown)

    @work(thread=True, exclusive=True, group="offers", exit_on_error=False)
    def _read_beside(self, number: int, project: Project, code: str) -> None:
        worker, study = get_current_worker(), self.coder_app.study
        last = 0.0

        def told(done: int, of: int) -> None:
            nonlocal last
            if monotonic() - last > _TELL_SECONDS:
                last = monotonic()
                self.post_message(self.Told(number, done, of))

        segmenter = self.coder_app.segmenter
        try:
            with reading_apart(
                study.path, project, segmenter, study.seen, told, lambda: worker.is_cancelled
            ) as reading:
                found = words_of(reading, code) if code else uncovered_words(reading)
        except StoppedError:
            return
        except CoderError as error:
            self.post_message(self.Read(number, None, error))
            return
        self.post_message(self.Read(number, found))

    def on_word_reading_told(self, message: Told) -> None:
        """Say how far the reading is."""
        if message.number == self.number:
            self.say_quietly(_("reading: {done} of {count} texts").format(done=message.done, count=message.of))

    def say_quietly(self, message: str) -> None:
        """Say something that is neither done nor wrong."""
        self.query_one("#status", Pane).show([((" " + message, self.paints.quiet),)], self.paints.text)
