"""Blind coding: whose codings, memos and decisions a coder may see, and who codes blind.

The rule stands here; `Study` draws the veil of the store after it, so that nothing else has to ask. The codebook,
cases, texts and findings are everybody's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from coder.errors import CoderError, ConflictError, NotFoundError
from coder.i18n import _, listed
from coder.model.journal.change import ActSummary
from coder.model.names.shell_words import shell_word
from coder.model.people import Coder
from coder.model.project import Project
from coder.record.entry import Put
from coder.record.queries import count_opened

if TYPE_CHECKING:
    from coder.record.study import Study

BLIND, SIGHTED = "blind", "sighted"
"""The verbs of the acts that let a coder code blind, or no longer."""


def people(study: Study) -> Mapping[str, str]:
    """Return the coders, id and name, whose work the coder may ask for."""
    coders, seen = study.project().coders, study.seen
    return coders if seen is None else {key: name for key, name in coders.items() if key in seen}


def require_seen(study: Study, coder: str) -> str:
    """Return the id of the coder that an id or a name says.

    Refuse a question about the work of someone whom the study does not know, or whom a blind coder may not see.
    """
    project = study.project()
    key = project.coder_called(coder)
    if not key:
        raise NotFoundError(_("no coder {name}").format(name=coder), _("coder coders lists them"), asked=[coder])
    if study.seen is not None and key not in study.seen:
        name = project.coder_name(key)
        raise CoderError(_("you code blind: what {name} coded is not shown").format(name=name), blind_hint(study))
    return key


def refuse_report(study: Study) -> None:
    """Refuse to a blind coder what is made of everybody's codings."""
    if study.seen is not None:
        raise CoderError(_("you code blind: a report would show what others coded"), blind_hint(study))


def blind_hint(study: Study) -> str:
    """Return how blind coding is ended."""
    return _("when blind coding is over: coder coders sighted {name}").format(name=shell_word(study.coder))


def notice(study: Study) -> str:
    """Return the sentence that tells a blind coder what is left out, or nothing."""
    if study.seen is None:
        return ""
    told = _("You code blind: codings and memos of others are left out.")
    opened = count_opened(study.reader)
    of_opened = _("The lead opened {count} transcripts.").format(count=opened)
    return f"{told} {of_opened}" if opened else told


def coder_named(project: Project, name: str) -> str:
    """Return the id of the coder that an id or a name says."""
    if key := project.coder_called(name):
        return key
    raise NotFoundError(
        _("no coder {name}").format(name=name),
        _("there are: {names}; a new coder starts with: coder --coder NAME coders blind NAME").format(
            names=listed(project.coders.values()) or "-"
        ),
    )


def set_visibility(study: Study, name: str, *, blind: bool) -> str:
    """Let a coder code blind, or no longer, as one act; return the coder's id. Who is new joins by it."""
    if name == study.coder:
        study.ensure_coder(name)
    key = coder_named(study.project(), name)
    old = study.reader.require(Coder, key)
    if old.blind == blind:
        message = _("{name} codes blind already") if blind else _("{name} does not code blind")
        raise ConflictError(message.format(name=old.name))
    study.record([Put("coder", old, replace(old, blind=blind))], f"{BLIND if blind else SIGHTED}:{key}")
    study.look_again()
    return key


def lifts_own(study: Study, act: ActSummary | None) -> bool:
    """Tell whether taking an act back would let a blind coder see again."""
    if act is None or study.seen is None or "coder" not in act.kinds:
        return False
    befores = [json.loads(c.before) for c in study.journal.changes(act.act) if c.kind == "coder" and c.before]
    return any(b["id"] == study.coder and not b.get("blind", False) for b in befores)
