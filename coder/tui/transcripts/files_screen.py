"""Picking transcript files: the folders of this machine, in which files are chosen for the speaker desk."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import ClassVar

from coder.errors import CoderError
from coder.i18n import _
from coder.record.outcome import Outcome
from coder.tui.frame.folder_list import FolderScreen
from coder.tui.frame.list_detail import ListScreen
from coder.tui.transcripts.commands import FILES
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit_end

_MOST = 5_000
"""So many entries of a folder are looked at to say what it holds."""


class FilesScreen(FolderScreen):
    """Folders and transcript files; each chosen file goes over the speaker desk before it is taken in."""

    COMMANDS_HERE = FILES
    REMEMBERED: ClassVar[str] = "files"

    def __init__(self) -> None:
        super().__init__()
        self._chosen: list[Path] = []
        self._known: set[str] = set()
        self._suffixes: set[str] = set()
        self._inside: dict[Path, int] = {}

    def title_text(self) -> str:
        """Return the folder."""
        return _("Import from {folder}").format(folder=fit_end(str(self.folder), max(20, self.size.width - 40)))

    def heading(self) -> Sequence[Row]:
        """Return what is to be done here."""
        chosen = _("{count} chosen: {files_take} goes on with them") if self._chosen else ""
        text = chosen or _("{list_open} opens a folder or looks at a file; {files_choose} chooses several")
        rows: list[Row] = [((" " + self.with_keys(text, count=len(self._chosen)), self.paints.quiet),)]
        if not any(item.is_file() for item in self.items):
            none = _("No transcripts here. {files_type} takes the path of a file or of its folder.")
            rows.append(((" " + self.with_keys(none), self.paints.text),))
        if self.others:
            others = _("{count} more files here cannot be imported by their type.").format(count=self.others)
            rows.append(((" " + others, self.paints.quiet),))
        return rows

    def reload(self, at: str = "") -> None:
        """Read the folder, and what was taken in already."""
        from coder.plugins import importers

        self._suffixes, self._inside = set(importers()), {}
        self._known = {info.source for info in self.project.transcripts}
        super().reload(at)

    def fits(self, path: Path) -> bool:
        """Tell whether a file can be imported by its type."""
        return path.suffix.lower() in self._suffixes and path.is_file()

    def sign_of(self, item: Path) -> str:
        """Return whether a file is chosen."""
        return "✓" if item in self._chosen else " "

    def known(self, item: Path) -> str:
        """Return whether a file was taken in already."""
        return _("imported") if item.name in self._known else ""

    def inside(self, folder: Path) -> str:
        """Return how many files of a folder can be imported by their type."""
        if folder not in self._inside:
            try:
                with os.scandir(folder) as entries:
                    seen = [entry.name for entry in islice(entries, _MOST) if not entry.name.startswith((".", "~"))]
            except OSError:
                seen = []
            self._inside[folder] = sum(Path(name).suffix.lower() in self._suffixes for name in seen)
        count = self._inside[folder]
        return _("files: {count}").format(count=count) if count else ""

    def go_into(self, folder: Path, at: str = "") -> None:
        """Show another folder; what was chosen is let go."""
        self._chosen = []
        super().go_into(folder, at)

    def action_choose(self) -> None:
        """Choose the file in focus, or not after all."""
        here = self.here
        if here is None or here.is_dir():
            self.say(self.with_keys(_("choose files; {list_open} opens a folder")), bad=True)
            return
        self._chosen = [p for p in self._chosen if p != here] if here in self._chosen else [*self._chosen, here]
        self.show_list(min(len(self.items) - 1, self.listing.at + 1))

    def action_choose_all(self) -> None:
        """Choose all files of the folder that are not in the study yet, or none after all."""
        files = [item for item in self.items if item.is_file() and not self.known(item)]
        if not files:
            self.say(_("every file here is in the study"), bad=True)
            return
        self._chosen = [] if set(files) <= set(self._chosen) else files
        self.show_list(self.listing.at)

    def action_take(self) -> None:
        """Show who speaks in each of the chosen files, one after the other."""
        here = self.here
        self.look(self._chosen or ([here] if here is not None and here.is_file() else []))

    def look(self, paths: Sequence[Path]) -> None:
        """Take files in, each over the speaker desk."""
        from coder.tui.transcripts.file_queue import FileQueue

        if not paths:
            self.say(self.with_keys(_("choose files; {list_open} opens a folder")), bad=True)
            return
        FileQueue(self, paths, self._ended).go_on()

    def _ended(self, outcome: Outcome | None, wrong: list[CoderError]) -> None:
        """Go back to the list of transcripts with what was done, and name what could not be read."""
        from coder.tui.transcripts.file_queue import told_wrong

        self._chosen = []
        if outcome is None:
            self.reload()
            if len(wrong) == 1:
                self.call_after_refresh(self.say_error, wrong[0])
            elif wrong:
                self.app.push_screen(told_wrong(wrong))
            return
        self.study.remember(self.REMEMBERED, str(self.folder))
        app = self.app
        app.pop_screen()
        if isinstance(app.screen, ListScreen):
            app.screen.call_after_refresh(app.screen.done, outcome, outcome.transcript or "")
        if wrong:
            app.push_screen(told_wrong(wrong))
