"""What is said of something that is not there any more: that it was removed or erased, when, by whom, in which act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coder.coding.act_words import describe_verb
from coder.errors import CoderError, NotFoundError
from coder.i18n import _
from coder.record.kinds import kind
from coder.record.removed import removal
from coder.record.undo_guards import WITHDRAW
from coder.record.veil.visibility import shown

if TYPE_CHECKING:
    from coder.record.study import Study


def said(study: Study, asked: str) -> str:
    """Return what became of what `asked` names: a sentence, empty where the journal knows nothing of it.

    A blind coder is told of shared things and of their own.
    """
    change = removal(study.reader, asked)
    if change is None or not any(shown([change], study.seen)):
        return ""
    verb = change.act.partition("#")[0].partition(":")[0]
    place = {
        "kind": kind(change.kind).label(),
        "name": asked,
        "coder": study.project().coders.get(change.coder, change.coder),
        "time": change.at,
        "change": study.journal.name_of(change.replica, change.seq),
        "act": describe_verb(verb),
    }
    if verb == WITHDRAW:
        told = _("{kind} {name} was erased when a participant withdrew: {time}, {coder}, change {change}")
    else:
        told = _("{kind} {name} is not there any more: {act}, {time}, {coder}, change {change}")
    return told.format(**place)


def explained(study: Study, error: CoderError) -> CoderError:
    """Return an error that says of what it did not find what became of it, where the journal knows."""
    told = [sentence for name in error.asked if (sentence := said(study, name))]
    if not told:
        return error
    message = _("; ").join(told)
    if isinstance(error, NotFoundError) and len(told) == len(error.asked):
        return NotFoundError(message, _("coder log tells of its act"))
    return CoderError(f"{error.message}\n{message}", error.hint)
