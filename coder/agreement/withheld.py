"""What suggestions do to coding: turns drawn to be coded without them, compared with the other turns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from coder.agreement import queries
from coder.agreement.assignments import respondent_turns
from coder.agreement.coefficients import Floats
from coder.agreement.measures import ENOUGH_TRANSCRIPTS, Figure, interval, resamples
from coder.i18n import _
from coder.model.coding import Coding
from coder.model.project import TranscriptInfo
from coder.model.teamwork import Assignment, Finished, Place
from coder.record.study import Study

_TURNS, _CODED, _PAIRS, _ALIKE = range(4)


@dataclass(frozen=True, slots=True)
class Compared:
    """A measure in turns with suggestions and in turns without, and the difference; intervals over transcripts."""

    shown: Figure
    withheld: Figure
    difference: Figure


@dataclass(frozen=True, slots=True)
class Withheld:
    """How coding differs where suggestions were withheld, in assignments that are finished.

    `rate` is the share of a coder's turns that carry a code. `agreement` is the mean Jaccard index of the codes of two
    coders on a turn that either coded, over `pairs` such turns shown and withheld.
    """

    transcripts: int
    turns: tuple[int, int]
    pairs: tuple[int, int]
    rate: Compared
    agreement: Compared


Sets = dict[Place, frozenset[str]]


def withheld_compared(study: Study, seed: int = 1) -> Withheld | None:
    """Compare turns with and without suggestions; None where none were withheld, and for blind coders."""
    if study.seen is not None:
        return None
    infos = study.project().transcript_by_id
    marks = {(m.transcript, m.coder): m.text_hash for m in study.reader.all(Finished)}
    seated: dict[str, list[Assignment]] = defaultdict(list)
    for one in study.reader.all(Assignment):
        info = infos.get(one.transcript)
        if one.withheld and info and one.text_hash == info.text_hash == marks.get((one.transcript, one.coder)):
            seated[one.transcript].append(one)
    counted = [_counted(study, infos[key], those) for key, those in seated.items()]
    return compared(np.array(counted), seed) if counted else None


def _counted(study: Study, info: TranscriptInfo, seated: Sequence[Assignment]) -> Floats:
    """Return of one transcript: turns, coded turns, pairs and their likeness; `[withheld or not, what]`."""
    codings = queries.codings_of(study.reader, info.id)
    sums = np.zeros((2, 4))
    by_coder: list[tuple[Assignment, Sets]] = []
    for one in seated:
        sets = codes_of(one.spans or respondent_turns(study, info.id), [c for c in codings if c.coder == one.coder])
        by_coder.append((one, sets))
        for turn, codes in sets.items():
            sums[int(turn in one.withheld), [_TURNS, _CODED]] += 1, bool(codes)
    for (one, mine), (other, theirs) in combinations(by_coder, 2):
        for turn in mine.keys() & theirs.keys():
            either = mine[turn] | theirs[turn]
            if either and (turn in one.withheld) == (turn in other.withheld):
                sums[int(turn in one.withheld), [_PAIRS, _ALIKE]] += 1, len(mine[turn] & theirs[turn]) / len(either)
    return sums


def codes_of(turns: Sequence[Place], codings: Sequence[Coding]) -> Sets:
    """Return the codes that each turn carries: half of it, or half of the coding, is covered."""
    found: dict[Place, set[str]] = {turn: set() for turn in turns}
    for start, end in turns:
        for coding in codings:
            common = min(end, coding.end) - max(start, coding.start)
            if common > 0 and 2 * common >= min(end - start, coding.end - coding.start):
                found[start, end].add(coding.code)
    return {turn: frozenset(codes) for turn, codes in found.items()}


def compared(sums: Floats, seed: int) -> Withheld:
    """Return the comparison from the sums of each transcript: `[transcript, withheld or not, what]`."""
    drawn = resamples(len(sums), seed) if len(sums) > 1 else None
    whole = sums.sum(axis=0)
    again = None if drawn is None else np.einsum("rt,tsw->rsw", drawn, sums)
    return Withheld(
        transcripts=len(sums),
        turns=(int(whole[0, _TURNS]), int(whole[1, _TURNS])),
        pairs=(int(whole[0, _PAIRS]), int(whole[1, _PAIRS])),
        rate=_compared(whole, again, _CODED, _TURNS),
        agreement=_compared(whole, again, _ALIKE, _PAIRS),
    )


def _compared(whole: Floats, again: Floats | None, over: int, under: int) -> Compared:
    value = _ratio(whole[:, over], whole[:, under])
    resampled = None if again is None else _ratio(again[..., over], again[..., under])
    figures = [
        Figure(None, reason=_("not defined: no such turn"))
        if not np.isfinite(one)
        else Figure(float(one), *((None, None) if resampled is None else interval(each)))
        for one, each in (
            (value[0], resampled[:, 0] if resampled is not None else value),
            (value[1], resampled[:, 1] if resampled is not None else value),
            (value[1] - value[0], resampled[:, 1] - resampled[:, 0] if resampled is not None else value),
        )
    ]
    return Compared(*figures)


def _ratio(over: Floats, under: Floats) -> Floats:
    return np.divide(over, under, out=np.full_like(over, np.nan), where=under > 0)


def withheld_words(found: Withheld) -> str:
    """Return the comparison in sentences."""
    told = [
        _("Turns drawn to be coded without suggestions: {withheld}; the others: {shown}; {count} transcripts.").format(
            withheld=found.turns[1], shown=found.turns[0], count=found.transcripts
        ),
        _("Turns with a code: {withheld} without suggestions, {shown} with them; difference {difference}.").format(
            **_told(found.rate)
        ),
        _("Codes of two coders alike (Jaccard): {withheld} without suggestions, {shown} with them; difference "
          "{difference}.").format(**_told(found.agreement)),
    ]  # fmt: skip
    if found.transcripts < ENOUGH_TRANSCRIPTS:
        told.append(
            _("Intervals are drawn over {count} transcripts; with fewer than {enough} they are too narrow.").format(
                count=found.transcripts, enough=ENOUGH_TRANSCRIPTS
            )
        )
    return " ".join(told)


def _told(one: Compared) -> dict[str, str]:
    return {
        "shown": figure_words(one.shown),
        "withheld": figure_words(one.withheld),
        "difference": figure_words(one.difference),
    }


def figure_words(one: Figure) -> str:
    """Return a figure with its interval, or why there is none."""
    if one.value is None:
        return one.reason
    bounds = "" if one.low is None or one.high is None else f" [{one.low:.2f}, {one.high:.2f}]"
    return f"{one.value:.2f}{bounds}"
