"""Colours: readable in high contrast, told apart without any."""

from __future__ import annotations

import asyncio

import pytest
from rich.style import Style
from screen_reading import frame

from coder.domain.codebook import SAFE_COLORS, CodebookFile, CodeEntry, ThemeEntry, flatten
from coder.domain.text import Span
from coder.session.desk import Desk
from coder.tui.app import CoderApp
from coder.tui.palette import (
    CONTRAST,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    READABLE,
    contrast,
    paints,
    readable,
    shown_theme,
)
from coder.tui.settings import Settings

CODEBOOK_COLORS = ("#0072B2", "#D55E00", "#CC79A7", "#332288", "#000000", "#808080", "#ffffff")


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [CONTRAST, CONTRAST_LIGHT])
def test_every_text_of_high_contrast_is_readable(theme):
    colors = paints(theme.name)
    for name, style in vars(colors).items():
        if isinstance(style, Style) and style.color is not None:
            ground = style.bgcolor.name if style.bgcolor else colors.background
            assert contrast(style.color.name, ground) >= READABLE, name
    for color in (theme.success, theme.warning, theme.error, theme.secondary):
        assert contrast(color, theme.background) >= READABLE
    assert contrast(theme.foreground, theme.panel) >= READABLE
    assert contrast(theme.secondary, theme.panel) >= READABLE


@pytest.mark.parametrize("ground", ["#000000", "#ffffff"])
@pytest.mark.parametrize("color", CODEBOOK_COLORS)
def test_any_code_colour_becomes_readable(color, ground):
    assert contrast(readable(color, ground), ground) >= READABLE


@pytest.mark.parametrize("theme", [CONTRAST, CONTRAST_LIGHT])
def test_what_lies_on_a_text_differs_by_signs_alone(theme):
    colors = paints(theme.name)

    def signs(*styles: Style) -> tuple[bool, ...]:
        style = sum(styles, colors.text)
        return tuple(bool(s) for s in (style.bold, style.italic, style.underline, style.reverse))

    looks = [
        signs(),
        signs(colors.sentence),
        signs(colors.tint("#0072B2", 1)),
        signs(colors.suggested),
        signs(colors.marked),
    ]
    assert len(set(looks)) == len(looks)
    assert signs(colors.caret) not in looks
    assert signs(colors.marked, colors.caret) != signs(colors.marked)


@pytest.mark.parametrize(
    ("chosen", "few", "shown"),
    [
        (DARK, False, DARK),
        (LIGHT, False, LIGHT),
        (DARK, True, CONTRAST),
        (LIGHT, True, CONTRAST_LIGHT),
        (CONTRAST, True, CONTRAST),
    ],
)
def test_few_colours_are_met_by_signs(chosen, few, shown):
    assert shown_theme(chosen.name, few_colors=few) == shown.name


def test_themes_without_a_colour_get_safe_ones():
    entries = tuple(
        ThemeEntry(id=f"t{i}", name=f"主題{i}", codes=(CodeEntry(id=f"c{i}", name="碼"),)) for i in range(8)
    )
    codes = flatten(CodebookFile(title="書", themes=entries))
    assert [c.color for c in codes if c.level == "theme"] == [*SAFE_COLORS, *SAFE_COLORS[:2]]
    assert all(c.color == codes[i - 1].color for i, c in enumerate(codes) if c.level == "code")


@pytest.mark.parametrize("theme", ["coder-dark", "coder-light", "coder-contrast"])
def test_without_colour_all_marks_stay_visible(study, theme, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    text = study.transcript("firm-a").text
    coded, marked = text.index("老實說"), text.index("每家用")
    Desk(study).code(study.transcript("firm-a"), Span(coded, coded + 11), ["cert"])

    async def go() -> None:
        app = CoderApp(study, Settings(theme=theme), "firm-a")
        app.few_colors = app.no_color
        app.show_theme()
        async with app.run_test(size=(120, 40)) as pilot:
            await app.workers.wait_for_complete()
            view = app.screen.view
            view.go_to(marked + 5, Span(marked, marked + 5))
            await pilot.pause()
            looks = _looks(app, "受訪者：老實說")
            assert looks["證"][2]
            assert looks["家"][3]
            assert looks["具"][2:] != looks["家"][2:]
            assert "[" in frame(app) or "⎡" in frame(app)

    asyncio.run(go())


def _looks(app: CoderApp, row: str) -> dict[str, tuple[bool, ...]]:
    """Return of each sign in the rows from `row` on: bold, italic, underlined, reversed."""
    found: dict[str, tuple[bool, ...]] = {}
    strips = app.screen._compositor.render_strips()
    first = next(i for i, s in enumerate(strips) if row in s.text)
    for strip in strips[first : first + 3]:
        for segment in strip:
            style = segment.style or Style()
            for sign in segment.text:
                found.setdefault(
                    sign, (bool(style.bold), bool(style.italic), bool(style.underline), bool(style.reverse))
                )
    return found
