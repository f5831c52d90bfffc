"""Adjudication: a queue of disagreements, decisions on them, and the settled layer that follows. Originals stay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coder.agreement import queries
from coder.agreement.adjudication_cases import Case, Difference, cases_of, single_codings
from coder.agreement.assignments import require_lead
from coder.agreement.seats import Seats
from coder.errors import CoderError, ConflictError, NotFoundError
from coder.i18n import _
from coder.model.counting.code_expression import Mark
from coder.model.identity import content_id, now
from coder.model.names.shell_words import shell_word
from coder.model.project import TranscriptInfo
from coder.model.teamwork import Adjudication, Closing, Place, Ruling, Settled
from coder.model.values.value_names import ruling_name
from coder.record.entry import Put
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.record.texts import get_text
from coder.record.unseen import require_seen

_LEAST_TAIL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """A case and its decision: none while it waits; `before` is one that no longer holds, as what it judged changed."""

    case: Case
    info: TranscriptInfo
    decision: Adjudication | None
    before: Adjudication | None

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide."""
        return self.decision is None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledCoding:
    """A code on words of the settled layer; `single` where one coder alone was assigned these words.

    `by` is who decided, or that coder.
    """

    transcript: str
    start: int
    end: int
    code: str
    codings: tuple[str, ...]
    ruling: Ruling | None
    single: bool
    by: str


class Adjudications:
    """The disagreements of a study and the acts on them; all who see everything may read them (`reading`)."""

    def __init__(self, study: Study, *, without_marks: bool = False, reading: bool = False) -> None:
        if not reading:
            require_lead(study)
        self.study = study
        self._without_marks = without_marks
        self._text = ("", "")

    def _seats(self, transcripts: Sequence[str] = ()) -> Seats:
        return Seats(self.study, (), transcripts, without_marks=self._without_marks)

    def dockets(
        self, transcripts: Sequence[str] = (), code: str = "", difference: Difference | None = None
    ) -> list[Docket]:
        """Return the cases of transcripts in the text's order, of one code or kind if asked."""
        seats = self._seats(transcripts)
        found = [one for info in seats.transcripts for one in self._of(info, seats)]
        return [
            one for one in found if (not code or code in one.case.codes) and difference in {None, one.case.difference}
        ]

    def compared(self) -> list[TranscriptInfo]:
        """Return the transcripts that two coders or more finished."""
        return self._seats().transcripts

    def queue(self, transcripts: Sequence[str] = (), *, worst_first: bool = False) -> list[Docket]:
        """Return the disagreements that wait, in the text's order or those first that differ most."""
        waiting = [one for one in self.dockets(transcripts) if one.waits and one.case.difference != "agreed"]
        return sorted(waiting, key=lambda one: -one.case.weight) if worst_first else waiting

    def _of(self, info: TranscriptInfo, seats: Seats) -> list[Docket]:
        codings = queries.codings_of(self.study.reader, info.id)
        cases = cases_of(info.id, info.text_hash, codings, seats.of(info.id))
        decided = {one.id: one for one in queries.adjudications(self.study.reader, info.id)}
        current = {case.id for case in cases}
        stale: dict[str, Adjudication] = {}
        for one in decided.values():
            if one.id not in current:
                stale |= {judged.coding: one for judged in one.judged}
        return [
            Docket(
                case=case,
                info=info,
                decision=_holding(decided.get(case.id), case),
                before=next((stale[one.coding] for one in case.codings if one.coding in stale), None),
            )
            for case in cases
        ]

    def find(self, name: str) -> Docket:
        """Return the case that an id or the beginning of one names."""
        found = [one for one in self.dockets() if one.case.id.startswith(name)]
        if len(found) != 1 or len(name) < _LEAST_TAIL:
            raise NotFoundError(
                _("no disagreement {name}").format(name=name), _("coder adjudicate cases lists them"), asked=[name]
            )
        return found[0]

    def waiting(self) -> list[Docket]:
        """Return all that waits in the study, none where nobody was compared."""
        try:
            return [one for one in self.dockets() if one.waits]
        except CoderError:
            return []

    def text(self, info: TranscriptInfo) -> str:
        """Return the text of a transcript; the last one is kept."""
        if self._text[0] != info.text_hash:
            self._text = info.text_hash, get_text(self.study.reader, info.text_hash)
        return self._text[1]

    def words(self, docket: Docket) -> str:
        """Return the words of a case."""
        return self.text(docket.info)[docket.case.start : docket.case.end]

    def line(self, docket: Docket) -> int:
        """Return the line on which a case begins."""
        return self.text(docket.info).count("\n", 0, docket.case.start) + 1

    def keep(self, docket: Docket, coder: str, reason: str = "") -> Outcome:
        """Let one coder's codings stand; who coded nothing there is kept by deciding that no code belongs there."""
        kept = [one for one in docket.case.codings if one.coder == coder]
        if not kept and coder not in docket.case.missing:
            raise NotFoundError(_("{name} coded nothing there").format(name=coder))
        settled = tuple(Settled(one.start, one.end, one.code, (one.coding,)) for one in kept)
        return self._decide(docket, "keep" if kept else "neither", settled, reason)

    def both(self, docket: Docket, reason: str = "") -> Outcome:
        """Let all codings stand, each code on all the words that any coder gave it."""
        settled = []
        for code in docket.case.codes:
            those = [one for one in docket.case.codings if one.code == code]
            start, end = min(one.start for one in those), max(one.end for one in those)
            settled.append(Settled(start, end, code, tuple(one.coding for one in those)))
        return self._decide(docket, "both", tuple(settled), reason)

    def borders(self, docket: Docket, place: Place, code: str = "", reason: str = "") -> Outcome:
        """Let a code of the case stand with other borders."""
        if not 0 <= place[0] < place[1] <= docket.info.chars:
            raise CoderError(_("these borders are not in the text: {start}–{end}").format(start=place[0], end=place[1]))
        chosen = code or docket.case.codes[0]
        return self._decide(docket, "borders", (Settled(*place, chosen, self._all(docket)),), reason)

    def recode(self, docket: Docket, code: str, reason: str = "") -> Outcome:
        """Let another code stand on the words of the case."""
        known = self.study.project().code_by_id.get(code)
        if known is None or known.level != "code":
            raise NotFoundError(_("no code {code}").format(code=code), _("coder codes lists them"), asked=[code])
        settled = Settled(docket.case.start, docket.case.end, code, self._all(docket))
        return self._decide(docket, "recode", (settled,), reason)

    def neither(self, docket: Docket, reason: str = "") -> Outcome:
        """Let none of the codings stand."""
        return self._decide(docket, "neither", (), reason)

    def explain(self, docket: Docket, reason: str, read: str | None = None) -> Outcome:
        """Write a reason, over the one that was `read`, beside a decision that stands."""
        old = None if docket.decision is None else self.study.reader.one(Adjudication, docket.decision.id)
        if old is None:
            raise ConflictError(_("decide it first"))
        require_seen(self.study, old.id, read, old.reason)
        new = replace(old, reason=reason.strip(), by=self.study.coder, at=now())
        act = self.study.record([Put("adjudication", old, new)], "adjudicate")
        return Outcome(act, ruling_name(new.ruling), transcript=docket.info.id)

    def _all(self, docket: Docket) -> tuple[str, ...]:
        return tuple(one.coding for one in docket.case.codings)

    def _decide(self, docket: Docket, ruling: Ruling, settled: tuple[Settled, ...], reason: str) -> Outcome:
        self._require_still_there(docket)
        new = self._made(docket, ruling, settled, reason)
        old = self.study.reader.one(Adjudication, new.id)
        if old != docket.decision:
            raise ConflictError(
                _("another window decided it meanwhile"), _("look at it again and repeat the act if it still fits")
            )
        act = self.study.record([Put("adjudication", old, new)], "adjudicate")
        return Outcome(act, ruling_name(ruling), transcript=docket.info.id)

    def _require_still_there(self, docket: Docket) -> None:
        now_there = {one.case.id for one in self._of(docket.info, self._seats((docket.info.id,)))}
        if docket.case.id not in now_there:
            raise ConflictError(
                _("what you are judging has changed meanwhile"),
                _("look at it again and repeat the act if it still fits"),
            )

    def _made(self, docket: Docket, ruling: Ruling, settled: tuple[Settled, ...], reason: str) -> Adjudication:
        case = docket.case
        return Adjudication(
            id=case.id,
            transcript=case.transcript,
            text_hash=case.text_hash,
            judged=case.codings,
            ruling=ruling,
            settled=settled,
            reason=reason.strip(),
            by=self.study.coder,
            at=now(),
        )

    def settle_agreed(self, transcripts: Sequence[str] = ()) -> Outcome:
        """Take over, as one act, what coders agree on and nobody has decided yet."""
        waiting = [one for one in self.dockets(transcripts, difference="agreed") if one.waits]
        if not waiting:
            raise CoderError(_("there is nothing agreed that is not settled yet"))
        puts = []
        for one in waiting:
            first = one.case.codings[0]
            settled = Settled(first.start, first.end, first.code, self._all(one))
            new = self._made(one, "agreed", (settled,), "")
            puts.append(Put("adjudication", self.study.reader.one(Adjudication, new.id), new))
        act = self.study.record(puts, "agreed")
        return Outcome(act, _("settled {count} passages that coders agree on").format(count=len(puts)))

    def close(self, transcript: str) -> Outcome:
        """Close the adjudication of a transcript in which nothing waits."""
        info = self.study.project().transcript_by_id[self.study.resolve_transcript(transcript)]
        waiting = [one for one in self.dockets((info.id,)) if one.waits]
        if waiting:
            raise CoderError(
                _("{count} cases of {name} wait").format(count=len(waiting), name=info.name),
                _("coder adjudicate cases {name} lists them; coder adjudicate agreed settles what agrees").format(
                    name=shell_word(info.name)
                ),
            )
        old = self.study.reader.one(Closing, content_id("closing", info.id))
        if old is not None and old.text_hash == info.text_hash:
            raise ConflictError(_("the adjudication of {name} is closed already").format(name=info.name))
        new = Closing(
            id=content_id("closing", info.id),
            transcript=info.id,
            text_hash=info.text_hash,
            by=self.study.coder,
            at=now(),
        )
        act = self.study.record([Put("closing", old, new)], "close")
        return Outcome(act, _("closed the adjudication of {name}").format(name=info.name))

    def reopen(self, transcript: str) -> Outcome:
        """Open the adjudication of a transcript again."""
        info = self.study.project().transcript_by_id[self.study.resolve_transcript(transcript)]
        old = self.study.reader.one(Closing, content_id("closing", info.id))
        if old is None:
            raise ConflictError(_("the adjudication of {name} is not closed").format(name=info.name))
        act = self.study.record([Put("closing", old, None)], "open")
        return Outcome(act, _("opened the adjudication of {name}").format(name=info.name))

    def is_closed(self, info: TranscriptInfo) -> bool:
        """Tell whether the adjudication of a transcript, as its text stands, is closed and nothing new waits."""
        mark = self.study.reader.one(Closing, content_id("closing", info.id))
        closed = mark is not None and mark.text_hash == info.text_hash
        return closed and not any(one.waits for one in self.dockets((info.id,)))

    def settled(self, transcripts: Sequence[str] = ()) -> list[SettledCoding]:
        """Return the settled layer: what was decided, and where one coder alone was assigned that coder's codings."""
        seats = self.seats()
        return [one for info in self._chosen(transcripts) for one in self.settled_in(info, seats)[0]]

    def seats(self) -> Seats | None:
        """Return who was compared in each transcript, None where nobody was."""
        try:
            return self._seats()
        except CoderError:
            return None

    def settled_in(self, info: TranscriptInfo, seats: Seats | None) -> tuple[list[SettledCoding], bool]:
        """Return the settled layer of a transcript by place, and whether anything in it waits."""
        codings = queries.marks_of(self.study.reader, info.id)
        seated = seats.of(info.id) if seats else {}
        decided = queries.decided(self.study.reader, info.id) if seated else {}
        cases = cases_of(info.id, info.text_hash, codings, seated) if seated else []
        held = [one for case in cases if (one := decided.get(case.id)) and _holds(one.ruling, case)]
        found = [_settled(info.id, one, settled) for one in held for settled in one.settled]
        found += self._singles(info, codings)
        return sorted(found, key=lambda one: (one.start, one.end)), len(held) < len(cases)

    def _chosen(self, transcripts: Sequence[str]) -> Iterable[TranscriptInfo]:
        project = self.study.project()
        wanted = {self.study.resolve_transcript(name) for name in transcripts}
        return [info for info in project.transcripts if not wanted or info.id in wanted]

    def _singles(self, info: TranscriptInfo, codings: Sequence[Mark]) -> list[SettledCoding]:
        seated = queries.assigned(self.study.reader, info)
        return [
            SettledCoding(
                transcript=info.id,
                start=one.start,
                end=one.end,
                code=one.code,
                codings=(one.id,),
                ruling=None,
                single=True,
                by=one.coder,
            )
            for one in single_codings(codings, seated)
        ]


def _holding(decision: Adjudication | None, case: Case) -> Adjudication | None:
    return decision if decision is not None and _holds(decision.ruling, case) else None


def _holds(ruling: Ruling, case: Case) -> bool:
    """Tell whether a decision on a case holds: agreement does only while nobody who was there is missing."""
    return ruling != "agreed" or case.difference == "agreed"


def _settled(transcript: str, decided: queries.Decided, one: Settled) -> SettledCoding:
    return SettledCoding(
        transcript=transcript,
        start=one.start,
        end=one.end,
        code=one.code,
        codings=one.codings,
        ruling=decided.ruling,
        single=False,
        by=decided.by,
    )
