"""Whether what the lead writes says more than its quotes: sentences without a citation, and quantifiers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from coder.findings.citations import Citations
from coder.findings.finding_counts import FindingCounts, people
from coder.i18n import _, listed
from coder.model.claims import Claim, Quantifier, cases_needed, claims
from coder.model.codebook import Finding, Recommendation
from coder.model.counted_claims import Counted, of_kind
from coder.record.study import Study

ClaimPart = Literal["statement", "statement_en", "text", "text_en"]
Person = tuple[str, str]
_STATEMENTS = frozenset({"statement", "statement_en"})


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantifier, how many cases it asks for, and whether so many stand behind it; None where no count can tell."""

    quantifier: Quantifier
    needed: int | None
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Stated:
    """A number of firms or persons that a sentence states, and how many stand behind the sentence."""

    counted: Counted
    there: int

    @property
    def is_more(self) -> bool:
        """Whether the sentence says more than stand behind it."""
        return self.counted.number > self.there


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCheck:
    """A sentence to look at, with the cases and persons behind it.

    A sentence of the text rests on what it cites. A statement cites nothing by itself: it rests on all passages of
    the finding's codes, that of a recommendation on those of its findings.
    """

    key: str
    part: ClaimPart
    claim: Claim
    cases: int
    persons: int
    quantifiers: tuple[Measured, ...]
    stated: tuple[Stated, ...] = ()

    @property
    def is_uncited(self) -> bool:
        """Tell whether the sentence should cite something and doesn't."""
        return self.part == "text" and not self.claim.is_cited

    @property
    def behind(self) -> str:
        """Return how many stand behind the sentence, in words."""
        told = _("{cases} cases, {persons} persons cited")
        if self.part in _STATEMENTS:
            told = _("{cases} cases, {persons} persons under its codes")
        return told.format(cases=self.cases, persons=self.persons)

    @property
    def is_too_strong(self) -> bool:
        """Tell whether a quantifier or a number says more than its cases bear out."""
        return any(one.holds is False for one in self.quantifiers) or any(one.is_more for one in self.stated)


class ClaimChecker:
    """Checks findings and recommendations, each finding's passages read once."""

    def __init__(self, study: Study) -> None:
        self._counts = FindingCounts(study)
        self._citations = Citations(study)
        project = study.project()
        self._findings = {f.id: f for f in project.findings}
        self._attributes = {case.id: case.attributes for case in project.cases}
        english = {a.id: a.values_en for a in project.attributes}
        self._values = {
            (name, value): english.get(name, {}).get(value, "")
            for attributes in self._attributes.values()
            for name, value in attributes.items()
        }
        self._people: dict[str, frozenset[Person]] = {}
        self._cases = len({t.case for t in study.project().transcripts})

    def check(self, place: Finding | Recommendation) -> tuple[ClaimCheck, ...]:
        """Return the sentences that cite nothing or hold a quantifier, in the order in which they stand."""
        parts: tuple[tuple[ClaimPart, str], ...] = (
            ("statement", place.statement),
            ("statement_en", place.statement_en),
            ("text", place.text),
            ("text_en", place.text_en),
        )
        found = (self._one(place, part, claim) for part, text in parts for claim in claims(text))
        return tuple(one for one in found if one.is_uncited or one.quantifiers or one.stated)

    def _one(self, place: Finding | Recommendation, part: ClaimPart, claim: Claim) -> ClaimCheck:
        is_text = part not in _STATEMENTS
        people = frozenset(self._behind(claim)) if is_text else self._under(_findings_of(place))
        cases = len({case for case, _speaker in people})
        return ClaimCheck(
            key=place.id,
            part=part,
            claim=claim,
            cases=cases,
            persons=len(people),
            quantifiers=tuple(self._measured(q, cases, len(people)) for q in claim.quantifiers),
            stated=tuple(self._stated(place, claim, people) if is_text else self._summed_up(place, part, claim)),
        )

    def _stated(self, place: Finding | Recommendation, claim: Claim, cited: Collection[Person]) -> Iterator[Stated]:
        """Yield the numbers of a text that say more than stand behind the sentence, or fewer than all that it cites.

        Where quotes are but examples, the number rests on the finding's codes; where it tells who carries the finding,
        on those that speak for it. One larger than the study may be that of a figure beside it.
        """
        has_figure = any(link.kind == "figure" for link in claim.links)
        is_exact = len(claim.counted) == 1 and len(claim.links) == len(claim.quotes)
        if claim.of_finding and isinstance(place, Finding):
            cited = self._for(place)
        elif claim.by_example:
            cited, is_exact = self._under(_findings_of(place)), False
        elif all(link.kind == "figure" for link in claim.links):
            return
        for one in claim.counted:
            there = self._there(one, cited)
            is_theirs = has_figure and one.number > self._cases
            if (one.number > there and not is_theirs) or (one.number < there and is_exact):
                yield Stated(one, there)

    def _summed_up(self, place: Finding | Recommendation, part: ClaimPart, claim: Claim) -> Iterator[Stated]:
        """Yield the numbers of a statement that say more than all that its text cites; one alone may be of a part.

        A finding's text cites what it quotes and its own table. A number larger than the study may be a figure's.
        """
        text = place.text if part == "statement" else place.text_en or place.text
        named = [place.id] if isinstance(place, Finding) else list(place.findings)
        cited: set[Person] = set()
        for one in claims(text):
            cited.update(self._behind(one, only=named))
        has_figure = isinstance(place, Finding) and bool(place.figures)
        for counted in claim.counted:
            there = self._there(counted, cited or self._under(named))
            if counted.number > there and not (has_figure and counted.number > self._cases):
                yield Stated(counted, there)

    def _there(self, counted: Counted, cited: Collection[Person]) -> int:
        """Return how many of those cited a number may speak of: of a kind that it names, only those."""
        if counted.unit == "persons":
            return len(cited)
        kinds, cases = of_kind(counted.of, self._values), {case for case, _speaker in cited}
        known = [self._attributes.get(case, {}) for case in cases]
        return sum(all(attributes.get(name) == value for name, value in kinds) for attributes in known)

    def _for(self, finding: Finding) -> Collection[Person]:
        return people(self._counts, self._counts.of(finding), 0)

    def _measured(self, quantifier: Quantifier, cases: int, persons: int) -> Measured:
        needed = cases_needed(quantifier.strength, self._cases)
        there = persons if quantifier.strength == "plural" else cases
        return Measured(quantifier, needed, None if needed is None else there >= needed)

    def _behind(self, claim: Claim, only: Collection[str] | None = None) -> Iterator[Person]:
        """Yield who said what a sentence cites, the passages of a finding that it names among it (`only` of some)."""
        for name in claim.quotes:
            if (quotation := self._citations.quotation(name)) is not None:
                yield quotation.case, quotation.speaker
        named = (link.target for link in claim.links if link.kind in ("finding", "table"))
        yield from self._under(key for key in named if only is None or key in only)

    def _under(self, keys: Iterable[str]) -> frozenset[Person]:
        return frozenset(person for key in keys if key in self._findings for person in self._people_of(key))

    def _people_of(self, key: str) -> frozenset[Person]:
        if key not in self._people:
            finding = self._findings[key]
            self._people[key] = frozenset(people(self._counts, self._counts.of(finding), 0, 1))
        return self._people[key]


def _findings_of(place: Finding | Recommendation) -> Sequence[str]:
    return place.findings if isinstance(place, Recommendation) else (place.id,)


def part_name(part: ClaimPart) -> str:
    """Return which of the lead's texts a sentence stands in."""
    return {
        "statement": _("statement"),
        "statement_en": _("statement in English"),
        "text": _("text"),
        "text_en": _("text in English"),
    }[part]


def points(check: ClaimCheck) -> list[str]:
    """Return what there is to look at in a sentence, each point in words."""
    uncited = [_("no citation")] if check.is_uncited else []
    stated = [_stated_words(one, check) for one in check.stated]
    return list(dict.fromkeys([*uncited, *(_quantifier_words(one, check) for one in check.quantifiers), *stated]))


def _stated_words(one: Stated, check: ClaimCheck) -> str:
    if check.part in _STATEMENTS:
        told = _("“{words}” says more than its text cites: {there}")
        there = _("{count} cases") if one.counted.unit == "cases" else _("{count} persons")
        return told.format(words=one.counted.words, there=there.format(count=one.there))
    told = _("“{words}” says more than stand behind it: {behind}")
    if not one.is_more:
        told = _("“{words}” says fewer than are cited: {behind}")
    return told.format(words=one.counted.words, behind=check.behind)


def _quantifier_words(one: Measured, check: ClaimCheck) -> str:
    words = one.quantifier.words
    behind = check.behind
    if one.needed is None:
        return _("“{words}” excludes the rest, which no count proves: {behind}").format(words=words, behind=behind)
    asked = _("{count} persons") if one.quantifier.strength == "plural" else _("{count} cases")
    judged = _("“{words}” is supported ({asked}): {behind}") if one.holds else _("“{words}” needs {asked}: {behind}")
    return judged.format(words=words, asked=asked.format(count=one.needed), behind=behind)


def too_much(checks: Iterable[ClaimCheck]) -> str:
    """Return how many sentences cite nothing or say more than stands behind them, empty where none does."""
    found = list(checks)
    uncited, strong = sum(c.is_uncited for c in found), sum(c.is_too_strong for c in found)
    told = [_("{count} sentences without a citation").format(count=uncited)] if uncited else []
    told += [_("{count} sentences beyond the evidence").format(count=strong)] if strong else []
    return listed(told)
