"""Picking files on this machine: a folder is opened, and what fits in it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from rich.style import Style
from textual import events

from coder.i18n import _
from coder.tui.frame.asking.questions import AskScreen
from coder.tui.frame.list_detail import ListScreen
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import pad

_KIND, _SIZE, _LEAST = 14, 12, 20
_KILO = 1024


class FolderScreen(ListScreen[Path]):
    """Folders, and below them what fits; the folder is remembered under `REMEMBERED`."""

    REMEMBERED: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path()
        self.others = 0
        """How many entries of the folder do not fit."""

    def fits(self, path: Path) -> bool:
        """Tell whether something in the folder can be looked at."""
        raise NotImplementedError

    def look(self, paths: Sequence[Path]) -> None:
        """Look at what was picked."""
        raise NotImplementedError

    def usual(self) -> Path:
        """Return the folder to begin in where none was used yet."""
        return self.study.path.parent

    def question(self) -> str:
        """Return how a path is asked for."""
        return _("Which file? Its path, or drop it here.")

    def sign_of(self, item: Path) -> str:  # noqa: ARG002  for those that mark some
        """Return the sign before a name."""
        return " "

    def known(self, item: Path) -> str:  # noqa: ARG002  for those that tell something
        """Return in a word what is known of a file."""
        return ""

    def inside(self, folder: Path) -> str:  # noqa: ARG002  for those that tell something
        """Return in a few words what a folder holds."""
        return ""

    def begin(self) -> None:
        """Begin in the folder that was used last, else in the usual one."""
        last = Path(self.study.recall(self.REMEMBERED) or self.usual())
        self.folder = last if last.is_dir() else self.study.path.parent
        super().begin()

    def key_of(self, item: Path) -> str:
        """Return the path."""
        return str(item)

    def reload(self, at: str = "") -> None:
        """Read the folder."""
        try:
            entries = [p for p in self.folder.iterdir() if not p.name.startswith((".", "~"))]
            files = sorted((p for p in entries if self.fits(p)), key=lambda p: p.name)
            folders = sorted((p for p in entries if p.is_dir() and p not in files), key=lambda p: p.name)
        except OSError as error:
            self.say(f"{self.folder}: {error.strerror}", bad=True)
            entries, folders, files = [], [], []
        own = {p.name for p in entries if p.name.startswith(f"{self.study.path.name}")}
        self.others = sum(p.name not in own for p in entries) - len(folders) - len(files)
        above = [self.folder.parent] if self.folder.parent != self.folder else []
        first = str(files[0]) if files and not at and not self.items else at
        self.take([*above, *folders, *files], first)

    def go_into(self, folder: Path, at: str = "") -> None:
        """Show another folder."""
        self.folder, self.items = folder, ()
        self.listing.at = 0
        self.reload(at)

    def is_above(self, item: Path) -> bool:
        """Tell whether it is the folder that holds this one."""
        return item == self.folder.parent

    def row(self, item: Path, *, here: bool) -> Row:
        """Return a folder or file in a row."""
        style = self.paints.text + Style(reverse=here)
        quiet = self.paints.quiet + Style(reverse=here)
        room = max(_LEAST, self.size.width - _KIND - _SIZE)
        if self.is_above(item):
            return ((pad("   " + _("[the folder above]"), self.size.width), style),)
        if not self.fits(item):
            return ((pad(f"   {item.name}/", room), style), (pad(self.inside(item), _KIND + _SIZE), quiet))
        try:
            size = "" if item.is_dir() else f"{max(1, item.stat().st_size // _KILO):,} kB"
        except OSError:
            size = ""
        name = f"{item.name}/" if item.is_dir() else item.name
        return (
            (pad(f" {self.sign_of(item)} {name}", room), style),
            (pad(size, _SIZE), quiet),
            (pad(self.known(item), _KIND), quiet),
        )

    def open_item(self, item: Path) -> None:
        """Open the folder in focus, or look at the file."""
        if self.is_above(item) or not self.fits(item):
            self.go_into(item, str(self.folder) if self.is_above(item) else "")
        else:
            self.look([item])

    def action_type(self) -> None:
        """Ask for the path of a file."""
        self.ask(AskScreen(self.question()), self.typed)

    def on_paste(self, event: events.Paste) -> None:
        """Take a file that was dropped on the terminal."""
        event.stop()
        self.typed(event.text)

    def typed(self, typed: str) -> None:
        """Go to the folder that was typed, or look at the file."""
        if typed.strip():
            path = Path(typed.strip().strip("'\"")).expanduser()
            if path.is_dir() and not self.fits(path):
                self.go_into(path)
            else:
                self.look([path])
