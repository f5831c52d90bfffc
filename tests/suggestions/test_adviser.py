"""The adviser keeps what the model of the moment needs, and nothing else."""

from __future__ import annotations

import gc

from coder.coding.acts import Desk
from coder.model.project import OpenTranscript
from coder.model.text import Span
from coder.suggestions.adviser import Adviser


def test_transcripts_of_acts_are_kept_only_while_a_model_is_built(study):
    desk, adviser = Desk(study), Adviser()

    def kept(at: int) -> int:
        """Code a character, tell the adviser, and return how many transcripts are still in memory."""
        outcome = desk.code(study.transcript("firm-a"), Span(at, at + 1), ["referral"])
        adviser.keep_up(study.transcript("firm-a"), outcome.changes, study.journal.head()[0])
        gc.collect()
        return sum(isinstance(one, OpenTranscript) for one in gc.get_objects())

    none = kept(0)
    assert kept(2) == none, "no model is on its way that would have to be told"
    adviser.begin()
    assert kept(4) == none + 1, "the model that is being built is told when it comes"
