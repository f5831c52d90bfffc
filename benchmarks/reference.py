"""The reference of all commands in both languages, read from the commands themselves: `make reference`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from coder.cli.main import program, speak

ROOT = Path(__file__).parents[1]
PAGES = {"en": ROOT / "docs" / "en" / "commands.md", "zh_TW": ROOT / "docs" / "zh-TW" / "commands.md"}
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


def page(language: str) -> str:
    """Return the whole page in the interface language, which must be the only one this process has spoken."""
    speak(language)
    group = program()
    root = click.Context(group, info_name="coder")
    parts = [_INTRODUCTION[language], "```text\n" + "\n".join((group.epilog or "").splitlines()) + "\n```\n", _options(root)]
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
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [f"### coder {context.command_path.removeprefix('coder ')}\n", f"{(command.help or '').strip()}\n"]
    lines.append(f"```text\n{context.command_path} {usage}".rstrip() + "\n```\n")
    if options := _options(context):
        lines.append(options)
    if command.epilog:
        lines.append(f"```sh\n{command.epilog.strip()}\n```\n")
    return "\n".join(lines)


def _options(context: click.Context) -> str:
    records = [record for record in (p.get_help_record(context) for p in context.command.params) if record]
    return "".join(f"- `{name}`: {help_}\n" for name, help_ in records if help_)


def written(language: str) -> str:
    """Return the page as a process of its own makes it, since commands speak the language they were loaded in."""
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.reference", language],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


def main() -> None:
    if len(sys.argv) > 1:
        sys.stdout.write(page(sys.argv[1]))
        return
    for language, path in PAGES.items():
        path.write_text(written(language), "utf-8")


if __name__ == "__main__":
    main()
