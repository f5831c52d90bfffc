"""What the palette finds: actions with their keys, transcripts, codes, findings and quotations, by name or by sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen
from textual.worker import WorkerError

from coder.i18n import _
from coder.language.fold import fold
from coder.model.identity import parse_quote_id
from coder.tui.frame.base import DeskScreen
from coder.tui.frame.command import Command, key_name, keys_of
from coder.tui.frame.host import ALOUD
from coder.tui.widgets.code_sounds import Spoken

if TYPE_CHECKING:
    from coder.tui.frame.host import Host

_KEYS = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose: what it is called, what kind of thing it is, and what choosing it does."""

    name: str
    kind: str
    run: Callable[[], object]
    other_names: str = ""
    keys: str = ""

    def shown(self) -> Content:
        """Return the entry as a row: its name, then its keys, then its kind."""
        return Content.assemble(self.name, ("  " + self.keys if self.keys else "", "bold"), ("  " + self.kind, "dim"))

    def rank(self, typed: str, spoken: Spoken | None, reading: Any) -> float:
        """Return how well it fits what was typed, 0 where it does not."""
        name = fold(self.name)
        if typed in name:
            return 1.0 if name.startswith(typed) else 0.9
        if typed in fold(self.other_names):
            return 0.8
        if spoken is not None and reading is not None and spoken.inside(reading):
            return 0.7 if spoken.begins(reading) else 0.6
        words = typed.split()
        return 0.5 if len(words) > 1 and all(word in fold(f"{self.name} {self.other_names}") for word in words) else 0.0


class Finder(Provider):
    """Finds all that there is to go to from a screen."""

    @property
    def _program(self) -> Host:
        return cast("Host", self.app)

    async def startup(self) -> None:
        """List what there is, and have the names read aloud that were never read before."""
        self._entries = [*self._commands(), *self._things()]
        self._program.read_aloud(entry.name for entry in self._entries)

    async def discover(self) -> Hits:
        """Offer the actions of the screen before anything is typed."""
        for entry in self._commands():
            yield DiscoveryHit(entry.shown(), entry.run, entry.name)

    async def search(self, query: str) -> Hits:
        """Find what fits; where nothing does, say so."""
        typed, spoken = fold(query.strip()), Spoken.of(query.strip())
        if spoken is not None:
            await self._until_read()
        known = self._program.read_aloud(())
        found = False
        for entry in [*self._entries, *self._quotes(query)]:
            rank = entry.rank(typed, spoken, known.get(entry.name))
            if rank:
                found = True
                yield Hit(rank, entry.shown(), entry.run, entry.name)
        if not found:
            yield Hit(0.1, Content(_("nothing found: {words}").format(words=query)), _nothing, query)

    async def _until_read(self) -> None:
        """Wait until it is known how all names are read: before that, a sound that finds nothing proves nothing."""
        for worker in [one for one in self.app.workers if one.group == ALOUD and not one.is_finished]:
            with suppress(WorkerError):
                await worker.wait()

    def _commands(self) -> Iterator[Entry]:
        screen, app = self.screen, self._program
        for command in screen.commands() if isinstance(screen, DeskScreen) else ():
            if command.id != "palette":
                keys = "  ".join(key_name(k) for k in keys_of(command, app.settings.keys)[:_KEYS])
                yield Entry(command.label(), command.group(), self._runs(screen, command), command.id, keys)

    def _runs(self, screen: Screen[Any], command: Command) -> Callable[[], object]:
        return lambda: self.app.call_later(self._program.run_on, screen, command.action)

    def _things(self) -> Iterator[Entry]:
        app, project = self._program, self._program.study.project()
        for info in project.transcripts:
            case = project.case_by_id[info.case].title
            yield Entry(info.name, _("transcript"), partial(app.open_transcript, info.id), case)
        for code in project.codes:
            if not code.archived:
                other = f"{code.name_en} {code.id}"
                yield Entry(code.title, _("code"), partial(self._open_code, code.id), other)
        for finding in project.findings:
            yield Entry(f"{finding.id} {finding.title}", _("finding"), partial(self._open_finding, finding.id))

    def _quotes(self, query: str) -> Iterator[Entry]:
        """Yield the quotation whose id was typed."""
        from coder.record.queries import find_codings

        study, parsed = self._program.study, parse_quote_id(query)
        if parsed is not None and find_codings(study.reader, *parsed):
            yield Entry(query.strip(), _("quotation"), partial(self._open_quote, query.strip()))

    def _open_code(self, code: str) -> None:
        from coder.tui.audit.code_place import open_code

        if isinstance(self.screen, DeskScreen):
            open_code(self.screen, code)

    def _open_finding(self, finding: str) -> None:
        from coder.tui.findings.finding_screen import FindingScreen

        self.app.push_screen(FindingScreen(finding))

    def _open_quote(self, quote: str) -> None:
        from coder.tui.audit.trace_screen import TraceScreen

        self.app.push_screen(TraceScreen(quote))


def _nothing() -> None:
    """Stand for what there is not."""
