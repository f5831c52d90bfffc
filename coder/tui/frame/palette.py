"""Colours: text, marks and codes, on dark and light, and in high contrast.

High contrast says everything by signs too: codings are underlined, the sentence at the caret is bold, marked words are
reversed, suggestions are italic. So it also serves terminals of few colours or none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial

from rich.color import Color
from rich.style import Style
from textual.theme import Theme

from coder.i18n import _

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

CONTRAST = Theme(
    name="coder-contrast",
    primary="#ffffff",
    secondary="#d0d0d0",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#303080",
    success="#80ff80",
    warning="#ffd75f",
    error="#ffafaf",
    dark=True,
)
# Light where colours are few: the same signs, black on white.
CONTRAST_LIGHT = Theme(
    name="coder-contrast-light",
    primary="#000000",
    secondary="#303030",
    accent="#0000af",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#c0c0c0",
    success="#004000",
    warning="#5f3a00",
    error="#8b0000",
    dark=False,
)
ALL_THEMES = (DARK, LIGHT, CONTRAST, CONTRAST_LIGHT)
_SIGNED = (CONTRAST.name, CONTRAST_LIGHT.name)
READABLE = 7.0
"""The contrast that WCAG asks of text at level AAA."""


def theme_title(name: str) -> str:
    """Return a theme's name in the interface language."""
    return {DARK.name: _("dark"), LIGHT.name: _("light")}.get(name, _("high contrast"))


def shown_theme(name: str, *, few_colors: bool) -> str:
    """Return the theme that stands in for the chosen one where the terminal has few colours or none."""
    if not few_colors:
        return name
    return CONTRAST_LIGHT.name if name == LIGHT.name else CONTRAST.name


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
    redacted: Style
    strong: Style
    good: Style
    warn: Style
    bad: Style
    bar: Style
    background: str
    sentence: Style
    """The sentence at the caret, where it is not coded."""
    marked: Style
    """Marked words."""
    signs: bool = False
    """Whether codings show by signs alone, without a tint."""

    def bracket(self, color: str) -> Style:
        """Style of a code's colour as a mark beside the text."""
        return _bracket(color, self.background, strong=self.signs)

    def tint(self, color: str, layers: int) -> Style:
        """Style of words under codings: the colour tints the ground, a second layer underlines."""
        return _UNDERLINED if self.signs else _tint(color, self.background, layers)


_UNDERLINED = Style(underline=True)


@cache
def _bracket(color: str, background: str, *, strong: bool) -> Style:
    return Style(color=readable(color, background) if strong else color, bgcolor=background, bold=True)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(color: str) -> float:
    parts = [c / 255 for c in Color.parse(color).get_truecolor()]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def readable(color: str, background: str) -> str:
    """Return a colour, moved towards white or black until it can be read on the ground."""
    goal = "#ffffff" if _is_dark(background) else "#000000"
    for tenth in range(11):
        moved = mix(color, goal, tenth / 10)
        if contrast(moved, background) >= READABLE:
            return moved
    return goal


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
    theme = next((t for t in ALL_THEMES if t.name == theme_name), DARK)
    return _signed(theme) if theme.name in _SIGNED else _tinted(theme)


def _tinted(theme: Theme) -> Paints:
    ground, ink = theme.background or "#000000", theme.foreground or "#ffffff"
    quiet = mix(ground, ink, 0.62)
    here, selected = mix(ground, ink, 0.09), mix(ground, theme.primary, 0.45)
    style = partial(Style, bgcolor=ground)
    return Paints(
        text=style(color=ink),
        quiet=style(color=quiet),
        faint=style(color=mix(ground, ink, 0.32)),
        label=style(color=quiet, bold=True),
        interviewer=style(color=mix(ground, ink, 0.72)),
        stage=style(color=quiet, italic=True),
        here=here,
        selected=selected,
        caret=Style(color=ground, bgcolor=ink),
        hit=Style(color="#1a1a1a", bgcolor="#ffd866"),
        suggested=Style(underline=True, color=theme.warning),
        redacted=Style(strike=True, color=quiet),
        strong=style(color=ink, bold=True),
        good=style(color=theme.success or ink),
        warn=style(color=theme.warning or ink),
        bad=style(color=theme.error or ink, bold=True),
        bar=Style(color=ink, bgcolor=theme.panel),
        background=ground,
        sentence=Style(bgcolor=here),
        marked=Style(bgcolor=selected),
    )


def _signed(theme: Theme) -> Paints:
    ground, ink = theme.background or "#000000", theme.foreground or "#ffffff"
    quiet, window = ("#d0d0d0", "#585858") if theme.dark else ("#303030", "#c0c0c0")
    caret, hit = ("#ffff00", "#00ffff") if theme.dark else ("#0000af", "#005f5f")
    style = partial(Style, bgcolor=ground)
    return Paints(
        text=style(color=ink),
        quiet=style(color=quiet),
        faint=style(color=quiet),
        label=style(color=ink, bold=True),
        interviewer=style(color=quiet),
        stage=style(color=quiet),
        here=ground,
        selected=window,
        # Not reversed, for marked words are; underlined and bold, so that it differs from them without a colour.
        caret=Style(color=ground, bgcolor=caret, bold=True, underline=True, reverse=False),
        hit=Style(color=ground, bgcolor=hit, bold=True, italic=True, reverse=False),
        suggested=Style(italic=True, color=theme.warning),
        redacted=Style(strike=True),
        strong=style(color=ink, bold=True),
        good=style(color=theme.success or ink),
        warn=style(color=theme.warning or ink),
        bad=style(color=theme.error or ink, bold=True),
        bar=Style(color=ink, bgcolor=theme.panel),
        background=ground,
        sentence=Style(bold=True),
        marked=Style(reverse=True),
        signs=True,
    )
