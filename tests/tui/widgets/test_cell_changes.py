"""Drawing just the changed cells must leave the row that drawing all of it would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from coder.tui.widgets.cell_changes import changed_cells

STYLES = (Style(color="red"), Style(color="blue"), Style(bold=True))
pieces = st.lists(st.tuples(st.text(alphabet="ab證照，e\u0301", max_size=4), st.sampled_from(STYLES)), max_size=6)


def row(parts) -> Strip:
    return Strip([Segment(text, style) for text, style in parts]).adjust_cell_length(24, STYLES[0])


def glyphs(strip):
    return [(char, segment.style) for segment in strip for char in segment.text]


@given(pieces, pieces)
def test_what_is_left_alone_looks_alike(old_parts, new_parts):
    old, new = row(old_parts), row(new_parts)
    cells = changed_cells(old, new)
    if cells is None:
        assert glyphs(old) == glyphs(new)
        return
    left, right = cells
    drawn = Strip.join([old.crop(0, left), new.crop(left, right), old.crop(right, 24)])
    assert glyphs(drawn) == glyphs(new)


def test_one_changed_glyph_is_one_region():
    plain, marked = STYLES[0], STYLES[1]
    old = [Segment("證照幾乎沒在看", plain)]
    new = [Segment("證照", plain), Segment("幾", marked), Segment("乎沒在看", plain)]
    assert changed_cells(old, new) == (4, 6)
