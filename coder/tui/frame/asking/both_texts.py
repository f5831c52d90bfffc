"""Two texts for one place, written in two windows: both shown, and a person chooses or joins them."""

from __future__ import annotations

from itertools import takewhile
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coder.i18n import _
from coder.model.text import safe_for_terminal
from coder.tui.frame.asking.box import Box

Which = Literal["mine", "theirs", "both"]


class BothTexts(Box[Which | None]):
    """Shows one's own text beside the other's; returns which to go on with, None when left."""

    SHAPE = "both"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "take('mine')", show=False),
        Binding("t", "take('theirs')", show=False),
        Binding("b", "take('both')", show=False),
        Binding("escape,q", "dismiss(None)", show=False),
    ]

    def __init__(self, mine: str, theirs: str, by: str) -> None:
        super().__init__(
            _("{coder} has written here since you opened it; nothing is saved yet").format(coder=by),
            _("m go on with yours | t take theirs | b join both | Tab scrolls the other | Esc back"),
        )
        self._texts = {"mine": mine, "theirs": theirs}
        self._by = by

    def body(self) -> ComposeResult:
        """Yield both texts."""
        mine, theirs = (safe_for_terminal(self._texts[name]) for name in ("mine", "theirs"))
        with Horizontal(id="both-texts"):
            for name, heading, text, other in (
                ("mine", _("Yours"), mine, theirs),
                ("theirs", safe_for_terminal(self._by), theirs, mine),
            ):
                begin, start, end = differing(text, other)
                with Vertical():
                    yield Static(Content(heading))
                    with VerticalScroll(id=f"both-{name}"):
                        if begin:
                            yield Static(Content(text[: begin - 1]))
                        rest = Content(text[begin:] or _("(empty)"))
                        yield Static(rest.stylize("bold underline", start - begin, end - begin), classes="differing")

    def on_mount(self) -> None:
        """Begin at what is new to the person."""
        self.query_one("#both-theirs").focus()
        self.call_after_refresh(self._show_difference)

    def _show_difference(self) -> None:
        for rest in self.query(".differing"):
            scroll = rest.parent
            if isinstance(scroll, VerticalScroll):
                scroll.scroll_to_widget(rest, animate=False, top=True, force=True)

    def action_take(self, which: Which) -> None:
        """Go on with one of the texts, or with both."""
        self.dismiss(which)


def differing(text: str, other: str) -> tuple[int, int, int]:
    """Return where the first line begins in which a text differs from another, and the differing part's borders."""
    start = _alike(text, other)
    most = min(len(text), len(other)) - start
    after = min(most, _alike(text[::-1], other[::-1]))
    return text.rfind("\n", 0, start) + 1, start, len(text) - after


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def taken(which: Which, mine: str, theirs: str) -> str:
    """Return the text to go on with."""
    if which == "both":
        return "\n\n".join(text.strip() for text in (theirs, mine) if text.strip())
    return mine if which == "mine" else theirs
