"""A person's settings: theme, language and keys, in a TOML file of their own."""

from __future__ import annotations

import contextlib
import os
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from coder.errors import CoderError, InputError, Problem
from coder.files.bounded import read_whole
from coder.files.toml_lines import set_entry
from coder.i18n import LANGUAGES, _, listed
from coder.tui.frame.command_table import all_commands

VIEWS = ("reading", "plain")
THEMES = ("coder-dark", "coder-light", "coder-contrast")
_LARGEST = 1_000_000
_THEME_WORDS = {name.removeprefix("coder-"): name for name in THEMES}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose; `keys` maps a command's id to its keys, comma between; an empty language is the locale's."""

    theme: str = "coder-dark"
    language: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    view: str = "reading"
    """How a transcript is shown: as one reads it, or as it stands in the file."""


def settings_path() -> Path:
    """Return where the settings are read from: `$CODER_CONFIG`, else the user's configuration folder."""
    if explicit := os.environ.get("CODER_CONFIG"):
        return Path(explicit)
    base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(base).expanduser() / "coder" / "config.toml"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; raises `InputError` that names the line or the key at fault."""
    path = path or settings_path()
    if not path.is_file():
        return Settings()
    data = _parse(path, _read(path))
    theme = data.get("theme", "coder-dark")
    theme = _THEME_WORDS.get(theme, theme) if isinstance(theme, str) else theme
    if theme not in THEMES:
        raise InputError(
            Problem(path, 0, _("no theme {name}").format(name=theme)),
            _("themes: {names}").format(names=listed(_THEME_WORDS)),
        )
    language = data.get("language", "")
    if language not in ("", *LANGUAGES):
        raise InputError(
            Problem(path, 0, _("no language {name}").format(name=language)),
            _("languages: {names}").format(names=listed(LANGUAGES)),
        )
    view = data.get("view", VIEWS[0])
    if view not in VIEWS:
        raise InputError(
            Problem(path, 0, _("no view {name}").format(name=view)),
            _("views: {names}").format(names=listed(VIEWS)),
        )
    return Settings(theme=theme, language=language, keys=_keys(path, data.get("keys", {})), view=view)


def _keys(path: Path, keys: Any) -> dict[str, str]:
    known = {c.id for c in all_commands()}
    for name, value in keys.items() if isinstance(keys, dict) else (("keys", None),):
        if name not in known or not isinstance(value, str):
            raise InputError(
                Problem(path, 0, _("no action {name} that keys could be given to").format(name=name)),
                _('write  action = "key,key"  under [keys]; the help screen lists the actions'),
            )
    return dict(keys)


def save_choice(name: Literal["theme", "language", "view"], chosen: str) -> None:
    """Remember a choice for the next start."""
    _save(lambda text: set_entry(text, "", name, chosen.removeprefix("coder-")))


def save_keys(changes: Mapping[str, str | None]) -> None:
    """Remember the keys of commands; None stands for the default."""

    def change(text: str) -> str:
        for command, keys in changes.items():
            text = set_entry(text, "keys", command, keys)
        return text

    _save(change)


def _save(change: Callable[[str], str]) -> None:
    """Change the file as a whole or not at all; a file that does not read as TOML is left alone."""
    path = settings_path().resolve()
    before = _read(path) if path.is_file() else ""
    _parse(path, before)
    after = change(before)
    try:
        tomllib.loads(after)
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            Problem(path, 0, _("this file is written in a way that only you can change")),
            _("write the entry by hand: {why}").format(why=error),
        ) from error
    if after != before:
        _write(path, after)


def _read(path: Path) -> str:
    try:
        return read_whole(path, _LARGEST).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(Problem(path, 0, str(error)), _("correct the file, or remove it for the defaults")) from error


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(Problem(path, 0, str(error)), _("correct the file, or remove it for the defaults")) from error


def _write(path: Path, text: str) -> None:
    """Put a file in its place in one step, with the rights that the old one had."""
    name = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            name = file.name
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            Path(name).chmod(path.stat().st_mode & 0o7777)
        Path(name).replace(path)
    except OSError as error:
        if name:
            with contextlib.suppress(OSError):
                Path(name).unlink()
        raise CoderError(
            _("the settings could not be kept: {path}: {why}").format(path=path, why=error.strerror or error),
            _("they last until you leave"),
        ) from error
