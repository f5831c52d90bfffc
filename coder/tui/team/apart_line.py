"""The line that tells on an object's own screen that people changed it apart, until an act settles it."""

from __future__ import annotations

from collections.abc import Iterable

from coder.i18n import _
from coder.record.union.unsettled import is_unsettled
from coder.tui.frame.base import DeskScreen
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import paragraphs


def apart_rows(screen: DeskScreen, kind: str, key: str, width: int) -> list[Row]:
    """Return the line with the key to the queue; nothing where the object does not stand apart."""
    if not is_unsettled(screen.study, kind, key):
        return []
    words = screen.with_keys(_("In conflict: changed apart, not settled; {conflicts} shows both sides."))
    return [((f" {line}", screen.paints.warn),) for line in paragraphs(words, max(10, width - 2))]


def apart_note(screen: DeskScreen, objects: Iterable[tuple[str, str]]) -> str:
    """Return in a few words, with the key to the queue, that one of these objects stands apart, or nothing."""
    if not screen.study.journal.moment() or not any(is_unsettled(screen.study, kind, key) for kind, key in objects):
        return ""
    return screen.with_keys(_("in conflict: {conflicts}"))
