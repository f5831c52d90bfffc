"""Writing a memo."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static, TextArea

from coder.coding.acts import Desk
from coder.coding.memos import Place, draft_key, place_of, require_target
from coder.errors import CoderError, ConflictError
from coder.i18n import _
from coder.model.coding import Memo
from coder.record.drafts import Draft, DraftKeeper
from coder.record.outcome import Outcome
from coder.tui.frame.asking.both_texts import BothTexts, Which, taken
from coder.tui.frame.command_table import EDITOR
from coder.tui.frame.drafting import Drafting
from coder.tui.frame.stated import Stated
from coder.tui.widgets.fields import TextField, TooLong

if TYPE_CHECKING:
    from coder.tui.frame.host import Host

_KEEP_SECONDS = 1.0


class MemoScreen(Drafting, Stated, ModalScreen[Outcome | None]):
    """An editor over the screen that saves by itself; returns what the act did, None when left.

    What is written is kept as a draft once a second, so neither a failed save nor a crash loses it; the draft is
    offered when the same memo is opened again.
    """

    COMMANDS_HERE = EDITOR

    def __init__(self, desk: Desk, place: Place, title: str, old: Memo | None = None) -> None:
        super().__init__()
        self._desk, self._place, self._title, self._old = desk, place, title, old
        self._saved = old.text if old else ""
        self._keeper = DraftKeeper(desk.study, draft_key(place, old))
        self._draft = self._fresh(self._keeper.recall())
        # A draft written over an older text meets the newer one when it is saved.
        self._unseen = self._draft is not None and self._draft.read not in (None, self._saved)
        self._text = self._draft.text if self._draft else self._saved
        self._timer: Timer | None = None
        self._finished = False

    def _with_keys(self, text: str, **values: object) -> str:
        return self.filled(text, cast("Host", self.app).settings.keys, **values)

    def _fresh(self, draft: Draft | None) -> Draft | None:
        return draft if draft and draft.text.strip() and draft.text != self._saved else None

    def compose(self) -> ComposeResult:
        """Lay out title, editor and keys."""
        with Vertical(id="memo-box"):
            yield Static(Content(_("Memo: {quote}").format(quote=self._title)), id="memo-title")
            yield TextField(self._text, id="memo-text", soft_wrap=True, show_line_numbers=False)
            yield Static(id="memo-keys")

    def on_mount(self) -> None:
        """Begin to write at the end."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)
        if self._draft:
            time = self._draft.at[5:16].replace("T", " ")
            told = _(
                "Unsaved text of {time} is back | {memo_save} save | {memo_saved_text} saved text | {memo_leave} leave"
            )
            self.tell(self._with_keys(told, time=time))
        else:
            self.tell(self._with_keys(_("{memo_save} save | {memo_leave} leave | an empty memo is removed")))

    def tell(self, sentence: str) -> None:
        """Say something below the text."""
        self.query_one("#memo-keys", Static).update(Content(sentence))

    @on(TooLong)
    def _is_full(self, event: TooLong) -> None:
        event.stop()
        self.tell(event.sentence)

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        """Keep a draft soon; keys that come meanwhile are in it."""
        self._text = event.text_area.text
        if self._timer is None:
            self._timer = self.set_timer(_KEEP_SECONDS, self._keep)

    def keep_draft(self) -> None:
        """Keep what is written now, whether or not its change was told yet."""
        if areas := self.query(TextArea):
            self._text = areas.first().text
        self._keep()

    def _keep(self) -> None:
        self._timer = None
        if self._finished:
            return
        if self._text == self._saved:
            self._keeper.forget()
        else:
            self._keeper.keep(self._text, self._saved)

    def on_unmount(self) -> None:
        """Keep the draft where the program ends around the open editor; its field may be gone by now."""
        if self._timer is not None:
            self._keep()

    def action_save(self) -> None:
        """Write the memo; one that could not be saved stays here."""
        self._text = self.query_one(TextArea).text
        if not self._text.strip() and self._old is None:
            self._leave(None)
            return
        if self._unseen and self._old is not None and self._text != self._saved:
            self._show_both(self._old)
            return
        try:
            place = self._place
            outcome = self._desk.write_memo(
                self._text, place.kind, place.target, place.span, self._old, place.text_hash
            )
        except ConflictError as error:
            self._keep()
            self._differs(error)
            return
        except CoderError as error:
            self._keep()
            self.tell(error.message + (f" | {error.hint}" if error.hint else ""))
            return
        self._leave(outcome)

    def _differs(self, error: ConflictError) -> None:
        """Show what another window made of the memo meanwhile, beside what is written here."""
        study = self._desk.study
        now = study.reader.one(Memo, self._old.id) if self._old else None
        if self._old is not None and now != self._old:
            try:
                require_target(study, place_of(self._old))
            except CoderError as gone:
                error = ConflictError(gone.message, gone.hint)
            else:
                self._show_both(now)
                return
        self.tell(error.message + (f" | {error.hint}" if error.hint else ""))

    def _show_both(self, now: Memo | None) -> None:
        """Let the person choose between the text here and the memo as it is now; then that is what was read."""
        theirs = now.text if now else ""

        def joined(which: Which | None) -> None:
            if which is not None:
                self._old, self._saved, self._unseen = now, theirs, False
                self.query_one(TextArea).load_text(taken(which, self._text, theirs))
                self.tell(self._with_keys(_("{memo_save} saves this text in place of the other")))

        self.app.push_screen(BothTexts(self._text, theirs, self._desk.study.coder), joined)

    def action_saved_text(self) -> None:
        """Change between the text that is saved and the draft."""
        area = self.query_one(TextArea)
        if area.text != self._saved:
            self._draft = Draft(area.text, "")
            area.load_text(self._saved)
            told = _("This is the saved text | {memo_saved_text} what was not saved | {memo_leave} leave")
            self.tell(self._with_keys(told))
        elif self._draft is not None:
            area.load_text(self._draft.text)
            self.tell(self._with_keys(_("{memo_save} save | {memo_leave} leave | an empty memo is removed")))
        area.move_cursor(area.document.end)

    def action_leave(self) -> None:
        """Leave; what is not saved stays as a draft."""
        self.keep_draft()
        self._finished = True
        self.dismiss(None)

    def _leave(self, outcome: Outcome | None) -> None:
        self._finished = True
        self._keeper.forget()
        self.dismiss(outcome)
