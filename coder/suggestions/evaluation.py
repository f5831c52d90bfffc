"""How good the suggestions are: each interview left out in turn, by the study's own codings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from random import Random
from typing import Literal

import numpy as np

from coder.language.learning.calibrate import Unseen, unseen
from coder.language.learning.chance import Array, Mask, brier, expected, reliability
from coder.language.learning.model import Example, Model, Rows, Stretch
from coder.language.learning.reasons import Words
from coder.language.learning.stretches import stretches
from coder.language.learning.trial import Trial, joined, tried
from coder.language.segment import sentence_bounds
from coder.model.project import OpenTranscript, Project
from coder.record import queries
from coder.record.reader import Reader
from coder.suggestions import queries as examples
from coder.suggestions.measured import Measured, share_of
from coder.suggestions.origins import acceptance, by_origin
from coder.suggestions.quality import CodeQuality, CurvePoint, Evaluation, RankQuality, rank_quality
from coder.suggestions.queries import Given
from coder.suggestions.study_model import MOST_EXAMPLES, example, untaught

Unit = Literal["turn", "sentence"]
Step = Callable[[int], None]

_CURVE = (0, 20, 50, 100, 200, 500, 1000)
_CURVE_FOLDS = 6
_SEED = 20_260_101
SUGGESTERS = ("frequent", "keywords", "learner", "combined")


@dataclass(frozen=True, slots=True)
class Tried:
    """A passage of a transcript that was left out, with the codes that it has and what is to be seen in it."""

    text: str
    stretch: Stretch
    rows: Rows
    codes: frozenset[int]


@dataclass(frozen=True, slots=True)
class Interview:
    """A transcript with what can be learnt from it and what can be tried on it."""

    id: str
    learnt: tuple[Example, ...]
    tried: tuple[Tried, ...]


def evaluate(
    reader: Reader,
    project: Project,
    words: Words,
    unit: Unit = "turn",
    step: Step = lambda _done: None,
) -> Evaluation:
    """Leave each interview out, suggest codes for its passages by the others, and compare with what people coded.

    A passage is a respondent's turn, or sentence, from the first coded one of the transcript to the last. Hit@k and
    recall@k are of the passages with codes; precision and recall at the cut-offs are of all of them, for a suggestion
    where nobody coded is wrong too. Chances are fitted on the other interviews alone.
    """
    model = untaught(reader, project, words)
    interviews = _interviews(reader, project, model, unit)
    seen = _seen(model, interviews, step)
    trial = joined(seen.trials)
    beginning = expected(model.passages)
    said = unseen(trial, beginning) if len(interviews) > 1 else Unseen(*np.zeros((3, len(trial.right))))
    seen.rankings["combined"] = _by_passage(trial.passages, trial.codes, said.chances, len(seen.truths))
    measured = Measured(trial, said, seen.truths)
    shown = measured.shown()
    at_cut_offs = measured.quality(shown)
    return Evaluation(
        unit=unit,
        interviews=len(interviews),
        passages=len(seen.truths),
        coded=sum(1 for truth in seen.truths if truth),
        codings=sum(len(interview.learnt) for interview in interviews),
        suggesters=tuple(_quality(name, seen.rankings[name], seen.truths) for name in SUGGESTERS),
        shown=at_cut_offs.shown,
        precision=at_cut_offs.precision,
        recall=at_cut_offs.recall,
        recall_by_passage=at_cut_offs.recall_by_passage,
        disturbed=at_cut_offs.disturbed,
        trade_off=measured.trade_off(),
        by_code=_by_code(model, trial, shown, seen.rankings["combined"], seen.truths),
        brier=brier(said.chances, trial.right),
        brier_baseline=brier(np.full(len(trial.right), trial.right.mean() if len(trial.right) else 0.0), trial.right),
        reliability=tuple((b.low, b.number, b.said, b.right) for b in reliability(said.chances, trial.right)),
        curve=_curve(model, interviews),
        acceptance=acceptance(reader),
        by_origin=by_origin(reader, project),
    )


def _seen(model: Model, interviews: list[Interview], step: Step) -> _Seen:
    """Teach the model all interviews, then look at each while the model does not know it."""
    for interview in interviews:
        _teach(model, interview.learnt, 1)
    seen = _Seen()
    for interview in interviews:
        _teach(model, interview.learnt, -1)
        seen.look(model, interview, _frequent(model, interviews, interview))
        _teach(model, interview.learnt, 1)
        step(1)
    return seen


class _Seen:
    """What was seen in the passages left out, gathered for one trial."""

    def __init__(self) -> None:
        self.rankings: dict[str, list[list[int]]] = {name: [] for name in SUGGESTERS}
        self.truths: list[frozenset[int]] = []
        self.trials: list[Trial] = []
        self._interviews = 0

    def look(self, model: Model, interview: Interview, usual: list[int]) -> None:
        """Look at an interview's passages; `usual` are the codes most frequent in the others."""
        for passage in interview.tried:
            look = model.look(passage.text, passage.stretch, passage.rows)
            score = look.likeness.score
            self.trials.append(tried(look, passage.codes, self._interviews, len(self.truths)))
            self.truths.append(passage.codes)
            self.rankings["frequent"].append(usual)
            self.rankings["keywords"].append([i for i in _descending(look.keywords) if look.keywords[i] > 0])
            self.rankings["learner"].append([i for i in _descending(score) if np.isfinite(score[i])])
        self._interviews += 1


def _interviews(reader: Reader, project: Project, model: Model, unit: Unit) -> list[Interview]:
    by_transcript: dict[str, list[Given]] = defaultdict(list)
    for row in examples.given(reader, MOST_EXAMPLES):
        if row.code in model.index:
            by_transcript[row.transcript].append(row)
    found = []
    for info in project.transcripts:
        given = by_transcript.get(info.id)
        if given:
            document = queries.open_bare(reader, info)
            learnt = tuple(example(document, row) for row in given)
            found.append(Interview(info.id, learnt, tuple(_tried(document, given, model, unit))))
    return found


def _tried(document: OpenTranscript, given: Sequence[Given], model: Model, unit: Unit) -> list[Tried]:
    first, last = min(row.start for row in given), max(row.end for row in given)
    turns = [t for t in document.respondent_turns if document.text[t.body : t.end].strip()]
    bounds = sentence_bounds(document.text, turns) if unit == "sentence" else [(t.body, t.end) for t in turns]
    bounds = [b for b in bounds if b[0] < last and first < b[1]]
    keywords = model.rows_of(document.text, bounds)
    ahead = sorted(given, key=attrgetter("start"))
    return [
        Tried(
            document.text,
            stretch,
            keywords.get((stretch.start, stretch.end), {}),
            frozenset(model.index[row.code] for row in ahead if _is_on(row, stretch)),
        )
        for stretch in stretches(document.text, document.turns, bounds)
    ]


def _is_on(row: Given, stretch: Stretch) -> bool:
    """Tell whether a coding shares at least half of the shorter of itself and the passage."""
    shared = min(row.end, stretch.end) - max(row.start, stretch.start)
    return shared > 0 and 2 * shared >= min(row.end - row.start, stretch.end - stretch.start)


def _teach(model: Model, learnt: Sequence[Example], times: int) -> None:
    for one in learnt:
        model.learn(one, times)


def _frequent(model: Model, interviews: Sequence[Interview], without: Interview) -> list[int]:
    counts = Counter(model.index[e.code] for other in interviews if other is not without for e in other.learnt)
    return [code for code, _count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _descending(values: Array) -> list[int]:
    return [int(i) for i in np.argsort(-values, kind="stable")]


def _by_passage(place: Array, codes: Array, said: Array, passages: int) -> list[list[int]]:
    found: list[list[tuple[float, int]]] = [[] for _i in range(passages)]
    for at, code, chance in zip(place.tolist(), codes.tolist(), said.tolist(), strict=True):
        found[int(at)].append((-chance, int(code)))
    return [[code for _chance, code in sorted(ranked)] for ranked in found]


def _quality(name: str, rankings: Sequence[Sequence[int]], truths: Sequence[frozenset[int]]) -> RankQuality:
    return rank_quality(name, [(ranked, truth) for ranked, truth in zip(rankings, truths, strict=True) if truth])


def _by_code(
    model: Model,
    trial: Trial,
    shown: Mask,
    ranked: Sequence[Sequence[int]],
    truths: Sequence[frozenset[int]],
) -> tuple[CodeQuality, ...]:
    rows = []
    for index, code in enumerate(model.codes):
        mine = trial.codes == index
        total = sum(1 for truth in truths if index in truth)
        if not total and not (shown & mine).any():
            continue
        hits = float(trial.right[shown & mine].sum())
        tops = [index in order[:3] for order, truth in zip(ranked, truths, strict=True) if index in truth]
        rows.append(
            CodeQuality(
                code=code.id,
                passages=total,
                shown=int((shown & mine).sum()),
                precision=share_of(hits, float((shown & mine).sum())),
                recall=share_of(hits, float(total)),
                in_first_three=share_of(float(sum(tops)), float(len(tops))),
            )
        )
    return tuple(rows)


def _curve(model: Model, interviews: Sequence[Interview]) -> tuple[CurvePoint, ...]:
    """Return how good the combination is after so many codings of other interviews, drawn at random."""
    if len(interviews) < 2:  # noqa: PLR2004  one is left out, one to learn from
        return ()
    for interview in interviews:
        _teach(model, interview.learnt, -1)
    chosen = interviews[:: max(1, len(interviews) // _CURVE_FOLDS)]
    points = []
    for size in _CURVE:
        pairs: dict[str, list[tuple[list[int], frozenset[int]]]] = {"combined": [], "keywords": []}
        for interview in chosen:
            others = [e for other in interviews if other is not interview for e in other.learnt]
            Random(_SEED).shuffle(others)  # noqa: S311  a sample that is the same each time
            _teach(model, others[:size], 1)
            for one in interview.tried:
                if one.codes:
                    look = model.look(one.text, one.stretch, one.rows)
                    pairs["combined"].append((_descending(look.chances), one.codes))
                    hits = [i for i in _descending(look.keywords) if look.keywords[i] > 0]
                    pairs["keywords"].append((hits, one.codes))
            _teach(model, others[:size], -1)
        combined, keywords = (rank_quality(name, pairs[name]) for name in ("combined", "keywords"))
        points.append(CurvePoint(size, combined.hit_3, combined.recall_3, keywords.recall_3))
        if size >= max(len(i.learnt) for i in interviews) * len(interviews):
            break
    for interview in interviews:
        _teach(model, interview.learnt, 1)
    return tuple(points)
