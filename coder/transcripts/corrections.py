"""A corrected transcript: what it does to codings, memos, decisions and findings, first said, then done as one act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from coder.errors import InputError, NotFoundError, Problem
from coder.files.sheet_paths import sheet_of
from coder.findings.cited import Shaken, shaken
from coder.i18n import _, listed
from coder.model.codebook import Case
from coder.model.coding import Coding
from coder.model.displaced import Displaced, leading
from coder.model.identity import now, quote_id
from coder.model.names.speakers import SpeakerRules
from coder.model.project import OpenTranscript, TranscriptRecord
from coder.model.text import LineIndex, Role
from coder.record import anchors, queries
from coder.record.entry import Put
from coder.record.study import Study
from coder.record.texts import describe, get_text, unpack_turns
from coder.transcripts.carryover import Anchor, Carried, carry_all, lost_of, put_on
from coder.transcripts.placement import LostEntry, describe_lost
from coder.transcripts.reading import read_file
from coder.transcripts.revision import Mapping

_Owned = TypeVar("_Owned", Coding, Displaced, LostEntry)
LEAST_ALIKE = 0.5
"""A text with fewer of its lines in the transcript is asked about: it may be another interview's."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A corrected text that was read and compared; nothing is written yet."""

    old: TranscriptRecord
    new: TranscriptRecord
    text: str
    data: bytes
    mapping: Mapping

    @property
    def same(self) -> bool:
        """Whether the file says what the study holds already."""
        return self.old.text_hash == self.new.text_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a revision does, as far as the coder may see it: codings, anchors lost and found again, findings."""

    carried: int
    moved: int
    lost: tuple[LostEntry, ...]
    found: int
    shaken: tuple[Shaken, ...]


def read_revision(study: Study, transcript: str, path: Path) -> Draft:
    """Read a corrected transcript; who asked before counts as the one who asks."""
    old = study.reader.require(TranscriptRecord, study.resolve_transcript(transcript))
    case: Case = study.project().case_by_id[old.case]
    asking = [name for name, role in old.speakers if role == str(Role.INTERVIEWER) and name]
    read, data = read_file(path, SpeakerRules(interviewers=(*case.interviewers, *asking)))
    source = sheet_of(path)[0].name
    fresh = describe(read, data, case=old.case, name=old.name, source=source, at=now(), synthetic=old.synthetic)
    new = replace(fresh, id=old.id, revision=old.revision + 1)
    others = {t.text_hash: t.name for t in study.project().transcripts if t.id != old.id}
    if new.text_hash in others:
        raise InputError(
            Problem(path, 0, _("holds the text of {name}").format(name=others[new.text_hash])),
            _("name the transcript that it corrects"),
        )
    return Draft(old, new, read.text, data, Mapping(get_text(study.reader, old.text_hash), read.text))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """All that a revision does, others' work too."""

    carried: Carried
    lost: tuple[Displaced, ...]
    found: tuple[tuple[Displaced, Anchor], ...]


def _work_out(study: Study, draft: Draft) -> _Outcome:
    with study.unveiled():
        codings, memos, decisions = queries.overlay(study.reader, draft.old.id)
        before = anchors.lost(study.reader, draft.old.id)
    carried = carry_all(draft.mapping, codings, decisions, memos)
    make = partial(lost_of, transcript=draft.old.id, text_hash=draft.old.text_hash, revision=draft.old.revision)
    return _Outcome(carried, tuple(map(make, carried.lost)), tuple(_found_again(study, draft, before, carried)))


def _found_again(
    study: Study, draft: Draft, before: Sequence[Displaced], carried: Carried
) -> Iterable[tuple[Displaced, Anchor]]:
    """Yield anchors that an earlier revision lost and that have their words again, on those words."""
    lines = LineIndex(draft.text)
    taken = {(c.coder, c.code, c.span) for c in carried.codings}
    mappings: dict[str, Mapping] = {}
    for one in before:
        if one.text_hash not in mappings:
            mappings[one.text_hash] = Mapping(get_text(study.reader, one.text_hash), draft.text)
        mapping = mappings[one.text_hash]
        span = mapping.carry(one.span)
        if span is None or (one.coding and (one.coder, one.code, span) in taken):
            continue
        if one.coding:
            taken.add((one.coder, one.code or "", span))
        yield one, put_on(one.anchor, span, draft.text, lines, mapping)


def effect_of(study: Study, draft: Draft) -> Effect:
    """Return what a revision would do; nothing is written."""
    return _told(study, draft, _work_out(study, draft))


def revise(study: Study, draft: Draft) -> Effect:
    """Give a transcript its corrected text, with all that stands on it, as one act; return what it did."""
    if draft.same:
        raise InputError(Problem(Path(draft.new.source), 0, _("is the text that the study holds")))
    with study.together():
        done = _work_out(study, draft)
        told = _told(study, draft, done)
        study.add_text(draft.new, draft.text, draft.data)
        study.record(_puts(draft, done), f"revise:{draft.old.id}")
    return told


def _puts(draft: Draft, done: _Outcome) -> list[Put]:
    puts = [Put("transcript", draft.old, draft.new)]
    puts += [Put(kind_of(before), before, after) for before, after in done.carried.moved]
    puts += [Put(kind_of(anchor), anchor, None) for anchor in done.carried.lost]
    puts += [Put("lost", None, lost) for lost in done.lost]
    for lost, anchor in done.found:
        puts += [Put("lost", lost, None), Put(lost.kind, None, anchor)]
    return puts


def kind_of(anchor: Anchor) -> str:
    """Return the kind of an anchor, as the record names it."""
    return type(anchor).__name__.lower()


def _told(study: Study, draft: Draft, done: _Outcome) -> Effect:
    """Return what the coder may know of what a revision does."""
    moved = [after for _before, after in done.carried.moved if isinstance(after, Coding)]
    codings = {c.id: c for c, _after in done.carried.moved if isinstance(c, Coding)}
    case = draft.old.case
    renamed = {
        after.id: (quote_id(case, codings[after.id].line, after.id), quote_id(case, after.line, after.id))
        for after in _own(study, moved)
        if codings[after.id].line != after.line
    }
    lines = LineIndex(draft.mapping.old), LineIndex(draft.text)
    project = study.project()
    entries = [describe_lost(one, project, draft.mapping, lines) for one in _own(study, leading(done.lost))]
    found = _own(study, [lost for lost, _anchor in done.found])
    return Effect(
        carried=len(_own(study, done.carried.codings)),
        moved=len(_own(study, moved)),
        lost=tuple(sorted(entries, key=lambda e: e.lost.span)),
        found=len(found),
        shaken=tuple(shaken(study, _own(study, done.carried.lost_codings), renamed)),
    )


def _own(study: Study, values: Sequence[_Owned]) -> list[_Owned]:
    """Return what the coder may see."""
    return [
        v for v in values if study.seen is None or (v.lost.coder if isinstance(v, LostEntry) else v.coder) in study.seen
    ]


def at_revision(study: Study, transcript: str, revision: int) -> OpenTranscript:
    """Return a transcript's text and turns as they were in a revision, without codings.

    Raises `NotFoundError` where there is no such revision.
    """
    known = anchors.revisions(study.reader, study.resolve_transcript(transcript))
    if revision not in known:
        raise NotFoundError(
            _("{name} has no revision {number}").format(name=transcript, number=revision),
            _("there are: {names}").format(names=listed(map(str, sorted(known)))),
        )
    record = known[revision]
    return OpenTranscript(info=record, text=get_text(study.reader, record.text_hash), turns=unpack_turns(record))
