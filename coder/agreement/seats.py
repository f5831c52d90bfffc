"""Which transcripts count for which coders: those that were assigned to them and that they finished."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from coder.agreement import queries
from coder.agreement.seated_text import MOST_CODERS, Spans, Text
from coder.errors import CoderError
from coder.i18n import _
from coder.language.segment import sentence_bounds
from coder.model.counting.coder_order import coders_in_order
from coder.model.project import TranscriptInfo
from coder.model.study_setting import UnitKind
from coder.model.teamwork import Assignment, Finished, Place
from coder.model.text import Role, Turn
from coder.record.study import Study
from coder.record.texts import get_text
from coder.record.veil.blindness import coder_named

_PAIR = 2


class Seats:
    """The transcripts that two coders or more finished, and what of each was assigned to whom."""

    def __init__(self, study: Study, coders: Sequence[str], transcripts: Sequence[str], *, without_marks: bool) -> None:
        self.study = study
        project = study.project()
        people = {coder_named(project, name) for name in coders} or set(project.coders)
        wanted = {study.resolve_transcript(name) for name in transcripts} or set(project.transcript_by_id)
        self.unfinished = 0
        self.stale = 0
        seats = self._by_coding(people) if without_marks else self._by_marks(people)
        self._seats = {key: seated for key, seated in seats.items() if key in wanted and len(seated) >= _PAIR}
        self.transcripts: list[TranscriptInfo] = [info for info in project.transcripts if info.id in self._seats]
        seated_here = sorted({coder for seated in self._seats.values() for coder in seated})
        self.coders = list(coders_in_order(seated_here, project.coders))
        if not self.transcripts:
            raise CoderError(
                _("no transcript was assigned to two coders and finished by both"),
                _("coder assign TRANSCRIPT --to ANN --to BEN, then each: coder finish TRANSCRIPT"),
            )
        if len(self.coders) > MOST_CODERS:
            raise CoderError(_("too many coders to compare at once: {count}").format(count=len(self.coders)))

    def _by_marks(self, people: set[str]) -> dict[str, dict[str, Sequence[Place] | None]]:
        infos = self.study.project().transcript_by_id
        marks = {(one.transcript, one.coder): one for one in self.study.reader.all(Finished)}
        found: dict[str, dict[str, Sequence[Place] | None]] = defaultdict(dict)
        for one in self.study.reader.all(Assignment):
            info = infos.get(one.transcript)
            if info is None or one.coder not in people:
                continue
            mark = marks.get((one.transcript, one.coder))
            if mark is None:
                self.unfinished += 1
            elif mark.text_hash != info.text_hash or (one.spans and one.text_hash != info.text_hash):
                self.stale += 1
            else:
                found[one.transcript][one.coder] = one.spans or None
        return found

    def _by_coding(self, people: set[str]) -> dict[str, dict[str, Sequence[Place] | None]]:
        found: dict[str, dict[str, Sequence[Place] | None]] = defaultdict(dict)
        for transcript, coder in queries.coded_starts(self.study.reader):
            if coder in people:
                found[transcript][coder] = None
        return found

    def of(self, transcript: str) -> dict[str, Sequence[Place] | None]:
        """Return the coders whose codings of a transcript count, with the spans assigned, None for the whole."""
        return self._seats.get(transcript, {})

    def texts(self, unit: UnitKind, *, interviewers: bool) -> list[Text]:
        """Return the transcripts with the spans that may be units."""
        number = {coder: place for place, coder in enumerate(self.coders)}
        return [
            Text(
                id=info.id,
                length=info.chars,
                spans=self._spans(info, unit, interviewers=interviewers),
                seats=tuple((number[coder], spans) for coder, spans in self._seats[info.id].items()),
            )
            for info in self.transcripts
        ]

    def _spans(self, info: TranscriptInfo, unit: UnitKind, *, interviewers: bool) -> Spans:
        wanted = {Role.RESPONDENT, Role.INTERVIEWER} if interviewers else {Role.RESPONDENT}
        turns: list[Turn] = [t for t in queries.turns(self.study.reader, info.id) if t.role in wanted]
        text = get_text(self.study.reader, info.text_hash)
        if unit == "sentence":
            return sentence_bounds(text, turns)
        # The line's end is nothing that anybody said: as a character it would be one more on which all agree.
        return [(turn.body, turn.body + len(text[turn.body : turn.end].rstrip())) for turn in turns]

    def notes(self) -> list[str]:
        """Return what was left out, in sentences."""
        found = []
        if self.unfinished:
            found.append(_("{count} assignments are not finished and not counted.").format(count=self.unfinished))
        if self.stale:
            found.append(
                _("{count} assignments are of a text that was revised since and not counted.").format(count=self.stale)
            )
        return found
