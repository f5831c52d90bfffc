"""What is being written and not saved yet, kept beside the record so that no way out loses it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from coder.errors import CoderError
from coder.i18n import _
from coder.model.identity import now
from coder.record.state import State
from coder.record.study import Study


@dataclass(frozen=True, slots=True)
class Draft:
    """What was written and not saved, when, and the saved text that stood when its writer began."""

    text: str
    at: str
    read: str | None = None


class UnkeptError(CoderError):
    """A draft that could not be written: the disk is full, or the file can't be written."""


class DraftKeeper:
    """Keeps the draft of one editor."""

    def __init__(self, study: Study, key: str) -> None:
        self._study = study
        self._key = f"draft:{key}"

    def recall(self) -> Draft | None:
        """Return what was kept, if anything was."""
        kept = self._study.recall(self._key)
        if not kept:
            return None
        try:
            return Draft(**json.loads(kept))
        except (ValueError, TypeError):
            # An earlier version kept the text alone.
            return Draft(kept, "")

    def keep(self, text: str, read: str) -> None:
        """Keep a text, with what stood saved when it was begun; one that is kept already is not written again.

        Raises UnkeptError where it cannot be written.
        """
        kept = self.recall()
        if kept is not None and (kept.text, kept.read) == (text, read):
            return
        draft = json.dumps(asdict(Draft(text, now(), read)), ensure_ascii=False)
        # Not through the study, which goes on to hold what it could not write: what is only in memory is no draft.
        if not State(self._study.connection).remember(self._study.coder, self._key, draft):
            raise UnkeptError(_("no draft can be kept of what you type: the study's file can't be written"))

    def forget(self) -> None:
        """Drop what was kept: it is saved, or was given up."""
        if self._study.recall(self._key) is not None:
            self._study.forget(self._key)
