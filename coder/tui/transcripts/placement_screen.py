"""Placing a lost anchor in its transcript: the likeliest words are marked, Enter takes what is marked."""

from __future__ import annotations

from coder.errors import CoderError
from coder.i18n import _
from coder.model.project import OpenTranscript
from coder.suggestions.undecided import Proposals
from coder.transcripts.placement import LostAnchors, LostEntry
from coder.transcripts.revision import Mapping
from coder.tui.coding.acts import Acting
from coder.tui.frame.base import DeskScreen
from coder.tui.widgets.picker import Picker
from coder.tui.widgets.wrap import fit

_NAME_CELLS, _WORDS_CELLS = 24, 40


class Placing(Acting):
    """Takes a lost anchor along into its transcript; takes over a text that was revised meanwhile."""

    _lost: LostEntry | None = None

    def carry_lost(self, entry: LostEntry) -> None:
        """Propose the likeliest place of a lost anchor as soon as the text stands."""
        self._lost = entry

    def propose_lost(self) -> None:
        """Mark the words on which the lost anchor most likely belongs."""
        entry = self._lost
        if entry is None:
            return
        if entry.place is not None:
            self.view.go_to(entry.place.end, entry.place)
        self.call_after_refresh(self.view.reveal, center=True)
        self._say_lost(entry)

    def _say_lost(self, entry: LostEntry) -> None:
        name, words = fit(entry.title, _NAME_CELLS), fit(entry.words.replace("\n", " "), _WORDS_CELLS)
        text = (
            _("{code} puts {name} on the marked words | it stood on: {words}")
            if entry.place is not None
            else _("mark the words for {name}, then {code} | it stood on: {words}")
        )
        self.say(self.with_keys(text, name=name, words=words))

    def action_pick(self) -> None:
        """Place the lost anchor that was taken along, else open the code picker."""
        entry, span = self._lost, self.view.selection
        if entry is None:
            super().action_pick()
            return
        if span is None:
            self.say(_("mark some words first"), bad=True)
            return
        anchors = LostAnchors(self.coder_app.study)
        if outcome := self._try(lambda: anchors.place(self.document, entry.lost, span)):
            self._lost = None
            app, number = self.app, self.coder_app.study.journal.head()[0]
            self.coder_app.show_home()
            if isinstance(app.screen, DeskScreen):
                app.screen.say(_("saved #{number} | {message}").format(number=number, message=outcome.message))

    def leave_lost(self) -> bool:
        """Tell whether a lost anchor was to be placed; it goes on waiting."""
        return self._lost is not None

    def take_text(self) -> bool:
        """Take over the transcript's text if it was revised meanwhile; tell whether it was."""
        study, old = self.coder_app.study, self.document
        info = study.project().transcript_by_id.get(old.info.id)
        if info is None or info.text_hash == old.info.text_hash:
            return False
        try:
            document = study.transcript(old.info.id)
        except CoderError as error:
            self.say_error(error)
            return False
        self._leave_old_text(document)
        caret = Mapping(old.text, document.text).near(self.view.caret)
        self.view.load(document, self.view.code_colors, caret)
        self.refresh_margins()
        self.say(_("The text was revised meanwhile: this is revision {number}.").format(number=info.revision), bad=True)
        return True

    def _leave_old_text(self, document: OpenTranscript) -> None:
        """Give up what was begun on the text of before."""
        picker = self.query_one(Picker)
        if picker.is_open:
            picker.action_close()
        self.document, self._fresh, self._moving, self._pick_span, self._lost = document, None, None, None, None
        self._proposals = Proposals(document, (), self.coder_app.study.coder)
        self._hits, self._targets = [], []
        self.text_taken()

    def text_taken(self) -> None:
        """Look for suggestions on another text."""
