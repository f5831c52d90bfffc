"""Undo and redo on every screen: what lies here at once, what lies elsewhere when it was named and wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coder.i18n import _, listed

if TYPE_CHECKING:
    from coder.coding.acts import Way
    from coder.coding.undo_place import UndoPlace
    from coder.model.journal.change import ActSummary
    from coder.record.outcome import Outcome
    from coder.tui.frame.base import DeskScreen

Act = Callable[[], "Outcome"]


def take_back(screen: DeskScreen, place: UndoPlace, way: Way, attempt: Callable[[Act], object]) -> None:
    """Take back, or do again, the person's last act here; ask first where it lies elsewhere or reaches further."""
    from coder.coding.undo_place import next_act
    from coder.tui.frame.asking.questions import ConfirmScreen

    found = next_act(screen.study.journal, screen.study.coder, place, way, screen.own_acts, screen.left_standing)
    if found is None:
        screen.say(_("nothing to undo") if way == "undo" else _("nothing to redo"), bad=True)
        return

    def turn() -> object:
        return attempt(lambda: screen.coder_app.desk.turn(found.act, way))

    if not found.asks:
        turn()
        return

    def answered(wanted: bool | None) -> None:
        if wanted:
            turn()
            return
        screen.left_standing.add(found.act.act)
        screen.say_quietly(_("left as it is: {what}").format(what=screen.coder_app.desk.said(found.act)))

    title = _("This act is in another place or covers more. Undo it?")
    if way == "redo":
        title = _("This act is in another place or covers more. Redo it?")
    screen.app.push_screen(ConfirmScreen(title, _lines(screen, found.act)), answered)


def _lines(screen: DeskScreen, act: ActSummary) -> list[str]:
    """Return what an act did, on which transcripts, when."""
    from coder.tui.audit.history_rows import local_time

    known = screen.project.transcript_by_id
    names = [known[key].name for key in sorted(screen.study.journal.transcripts_of(act.act)) if key in known]
    shown = listed(names[:3]) + ("…" if len(names) > 3 else "")  # noqa: PLR2004  three names fit a line
    return [
        screen.coder_app.desk.said(act),
        *([_("in {names}").format(names=shown)] if names else []),
        local_time(act.at)[:16],
    ]
