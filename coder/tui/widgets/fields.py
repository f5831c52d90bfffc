"""Fields that one writes in; each has a limit, and what is longer is not taken and says so."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Input, TextArea
from textual.widgets.text_area import EditResult, Location

from coder.i18n import _
from coder.model.lengths import LINE, TEXT
from coder.tui.widgets.telling import Telling


class TooLong(Message):
    """More was typed or pasted than a field holds; the sentence says how much that is."""

    def __init__(self, most: int, wanted: int) -> None:
        super().__init__()
        text = _("not taken: {count} characters, and at most {most} fit here")
        self.sentence = text.format(count=f"{wanted:,}", most=f"{most:,}")


class LineField(Telling, Input):
    """A line of text; what stands in it may be longer than its limit, and can be made shorter."""

    MOST = LINE

    def replace(self, text: str, start: int, end: int) -> None:
        """Put text in the place of some of the line's, as far as there is room."""
        first, last = sorted((max(0, start), min(len(self.value), end)))
        wanted = len(self.value) - (last - first) + len(text)
        if wanted > self.MOST and wanted >= len(self.value):
            self.post_message(TooLong(self.MOST, wanted))
            return
        super().replace(text, start, end)


class TextField(Telling, TextArea):
    """A text of many lines."""

    MOST = TEXT

    def _replace_via_keyboard(self, insert: str, start: Location, end: Location) -> EditResult | None:
        """Put text in the place of some other, as far as there is room."""
        wanted = sum(map(len, self.document.lines)) + len(insert)
        if insert and wanted > self.MOST:
            self.post_message(TooLong(self.MOST, wanted))
            return None
        return super()._replace_via_keyboard(insert, start, end)
