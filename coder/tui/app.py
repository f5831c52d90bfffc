"""The program on the screen."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.driver import Driver
from textual.messages import ExitApp
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import get_current_worker

from coder.errors import CoderError
from coder.i18n import _
from coder.language.readings import Reading
from coder.model.counting.passage_filters import Filters
from coder.record.study import Study
from coder.suggestions.adviser import Advice, Adviser, build_beside
from coder.tui.frame.base import DeskScreen
from coder.tui.frame.drafting import Drafting
from coder.tui.frame.host import ALOUD
from coder.tui.frame.palette import ALL_THEMES
from coder.tui.frame.places import VISITS
from coder.tui.frame.stated import OF_APP
from coder.tui.frame.trail import TrailApp
from coder.tui.home.screen import HomeScreen
from coder.tui.settings.changing import ChangingApp
from coder.tui.settings.preferences import Settings

if TYPE_CHECKING:
    from textual.command import Provider

    from coder.coding.acts import Desk
    from coder.language.words import Segmenter
    from coder.model.project import OpenTranscript, Project
    from coder.model.text import Span
    from coder.transcripts.placement import LostEntry

_FOLLOW_SECONDS = 0.5
_REST_SECONDS = 20
_PREPARE_SECONDS = 0.4


def _finder() -> type[Provider]:
    from coder.tui.frame.finder import Finder

    return Finder


class CoderApp(ChangingApp, TrailApp):
    """Shows one study to one coder."""

    CSS_PATH = "coder.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f12"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_finder}
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in OF_APP]

    def __init__(
        self,
        study: Study,
        settings: Settings | None = None,
        transcript: str | None = None,
        driver_class: type[Driver] | None = None,
        place: str = "",
    ) -> None:
        super().__init__(driver_class=driver_class)
        self.study = study
        self.settings = settings or Settings()
        self._first, self._place = transcript, place
        self.readings: dict[str, Reading] = {}
        self.adviser = Adviser()
        self.layer = ""
        self.filters = Filters()
        self._advising: object = None
        self._other_eyes = self._is_behind = False
        self._head_before, self._rested = (0, ""), (0, "")
        self._served_by = os.getppid()
        for theme in ALL_THEMES:
            self.register_theme(theme)
        self.show_theme()

    async def on_mount(self) -> None:
        """Open the list of transcripts, or the transcript that was asked for."""
        if self.settings.keys:
            self.set_keymap(dict(self.settings.keys))
        self.title = self.study.project().title
        home = HomeScreen()
        await self.push_screen(home)
        if self._first is not None:
            self.open_transcript(self._first)
        if self._place == "files":
            home.action_take_in()
        elif self._place.startswith("speakers:"):
            home.open_speakers(self._place.partition(":")[2])
        elif self._place:
            self.action_visit(self._place)
        self.set_interval(_FOLLOW_SECONDS, self._follow)
        self.set_interval(_REST_SECONDS, self._rest)
        self.set_timer(_PREPARE_SECONDS, self._prepare)
        self.call_after_refresh(self.take_keys)

    @cached_property
    def desk(self) -> Desk:
        """The coder's desk."""
        from coder.coding.acts import Desk

        return Desk(self.study)

    @cached_property
    def segmenter(self) -> Segmenter:
        """Finds words; roughly until its dictionary is loaded."""
        from coder.language.words import Segmenter

        return Segmenter(word for code in self.study.project().usable_codes for word in code.keywords)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Put the terminal's cursor into a field that was just opened: an input method shows its candidates there.

        The field does so itself when it is focused, but by then it has not been laid out yet.
        """
        self.call_after_refresh(self._place_cursor, event.widget)

    def _place_cursor(self, field: Widget) -> None:
        offset = getattr(field, "cursor_screen_offset", None)
        if offset is not None and field is self.focused:
            self.cursor_position = offset

    def _prepare(self) -> None:
        """Load what opening a transcript needs, once the list is on the screen."""
        import coder.tui.coding.screen  # noqa: F401

        self.desk.matcher()
        self.read_names()

    def read_names(self) -> None:
        """Take over how the codes' names are read aloud; names never read before are read beside the screen."""
        codes = {c.id: c.name for c in self.study.project().codes if c.level == "code"}
        known = self.read_aloud(codes.values())
        self.readings = {key: known[name] for key, name in codes.items() if name in known}

    def read_aloud(self, names: Iterable[str]) -> dict[str, Reading]:
        """Return how names are read aloud, as far as that is known; the others are read beside the screen."""
        kept = json.loads(self.study.recall("readings") or "{}")
        if missing := [name for name in dict.fromkeys(names) if name not in kept]:
            self.run_worker(lambda: self._read_beside(missing), thread=True, group=ALOUD, exit_on_error=False)
        return {name: Reading(*reading) for name, reading in kept.items()}

    def _read_beside(self, names: list[str]) -> None:
        from coder.language.readings import read_names_apart

        if found := read_names_apart(names):
            self.call_from_thread(self._names_read, found)

    def _names_read(self, found: dict[str, Reading]) -> None:
        kept = json.loads(self.study.recall("readings") or "{}")
        self.study.remember("readings", json.dumps({**kept, **found}, ensure_ascii=False))
        self.read_names()

    def advise(self) -> None:
        """Build the model of suggestions beside the screen's own thread, unless it knows all that happened."""
        project, head = self.study.project(), self.study.journal.head()[0]
        made_of = (head, project.codes, project.variants)
        if not self.adviser.is_current(project, head) and self._advising != made_of:
            self._advising = made_of
            self.adviser.begin()
            build = partial(self._advise_beside, project, head)
            self.run_worker(build, thread=True, group="advice", exclusive=True, exit_on_error=False)

    def _advise_beside(self, project: Project, head: int) -> None:
        self.segmenter.warm(self.let_type)
        advice = build_beside(self.study.path, project, self.segmenter.words, head, self.study.seen, self.give_way)
        if not get_current_worker().is_cancelled:
            self.call_from_thread(self._advised, advice)

    def _advised(self, advice: Advice) -> None:
        self._advising = None
        self.adviser.take(advice)
        self.set_aside()
        if isinstance(self.screen, DeskScreen):
            self.screen.advised()

    def learn(self, document: OpenTranscript, changes: Sequence[tuple[object, object]]) -> None:
        """Let the model learn what an act of the coder changed on a transcript."""
        self.adviser.keep_up(document, changes, self.study.journal.head()[0])

    def open_transcript(
        self, key: str, caret: int | None = None, hits: Sequence[Span] = (), lost: LostEntry | None = None
    ) -> None:
        """Show a transcript, the `hits` of a search marked in it, or the likeliest place of a `lost` anchor."""
        from coder.tui.coding.screen import CodingScreen
        from coder.tui.coding.state import CodingState

        try:
            document = self.study.transcript(key)
        except CoderError as error:
            self.tell(error)
            return
        self.study.remember("transcript", document.info.id)
        self.push_screen(CodingScreen(CodingState.opened(document, self.study.coder, lost), caret, hits))
        self.shorten_trail()

    def action_visit(self, place: str) -> None:
        """Show one of the other screens; Esc leads back from it."""
        from importlib import import_module

        module, _colon, name = VISITS[place].partition(":")
        kind: Callable[..., DeskScreen] = getattr(import_module(module), name)
        if type(self.screen) is kind and place != "trace":
            return
        target = self.screen.trace_target() if place == "trace" and isinstance(self.screen, DeskScreen) else ""
        self.push_screen(kind(target) if target else kind())
        self.shorten_trail()

    def action_go_to(self) -> None:
        """Open the menu of places."""
        from coder.tui.frame.go_to import GoToScreen

        def go(place: str | None) -> None:
            if place:
                self.action_visit(place)

        self.push_screen(GoToScreen(dict(self.settings.keys)), go)

    def show_home(self) -> None:
        """Go back to the list."""
        self.pop_screen()

    async def _follow(self) -> None:
        """Show what another window or program wrote to the study; leave when the server of the browser is gone."""
        if not self.is_running:
            return
        if self.is_web and os.getppid() != self._served_by:
            await self.action_quit()
            return
        self.tidy()
        self._keep_drafts()
        seen = self.study.seen
        if self.study.changed_elsewhere():
            self._is_behind = True
            if self.study.seen != seen:
                self._other_eyes = True
                for screen in self.screen_stack:
                    if isinstance(screen, Drafting):
                        screen.tell(
                            _("you code blind from now on; go on writing")
                            if self.study.seen is not None
                            else _("you see what others do from now on; go on writing")
                        )
        # Under a question nothing moves: it was asked of what stands there.
        if self._is_behind and (self._other_eyes or not self.screen.is_modal):
            self._is_behind = False
            self._let_follow()
        self._look_with_other_eyes()

    def _let_follow(self) -> None:
        """Let every open screen show what is there now; one whose transcript or finding is gone says so."""
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen) and screen.is_there:
                try:
                    screen.follow()
                except CoderError as error:
                    self.tell(error)

    def _look_with_other_eyes(self) -> None:
        """Begin anew where the coder was made blind or sighted, once nothing is being written."""
        if self._other_eyes and not any(isinstance(screen, Drafting) for screen in self.screen_stack):
            self._other_eyes = False
            self._begin_anew()

    def _rest(self) -> None:
        """Empty the study's log, once, when nothing was written for a while."""
        head = self.study.journal.head()
        if head == self._head_before and head != self._rested:
            self.study.rest()
            self._rested = head
        self._head_before = head

    def _begin_anew(self) -> None:
        """Leave all that was read with other eyes: someone let the coder code blind, or see again."""
        self._remember_places()
        while not isinstance(self.screen, HomeScreen):
            self.pop_screen()

    def action_command_palette(self) -> None:
        """Open the palette, which would ask in English."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(
                CommandPalette(
                    id="--command-palette",
                    placeholder=_("find an action, a transcript, a code, a finding or a quote id"),
                )
            )

    async def action_quit(self) -> None:
        """Leave; everything is on disk already, or the person was told what is not."""
        if not all(screen.may_leave() for screen in self.screen_stack if isinstance(screen, Drafting)):
            return
        self._remember_places()
        self.exit()

    def on_exit_app(self, _message: ExitApp) -> None:
        """Keep the place where the end comes from outside: the browser's tab was closed."""
        self._remember_places()

    def _keep_drafts(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Drafting):
                screen.try_to_keep()

    def _remember_places(self) -> None:
        self._keep_drafts()
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.remember_place()

    async def run_on(self, screen: Screen[Any], action: str) -> None:
        """Run an action where it is at home: on the text or list of a screen, on the screen, or here."""
        for target in (
            *filter(None, (screen.focused,)),
            *screen.query("TranscriptView, Listing, FindLine"),
            screen,
            self,
        ):
            name = action.partition("(")[0].removeprefix("app.")
            if hasattr(target, f"action_{name}"):
                await self.run_action(action.removeprefix("app."), default_namespace=target)
                return
