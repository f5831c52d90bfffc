"""All memos of the study: find them, read them, go to their place, write more."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Input

from coder.coding.acts import Outcome
from coder.coding.memos import TARGETS, MemoEntry, Place, find_memos, list_memos, target_name
from coder.i18n import _
from coder.model.coding import MemoTarget
from coder.tui.frame.base import DeskScreen
from coder.tui.frame.command_table import MEMOS
from coder.tui.frame.questions import ChooseScreen, TellScreen
from coder.tui.memos.editor import MemoScreen
from coder.tui.memos.rows import facts_of, head_of, item_rows, target_options, whole_rows
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import fit

_NARROW = 100
_UNDONE = frozenset({"memo"})


class MemosScreen(DeskScreen):
    """The memos in a list, the one in focus in full beside it."""

    COMMANDS_HERE = MEMOS

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[MemoEntry] = []
        self._shown: list[MemoEntry] = []
        self._words = ""
        self._kind: MemoTarget | None = None
        self._coder: str | None = None
        self._top = 0

    def compose(self) -> ComposeResult:
        """Lay out title, list, memo and foot."""
        yield Pane(id="title")
        yield Pane(id="memos-filter")
        with Container(id="memos-body"):
            yield Listing(id="memos")
            yield Pane(id="memo-whole")
        with Vertical(id="foot"):
            yield Pane(id="status")
            yield Pane(id="keys")
        yield Input(id="memos-find", compact=True)

    def on_mount(self) -> None:
        """Show the newest memo."""
        self.set_class(self.size.width < _NARROW, "narrow")
        self._list.focus()
        self.reload()

    def on_screen_resume(self) -> None:
        """Read again when coming back."""
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Put the memo below the list on a narrow screen."""
        self.set_class(event.size.width < _NARROW, "narrow")
        self.call_after_refresh(self.repaint)

    @property
    def _list(self) -> Listing:
        return self.query_one("#memos", Listing)

    @property
    def _focused(self) -> MemoEntry | None:
        """The memo in focus."""
        return self._shown[self._list.at] if self._list.at < len(self._shown) else None

    def follow(self) -> None:
        """Take over what another window wrote."""
        self.reload()

    def reload(self, key: str = "") -> None:
        """Read the memos and show them; the focus stays on its memo, or goes to the one with id `key`."""
        self._entries = list_memos(self.coder_app.study)
        self._narrow(key)

    def _narrow(self, key: str = "") -> None:
        """Show the memos that the filters let through."""
        here = key or (self._focused.memo.id if self._focused else "")
        self._shown = find_memos(self._entries, self._words, self._kind, self._coder)
        at = next((i for i, e in enumerate(self._shown) if e.memo.id == here), None)
        self._list.fill(len(self._shown), self._draw, at=self._list.at if at is None else at, each=2)
        self._top = 0
        self.repaint()

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        study = self.coder_app.study
        title = _("Memos") + f" | {study.project().title}"
        self.show_title(fit(title, max(20, self.size.width - 20)), self.who)
        self.query_one("#memos-find", Input).placeholder = _("find in the memos; Enter to the list, Esc clears")
        self._show_filter()
        self._list.fill(len(self._shown), self._draw, each=2)
        self._show_whole()
        self.show_keys()

    def _show_filter(self) -> None:
        kind = target_name(self._kind) if self._kind else _("everything")
        pieces = [
            _("{shown} of {all} memos").format(shown=len(self._shown), all=len(self._entries)),
            _("on: {kind}").format(kind=kind),
            _("by: {coder}").format(coder=self._coder or _("everybody")),
        ]
        if self._words:
            pieces.append(_("with: {words}").format(words=self._words))
        self.query_one("#memos-filter", Pane).show([((" " + " | ".join(pieces), self.paints.quiet),)], self.paints.text)

    def _draw(self, index: int, here: bool) -> tuple[Row, ...]:
        return item_rows(self._shown[index], self._list.size.width, self.paints, here=here)

    def _show_whole(self) -> None:
        pane, entry = self.query_one("#memo-whole", Pane), self._focused
        if entry is None:
            empty = _("No memo matches.") if self._entries else _("No memos yet: n writes one.")
            pane.show([((" " + empty, self.paints.quiet),)], self.paints.text)
            return
        rows = whole_rows(entry, self.coder_app.study.project(), self.paints, max(10, pane.size.width - 2))
        self._top = max(0, min(self._top, len(rows) - pane.size.height))
        pane.show(rows[self._top :], self.paints.text)

    @on(Listing.Moved, "#memos")
    def _moved(self, event: Listing.Moved) -> None:
        if not isinstance(event, Listing.Opened):
            self._top = 0
            self._show_whole()

    @on(Listing.Opened, "#memos")
    def _opened(self) -> None:
        """Go to the memo's place; where there is none, tell what it is on."""
        entry = self._focused
        if entry is None:
            return
        if entry.gone:
            self.say(_("what this memo is on is no longer there"), bad=True)
        elif entry.transcript is not None:
            self.coder_app.open_transcript(entry.transcript, entry.start)
        else:
            lines = facts_of(entry, self.coder_app.study.project())
            self.app.push_screen(TellScreen(head_of(entry), lines))

    def action_read(self, step: int) -> None:
        """Show more of a long memo."""
        self._top += step * max(1, self.query_one("#memo-whole", Pane).size.height - 2)
        self._show_whole()

    def action_find(self) -> None:
        """Open the find line."""
        field = self.query_one("#memos-find", Input)
        field.display = True
        field.focus()

    @on(Input.Changed, "#memos-find")
    def _finding(self, event: Input.Changed) -> None:
        self._words = event.value
        self._narrow()

    @on(Input.Submitted, "#memos-find")
    def _found(self, event: Input.Submitted) -> None:
        event.input.display = False
        self._list.focus()

    def action_leave(self) -> None:
        """Close the find line or forget what was looked for, else go back."""
        field = self.query_one("#memos-find", Input)
        if field.display or self._words:
            field.display = False
            field.value = ""
            self._words = ""
            self._list.focus()
            self._narrow()
        else:
            self.app.pop_screen()

    def action_kind(self, step: int) -> None:
        """Show memos on the next kind of thing."""
        kinds = (None, *TARGETS)
        self._kind = kinds[(kinds.index(self._kind) + step) % len(kinds)]
        self._narrow()

    def action_coder(self) -> None:
        """Show memos of the next coder: one's own first."""
        names = sorted({e.memo.coder for e in self._entries}, key=lambda n: (n != self.coder_app.study.coder, n))
        coders = (None, *names)
        at = coders.index(self._coder) if self._coder in coders else 0
        self._coder = coders[(at + 1) % len(coders)]
        self._narrow()

    def action_edit(self) -> None:
        """Edit the memo in focus."""
        entry = self._focused
        if entry is None:
            return
        if entry.memo.coder != self.coder_app.study.coder:
            self.say(_("this memo is {coder}'s").format(coder=entry.memo.coder), bad=True)
            return
        self._push_editor(MemoScreen(self.coder_app.desk, entry.place, head_of(entry), entry.memo))

    def _push_editor(self, screen: MemoScreen) -> None:
        def close(outcome: Outcome | None) -> None:
            if outcome is not None:
                self._done(outcome)

        self.app.push_screen(screen, close)

    def action_remove(self) -> None:
        """Remove the memo in focus; the act can be undone."""
        entry = self._focused
        if entry is not None:
            memo = entry.memo
            self._try(lambda: self.coder_app.desk.write_memo("", memo.target_kind, memo.target, None, memo))

    def action_undo(self) -> None:
        """Take back the last act on a memo."""
        self._try(lambda: self.coder_app.desk.undo(_UNDONE))

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._try(lambda: self.coder_app.desk.redo(_UNDONE))

    def _try(self, act: Callable[[], Outcome]) -> None:
        if (outcome := self.tried(act)) is not None:
            self._done(outcome)

    def _done(self, outcome: Outcome) -> None:
        """Show the memos as they are now; what the act did is on disk."""
        study = self.coder_app.study
        changed = study.changes(outcome.act)
        self.reload(changed[0].key if changed else "")
        self.say_saved(outcome)

    def action_new(self) -> None:
        """Ask what a new memo is on, and open the editor."""
        kinds: list[tuple[str, str]] = [(kind, target_name(kind)) for kind in TARGETS if kind != "coding"]
        entry = self._focused
        if entry is not None and not entry.gone:
            same = _("the same as the memo in focus: {name}").format(name=entry.title)
            kinds.insert(0, ("same", same))

        def chosen(key: str | None) -> None:
            if key == "same" and entry is not None:
                self._write(entry.place, head_of(entry))
            elif key == "study":
                self._write(Place("study", "study"), target_name("study"))
            elif key is not None:
                self._choose_target(key)

        self.app.push_screen(ChooseScreen(_("What is the memo on?"), kinds), chosen)

    def _choose_target(self, key: str) -> None:
        kind = next(k for k in TARGETS if k == key)
        options = target_options(self.coder_app.study.project(), kind)
        if not options:
            self.say(_("There is no {kind} yet.").format(kind=target_name(kind)), bad=True)
            return
        names = {target: label.strip() for target, label in options}

        def chosen(target: str | None) -> None:
            if target is not None:
                self._write(Place(kind, target), f"{target_name(kind)} {names[target]}")

        self.app.push_screen(ChooseScreen(_("Which {kind}?").format(kind=target_name(kind)), options), chosen)

    def _write(self, place: Place, title: str) -> None:
        self._push_editor(MemoScreen(self.coder_app.desk, place, title))
