"""Names that reports replace, and what may tell who spoke: each gets another name, or is redacted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from rich.style import Style
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical

from coder.coding.acts import Outcome
from coder.i18n import _
from coder.privacy import deidentification
from coder.privacy.leaks import FoundLeak, find_leaks, leak_name
from coder.record import queries
from coder.record.study import Study
from coder.tui.frame.base import DeskScreen
from coder.tui.frame.command_table import NAMES
from coder.tui.frame.questions import AskScreen
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import fit, pad

_KIND, _WORDS, _TIMES = 14, 24, 6
_UNDONE = frozenset({"alias"})
Name: TypeAlias = tuple[str, str]
"""A name of the key and what is printed in its place."""


class NamesScreen(DeskScreen):
    """The key of names in a list, and under it the likely leaks with their places."""

    COMMANDS_HERE = NAMES

    def __init__(self) -> None:
        super().__init__()
        self._names: list[Name] = []
        self._leaks: list[FoundLeak] = []

    def compose(self) -> ComposeResult:
        """Lay out title, list and foot."""
        yield Pane(id="title")
        yield Listing(id="queue")
        with Vertical(id="foot"):
            yield Pane(id="status")
            yield Pane(id="keys")

    def on_mount(self) -> None:
        """Show the key, and look for leaks beside it."""
        self.query_one("#queue").styles.height = "1fr"
        self._list.focus()
        self.reload()

    def on_screen_resume(self) -> None:
        """Read again when coming back."""
        self.reload()

    @property
    def _list(self) -> Listing:
        return self.query_one("#queue", Listing)

    @property
    def here(self) -> Name | FoundLeak | None:
        """The name or leak in focus."""
        entries: list[Name | FoundLeak] = [*self._names, *self._leaks]
        at = self._list.at
        return entries[at] if 0 <= at < len(entries) else None

    @property
    def words(self) -> str:
        """The words of the name or leak in focus."""
        here = self.here
        return "" if here is None else here.words if isinstance(here, FoundLeak) else here[0]

    def follow(self) -> None:
        """Take over what another window wrote."""
        self.reload()

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        self._fill()

    def reload(self) -> None:
        """Read the key and look for leaks anew."""
        self._names = list(deidentification.name_key(self.coder_app.study).items())
        self._fill()
        self._find_leaks()

    @work(thread=True, exclusive=True, group="leaks", exit_on_error=False)
    def _find_leaks(self) -> None:
        """Look for leaks beside the screen's own thread, by a connection of its own."""
        mine = self.coder_app.study
        with Study.open(mine.path, mine.coder) as study:
            found = find_leaks(study)
        self.app.call_from_thread(self._take_leaks, found)

    def _take_leaks(self, found: list[FoundLeak]) -> None:
        self._leaks = found
        self._fill()

    def _fill(self) -> None:
        self._list.fill(len(self._names) + len(self._leaks), self._row, at=self._list.at)
        title = _("{names} names are replaced, {leaks} likely leaks | {title}").format(
            names=len(self._names), leaks=len(self._leaks), title=self.coder_app.study.project().title
        )
        self.show_title(fit(title, max(20, self.size.width - 20)), self.who)
        self.show_keys()

    def _row(self, index: int, here: bool) -> tuple[Row]:
        style = self.paints.text + Style(reverse=here)
        times = ""
        if index < len(self._names):
            name, alias = self._names[index]
            kind, words = _("replaced"), name
            place = _("printed as {alias}").format(alias=alias)
        else:
            found = self._leaks[index - len(self._names)]
            kind, words, place = leak_name(found.kind), found.words, found.where
            times = f"×{found.times}" if found.times > 1 else ""
        kind_style = (self.paints.quiet if index < len(self._names) else self.paints.warn) + Style(reverse=here)
        words_width = max(_WORDS, self.size.width * 2 // 5 - _KIND)
        width = max(_WORDS, self.size.width - _KIND - words_width - _TIMES)
        return (
            (
                (pad(f" {kind}", _KIND), kind_style),
                (pad(words, words_width), style),
                (pad(f" {times}", _TIMES), kind_style),
                (pad(f" {place}", width), style),
            ),
        )

    @on(Listing.Opened, "#queue")
    def _opened(self) -> None:
        """Open the leak's place; change what is printed for a name."""
        here = self.here
        if not isinstance(here, FoundLeak):
            self.action_alias()
            return
        if not here.transcript:
            self.say(_("{words} stands in: {place}").format(words=here.words, place=here.place))
            return
        study = self.coder_app.study
        text = queries.open_bare(study.reader, study.project().transcript_by_id[here.transcript]).text
        self.coder_app.open_transcript(here.transcript, max(0, text.find(here.words)))

    def action_alias(self) -> None:
        """Ask what is printed in the place of the words in focus."""
        if self.words:
            self._ask_alias(self.words)

    def action_new(self) -> None:
        """Ask for a name, then for what is printed in its place."""

        def named(name: str | None) -> None:
            if name:
                self._ask_alias(name)

        self.app.push_screen(AskScreen(_("Which name is to be replaced?")), named)

    def _ask_alias(self, name: str) -> None:
        now = dict(self._names).get(name, "")

        def answered(alias: str | None) -> None:
            if alias:
                kind = "person" if self._is_person(name) else "other"
                self._try(lambda: deidentification.set_alias(self.coder_app.study, name, alias, kind))

        title = _("What is printed in place of {name}?").format(name=fit(name, 40))
        self.app.push_screen(AskScreen(title, now), answered)

    def _is_person(self, name: str) -> bool:
        return any(one.words == name and one.kind == "person" for one in self._leaks)

    def action_redact(self) -> None:
        """Print nothing of the words in focus."""
        if self.words:
            self._try(lambda: deidentification.redact(self.coder_app.study, self.words))

    def action_drop(self) -> None:
        """Take the name in focus from the list; the names of cases stay in their file."""
        here = self.here
        if isinstance(here, tuple) and not isinstance(here, FoundLeak):
            self._try(lambda: deidentification.drop_alias(self.coder_app.study, here[0]))

    def action_undo(self) -> None:
        """Take back the last act."""
        self._try(lambda: self.coder_app.desk.undo(_UNDONE))

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._try(lambda: self.coder_app.desk.redo(_UNDONE))

    def _try(self, act: Callable[[], Outcome]) -> None:
        here = self._leaks.index(self.here) if isinstance(self.here, FoundLeak) else None
        outcome = self.tried(act)
        if outcome is None:
            return
        if here is not None:
            # The leak that was dealt with goes; the next one takes its place under the focus.
            del self._leaks[here]
        self.reload()
        if here is not None:
            self._list.go(len(self._names) + here)
        self.say_saved(outcome)

    def action_leave(self) -> None:
        """Go back."""
        self.app.pop_screen()
