"""Words for a code: those that mark its passages, or those that no code covers, taken into keywords by one key."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from coder.codebook.keyword_offers import (
    FEW_PASSAGES,
    WordList,
    context_of,
    held_keyword,
    keyword_owners,
    plan_keywords,
    reject_word,
    rejected_words,
)
from coder.i18n import _
from coder.language.word_offers import ORDERS, Offer, in_order
from coder.model.codebook import Code
from coder.tui.codebook.rows import join_words
from coder.tui.codebook.word_reader import WordReading
from coder.tui.codebook.word_rows import Standing, example_rows, head_row, order_title, word_row
from coder.tui.frame.choice import NarrowScreen, Option
from coder.tui.frame.command_table import EVERYWHERE, WORDS, Command
from coder.tui.widgets.code_choices import choices
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row

_TELL_SECONDS = 0.1


class WordsScreen(WordReading):
    """Offered words with their counts, and an example of the one in focus."""

    COMMANDS_HERE: tuple[Command, ...] = WORDS
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in (*WORDS[1:], *EVERYWHERE[:1])]

    def __init__(self, code: str = "") -> None:
        super().__init__()
        self._code = self.shown = code
        self._found: WordList | None = None
        self._offers: list[Offer] = []
        self._owners: dict[str, tuple[str, ...]] = {}
        self._rejected: frozenset[str] = frozenset()
        self._show_rejected = False
        self._just: set[str] = set()
        self._by = ORDERS[0]

    def compose(self) -> ComposeResult:
        """Lay out title, list, example and foot."""
        yield Pane(id="title")
        yield Listing(id="words")
        yield Pane(id="example")
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
        """Read again what was coded meanwhile."""
        if self.head and self.head != self.coder_app.study.journal.head()[0]:
            self.read()

    def follow(self) -> None:
        """Take over what another window wrote."""
        self.reload()

    @property
    def _listing(self) -> Listing:
        return self.query_one("#words", Listing)

    @property
    def code_here(self) -> Code | None:
        """The code whose words are shown, None for those that no code covers."""
        return self.coder_app.study.project().code_by_id.get(self.shown)

    @property
    def offer_here(self) -> Offer | None:
        """The word in focus."""
        return self._offers[self._listing.at] if self._offers else None

    def on_word_reading_read(self, message: WordReading.Read) -> None:
        """Show what was found, the same word in focus."""
        if message.number != self.number:
            return
        if message.found is None:
            error = message.error
            self.say(error.message if error else _("no words to offer"), bad=True)
            return
        here = self.offer_here
        self._found = message.found
        self.reload(here.folded if here else "")
        self._say_found()

    def _say_found(self) -> None:
        """Say how many words there are; where they are mostly chance, that."""
        found = self._found
        if found is None:
            return
        if found.few:
            message = _("only {count} coded passages: under {few} the words are mostly chance").format(
                count=found.passages, few=FEW_PASSAGES
            )
            self.query_one("#status", Pane).show([((" " + message, self.paints.warn),)], self.paints.text)
        elif not self._offers:
            self.say_quietly(_("no words to offer"))
        elif self.shown:
            said = _("{count} words of {passages} passages; inside: in them, outside: in all other speech")
            self.say_quietly(said.format(count=len(self._offers), passages=found.passages))
        else:
            self.say_quietly(
                _("{count} words that no keyword finds, from uncoded speech").format(count=len(self._offers))
            )

    def reload(self, at: str = "") -> None:
        """Show the words under the keywords of now."""
        study = self.coder_app.study
        here = self.offer_here
        at = at or (here.folded if here else "")
        self._owners = keyword_owners(study.project())
        self._rejected = rejected_words(study, self.shown)
        ordered = in_order(self._found.offers, self._by) if self._found else []
        hidden = frozenset() if self._show_rejected else self._rejected - self._just
        self._offers = [offer for offer in ordered if offer.folded not in hidden]
        index = next((i for i, offer in enumerate(self._offers) if offer.folded == at), 0)
        self.repaint(index)

    def repaint(self, at: int | None = None) -> None:
        """Draw everything in the theme and language of now."""
        code = self.code_here
        what = _("Words for {name}").format(name=code.title) if code else _("Words that no code covers")
        notice = " | " + _("SYNTHETIC SAMPLE") if self.coder_app.study.project().synthetic else ""
        self.show_title(f"{what} | {order_title(self._by)}{notice}", self.who)
        self._listing.fill(len(self._offers), self._row, at=at, head=[head_row(self._by, self.size.width, self.paints)])
        self._show_example()
        self.show_keys()

    def _row(self, index: int, here: bool) -> tuple[Row]:
        offer, highest = self._offers[index], max(o.rank(self._by) for o in self._offers[:1])
        return (word_row(offer, self._standing(offer), self._by, highest, self.size.width, self.paints, here=here),)

    def _standing(self, offer: Offer) -> Standing:
        project, code = self.coder_app.study.project(), self.code_here
        held = held_keyword(code, offer.folded) if code else ""
        others = tuple(project.code_by_id[key].title for key in self._owners.get(offer.folded, ()) if key != self.shown)
        if code and offer.folded in self._owners and self.shown in self._owners[offer.folded]:
            held = offer.word
        return Standing(held, others, offer.folded in self._rejected)

    def _show_example(self) -> None:
        pane, offer, width = self.query_one("#example", Pane), self.offer_here, self.size.width
        if offer is None:
            pane.show([(("─" * width, self.paints.faint),)], self.paints.text)
            return
        study, code = self.coder_app.study, self.code_here
        project = study.project()
        context = context_of(study.reader, project, offer.place)
        info = project.transcript_by_id[context.transcript]
        place = f"{project.case_by_id[info.case].name} {context.line}  {context.speaker}"
        words = _("Keywords") + ": " + join_words(code.keywords) if code and code.keywords else ""
        pane.show(example_rows(context, place, words, width, self.paints), self.paints.text)

    @on(Listing.Moved, "#words")
    def _moved(self) -> None:
        self._show_example()

    @on(Listing.Opened, "#words")
    def _opened(self) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Take the word into the keywords of the code, or of one that is asked for."""
        offer = self.offer_here
        if offer is None:
            self.say(_("no words to offer"), bad=True)
            return
        code = self.code_here
        if code is not None and code.level == "code":
            self._accept(code.id, offer)
            return
        within = {c.id for c in self.coder_app.study.project().children(code.id)} if code else None

        def take(chosen: str | None) -> None:
            if chosen is not None:
                self._accept(chosen, offer)

        self.app.push_screen(NarrowScreen(_("{word}: keyword of").format(word=offer.word), self._codes(within)), take)

    def _codes(self, within: set[str] | None = None) -> Callable[[str], list[Option]]:
        """Return what finds codes by what is typed."""
        project, readings = self.coder_app.study.project(), self.coder_app.readings

        def find(typed: str) -> list[Option]:
            found = choices(project.codes, typed, (), (), readings)
            return [
                (c.code.id, f"{c.code.title}  {c.theme} | {c.code.id}", c.code.color)
                for c in found
                if within is None or c.code.id in within
            ]

        return find

    def _accept(self, code: str, offer: Offer) -> None:
        if self._plan(lambda: plan_keywords(self.booking, code, [offer.word]), offer.folded):
            self.head = self.coder_app.study.journal.head()[0]

    def action_reject(self) -> None:
        """Offer the word no more for this code, or again."""
        offer = self.offer_here
        if offer is None:
            self.say(_("no words to offer"), bad=True)
            return
        wanted = offer.folded in self._rejected
        reject_word(self.coder_app.study, self.shown, offer.word, wanted=wanted)
        self._just.add(offer.folded)
        self.reload(offer.folded)
        message = _("offered again: {word}") if wanted else _("not offered again: {word}; x takes that back")
        self.say(message.format(word=offer.word))

    def action_order(self, step: int) -> None:
        """Order the words otherwise; the first one gets the focus."""
        self._by = ORDERS[(ORDERS.index(self._by) + step) % len(ORDERS)]
        self.reload(" ")

    def action_uncovered(self) -> None:
        """Show the words that no code covers, or those of the code again."""
        if not self._code and not self.shown:
            self.action_code()
            return
        self._change_to("" if self.shown else self._code)

    def _change_to(self, code: str) -> None:
        self.shown = code
        self._found, self._just = None, set()
        self.reload()
        self.read()

    def action_code(self) -> None:
        """Ask for another code."""

        def take(chosen: str | None) -> None:
            if chosen is not None:
                self._code = chosen
                self._change_to(chosen)

        self.app.push_screen(NarrowScreen(_("Words for which code?"), self._codes()), take)

    def action_toggle_rejected(self) -> None:
        """Show or hide refused words."""
        self._show_rejected = not self._show_rejected
        self._just.clear()
        self.reload()
        self.say(_("refused words are shown") if self._show_rejected else _("refused words are hidden"))

    def action_example(self) -> None:
        """Open the transcript at the example."""
        if (offer := self.offer_here) is not None:
            self.coder_app.open_transcript(offer.place.text, offer.place.start)

    def action_leave(self) -> None:
        """Go back."""
        self.workers.cancel_group(self, "offers")
        self.app.pop_screen()
