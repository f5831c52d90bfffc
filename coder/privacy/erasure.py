"""Erasing a person's words for good: the act, what of it is told, and the protocol for an ethics board."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coder.errors import CoderError
from coder.i18n import _
from coder.model.coding import Decision, Memo
from coder.model.displaced import Displaced
from coder.model.finding import ChosenQuotation
from coder.model.identity import new_id, now
from coder.model.journal.erasure_entry import ErasedRow, ErasedText, Erasure, erasure_digest
from coder.model.project import TranscriptRecord
from coder.model.text import Role
from coder.privacy.erasure_files import FoundFile, find_files, settle_files
from coder.privacy.rewriting import is_erased
from coder.privacy.withdrawal import Withdrawal
from coder.record import undo_guards
from coder.record.entry import Put
from coder.record.erasure import study_erasure
from coder.record.file.database import told_plainly
from coder.record.texts import unpack_turns

if TYPE_CHECKING:
    from coder.record.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What a withdrawal did: its entry in the record, the files, and whether the file's log could be emptied."""

    erasure: Erasure
    act: str
    files: tuple[FoundFile, ...]
    is_scoured: bool


def files_of(study: Study, withdrawal: Withdrawal) -> tuple[FoundFile, ...]:
    """Return the files of the study's folder that a withdrawal touches."""
    found = find_files(study.path.parent, study.path, withdrawal.rewriting.blanker, withdrawal.files)
    return tuple(found)


def erase(study: Study, withdrawal: Withdrawal) -> Erased:
    """Erase the words in record and files, in one act that nothing takes back.

    Files go before the record's transaction ends: where this is cut short, the record still knows the words, and
    the command can be given again. Raises `CoderError` where nothing is left to erase.
    """
    if not any(pair.old != pair.new for pair in withdrawal.pairs):
        raise CoderError(_("nothing is left to erase: these words are gone already"))
    files, one, blanker = files_of(study, withdrawal), new_id(), withdrawal.rewriting.blanker
    with told_plainly(study.path):
        study_erasure.overwrite_what_goes(study)
        with study.together():
            study.ensure_coder(study.coder)
            texts = study_erasure.Texts(
                new=tuple((p.new_hash, p.new) for p in withdrawal.pairs),
                gone=tuple(p.old_hash for p in withdrawal.pairs if p.old_hash != p.new_hash),
            )
            rows = study_erasure.rewrite_study(study, one, withdrawal.rewriting.image, blanker.blank, texts)
            entry = _entry(study, withdrawal, one, rows)
            puts = [Put("erasure", None, entry), *_revised(study, withdrawal), *_gone(study, withdrawal)]
            act = study.record(puts, undo_guards.WITHDRAW)
            settle_files(files, blanker)
        is_scoured = study_erasure.scour(study)
    return Erased(erasure=entry, act=act, files=files, is_scoured=is_scoured)


def _entry(study: Study, withdrawal: Withdrawal, key: str, rows: list[ErasedRow]) -> Erasure:
    texts = tuple(
        ErasedText(
            transcript=p.transcript,
            before=p.old_hash,
            after=p.new_hash,
            chars=sum(a != b for a, b in zip(p.old, p.new, strict=True)),
        )
        for p in withdrawal.pairs
    )
    return Erasure(
        id=key,
        what=withdrawal.what,
        target=withdrawal.target,
        texts=texts,
        passages=len(withdrawal.codings),
        rows=len(rows),
        digest=erasure_digest(rows),
        by=study.coder,
        at=now(),
    )


def _revised(study: Study, withdrawal: Withdrawal) -> list[Put]:
    """Return the transcripts' new revisions, of kind erased."""
    new_text = {p.new_hash: p.new for p in withdrawal.pairs}
    puts = []
    for key in withdrawal.transcripts:
        old = study.reader.one(TranscriptRecord, key)
        if old is None:
            continue
        text = new_text[old.text_hash]
        spoken = (t for t in unpack_turns(old) if t.role is Role.RESPONDENT)
        lines = sum(any(map(str.isalnum, line)) for t in spoken for line in text[t.body : t.end].split("\n"))
        new = replace(old, revision=old.revision + 1, format="erased", encoding="utf-8", speech_lines=lines)
        puts.append(Put("transcript", old, new))
    return puts


def _gone(study: Study, withdrawal: Withdrawal) -> list[Put]:
    """Return what goes with the words: codings on them, with their memos and choices, decisions and lost anchors."""
    by_hash = {p.new_hash: p for p in withdrawal.pairs}
    coded = {c.id for c in withdrawal.codings}
    puts: list[Put] = []

    def remove(name: str, objects: Iterable[Any]) -> None:
        puts.extend(Put(name, one, None) for one in objects)

    with study.unveiled():
        reader = study.reader
        memos = reader.all(Memo)
        remove("memo", (m for m in memos if m.target_kind == "coding" and m.target in coded))
        remove("chosen", (c for c in reader.all(ChosenQuotation) if c.coding in coded))
        remove("coding", (reader.named("coding", key) for key in sorted(coded)))
        for key in withdrawal.transcripts:
            now_there = reader.one(TranscriptRecord, key)
            if now_there is None:
                continue
            pair = by_hash[now_there.text_hash]
            decided = reader.all(Decision, transcript=key)
            remove("decision", (d for d in decided if is_erased(pair, d.start, d.end)))
            for lost in reader.all(Displaced, transcript=key):
                then = by_hash.get(lost.text_hash)
                if then and lost.kind != "memo" and is_erased(then, lost.span.start, lost.span.end):
                    remove("lost", [lost])
    return puts


def protocol(study: Study, erasure: Erasure) -> list[str]:
    """Return the protocol for an ethics board: what was erased when, by whom, digests before and after."""
    row = next((c for c in study.journal.changes_of(erasure.id) if c.kind == "erasure"), None)
    names = {"case": _("case"), "transcript": _("transcript"), "speaker": _("speaker")}
    lines = [
        _("Protocol of a withdrawal"),
        _("What: {what} {target}").format(what=names[erasure.what], target=erasure.target),
        _("When: {time}; by: {coder}").format(time=erasure.at, coder=erasure.by),
        _("Codings withdrawn with the words: {count}").format(count=erasure.passages),
    ]
    for text in erasure.texts:
        lines += [
            _("Text of {transcript}: {count} characters erased").format(transcript=text.transcript, count=text.chars),
            _("  SHA-256 before: {digest}").format(digest=text.before),
            _("  SHA-256 after:  {digest}").format(digest=text.after),
        ]
    lines.append(_("Rows of the journal rewritten: {count}").format(count=erasure.rows))
    lines.append(_("  SHA-256 over what each was and is: {digest}").format(digest=erasure.digest))
    if row is not None:
        told = _("Entered as change #{number}, hash {digest}; coder verify checks it")
        lines.append(told.format(number=row.seq, digest=row.hash))
    return lines
