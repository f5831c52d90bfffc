"""Reads the handbook's pages: their links, and the command lines that they print."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
from markdown_it import MarkdownIt
from markdown_it.token import Token

from coder.cli.main import hoist, program

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LANGUAGES = ("en", "zh-TW")
PAGES = sorted((*ROOT.glob("*.md"), *DOCS.rglob("*.md")))
HANDBOOK = sorted(page for language in LANGUAGES for page in (DOCS / language).glob("*.md"))

_COMMENT = re.compile(r"\s{2,}#\s.*$")
_REDIRECTION = re.compile(r"\s[<>]\s*\S+")
_USAGE = re.compile(r"\[[^\]]*\]\s*$|\[選項\]|[A-Z]{4,}|\.\.\.|[{…]")


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def tokens(page: Path) -> Iterator[Token]:
    """Yield all tokens of a page, those within a line of text too."""
    for token in MarkdownIt().enable("table").parse(page.read_text("utf-8")):
        yield token
        yield from token.children or ()


def links(page: Path) -> Iterator[str]:
    """Yield the targets of links and pictures."""
    for token in tokens(page):
        target = token.attrs.get("href") or token.attrs.get("src")
        if target:
            yield str(target)


def anchors(page: Path) -> set[str]:
    """Return the names by which headings of the page are linked to."""
    names = set()
    heading = False
    for token in tokens(page):
        if token.type == "inline" and heading:
            names.add(re.sub(r"[^\w\- ]", "", token.content.lower()).replace(" ", "-"))
        heading = token.type == "heading_open"
    return names


def command_lines(page: Path, *fences: str) -> Iterator[list[str]]:
    """Yield the arguments of each `coder …` line in blocks marked so; usage lines are no command lines."""
    for token in tokens(page):
        if token.type == "fence" and token.info in fences:
            for line in token.content.splitlines():
                if line.split(" ")[0] == "coder" and not (token.info == "text" and _USAGE.search(line)):
                    yield shlex.split(_REDIRECTION.sub(" ", _COMMENT.sub("", line)))[1:]


def parse(arguments: list[str]) -> list[str]:
    """Parse a command line down to its last command, without running it, and return the commands' names."""
    wishes, left = hoist(arguments)
    command: click.Command = program()
    context = command.make_context("coder", [part for pair in wishes.items() for part in pair] + left)
    names: list[str] = []
    while isinstance(command, click.Group) and (rest := [*context._protected_args, *context.args]):
        name, found, rest = command.resolve_command(context, rest)
        assert name is not None
        assert found is not None
        context, command = found.make_context(name, rest, parent=context), found
        names.append(name)
    return names
