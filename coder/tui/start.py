"""Opens a study on the screen: the settings, the interpreter and the terminal made ready."""

from __future__ import annotations

import contextlib
import gc
import os
import sys

from textual.driver import Driver

from coder.i18n import language_was_asked, set_language
from coder.record.signing.leaving import sign_quietly
from coder.tui.app import CoderApp
from coder.tui.settings.preferences import load_settings
from coder.workspace import Workspace

_FEW_COLORS = (None, "standard", "windows")
# A thread that looks for suggestions must give way to a key at once, not after the usual five milliseconds.
_SWITCH_SECONDS = 0.0005
# New objects before the collector looks at the youngest; Python's own 700 let it look at all of them while one types.
_COLLECT_AFTER = 20_000


def run_app(workspace: Workspace, coder: str = "", transcript: str | None = None, place: str = "") -> None:
    """Open the study of a folder on the screen, on one of `VISITS` where a place is named."""
    settings = load_settings()
    sys.setswitchinterval(_SWITCH_SECONDS)
    gc.set_threshold(_COLLECT_AFTER, 50, 100)
    if settings.language and not language_was_asked():
        set_language(settings.language)
    with workspace.open(coder) as study:
        study.require_coder()
        study.remember("seat", _now())
        app = CoderApp(study, settings, transcript, _driver(), place)
        app.few_colors = app.no_color or app.console.color_system in _FEW_COLORS
        app.show_theme()
        with contextlib.suppress(KeyboardInterrupt):
            app.run()
        sign_quietly(study)


def _driver() -> type[Driver] | None:
    """Return the driver for a terminal; Textual's own where another is asked for, as in a browser, or on Windows."""
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    from coder.tui.frame.driver import PromptDriver

    return PromptDriver


def _now() -> str:
    from coder.model.identity import now

    return now()
