"""The reference of all commands and keys in both languages, read from the program itself: `make reference`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

import click

from coder.cli.main import program, speak
from coder.cli.shared.placeholders import placeholders
from coder.i18n import bracketed, labelled
from coder.tui.frame.command import Command, alt_digit, key_name
from coder.tui.frame.places import Place

ROOT = Path(__file__).parents[1]
_FOLDERS = {"en": "en", "zh_TW": "zh-TW"}
PAGES = {
    (name, language): ROOT / "docs" / folder / f"{name}.md"
    for name in ("commands", "keys")
    for language, folder in _FOLDERS.items()
}
_KEYS = {
    "en": "# Keys\n\nEvery action of the screens with its keys. `?` on a screen shows those that work there. "
    "The settings (`g` `,`) change them. `make reference` writes this page.\n",
    "zh_TW": "# 按鍵一覽\n\n列出畫面上每項操作的按鍵。在畫面按 `?` 顯示該處可用的按鍵。"
    "在設定（`g` `,`）可更改。本頁由 `make reference` 產生。\n",
}
_SIGNS = frozenset(sign for _key, sign in map(alt_digit, range(1, 10)))
_TITLES = {
    "en": {"everywhere": "Everywhere", "list": "The list of transcripts", "coding": "Coding"},
    "zh_TW": {"everywhere": "各處皆可用", "list": "逐字稿清單", "coding": "編碼"},
}
_INTRODUCTION = {
    "en": "# Commands\n\nEvery command with its options and examples. `coder COMMAND --help` prints the same. "
    "`make reference` writes this page.\n\n`--study`, `--lang` and `--at` may stand anywhere on the line. "
    "`--coder` stands before the command.\n",
    "zh_TW": "# 指令一覽\n\n列出每個指令的選項與範例。`coder 指令 --help` 印出相同內容。本頁由 `make reference` 產生。\n\n"
    "`--study`、`--lang`、`--at` 放在指令前後都可以。`--coder` 放在指令之前。\n",
}


def commands(group: click.Group, above: click.Context) -> Iterator[tuple[click.Context, click.Command]]:
    """Yield every command below `group` with its context, groups before what is in them."""
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        if command is None or command.hidden:
            continue
        context = click.Context(command, info_name=name, parent=above)
        yield context, command
        if isinstance(command, click.Group):
            yield from commands(command, context)


def keys(language: str) -> str:
    """Return the page of keys, screen by screen; the language as in `page`."""
    speak(language)
    from coder.tui.coding.commands import TEXT
    from coder.tui.coding.screen import CodingScreen
    from coder.tui.frame import places
    from coder.tui.frame.commands import EVERYWHERE, LIST
    from coder.tui.home.screen import HomeScreen

    titles = _TITLES[language]
    sections = [
        (titles["everywhere"], EVERYWHERE),
        (titles["list"], (*HomeScreen.COMMANDS_HERE, *LIST)),
        (titles["coding"], (*CodingScreen.COMMANDS_HERE, *TEXT)),
        *((place.label() + bracketed(f"`g` `{key_name(place.letter)}`"), _here(place)) for place in places.ALL),
    ]
    return "\n".join((_KEYS[language], *(_section(title, table) for title, table in sections if table)))


def _here(place: Place) -> tuple[Command, ...]:
    module, _colon, name = place.screen.partition(":")
    from coder.tui.frame.base import DeskScreen

    screen: type[DeskScreen] = getattr(import_module(f"coder.tui.{module}"), name)
    return screen.COMMANDS_HERE


def _section(title: str, table: Iterable[Command]) -> str:
    lines = [
        "- " + labelled(" ".join(f"`{key_name(key)}`" for key in one.keys if key not in _SIGNS), one.label())
        for one in dict.fromkeys(table)
    ]
    return f"## {title}\n\n" + "\n".join(lines) + "\n"


def page(language: str) -> str:
    """Return the page of all commands in the interface language, which must be the only one this process has spoken."""
    speak(language)
    group = program()
    root = click.Context(group, info_name="coder")
    parts = [
        _INTRODUCTION[language],
        "```text\n" + "\n".join((group.epilog or "").splitlines()) + "\n```\n",
        _options(root),
    ]
    section = ""
    sections = {entry.name: entry.section for entry in group.entries.values()}
    for context, command in commands(group, root):
        name = context.command_path.split()[1]
        if sections[name] != section:
            section = sections[name]
            parts.append(f"## {section}\n")
        parts.append(_entry(context, command))
    return "\n".join(part for part in parts if part)


def _entry(context: click.Context, command: click.Command) -> str:
    usage = placeholders(" ".join(command.collect_usage_pieces(context)))
    lines = [f"### coder {context.command_path.removeprefix('coder ')}\n", f"{(command.help or '').strip()}\n"]
    lines.append(f"```text\n{context.command_path} {usage}".rstrip() + "\n```\n")
    if options := _options(context):
        lines.append(options)
    if command.epilog:
        lines.append(f"```sh\n{command.epilog.strip()}\n```\n")
    return "\n".join(lines)


def _options(context: click.Context) -> str:
    records = [record for record in (p.get_help_record(context) for p in context.command.params) if record]
    return "".join("- " + labelled(f"`{placeholders(name)}`", help_) + "\n" for name, help_ in records if help_)


def written(name: str, language: str) -> str:
    """Return the page as a process of its own makes it, since commands speak the language they were loaded in."""
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.reference", name, language],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


def main() -> None:
    if len(sys.argv) > 1:
        name, language = sys.argv[1:]
        sys.stdout.write({"commands": page, "keys": keys}[name](language))
        return
    for (name, language), path in PAGES.items():
        path.write_text(written(name, language), "utf-8")


if __name__ == "__main__":
    main()
