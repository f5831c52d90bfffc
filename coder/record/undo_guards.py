"""Undo over corrected transcripts: nothing comes back onto a text that is not its own."""

from __future__ import annotations

import json
from collections.abc import Iterable

from coder.errors import ConflictError
from coder.i18n import _
from coder.model.coding import Coding, Decision, Memo
from coder.model.journal.change import ActSummary, Change
from coder.model.names.blanking import BLOCK
from coder.model.project import OpenTranscript, Project
from coder.model.text import LineIndex, quote_hash
from coder.record import anchors, queries
from coder.record.journal import Journal
from coder.record.kinds import anchored_kinds, kind
from coder.record.reader import Reader
from coder.record.texts import get_text

WITHDRAW = "withdraw"
"""The verb of the act that erases a person's words; nothing takes it back."""


def refuse_withdrawal(act: ActSummary) -> None:
    """Refuse to take back, or to do again, what erased a person's words."""
    if act.verb == WITHDRAW:
        raise ConflictError(
            _("a withdrawal cannot be taken back: the words are gone"), _("acts before it stay as they are, too")
        )


def require_texts_of(reader: Reader, journal: Journal, project: Project, act: ActSummary) -> None:
    """Refuse to take an act back where that would lay codings, memos or decisions on other words than their own.

    What others laid there counts too, so the reader must see all that stands.
    """
    _require_words(reader, journal.changes(act.act), project)
    if journal.moment():
        _require_quotes(reader, journal.changes(act.act), project)
    if "transcript" in act.kinds:
        _require_revision(reader, journal.changes(act.act))
    elif anchored_kinds().intersection(act.kinds):
        _require_anchors(reader, journal.changes(act.act), project, act)


def _require_words(reader: Reader, changes: Iterable[Change], project: Project) -> None:
    """Refuse what would bring back an anchor onto words that were erased."""
    if all(info.format != "erased" for info in project.transcripts):
        return
    for change in changes:
        if change.kind not in anchored_kinds() or not change.before:
            continue
        info = project.transcript_by_id.get(kind(change.kind).transcript_of(change.before))
        if info is None or info.format != "erased":
            continue
        place = json.loads(change.before)
        words = get_text(reader, info.text_hash)[place["start"] : place["end"]]
        if BLOCK in words and not any(map(str.isalnum, words)):
            raise ConflictError(
                _("the words it stood on in {name} were erased").format(name=info.name),
                _("coder withdraw lists what was erased"),
            )


def _require_quotes(reader: Reader, changes: Iterable[Change], project: Project) -> None:
    """Refuse what would bring back a coding onto other words: another copy's text may have come in since."""
    texts: dict[str, str] = {}
    for change in changes:
        if change.kind != "coding" or not change.before:
            continue
        coding: Coding = kind("coding").from_image(change.before)
        info = project.transcript_by_id.get(coding.transcript)
        if info is None:
            continue
        text = texts[info.id] = texts.get(info.id) or get_text(reader, info.text_hash)
        if quote_hash(text[coding.start : coding.end]) != coding.quote_hash:
            raise _revised_since(info.name)


def _revised_since(name: str) -> ConflictError:
    return ConflictError(
        _("the text of {name} was revised since").format(name=name),
        _("undo the revision first, or repeat the act on the current text"),
    )


def _require_anchors(reader: Reader, changes: Iterable[Change], project: Project, act: ActSummary) -> None:
    """Refuse what would bring back an anchor onto a text that was revised since."""
    then = anchors.texts_at(reader, act.clock)
    if not then:
        return
    for change in changes:
        if (
            change.kind in anchored_kinds()
            and change.before
            and (key := kind(change.kind).transcript_of(change.before)) in then
        ):
            raise _revised_since(project.transcript_by_id[key].name)


def _require_revision(reader: Reader, found: Iterable[Change]) -> None:
    """Refuse to take a revision back where something made since would then stand on other words."""
    changes = list(found)
    own = {c.key for c in changes}
    for change in changes:
        if change.kind != "transcript" or not (change.before and change.after):
            continue
        before = json.loads(change.before)["text_hash"]
        if anchors.text_hash_of(reader, change.key) == before:
            continue
        document = queries.open_transcript(reader, change.key)
        others = _on_other_words(document, get_text(reader, before), own)
        if others:
            raise ConflictError(
                _("{count} codings, memos or decisions were made on this text of {name} since").format(
                    count=others, name=document.info.name
                ),
                _("take those acts back first, or revise the text anew"),
            )


def _on_other_words(document: OpenTranscript, text: str, own: set[str]) -> int:
    """Return how many of the anchors of others than `own` have other words, or another line, in a text."""
    found: tuple[Coding | Memo | Decision, ...] = (*document.codings, *document.memos, *document.decisions)
    lines = LineIndex(text)
    return sum(
        1
        for one in found
        if one.id not in own
        and not (isinstance(one, Memo) and one.target_kind != "transcript")
        and one.start is not None
        and one.end is not None
        and (
            document.text[one.start : one.end] != text[one.start : one.end]
            or document.lines.line_of(one.start) != lines.line_of(one.start)
        )
    )
