"""The program before there is a study: it leads to the first one."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.driver import Driver

from coder.tui.begin.screen import BeginScreen
from coder.tui.frame.palette import ALL_THEMES
from coder.tui.settings.changing import ChangingApp
from coder.tui.settings.preferences import Settings


class BeginApp(ChangingApp):
    """Shows the ways to begin; it ends with the chosen one, or with None."""

    CSS_PATH = "../coder.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in BeginScreen.AROUND if c.id != "help"]

    def __init__(
        self, folder: Path, name: str, settings: Settings, wrong: str = "", driver_class: type[Driver] | None = None
    ) -> None:
        super().__init__(driver_class=driver_class)
        self.settings = settings
        self._begin = folder, name, wrong
        for theme in ALL_THEMES:
            self.register_theme(theme)
        self.show_theme()

    async def on_mount(self) -> None:
        """Show the ways."""
        if self.settings.keys:
            self.set_keymap(dict(self.settings.keys))
        await self.push_screen(BeginScreen(*self._begin))
        self.call_after_refresh(self.take_keys)
