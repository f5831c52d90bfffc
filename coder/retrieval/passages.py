"""Retrieval: the passages of a code or of an expression over codes, filtered, in order, with their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain

import msgspec

from coder.errors import CoderError, NotFoundError
from coder.i18n import _, listed
from coder.model.case_condition import cases_meant
from coder.model.coding import ORIGINS, evidence_words
from coder.model.counting.code_expression import Found, Meaning, evaluate, ordered
from coder.model.counting.coder_order import coders_in_order
from coder.model.counting.cooccurrence import Pair, fallen_together
from coder.model.counting.counting_words import whose
from coder.model.counting.expression import Node
from coder.model.counting.passage import Collection, Passage, Query
from coder.model.counting.passage_filters import Filters
from coder.model.counting.totals import Adding, Total
from coder.model.identity import now, quote_id
from coder.model.project import Project, TranscriptInfo
from coder.model.reporting.stamp import Stamp
from coder.model.reporting.synthetic_notice import synthetic_notice
from coder.model.text import Role
from coder.privacy.name_list import name_key
from coder.record.counts import code_marks
from coder.record.counts.code_counts import code_pairs
from coder.record.queries import speakers, speech
from coder.record.study import Study
from coder.record.veil.blindness import require_seen
from coder.retrieval.code_terms import read_codes
from coder.retrieval.query_words import asked

_TEXTS_KEPT = 16
_LAST = "retrieval"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A query whose names have been looked up: codes of its terms, transcripts that pass its filters."""

    query: Query
    node: Node | None
    meaning: Meaning
    transcripts: tuple[TranscriptInfo, ...]

    @property
    def codes(self) -> frozenset[str] | None:
        """All codes that the expression names, None for all there are."""
        return frozenset().union(*self.meaning.values()) if self.node is not None else None


def plan(study: Study, query: Query) -> Plan:
    """Look up every name of a query; raises `CoderError` that names what there is for one that nothing answers to."""
    project = study.project()
    node, meaning = read_codes(query.expression, project.codes)
    unknown = [name for name in query.filters.coders if not project.coder_called(name)]
    _check(unknown, list(project.coders.values()), _("no coder {name}"))
    coders = tuple(require_seen(study, name) for name in query.filters.coders)
    filters = replace(query.filters, coders=coders)
    query = replace(query, filters=filters)
    _check(filters.origins, list(ORIGINS), _("no origin {name}"))
    _check(filters.roles, [str(role) for role in Role], _("no role {name}"))
    if filters.speakers:
        _check(filters.speakers, all_speakers(study), _("no speaker {name}"))
    meant = cases_meant(project, filters.where)
    cases = {_case(project, name) for name in filters.cases}
    keys = {study.resolve_transcript(key) for key in filters.transcripts}
    chosen = tuple(
        info
        for info in project.transcripts
        if (not cases or info.case in cases)
        and (not keys or info.id in keys)
        and (not filters.where or info.case in meant)
    )
    _days(filters)
    return Plan(query=query, node=node, meaning=meaning, transcripts=chosen)


def retrieve(study: Study, wanted: Plan, transcripts: Sequence[str] | None = None) -> Iterator[Found]:
    """Yield the passages by case, transcript and place, holding one transcript's at a time."""
    return chain.from_iterable(by_transcript(study, wanted, transcripts))


def by_transcript(study: Study, wanted: Plan, transcripts: Sequence[str] | None = None) -> Iterator[list[Found]]:
    """Yield the passages of each transcript, also where there are none; `transcripts` limits it to some.

    Only the codings of the codes named are read; a text is read where a filter asks for its words or speakers.
    """
    filters = wanted.query.filters
    since, until = _days(filters)
    reader = code_marks.MarkReader(study.reader, wanted.codes, filters.coders, filters.origins, since, until)
    noted = code_marks.noted(study.reader) if filters.with_memo else frozenset()
    keeps = _text_filter(study, filters)
    for info in wanted.transcripts:
        if transcripts is not None and info.id not in transcripts:
            continue
        found = evaluate(wanted.node, wanted.meaning, reader.of(info.id), same_coder=wanted.query.same_coder)
        if filters.with_memo:
            found = [f for f in found if any(c.id in noted for c in f.codings)]
        yield keeps(info, found) if found and keeps else found


def retrieved(study: Study, query: Query) -> list[Found]:
    """Return all that a query finds, in its order."""
    found = list(retrieve(study, plan(study, query)))
    return in_order(study, found, query)


def all_speakers(study: Study) -> list[str]:
    """Return the names of all who speak in the study's transcripts."""
    named = (speakers(study.reader, info.id)[1] for info in study.project().transcripts)
    return sorted({name for names in named for name in names if name})


def in_order(study: Study, found: list[Found], query: Query) -> list[Found]:
    """Return passages, which come by place, in the order that the query asks for."""
    return ordered(found, query.sort, {t.id: t.case for t in study.project().transcripts})


def _text_filter(study: Study, filters: Filters) -> Callable[[TranscriptInfo, list[Found]], list[Found]] | None:
    """Return what keeps the passages whose words and speakers are asked for, None where none are."""
    from coder.language.fold import fold

    if not (filters.roles or filters.speakers or filters.contains):
        return None
    roles, words = frozenset(filters.roles), fold(filters.contains)

    def keeps(info: TranscriptInfo, found: list[Found]) -> list[Found]:
        script = code_marks.script(study.reader, info)
        if words:
            text = fold(script.text)
            found = [f for f in found if text.find(words, f.start, f.end) >= 0]
        if roles:
            found = [f for f in found if any(role in roles for _name, role in script.voices(f.start, f.end))]
        if filters.speakers:
            found = [f for f in found if any(name in filters.speakers for name, _role in script.voices(f.start, f.end))]
        return found

    return keeps


def together(study: Study) -> list[Pair]:
    """Return which codes share words, by whomever they were put there."""
    return fallen_together(code_pairs(study))


class PassageReader:
    """Gives found passages their words; the last texts are kept, for neighbours come from the same one."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._script = lru_cache(_TEXTS_KEPT)(self._read_script)
        self._notes = lru_cache(_TEXTS_KEPT)(lambda key: code_marks.notes(study.reader, key))
        self._evidence = lru_cache(_TEXTS_KEPT)(lambda key: code_marks.evidence(study.reader, key))

    def _read_script(self, key: str, _text_hash: str) -> code_marks.Script:
        return code_marks.script(self._study.reader, self._study.project().transcript_by_id[key])

    def forget_notes(self) -> None:
        """Read memos and evidence anew: someone wrote or coded."""
        self._notes.cache_clear()
        self._evidence.cache_clear()

    def passage(self, found: Found) -> Passage:
        """Return a passage with its words, speakers and memos."""
        project = self._study.project()
        info = project.transcript_by_id[found.transcript]
        script = self._script(found.transcript, info.text_hash)
        voices = script.voices(found.start, found.end)
        noted, proofs = self._notes(found.transcript), self._evidence(found.transcript)
        cited = tuple(quote_id(info.case, c.line, c.id) for c in found.codings)
        codes, case = project.code_by_id, project.case_by_id.get(info.case)
        return Passage(
            id=cited[0],
            citations=cited,
            case=info.case,
            case_name=case.title if case else info.case,
            transcript=info.id,
            transcript_name=info.name,
            start=found.start,
            end=found.end,
            line=script.lines.line_of(found.start),
            last_line=script.lines.line_of(found.end - 1),
            speakers=tuple(dict.fromkeys(name for name, _role in voices if name)),
            roles=tuple(dict.fromkeys(role for _name, role in voices)),
            codes=found.codes,
            code_names=tuple(codes[c].title if c in codes else c for c in found.codes),
            coders=coders_in_order(found.coders, project.coders),
            codings=found.codings,
            notes=tuple(note for c in found.codings for note in noted.get(c.id, ())),
            text=script.text[found.start : found.end],
            evidence=tuple(
                word
                for coding, citation in zip(found.codings, cited, strict=True)
                for word in evidence_words(proofs.get(coding.id, ()), citation)
            ),
            at=min(c.at for c in found.codings),
            origins=tuple(dict.fromkeys(c.origin for c in found.codings)),
            synthetic=info.synthetic,
        )


def total_of(study: Study, adding: Adding) -> Total:
    """Return what passages of a study come to."""
    cases = {info.id: info.case for info in study.project().transcripts}
    return adding.total(cases, lambda keys: speech(study.reader, keys))


def collection(study: Study, query: Query, limit: int | None = None, *, identified: bool = False) -> Collection:
    """Return what a query finds, ready to be written; with a limit the first of it.

    Names of the key are replaced unless it is to be `identified`.
    """
    project = study.project()
    found = retrieved(study, query)[:limit]
    reader = PassageReader(study)
    seq, head = study.journal.head()
    adding = Adding()
    for passage in found:
        adding.add(passage)
    total = total_of(study, adding)
    counts = (
        (_("Passages"), f"{total.passages:,}"),
        (_("Characters"), f"{total.characters:,}"),
        (_("Cases"), f"{total.cases:,}"),
        (_("Coders"), f"{total.coders:,}"),
        (_("Codings of"), whose(study.counted, project.coders)),
    )
    whole = Collection(
        title=project.title,
        notice=synthetic_notice(project),
        stamp=Stamp(head=head, changes=seq, made_at=now(), moment=study.journal.moment()),
        asked=(*asked(project, query), *counts),
        passages=lambda: map(reader.passage, found),
        coder_names=dict(project.coders),
    )
    if identified:
        return whole
    from coder.privacy.deidentification import passages_without_names

    return passages_without_names(whole, name_key(study))


def remember(study: Study, query: Query) -> None:
    """Keep a query as the coder's last."""
    study.remember(_LAST, msgspec.json.encode(query).decode())


def last_query(study: Study) -> Query:
    """Return the coder's last query, an empty one where there is none that could be asked now."""
    try:
        query = msgspec.json.decode(study.recall(_LAST) or "{}", type=Query)
        plan(study, query)
    except (msgspec.DecodeError, CoderError):
        return Query()
    return query


def _case(project: Project, name: str) -> str:
    wanted = name.casefold()
    for case in project.cases:
        if wanted in {name.casefold() for name in (case.id, case.name, case.title)}:
            return case.id
    known = [f"{case.id} ({case.title})" for case in project.cases]
    raise NotFoundError(_("no case {name}").format(name=name), _there_are(name, known), asked=[name])


def _check(values: Sequence[str], known: Sequence[str], message: str) -> None:
    for value in values:
        if value not in known:
            raise NotFoundError(message.replace("{name}", value), _there_are(value, known), asked=[value])


def _there_are(value: str, known: Sequence[str], most: int = 12) -> str:
    close = get_close_matches(value, known, n=most, cutoff=0.4) if len(known) > most else list(known)
    return _("there are: {names}").format(names=listed(close or list(known)[:most]) or "—")


def _days(filters: Filters) -> tuple[str, str]:
    """Return the moments that bound the filter's days here, the second behind the last day."""
    first, last = _day(filters.since), _day(filters.until)
    return (
        _midnight(first) if first else "",
        _midnight(last + timedelta(days=1)) if last else "",
    )


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CoderError(_("{text} is not a date").format(text=text), _("write a day as 2026-01-31")) from None


def _midnight(day: date) -> str:
    return datetime(day.year, day.month, day.day).astimezone().isoformat()
