"""The code picker: typing narrows, Enter codes, Tab codes and stays; never over the marked words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Input

from coder.i18n import _
from coder.language.readings import Readings
from coder.model.codebook import Code
from coder.tui.frame.command import alt_digit
from coder.tui.frame.palette import paints
from coder.tui.widgets.code_choices import NOT_READ, Choice, choices
from coder.tui.widgets.fields import LineField
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.telling import Telling
from coder.tui.widgets.wrap import fit, fit_end, pad

HEIGHT = 14
_AROUND = 4
_LEAST_PATH = 8
# Hidden, it lies above the screen: to take it out of the layout would have the whole screen painted again.
_AWAY = (0, -100)


class Picker(Telling, Vertical):
    """An input and a list of codes, laid over the screen and hidden until asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(9)", show=False, priority=True),
        Binding("pageup", "move(-9)", show=False, priority=True),
        Binding("tab", "tick", show=False, priority=True),
        Binding("ctrl+n", "want", show=False, priority=True),
        *[Binding(alt_digit(n)[0], f"choose_number({n})", show=False, priority=True) for n in range(1, 10)],
    ]

    class Chosen(Message):
        """Codes were chosen."""

        def __init__(self, codes: tuple[str, ...]) -> None:
            super().__init__()
            self.codes = codes

    class Wanted(Message):
        """A code that is not in the codebook was asked for by the name typed."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class Closed(Message):
        """The picker was left without a choice."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self.is_open = False
        self._codes: Sequence[Code] = ()
        self._likely: Sequence[str] = ()
        self._recent: Sequence[str] = ()
        self._standing: frozenset[str] = frozenset()
        self._found: list[Choice] = []
        self._at = 0
        self._head = ""
        self._ticked: list[str] = []
        self._several = True
        self._readings: Readings = NOT_READ
        self._list = HEIGHT - _AROUND

    def compose(self) -> ComposeResult:
        """Lay out head, input, list and definition."""
        yield Pane(id="picker-head")
        yield LineField(id="picker-input", compact=True)
        yield Pane(id="picker-list")

    def open(
        self,
        codes: Sequence[Code],
        head: str,
        likely: Sequence[str],
        recent: Sequence[str],
        standing: frozenset[str],
        readings: Readings,
        place: Region,
        *,
        several: bool = True,
    ) -> None:
        """Show the picker; `standing` are the codes that are on the words already.

        It must be as wide as what it lies on: an edge would cut the wide glyphs there in two.
        With `several`, codes can be ticked and are put on the words in one act.
        """
        self._list = max(2, place.height - _AROUND)
        self.styles.height = self._list + _AROUND
        self.query_one("#picker-list").styles.height = self._list + 2
        self._codes, self._head, self._likely, self._recent, self._standing = codes, head, likely, recent, standing
        self._ticked, self._several, self._readings = [], several, readings
        self.is_open = True
        self.styles.width = place.width
        self.styles.offset = place.offset
        field = self.query_one(Input)
        field.value = ""
        field.placeholder = _("type a name, an id or a word of the theme")
        field.focus()
        self._narrow("")

    def _hide(self) -> None:
        self.is_open = False
        self.styles.offset = _AWAY

    def action_close(self) -> None:
        """Leave without a choice."""
        self._hide()
        self.post_message(self.Closed())

    def action_move(self, step: int) -> None:
        """Go up or down the list."""
        self._at = max(0, min(len(self._found) - 1, self._at + step))
        self._draw()

    def action_choose(self) -> None:
        """Take the ticked codes, without any the one in focus."""
        if self._ticked:
            self._choose(tuple(self._ticked))
        elif 0 <= self._at < len(self._found):
            self._choose((self._found[self._at].code.id,))

    def action_tick(self) -> None:
        """Tick the code in focus, or take the tick away, and be ready for the next name."""
        if not self._several or not 0 <= self._at < len(self._found):
            return
        code = self._found[self._at].code.id
        if code in self._ticked:
            self._ticked.remove(code)
        elif code not in self._standing:
            self._ticked.append(code)
        field = self.query_one(Input)
        if field.value:
            field.value = ""
        else:
            self._draw()

    def action_want(self) -> None:
        """Ask for a new code by the name typed."""
        self._hide()
        self.post_message(self.Wanted(self.query_one(Input).value.strip()))

    def action_choose_number(self, number: int) -> None:
        """Take one of the first nine codes."""
        first = self._first()
        if first + number - 1 < len(self._found):
            self._choose((*self._ticked, self._found[first + number - 1].code.id))

    def _choose(self, codes: tuple[str, ...]) -> None:
        self._hide()
        self.post_message(self.Chosen(codes))

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
        if self._several and not self._found and not self._ticked and (event.value.strip() or not self._codes):
            self.action_want()
        else:
            self.action_choose()

    @on(Pane.Pressed)
    def _clicked(self, event: Pane.Pressed) -> None:
        event.stop()
        if event.pane.id == "picker-list" and self._first() + event.row < len(self._found):
            self._choose((*self._ticked, self._found[self._first() + event.row].code.id))

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
        head = (f" {fit(self._head, width - 2)}", ground + Style(bold=True))
        self.query_one("#picker-head", Pane).show([(head,)], ground)
        rows: list[Row] = []
        first = self._first()
        for i, choice in enumerate(self._found[first : first + self._list]):
            here = first + i == self._at
            style = ground + Style(reverse=True) if here else ground
            mark = "✓" if choice.code.id in self._standing else "+" if choice.code.id in self._ticked else " "
            number = f"{i + 1}" if i < 9 else " "  # noqa: PLR2004  nine digits
            name = pad(choice.code.title, width // 2 - 6)
            rows.append(
                (
                    (f" {number} {mark} ", style),
                    ("▌", style + Style(color=choice.code.color)),
                    (name, style),
                    (_under(choice, width // 2 - 2), style + Style(dim=not here)),
                    (" " * width, style),
                )
            )
        if not rows:
            none = _("no code matches: Enter makes a new one") if self._several else _("no code matches")
            rows.append(((" " + none, ground),))
        definition = self._found[self._at].code.defined if self._found else ""
        rows += [()] * (self._list - len(rows))
        rows.append(((" " + fit(definition, width - 2), ground + Style(italic=True)),))
        rows.append(((" " + self._keys(), ground + Style(dim=True)),))
        self.query_one("#picker-list", Pane).show(rows, ground)

    def _keys(self) -> str:
        if self._ticked:
            return _("Enter puts {count} codes on | Tab more | Esc close").format(count=len(self._ticked))
        if not self._several:
            return _("Enter take | 1-9 choose | Esc close")
        return _("Enter code | Tab tick several | 1-9 choose | ^N new code | Esc close")


def _under(choice: Choice, width: int) -> str:
    """Return what stands over a code, and its id; of a long way down the nearest stays."""
    told = f" | {choice.code.id}"
    room = max(_LEAST_PATH, width - cell_len(told))
    return fit((fit_end if " › " in choice.theme else fit)(choice.theme, room) + told, width)
