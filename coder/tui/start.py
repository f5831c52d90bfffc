"""Opens a study on the screen: the settings, the interpreter and the terminal made ready."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.driver import Driver

from coder.i18n import _, language_was_asked, set_language
from coder.record.signing.leaving import sign_quietly
from coder.tui.app import CoderApp
from coder.tui.frame.heap import share_one_heap
from coder.tui.settings.changing import ChangingApp
from coder.tui.settings.preferences import Settings, load_settings
from coder.workspace import Workspace

if TYPE_CHECKING:
    from coder.tui.begin.screen import Beginning

_FEW_COLORS = (None, "standard", "windows")
# A thread that looks for suggestions must give way to a key at once, not after the usual five milliseconds.
_SWITCH_SECONDS = 0.0005
# New objects before the collector looks at the youngest; Python's own 700 let it look at all of them while one types.
_COLLECT_AFTER = 20_000


def run_app(workspace: Workspace, coder: str = "", transcript: str | None = None, place: str = "") -> None:
    """Open the study of a folder on the screen, on one of `VISITS` where a place is named."""
    settings = _ready()
    with workspace.open(coder) as study:
        study.require_coder()
        study.remember("seat", _now())
        _run(CoderApp(study, settings, transcript, _driver(), place))
        sign_quietly(study)


def run_begin(folder: Path, coder: str = "") -> None:
    """Lead a person without a study to the first one, and open it."""
    from coder.errors import CoderError
    from coder.first_study import make_study, open_sample, templates
    from coder.tui.begin.first_app import BeginApp

    wrong = ""
    while True:
        app = BeginApp(folder, coder, _ready(), wrong, _driver())
        _run(app)
        wanted = cast("Beginning | None", app.return_value)
        if wanted is None:
            return
        print(_("One moment: the study is being made."), file=sys.stderr, flush=True)  # noqa: T201  no screen is up
        try:
            if wanted.way == "sample":
                made = open_sample(folder, wanted.name)
            else:
                template = templates()[0] if wanted.way == "template" else None
                made = make_study(folder, wanted.name, wanted.title, wanted.codes, template)
        except CoderError as error:
            wrong = f"{error.message} {error.hint}"
            continue
        run_app(made, wanted.name, place="" if wanted.way == "sample" else "files")
        return


def _ready() -> Settings:
    """Read the settings, and make interpreter and language ready for a screen."""
    settings = load_settings()
    ready_interpreter()
    if settings.language and not language_was_asked():
        set_language(settings.language)
    return settings


def _run(app: ChangingApp) -> None:
    app.few_colors = app.no_color or app.console.color_system in _FEW_COLORS
    app.show_theme()
    with contextlib.suppress(KeyboardInterrupt):
        app.run()


def ready_interpreter() -> None:
    """Let threads give way to a key at once and share one heap, and the collector come seldom."""
    share_one_heap()
    sys.setswitchinterval(_SWITCH_SECONDS)
    gc.set_threshold(_COLLECT_AFTER, 50, 100)


def _driver() -> type[Driver] | None:
    """Return the driver for a terminal; Textual's own where another is asked for, as in a browser, or on Windows."""
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    from coder.tui.terminal.driver import PromptDriver

    return PromptDriver


def _now() -> str:
    from coder.model.identity import now

    return now()
