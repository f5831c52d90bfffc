"""Looking for words in a thread of its own: value in, value out; hits come as they are found."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import monotonic

from textual.timer import Timer

from coder.errors import CoderError
from coder.i18n import _
from coder.model.project import Project
from coder.retrieval.scope import Filters
from coder.retrieval.word_search import Hit, Query, search_apart, sort_key
from coder.tui.frame.list_detail import ListScreen
from coder.tui.frame.reading import Beside, ReadingScreen
from coder.tui.retrieval.search_state import SearchState

CONTEXT = 80
MOST = 100_000
_PAUSE_SECONDS = 0.15
_SEND_SECONDS = 0.08


@dataclass(frozen=True, slots=True)
class Found:
    """Hits of a running search; with `seconds` it is over."""

    hits: list[Hit]
    seconds: float | None = None
    given_up: int = 0


class Searching(ReadingScreen, ListScreen[Hit]):
    """A screen that searches while a person types."""

    def __init__(self) -> None:
        super().__init__()
        self.state = SearchState()
        self._begins = True
        self._coming: list[Hit] = []
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
        self._begins = True
        if not self.state.query.text.strip():
            self.give_up("search")
            self.items = []
            self.show_list(0)
            self.say_quietly(_("Type a word, or A NEAR/10 (B OR C) NOT D, or /a regular expression/"))
            return
        query, filters = self.state.query, self.state.filters
        look = partial(_look, self.study.path, self.project, query, filters, self.study.seen)
        self.read_beside("search", look, self.take_hits, self._failed_search)

    @property
    def searching(self) -> bool:
        """Whether a search runs."""
        return self.waits or self._begins

    def take_hits(self, found: Found) -> None:
        """Take over hits, those of the search before give way to the first."""
        begins, self._begins = self._begins, False
        self._coming = found.hits if begins else [*self._coming, *found.hits]
        over = found.seconds is not None
        if self.state.order != "place" and over:
            self._coming.sort(key=lambda hit: sort_key(hit, self.state.order))
        # In another order than theirs they are shown when all are there; until then those before stay.
        if self.state.order == "place" or over:
            self.items = self._coming
            self._place_hits(begins=begins or self.state.order != "place", over=over)
        if over:
            self._goal = None
        self.say_quietly(self._said(found))

    def _said(self, found: Found) -> str:
        """Return how many hits there are, and whether there could be more."""
        count, transcripts = len(self._coming), len({h.transcript for h in self._coming})
        if found.seconds is None:
            return _("{count} hits so far").format(count=f"{count:,}")
        text = _("{count} hits in {transcripts} transcripts | {seconds} s").format(
            count=f"{count:,}", transcripts=transcripts, seconds=f"{found.seconds:.2f}"
        )
        if count >= MOST:
            text += " | " + _("there are more: narrow the search")
        if found.given_up:
            text += " | " + _("given up in {count} transcripts: the expression takes too long").format(
                count=found.given_up
            )
        return text

    def _failed_search(self, error: CoderError) -> None:
        """Say quietly what is wrong with the expression; the hits before stay until there are others."""
        self.say_quietly(error.message + (f" | {error.hint}" if error.hint else ""))

    def _place_hits(self, *, begins: bool, over: bool) -> None:
        """Show the hits, the one in focus that was in focus, or the nearest to it in its transcript."""
        at = 0 if begins else None
        if self._goal is not None:
            transcript, start = self._goal
            there = ((abs(h.start - start), i) for i, h in enumerate(self.items) if h.transcript == transcript)
            far, nearest = min(there, default=(-1, -1))
            if far == 0 or (over and nearest >= 0):
                at, self._goal = nearest, None
        self.show_list(at)

    def change(self, **parts: object) -> None:
        """Change what is looked for and look again; the hit in focus stays so if it still is one."""
        self.state = replace(self.state, **parts)  # type: ignore[arg-type]
        self.search_now()


def _look(
    path: Path,
    project: Project,
    query: Query,
    filters: Filters,
    seen: frozenset[str] | None,
    beside: Beside[Found],
) -> Found:
    """Search, and hand over what was found so far from time to time; return the rest."""
    began, sent = monotonic(), 0.0
    pending: list[Hit] = []
    count, given_up = 0, 0
    found = search_apart(path, project, query, filters, seen=seen, context=CONTEXT, stopped=beside.stopped)
    with closing(found):  # type: ignore[type-var]
        for batch in found:
            pending += batch.hits[: MOST - count]
            count += len(batch.hits)
            given_up += batch.given_up
            if count >= MOST:
                break
            if pending and monotonic() - sent > _SEND_SECONDS:
                beside.hand(Found(pending))
                pending, sent = [], monotonic()
    return Found(pending, monotonic() - began, given_up)
