"""Undo over corrected transcripts: nothing comes back onto a text that is not its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coder.errors import ConflictError
from coder.i18n import _
from coder.model.change import ActSummary, Change
from coder.model.coding import Coding, Decision, Memo
from coder.model.project import OpenTranscript
from coder.model.text import LineIndex
from coder.record import anchors, queries
from coder.record.texts import get_text

if TYPE_CHECKING:
    from coder.record.study import Study

_ANCHORED = {"coding", "memo", "decision"}


def require_texts_of(study: Study, act: ActSummary) -> None:
    """Refuse to take an act back where that would lay codings, memos or decisions on other words than their own."""
    if "transcript" in act.kinds:
        _require_revision(study, act)
    elif _ANCHORED.intersection(act.kinds):
        _require_anchors(study, act)


def _require_anchors(study: Study, act: ActSummary) -> None:
    """Refuse what would bring back an anchor onto a text that was revised since."""
    then = anchors.texts_at(study.reader, act.replica, act.last_seq)
    if not then:
        return
    for change in study.journal.changes(act.act):
        if change.kind in _ANCHORED and change.before and (key := _transcript(change)) in then:
            raise ConflictError(
                _("the text of {name} was revised since").format(name=study.project().transcript_by_id[key].name),
                _("take the revision back first, or do it anew on the text of now"),
            )


def _transcript(change: Change) -> str:
    """Return the transcript on whose words an object stood, or nothing."""
    image: dict[str, Any] = json.loads(change.before or "{}")
    if change.kind != "memo":
        return str(image["transcript"])
    return str(image["target"]) if image["target_kind"] == "transcript" and image["start"] is not None else ""


def _require_revision(study: Study, act: ActSummary) -> None:
    """Refuse to take a revision back where something made since would then stand on other words."""
    changes = list(study.journal.changes(act.act))
    own = {c.key for c in changes}
    for change in changes:
        if change.kind != "transcript" or not (change.before and change.after):
            continue
        before = json.loads(change.before)["text_hash"]
        if anchors.text_hash_of(study.reader, change.key) == before:
            continue
        with study.unveiled():
            document = queries.open_transcript(study.reader, change.key)
        others = _on_other_words(document, get_text(study.reader, before), own)
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
