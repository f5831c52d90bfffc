"""What lies under findings, counted by transcript and kept in a study of many."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from typing import Any

from coder.findings import queries as store
from coder.model.codebook import Finding
from coder.model.counting.layers import Apart
from coder.model.counting.speech import Speech
from coder.model.finding import Side, grouping_attributes
from coder.model.project import Project
from coder.model.reporting.robustness import SUGGESTED
from coder.model.reporting.under_finding import Coded, Loss, Under, Voices, under
from coder.record import queries
from coder.record.counts.code_counts import is_kept, kept
from coder.record.counts.kept_counts import KeptCounts, eyes
from coder.record.reader import Reader
from coder.record.study import Study
from coder.record.veil import layering

Settling = Callable[[Study], Mapping[str, Apart]]
"""Tells how the settled layer of a study differs from all codings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseShare:
    """How many passages of a case speak for a finding and against it; `kinds` are its values of the attributes."""

    case: str
    name: str
    kinds: tuple[str, ...]
    speaks_for: int
    against: int


class FindingCounts:
    """Counts what lies under findings; what they share is read once."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self._known: dict[str, tuple[Voices, Speech]] = {}

    def of(self, finding: Finding) -> dict[str, Under]:
        """Return what lies under a finding in each transcript, on the layer that is counted."""
        study, count = self.study, partial(self._counted, finding)
        if not is_kept(study):
            return {key: _as_under(one) for key, one in count(study.reader, None).items()}
        told = kept(f"finding {finding.id}", study, count).now(study.reader, f"{eyes(study)} {self._rules(finding)}")
        there = study.project().transcript_by_id
        return {key: _as_under(one) for key, one in told.items() if key in there}

    def settled(self, finding: Finding, apart: Settling) -> dict[str, tuple[int, int]] | None:
        """Return the passages for and against a finding on the settled layer, which `apart` tells, by transcript.

        None for a blind coder, to whom it is not shown, and where nothing was decided.
        """
        study, count = self.study, partial(self._settled, finding, apart)
        if study.seen is not None or not store.is_adjudicated(study.reader):
            return None
        if is_kept(study):
            counts = KeptCounts(f"finding {finding.id} if settled", count, judged=True)
            told = counts.now(study.reader, self._rules(finding))
        else:
            told = count(study.reader, None)
        there = study.project().transcript_by_id
        return {key: (speaks_for, against) for key, (speaks_for, against) in told.items() if key in there}

    @cached_property
    def labels(self) -> dict[str, list[str]]:
        """The labels of each transcript's voices, by their numbers."""
        return store.labels(self.study.reader)

    def label(self, transcript: str, voice: str) -> str:
        """Return the label of a voice."""
        return self.labels[transcript][int(voice)] if int(voice) >= 0 else ""

    def _rules(self, finding: Finding) -> str:
        """Return a digest of what the counts rest on besides the codings: the sides' codes, and their versions."""
        versions = {code.id: code.version for code in self.study.project().codes}
        sides = self.study.project().sides_of(finding)
        told = [(side, [(code, versions.get(code)) for code in sorted(codes)]) for side, codes in sides.items()]
        return f"1 {sha256(repr(told).encode()).hexdigest()}"

    def _counted(self, finding: Finding, reader: Reader, among: Collection[str] | None) -> dict[str, Any]:
        sides = {side: frozenset(codes) for side, codes in self.study.project().sides_of(finding).items()}
        versions = {code.id: code.version for code in self.study.project().codes}
        laid = store.laid(reader, frozenset().union(*sides.values()), among)
        found: dict[str, Any] = {}
        for transcript, here in groupby(laid, attrgetter("transcript")):
            voices, speech = self._heard(transcript)
            rows = [
                Coded(
                    side == "for", one.start, one.end, one.coder, one.origin in SUGGESTED,
                    one.code_version < versions[one.code],
                )
                for one in here
                for side, codes in sides.items()
                if one.code in codes
            ]  # fmt: skip
            found[transcript] = under(rows, voices, speech)
        return found

    def _settled(
        self, finding: Finding, apart: Settling, reader: Reader, among: Collection[str] | None
    ) -> dict[str, Any]:
        with layering.lifted(self.study):
            layer = apart(self.study)
            with layering.of_pieces(self.study, layer):
                told = self._counted(finding, reader, among)
        return {key: (one.speaks_for, one.against) for key, one in told.items()}

    def _heard(self, transcript: str) -> tuple[Voices, Speech]:
        if transcript not in self._known:
            starts, numbers = store.voices(self.study.reader, transcript)
            first: dict[str, int] = {"": -1}
            for number, label in enumerate(self.labels[transcript]):
                first.setdefault(label, number)
            same = [first[self.labels[transcript][one]] if one >= 0 else -1 for one in numbers]
            speech = queries.speech(self.study.reader, [transcript])[transcript]
            self._known[transcript] = Voices(array("L", starts), array("i", same)), speech
        return self._known[transcript]


def people(counts: FindingCounts, found: Mapping[str, Under], *sides: int) -> dict[tuple[str, str], int]:
    """Return how many passages each person says on these sides (0: for, 1: against), by case and label."""
    infos, said = counts.study.project().transcript_by_id, defaultdict[tuple[str, str], int](int)
    for transcript, one in found.items():
        for side in sides:
            for voice, number in one.voices[side].items():
                said[infos[transcript].case, counts.label(transcript, voice)] += number
    return said


def by_coder(found: Iterable[Under], *sides: int) -> dict[str, int]:
    """Return how many passages each coder coded on these sides."""
    made: dict[str, int] = defaultdict(int)
    for one in found:
        for side in sides:
            for coder, number in one.coders[side].items():
                made[coder] += number
    return made


def _as_under(one: Any) -> Under:
    found = Under(*one)
    return found._replace(losses=[Loss(*loss) for loss in found.losses])


def spread_over(project: Project, found: Mapping[str, Under]) -> tuple[CaseShare, ...]:
    """Return how what lies under a finding is spread over the cases with a text."""
    counts: Counter[tuple[str, Side]] = Counter()
    for transcript, one in found.items():
        case = project.transcript_by_id[transcript].case
        counts[case, "for"] += one.speaks_for
        counts[case, "against"] += one.against
    with_texts = {t.case for t in project.transcripts}
    attributes = grouping_attributes([case for case in project.cases if case.id in with_texts])
    return tuple(
        CaseShare(
            case=case.id,
            name=case.title,
            kinds=tuple(project.value_of(case, name) for name in attributes),
            speaks_for=counts[case.id, "for"],
            against=counts[case.id, "against"],
        )
        for case in project.cases
        if case.id in with_texts
    )
