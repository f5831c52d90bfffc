"""Words for a code: those that mark its passages, or those that no code covers, taken into keywords by one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coder.codebook.keyword_offers import (
    FEW_PASSAGES,
    WordList,
    context_of,
    held_keyword,
    keyword_owners,
    plan_keywords,
    reject_word,
    rejected_words,
    uncovered_words,
    words_of,
)
from coder.i18n import _
from coder.language.word_offers import ORDERS, Offer, in_order
from coder.model.codebook import Code
from coder.tui.codebook.help_commands import WORDS
from coder.tui.codebook.rows import join_words
from coder.tui.codebook.speech_list import SpeechList
from coder.tui.codebook.word_rows import Standing, example_rows, head_row, order_title, word_row
from coder.tui.frame.asking.choice import NarrowScreen, Option
from coder.tui.widgets.code_choices import choices
from coder.tui.widgets.pane import Row


class WordsScreen(SpeechList[Offer]):
    """Offered words with their counts, and an example of the one in focus."""

    COMMANDS_HERE = WORDS
    KEY = "folded"
    LIST, DETAIL, FILTERS = "words", "example", "words"

    def __init__(self, code: str = "") -> None:
        super().__init__()
        self._code = self.shown = code
        self._found: WordList | None = None
        self._owners: dict[str, tuple[str, ...]] = {}
        self._rejected: frozenset[str] = frozenset()
        self._show_rejected = False
        self._just: set[str] = set()
        self._by = ORDERS[0]

    @property
    def code_here(self) -> Code | None:
        """The code whose words are shown, None for those that no code covers."""
        return self.project.code_by_id.get(self.shown)

    def look(self) -> None:
        """Read the words."""
        code = self.shown

        def show(found: WordList) -> None:
            self._found = found
            self.reload()
            self._say_found()

        self.say_quietly(_("reading"))
        self.read_speech(lambda speech: words_of(speech, code) if code else uncovered_words(speech), show)

    def _say_found(self) -> None:
        """Say how many words there are; where they are mostly chance, that."""
        found = self._found
        if found is None:
            return
        if found.few:
            message = _("only {count} coded passages: with fewer than {few} the ranking is mostly noise").format(
                count=found.passages, few=FEW_PASSAGES
            )
            self.warn(message)
        elif not self.items:
            self.say_quietly(_("no words to offer"))
        elif self.shown:
            said = _("{count} words of {passages} passages; inside: in them, outside: in all other speech")
            self.say_quietly(said.format(count=len(self.items), passages=found.passages))
        else:
            self.say_quietly(
                _("{count} words that no keyword finds, from uncoded speech").format(count=len(self.items))
            )

    def reload(self, at: str = "") -> None:
        """Show the words under the keywords of now."""
        here = self.here
        self._owners = keyword_owners(self.project)
        self._rejected = rejected_words(self.study, self.shown)
        ordered = in_order(self._found.offers, self._by) if self._found else []
        hidden = frozenset() if self._show_rejected else self._rejected - self._just
        offers = [offer for offer in ordered if offer.folded not in hidden]
        known, at = {offer.folded for offer in offers}, at or (here.folded if here else "")
        self.take(offers, at if at in known else offers[0].folded if offers else "")

    def title_text(self) -> str:
        """Return whose words these are, and their order."""
        code = self.code_here
        what = _("Words for “{name}”").format(name=code.title) if code else _("Words that no code covers")
        return f"{what} | {order_title(self._by)}"

    def columns(self) -> Row:
        """Return the names of the columns."""
        return head_row(self._by, self.size.width, self.paints)

    def row(self, item: Offer, *, here: bool) -> Row:
        """Return the row of a word."""
        highest, width = self.items[0].rank(self._by), self.size.width
        return word_row(item, self._standing(item), self._by, highest, width, self.paints, here=here)

    def _standing(self, offer: Offer) -> Standing:
        code = self.code_here
        held = held_keyword(code, offer.folded) if code else ""
        codes = self.project.code_by_id
        others = tuple(codes[key].title for key in self._owners.get(offer.folded, ()) if key != self.shown)
        if code and offer.folded in self._owners and self.shown in self._owners[offer.folded]:
            held = offer.word
        return Standing(held, others, offer.folded in self._rejected)

    def detail(self, width: int, height: int) -> Sequence[Row]:  # noqa: ARG002  an example has its number of rows
        """Return an example of the word in focus."""
        offer = self.here
        if offer is None:
            return [self.rule()]
        code = self.code_here
        context = context_of(self.study.reader, self.project, offer.place)
        info = self.project.transcript_by_id[context.transcript]
        place = f"{self.project.case_by_id[info.case].title} {context.line}  {context.speaker}"
        words = _("Keywords") + ": " + join_words(code.keywords) if code and code.keywords else ""
        return example_rows(context, place, words, width, self.paints)

    def open_item(self, item: Offer) -> None:  # noqa: ARG002  the word in focus
        """Take the word."""
        self.action_accept()

    def action_accept(self) -> None:
        """Take the word into the keywords of the code, or of one that is asked for."""
        offer = self.here
        if offer is None:
            self.say(_("no words to offer"), bad=True)
            return
        code = self.code_here
        if code is not None and code.level == "code":
            self._accept(code.id, offer)
            return
        within = set(self.project.below(code.id)) if code else None
        question = NarrowScreen(_("{word}: keyword of").format(word=offer.word), self._codes(within))
        self.ask(question, lambda chosen: self._accept(chosen, offer))

    def _codes(self, within: set[str] | None = None) -> Callable[[str], list[Option]]:
        """Return what finds codes by what is typed."""
        readings = self.coder_app.readings

        def find(typed: str) -> list[Option]:
            found = choices(self.project.codes, typed, (), (), readings)
            return [
                (c.code.id, f"{c.code.title}  {c.theme} | {c.code.id}", c.code.color)
                for c in found
                if within is None or c.code.id in within
            ]

        return find

    def _accept(self, code: str, offer: Offer) -> None:
        if self._plan(lambda: plan_keywords(self.booking, code, [offer.word]), offer.folded):
            self.keep_up()

    def action_reject(self) -> None:
        """Offer the word no more for this code, or again."""
        offer = self.here
        if offer is None:
            self.say(_("no words to offer"), bad=True)
            return
        wanted = offer.folded in self._rejected
        reject_word(self.study, self.shown, offer.word, wanted=wanted)
        self._just.add(offer.folded)
        self.reload(offer.folded)
        message = (
            _("offered again: {word}") if wanted else _("not offered again: {word}; {words_reject} takes that back")
        )
        self.say(self.with_keys(message, word=offer.word))

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
        self.look()

    def action_code(self) -> None:
        """Ask for another code."""

        def take(chosen: str) -> None:
            self._code = chosen
            self._change_to(chosen)

        self.ask(NarrowScreen(_("Words for which code?"), self._codes()), take)

    def action_toggle_rejected(self) -> None:
        """Show or hide refused words."""
        self._show_rejected = not self._show_rejected
        self._just.clear()
        self.reload()
        self.say(_("refused words are shown") if self._show_rejected else _("refused words are hidden"))

    def action_example(self) -> None:
        """Open the transcript at the example."""
        if (offer := self.here) is not None:
            self.coder_app.open_transcript(offer.place.text, offer.place.start)
