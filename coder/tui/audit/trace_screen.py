"""Tracing on the screen: from a pasted sentence of the report down to words and proof, or up to what rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from coder.audit.pasted_words import Pasted
from coder.audit.trace import link_kind, trace_pasted
from coder.i18n import _, labelled
from coder.model.finding import flat
from coder.model.journal.trace_chain import Link
from coder.model.values.value_names import side_name
from coder.tui.audit.code_place import open_code, open_quotes
from coder.tui.audit.commands import TRACE
from coder.tui.frame.list_detail import ListScreen
from coder.tui.widgets.fields import LineField
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit

_DEEPEST = 6
_QUOTES = 100


class Step(NamedTuple):
    """A step of the chain with its depth; `pasted` is set where it is one of several things that words may be.

    `more_of` is the code whose further quotations the step stands for.
    """

    link: Link | None
    depth: int
    pasted: Pasted | None = None
    more_of: Link | None = None


class TraceScreen(ListScreen[Step]):
    """A chain of reasons, one step a row."""

    COMMANDS_HERE = TRACE
    KEY = ""
    LIST, DETAIL, SHORT = "steps", "step", 30

    def __init__(self, target: str = "") -> None:
        super().__init__()
        self._target, self._traced = target, ""
        self.chain: Link | None = None
        self._found: list[Pasted] = []
        self._up = False

    def body(self) -> ComposeResult:
        """Yield field, steps and the step in focus."""
        yield LineField(id="trace-words", compact=True, placeholder=_("Paste a sentence, a quotation or its id"))
        yield from super().body()

    def begin(self) -> None:
        """Wait for words, or trace what was given."""
        self.repaint()
        if self._target:
            self._trace(self._target)
            self._field.value = self._target if self.chain is None else self.chain.id
        else:
            self._field.focus()

    def follow(self) -> None:
        """Trace again: another window wrote."""
        if self.chain is not None:
            self._trace(self._traced, anew=False)

    @property
    def _field(self) -> Input:
        return self.query_one("#trace-words", Input)

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted text of several lines as one: a printed sentence breaks where the page does."""
        if "\n" not in event.text.strip():
            return
        event.prevent_default()
        event.stop()
        self._field.value = " ".join(event.text.split())
        self._trace(event.text.strip())

    @on(Input.Submitted, "#trace-words")
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._trace(event.value.strip())

    def _trace(self, words: str, *, anew: bool = True) -> None:
        """Show what the words lead to; not `anew`, the person stays at the step where they are."""
        if not words:
            return
        self.chain, self._found = trace_pasted(self.study, words, _QUOTES)
        self._traced = words
        if not anew:
            self.repaint()
            return
        self.repaint(0)
        self.listing.focus()
        self._say_found()

    def _say_found(self) -> None:
        """Say how the chain was found, or how long it is."""
        if self._found:
            best = self._found[0]
            told = _("found by its words: {share} alike; {count} places in all")
            self.say(told.format(share=f"{best.likeness:.0%}", count=len(self._found)))
        else:
            self.say(_("{count} steps").format(count=len(self.items)))

    def show_list(self, at: int | None = None) -> None:
        """Show the steps of the chain as it is turned now."""
        self.items = list(self._told())
        super().show_list(at)

    def _told(self) -> Iterator[Step]:
        if self.chain is None:
            return
        yield from _above(self.chain, 0) if self._up else _below(self.chain, 0)
        yield from (Step(None, 0, one) for one in self._found[1:])

    def title_text(self) -> str:
        """Return which way the chain goes."""
        way = _("up: what rests on it") if self._up else _("down: what it rests on")
        return _("Trace") + f" | {way}"

    def row(self, item: Step, *, here: bool) -> Row:
        """Return the row of a step."""
        step, style = item, self.row_style(here=here)
        lead = (" > " if here else "   ") + "  " * min(step.depth, _DEEPEST)
        width = self.size.width
        if step.link is None:
            one = step.pasted
            more = step.more_of
            if more is not None:
                told = self.with_keys(
                    _("… and {count} more: {list_open} shows the quotes of the code"), count=more.more
                )
                return ((fit(lead + told, width), style + self.paints.quiet), (" " * width, style))
            told = f"{_('or')} {one.likeness:.0%} {labelled(one.name, flat(one.text))}" if one else ""
            return ((fit(lead + told, width), style), (" " * width, style))
        link = step.link
        stance = side_name(link.stance)
        words = flat(link.text) if link.kind == "quotation" else link.title
        name = " ".join(filter(None, (link_kind(link.kind), link.number, stance)))
        return (
            (lead + name + "  ", style + Style(bold=link.kind in {"finding", "recommendation"})),
            (fit(words, max(5, width - len(lead) - 2 * len(name) - 2)), style),
            (" " * width, style),
        )

    def detail(self, width: int, height: int) -> Sequence[Row]:  # noqa: ARG002  rows have the screen's width
        """Return the words of the step in focus and what is known of it."""
        rows: list[Row] = [self.rule()]
        if self.here is not None and self.here.link is not None:
            link = self.here.link
            rows += self.lines(flat(link.text) or link.title, self.paints.text, 3)
            facts = " | ".join(_("{name}: {value}").format(name=n, value=v) for n, v in link.facts.items())
            rows += self.lines(facts, self.paints.quiet) if facts else []
        return rows[: max(2, height)]

    def open_item(self, item: Step) -> None:
        """Open the place of the step in focus: the passage, the code, the finding; or trace another candidate."""
        step = item
        if step.more_of is not None:
            open_quotes(self, [step.more_of.id])
            return
        if step.link is None:
            if step.pasted is not None:
                self._field.value = step.pasted.id
                self._trace(step.pasted.id)
            return
        link = step.link
        if link.kind == "quotation":
            coding = self.study.coding(link.key)
            if coding is not None:
                self.coder_app.open_transcript(coding.transcript, coding.start)
                return
        elif link.kind == "code":
            open_code(self, link.id)
            return
        elif link.kind == "finding":
            from coder.tui.findings.finding_screen import FindingScreen

            self.app.push_screen(FindingScreen(link.id))
            return
        self.say(_("this step has no place of its own"), bad=True)

    def action_turn(self) -> None:
        """Turn the chain round: down to the proof, or up to what rests on it."""
        self._up = not self._up
        self.repaint()
        if self.chain is not None:
            self._say_found()

    def action_deeper(self) -> None:
        """Trace the step in focus by itself: of a quotation with its journal and all that rests on it."""
        step = self.here
        if step is not None and step.link is not None and step.link.kind != "change":
            target = step.link.key or step.link.id
            self._field.value = step.link.id
            self._trace(target)

    def action_words(self) -> None:
        """Go to the field."""
        self._field.focus()

    def action_leave(self) -> None:
        """Go back; out of the field first, if there are steps."""
        if self._field.has_focus and self.items:
            self.listing.focus()
            return
        super().action_leave()


def _below(link: Link, depth: int) -> Iterator[Step]:
    yield Step(link, depth)
    for inner in link.below:
        yield from _below(inner, depth + 1)
    if link.more:
        yield Step(None, depth + 1, more_of=link)


def _above(link: Link, depth: int) -> Iterator[Step]:
    yield Step(link, depth)
    for outer in link.above:
        yield from _above(outer, depth + 1)
