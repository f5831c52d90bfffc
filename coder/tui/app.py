"""The program on the screen."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from coder.errors import CoderError
from coder.i18n import language, set_language
from coder.session.study import Study
from coder.tui.commands import EVERYWHERE, PLACES
from coder.tui.orderly import OrderlyApp
from coder.tui.palette import DARK, LIGHT
from coder.tui.screens.base import DeskScreen
from coder.tui.screens.home import HomeScreen
from coder.tui.settings import Settings, load_settings
from coder.workspace import Workspace

if TYPE_CHECKING:
    from coder.language.readings import Readings
    from coder.session.desk import Desk
    from coder.session.pronouncing import CodeReadings

VISITS = {
    "search": "coder.tui.screens.search:SearchScreen",
    "quotes": "coder.tui.screens.retrieval:RetrievalScreen",
    "codebook": "coder.tui.screens.codebook:CodebookScreen",
    "memos": "coder.tui.screens.memos:MemosScreen",
    "settings": "coder.tui.screens.settings:SettingsScreen",
}
_FOLLOW_SECONDS = 0.5
_PREPARE_SECONDS = 0.4


class CoderApp(OrderlyApp):
    """Shows one study to one coder."""

    CSS_PATH = "coder.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f12"
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in (*EVERYWHERE[1:], *PLACES)]

    def __init__(self, study: Study, settings: Settings | None = None, transcript: str | None = None) -> None:
        super().__init__()
        self.study = study
        self.settings = settings or Settings()
        self._first = transcript
        self._reading = False
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = self.settings.theme

    def on_mount(self) -> None:
        """Open the list of transcripts, or the transcript that was asked for."""
        if self.settings.keys:
            self.set_keymap(self.settings.keys)
        self.title = self.study.project().title
        self.push_screen(HomeScreen())
        if self._first is not None:
            self.open_transcript(self._first)
        self.set_interval(_FOLLOW_SECONDS, self._follow)
        self.set_timer(_PREPARE_SECONDS, self._prepare)

    @cached_property
    def desk(self) -> Desk:
        """The coder's desk."""
        from coder.session.desk import Desk

        return Desk(self.study)

    @cached_property
    def _names(self) -> CodeReadings:
        from coder.session.pronouncing import CodeReadings

        return CodeReadings(self.study)

    def _prepare(self) -> None:
        """Load what opening a transcript needs, once the list is on the screen."""
        import coder.tui.screens.coding  # noqa: F401

        self.desk.matcher()
        self.readings()

    def readings(self) -> Readings:
        """Return the readings of the codes' names as far as they are known; the others are made in the background."""
        unread = self._names.unread()
        if unread and not self._reading:
            self._reading = True
            self._read_names(unread)
        return self._names.readings()

    @work(thread=True, group="readings", exit_on_error=False)
    def _read_names(self, names: list[str]) -> None:
        from coder.language.readings import read_names

        try:
            found = read_names(names)
        finally:
            self._reading = False
        self.call_from_thread(self._names.keep, found)

    def open_transcript(self, key: str, caret: int | None = None) -> None:
        """Show a transcript."""
        from coder.tui.screens.coding import CodingScreen

        try:
            document = self.study.transcript(key)
        except CoderError as error:
            self._tell(error)
            return
        self.study.remember("transcript", document.info.id)
        self.push_screen(CodingScreen(document, caret))

    def action_visit(self, place: str) -> None:
        """Show one of the other screens; Esc leads back from it."""
        from importlib import import_module

        module, _colon, name = VISITS[place].partition(":")
        screen: DeskScreen = getattr(import_module(module), name)()
        self.push_screen(screen)

    def show_home(self) -> None:
        """Go back to the list."""
        self.pop_screen()

    def _follow(self) -> None:
        """Show what another window or program wrote to the study."""
        if self.study.changed_elsewhere():
            for screen in self.screen_stack:
                if isinstance(screen, DeskScreen):
                    screen.follow()

    def _tell(self, error: CoderError) -> None:
        if isinstance(self.screen, DeskScreen):
            self.screen.say(f"{error.message} {error.hint}", bad=True)

    def _handle_exception(self, error: Exception) -> None:
        """Show a failure that a person can act on as a sentence; leave on any other."""
        if isinstance(error, CoderError):
            self._tell(error)
            return
        super()._handle_exception(error)

    def action_next_theme(self) -> None:
        """Change between dark and light."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name
        self._repaint()

    def action_toggle_language(self) -> None:
        """Change between Chinese and English."""
        set_language("en" if language() == "zh_TW" else "zh_TW")
        self._repaint()

    def _repaint(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.repaint()

    async def action_quit(self) -> None:
        """Leave; everything is on disk already."""
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.remember_place()
        self.exit()

    def get_system_commands(self, screen: Screen[Any]) -> Iterator[SystemCommand]:
        """List every action that applies to the screen in the command palette."""
        here = screen.palette_commands() if isinstance(screen, DeskScreen) else ()
        for command in (*here, *(c for c in PLACES if c not in here), *EVERYWHERE):
            if command.id == "palette":
                continue

            def run(action: str = command.action) -> None:
                self.call_later(self._run_on, screen, action)

            yield SystemCommand(command.label(), f"{command.group()} | {command.id}", run)

    async def _run_on(self, screen: Screen[Any], action: str) -> None:
        for target in (*screen.query("TranscriptView, Listing"), screen, self):
            name = action.partition("(")[0].removeprefix("app.")
            if hasattr(target, f"action_{name}"):
                await self.run_action(action.removeprefix("app."), default_namespace=target)
                return


def run_app(workspace: Workspace, coder: str = "", transcript: str | None = None) -> None:
    """Open the study of a folder on the screen."""
    settings = load_settings()
    with workspace.open(coder) as study:
        study.remember("seat", _now())
        app = CoderApp(study, settings, transcript)
        with contextlib.suppress(KeyboardInterrupt):
            app.run()


def _now() -> str:
    from coder.domain.identity import now

    return now()
