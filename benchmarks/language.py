"""`python -m benchmarks.language`: words and keywords over 20 MB of real interviews, beside jieba's bare `lcut`.

The texts are read from `../shared/data/sayit/corpus_20MB`; where they are not, nothing is measured. The keywords are those of
the sample codebook, dealt to 40 codes of eight. Times are CPU seconds, the median of the rounds; each round does each job once, in turn.
Loading of dictionaries is not counted, on either side.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from benchmarks.segmentation import plain_tokenizer
from benchmarks.table import grid
from coder.files.study_files import load_codebook
from coder.language.borders import WordBorders
from coder.language.keyword_suggestions import keyword_rows
from coder.language.keywords import KeywordMatcher
from coder.language.segment import sentence_bounds
from coder.language.words import Segmenter
from coder.model.codebook import Code
from coder.model.text import Turn, normalise
from coder.transcripts.labels.speakers import split_turns

CORPUS = Path(__file__).parents[2] / "shared" / "data" / "sayit" / "corpus_20MB"
CODEBOOK = Path(__file__).parents[1] / "codebook" / "codebook.yaml"
CODES, KEYWORDS = 40, 8
MOST_TIMES, LEAST_MB = 3.0, 10.0
_SPACY_MB = 2.0


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the corpus and who speaks where in it."""

    text: str
    turns: tuple[Turn, ...]

    @property
    def megabytes(self) -> float:
        """The size in UTF-8."""
        return len(self.text.encode()) / 1e6


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is done with every text of a list."""

    name: str
    texts: Sequence[Text]
    work: Callable[[Text], object]

    @property
    def megabytes(self) -> float:
        """The size of all its texts."""
        return sum(text.megabytes for text in self.texts)

    def seconds(self) -> float:
        """Do it once."""
        began = time.process_time()
        for text in self.texts:
            self.work(text)
        return time.process_time() - began


def codes() -> list[Code]:
    """Return 40 codes of eight keywords each, words of the sample codebook."""
    words = list(
        dict.fromkeys(
            chain.from_iterable(code.keywords for theme in load_codebook(CODEBOOK).themes for code in theme.codes)
        )
    )[: CODES * KEYWORDS]
    return [
        Code(
            id=f"c{i}", parent="t", level="code", name=f"c{i}", keywords=tuple(words[i * KEYWORDS : (i + 1) * KEYWORDS])
        )
        for i in range(CODES)
    ]


def jobs(texts: Sequence[Text]) -> list[Job]:
    """Return what is measured, bare jieba first."""
    from coder.language.pipeline import blank

    book = codes()
    matcher, segmenter, bare = KeywordMatcher(book), Segmenter(w for c in book for w in c.keywords), plain_tokenizer()
    segmenter.warm()
    nlp = blank(book)
    kept = {text.text: (segmenter.borders(text.text) or WordBorders(0, b"")).to_bytes() for text in texts}

    def ours(text: Text) -> object:
        borders = segmenter.borders(text.text)
        return keyword_rows(text.text, sentence_bounds(text.text, text.turns), matcher, borders)

    def again(text: Text) -> object:
        borders = WordBorders.from_bytes(kept[text.text])
        return keyword_rows(text.text, sentence_bounds(text.text, text.turns), matcher, borders)

    return [
        Job("bare jieba `lcut`", texts, lambda text: bare.lcut(text.text)),
        Job("our words, sentences, keywords, weights", texts, ours),
        Job("the words alone", texts, lambda text: segmenter.borders(text.text)),
        Job("keywords alone", texts, lambda text: matcher.matches(text.text)),
        Job("the second time: words from the cache", texts, again),
        Job("the spaCy pipeline, on a part", _part(texts), lambda text: nlp(text.text)),
    ]


def main() -> int:
    """Measure and print the table; 1 where an aim is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("-n", "--rounds", type=int, default=3)
    parser.add_argument("--megabytes", type=float, default=1_000.0, help="measure on so much of the corpus")
    options = parser.parse_args()
    texts = read(options.megabytes)
    if not texts:
        print(f"skipped: no texts under {CORPUS}", file=sys.stderr)
        return 0
    return report(measure(jobs(texts), options.rounds))


def read(megabytes: float) -> list[Text]:
    """Return the corpus, or its first texts up to a size."""
    found: list[Text] = []
    size = 0.0
    for path in sorted(CORPUS.glob("*.txt")):
        text = normalise(path.read_text("utf-8"))
        found.append(Text(text, split_turns(text)))
        size += found[-1].megabytes
        if size >= megabytes:
            break
    return found


def measure(all_jobs: Sequence[Job], rounds: int) -> list[tuple[Job, float]]:
    """Return each job's median seconds."""
    taken = [[job.seconds() for job in all_jobs] for _ in range(rounds)]
    return [(job, statistics.median(times)) for job, times in zip(all_jobs, zip(*taken, strict=True), strict=True)]


def report(measured: Sequence[tuple[Job, float]]) -> int:
    """Print the table and what became of the aims."""
    bare = measured[0][1] / measured[0][0].megabytes
    rows = [
        [job.name, f"{job.megabytes:.1f}", f"{seconds:.2f}", f"{job.megabytes / seconds:.2f}", f"{seconds / job.megabytes / bare:.3f}"]
        for job, seconds in measured
    ]  # fmt: skip
    print(grid(["work", "MB", "CPU s", "MB/s", "× bare jieba"], rows, left=1))
    times = float(rows[1][-1])
    speed = float(rows[3][-2])
    print(f"\nours at most {MOST_TIMES:g} × bare jieba: {_met(times <= MOST_TIMES)} ({times:.2f})")
    print(f"keywords at least {LEAST_MB:g} MB/s: {_met(speed >= LEAST_MB)} ({speed:.0f})")
    return int(times > MOST_TIMES or speed < LEAST_MB)


def _met(met: bool) -> str:
    return "yes" if met else "NO"


def _part(texts: Sequence[Text]) -> list[Text]:
    part: list[Text] = []
    size = 0.0
    for text in texts:
        if size >= _SPACY_MB:
            break
        part.append(text)
        size += text.megabytes
    return part


if __name__ == "__main__":
    sys.exit(main())
