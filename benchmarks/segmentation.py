"""`python -m benchmarks.segmentation`: word F1 on gold texts and speed, beside jieba as it comes.

Gold words are read from `../shared/data/wordseg` (Universal Dependencies, a sentence a line: text, words between spaces, tags) and
from SIGHAN's `as_testing_gold.utf8` and `cityu_test_gold.utf8` where they lie there; what isn't there is skipped. A word counts when
both its borders are right. Punctuation counts as in SIGHAN's own scorer, equal marks in a row as one.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from coder.language.words import Segmenter

GOLD = Path(__file__).parents[2] / "shared" / "data" / "wordseg"
SETS = {
    "AS": ("as_testing_gold.utf8", 0.83),
    "CityU": ("cityu_test_gold.utf8", 0.82),
    "UD GSD dev": ("zh_gsd-ud-dev.seg.tsv", 0.79),
    "UD GSD test": ("zh_gsd-ud-test.seg.tsv", 0.79),
    "UD HK": ("zh_hk-ud-test.seg.tsv", None),
    "UD PUD": ("zh_pud-ud-test.seg.tsv", None),
}
Borders = list[tuple[int, int]]
Cut = Callable[[str], Borders]


def main() -> int:
    """Measure every set that is there and print the table."""
    segmenter = Segmenter()
    rough, plain = _ours(segmenter), _plain()
    before = {name: f1(path, rough) for name, path in _found()}
    begun = time.perf_counter()
    segmenter.warm()
    print(f"dictionary loaded in {time.perf_counter() - begun:.2f} s\n")
    ours = _ours(segmenter)
    print("| gold | aim | ours F1 | jieba as it comes | before the dictionary | ours kchar/s | jieba kchar/s |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, path in _found():
        aim = SETS[name][1]
        figures = [f1(path, ours), f1(path, plain), before[name]]
        scores = " | ".join(f"{100 * figure:.1f}" for figure in figures)
        aimed = f"{100 * aim:.0f}" if aim else ""
        print(f"| {name} | {aimed} | {scores} | {_speed(path, ours):.0f} | {_speed(path, plain):.0f} |")
    for name in SETS.keys() - dict(_found()).keys():
        print(f"skipped {name}: no {SETS[name][0]} under {GOLD}", file=sys.stderr)
    return 0


def f1(path: Path, cut: Cut) -> float:
    """Return the harmonic mean of precision and recall of words with both borders right."""
    right = given = wanted = 0
    for text, gold in read(path):
        made = set(cut(text))
        right, given, wanted = right + len(made & gold), given + len(made), wanted + len(gold)
    return 2 * right / (given + wanted)


def read(path: Path) -> Iterator[tuple[str, set[tuple[int, int]]]]:
    """Yield each sentence with the borders of its words."""
    for line in path.read_text("utf-8").split("\n"):
        if not line.strip():
            continue
        if path.suffix == ".tsv":
            text, words, *_ = line.split("\t")
        else:
            text, words = "".join(line.split()), line
        borders, at = set(), 0
        for word in words.split():
            at = text.index(word, at)
            borders.add((at, at + len(word)))
            at += len(word)
        yield text, borders


def _found() -> list[tuple[str, Path]]:
    paths = {name: next(GOLD.rglob(file), None) for name, (file, _aim) in SETS.items()}
    return [(name, path) for name, path in paths.items() if path]


def _ours(segmenter: Segmenter) -> Cut:
    def cut(text: str) -> Borders:
        borders: Borders = []
        at = 0
        for word in segmenter.words(text, 0, len(text)):
            borders += [*_marks(text, at, word.start), (word.start, word.end)]
            at = word.end
        return [*borders, *_marks(text, at, len(text))]

    return cut


def _marks(text: str, start: int, end: int) -> Borders:
    borders: Borders = []
    for mark, run in groupby(text[start:end]):
        length = len(list(run))
        if not mark.isspace():
            borders.append((start, start + length))
        start += length
    return borders


def plain_tokenizer() -> Any:
    """Return jieba as it comes, its dictionary loaded."""
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    with (Path(jieba.__file__).parent / "dict.txt").open("rb") as lines:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(lines)
    tokenizer.initialized = True
    return tokenizer


def _plain() -> Cut:
    tokenizer = plain_tokenizer()

    def cut(text: str) -> Borders:
        borders, at = [], 0
        for word in tokenizer.cut(text):
            if not word.isspace():
                borders.append((at, at + len(word)))
            at += len(word)
        return borders

    return cut


def _speed(path: Path, cut: Cut) -> float:
    """Return thousands of characters a second."""
    texts = [text for text, _gold in read(path)]
    begun = time.perf_counter()
    for text in texts:
        cut(text)
    return sum(map(len, texts)) / (time.perf_counter() - begun) / 1000


if __name__ == "__main__":
    sys.exit(main())
