"""Colours: text, marks and codes, on dark and light."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rich.color import Color
from rich.style import Style
from textual.theme import Theme

DARK = Theme(
    name="coder-dark",
    primary="#7aa2f7",
    secondary="#9aa5ce",
    accent="#e0af68",
    foreground="#d8dee9",
    background="#16181d",
    surface="#16181d",
    panel="#1d2027",
    success="#9ece6a",
    warning="#e0af68",
    error="#f7768e",
    dark=True,
)
LIGHT = Theme(
    name="coder-light",
    primary="#2f5fb3",
    secondary="#5b6472",
    accent="#9a6700",
    foreground="#1f2328",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#f0eee8",
    success="#2c7a3f",
    warning="#9a6700",
    error="#b3261e",
    dark=False,
)


@dataclass(frozen=True)
class Paints:
    """Styles of one theme."""

    text: Style
    quiet: Style
    faint: Style
    label: Style
    interviewer: Style
    stage: Style
    here: str
    selected: str
    caret: Style
    hit: Style
    suggested: Style
    strong: Style
    good: Style
    warn: Style
    bad: Style
    bar: Style
    background: str

    def bracket(self, color: str) -> Style:
        """Style of a code's colour as a mark beside the text."""
        return _bracket(color, self.background)

    def tint(self, color: str, layers: int) -> Style:
        """Style of words under codings: the colour tints the ground, a second layer underlines."""
        return _tint(color, self.background, layers)


@cache
def _bracket(color: str, background: str) -> Style:
    return Style(color=color, bgcolor=background, bold=True)


@cache
def _tint(color: str, background: str, layers: int) -> Style:
    strength = 0.30 if _is_dark(background) else 0.22
    return Style(bgcolor=mix(background, color, strength), underline=layers > 1 or None)


def mix(under: str, over: str, share: float) -> str:
    """Return the colour that `share` of `over` gives on `under`."""
    low, high = Color.parse(under).get_truecolor(), Color.parse(over).get_truecolor()
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(low, high, strict=True))


def _is_dark(color: str) -> bool:
    return sum(Color.parse(color).get_truecolor()) < 3 * 128


@cache
def paints(theme_name: str) -> Paints:
    """Return the styles of a theme."""
    theme = LIGHT if theme_name == LIGHT.name else DARK
    ground, ink = theme.background or "#000000", theme.foreground or "#ffffff"
    quiet = mix(ground, ink, 0.62)

    def style(color: str, **more: bool) -> Style:
        return Style(color=color, bgcolor=ground, **more)  # type: ignore[arg-type]

    return Paints(
        text=style(ink),
        quiet=style(quiet),
        faint=style(mix(ground, ink, 0.32)),
        label=style(quiet, bold=True),
        interviewer=style(mix(ground, ink, 0.72)),
        stage=style(quiet, italic=True),
        here=mix(ground, ink, 0.09),
        selected=mix(ground, theme.primary, 0.45),
        caret=Style(color=ground, bgcolor=ink),
        hit=Style(color="#1a1a1a", bgcolor="#ffd866"),
        suggested=Style(underline=True, color=theme.warning),
        strong=style(ink, bold=True),
        good=style(theme.success or ink),
        warn=style(theme.warning or ink),
        bad=style(theme.error or ink, bold=True),
        bar=Style(color=ink, bgcolor=theme.panel),
        background=ground,
    )
