"""Chains that begin with a transcript, a case or a coder: how it came into the study, and what was coded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coder.coding.act_words import describe_verb
from coder.i18n import _, listed
from coder.language.fold import fold
from coder.model.codebook import Case
from coder.model.counting.table_columns import coders_named
from coder.model.journal.trace_chain import Link
from coder.model.project import TranscriptInfo
from coder.model.quotation import Quotation
from coder.model.values.value_names import case_facts, origin_name, sign_word
from coder.record import queries
from coder.record.quotation_stream import count_quotations, quotations
from coder.record.signing.signatures import standing
from coder.record.study import Study

_NEAR = 6


def place_called(study: Study, target: str, limit: int) -> Link | None:
    """Return the chain of the transcript, case or coder of this name or id; None where none or several have it."""
    project = study.project()
    infos = [info for info in project.transcripts if alike(target, info.id, info.name, info.source)]
    if len(infos) == 1:
        return _transcript(study, infos[0], limit)
    cases = [case for case in project.cases if alike(target, case.id, case.name, case.name_en, *case.aliases)]
    if len(cases) == 1:
        return _case(study, cases[0], limit)
    coders = [key for key, name in project.coders.items() if alike(target, key, name)]
    return _coder(study, coders[0], limit) if len(coders) == 1 else None


def alike(typed: str, *names: str) -> bool:
    """Tell whether a name was typed, whatever its width, case and spaces."""
    return _plain(typed) in {_plain(name) for name in names if name}


def names_with(study: Study, typed: str) -> list[str]:
    """Return the first names of codes, findings and transcripts in which what was typed stands."""
    project, wanted = study.project(), _plain(typed)
    codes = (code.title for code in project.codes if not code.archived)
    named = [*codes, *(f"{f.id} {f.title}" for f in project.findings)]
    found = [name for name in (*named, *(info.name for info in project.transcripts)) if wanted in _plain(name)]
    return found[:_NEAR] if wanted else []


def _plain(name: str) -> str:
    return "".join(fold(name).split())


def _transcript(study: Study, info: TranscriptInfo, limit: int) -> Link:
    project = study.project()
    facts = {
        _("case"): project.case_by_id[info.case].title,
        _("file"): info.source,
        _("revision"): str(info.revision),
        _("characters"): f"{info.chars:,}",
        _("hash of the text"): info.text_hash[:16],
    }
    quotes, more = _quotes(study, (info,), limit)
    above = (Link(kind="case", id=info.case, title=project.case_by_id[info.case].title),)
    return Link(
        kind="transcript", id=info.name, title="", facts=facts, below=(*changes_of(study, info.id), *quotes), more=more,
        above=above,
    )  # fmt: skip


def _case(study: Study, case: Case, limit: int) -> Link:
    infos = tuple(info for info in study.project().transcripts if info.case == case.id)
    facts = {_("transcripts"): listed(info.name for info in infos) or "—"}
    if case.attributes:
        facts[_("attributes")] = listed(case_facts(case, study.project().attribute_by_id))
    quotes, more = _quotes(study, infos, limit)
    return Link(kind="case", id=case.id, title=case.title, facts=facts, below=quotes, more=more)


def _coder(study: Study, coder: str, limit: int) -> Link:
    infos = study.project().transcripts
    quotes, more = _quotes(study, infos, limit, "k.coder = ?", (coder,))
    codings, transcripts = queries.codings_by_coder(study.reader).get(coder, (0, 0))
    facts = {_("codings"): f"{codings:,}", _("transcripts"): f"{transcripts:,}"}
    return Link(kind="coder", id=coder, title=study.project().coders[coder], facts=facts, below=quotes, more=more)


def _quotes(
    study: Study, infos: tuple[TranscriptInfo, ...], limit: int, where: str = "", args: tuple[str, ...] = ()
) -> tuple[tuple[Link, ...], int]:
    """Return the first quotations of some transcripts, and how many there are more."""
    if not infos:
        return (), 0
    project = replace(study.project(), transcripts=infos)
    found = tuple(quotation_link(q, project.coders) for q in quotations(study.reader, project, where, args, limit))
    if limit < 0 or len(found) < limit:
        return found, 0
    return found, count_quotations(study.reader, project, where, args) - len(found)


def quotation_link(q: Quotation, names: Mapping[str, str]) -> Link:
    """Return a quotation as a step of a chain."""
    line = str(q.line) if q.line == q.last_line else f"{q.line}–{q.last_line}"
    facts = {
        _("case"): q.case_name,
        _("transcript"): q.transcript,
        _("line"): line,
        _("speaker"): q.speaker or "—",
        _("coder"): coders_named(names, q.coders),
        _("time"): q.at,
        _("origin"): origin_name(q.origin),
    }
    return Link(kind="quotation", id=q.id, title=q.code_name, text=q.text, facts=facts, key=q.coding)


def changes_of(study: Study, key: str) -> tuple[Link, ...]:
    """Return the rows of the journal on an object, each a step."""
    signed = standing(study.reader)
    return tuple(
        Link(
            kind="change",
            id=study.journal.name_of(c.replica, c.seq),
            title=describe_verb(c.act.rpartition("#")[0]),
            facts={
                _("coder"): study.project().coder_name(c.coder),
                _("time"): c.at,
                _("hash"): c.hash[:16],
                _("act"): c.act,
                **({_("signature"): sign_word(signed.of(c.replica, c.seq))} if signed.is_any else {}),
            },
        )
        for c in study.journal.changes_of(key)
    )
