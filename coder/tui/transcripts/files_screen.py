"""Picking transcript files: the folders of this machine, in which files are chosen for the speaker desk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.style import Style
from textual import events

from coder.errors import CoderError
from coder.i18n import _
from coder.record.outcome import Outcome
from coder.tui.frame.asking.questions import AskScreen
from coder.tui.frame.list_detail import ListScreen
from coder.tui.transcripts.commands import FILES
from coder.tui.transcripts.speakers_screen import SpeakersScreen
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit_end, pad

_KIND, _SIZE, _LEAST = 14, 12, 20
_KILO = 1024


class FilesScreen(ListScreen[Path]):
    """Folders and transcript files; each chosen file goes over the speaker desk before it is taken in."""

    COMMANDS_HERE = FILES

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path()
        self._chosen: list[Path] = []
        self._waiting: list[Path] = []
        self._known: set[str] = set()
        self._others = 0

    def begin(self) -> None:
        """Begin in the folder that files were last taken from, else in the study's."""
        study = self.coder_app.study
        last = Path(study.recall("files") or study.path.parent)
        self._folder = last if last.is_dir() else study.path.parent
        self.listing.focus()
        self.reload()

    def key_of(self, item: Path) -> str:
        """Return the path."""
        return str(item)

    def title_text(self) -> str:
        """Return the folder."""
        return _("Import from {folder}").format(folder=fit_end(str(self._folder), max(20, self.size.width - 40)))

    def heading(self) -> Sequence[Row]:
        """Return what is to be done here."""
        chosen = _("{count} chosen: {files_take} goes on with them") if self._chosen else ""
        text = chosen or _("{list_open} opens a folder or looks at a file; {files_choose} chooses several")
        rows: list[Row] = [((" " + self.with_keys(text, count=len(self._chosen)), self.paints.quiet),)]
        if not any(item.is_file() for item in self.items):
            none = _("No transcripts here. {files_type} takes the path of a file or of its folder.")
            rows.append(((" " + self.with_keys(none), self.paints.text),))
        if self._others:
            others = _("{count} more files here cannot be imported by their type.").format(count=self._others)
            rows.append(((" " + others, self.paints.quiet),))
        return rows

    def reload(self, at: str = "") -> None:
        """Read the folder."""
        from coder.plugins import importers

        suffixes = set(importers())
        self._known = {info.source for info in self.coder_app.study.project().transcripts}
        try:
            entries = [p for p in self._folder.iterdir() if not p.name.startswith((".", "~"))]
            folders = sorted((p for p in entries if p.is_dir()), key=lambda p: p.name)
            files = sorted((p for p in entries if p.suffix.lower() in suffixes and p.is_file()), key=lambda p: p.name)
        except OSError as error:
            self.say(f"{self._folder}: {error.strerror}", bad=True)
            entries, folders, files = [], [], []
        self._others = len(entries) - len(folders) - len(files)
        above = [self._folder.parent] if self._folder.parent != self._folder else []
        first = str(files[0]) if files and not at and not self.items else at
        self.take([*above, *folders, *files], first)

    def draw(self, item: Path, *, here: bool) -> tuple[Row]:
        """Return a folder or file in a row."""
        style = self.paints.text + Style(reverse=here)
        quiet = self.paints.quiet + Style(reverse=here)
        if item == self._folder.parent or item.is_dir():
            name = _("[the folder above]") if item == self._folder.parent else f"{item.name}/"
            return (((pad(f"   {name}", self.size.width), style),),)
        sign = "✓" if item in self._chosen else " "
        known = _("imported") if item.name in self._known else ""
        try:
            size = f"{max(1, item.stat().st_size // _KILO):,} kB"
        except OSError:
            size = ""
        room = max(_LEAST, self.size.width - _KIND - _SIZE)
        return (((pad(f" {sign} {item.name}", room), style), (pad(size, _SIZE), quiet), (pad(known, _KIND), quiet)),)

    def open_here(self) -> None:
        """Open the folder in focus, or show who speaks in the file."""
        here = self.here
        if here is None:
            return
        if here.is_dir():
            before = str(self._folder) if here == self._folder.parent else ""
            self._folder, self._chosen, self.items = here, [], ()
            self.listing.at = 0
            self.reload(before)
        else:
            self.look([here])

    def action_choose(self) -> None:
        """Choose the file in focus, or not after all."""
        here = self.here
        if here is None or here.is_dir():
            self.say(self.with_keys(_("choose files; {list_open} opens a folder")), bad=True)
            return
        self._chosen = [p for p in self._chosen if p != here] if here in self._chosen else [*self._chosen, here]
        self.show_list(min(len(self.items) - 1, self.listing.at + 1))

    def action_take(self) -> None:
        """Show who speaks in each of the chosen files, one after the other."""
        here = self.here
        self.look(self._chosen or ([here] if here is not None and here.is_file() else []))

    def action_type(self) -> None:
        """Ask for the path of a file."""
        self.ask(AskScreen(_("Which file? Its path, or drop it here.")), self._typed)

    def on_paste(self, event: events.Paste) -> None:
        """Take a file that was dropped on the terminal."""
        event.stop()
        self._typed(event.text)

    def _typed(self, typed: str) -> None:
        if typed.strip():
            path = Path(typed.strip().strip("'\"")).expanduser()
            if path.is_dir():
                self._folder, self._chosen, self.items = path, [], ()
                self.reload()
            else:
                self.look([path])

    def look(self, paths: Sequence[Path]) -> None:
        """Show the speaker desk of the first of some files; the others follow when it is taken in."""
        from coder.transcripts.speaker_desk import FileDesk

        if not paths:
            self.say(self.with_keys(_("choose files; {list_open} opens a folder")), bad=True)
            return
        path, *self._waiting = paths
        try:
            desk = FileDesk(self.coder_app.study, path)
        except CoderError as error:
            self.call_after_refresh(self.say_error, error)
        else:
            self.app.push_screen(SpeakersScreen(desk, self._taken))

    def _taken(self, outcome: Outcome) -> None:
        """Go on with the next chosen file; after the last, back to the list of transcripts with what was done."""
        study = self.coder_app.study
        study.remember("files", str(self._folder))
        if self._waiting:
            self.look(self._waiting)
            return
        app = self.app
        app.pop_screen()
        if isinstance(app.screen, ListScreen):
            app.screen.call_after_refresh(app.screen.done, outcome, outcome.transcript or "")
