"""Quotes of codes: an expression on top, the codes to make it of on the left, what it finds on the right."""

from __future__ import annotations

from dataclasses import replace

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from coder.i18n import _
from coder.retrieval import passages
from coder.retrieval.code_terms import spell
from coder.tui.frame.commands import LIST
from coder.tui.frame.unit_line import unit_words
from coder.tui.retrieval.commands import CODES, QUOTES
from coder.tui.retrieval.quote_acts import QuoteActs
from coder.tui.retrieval.quote_filters import Filtering
from coder.tui.retrieval.rows import completion_row
from coder.tui.widgets.code_list import CodeList, ExpressionField
from coder.tui.widgets.expression_completion import Completion, complete
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane
from coder.tui.widgets.picker import Picker
from coder.tui.widgets.wrap import fit

_CODE_LIST = (*LIST, *CODES)


class RetrievalScreen(Filtering, QuoteActs):
    """All quotes of a code, or of an expression over codes."""

    COMMANDS_HERE = (LIST[0], *QUOTES)
    PARTS = (LIST, _CODE_LIST)
    NARROW = 100

    def __init__(self) -> None:
        super().__init__()
        self._completion: Completion | None = None
        self._opened = ""

    def body(self) -> ComposeResult:
        """Yield field, filters and lists."""
        yield ExpressionField(id="expression", compact=True, select_on_focus=False)
        yield Pane(id="filters")
        with Horizontal(id="body"):
            yield CodeList(id="codes")
            yield Listing(id="quotes")

    def over_body(self) -> ComposeResult:
        """Yield the picker."""
        yield Picker(id="picker")

    def begin(self) -> None:
        """Ask again what the coder asked last."""
        self.query_now = passages.last_query(self.study)
        self.field.value = self.query_now.expression
        (self.quotes if self.query_now.expression else self.field).focus()
        self.run_query()
        self.repaint()

    def resumed(self) -> None:
        """Take over what was done to the transcript that was opened from here, and elsewhere."""
        if self.is_there and self.head and self.head != self.study.journal.head()[1]:
            if self._opened:
                self.refresh_transcript(self._opened)
            self.run_query(anew=False)

    def follow(self) -> None:
        """Take over what another window wrote."""
        self.run_query(anew=False, told=False)

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        notice = " | " + _("SYNTHETIC SAMPLE") if self.project.synthetic else ""
        told = " | ".join((_("Quotes of codes"), unit_words(self.study, self.layer))) + notice
        self.show_title(fit(told, max(20, self.size.width - 20)), self.who)
        self.field.placeholder = self.with_keys(
            _("codes, such as: A AND (B OR C) NOT D | A NEAR/200 B | {quotes_next} completes, Enter finds")
        )
        self._show_filters()
        self.show_codes()
        self.show_quotes()
        self.show_keys()

    def on_descendant_focus(self) -> None:
        """Show which list the keys go to."""
        if self.focused is not self.field:
            self._completion = None
            self._show_filters()
        self.code_list.redraw()
        self.quotes.redraw()

    @on(Input.Changed, "#expression")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.focused is not self.field:
            return
        if self._completion is None or self._completion.text != event.value or self._completion.at < 0:
            codes = self.project.codes
            self._completion = complete(event.value, self.field.cursor_position, codes)
        self._show_completion()

    def _show_completion(self) -> None:
        if self._completion is None:
            self._show_filters()
        else:
            self.query_one("#filters", Pane).show(
                [completion_row(self._completion, self.paints, self.key_for("quotes_next"))], self.paints.text
            )

    @on(Input.Submitted, "#expression")
    def _asked(self, event: Input.Submitted) -> None:
        event.stop()
        self._ask(event.value)

    def _ask(self, expression: str) -> None:
        """Find the quotes of an expression; from the field, go on to them."""
        self.query_now = replace(self.query_now, expression=expression.strip())
        if self.run_query() and self.focused is self.field:
            self._to_quotes()

    def _to_quotes(self) -> None:
        self.remove_class("choosing")
        self.quotes.focus()

    def _to_codes(self) -> None:
        self.add_class("choosing")
        self.code_list.focus()

    @on(Listing.Opened, "#codes")
    def _code_taken(self, event: Listing.Opened) -> None:
        event.stop()
        self._write_expression(spell(self.codes[event.listing.at], self.project.codes))
        if self.has_class("narrow"):
            self._to_quotes()

    @on(CodeList.Added)
    def _code_added(self, event: CodeList.Added) -> None:
        event.stop()
        name = spell(self.codes[event.listing.at], self.project.codes)
        before = self.field.value.strip()
        if not before and event.operator == "NOT":
            self.say(_("NOT alone would find everything else"), bad=True)
            return
        self._write_expression(f"{_bracketed(before, event.operator)} {event.operator} {name}" if before else name)

    def _write_expression(self, text: str) -> None:
        self.field.value = text
        self.field.cursor_position = len(text)
        self._ask(text)

    @on(Listing.Opened, "#quotes")
    def _quote_opened(self, event: Listing.Opened) -> None:
        event.stop()
        if found := self.in_focus:
            self._opened = found.transcript
            self.coder_app.open_transcript(found.transcript, found.start)

    def action_edit(self) -> None:
        """Write the expression."""
        self.remove_class("choosing")
        self.field.focus()

    def action_codes(self) -> None:
        """Go to the codes, or from them to the quotes."""
        if self.focused is self.code_list:
            self._to_quotes()
        else:
            self._to_codes()

    def action_region(self, step: int) -> None:
        """Complete the name being written; else go to the next of field, codes and quotes."""
        if self.focused is self.field and step > 0 and self._completion is not None:
            self._completion = self._completion.next()
            self.field.value = self._completion.text
            self.field.cursor_position = self._completion.end
            self._show_completion()
            return
        goals = (self.action_edit, self._to_codes, self._to_quotes)
        regions = (self.field, self.code_list, self.quotes)
        here = next((i for i, region in enumerate(regions) if region is self.focused), 2)
        goals[(here + step) % 3]()

    def on_key(self, event: events.Key) -> None:
        """Go down from the field into the quotes."""
        if event.key == "down" and self.focused is self.field:
            event.stop()
            self._to_quotes()

    def action_leave(self) -> None:
        """Go back to the quotes, from them to the screen before."""
        over_quotes = self.has_class("narrow") and self.has_class("choosing")
        if over_quotes or (self.found and self.focused is self.field):
            self._to_quotes()
        else:
            self.app.pop_screen()


def _bracketed(expression: str, operator: str) -> str:
    """Return an expression in brackets where an operator that binds closer than its OR comes behind it."""
    return f"({expression})" if " OR " in f" {expression} " and operator != "OR" else expression
