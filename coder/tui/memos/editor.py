"""Writing a memo."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static, TextArea

from coder.coding.acts import Desk, Outcome
from coder.coding.memos import Draft, DraftKeeper, Place
from coder.errors import CoderError
from coder.i18n import _
from coder.model.coding import Memo
from coder.tui.frame.command_table import EDITOR
from coder.tui.frame.stated import Stated

_KEEP_SECONDS = 1.0


class MemoScreen(Stated, ModalScreen[Outcome | None]):
    """An editor over the screen that saves by itself; returns what the act did, None when left.

    What is written is kept as a draft once a second, so neither a failed save nor a crash loses it; the draft is
    offered when the same memo is opened again.
    """

    COMMANDS_HERE = EDITOR

    def __init__(self, desk: Desk, place: Place, title: str, old: Memo | None = None) -> None:
        super().__init__()
        self._desk, self._place, self._title, self._old = desk, place, title, old
        self._saved = old.text if old else ""
        self._keeper = DraftKeeper(desk.study, place, old)
        self._draft = self._fresh(self._keeper.recall())
        self._text = self._draft.text if self._draft else self._saved
        self._timer: Timer | None = None
        self._warned: str | None = None
        self._finished = False

    def _fresh(self, draft: Draft | None) -> Draft | None:
        return draft if draft and draft.text.strip() and draft.text != self._saved else None

    def compose(self) -> ComposeResult:
        """Lay out title, editor and keys."""
        with Vertical(id="memo-box"):
            yield Static(Content(_("Memo: {quote}").format(quote=self._title)), id="memo-title")
            yield TextArea(self._text, id="memo-text", soft_wrap=True, show_line_numbers=False)
            yield Static(id="memo-keys")

    def on_mount(self) -> None:
        """Begin to write at the end."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)
        if self._draft:
            time = self._draft.at[5:16].replace("T", " ")
            self._tell(_("Unsaved text of {time} is back | ^S save | ^O the saved text | Esc leave").format(time=time))
        else:
            self._tell(_("^S or F4 save | Esc leave | an empty memo is removed"))

    def _tell(self, sentence: str) -> None:
        self.query_one("#memo-keys", Static).update(Content(sentence))

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        """Keep a draft soon; keys that come meanwhile are in it."""
        self._text = event.text_area.text
        if self._timer is None:
            self._timer = self.set_timer(_KEEP_SECONDS, self._keep)

    def _keep(self) -> None:
        self._timer = None
        if self._finished:
            return
        if self._text == self._saved:
            self._keeper.forget()
        else:
            self._keeper.keep(self._text)

    def on_unmount(self) -> None:
        """Keep the draft where the program ends around the open editor."""
        if self._timer is not None:
            self._keep()

    def action_save(self) -> None:
        """Write the memo; one that could not be saved stays here."""
        self._text = self.query_one(TextArea).text
        if not self._text.strip() and self._old is None:
            self._leave(None)
            return
        try:
            place = self._place
            outcome = self._desk.write_memo(
                self._text, place.kind, place.target, place.span, self._old, place.text_hash
            )
        except CoderError as error:
            self._keep()
            self._tell(error.message + (f" | {error.hint}" if error.hint else ""))
            return
        self._leave(outcome)

    def action_saved_text(self) -> None:
        """Change between the text that is saved and the draft."""
        area = self.query_one(TextArea)
        if area.text != self._saved:
            self._draft = Draft(area.text, "")
            area.load_text(self._saved)
            self._tell(_("This is the saved text | ^O what was not saved | Esc leave"))
        elif self._draft is not None:
            area.load_text(self._draft.text)
            self._tell(_("^S or F4 save | Esc leave | an empty memo is removed"))
        area.move_cursor(area.document.end)

    def action_leave(self) -> None:
        """Leave; a changed text is given up only on a second Esc."""
        self._text = self.query_one(TextArea).text
        if self._text not in {self._saved, self._warned}:
            self._tell(_("Changed: ^S saves, Esc again leaves it unsaved"))
            self._warned = self._text
            return
        self._leave(None)

    def _leave(self, outcome: Outcome | None) -> None:
        self._finished = True
        self._keeper.forget()
        self.dismiss(outcome)
