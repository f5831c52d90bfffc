"""Work on findings: what lies under one, quotations chosen and shortened, text with links, sign-off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from coder.errors import CoderError, NotFoundError
from coder.findings import queries as store
from coder.findings.citations import Citations
from coder.findings.claim_check import ClaimCheck, ClaimChecker, too_much
from coder.findings.finding_counts import CaseShare, FindingCounts, by_coder, people, spread_over
from coder.findings.queries import Since
from coder.findings.since_words import since_words
from coder.findings.untranslated import written_in
from coder.i18n import _
from coder.model.codebook import Figure, Finding, Recommendation, Source
from coder.model.finding import (
    ELLIPSIS,
    ChosenQuotation,
    Doubt,
    Side,
    SignOff,
    Weight,
    cited_tails,
    doubt_words,
    doubts,
    flat,
    is_shortening,
    most_from_one,
)
from coder.model.identity import new_id, now
from coder.model.journal.moment import limits_text
from coder.model.quotation import Quotation
from coder.model.reporting.under_finding import Under
from coder.record import samples, settings
from coder.record.entry import Put
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.record.unseen import require_seen
from coder.record.veil import layering


@dataclass(frozen=True, slots=True)
class Laid:
    """A passage under a finding: on which side, and how it was chosen, if it was."""

    quotation: Quotation
    side: Side
    chosen: ChosenQuotation | None = None

    @property
    def shown(self) -> str:
        """The words as they are to be printed."""
        return (self.chosen and self.chosen.shown) or flat(self.quotation.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWork:
    """A finding with all that lies under it.

    `laid` are the passages of each code; `spread` is merged over the codes of a side, so they may be fewer, and `both`
    counts the stretches of words that stand on both. `weight` is what doubts ask of, `characters` are respondents'
    words in what is for and against. `lost` are quotations that were chosen and whose
    coding is gone; `claims` are its sentences to look at; `since` is None where nobody signed off yet; `layer` says
    which codings were counted.
    """

    finding: Finding
    laid: tuple[Laid, ...]
    spread: tuple[CaseShare, ...]
    coders: tuple[tuple[str, int], ...]
    most: tuple[str, str, float] | None
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]
    recommendations: tuple[Recommendation, ...]
    weight: Weight
    both: int = 0
    characters: tuple[int, ...] = (0, 0)
    doubts: tuple[Doubt, ...] = ()
    claims: tuple[ClaimCheck, ...] = ()
    lost: tuple[ChosenQuotation, ...] = ()
    sign_off: SignOff | None = None
    since: tuple[Since, ...] | None = None
    layer: str = ""

    def count(self, side: Side) -> int:
        """Return how many passages stand on one side."""
        return sum(share.speaks_for if side == "for" else share.against for share in self.spread)

    def of(self, side: Side) -> list[Laid]:
        """Return the passages of one side: the chosen first, in the lead's order, then the others by place."""
        mine = [laid for laid in self.laid if laid.side == side]
        chosen = sorted((m for m in mine if m.chosen), key=lambda m: m.chosen.position if m.chosen else 0)
        return [*chosen, *(m for m in mine if not m.chosen)]


class Findings:
    """Acts on findings, each one undoable."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.counts = FindingCounts(study)

    def work(self, key: str, found: Mapping[str, Under] | None = None, *, only_chosen: bool = False) -> FindingWork:
        """Return a finding with all under it; `only_chosen`: just the chosen passages, and no sentence to look at.

        `found` is what lies under it where that was counted already.
        """
        study = self.study
        project, finding = study.project(), self.finding(key)
        found = self.counts.of(finding) if found is None else found
        chosen = store.chosen(study.reader, key)
        spread = spread_over(project, found)
        return self._worked(
            FindingWork(
                finding=finding,
                laid=tuple(self._chosen_passages(finding, chosen) if only_chosen else self._passages(finding)),
                spread=spread,
                coders=_in_order(by_coder(found.values(), 0, 1), project.coders),
                most=most_from_one(people(self.counts, found, 0)),
                figures=tuple(f for f in project.figures if f.id in finding.figures),
                sources=project.sources,
                recommendations=tuple(r for r in project.recommendations if key in r.findings),
                both=sum(one.both for one in found.values()),
                layer=study.counted,
                claims=() if only_chosen else ClaimChecker(study).check(finding),
                characters=tuple(sum(one.characters[side] for one in found.values()) for side in (0, 1)),
                weight=Weight(
                    cases=sum(bool(share.speaks_for) for share in spread),
                    persons=len(people(self.counts, found, 0)),
                    coders=len(by_coder(found.values(), 0)),
                    against=sum(share.against for share in spread),
                    is_outdated=any(one.is_outdated for one in found.values()),
                ),
            )
        )

    def _passages(self, finding: Finding) -> Iterator[Laid]:
        """Yield the passages of each code, for a finding and against it."""
        sides: tuple[tuple[Side, tuple[str, ...]], ...] = (("for", finding.supports), ("against", finding.opposes))
        for side, names in sides:
            yield from (Laid(quotation, side) for code in names for quotation in self.study.passages([code]))

    def _chosen_passages(self, finding: Finding, chosen: Collection[ChosenQuotation]) -> Iterator[Laid]:
        """Yield the passages that are chosen; only the transcripts in which they stand are read."""
        codes = self.study.project().codes_of(finding)
        there = store.coded_with(self.study.reader, {one.coding for one in chosen}, codes)
        wanted = {(one.coding, one.side) for one in chosen if one.coding in there}
        passages = partial(self.study.passages, among=frozenset(there.values()))
        sides: tuple[tuple[Side, tuple[str, ...]], ...] = (("for", finding.supports), ("against", finding.opposes))
        for side, names in sides if wanted else ():
            for quotation in (q for code in names for q in passages([code])):
                if any((border.coding, side) in wanted for border in quotation.codings):
                    yield Laid(quotation, side)

    def again(self, work: FindingWork) -> FindingWork:
        """Return the work after an act of the lead, its passages being the same."""
        finding = self.finding(work.finding.id)
        claims = work.claims if finding == work.finding else ClaimChecker(self.study).check(finding)
        return self._worked(replace(work, finding=finding, claims=claims))

    def _worked(self, work: FindingWork) -> FindingWork:
        study, finding = self.study, work.finding
        chosen = store.chosen(study.reader, finding.id)
        by_coding = {(c.coding, c.side): c for c in chosen}
        laid = tuple(
            one if one.chosen == (how := _choice(one, by_coding)) else Laid(one.quotation, one.side, how)
            for one in work.laid
        )
        codes = study.project().codes_of(finding)
        there = self._still_coded(chosen, codes)
        sign_off = store.last_sign_off(study.reader, finding.id)
        since = store.since(study.reader, sign_off, finding.id, codes, study.seen) if sign_off else None
        return replace(
            work,
            laid=laid,
            doubts=doubts(self._weighed(work.weight, finding, chosen), int(settings.number(study.reader, "least-for"))),
            lost=tuple(c for c in chosen if c.coding not in there),
            sign_off=sign_off,
            since=None if since is None else tuple(since),
        )

    def _weighed(self, weight: Weight, finding: Finding, chosen: Collection[ChosenQuotation]) -> Weight:
        """Add what the lead named of the evidence against a finding, and what an auditor disputes under it."""
        reader, sides = self.study.reader, self.study.project().sides_of(finding)
        named = any(one.side == "against" for one in chosen) or (
            bool(weight.against) and store.names_coding(reader, sides["against"], cited_tails(finding.text))
        )
        codes = frozenset().union(*sides.values())
        disputed = store.coded_with(reader, samples.disputed(reader), codes)
        return weight._replace(is_named=named, is_disputed=bool(disputed))

    def _still_coded(self, chosen: Collection[ChosenQuotation], codes: Collection[str]) -> Collection[str]:
        """Return which chosen codings stand, whatever layer is counted: one not in it is still coded so."""
        with layering.lifted(self.study):
            return store.coded_with(self.study.reader, [one.coding for one in chosen], codes)

    def finding(self, key: str) -> Finding:
        """Return the finding with an id."""
        found = next((f for f in self.study.project().findings if f.id == key), None)
        if found is None:
            raise NotFoundError(_("no finding {key}").format(key=key), _("coder findings lists them all"), asked=[key])
        return found

    def choose(self, key: str, one: Laid) -> Outcome:
        """Choose a passage for the finding, at the end of its side; a chosen one is let go."""
        if one.chosen is not None:
            return self._act([Put("chosen", one.chosen, None)], "let-go", _("removed: {quote}"), one)
        positions = [c.position for c in store.chosen(self.study.reader, key) if c.side == one.side]
        new = ChosenQuotation(
            id=new_id(),
            finding=key,
            coding=one.quotation.coding,
            side=one.side,
            position=max(positions, default=-1) + 1,
            by=self.study.coder,
            at=now(),
        )
        return self._act([Put("chosen", None, new)], "choose", _("chosen: {quote}"), one)

    def mark(self, one: Laid) -> Outcome:
        """Mark a chosen passage as telling, or take the mark away."""
        old = _must_be_chosen(one)
        return self._act(
            [Put("chosen", old, replace(old, telling=not old.telling))], "telling", _("marked: {quote}"), one
        )

    def shift(self, key: str, one: Laid, step: int) -> Outcome:
        """Move a chosen passage up or down among those of its side."""
        old = _must_be_chosen(one)
        order = [c for c in store.chosen(self.study.reader, key) if c.side == old.side]
        at = next(i for i, c in enumerate(order) if c.id == old.id)
        to = at + step
        if not 0 <= to < len(order):
            raise CoderError(_("it cannot be moved further on its side"))
        order[at], order[to] = order[to], order[at]
        puts = [Put("chosen", c, replace(c, position=i)) for i, c in enumerate(order) if c.position != i]
        return self._act(puts, "order", _("moved: {quote}"), one)

    def shortened(self, one: Laid, shown: str) -> str:
        """Return a passage as it is to be printed, empty for the whole; other words than its own are refused."""
        wanted = flat(shown.replace("[...]", ELLIPSIS))
        if wanted and not is_shortening(one.quotation.text, wanted):
            raise CoderError(
                _("these are not the passage's own words in their order"),
                _("leave words out and put […] in their place"),
            )
        return "" if wanted == flat(one.quotation.text) else wanted

    def shorten(self, one: Laid, shown: str, read: str | None = None) -> Outcome:
        """Print a chosen passage as `shown`, its own words with `[…]` for what is left out; empty: whole again.

        `read` is how it was to be printed before.
        """
        old, wanted = _must_be_chosen(one), self.shortened(one, shown)
        if read is not None:
            old = self.study.reader.require(ChosenQuotation, old.id)
            require_seen(self.study, old.id, read, replace(one, chosen=old).shown)
        return self._act([Put("chosen", old, replace(old, shown=wanted))], "shorten", _("shortened: {quote}"), one)

    def write(self, key: str, text: str, read: str | None = None) -> Outcome:
        """Write the finding's text over the one that was `read`; a link to what is not there is refused."""
        self.study.look_again()
        finding = self.finding(key)
        field = written_in(finding)
        require_seen(self.study, key, read, getattr(finding, field))
        Citations(self.study).check(text)
        new = replace(finding, **{field: text.strip()})  # type: ignore[arg-type]
        act = self.study.record([Put("finding", finding, new)], "write")
        return Outcome(act, _("text of “{name}” saved").format(name=finding.title))

    def sign_off(self, key: str) -> Outcome:
        """Say that the finding stands as it is now."""
        finding = self.finding(key)
        journal = self.study.journal
        limits = journal.limits()
        # The act's own row is the next: what changes after it is what changed since.
        seq = limits[journal.replica] = limits.get(journal.replica, 0) + 1
        moment = limits_text(limits)
        new = SignOff(id=new_id(), finding=key, change=seq, by=self.study.coder, at=now(), moment=moment)
        act = self.study.record([Put("signoff", None, new)], "sign-off")
        return Outcome(act, _("signed off: {name}").format(name=finding.title))

    def before_sign_off(self, work: FindingWork) -> list[str]:
        """Return what one should know before signing a finding off."""
        chosen = sum(one.chosen is not None for one in work.laid)
        counted = _("Passages: {speaks_for} for, {against} against; {chosen} chosen")
        told = [counted.format(speaks_for=work.count("for"), against=work.count("against"), chosen=chosen)]
        told += [f"! {doubt_words(doubt)}" for doubt in work.doubts]
        if claimed := too_much(work.claims):
            told.append(f"! {claimed}")
        if work.lost:
            told.append("! " + _("{count} chosen quotations are no longer coded so").format(count=len(work.lost)))
        if work.since:
            told += [_("Since the last sign-off:"), *since_words(self.study, work.since, most=6)]
        return told

    def _act(self, puts: Sequence[Put], verb: str, message: str, one: Laid) -> Outcome:
        project = self.study.project()
        act = self.study.record(puts, verb)
        self.study.keep_project(project)
        return Outcome(act, message.format(quote=flat(one.quotation.text)[:24]))


def _in_order(counts: Mapping[str, int], coders: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Return counts by coder in the study's order of coders, those that it does not know last."""
    place = {coder: at for at, coder in enumerate(coders)}
    return tuple(sorted(counts.items(), key=lambda one: (place.get(one[0], len(place)), one[0])))


def _must_be_chosen(one: Laid) -> ChosenQuotation:
    if one.chosen is None:
        raise CoderError(_("the passage is not chosen yet"), _("choose it first"))
    return one.chosen


def _choice(one: Laid, by_coding: Mapping[tuple[str, Side], ChosenQuotation]) -> ChosenQuotation | None:
    """Return how a passage was chosen, by whichever of its codings."""
    chosen = (by_coding.get((border.coding, one.side)) for border in one.quotation.codings)
    return next((choice for choice in chosen if choice is not None), None)
