"""What the screen of quotes holds: the query, the quotes it finds, and how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from time import monotonic

from textual import on

from coder.agreement.layer_choice import layered
from coder.errors import CoderError
from coder.i18n import _
from coder.model.codebook import Code
from coder.model.counting.code_expression import Found
from coder.model.counting.layers import ANY
from coder.model.counting.passage import Passage, Query
from coder.model.counting.totals import total_words
from coder.record.study import Study
from coder.retrieval import passages
from coder.retrieval.found_list import FoundList, Packed
from coder.tui.frame.base import of_study
from coder.tui.frame.filtering.filter_bar import filter_bar
from coder.tui.frame.layer_key import LayerScreen
from coder.tui.frame.reading import Beside, ReadingScreen
from coder.tui.retrieval.rows import code_row, filters_of, quote_rows
from coder.tui.widgets.code_list import CodeList, ExpressionField
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row

MOST_SHOWN = 100_000
_AT_ONCE_SECONDS = 0.06
_HIGH = 34


class QuoteList(LayerScreen, ReadingScreen):
    """A screen that shows what a query finds; reading that takes long is done beside the screen's own thread."""

    _reader = of_study(passages.PassageReader)

    def __init__(self) -> None:
        super().__init__()
        self.query_now = Query()
        self._shown = Query()
        self.found = FoundList()
        self.head = ""
        self.codes: tuple[Code, ...] = ()
        self._counts: dict[str, int] = {}

    @property
    def field(self) -> ExpressionField:
        """The expression."""
        return self.query_one("#expression", ExpressionField)

    @property
    def quotes(self) -> Listing:
        """The list of quotes."""
        return self.query_one("#quotes", Listing)

    @property
    def code_list(self) -> CodeList:
        """The list of codes."""
        return self.query_one("#codes", CodeList)

    @property
    def in_focus(self) -> Found | None:
        """The quote in focus."""
        return self.found[self.quotes.at] if self.found else None

    def trace_target(self) -> str:
        """Return the first coding of the quote in focus."""
        return self.in_focus.codings[0].id if self.in_focus else ""

    def run_query(self, *, anew: bool = True, told: bool = True) -> bool:
        """Find what the query asks for; tell whether it could be asked, else the one before stays.

        `anew` empties the list where reading takes long, so that no act meets a quote that was not asked for.
        Where it is not `told` how many there are, what was said last stays: it may speak of an act.
        """
        try:
            plan = passages.plan(self.study, self.query_now)
        except CoderError as error:
            self.query_now = self._shown
            self.say_error(error)
            return False
        self._shown = self.query_now
        passages.remember(self.study, self.query_now)
        self.head = self.study.journal.head()[1]
        self._reader.forget_notes()
        self.give_up("quotes")
        self._count_codes()
        self._show_filters()
        if (found := self._at_once(plan)) is not None:
            self._take(found, anew=anew, told=told)
        else:
            if anew:
                self._take([], anew=True)
            if told:
                self.say(_("reading .."))
            self._read(plan, anew=anew, told=told)
        return True

    def recount(self) -> None:
        """Find again on the layer of now."""
        self.run_query(anew=False)
        self.repaint()

    def _at_once(self, plan: passages.Plan) -> list[Packed] | None:
        """Return all that is found, None where it takes longer than nobody notices."""
        found: list[Packed] = []
        until = monotonic() + _AT_ONCE_SECONDS
        try:
            with layered(self.study, self.layer or ANY):
                for part in passages.by_transcript(self.study, plan):
                    if part:
                        found.append(Packed.of(part, plan.query.sort))
                    if monotonic() > until:
                        return None
        except CoderError as error:
            self.say_error(error)
            return []
        return found

    def _read(self, plan: passages.Plan, *, anew: bool, told: bool) -> None:
        """Read beside the screen's own thread."""
        head = self.head

        def show(found: list[Packed]) -> None:
            if head != self.head:
                # An act came meanwhile: what was read before it would bring back what it took away.
                self._read(plan, anew=anew, told=told)
            else:
                self._take(found, anew=anew, told=told)

        self.read_beside("quotes", partial(self._found_by, plan), show)

    def _found_by(self, plan: passages.Plan, beside: Beside[list[Packed]]) -> list[Packed]:
        found: list[Packed] = []
        count = 0
        with beside.study() as study, layered(study, self.layer or ANY):
            for part in passages.by_transcript(study, plan):
                if part:
                    found.append(Packed.of(part, plan.query.sort))
                    count += len(part)
                if beside.stopped() or count > MOST_SHOWN:
                    break
        return found

    def _take(self, found: list[Packed], *, anew: bool, told: bool = True) -> None:
        keep = None if anew else self.in_focus
        cut = self._arrange(found, keep, 0 if anew else self.quotes.at)
        if told:
            self.say(self.count_words(cut=cut))
        elif keep is not None and len(self.found) and self.found.place_of(keep) is None:
            self.slide()

    @on(Listing.Moved)
    def _looked_further(self) -> None:
        self.slid = False

    def _arrange(self, parts: Sequence[Packed], keep: Found | None, at: int) -> bool:
        """Put the quotes in their order, the focus on the one it was on, or on its coding, or on its place.

        Tell whether there are more than are shown.
        """
        sort, room, shown = self.query_now.sort, MOST_SHOWN, []
        for part in parts:
            if room:
                shown.append(part.cut(room, sort))
                room -= shown[-1].count
        cases = {info.id: info.case for info in self.project.transcripts}
        self.found = FoundList(shown, sort, cases)
        if keep is not None and (stands := self.found.place_of(keep)) is not None:
            at = stands
        self.show_quotes(at)
        return sum(part.count for part in parts) > MOST_SHOWN

    def refresh_transcript(self, key: str) -> None:
        """Read the quotes of one transcript anew, after an act on it."""
        keep, at = self.in_focus, self.quotes.at
        self.head = self.study.journal.head()[1]
        self._reader.forget_notes()
        try:
            plan = passages.plan(self.study, self.query_now)
        except CoderError as error:
            self.say_error(error)
            return
        order = {info.id: place for place, info in enumerate(self.project.transcripts)}
        with layered(self.study, self.layer or ANY):
            fresh = list(passages.retrieve(self.study, plan, [key]))
        parts = {part.transcript: part for part in self.found.parts if part.transcript != key}
        if fresh:
            parts[key] = Packed.of(fresh, self.query_now.sort)
        self._arrange(sorted(parts.values(), key=lambda part: order[part.transcript]), keep, at)
        self._count_codes()

    def count_words(self, *, cut: bool = False) -> str:
        """Return how many quotes, characters, cases and coders there are."""
        message = total_words(passages.total_of(self.study, self.found.added()))
        return message + (" | " + _("there are more: narrow it down") if cut else "")

    def _count_codes(self) -> None:
        """Count the codings of each code beside the screen's own thread."""

        def count(study: Study) -> dict[str, int]:
            with layered(study, self.layer or ANY):
                return {row.code.id: row.passages for row in study.frequencies().rows}

        # Why they cannot be counted, the quotes say.
        self.read_study("counts", count, self._counted, lambda _error: None)

    def _counted(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self.show_codes()

    def show_codes(self, at: int | None = None) -> None:
        """Show the codes with their counts."""
        listing, codes, depths = self.code_list, self.project.codes, self.project.depth_by_id
        self.codes = shown = tuple(c for c in codes if not c.archived or self._counts.get(c.id))

        def draw(index: int, here: bool) -> tuple[Row]:
            code, width = shown[index], listing.size.width
            count, depth = self._counts.get(code.id, 0), depths.get(code.id, 0)
            return (code_row(code, depth, count, self.paints, width, here=here, active=listing.has_focus),)

        listing.fill(len(shown), draw, at=at)

    def show_quotes(self, at: int | None = None) -> None:
        """Show the quotes, as many rows each as the screen has room for."""
        listing = self.quotes
        each = 6 if self.size.height >= _HIGH else 5

        def draw(index: int, here: bool) -> list[Row]:
            passage, active = self.passage(self.found[index]), listing.has_focus
            return quote_rows(passage, self.project, self.paints, listing.size.width, each, here=here, active=active)

        listing.fill(len(self.found), draw, at=at, each=each)

    def passage(self, found: Found) -> Passage:
        """Return a quote with its words."""
        return self._reader.passage(found)

    def _show_filters(self) -> None:
        row = filter_bar(filters_of(self.query_now, self.project), self.key_for, self.paints)
        self.query_one("#filters", Pane).show([row], self.paints.text)
