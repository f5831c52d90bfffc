"""Walking a study's chains: recommendation → finding → code → quotation → words, coder, time, proof; and up."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext

from coder.audit.pasted_words import Pasted, find_pasted
from coder.audit.trace_places import alike, changes_of, names_with, place_called, quotation_link
from coder.errors import NotFoundError
from coder.findings.cited import codings_cited
from coder.i18n import _, bracketed, listed, pick
from coder.model.codebook import Code, Figure, Finding, Recommendation
from coder.model.coding import Coding
from coder.model.identity import parse_quote_id, quote_id
from coder.model.journal.trace_chain import Link
from coder.model.project import Project, TranscriptRecord
from coder.model.recommendation_plan import plan_lines
from coder.model.reporting.figure_sources import notes_of, origin
from coder.model.text import LineIndex, Span, quote_hash, turn_at
from coder.model.values.value_names import origin_name
from coder.record import anchors, queries
from coder.record.counts import usage
from coder.record.study import Study
from coder.record.texts import get_text, unpack_turns
from coder.record.veil import layering


def trace(study: Study, target: str, limit: int = -1) -> Link:
    """Return the chain of a finding, recommendation, figure, code or quotation, of a transcript, case or coder.

    With a limit each of them shows so many quotations and says how many there are more.
    Raises `NotFoundError` where nothing has that id.
    """
    if named := _named(study, target, limit):
        return named
    # What a layer leaves out has a chain too; what only a layer holds, such as a decided code, is found first.
    for reading in (nullcontext(), layering.lifted(study)):
        with reading:
            for key in _codings_named(study, target):
                return _coding(study, key, with_above=True)
    if place := place_called(study, target, limit):
        return place
    raise NotFoundError(_("nothing is called {name}").format(name=target), _hint(study, target), asked=[target])


def _named(study: Study, target: str, limit: int) -> Link | None:
    """Return the chain of the recommendation, finding, code or figure of this id, or of the one code of this name."""
    project = study.project()
    for recommendation in project.recommendations:
        if recommendation.id.lower() == target.lower():
            return _recommendation(study, recommendation, limit)
    for finding in project.findings:
        if finding.id.lower() == target.lower():
            return _finding(study, finding, limit, with_above=True)
    by_name = [code for code in project.codes if alike(target, code.name, code.name_en)]
    code = project.code_by_id.get(target) or (by_name[0] if len(by_name) == 1 else None)
    if code is not None:
        return _code(study, code, limit, with_above=True)
    figure = next((figure for figure in project.figures if figure.id == target), None)
    return _figure(project, figure) if figure is not None else None


def _hint(study: Study, target: str) -> str:
    """Return what may be typed: the names in which these words stand, else what has a chain."""
    if near := names_with(study, target):
        return _("these names hold it: {names}").format(names=listed(near))
    return _(
        "give a finding (F4), a recommendation (R3), a figure, a code, a quote id (A-54-d8b6), a transcript, "
        "a case, a coder, or a sentence of the report"
    )


def trace_pasted(study: Study, words: str, limit: int = -1) -> tuple[Link, list[Pasted]]:
    """Return the chain of an id, or of what pasted words are likest to, with all that they may be (an id: nothing)."""
    try:
        return trace(study, words, limit), []
    except NotFoundError:
        # One word of several names is no sentence of a report, though many sentences hold it.
        if len(words.split()) == 1 and names_with(study, words):
            raise
        found = find_pasted(study, words)
        if not found:
            with layering.lifted(study):
                found = find_pasted(study, words)
        if not found:
            raise
    return trace(study, found[0].id, limit), found


def _codings_named(study: Study, target: str) -> Iterable[str]:
    if parsed := parse_quote_id(target):
        found = queries.find_codings(study.reader, *parsed) or codings_cited(study, target)
        if len(found) > 1:
            raise NotFoundError(
                _("{name} names {count} codings").format(name=target, count=len(found)),
                _("give one whole: {ids}").format(ids=listed(found)),
            )
        return found
    known = study.reader.one(Coding, target) or anchors.lost_codings(study.reader).get(target)
    return [target] if known is not None else []


def _recommendation(study: Study, value: Recommendation, limit: int) -> Link:
    known = {f.id: f for f in study.project().findings}
    return _recommendation_link(value, tuple(_finding(study, known[f], limit) for f in value.findings if f in known))


def _recommendation_link(value: Recommendation, below: tuple[Link, ...] = ()) -> Link:
    return Link(
        kind="recommendation",
        id=value.id,
        title=value.title,
        text="\n".join([pick(value.statement, value.statement_en), *plan_lines(value)]),
        below=below,
    )


def _finding(study: Study, value: Finding, limit: int, *, with_above: bool = False) -> Link:
    project = study.project()
    figures = [_figure(project, f) for f in project.figures if f.id in value.figures]
    codes = [
        _code(study, project.code_by_id[code], limit, stance=stance)
        for stance, ids in (("for", value.supports), ("against", value.opposes))
        for code in ids
        if code in project.code_by_id
    ]
    return Link(
        kind="finding",
        id=value.id,
        title=value.title,
        text=pick(value.statement, value.statement_en),
        below=(*codes, *figures),
        above=_above_finding(project, value.id) if with_above else (),
    )


def _above_finding(project: Project, finding: str) -> tuple[Link, ...]:
    return tuple(_recommendation_link(r) for r in project.recommendations if finding in r.findings)


def _figure(project: Project, value: Figure) -> Link:
    above = tuple(
        Link(kind="finding", id=f.id, title=f.title, above=_above_finding(project, f.id))
        for f in project.findings
        if value.id in f.figures
    )
    note = notes_of(value, project.sources, project.figures)
    return Link(
        kind="figure",
        id=value.id,
        title=value.title,
        text=value.text,
        facts={_("source"): origin(value, project.sources), **({_("note"): note} if note else {})},
        above=above,
    )


def _code(study: Study, value: Code, limit: int, *, stance: str = "", with_above: bool = False) -> Link:
    project = study.project()
    quotes = tuple(quotation_link(q, project.coders) for q in study.quotations(value.id, limit))
    below = project.below(value.id)
    count = usage.count_codings(study.reader, below) if limit >= 0 else len(quotes)
    facts = {_("version"): str(value.version), _("codings"): str(count)}
    if value.archived:
        facts[_("archived")] = _("yes")
    return Link(
        kind="code",
        id=value.id,
        title=value.title,
        text=value.defined,
        stance=stance,
        facts=facts,
        below=quotes,
        more=count - len(quotes),
        above=_above_code(study.project(), value.id) if with_above else (),
    )


def _above_code(project: Project, code: str) -> tuple[Link, ...]:
    links = [
        Link(kind="finding", id=one.id, title=one.title, stance=side, above=_above_finding(project, one.id))
        for one, side in project.findings_of(code)
    ]
    return tuple(links)


def link_kind(kind: str) -> str:
    """Return a step's kind in the interface language."""
    names = {
        "recommendation": _("recommendation"),
        "finding": _("finding"),
        "figure": _("figure"),
        "code": _("code"),
        "quotation": _("quote"),
        "coding": _("quote"),
        "change": _("change"),
        "transcript": _("transcript"),
        "case": _("case"),
        "coder": _("coder"),
    }
    return names.get(kind, kind)


def _coding(study: Study, key: str, *, with_above: bool = False) -> Link:
    """Return one coding with its words, its proof and every row of the journal on it."""
    project = study.project()
    coding, info, lost = _coding_with_text(study, key)
    text = get_text(study.reader, info.text_hash)
    turns = unpack_turns(info)
    lines, span = LineIndex(text), Span(coding.start, coding.end)
    turn = turns[turn_at(turns, coding.start)]
    quote = text[coding.start : coding.end]
    first, last = lines.lines_of(span)
    code = project.code_by_id[coding.code]
    facts = {
        _("case"): project.case_by_id[info.case].title,
        _("transcript"): info.name + bracketed(info.source),
        _("line"): str(first) if first == last else f"{first}–{last}",
        _("place"): f"{coding.start}–{coding.end}",
        _("speaker"): turn.speaker or "—",
        _("coder"): project.coders.get(coding.coder, coding.coder),
        _("time"): coding.at,
        _("origin"): origin_name(coding.origin),
        _("definition used"): f"{code.title} v{coding.code_version}"
        + ("" if coding.code_version == code.version else " → " + _("now v{version}").format(version=code.version)),
        _("words match"): _("yes")
        if quote_hash(quote) == coding.quote_hash
        else _("NO: the text is not what was coded"),
        _("revision"): _revisions_told(study, coding, info, lost=lost),
        _("hash of the text"): info.text_hash[:16],
    }
    if coding.evidence:
        facts[_("evidence")] = listed(f"{e.word} {e.weight:.2f}" for e in coding.evidence)
    if also := _also_coded(study, coding):
        facts[_("coded so by others")] = also
    if otherwise := _otherwise_coded(study, coding):
        facts[_("coded otherwise by others")] = otherwise
    if turn.time:
        facts[_("time code")] = turn.time
    above = (Link(kind="code", id=code.id, title=code.title, text=code.defined, above=_above_code(project, code.id)),)
    return Link(
        kind="quotation",
        id=quote_id(info.case, coding.line, coding.id),
        title=code.title,
        text=quote,
        facts=facts,
        below=changes_of(study, key),
        above=above if with_above else (),
        key=key,
    )


def _coding_with_text(study: Study, key: str) -> tuple[Coding, TranscriptRecord, bool]:
    """Return a coding with the transcript in whose text its words stand; whether it is lost to the text of now."""
    coding = study.reader.one(Coding, key)
    if coding is not None:
        return coding, study.reader.require(TranscriptRecord, coding.transcript), False
    lost = anchors.lost_codings(study.reader)[key]
    if lost.coding is None:
        raise NotFoundError(_("nothing is called {name}").format(name=key), asked=[key])
    known = anchors.revisions(study.reader, lost.transcript).values()
    record = next((r for r in known if r.text_hash == lost.text_hash), None)
    return lost.coding, record or study.reader.require(TranscriptRecord, lost.transcript), True


def _revisions_told(study: Study, coding: Coding, info: TranscriptRecord, *, lost: bool) -> str:
    """Return the revision in whose text a coding stands; since which it was carried over, or that it was lost."""
    made = anchors.revision_when_made(study.reader, coding.id, coding.transcript)
    if lost:
        now = study.project().transcript_by_id[coding.transcript].revision
        return _("{number}, the text was revised since: DISPLACED in revision {now}, coder lost").format(
            number=info.revision, now=now
        )
    if made < info.revision:
        return _("{number}, coded on revision {made}: the text was revised since, its words are the same").format(
            number=info.revision, made=made
        )
    return str(info.revision)


def _also_coded(study: Study, coding: Coding) -> str:
    _codings, _memos, _decisions = queries.overlay(study.reader, coding.transcript)
    others = dict.fromkeys(
        study.project().coder_name(c.coder)
        for c in _codings
        if c.code == coding.code and c.coder != coding.coder and c.span.overlaps(coding.span)
    )
    return listed(others)


def _otherwise_coded(study: Study, coding: Coding) -> str:
    """Return what other coders put on these words, where they did not put the same code there."""
    codings, _memos, _decisions = queries.overlay(study.reader, coding.transcript)
    project = study.project()
    over = [c for c in codings if c.coder != coding.coder and c.span.overlaps(coding.span)]
    agree = {c.coder for c in over if c.code == coding.code}
    found = dict.fromkeys((c.code, c.coder) for c in over if c.coder not in agree)
    return listed(project.code_by_id[code].title + bracketed(project.coder_name(who)) for code, who in found)
