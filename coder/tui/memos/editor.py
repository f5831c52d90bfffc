"""Writing a memo."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult

from coder.coding.acts import Desk
from coder.coding.memos import Place, draft_key, place_of, require_target
from coder.errors import CoderError, ConflictError
from coder.i18n import _
from coder.model.coding import Memo
from coder.record.drafts import Draft, DraftKeeper
from coder.record.outcome import Outcome
from coder.tui.frame.asking.both_texts import BothTexts, Which, taken
from coder.tui.frame.asking.box import Box
from coder.tui.frame.asking.kept_text import KeptText
from coder.tui.frame.stated import Stated
from coder.tui.memos.commands import EDITOR
from coder.tui.widgets.fields import TextField

if TYPE_CHECKING:
    from coder.tui.frame.host import Host


class MemoScreen(Stated, Box[Outcome | None], KeptText):
    """An editor over the screen that saves by itself; returns what the act did, None when left.

    What is written is kept as a draft once a second, so neither a failed save nor a crash loses it; the draft is
    offered when the same memo is opened again.
    """

    COMMANDS_HERE = EDITOR
    SHAPE = "memo"

    def __init__(self, desk: Desk, place: Place, title: str, old: Memo | None = None) -> None:
        super().__init__(_("Memo: {quote}").format(quote=title))
        self._desk, self._place, self._old = desk, place, old
        self.saved = self.stands = old.text if old else ""
        self.keeper = DraftKeeper(desk.study, draft_key(place, old))
        self._draft = self._fresh(self.keeper.recall())
        if self._draft is not None and self._draft.read is not None:
            # A draft written over an older text meets the newer one when it is saved.
            self.saved = self._draft.read
        self.written = self._draft.text if self._draft else self.saved

    def _with_keys(self, text: str, **values: object) -> str:
        return self.filled(text, cast("Host", self.app).settings.keys, **values)

    def _fresh(self, draft: Draft | None) -> Draft | None:
        return draft if draft and draft.text.strip() and draft.text != self.stands else None

    def body(self) -> ComposeResult:
        """Yield the editor."""
        self.keys = self._hint()
        yield TextField(self.written, id="memo-text", soft_wrap=True, show_line_numbers=False)

    def _hint(self) -> str:
        """Return the keys, and that a draft is back."""
        if self._draft is None:
            return self._with_keys(_("{memo_save} save | {memo_leave} leave | an empty memo is removed"))
        told = _(
            "Unsaved text of {time} is back | {memo_save} save | {memo_saved_text} saved text | {memo_leave} leave"
        )
        return self._with_keys(told, time=self._draft.at[5:16].replace("T", " "))

    def on_mount(self) -> None:
        """Begin to write at the end."""
        self.begin_writing()

    def action_save(self) -> None:
        """Write the memo; one that could not be saved stays here."""
        self.written = self.area.text
        if not self.written.strip() and self._old is None:
            self._leave(None)
            return
        if self._old is not None and self.stands not in (self.saved, self.written):
            self._show_both(self._old)
            return
        try:
            place = self._place
            outcome = self._desk.write_memo(
                self.written, place.kind, place.target, place.span, self._old, place.text_hash
            )
        except ConflictError as error:
            self.try_to_keep()
            self._differs(error)
            return
        except CoderError as error:
            self.try_to_keep()
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
        theirs, study = now.text if now else "", self._desk.study

        def joined(which: Which | None) -> None:
            if which is not None:
                self._old, self.saved, self.stands = now, theirs, theirs
                self.area.load_text(taken(which, self.written, theirs))
                self.tell(self._with_keys(_("{memo_save} saves this text in place of the other")))

        self.app.push_screen(BothTexts(self.written, theirs, study.project().coder_name(study.coder)), joined)

    def action_saved_text(self) -> None:
        """Change between the text that is saved and the draft."""
        area = self.area
        if area.text != self.stands:
            self._draft, self.saved = Draft(area.text, ""), self.stands
            area.load_text(self.stands)
            told = _("This is the saved text | {memo_saved_text} what was not saved | {memo_leave} leave")
            self.tell(self._with_keys(told))
        elif self._draft is not None:
            area.load_text(self._draft.text)
            self.tell(self._with_keys(_("{memo_save} save | {memo_leave} leave | an empty memo is removed")))
        area.move_cursor(area.document.end)

    def action_leave(self) -> None:
        """Leave; what is not saved stays as a draft."""
        if not self.may_leave():
            return
        self.finished = True
        self.dismiss(None)

    def _leave(self, outcome: Outcome | None) -> None:
        self.let_go()
        self.dismiss(outcome)
