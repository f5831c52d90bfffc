"""All memos of the study: find them, read them, go to their place, write more."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Input

from coder.coding.memos import TARGETS, MemoEntry, Place, find_memos, list_memos, target_name
from coder.i18n import N_, _
from coder.model.coding import MemoTarget
from coder.record.outcome import Outcome
from coder.tui.frame.asking.questions import TellScreen
from coder.tui.frame.list_detail import ListScreen
from coder.tui.memos.commands import MEMOS
from coder.tui.memos.editor import MemoScreen
from coder.tui.memos.rows import facts_of, head_of, item_rows, target_options, whole_rows
from coder.tui.team.apart_line import apart_rows
from coder.tui.widgets.fields import LineField
from coder.tui.widgets.pane import Pane, Row


class MemosScreen(ListScreen[MemoEntry]):
    """The memos in a list, the one in focus in full beside it."""

    COMMANDS_HERE = MEMOS
    SCREEN_TITLE = N_("Memos | {title}")
    KEY = "memo.id"
    LIST, DETAIL, EACH, NARROW = "memos", "memo-whole", 2, 100
    UNDONE = frozenset({"memo"})

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[MemoEntry] = []
        self._words = ""
        self._kind: MemoTarget | None = None
        self._coder: str | None = None

    def body(self) -> ComposeResult:
        """Yield filters, list and memo."""
        yield Pane(id="memos-filter")
        with Container(id="memos-body"):
            yield from super().body()

    def over_body(self) -> ComposeResult:
        """Yield the find line."""
        yield LineField(id="memos-find", compact=True)

    @property
    def _find_line(self) -> Input:
        return self.query_one("#memos-find", Input)

    def reload(self, at: str = "") -> None:
        """Read the memos and show them; the focus stays on its memo, or goes to the one with id `at`."""
        self._entries = list_memos(self.study)
        self._narrow(at)

    def _narrow(self, at: str = "") -> None:
        """Show the memos that the filters let through."""
        self.take(find_memos(self._entries, self._words, self._kind, self._coder), at)

    def show_list(self, at: int | None = None) -> None:
        """Show filters, memos and the one in focus."""
        self._find_line.placeholder = self.with_keys(_("find in the memos; Enter to the list, {memos_leave} clears"))
        self._show_filter()
        super().show_list(at)

    def _show_filter(self) -> None:
        kind = target_name(self._kind) if self._kind else _("everything")
        pieces = [
            _("{shown} of {all} memos").format(shown=len(self.items), all=len(self._entries)),
            _("on: {kind}").format(kind=kind),
            _("by: {coder}").format(coder=self.project.coder_name(self._coder) if self._coder else _("everybody")),
        ]
        if self._words:
            pieces.append(_("with: {words}").format(words=self._words))
        self.query_one("#memos-filter", Pane).show([((" " + " | ".join(pieces), self.paints.quiet),)], self.paints.text)

    def draw(self, item: MemoEntry, *, here: bool) -> tuple[Row, ...]:
        """Return the rows of a memo."""
        return item_rows(item, self.project, self.listing.size.width, self.paints, here=here)

    def detail(self, width: int, height: int) -> Sequence[Row]:  # noqa: ARG002  what is too much is scrolled to
        """Return the memo in focus in full."""
        if self.here is None:
            empty = (
                _("No memo matches.") if self._entries else self.with_keys(_("No memos yet: {memos_new} writes one."))
            )
            return [((" " + empty, self.paints.quiet),)]
        apart = apart_rows(self, "memo", self.here.memo.id, width)
        return [*apart, *whole_rows(self.here, self.project, self.paints, max(10, width - 2))]

    def open_item(self, item: MemoEntry) -> None:
        """Go to the memo's place; where there is none, tell what it is on."""
        if item.gone:
            self.say(_("what this memo is on is no longer there"), bad=True)
        elif item.transcript is not None:
            self.coder_app.open_transcript(item.transcript, item.start)
        else:
            self.app.push_screen(TellScreen(head_of(item), facts_of(item, self.project)))

    def action_find(self) -> None:
        """Open the find line."""
        field = self._find_line
        field.display = True
        field.focus()

    @on(Input.Changed, "#memos-find")
    def _finding(self, event: Input.Changed) -> None:
        self._words = event.value
        self._narrow()

    @on(Input.Submitted, "#memos-find")
    def _found(self, event: Input.Submitted) -> None:
        event.input.display = False
        self.listing.focus()

    def action_leave(self) -> None:
        """Close the find line or forget what was looked for, else go back."""
        field = self._find_line
        if field.display or self._words:
            field.display = False
            field.value = ""
            self._words = ""
            self.listing.focus()
            self._narrow()
        else:
            super().action_leave()

    def action_kind(self, step: int) -> None:
        """Show memos on the next kind of thing."""
        kinds = (None, *TARGETS)
        self._kind = kinds[(kinds.index(self._kind) + step) % len(kinds)]
        self._narrow()

    def action_coder(self) -> None:
        """Show memos of the next coder: one's own first."""
        names = sorted({e.memo.coder for e in self._entries}, key=lambda n: (n != self.study.coder, n))
        coders = (None, *names)
        at = coders.index(self._coder) if self._coder in coders else 0
        self._coder = coders[(at + 1) % len(coders)]
        self._narrow()

    def action_edit(self) -> None:
        """Edit the memo in focus."""
        entry = self.here
        if entry is None:
            return
        if entry.memo.coder != self.study.coder:
            self.say(
                _("this memo is {coder}'s").format(coder=self.project.coder_name(entry.memo.coder)),
                bad=True,
            )
            return
        self.ask(MemoScreen(self.coder_app.desk, entry.place, head_of(entry), entry.memo), self.done)

    def action_remove(self) -> None:
        """Remove the memo in focus; the act can be undone."""
        entry = self.here
        if entry is not None:
            memo = entry.memo
            self.attempt(lambda: self.coder_app.desk.write_memo("", memo.target_kind, memo.target, None, memo))

    def done(self, outcome: Outcome, at: str = "") -> None:
        """Show the memos as they are now, that of the act in focus."""
        changed = self.study.changes(outcome.act)
        super().done(outcome, at or (changed[0].key if changed else ""))

    def action_new(self) -> None:
        """Ask what a new memo is on, and open the editor."""
        kinds: list[tuple[str, str]] = [(kind, target_name(kind)) for kind in TARGETS if kind != "coding"]
        entry = self.here
        if entry is not None and not entry.gone:
            same = _("the same as the memo in focus: {name}").format(name=entry.title)
            kinds.insert(0, ("same", same))

        def chosen(key: str) -> None:
            if key == "same" and entry is not None:
                self._write(entry.place, head_of(entry))
            elif key == "study":
                self._write(Place("study", "study"), target_name("study"))
            else:
                self._choose_target(key)

        self.choose_one(_("What is the memo on?"), kinds, chosen)

    def _choose_target(self, key: str) -> None:
        kind = next(k for k in TARGETS if k == key)
        options = target_options(self.project, kind)
        if not options:
            self.say(_("There is no {kind} yet.").format(kind=target_name(kind)), bad=True)
            return
        names = {target: label.strip() for target, label in options}
        self.choose_one(
            _("Which {kind}?").format(kind=target_name(kind)),
            options,
            lambda target: self._write(Place(kind, target), f"{target_name(kind)} {names[target]}"),
        )

    def _write(self, place: Place, title: str) -> None:
        self.ask(MemoScreen(self.coder_app.desk, place, title), self.done)
