"""A person's settings: theme, language and keys, in a TOML file of their own."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from coder.errors import InputError, Problem
from coder.i18n import _
from coder.tui.commands import all_commands

THEMES = ("coder-dark", "coder-light")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose; `keys` maps a command's id to its keys, comma between."""

    theme: str = "coder-dark"
    keys: dict[str, str] = field(default_factory=dict)


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
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError(Problem(path, 0, str(error)), _("correct the file, or remove it for the defaults")) from error
    theme = data.get("theme", "coder-dark")
    theme = {"dark": "coder-dark", "light": "coder-light"}.get(theme, theme)
    if theme not in THEMES:
        raise InputError(Problem(path, 0, _("no theme {name}").format(name=theme)), _("themes: dark, light"))
    known = {c.id for c in all_commands()}
    keys = data.get("keys", {})
    for name, value in keys.items():
        if name not in known or not isinstance(value, str):
            raise InputError(
                Problem(path, 0, _("no action {name} that keys could be given to").format(name=name)),
                _('write  action = "key,key"  under [keys]; the help screen lists the actions'),
            )
    return Settings(theme=theme, keys=dict(keys))
