"""Who codes what: transcripts assigned whole or as turns drawn by lot, finished marks, and how far everybody is."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coder.agreement import queries
from coder.errors import CoderError, ConflictError, NotFoundError
from coder.i18n import _, listed
from coder.model.counting.coder_order import coders_in_order
from coder.model.identity import content_id, now
from coder.model.names.shell_words import shell_word
from coder.model.people import Coder, CoderRole, team_role_name
from coder.model.project import TranscriptInfo
from coder.model.teamwork import Assignment, Finished, Place, drawn_turns
from coder.model.text import Role
from coder.record.entry import Put
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.record.veil.blindness import blind_hint, coder_named

_SEEDS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """What is drawn of a transcript: a share of the respondents' turns, and of these a share without suggestions."""

    share: float = 1.0
    withheld: float = 0.0
    seed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An assignment and how far it is: turns to code, how many of them hold a coding, and whether it is finished.

    `stale` says that the text was revised since turns were drawn or the transcript was finished. Of a colleague a
    blind coder knows nothing more than that it was assigned.
    """

    assignment: Assignment
    info: TranscriptInfo
    turns: int
    coded: int | None
    finished: bool | None
    stale: bool


def require_lead(study: Study) -> None:
    """Refuse to a blind coder, and to all but leads where the study has any, what is a lead's act."""
    if study.seen is not None:
        raise CoderError(_("you code blind: this is for a lead"), blind_hint(study))
    leads = [name for name, role in study.project().roles.items() if role == "lead"]
    if leads and study.coder not in leads:
        raise CoderError(
            _("this is for a lead: {names}").format(names=listed(leads)),
            _("a lead can run: coder coders role {name} lead").format(name=shell_word(study.coder)),
        )


def set_role(study: Study, name: str, role: CoderRole) -> Outcome:
    """Say what a coder is in the team; the first lead may be named by anybody who sees all."""
    require_lead(study)
    key = coder_named(study.project(), name)
    old = study.reader.require(Coder, key)
    if old.role == role:
        raise ConflictError(_("{name} has this role already").format(name=old.name))
    new = Coder(id=old.id, name=old.name, blind=old.blind, role=role)
    act = study.record([Put("coder", old, new)], f"role:{key}")
    return Outcome(act, _("{name}: {role}").format(name=old.name, role=team_role_name(role)))


def assign(study: Study, transcripts: Sequence[str], coders: Sequence[str], lot: Lot) -> Outcome:
    """Assign transcripts to coders as one act; all of them get the same turns, drawn by one seed.

    An assignment that stands is replaced. Nothing is drawn where the whole is assigned with all suggestions.
    """
    require_lead(study)
    people = [coder_named(study.project(), name) for name in coders]
    infos = [study.project().transcript_by_id[study.resolve_transcript(name)] for name in transcripts]
    if not people or not infos:
        raise CoderError(_("nothing to assign"), _("name transcripts and coders"))
    by_lot = lot.share < 1 or lot.withheld > 0
    seed = secrets.randbelow(_SEEDS) if by_lot and lot.seed is None else lot.seed or 0
    standing = {(one.transcript, one.coder): one for one in study.reader.all(Assignment)}
    at, puts = now(), []
    for info in infos:
        spans, withheld = _drawn(study, info, lot, seed) if by_lot else ((), ())
        for person in people:
            new = Assignment(
                id=content_id("assignment", info.id, person),
                transcript=info.id,
                coder=person,
                spans=spans,
                withheld=withheld,
                seed=seed,
                text_hash=info.text_hash,
                by=study.coder,
                at=at,
            )
            puts.append(Put("assignment", standing.get((info.id, person)), new))
    act = study.record(puts, "assign")
    told = _("assigned {transcripts} transcripts to {coders}").format(
        transcripts=len(infos), coders=listed(study.project().coders[p] for p in people)
    )
    return Outcome(act, told + (_("; drawn with seed {seed}").format(seed=seed) if by_lot else ""))


def _drawn(study: Study, info: TranscriptInfo, lot: Lot, seed: int) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    turns = respondent_turns(study, info.id)
    size = max(1, round(lot.share * len(turns))) if turns else 0
    chosen = drawn_turns(info.id, turns, size, seed)
    without = drawn_turns(f"{info.id}:withheld", chosen, round(lot.withheld * len(chosen)), seed)
    return (chosen if size < len(turns) else ()), without


def respondent_turns(study: Study, transcript: str) -> list[Place]:
    """Return the speech of the respondents' turns of a transcript."""
    turns = queries.turns(study.reader, transcript)
    return [(t.body, t.end) for t in turns if t.role is Role.RESPONDENT and t.end > t.body]


def unassign(study: Study, transcripts: Sequence[str], coders: Sequence[str]) -> Outcome:
    """Take assignments back as one act; what was coded stays."""
    require_lead(study)
    people = {coder_named(study.project(), name) for name in coders}
    wanted = {study.resolve_transcript(name) for name in transcripts}
    gone = [one for one in study.reader.all(Assignment) if one.transcript in wanted and one.coder in people]
    if not gone:
        raise NotFoundError(_("no such assignment"), _("coder assign lists them"))
    act = study.record([Put("assignment", one, None) for one in gone], "unassign")
    return Outcome(act, _("removed {count} assignments").format(count=len(gone)))


def finish(study: Study, transcript: str, *, done: bool = True) -> Outcome:
    """Mark a transcript as finished by the coder, or not; one act that can be undone."""
    info = study.project().transcript_by_id[study.resolve_transcript(transcript)]
    old = study.reader.one(Finished, content_id("finished", info.id, study.coder))
    if not done:
        if old is None:
            raise ConflictError(_("{name} is not finished").format(name=info.name))
        act = study.record([Put("finished", old, None)], "not-finished")
        return Outcome(act, _("not finished: {name}").format(name=info.name), transcript=info.id)
    if old is not None and old.text_hash == info.text_hash:
        raise ConflictError(_("{name} is finished already").format(name=info.name))
    new = Finished(
        id=content_id("finished", info.id, study.coder),
        transcript=info.id,
        coder=study.coder,
        text_hash=info.text_hash,
        at=now(),
    )
    act = study.record([Put("finished", old, new)], "finish")
    return Outcome(act, _("finished: {name}").format(name=info.name), transcript=info.id)


def is_finished(study: Study, transcript: str) -> bool:
    """Tell whether the coder marked the transcript, as its text stands, as finished."""
    mark = study.reader.one(Finished, content_id("finished", transcript, study.coder))
    return mark is not None and mark.text_hash == study.project().transcript_by_id[transcript].text_hash


def tasks(study: Study, coder: str = "") -> list[Task]:
    """Return what is assigned, to one coder or to all, in the order of coders and transcripts."""
    infos = study.project().transcript_by_id
    marks = {(one.transcript, one.coder): one for one in study.reader.all(Finished)}
    place = {info.id: number for number, info in enumerate(study.project().transcripts)}
    coded = queries.coded_starts(study.reader)
    found = []
    for one in study.reader.all(Assignment):
        if one.transcript not in infos or (coder and one.coder != coder):
            continue
        info, mark = infos[one.transcript], marks.get((one.transcript, one.coder))
        turns = _turns_of(study, one)
        known = study.seen is None or one.coder in study.seen
        done = mark is not None and mark.text_hash == info.text_hash
        found.append(
            Task(
                assignment=one,
                info=info,
                turns=len(turns),
                coded=_covered(turns, coded.get((one.transcript, one.coder), [])) if known else None,
                finished=done if known else None,
                stale=bool((one.spans and one.text_hash != info.text_hash) or (mark is not None and not done)),
            )
        )
    order = coders_in_order(sorted({t.assignment.coder for t in found}), study.project().coders)
    return sorted(found, key=lambda t: (order.index(t.assignment.coder), place[t.info.id]))


def _turns_of(study: Study, one: Assignment) -> Sequence[Place]:
    return one.spans or respondent_turns(study, one.transcript)


def _covered(turns: Sequence[Place], spans: Iterable[Place]) -> int:
    """Return how many turns share a character with any of the spans; both come in order."""
    covered, ahead = 0, iter(spans)
    reach, nearest = 0, next(ahead, None)
    for start, end in turns:
        while nearest is not None and nearest[0] < end:
            reach = max(reach, nearest[1])
            nearest = next(ahead, None)
        covered += reach > start
    return covered


def withheld_in(study: Study, transcript: str, coder: str) -> tuple[Place, ...]:
    """Return the turns of a transcript in which a coder is shown no suggestion."""
    one = study.reader.one(Assignment, content_id("assignment", transcript, coder))
    info: Mapping[str, TranscriptInfo] = study.project().transcript_by_id
    if one is None or transcript not in info or one.text_hash != info[transcript].text_hash:
        return ()
    return one.withheld
