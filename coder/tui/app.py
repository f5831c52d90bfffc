"""The program on the screen."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from coder.errors import CoderError
from coder.i18n import language, set_language
from coder.session.desk import Desk
from coder.session.study import Study
from coder.tui.commands import DESK, EVERYWHERE, HOME, TEXT
from coder.tui.palette import DARK, LIGHT
from coder.tui.screens.coding import CodingScreen
from coder.tui.screens.home import HomeScreen
from coder.tui.settings import Settings, load_settings
from coder.workspace import Workspace

_FOLLOW_SECONDS = 0.5


class CoderApp(App[None]):
    """Shows one study to one coder."""

    CSS_PATH = "coder.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f12"
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in EVERYWHERE[1:]]

    def __init__(self, study: Study, settings: Settings | None = None, transcript: str | None = None) -> None:
        super().__init__()
        self.study = study
        self.settings = settings or Settings()
        self.desk = Desk(study)
        self._first = transcript
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

    def open_transcript(self, key: str, caret: int | None = None) -> None:
        """Show a transcript."""
        try:
            document = self.study.transcript(key)
        except CoderError as error:
            self._tell(error)
            return
        self.study.remember("transcript", document.info.id)
        self.push_screen(CodingScreen(document, caret))

    def show_home(self) -> None:
        """Go back to the list."""
        self.pop_screen()

    def _follow(self) -> None:
        """Show what another window or program wrote to the study."""
        if self.study.changed_elsewhere():
            for screen in self.screen_stack:
                if isinstance(screen, (CodingScreen, HomeScreen)):
                    screen.follow()

    def _tell(self, error: CoderError) -> None:
        if isinstance(self.screen, (CodingScreen, HomeScreen)):
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
            if isinstance(screen, (CodingScreen, HomeScreen)):
                screen.repaint()

    async def action_quit(self) -> None:
        """Leave; everything is on disk already."""
        for screen in self.screen_stack:
            if isinstance(screen, CodingScreen):
                screen.remember_place()
        self.exit()

    def get_system_commands(self, screen: Screen[Any]) -> Iterator[SystemCommand]:
        """List every action that applies to the screen in the command palette."""
        here = (*DESK, *TEXT) if isinstance(screen, CodingScreen) else HOME
        for command in (*here, *EVERYWHERE):
            if command.id == "palette":
                continue

            def run(action: str = command.action) -> None:
                self.call_later(self._run_on, screen, action)

            yield SystemCommand(command.label(), f"{command.group()} | {command.id}", run)

    async def _run_on(self, screen: Screen[Any], action: str) -> None:
        view = screen.query("TranscriptView").first() if isinstance(screen, CodingScreen) else screen
        for target in (view, screen, self):
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
