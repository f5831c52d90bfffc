"""Looking for words in a thread of its own: value in, value out; hits come as they are found."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from time import monotonic

from textual import work
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from coder.errors import CoderError
from coder.i18n import _
from coder.language.regex_process import StoppedError
from coder.model.project import Project
from coder.retrieval.scope import Filters
from coder.retrieval.word_search import Hit, Query, search_apart, sort_key
from coder.tui.frame.base import DeskScreen
from coder.tui.retrieval.search_state import SearchState

CONTEXT = 80
MOST = 100_000
_PAUSE_SECONDS = 0.15
_SEND_SECONDS = 0.08


class Searching(DeskScreen):
    """A screen that searches while a person types."""

    class Found(Message):
        """Hits of a running search; with `seconds` it is over."""

        def __init__(
            self,
            number: int,
            hits: list[Hit],
            seconds: float | None = None,
            given_up: int = 0,
            error: CoderError | None = None,
        ) -> None:
            super().__init__()
            self.number = number
            self.hits = hits
            self.seconds = seconds
            self.given_up = given_up
            self.error = error

    def __init__(self) -> None:
        super().__init__()
        self.state = SearchState()
        self.hits: list[Hit] = []
        self._number = 0
        self._shown_number = 0
        self._goal: tuple[str, int] | None = None
        self._pause: Timer | None = None

    def search_soon(self) -> None:
        """Search when the typing pauses."""
        self._stop_waiting()
        self._pause = self.set_timer(_PAUSE_SECONDS, self.search_now)

    def _stop_waiting(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None

    @property
    def waits(self) -> bool:
        """Whether what was typed last has not been looked for yet."""
        return self._pause is not None

    def search_now(self) -> None:
        """Begin to look for what stands in the field; what runs is given up."""
        self._stop_waiting()
        self._number += 1
        self.workers.cancel_group(self, "search")
        if not self.state.query.text.strip():
            self._shown_number, self.hits = self._number, []
            self.show_hits(at=0)
            self.tell(_("Type a word, or A NEAR/10 (B OR C) NOT D, or /a regular expression/"))
            return
        query, filters = self.state.query, self.state.filters
        self._look(self._number, self.coder_app.study.project(), query, filters)

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def _look(self, number: int, project: Project, query: Query, filters: Filters) -> None:
        """Search beside the screen's own thread."""
        worker, study, began = get_current_worker(), self.coder_app.study, monotonic()
        pending: list[Hit] = []
        count, given_up, sent, failure = 0, 0, 0.0, None

        def stopped() -> bool:
            return worker.is_cancelled

        try:
            found = search_apart(study.path, project, query, filters, seen=study.seen, context=CONTEXT, stopped=stopped)
            with closing(found):  # type: ignore[type-var]
                for batch in found:
                    pending += batch.hits[: MOST - count]
                    count += len(batch.hits)
                    given_up += batch.given_up
                    if count >= MOST:
                        break
                    if pending and monotonic() - sent > _SEND_SECONDS:
                        self.post_message(self.Found(number, pending))
                        pending, sent = [], monotonic()
        except CoderError as error:
            failure = error
        except StoppedError:
            return
        if not worker.is_cancelled:
            self.post_message(self.Found(number, pending, monotonic() - began, given_up, failure))

    def on_searching_found(self, message: Found) -> None:
        """Take over hits; those of a search that was given up are dropped."""
        if message.number != self._number:
            return
        begins = self._shown_number != message.number
        if message.error is not None:
            self._failed_search(message.error)
            return
        self.hits = message.hits if begins else self.hits + message.hits
        self._shown_number = message.number
        over = message.seconds is not None
        if self.state.order != "place" and over:
            self.hits.sort(key=lambda hit: sort_key(hit, self.state.order))
        if self.state.order == "place" or over:
            self._place_hits(begins=begins or self.state.order != "place")
        count, transcripts = len(self.hits), len({h.transcript for h in self.hits})
        if message.seconds is None:
            self.tell(_("{count} hits so far").format(count=f"{count:,}"))
            return
        self._goal = None
        text = _("{count} hits in {transcripts} transcripts | {seconds} s").format(
            count=f"{count:,}", transcripts=transcripts, seconds=f"{message.seconds:.2f}"
        )
        if count >= MOST:
            text += " | " + _("there are more: narrow the search")
        if message.given_up:
            text += " | " + _("given up in {count} transcripts: the expression takes too long").format(
                count=message.given_up
            )
        self.tell(text)

    def _failed_search(self, error: CoderError) -> None:
        """Say quietly what is wrong with the expression; the hits before stay until there are others."""
        self.tell(error.message + (f" | {error.hint}" if error.hint else ""))

    def _place_hits(self, *, begins: bool) -> None:
        """Show the hits, the one in focus that was in focus."""
        at = 0 if begins else None
        if self._goal is not None:
            transcript, start = self._goal
            places = (i for i, h in enumerate(self.hits) if h.transcript == transcript and h.start == start)
            found = next(places, None)
            if found is not None:
                at, self._goal = found, None
        self.show_hits(at=at)

    def show_hits(self, at: int | None) -> None:
        """Show the hits there are now."""
        raise NotImplementedError

    def tell(self, message: str) -> None:
        """Say something that is neither done nor wrong."""
        raise NotImplementedError

    def change(self, **parts: object) -> None:
        """Change what is looked for and look again; the hit in focus stays so if it still is one."""
        self.state = replace(self.state, **parts)  # type: ignore[arg-type]
        self.search_now()
