"""What a person sees in a folder without a study: what this is, and three ways to begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from rich.style import Style
from textual.app import ComposeResult

from coder.first_study import SAMPLE, likely_name, sample_files
from coder.i18n import _
from coder.tui.begin.commands import BEGIN
from coder.tui.codebook.rows import split_words
from coder.tui.frame.asking.questions import AskScreen
from coder.tui.frame.commands import EVERYWHERE
from coder.tui.frame.list_detail import ListScreen
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import fit

Way: TypeAlias = Literal["sample", "new", "template"]


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the person chose and typed."""

    way: Way
    name: str = ""
    title: str = ""
    codes: tuple[str, ...] = ()


class BeginScreen(ListScreen[Way]):
    """Three ways to begin, each with what it leads to; what it asks for is asked one line at a time."""

    COMMANDS_HERE = BEGIN
    KEY = ""
    AROUND = tuple(c for c in EVERYWHERE if c.id in {"help", "language", "theme", "quit"})

    def __init__(self, folder: Path, name: str, wrong: str = "") -> None:
        super().__init__()
        self._folder, self._name, self._wrong = folder, name, wrong

    def body(self) -> ComposeResult:
        """Yield what this is, and the list."""
        yield Pane(id="begin-text")
        yield from super().body()

    def reload(self, at: str = "") -> None:
        """Show the ways."""
        new: list[Way] = ["new", "template"]
        self.take(["sample", *new] if sample_files() else new, at)
        if self._wrong:
            self.say(self._wrong, bad=True)

    def repaint(self, at: int | None = None) -> None:
        """Draw everything in the theme and language of now."""
        self.show_title(_("coder | interviews, codes, findings"), "")
        rows = [
            *self.lines(_("There is no study in {folder} yet.").format(folder=self._folder), self.paints.text),
            *self.lines(
                _("A study is a folder with your transcripts, codes and codings; nothing leaves this machine."),
                self.paints.quiet,
            ),
            (),
            ((" " + _("How do you want to begin?"), self.paints.strong),),
        ]
        pane = self.query_one("#begin-text", Pane)
        pane.styles.height = len(rows)
        pane.show(rows, self.paints.text)
        self.show_list(at)
        self.show_keys()

    EACH = 3

    def draw(self, item: Way, *, here: bool) -> Sequence[Row]:
        """Return a way and what it leads to."""
        label, note = _words_of(item)
        style = self.paints.text + Style(reverse=here, bold=True)
        width = self.size.width
        return (
            ((fit(f" {label} ", width), style),),
            ((fit(f"   {note}", width), self.paints.quiet),),
            (),
        )

    def open_item(self, item: Way) -> None:
        """Ask what the way in focus needs, and leave with it."""
        if item == "new":
            question = AskScreen(_("What is the study called?"), self._folder.name, _something)
            self.ask(question, lambda title: self._ask_name(item, title))
        else:
            self._ask_name(item, "")

    def _ask_name(self, way: Way, title: str) -> None:
        question = AskScreen(_("Your name as coder: each of your codings bears it"), self._name or likely_name())

        def named(name: str) -> None:
            if way == "new":
                self._ask_codes(name, title)
            else:
                self.app.exit(Beginning(way, name))

        if way == "sample" and self._name:
            named(self._name)
        else:
            self.ask(question, named)

    def _ask_codes(self, name: str, title: str) -> None:
        question = AskScreen(_("First codes, with commas between; you may leave it empty and make them while reading"))
        self.ask(question, lambda typed: self.app.exit(Beginning("new", name, title, split_words(typed))))


def _something(text: str) -> str:
    return "" if text else _("type a name")


def _words_of(way: Way) -> tuple[str, str]:
    """Return what a way is called and what it leads to."""
    if way == "sample":
        note = _("eight invented, coded interviews, in the folder {name}; delete it any time").format(name=SAMPLE)
        return _("Try the sample"), note
    if way == "new":
        return _("Make a study here"), _("its name, your name and first codes; then your transcripts")
    return _("Make a study from a template"), _("with the codebook, findings and cases of AI talent")
