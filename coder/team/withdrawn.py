"""A withdrawal that came about in one copy takes place in the other too: no older copy brings the words back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby

from coder.errors import ConflictError
from coder.i18n import _, listed
from coder.model.journal.erasure_entry import Erasure
from coder.model.names.blanking import Blanker
from coder.model.project import TranscriptRecord
from coder.model.text import digest
from coder.privacy.erasure import erase
from coder.privacy.rewriting import Rewriting, TextPair
from coder.privacy.withdrawal import Withdrawal, codings_on
from coder.record.erasure.erasing import other_texts, versions
from coder.record.study import Study
from coder.record.texts import get_text
from coder.record.union import erasures
from coder.record.union.source import Source


def to_erase(study: Study, source: Source) -> tuple[Erasure, ...]:
    """Return the withdrawals of the attached file that have yet to take place in this study.

    Raises `ConflictError` where the other file lacks one of this study: its words would come back with its rows.
    """
    apart = erasures.apart(study, source.since)
    if apart.ours:
        raise ConflictError(
            _("the other file still holds words that were withdrawn here ({names})").format(
                names=listed(one.title for one in apart.ours)
            ),
            _("merge this study there first (coder merge, in the other folder), then merge that one here"),
        )
    return apart.theirs


def erase_again(study: Study, found: Iterable[Erasure]) -> None:
    """Let withdrawals of the attached file take place in this study: in its record, its files and its backups."""
    names = erasures.blanked_words(study)
    for one in found:
        planned = _plan(study, one, names)
        if any(pair.old != pair.new for pair in planned.pairs):
            with study.unveiled():
                erase(study, planned)
            study.look_again()


def _plan(study: Study, one: Erasure, names: set[str]) -> Withdrawal:
    """Work out, from the texts of before here and those since there, what the other file erased."""
    wanted = {text.transcript for text in one.texts}
    since = {text.before: text.after for text in one.texts}
    records = [record for record in versions(study.reader, wanted) if record.id in wanted] if wanted else []
    hashes = {record.text_hash: record.id for record in records}
    new: dict[str, str] = {}
    spoken: list[str] = []
    for text_hash in hashes:
        old = get_text(study.reader, text_hash)
        told = erasures.their_text(study, since.get(text_hash, ""))
        if told is not None and len(told) == len(old):
            new[text_hash] = told
            spoken += _gone(old, told)
    others = [*other_texts(study.reader, hashes), *new.values()]
    blanker = Blanker(spoken, others, names)
    texts: dict[str, list[TextPair]] = defaultdict(list)
    for text_hash, key in hashes.items():
        old = get_text(study.reader, text_hash)
        # A text that only this file knows is blanked by the words that are gone from the others.
        erased = new.get(text_hash) or blanker.blank(old)
        texts[key].append(TextPair(key, text_hash, digest(erased.encode()), old, erased))
    pairs = tuple(pair for held in texts.values() for pair in held)
    mapped = {pair.old_hash: pair.new_hash for pair in pairs}
    return Withdrawal(
        what=one.what,
        target=one.target,
        transcripts=tuple(sorted(texts)),
        pairs=pairs,
        words=tuple(spoken),
        rewriting=Rewriting(
            blanker,
            texts,
            mapped | _originals(records, mapped),
            one.target if one.what == "case" else "",
        ),
        codings=codings_on(study, tuple(sorted(texts)), {pair.old_hash: pair for pair in pairs}),
        files=frozenset({record.original_hash for record in records} | set(hashes)),
    )


def _originals(records: Iterable[TranscriptRecord], mapped: dict[str, str]) -> dict[str, str]:
    return {record.original_hash: mapped[record.text_hash] for record in records}


def _gone(old: str, new: str) -> list[str]:
    """Return the parts of a text that became blocks."""
    runs = groupby(zip(old, new, strict=True), key=lambda pair: pair[0] != pair[1])
    return ["".join(was for was, _now in run) for is_gone, run in runs if is_gone]
