"""Audit samples at work: drawn, judged quotation by quotation, and told as an error rate."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from coder.errors import CoderError, NotFoundError
from coder.i18n import _, listed
from coder.model.coding import Coding
from coder.model.counting.table_columns import coders_named
from coder.model.identity import new_id, now, parse_quote_id, quote_id
from coder.model.journal.moment import limits_text
from coder.model.project import OpenTranscript, TranscriptInfo
from coder.model.sample import (
    DISPUTED,
    STRATA,
    VERDICTS,
    Drawable,
    Judgement,
    Rate,
    Sample,
    Tally,
    draw,
    rate,
    tallies,
    verdict_words,
)
from coder.model.text import turn_at
from coder.record import queries
from coder.record import samples as store
from coder.record.anchors import lost_codings
from coder.record.entry import Put
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.record.unseen import require_seen
from coder.record.veil.blindness import blind_hint

_AROUND = 400
_TEXTS_KEPT = 16
_SEEDS = 1_000_000
_LEAST_TAIL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A quotation of a sample with the words around it; without a coding where it was removed since.

    `around` is what stands before and behind it in its turn, and the turn before.
    """

    id: str
    citation: str = ""
    coding: Coding | None = None
    info: TranscriptInfo | None = None
    words: str = ""
    around: tuple[str, str] = ("", "")
    turn_before: str = ""
    speaker: str = ""
    line: int = 0
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditResult:
    """What a sample says so far.

    `wrong` counts what does not support its code, `wrong_or_partly` also what does so partly; both None while nothing
    is judged. `removed` quotations are those drawn whose codings are gone and that nobody judged.
    """

    sample: Sample
    tallies: tuple[Tally, ...]
    wrong: Rate | None
    wrong_or_partly: Rate | None
    disputed: tuple[str, ...]
    judged: int
    cannot_tell: int
    left: int
    removed: int


class Samples:
    """The audit samples of a study and the acts on them."""

    def __init__(self, study: Study) -> None:
        if study.seen is not None:
            raise CoderError(_("you code blind: a sample would show what others coded"), blind_hint(study))
        self.study = study
        self._open: dict[str, OpenTranscript] = {}

    def all(self) -> list[Sample]:
        """Return the samples, the newest last."""
        return store.samples(self.study.reader)

    def find(self, name: str = "") -> Sample:
        """Return the sample that an id or the end of one names; without a name the newest."""
        found = [s for s in self.all() if s.id.endswith(name)]
        if not found or (name and len(name) < _LEAST_TAIL):
            raise NotFoundError(
                _("no sample {name}").format(name=name) if name else _("no sample was drawn yet"),
                _("coder audit sample --size 50 draws one"),
            )
        return found[-1]

    def draw(self, size: int, strata: str = "", seed: int | None = None, scope: str = "") -> tuple[Sample, Outcome]:
        """Draw a sample of the codings of a code, theme or finding, or of all; without a seed one is drawn too."""
        if strata not in STRATA:
            raise CoderError(_("no such strata: {name}").format(name=strata), "code, case, coder")
        if size < 1:
            raise CoderError(_("a sample needs at least one quotation"))
        seed = secrets.randbelow(_SEEDS) if seed is None else seed
        codings = list(self._within(scope))
        if not codings:
            raise CoderError(_("there is no coding to draw"), _("coder freq tells which codes have any"))
        if size > len(codings):
            raise CoderError(
                _("{size} quotations can't be drawn from {count}").format(size=size, count=len(codings)),
                _("--size {count} takes all").format(count=len(codings)),
            )
        population: dict[str, int] = {}
        for one in codings:
            name = one.stratum(strata)
            population[name] = population.get(name, 0) + 1
        sample = Sample(
            id=new_id(),
            seed=seed,
            strata=strata,
            scope=scope,
            population=dict(sorted(population.items())),
            drawn=draw(codings, size, seed, strata),
            change=self.study.journal.head()[0],
            by=self.study.coder,
            at=now(),
            moment=limits_text(self.study.journal.limits()),
        )
        act = self.study.record([Put("sample", None, sample)], "sample")
        message = _("drew {size} of {count} quotations with seed {seed}")
        return sample, Outcome(act, message.format(size=size, count=len(codings), seed=seed))

    def _within(self, scope: str) -> Iterable[Drawable]:
        """Yield the codings of a code or theme with all below it, of a finding's codes, or all."""
        found = store.drawable(self.study.reader)
        if not scope:
            return found
        project = self.study.project()
        finding = next((f for f in project.findings if f.id == scope), None)
        codes = set(project.below(scope)) if scope in project.code_by_id else set()
        if finding is not None:
            codes = set(project.codes_of(finding))
        if not codes:
            raise NotFoundError(
                _("no code, theme or finding {name}").format(name=scope), _("coder codes and coder findings list them")
            )
        return (one for one in found if one.code in codes)

    def judgements(self, sample: Sample) -> dict[str, Judgement]:
        """Return the verdicts on a sample by coding."""
        return {one.coding: one for one in store.judgements(self.study.reader, sample.id)}

    def look(self, coding: str, judgement: Judgement | None = None) -> Drawn:
        """Return a drawn quotation with the words around it."""
        one = self.study.reader.one(Coding, coding)
        if one is None:
            lost = lost_codings(self.study.reader).get(coding)
            citation = quote_id("?", 0, coding) if lost is None or lost.coding is None else ""
            return Drawn(id=coding, citation=citation or coding[-_LEAST_TAIL:], judgement=judgement)
        document = self._document(self.study.project().transcript_by_id[one.transcript])
        text, turns = document.text, document.turns
        at = turn_at(turns, one.start)
        turn = turns[at]
        end = max(one.end, turn.end)
        before = turns[at - 1] if at else None
        return Drawn(
            id=coding,
            citation=quote_id(document.info.case, one.line, one.id),
            coding=one,
            info=document.info,
            words=text[one.start : one.end],
            around=(text[max(turn.body, one.start - _AROUND) : one.start], text[one.end : min(end, one.end + _AROUND)]),
            turn_before=text[max(before.body, before.end - _AROUND) : before.end].strip() if before else "",
            speaker=turn.speaker,
            line=one.line,
            judgement=judgement,
        )

    def _document(self, info: TranscriptInfo) -> OpenTranscript:
        """Return a transcript's text and turns; a few are kept, for neighbours in a sample come by chance."""
        if info.text_hash not in self._open:
            if len(self._open) >= _TEXTS_KEPT:
                self._open.clear()
            self._open[info.text_hash] = queries.open_bare(self.study.reader, info)
        return self._open[info.text_hash]

    def codings(self, sample: Sample) -> dict[str, Coding]:
        """Return the codings of a sample that still stand, by id."""
        return {one.id: one for one in store.codings(self.study.reader, list(sample.drawn))}

    def code_title(self, one: Drawn) -> str:
        """Return the name of a drawn quotation's code."""
        code = self.study.project().code_by_id.get(one.coding.code) if one.coding else None
        return code.title if code else _("(removed since)")

    def stratum_name(self, sample: Sample, stratum: str) -> str:
        """Return a stratum in words."""
        project = self.study.project()
        if sample.strata == "code" and stratum in project.code_by_id:
            return project.code_by_id[stratum].title
        if sample.strata == "case" and stratum in project.case_by_id:
            return project.case_by_id[stratum].title
        return project.coders.get(stratum, stratum) if sample.strata == "coder" else stratum

    def named(self, sample: Sample, name: str) -> str:
        """Return the coding of a sample that a citation, an id or the end of one names."""
        parsed = parse_quote_id(name)
        tail = parsed[2] if parsed else name
        found = [coding for coding in sample.order if len(tail) >= _LEAST_TAIL and coding.endswith(tail)]
        if len(found) != 1:
            raise NotFoundError(
                _("the sample holds no quotation {name}").format(name=name), _("coder audit result lists what is left")
            )
        return found[0]

    def judge(
        self, sample: Sample, coding: str, verdict: str, note: str | None = None, read: str | None = None
    ) -> Outcome:
        """Say whether a quotation's words bear its code out; without a note the one that is there stays.

        `read` is the note over which another was written.
        """
        if verdict not in VERDICTS:
            raise CoderError(_("no such verdict: {name}").format(name=verdict), listed(VERDICTS))
        old = self.judgements(sample).get(coding)
        if old is not None:
            require_seen(self.study, old.id, read, old.note)
        new = Judgement(
            id=old.id if old else new_id(),
            sample=sample.id,
            coding=coding,
            verdict=verdict,
            note=(note if note is not None else old.note if old else "").strip(),
            by=self.study.coder,
            at=now(),
        )
        act = self.study.record([Put("judgement", old, new)], "judge")
        return Outcome(act, verdict_words(verdict))

    def result(self, sample: Sample) -> AuditResult:
        """Return what the sample says so far."""
        judged = self.judgements(sample)
        found = tuple(tallies(sample, judged.values()))
        waiting = [coding for coding in sample.order if coding not in judged]
        there = self.codings(sample)
        gone = sum(coding not in there for coding in waiting)
        return AuditResult(
            sample=sample,
            tallies=found,
            wrong=rate(sample, found, frozenset({"does-not"})),
            wrong_or_partly=rate(sample, found, DISPUTED),
            disputed=tuple(c for c in sample.order if c in judged and judged[c].verdict in DISPUTED),
            judged=sum(tally.judged for tally in found),
            cannot_tell=sum(tally.counts["cannot-tell"] for tally in found),
            left=len(waiting) - gone,
            removed=gone,
        )


def audit_words(study: Study) -> str:
    """Return a sentence on the newest sample for a report; empty where nothing of it was judged."""
    samples = Samples(study)
    newest = samples.all()[-1:]
    found = samples.result(newest[0]) if newest else None
    if found is None or found.wrong is None:
        return ""
    sample = found.sample
    told = _(
        "Audit sample: {size} of {count} quotations drawn by lot with seed {seed}, {judged} judged by {by}; "
        "not supporting their code {wrong}, or only partly {partly} (intervals of 95 percent)."
    )
    people = {one.by for one in samples.judgements(sample).values()}
    return told.format(
        size=len(sample.drawn),
        count=f"{sum(sample.population.values()):,}",
        seed=sample.seed,
        judged=found.judged,
        by=coders_named(study.project().coders, tuple(sorted(people))),
        wrong=percent(found.wrong),
        partly=percent(found.wrong_or_partly),
    )


def percent(found: Rate | None) -> str:
    """Return a rate in words: its share and the interval."""
    if found is None:
        return "—"
    return _("{share:.1%} ({low:.1%} to {high:.1%})").format(share=found.share, low=found.low, high=found.high)
