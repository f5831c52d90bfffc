"""What is sent to a terminal shows the same with fewer bytes."""

import pyte
from hypothesis import example, given
from hypothesis import strategies as st
from rich.color import Color
from rich.style import Style

from coder.tui.terminal.lean_colours import lean

_COLOURS = st.none() | st.sampled_from(["#161d1d", "#d8dee9", "red", "bright_blue", "color(200)"]).map(Color.parse)
_STYLES = st.builds(Style.from_color, _COLOURS, _COLOURS) | st.sampled_from(
    [Style(bold=True), Style(dim=True, underline=True, color="#56b4e9"), Style(reverse=True)]
)
_TEXTS = st.sampled_from(["經驗", " ", "a b", "\r\n", "\x1b[3;85H", "\x1b[?2026l", ""])


def _shown(data: str) -> list[dict[int, object]]:
    """Return what a terminal shows, with its colours."""
    screen = pyte.Screen(90, 6)
    pyte.Stream(screen).feed(data)
    return [dict(screen.buffer[row]) for row in range(6)]


@example([(Style(color="#161d1d", bgcolor="#161d1d"), "經驗"), (Style(bold=True), "經驗")])
@given(st.lists(st.tuples(_STYLES, _TEXTS), max_size=12))
def test_it_shows_the_same_with_no_more_bytes(stretches):
    data = "".join(style.render(text) for style, text in stretches)
    assert _shown(lean(data)) == _shown(data)
    assert len(lean(data)) <= len(data)
    assert not stretches or lean(data + "x").endswith("x")


def test_a_colour_that_stays_is_said_once():
    dark = "48;2;22;24;29"
    data = f"\x1b[38;2;1;2;3;{dark}m誰\x1b[0m\x1b[1;38;2;1;2;3;{dark}m說\x1b[0m\r\n\x1b[3;4H\x1b[38;2;9;9;9;{dark}m話\x1b[0m"
    assert lean(data) == f"\x1b[38;2;1;2;3;{dark}m誰\x1b[1m說\r\n\x1b[3;4H\x1b[0;38;2;9;9;9;{dark}m話\x1b[0m"


def test_what_erases_is_written_without_colours():
    assert lean("\x1b[41mx\x1b[0m\x1b[2J") == "\x1b[41mx\x1b[0m\x1b[2J"


def test_an_unknown_code_leaves_all_as_it_is():
    data = "\x1b[1mx\x1b[0m\x1b[1my\x1b[22mz"
    assert lean(data) == data
