"""Opening blind coding: a lead lets blind coders see what all coded, in single transcripts or in all of them."""

from __future__ import annotations

from collections.abc import Sequence

from coder.agreement.assignments import require_lead
from coder.errors import ConflictError
from coder.i18n import _, listed
from coder.model.identity import content_id, now
from coder.model.people import Coder
from coder.model.teamwork import Opening
from coder.record.entry import Put
from coder.record.outcome import Outcome
from coder.record.study import Study


def open_transcripts(study: Study, transcripts: Sequence[str], *, closed: bool = False) -> Outcome:
    """Open transcripts to all who code blind, or hide them again (`closed`), as one undoable act of the lead."""
    require_lead(study)
    infos = [study.project().transcript_by_id[study.resolve_transcript(name)] for name in transcripts]
    standing = {one.transcript: one for one in study.reader.all(Opening)}
    at, puts = now(), []
    for info in dict.fromkeys(infos):
        old = standing.get(info.id)
        if (old is None) is closed:
            continue
        new = Opening(id=content_id("opening", info.id), transcript=info.id, by=study.coder, at=at)
        puts.append(Put("opening", old, None if closed else new))
    if not puts:
        raise ConflictError(_("blind coders see nothing of it") if closed else _("it is open to blind coders already"))
    act = study.record(puts, "hide-transcripts" if closed else "open-transcripts")
    names = {info.id: info.name for info in infos}
    changed = listed(names[(put.before or put.after).transcript] for put in puts)
    if closed:
        return Outcome(act, _("hidden from blind coders again: {names}").format(names=changed))
    return Outcome(act, _("open to blind coders: {names}; what they saw cannot be unseen").format(names=changed))


def blind_names(study: Study) -> list[str]:
    """Return the names of those who code blind."""
    return [one.name for one in study.reader.all(Coder) if one.blind]


def opened(study: Study) -> frozenset[str]:
    """Return the transcripts that are open to blind coders."""
    return frozenset(one.transcript for one in study.reader.all(Opening))
