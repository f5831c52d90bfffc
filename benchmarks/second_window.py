"""What somebody else does to the same study while keys are pressed: codes, takes things away, corrects texts."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

from coder.codebook.acts import Codebook
from coder.codebook.restructure import Recoding
from coder.coding.acts import Desk
from coder.coding.whole_transcripts import remove_transcript, rename_transcript
from coder.errors import CoderError
from coder.model.text import Span
from coder.privacy.erasure import erase
from coder.privacy.name_list import set_alias
from coder.privacy.withdrawal import plan
from coder.record import kinds
from coder.record.entry import Put
from coder.record.study import Study
from coder.transcripts.corrections import read_revision, revise

CODER = "乙"
_REMOVED = (
    "coding", "memo", "judgement", "cell", "chosen", "assignment", "alias", "figure", "finding", "recommendation",
    "source", "setting", "report", "attribute", "matrix", "lost", "decision", "sample", "variant",
)  # fmt: skip
_LONGEST = 80
_CUT = 300


class SecondWindow:
    """Another person at the same study, who does one thing at a time at random."""

    def __init__(self, path: Path, seed: int) -> None:
        self._path = path
        self._chance = random.Random(seed)

    def act(self) -> None:
        """Do something; what the program refuses is not done."""
        ways = (self._code, self._code, self._remove, self._remove, self._codebook, self._transcript, self._undo)
        with Study.open(self._path, CODER) as study, suppress(CoderError):
            self._chance.choice(ways)(study)

    def _code(self, study: Study) -> None:
        document = study.transcript(self._a_transcript(study))
        start = self._chance.randrange(len(document.text) - 1)
        end = min(len(document.text), start + self._chance.randrange(1, _LONGEST))
        Desk(study).code(document, Span(start, end), [self._a_code(study)])

    def _remove(self, study: Study) -> None:
        kind = self._chance.choice(_REMOVED)
        if there := study.reader.all(kinds.kind(kind).cls):
            study.record([Put(kind, self._chance.choice(there), None)], "removed")

    def _codebook(self, study: Study) -> None:
        book, code, other = Codebook(study), self._a_code(study), self._a_code(study)
        plans = (lambda: book.archive(code), lambda: book.move(code, other), lambda: Recoding(study).merge(code, other))
        book.do(self._chance.choice(plans)())

    def _transcript(self, study: Study) -> None:
        key = self._a_transcript(study)
        info = study.transcript(key).info
        match self._chance.randrange(5):
            case 0:
                remove_transcript(study, key)
            case 1:
                rename_transcript(study, key, f"{info.name}x")
            case 2:
                erase(study, plan(study, info.name))
            case 3:
                set_alias(study, study.transcript(key).text[:2], "某某", "other")
            case _:
                corrected = self._path.parent / "corrected.txt"
                corrected.write_text(study.transcript(key).text[self._chance.randrange(_CUT) :], "utf-8")
                revise(study, read_revision(study, info.name, corrected))

    @staticmethod
    def _undo(study: Study) -> None:
        Desk(study).undo(None)

    def _a_transcript(self, study: Study) -> str:
        there = study.project().transcripts
        if not there:
            raise CoderError("no transcript is left")
        return self._chance.choice(there).id

    def _a_code(self, study: Study) -> str:
        return self._chance.choice(study.project().codes).id
