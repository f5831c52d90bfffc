"""Anchors of one file on the text that a transcript has in the other: moved with their words, or lost until placed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from coder.model.coding import Coding, Decision, Memo
from coder.model.project import TranscriptRecord
from coder.record import queries
from coder.record.entry import Put
from coder.record.study import Study
from coder.record.texts import get_text
from coder.record.union.attached import Texts, last_rows
from coder.transcripts.carryover import Carried, carry_all, lost_of
from coder.transcripts.corrections import kind_of
from coder.transcripts.revision import Mapping

CameIn = Callable[[str, int], bool]
"""Tells whether a row, by replica and number, came in with the other file."""


def carry_over(
    study: Study, texts: Iterable[Texts], came_in: CameIn, alone: frozenset[str] | None = None
) -> tuple[list[Put], int, int]:
    """Return what lays anchors on the text that holds now, and how many moved and lost their words.

    What stood on the text of the other side is carried over as if that text had been corrected; `alone` are the ids of
    those that are asked, all where it is None.
    """
    puts: list[Put] = []
    moved = lost = 0
    for one in texts:
        record = study.reader.one(TranscriptRecord, one.transcript)
        if record is None or one.ours == one.theirs:
            continue
        for old_hash, is_theirs in ((one.ours, False), (one.theirs, True)):
            if old_hash == record.text_hash:
                continue
            is_wanted = partial(_of_side, came_in=came_in, is_theirs=is_theirs)
            carried = _carried(study, record, old_hash, is_wanted, alone)
            make = partial(lost_of, transcript=record.id, text_hash=old_hash, revision=record.revision)
            puts += [Put(kind_of(before), before, after) for before, after in carried.moved]
            puts += [Put(kind_of(anchor), anchor, None) for anchor in carried.lost]
            puts += [Put("lost", None, make(anchor)) for anchor in carried.lost]
            moved, lost = moved + len(carried.moved), lost + len(carried.lost)
    return puts, moved, lost


def _of_side(row: tuple[str, int], *, came_in: CameIn, is_theirs: bool) -> bool:
    return came_in(*row) is is_theirs


def _carried(
    study: Study,
    record: TranscriptRecord,
    old_hash: str,
    is_wanted: Callable[[tuple[str, int]], bool],
    alone: frozenset[str] | None,
) -> Carried:
    codings, memos, decisions = queries.overlay(study.reader, record.id)
    last = last_rows(study.reader, [*_ids(codings), *_ids(memos), *_ids(decisions)])
    mapping = Mapping(get_text(study.reader, old_hash), get_text(study.reader, record.text_hash))

    def stands_there(one: Coding | Memo | Decision) -> bool:
        return (alone is None or one.id in alone) and is_wanted(last[one.id])

    return carry_all(
        mapping,
        [one for one in codings if stands_there(one)],
        [one for one in decisions if stands_there(one)],
        [one for one in memos if stands_there(one)],
    )


def _ids(found: Iterable[Coding | Memo | Decision]) -> list[str]:
    return [one.id for one in found]
