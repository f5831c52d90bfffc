"""What is done with the quote in focus: recoding, removing, memos, undo, writing a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import on
from textual.geometry import Region

from coder.coding.memos import Place
from coder.coding.undo_place import UndoPlace, done_here
from coder.errors import NotFoundError
from coder.i18n import _
from coder.model.coding import Coding
from coder.model.counting.code_expression import Found
from coder.model.counting.passage import Query
from coder.model.project import OpenTranscript
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.retrieval import passages
from coder.tui.frame.asking.questions import AskScreen, refused
from coder.tui.memos.editor import MemoScreen
from coder.tui.retrieval.quote_list import QuoteList
from coder.tui.widgets.picker import HEIGHT as PICKER_HEIGHT
from coder.tui.widgets.picker import Picker
from coder.tui.widgets.wrap import fit

_EVERY = "*"


class QuoteActs(QuoteList):
    """Acts on the quote in focus; each is on disk before the screen says so."""

    def __init__(self) -> None:
        super().__init__()
        self._to_recode: str = ""

    def done(self, outcome: Outcome, at: str = "") -> None:
        """Read the quotes of the act's transcript anew, or of the one named, and say what was done."""
        self.own_acts.add(outcome.act)
        if touched := outcome.transcript or at:
            self.refresh_transcript(touched)
        else:
            self.run_query(anew=False)
        self.say(f"{self.saved_words(outcome)} | {self.count_words()}")
        if not at and outcome.span:
            # It was taken back, or done again: there the focus goes.
            place = self.found.place_over(outcome.transcript or "", outcome.span.start, outcome.span.end)
            if place is not None:
                self.quotes.go(place)

    def _quote_or_say(self) -> Found | None:
        if self.in_focus is None:
            self.say(_("no quote in focus"), bad=True)
        return self.in_focus

    def _choose_mine(self, title: str, act: Callable[[list[str]], None], *, every: bool = False) -> None:
        """Do something to one's own coding in the quote; of several, ask which."""
        found = self._quote_or_say()
        if found is None:
            return
        mine = [c for c in found.codings if c.coder == self.study.coder]
        if not mine:
            self.say(_("no coding of yours in this quote"), bad=True)
        elif len(mine) == 1:
            act([mine[0].id])
        else:
            codes = self.project.code_by_id
            options = [(c.id, codes[c.code].title if c.code in codes else c.code) for c in mine]
            if every:
                options.append((_EVERY, _("all of them")))

            self.choose_one(title, options, lambda key: act([c.id for c in mine] if key == _EVERY else [key]))

    def _standing(self, ids: list[str]) -> tuple[OpenTranscript, list[Coding]]:
        """Return the quote's transcript and codings as they are now."""
        if self.in_focus is None:
            raise NotFoundError(_("no quote in focus"))
        document = self.study.transcript(self.in_focus.transcript)
        codings = [c for c in document.codings if c.id in ids]
        if len(codings) < len(ids):
            raise NotFoundError(_("another window has removed that coding"))
        return document, codings

    def action_remove(self) -> None:
        """Remove one's own coding of the quote; the act can be undone."""

        def remove(ids: list[str]) -> None:
            where = self.in_focus.transcript if self.in_focus else ""
            self.attempt(lambda: self.coder_app.desk.remove(*self._standing(ids)), where)

        self._choose_mine(_("Remove which of your codings?"), remove, every=True)

    def action_recode(self) -> None:
        """Give one's own coding of the quote another code."""
        self._choose_mine(_("Another code for which of your codings?"), self._pick_for)

    def _pick_for(self, ids: list[str]) -> None:
        found = self.in_focus
        if found is None:
            return
        self._to_recode = ids[0]
        coding = next(c for c in found.codings if c.id == ids[0])
        name = self.project.code_by_id[coding.code].title if coding.code in self.project.code_by_id else coding.code
        quote = fit(self.passage(found).text.replace("\n", " "), 60)
        head = _("Instead of “{name}”: {quote}").format(name=name, quote=quote)
        standing = frozenset({coding.code})
        left, top = max(0, self.quotes.region.x), max(1, self.size.height - 2 - PICKER_HEIGHT)
        place = Region(left, top, self.size.width - left, PICKER_HEIGHT)
        readings = self.coder_app.readings
        self.query_one(Picker).open(self.project.codes, head, (), (), standing, readings, place, several=False)

    @on(Picker.Chosen)
    def _picked(self, event: Picker.Chosen) -> None:
        event.stop()
        self.quotes.focus()
        if self.in_focus is None:
            return

        def recode() -> Outcome:
            document, codings = self._standing([self._to_recode])
            return self.coder_app.desk.recode(document, codings[0], event.codes[0])

        self.attempt(recode, self.in_focus.transcript)

    @on(Picker.Closed)
    @on(Picker.Wanted)
    def _picker_closed(self) -> None:
        self.quotes.focus()

    def action_memo(self) -> None:
        """Write a memo on one's own coding of the quote, else on another's."""
        found = self._quote_or_say()
        if found is None:
            return
        me = self.study.coder
        target = next((c for c in found.codings if c.coder == me), found.codings[0])
        transcript = found.transcript
        document = self.study.transcript(transcript)
        here = next((c for c in document.codings if c.id == target.id), None)
        if here is None:
            self.say(_("another window has removed that coding"), bad=True)
            return
        old = next((m for m in document.memos if m.target == here.id and m.coder == self.study.coder), None)

        quote = fit(document.quote(here).replace("\n", " "), 50)
        place = Place("coding", here.id, here.span)
        editor = MemoScreen(self.coder_app.desk, place, quote, old)
        self.ask(editor, lambda outcome: self.done(outcome, transcript))

    def undo_place(self) -> UndoPlace:
        """Return the place: any act that was not done here is asked first."""
        return done_here(self.own_acts)

    def action_export(self) -> None:
        """Ask for a file name and write what is shown into it."""
        from coder.reports.quotation_files import writer

        folder = self.study.path.parent / "exports"

        def wrong(name: str) -> str:
            if not name or Path(name).name != name or name.startswith("."):
                return _("a plain file name, without folders")
            return refused(writer)(name)

        def named(name: str) -> None:
            path = folder / name
            if path.exists():
                title = _("The file exists already. Replace it?")
                self.confirm(title, [str(path)], lambda: self._write(self.query_now, path))
            else:
                self._write(self.query_now, path)

        title = _("Write {count} quotes into which file of exports/? (.csv, .xlsx or .md)")
        self.ask(AskScreen(title.format(count=len(self.found)), "quotes.xlsx", wrong), named)

    def _write(self, query: Query, path: Path) -> None:
        """Write a file beside the screen's own thread."""
        from coder.reports.quotation_files import write_passages

        def write(apart: Study) -> str:
            write_passages(passages.collection(apart, query), path)
            return _("written: {path}").format(path=path)

        self.read_study("export", write, self.say)
