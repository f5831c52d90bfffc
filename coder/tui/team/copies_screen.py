"""Picking another copy of the study: its folder, its study.db, or a file of changes from a mail or a stick."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from coder.i18n import _
from coder.tui.frame.folder_list import FolderScreen
from coder.tui.team.commands import COPIES
from coder.tui.team.merge_screen import MergeScreen
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit_end

_SUFFIXES = frozenset({".changes", ".db"})
_STUDY = "study.db"


class CopiesScreen(FolderScreen):
    """Folders of this machine; one that holds a study, or a file of changes, is looked at before it comes in."""

    COMMANDS_HERE = COPIES
    REMEMBERED: ClassVar[str] = "copies"

    def usual(self) -> Path:
        """Return the folder that the study's own lies in: copies lie there, or on a stick."""
        return self.study.path.parent.parent

    def title_text(self) -> str:
        """Return the folder."""
        room = max(20, self.size.width - 40)
        return _("Merge from {folder}").format(folder=fit_end(str(self.folder), room))

    def heading(self) -> Sequence[Row]:
        """Return what is to be done here."""
        text = _("{list_open} opens a folder, or shows what would be merged from a copy; nothing is merged yet")
        rows: list[Row] = [((" " + self.with_keys(text), self.paints.quiet),)]
        if not any(map(self.fits, self.items)):
            none = _("No copy here. {copies_type} takes the path of a folder, of a study.db or of a file of changes.")
            rows += self.lines(self.with_keys(none), self.paints.text)
        return rows

    def question(self) -> str:
        """Return how a path is asked for."""
        return _("Which copy? The path of its folder, its study.db or a file of changes, or drop it here.")

    def fits(self, path: Path) -> bool:
        """Tell whether something holds a copy that is not this very study."""
        own = self.study.path
        try:
            if path.is_dir():
                return (path / _STUDY).is_file() and not (path / _STUDY).samefile(own)
            return path.suffix.lower() in _SUFFIXES and path.is_file() and not path.samefile(own)
        except OSError:
            return False

    def known(self, item: Path) -> str:
        """Return what it is."""
        return _("study") if item.is_dir() or item.suffix.lower() == ".db" else _("changes")

    def look(self, paths: Sequence[Path]) -> None:
        """Show what a copy would bring in."""
        self.study.remember(self.REMEMBERED, str(self.folder))
        self.app.push_screen(MergeScreen(paths[0]))
