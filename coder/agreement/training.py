"""For training: how far each coder agrees with what was settled, what they miss, and which codes they mix up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coder.agreement.adjudication import Adjudications, Docket
from coder.errors import CoderError
from coder.model.counting.coder_order import coders_in_order
from coder.model.counting.merged_passages import merged, shared
from coder.model.teamwork import Finished
from coder.record.study import Study

NOTHING = ""
"""Stands in the table of codes where nothing was settled, or the coder put nothing."""


@dataclass(frozen=True, slots=True)
class Score:
    """How a coder's codings stand to what was settled where they were seated.

    `found` counts settled passages that the coder gave the same code, `borders` those of them with other borders;
    `missed` those that they did not; `added` codes of theirs that were not settled.
    """

    found: int = 0
    borders: int = 0
    missed: int = 0
    added: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.found + other.found,
            self.borders + other.borders,
            self.missed + other.missed,
            self.added + other.added,
        )

    @property
    def agreement(self) -> float | None:
        """The share of agreement, 2·found / (settled + coded) (Dice); None where there is nothing to compare."""
        whole = 2 * self.found + self.missed + self.added
        return 2 * self.found / whole if whole else None


@dataclass(frozen=True, slots=True)
class Stage:
    """A coder's score in one transcript; stages come in the order in which the coder finished them."""

    transcript: str
    at: str
    score: Score


@dataclass(frozen=True, slots=True)
class Training:
    """A coder's score as a whole, transcript by transcript, by code, and which code was put for which.

    `mixed` counts pairs of the code that was settled and the code that the coder put; `NOTHING` stands for none.
    """

    coder: str
    whole: Score
    stages: tuple[Stage, ...]
    by_code: Mapping[str, Score] = field(default_factory=dict)
    mixed: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def most_missed(self) -> list[tuple[str, int]]:
        """Return the codes that the coder misses, the most missed first."""
        found = [(code, score.missed) for code, score in self.by_code.items() if score.missed]
        return sorted(found, key=lambda item: (-item[1], item[0]))


Outcome = tuple[str, str, bool]
"""The code that was settled, the code that the coder put, and whether their borders are the same."""


def trainings(study: Study) -> list[Training]:
    """Return each coder's training, for those who may see everybody's codings; none where nothing was decided."""
    try:
        dockets = Adjudications(study, reading=study.seen is None).dockets()
    except CoderError:
        if study.seen is not None:
            raise
        return []
    finished = {(mark.coder, mark.transcript): mark.at for mark in study.reader.all(Finished)}
    by_coder: dict[str, dict[str, list[Outcome]]] = defaultdict(lambda: defaultdict(list))
    for docket in dockets:
        for coder in sorted(docket.case.there) if docket.decision is not None else ():
            by_coder[coder][docket.info.id] += outcomes(docket, coder)
    return [
        training(coder, {key: (finished.get((coder, key), ""), found) for key, found in places.items()})
        for coder in coders_in_order(sorted(by_coder), study.project().coders)
        for places in [by_coder[coder]]
    ]


def outcomes(docket: Docket, coder: str) -> list[Outcome]:
    """Return how a coder's codings of one decided case stand to what was settled."""
    settled = docket.decision.settled if docket.decision is not None else ()
    mine: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in docket.case.codings:
        if one.coder == coder:
            mine[one.code].append((one.start, one.end))
    spare = [code for code in mine if code not in {right.code for right in settled}]
    found: list[Outcome] = []
    for right in settled:
        spans = merged(mine.get(right.code, ()))
        if shared(spans, [(right.start, right.end)]):
            found.append((right.code, right.code, spans == [(right.start, right.end)]))
        else:
            found.append((right.code, spare.pop(0) if spare else NOTHING, False))
    return found + [(NOTHING, code, False) for code in spare]


def training(coder: str, places: Mapping[str, tuple[str, Iterable[Outcome]]]) -> Training:
    """Return a coder's training from the outcomes of each transcript, with the time when it was finished."""
    by_code: dict[str, Score] = defaultdict(Score)
    mixed: Counter[tuple[str, str]] = Counter()
    stages = []
    for transcript, (at, found) in sorted(places.items(), key=lambda item: (item[1][0], item[0])):
        score = Score()
        for settled, put, same in found:
            mixed[settled, put] += 1
            one = _score(settled, put, same=same)
            score += one
            for code in {settled, put} - {NOTHING}:
                by_code[code] += _score(
                    settled if settled == code else NOTHING, put if put == code else NOTHING, same=same
                )
        stages.append(Stage(transcript, at, score))
    whole = sum((stage.score for stage in stages), Score())
    return Training(coder, whole, tuple(stages), dict(by_code), dict(mixed))


def _score(settled: str, put: str, *, same: bool) -> Score:
    if settled == put:
        return Score(found=1, borders=int(not same))
    return Score(missed=int(bool(settled)), added=int(bool(put)))
