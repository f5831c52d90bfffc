"""The code picker: typing narrows, Enter codes, Tab codes and stays; never over the marked words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from coder.domain.codebook import Code
from coder.i18n import _
from coder.language.readings import Readings
from coder.tui.choices import NOT_READ, Choice, choices
from coder.tui.commands import alt_digit
from coder.tui.palette import paints
from coder.tui.widgets.pane import Pane, Row
from coder.tui.wrap import fit, pad

HEIGHT = 14
_AROUND = 4


class Picker(Vertical):
    """An input and a list of codes, laid over the screen and hidden until asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("down,ctrl+n", "move(1)", show=False, priority=True),
        Binding("up,ctrl+p", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(9)", show=False, priority=True),
        Binding("pageup", "move(-9)", show=False, priority=True),
        Binding("tab", "choose(False)", show=False, priority=True),
        *[Binding(alt_digit(n)[0], f"choose_number({n})", show=False, priority=True) for n in range(1, 10)],
    ]

    class Chosen(Message):
        """A code was chosen; the picker stays open unless `closes`."""

        def __init__(self, code: str, *, closes: bool) -> None:
            super().__init__()
            self.code = code
            self.closes = closes

    class Closed(Message):
        """The picker was left without a choice."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._codes: Sequence[Code] = ()
        self._likely: Sequence[str] = ()
        self._recent: Sequence[str] = ()
        self._readings = NOT_READ
        self._standing: frozenset[str] = frozenset()
        self._found: list[Choice] = []
        self._at = 0
        self._quote = ""
        self._list = HEIGHT - _AROUND

    def compose(self) -> ComposeResult:
        """Lay out head, input, list and definition."""
        yield Pane(id="picker-head")
        yield Input(id="picker-input", compact=True)
        yield Pane(id="picker-list")

    def open(
        self,
        codes: Sequence[Code],
        quote: str,
        likely: Sequence[str],
        recent: Sequence[str],
        standing: frozenset[str],
        height: int = HEIGHT,
        readings: Readings = NOT_READ,
    ) -> None:
        """Show the picker for `quote`; `standing` are the codes that are on it already."""
        self._readings = readings
        self._list = max(2, height - _AROUND)
        self.styles.height = self._list + _AROUND
        self.query_one("#picker-list").styles.height = self._list + 2
        self._codes, self._quote, self._likely, self._recent, self._standing = codes, quote, likely, recent, standing
        self.display = True
        field = self.query_one(Input)
        field.value = ""
        field.placeholder = _("type a name, pinyin or zhuyin initials, an id or a word of the theme")
        field.focus()
        self._narrow("")

    def mark_standing(self, standing: frozenset[str]) -> None:
        """Show which codes are on the words now."""
        self._standing = standing
        self._draw()

    def action_close(self) -> None:
        """Leave without a choice."""
        self.display = False
        self.post_message(self.Closed())

    def action_move(self, step: int) -> None:
        """Go up or down the list."""
        self._at = max(0, min(len(self._found) - 1, self._at + step))
        self._draw()

    def action_choose(self, closes: bool = True) -> None:
        """Take the code in focus."""
        if 0 <= self._at < len(self._found):
            self._choose(self._found[self._at].code.id, closes=closes)

    def action_choose_number(self, number: int) -> None:
        """Take one of the first nine codes."""
        first = self._first()
        if first + number - 1 < len(self._found):
            self._choose(self._found[first + number - 1].code.id, closes=True)

    def _choose(self, code: str, *, closes: bool) -> None:
        if closes:
            self.display = False
        self.post_message(self.Chosen(code, closes=closes))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        typed = event.value
        # An input takes every sign for itself, the ones that Alt with a digit arrives as too.
        if len(typed) == 1 and (place := ("123456789".find(typed) + 1 or "¡™£¢∞§¶•ª".find(typed) + 1)):
            self.query_one(Input).value = ""
            self.action_choose_number(place)
            return
        self._narrow(typed)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_choose()

    @on(Pane.Pressed)
    def _clicked(self, event: Pane.Pressed) -> None:
        event.stop()
        if event.pane.id == "picker-list" and self._first() + event.row < len(self._found):
            self._choose(self._found[self._first() + event.row].code.id, closes=True)

    def _narrow(self, typed: str) -> None:
        self._found = choices(self._codes, typed, self._likely, self._recent, self._readings)
        self._at = 0
        self._draw()

    def _first(self) -> int:
        return max(0, min(self._at - self._list // 2, len(self._found) - self._list))

    def _draw(self) -> None:
        colors = paints(self.app.theme)
        ground = colors.bar
        width = max(20, self.size.width or 60)
        head = _("Code: {quote}").format(quote=fit(self._quote.replace("\n", " "), width - 12))
        self.query_one("#picker-head", Pane).show([((f" {head}", ground + Style(bold=True)),)], ground)
        rows: list[Row] = []
        first = self._first()
        for i, choice in enumerate(self._found[first : first + self._list]):
            here = first + i == self._at
            style = ground + Style(reverse=True) if here else ground
            mark = "✓" if choice.code.id in self._standing else " "
            number = f"{i + 1}" if i < 9 else " "  # noqa: PLR2004  nine digits
            name = pad(choice.code.title, width // 2 - 6)
            rows.append(
                (
                    (f" {number} {mark} ", style),
                    ("▌", style + Style(color=choice.code.color)),
                    (name, style),
                    (fit(f"{choice.theme} | {choice.code.id}", width // 2 - 2), style + Style(dim=not here)),
                    (" " * width, style),
                )
            )
        if not rows:
            rows.append(((" " + _("no code matches"), ground),))
        definition = self._found[self._at].code.definition if self._found else ""
        rows += [()] * (self._list - len(rows))
        rows.append(((" " + fit(definition, width - 2), ground + Style(italic=True)),))
        rows.append(((" " + _("Enter code | Tab code and stay | 1-9 choose | Esc close"), ground + Style(dim=True)),))
        self.query_one("#picker-list", Pane).show(rows, ground)
