"""What a person chose: theme, language, view and keys, changed while the program runs and kept for the next start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.actions import parse

from coder.errors import CoderError
from coder.i18n import _, language, set_language
from coder.tui.frame.base import DeskScreen
from coder.tui.frame.key_order import OrderlyApp
from coder.tui.frame.palette import shown_theme
from coder.tui.settings.preferences import THEMES, VIEWS, Settings, load_settings, save_choice, save_keys
from coder.tui.widgets.telling import Telling

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode


class ChangingApp(Telling, OrderlyApp):
    """A program whose settings change on the fly: every screen is drawn again at once."""

    settings: Settings
    few_colors = False
    _kept: Settings | None = None
    """What the file held when it was last read or written; None before."""

    async def on_mount(self) -> None:
        """Know what is kept, to see what another window makes of it."""
        with suppress(CoderError):
            self._kept = load_settings()

    def tell(self, error: CoderError) -> None:
        """Say on the screen in use, or the one below a question, why something could not be done."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, DeskScreen) and screen.is_there:
                screen.say_error(error)
                return

    def _handle_exception(self, error: Exception) -> None:
        """Show a failure that a person can act on as a sentence; leave on any other."""
        if isinstance(error, CoderError):
            self.tell(error)
            return
        super()._handle_exception(error)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key asks for; why it cannot be done is said here, for what a key raises ends the program."""
        screen = self.screen
        if isinstance(screen, DeskScreen) and screen.slid:
            name = (parse(action) if isinstance(action, str) else action)[1]
            if screen.holds_back(name):
                return True
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except CoderError as error:
            self.tell(error)
            return True

    def changed_elsewhere(self) -> bool:
        """Tell whether another window kept other settings meanwhile; they hold here too then, and that is said."""
        try:
            now = load_settings()
        except CoderError:
            return False  # keeping fails with the reason
        before, self._kept = self._kept, now
        if before is None or now == before:
            return False
        self.settings = now
        self.show_theme()
        if now.language:
            set_language(now.language)
        self.set_keymap(dict(now.keys))
        self._repaint()
        if isinstance(self.screen, DeskScreen):
            said = _("another window changed the settings; they hold here now, and nothing else is changed")
            # A screen that is drawn anew may show something of its own first.
            self.screen.call_after_refresh(self.screen.say, said)
        return True

    def action_next_theme(self) -> None:
        """Change from dark to light to high contrast."""
        if self.changed_elsewhere():
            return
        self.settings = replace(self.settings, theme=THEMES[(THEMES.index(self.settings.theme) + 1) % len(THEMES)])
        self.show_theme()
        self._repaint()
        self._keep(lambda: save_choice("theme", self.settings.theme))

    def show_theme(self) -> None:
        """Show the chosen theme, or what stands in for it where colours are few."""
        self.theme = shown_theme(self.settings.theme, few_colors=self.few_colors)

    def action_toggle_language(self) -> None:
        """Change between Chinese and English."""
        if self.changed_elsewhere():
            return
        self.settings = replace(self.settings, language="en" if language() == "zh_TW" else "zh_TW")
        set_language(self.settings.language)
        self._repaint()
        self._keep(lambda: save_choice("language", self.settings.language))

    def change_view(self) -> None:
        """Change between a transcript as one reads it and as it stands in the file."""
        if self.changed_elsewhere():
            return
        self.settings = replace(self.settings, view=VIEWS[1 - VIEWS.index(self.settings.view)])
        self._repaint()
        self._keep(lambda: save_choice("view", self.settings.view))

    def change_keys(self, changes: Mapping[str, str | None]) -> None:
        """Give commands other keys, or their own again for None."""
        if self.changed_elsewhere():
            return
        keys = {**self.settings.keys, **changes}
        self.settings = replace(self.settings, keys={name: k for name, k in keys.items() if k is not None})
        self.set_keymap(dict(self.settings.keys))
        self._repaint()
        self._keep(lambda: save_keys(changes))

    def _keep(self, save: Callable[[], None]) -> None:
        """Keep a choice for the next start; where that fails the person is told and the choice holds till the end."""
        try:
            save()
        except CoderError as error:
            self.tell(error)
            return
        with suppress(CoderError):
            self._kept = load_settings()

    def _repaint(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.repaint()
