"""The rows of the study at a glance, their bars drawn in cells, and what Enter on each opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style

from coder.i18n import _
from coder.tui.frame.palette import Paints
from coder.tui.home.glance import Glance, Waiting
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad, pad_start

_MOST = 10
_LEAST_BAR, _GAP = 4, 2
_SHARE_FROM = 6
"""From so many characters on, a share stands instead of two numbers."""


class GlanceItem(NamedTuple):
    """A row: a name, how long its bar is (0 … 1; None without one), and up to two numbers.

    Enter opens the passages of `code`, or else `place`.
    """

    name: str
    share: float | None = None
    numbers: tuple[str, ...] = ()
    color: str = ""
    code: str = ""
    place: str = ""

    @property
    def is_head(self) -> bool:
        """Whether the row names those below it."""
        return not (self.code or self.place)


def glance_items(glance: Glance, waiting: Waiting) -> list[GlanceItem]:
    """Return themes, what waits, and coders, each under its head."""
    return [*_themes(glance), *_waiting(waiting), *_coders(glance)]


def _themes(glance: Glance) -> Iterator[GlanceItem]:
    yield GlanceItem(_("themes of {count} cases").format(count=glance.cases), None, (_("passages"), _("cases")))
    longest = max((one.passages for one in glance.themes), default=0)
    for one in glance.themes[:_MOST]:
        numbers = (f"{one.passages:,}", f"{one.cases:,}")
        yield GlanceItem(one.code.title, one.passages / longest, numbers, one.code.color, code=one.code.id)
    if (more := len(glance.themes) - _MOST) > 0:
        yield GlanceItem(_("{count} others").format(count=more), place="codebook")
    if not glance.themes:
        yield GlanceItem(_("no passages coded yet"), place="codebook")


def _waiting(waiting: Waiting) -> Iterator[GlanceItem]:
    yield GlanceItem(_("what waits"))
    rows = (
        (_("suggestions"), waiting.suggestions, "suggestions"),
        (_("codings under an older definition"), waiting.reviews, "review"),
        (_("changed apart"), waiting.conflicts, "conflicts"),
        (_("displaced codings"), waiting.displaced, "lost"),
        (_("findings that changed since they were signed off"), waiting.changed, "findings"),
    )
    some = [GlanceItem(name, None, (f"{count:,}",), place=place) for name, count, place in rows if count]
    yield from some or [GlanceItem(_("nothing waits"), place="tasks")]


def _coders(glance: Glance) -> Iterator[GlanceItem]:
    yield GlanceItem(_("coders, transcripts"), None, (_("codings"), ""))
    for one in glance.coders:
        share = one.transcripts / glance.transcripts if glance.transcripts else 0
        told = f"{one.transcripts}/{glance.transcripts}"
        told = told if len(told) <= _SHARE_FROM else f"{share:.0%}"
        yield GlanceItem(one.name, share, (f"{one.codings:,}", told), place="history")


class GlanceWidths(NamedTuple):
    """The cells that the longest name beside a bar takes, and those of each number with the gap before it."""

    name: int
    numbers: tuple[int, ...]


def glance_widths(items: Sequence[GlanceItem]) -> GlanceWidths:
    """Return the widths that show each name and number whole."""
    longest = max((cell_len(item.name) for item in items if item.share is not None), default=0)
    columns = zip_longest(*(item.numbers for item in items), fillvalue="")
    return GlanceWidths(longest, tuple(max(map(cell_len, column)) + _GAP for column in columns))


def glance_row(item: GlanceItem, width: int, widths: GlanceWidths, paints: Paints, *, here: bool) -> Row:
    """Return a row with its bar between name and numbers, told whether it is in focus; names go before bars."""
    look = Style(reverse=True) if here else Style()
    style = (paints.quiet if item.is_head else paints.text) + look
    numbers = "".join(map(pad_start, item.numbers, widths.numbers)) + " "
    if item.is_head:
        numbers = " " + numbers.lstrip()  # no bar stands between: the head has the room of the numbers' first gap too
    room = max(4, width - cell_len(numbers))
    if item.share is None:
        name = " " + fit(item.name, room - 1) if item.is_head else "  " + fit(item.name, room - 2)
        return ((pad(name, room), style), (numbers, style))
    bar = max(_LEAST_BAR, min(room // 2, room - widths.name - 3))
    name = pad("  " + fit(item.name, room - bar - 3), room - bar)
    filled = max(1, min(bar, round(bar * item.share))) if item.share else 0
    ink = paints.bracket(item.color) if item.color else paints.quiet
    return ((name, style), ("█" * filled, ink), (" " * (bar - filled), style), (numbers, style))
