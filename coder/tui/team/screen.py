"""The queue of what people changed apart: as it was, and both sides beside each other; one key lets a side stand."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Horizontal

from coder.coding.undo_place import UndoPlace
from coder.i18n import N_, _, listed
from coder.team.conflicts import VERB, Conflict, conflicts, settle
from coder.tui.frame.queue import QueueScreen
from coder.tui.team.commands import CONFLICTS
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import pad, paragraphs

_TITLE, _PEOPLE = 40, 24


class ConflictsScreen(QueueScreen[Conflict]):
    """What stands apart in a list; below it what it was, what holds now, and the other side."""

    COMMANDS_HERE = CONFLICTS
    NOTHING = N_("No conflicts. {conflict_leave}: back")
    DEFAULT_CLASSES = "sample"
    SCREEN_TITLE = N_("Conflicting changes: {count} to settle | {title}")

    def body(self) -> ComposeResult:
        """Yield the list and three panes."""
        yield Listing(id=self.LIST)
        with Horizontal(id="looked"):
            yield Pane(id="old")
            yield Pane(id="quote")
            yield Pane(id="meaning")

    def undo_place(self) -> UndoPlace:
        """Return the place: what was settled."""
        return UndoPlace(lambda act: "here" if act.verb == VERB else "elsewhere")

    def reload(self, at: str = "") -> None:
        """Read what waits; the focus stays."""
        self.take(conflicts(self.study), at)

    def row(self, item: Conflict, *, here: bool) -> Row:
        """Return the row of a conflict: the object, who changed it, and in what."""
        style = self.paints.text + Style(reverse=here)
        people = " / ".join(side.coder or "-" for side in item.sides)
        fields = listed(field.label for field in item.fields)
        return (
            (pad(f" {item.title}", _TITLE), style),
            (pad(f" {people}", _PEOPLE), style),
            (pad(f" {fields}", max(10, self.size.width - _TITLE - _PEOPLE)), style),
        )

    def looked(self, item: Conflict, width: int, height: int, room: int) -> tuple[Sequence[Row], Sequence[Row]]:  # noqa: ARG002  what is too much is cut
        """Return what holds now, and the other sides."""
        holds = self._side(item, 0, width)
        others = [row for number in range(1, len(item.sides)) for row in self._side(item, number, room)]
        return holds, others

    def show_detail(self) -> None:
        """Show the conflict in focus: what it was stands first."""
        super().show_detail()
        old, here = self.query_one("#old", Pane), self.here
        width = max(10, (old.size.width or self.size.width // 3) - 1)
        rows: list[Row] = []
        if here is not None:
            rows = [((" " + _("Before"), self.paints.quiet),)]
            for field in here.fields:
                rows += self._field(field.label, field.before, width, Style())
        old.show(rows, self.paints.text)

    def _side(self, item: Conflict, number: int, width: int) -> list[Row]:
        side = item.sides[number]
        holds = _("holds until settled") if number == 0 else ""
        head = " | ".join(part for part in (f"{side.number}  {side.coder or '-'}", side.at, holds) if part)
        rows: list[Row] = [((" " + line, self.paints.strong),) for line in paragraphs(head, width)]
        for field in item.fields:
            changed = field.sides[number] != field.before
            rows += self._field(field.label, field.sides[number], width, Style(bold=changed))
        return [*rows, ()]

    def _field(self, label: str, words: str, width: int, style: Style) -> list[Row]:
        rows: list[Row] = [((" " + label, self.paints.quiet),)]
        return rows + [((" " + line, self.paints.text + style),) for line in paragraphs(words, width)]

    def action_stand(self, number: int) -> None:
        """Let a side stand, and go to the next."""
        here = self.here
        if here is None or number > len(here.sides):
            return
        after = self.items[self.listing.at + 1 :]
        self.attempt(lambda: settle(self.study, here, number), after[0].id if after else "")
