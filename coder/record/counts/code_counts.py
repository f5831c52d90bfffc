"""How often each code stands in each transcript: kept from one command to the next in a study of many transcripts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from hashlib import sha256
from typing import Any

from coder.model.codebook import Code
from coder.model.counting.codetree import codes_over
from coder.model.counting.cooccurrence import Together, together_in
from coder.model.counting.frequencies import Here, Keeps, by_transcript
from coder.record import queries
from coder.record.counts.code_marks import MarkReader
from coder.record.counts.kept_counts import FEW, CountedStudy, Counting, KeptCounts, eyes, is_judged, kept_layer
from coder.record.reader import Reader


def code_counts(study: CountedStudy, keeps: Keeps | None = None) -> Iterable[tuple[str, Mapping[str, Here]]]:
    """Return what is counted of each code in each transcript, by the transcript's id; `keeps` chooses passages."""
    codes = study.project().codes
    if not is_kept(study):
        return by_transcript(codes, queries.coded(study.reader), queries.speech(study.reader), keeps)
    told = _kept_codes(study, keeps).now(study.reader, _rules(study) + (f" {keeps.name}" if keeps else ""))
    there = study.project().transcript_by_id
    return ((key, {code: Here._make(one) for code, one in here.items()}) for key, here in told.items() if key in there)


def code_pairs(study: CountedStudy) -> Iterable[Together]:
    """Return which codes fall together in each transcript, each code with those below it."""
    there, over = study.project().transcript_by_id, codes_over(study.project().codes)
    if not is_kept(study):
        return _pairs(over, study.reader, there).values()
    told = kept("pairs", study, partial(_pairs_among, over, tuple(there))).now(study.reader, _rules(study))
    return (Together._make(one) for key, one in told.items() if key in there)


def bring_in_step(study: CountedStudy) -> None:
    """Count anew where an act touched more transcripts than a reader counts on its way."""
    if not is_kept(study):
        return
    if _kept_codes(study).stale(study.reader, _rules(study)) is None:
        code_counts(study)
        code_pairs(study)


def is_kept(study: CountedStudy) -> bool:
    """Tell whether counts are kept: few transcripts are counted at once, and the past is worked out anew."""
    return study.moment is None and len(study.project().transcripts) > FEW


def kept(what: str, study: CountedStudy, count: Counting) -> KeptCounts:
    """Return counts of a study that are kept, each layer's apart."""
    layer = kept_layer(study)
    return KeptCounts(f"{what} {layer}".rstrip(), count, judged=is_judged(layer))


def _rules(study: CountedStudy) -> str:
    """Return by whose eyes and which tree of codes is counted."""
    tree = sorted((code.id, code.parent or "") for code in study.project().codes)
    return f"{eyes(study)} {sha256(repr(tree).encode()).hexdigest()}"


def _kept_codes(study: CountedStudy, keeps: Keeps | None = None) -> KeptCounts:
    """Return the counts of codes; of voices those that were asked for last are kept."""
    return kept("voices" if keeps else "codes", study, partial(_counted, study.project().codes, keeps))


def _counted(
    codes: tuple[Code, ...], keeps: Keeps | None, reader: Reader, among: Collection[str] | None
) -> dict[str, Any]:
    codings = queries.coded(reader) if among is None else queries.coded_in(reader, among)
    return dict(by_transcript(codes, codings, queries.speech(reader, among), keeps))


def _pairs_among(
    over: Mapping[str, tuple[str, ...]], every: Collection[str], reader: Reader, among: Collection[str] | None
) -> dict[str, Any]:
    return _pairs(over, reader, every if among is None else among)


def _pairs(over: Mapping[str, tuple[str, ...]], reader: Reader, transcripts: Iterable[str]) -> dict[str, Together]:
    marks = MarkReader(reader, None)
    return {key: together_in(marks.of(key), over) for key in transcripts}
