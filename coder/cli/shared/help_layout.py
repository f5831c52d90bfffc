"""How commands and their help are shaped: lazily imported, widths in cells, examples as they are typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

import click

from coder.cli.shared.placeholders import placeholders
from coder.i18n import _

COMPLETE = "_CODER_COMPLETE"
"""The variable by which a shell asks for completions."""

_NEVER_FIRST = "，。、；：？！）」』】》…"
_GAP = 2
_FIRST_COLUMN = 30


class Entry(NamedTuple):
    """A command as the table of commands knows it before its module is imported."""

    section: str
    name: str
    target: str
    help: str


def cells(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrap(text: str, width: int) -> list[str]:
    """Break `text` into lines of at most `width` columns: at spaces, and between Chinese characters."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and cells(line) + cells(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str) -> Iterable[str]:
    """Yield the parts of `text` that no line break may part; spaces hang on the part before them."""
    piece = ""
    for c in " ".join(text.split()):
        wide = cells(c) > 1
        breaks = piece and c not in _NEVER_FIRST and c != " " and (wide or piece[-1] == " " or cells(piece[-1]) > 1)
        if breaks:
            yield piece
            piece = ""
        piece += c
    yield piece


class Formatter(click.HelpFormatter):
    """Writes help whose Chinese lines end where the terminal does."""

    def write_heading(self, heading: str) -> None:
        """Write the name of a section, with the colon of the interface language."""
        self.write(" " * self.current_indent + _("{name}:").format(name=heading) + "\n")

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage, its placeholders in words."""
        usage = _("Usage:")
        super().write_usage(prog, placeholders(args), usage + " " * usage.isascii() if prefix is None else prefix)

    def write_text(self, text: str) -> None:
        """Write paragraphs, each wrapped to the width that is left."""
        margin = " " * self.current_indent
        for paragraph in text.split("\n\n"):
            for line in wrap(paragraph, max(self.width - self.current_indent, 20)):
                self.write(f"{margin}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _FIRST_COLUMN, col_spacing: int = _GAP) -> None:
        """Write names with what they mean in two columns."""
        margin = " " * self.current_indent
        pairs = [(placeholders(name) if name.startswith("-") else name, text) for name, text in rows]
        first = min(max((cells(name) for name, _text in pairs), default=0), col_max) + col_spacing
        indent = self.current_indent + first
        for name, text in pairs:
            lines = wrap(text, max(self.width - indent, 20))
            fits = cells(name) <= first - col_spacing
            head = f"{margin}{name}" + (" " * (first - cells(name)) if fits else "\n" + " " * indent)
            self.write((head + lines[0]).rstrip() + "\n")
            for line in lines[1:]:
                self.write(f"{' ' * indent}{line}\n")


class ShapedContext(click.Context):
    """A context whose help is written by our formatter."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose epilog is a list of examples, one a line, printed as they are typed."""

    context_class = ShapedContext

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's
        """Write the examples."""
        _write_examples(self.epilog, formatter)


class Group(click.Group):
    """A command that holds others, with examples below."""

    context_class = ShapedContext
    command_class = Command

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's
        """Write the examples."""
        _write_examples(self.epilog, formatter)


def _write_examples(examples: str | None, formatter: click.HelpFormatter) -> None:
    if examples:
        with formatter.section(_("Examples")):
            for example in examples.splitlines():
                formatter.write(f"{' ' * formatter.current_indent}{example}\n")


def command(name: str, summary: str, *examples: str) -> Callable[[Callable[..., Any]], Command]:
    """Return the decorator that makes a function a command with help and examples."""
    return click.command(name, cls=Command, help=summary, short_help=summary, epilog="\n".join(examples))


class LazyGroup(Group):
    """The program: its commands are imported when they are called, their help is known before."""

    def __init__(self, entries: Sequence[Entry], **settings: Any) -> None:
        super().__init__(**settings)
        self.entries: Mapping[str, Entry] = {e.name: e for e in entries}
        # Placeholders, so that click can propose the nearest name for a misspelt one.
        self.commands = {name: click.Command(name) for name in self.entries}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's
        """Return the names in the table's order."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's
        """Import a command."""
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        module, _colon, attribute = entry.target.partition(":")
        found: click.Command = getattr(import_module(module), attribute)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's
        """Write the commands by section, from the table alone."""
        longest = max(map(len, self.entries))
        for section in dict.fromkeys(e.section for e in self.entries.values()):
            with formatter.section(section):
                formatter.write_dl(
                    [(e.name.ljust(longest), e.help) for e in self.entries.values() if e.section == section]
                )
