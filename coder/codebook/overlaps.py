"""Codes that could be merged: they always fall together, share their keywords, or stand on the same words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt

from coder.codebook.keyword_offers import Reading, ask
from coder.i18n import _, listed
from coder.language.fold import fold
from coder.language.stopwords import says_something
from coder.language.words import Segmenter
from coder.model.codebook import Code
from coder.model.counting.code_expression import Mark
from coder.model.counting.codetree import above
from coder.model.counting.cooccurrence import Pair, fallen_together, together_in
from coder.model.project import Project
from coder.record.counts import code_marks
from coder.record.texts import get_text

LEAST_PASSAGES = 3
"""Fewer passages with both codes are chance."""

_LEAST_JACCARD = 0.4
_LEAST_SHARE = 0.75
_LEAST_KEYWORDS = 2
_LEAST_COSINE = 0.4
_READ_OF_A_CODE = 6_000  # characters: enough to tell its words
_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two codes that could be one, and what speaks for it.

    `passages` carry both; `jaccard` is their share of the characters coded with either, `share` of those with the
    rarer code. `keywords` are in both lists; `cosine` compares the words of their passages, `words` weigh most in it.
    """

    code: str
    other: str
    passages: int = 0
    jaccard: float = 0.0
    share: float = 0.0
    keywords: tuple[str, ...] = ()
    cosine: float = 0.0
    words: tuple[str, ...] = ()

    @property
    def strength(self) -> float:
        """How much speaks for a merge."""
        together = max(self.jaccard, 0.8 * self.share) if self.passages >= LEAST_PASSAGES else 0.0
        return max(together, 0.9 * self.cosine) + 0.05 * len(self.keywords)


def overlaps(reading: Reading) -> list[Overlap]:
    """Return the pairs of codes in use that could be merged, those for which most speaks first.

    A code of a theme and one of a facet are no pair: they are made to stand on the same words. Neither are a code and
    one below it.
    """
    project = reading.project
    reader = (
        None
        if reading.coders is not None and not reading.coders
        else code_marks.MarkReader(reading.reader, None, reading.coders or ())
    )
    places: dict[str, dict[str, set[tuple[int, int]]]] = defaultdict(lambda: defaultdict(set))

    def laid(transcript: str) -> list[Mark]:
        found = reader.of(transcript) if reader else []
        if reading.keeps and found:
            keep = reading.keeps(transcript)
            found = [mark for mark in found if keep(mark.start, mark.end)]
        for mark in found:
            places[mark.code][transcript].add((mark.start, mark.end))
        return found

    pairs = {(p.code, p.other): p for p in fallen_together(together_in(laid(info.id)) for info in project.transcripts)}
    said = _said(reading, places)
    found = []
    for one, other in combinations(project.usable_codes, 2):
        if _kind(project, one) == _kind(project, other) and not _stand_over(project, one, other):
            key = (min(one.id, other.id), max(one.id, other.id))
            overlap = _overlap(one, other, pairs.get(key), said.get(one.id, {}), said.get(other.id, {}))
            if reasons(overlap):
                found.append(overlap)
    return sorted(found, key=lambda o: (-o.strength, o.code, o.other))


def _kind(project: Project, code: Code) -> str:
    top = project.code_by_id.get(above(project.codes, code.id)[-1])
    return "facet:" + top.id if top is not None and top.level == "facet" else "theme"


def _stand_over(project: Project, one: Code, other: Code) -> bool:
    """Tell whether one of two codes stands below the other."""
    return one.id in above(project.codes, other.id) or other.id in above(project.codes, one.id)


def _overlap(
    one: Code, other: Code, pair: Pair | None, words: Mapping[str, float], others: Mapping[str, float]
) -> Overlap:
    there = {fold(word) for word in other.keywords}
    shared = {word: words[word] * others[word] for word in words.keys() & others.keys()}
    lengths = sqrt(sum(w * w for w in words.values()) * sum(w * w for w in others.values()))
    return Overlap(
        code=one.id,
        other=other.id,
        passages=pair.passages if pair else 0,
        jaccard=pair.jaccard if pair else 0.0,
        share=pair.share if pair else 0.0,
        keywords=tuple(word for word in one.keywords if fold(word) in there),
        cosine=sum(shared.values()) / lengths if lengths else 0.0,
        words=tuple(sorted(shared, key=lambda word: (-shared[word], word))[:_NAMED]),
    )


def _said(reading: Reading, places: Mapping[str, Mapping[str, set[tuple[int, int]]]]) -> dict[str, dict[str, float]]:
    """Return the words of each code's passages, weighed by how few codes have them (TF-IDF over the codes)."""
    reading.segmenter.warm()
    counts: dict[str, Counter[str]] = {}
    spelt: dict[str, str] = {}
    for done, (code, by_transcript) in enumerate(sorted(places.items())):
        ask(reading)
        reading.told(done, len(places))
        if sum(map(len, by_transcript.values())) >= LEAST_PASSAGES:
            counts[code] = _count(reading, by_transcript, reading.segmenter, spelt)
    holders = Counter(word for words in counts.values() for word in words)
    return {
        code: {
            spelt[word]: (1 + log(n)) * log(len(counts) / holders[word])
            for word, n in words.items()
            if holders[word] < len(counts)
        }
        for code, words in counts.items()
    }


def _count(
    reading: Reading,
    by_transcript: Mapping[str, set[tuple[int, int]]],
    segmenter: Segmenter,
    spelt: dict[str, str],
) -> Counter[str]:
    """Return the words of a code's passages, of some of them where there are many, spread evenly."""
    every = [(key, *place) for key in sorted(by_transcript) for place in sorted(by_transcript[key])]
    total = sum(end - start for _key, start, end in every)
    chosen: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for key, start, end in every[:: max(1, -(-total // _READ_OF_A_CODE))]:
        chosen[key].append((start, end))
    found: Counter[str] = Counter()
    for key, stretches in chosen.items():
        text = get_text(reading.reader, reading.project.transcript_by_id[key].text_hash)
        for start, end in stretches:
            for word in segmenter.words(text, start, end):
                written = text[word.start : word.end]
                folded = fold(written)
                if says_something(folded):
                    spelt.setdefault(folded, written)
                    found[folded] += 1
    return found


def reasons(overlap: Overlap) -> tuple[str, ...]:
    """Return in sentences what speaks for a merge; nothing where too little does."""
    found: list[str] = []
    if overlap.passages >= LEAST_PASSAGES and (overlap.jaccard >= _LEAST_JACCARD or overlap.share >= _LEAST_SHARE):
        found.append(
            _("on the same words in {count} passages: {jaccard} of what either has, {share} of the rarer one").format(
                count=overlap.passages, jaccard=f"{overlap.jaccard:.0%}", share=f"{overlap.share:.0%}"
            )
        )
    if len(overlap.keywords) >= _LEAST_KEYWORDS:
        found.append(_("keywords of both: {words}").format(words=listed(overlap.keywords)))
    if overlap.cosine >= _LEAST_COSINE:
        found.append(
            _("said in the same words (cosine {cosine}): {words}").format(
                cosine=f"{overlap.cosine:.2f}", words=listed(overlap.words)
            )
        )
    return tuple(found)


def cautions(project: Project, overlap: Overlap) -> tuple[str, ...]:
    """Return in sentences what speaks against a merge: findings that one code supports and the other opposes."""
    pair = {overlap.code, overlap.other}
    torn = [f.id for f in project.findings if all(pair.intersection(codes) for codes in project.sides_of(f).values())]
    return (_("but one speaks for and one against: {names}").format(names=listed(torn)),) if torn else ()
