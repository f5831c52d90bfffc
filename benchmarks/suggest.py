"""`python -m benchmarks.suggest`: how good suggestions are on coded texts, beside two baselines, and how fast.

- The sample study: leave one interview out, turns (`coder suggest --evaluate`).
- Real interviews coded in Taguette (17 interviews in English, 22 tags; `../shared/data/coded/swj2022_taguette_GPL3`): leave one interview
  out, the highlighted passages, tag names as the only keywords.
- Restaurant reviews (300, 18 aspects, several a review; `../shared/data/labelled/asap_sample_Apache2`): ten parts, each left out.

What isn't there is skipped with a reason. hit@k: a passage has one of its codes among the first k; recall@3: the mean share of a
passage's codes among the first three. Milliseconds are medians.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from benchmarks.table import grid
from coder.building import build
from coder.language.keywords import KeywordMatcher
from coder.language.learning.grams import Vocabulary
from coder.language.learning.model import Example, Model, Stretch
from coder.language.words import Segmenter
from coder.model.codebook import Code
from coder.model.text import Span
from coder.suggestions.evaluation import evaluate
from coder.suggestions.quality import RankQuality, rank_quality
from coder.workspace import Workspace

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
REVIEWS = DATA / "labelled" / "asap_sample_Apache2" / "asap_sample_multilabel.jsonl"
ASPECTS = {
    "location_traffic": "交通 捷運 公車", "location_distance_from_business_district": "商圈 地段",
    "location_easy_to_find": "好找 難找 位置", "service_wait_time": "排隊 等位", "service_waiters_attitude": "服務 態度 服務員",
    "service_parking_convenience": "停車", "service_serving_speed": "上菜 速度", "price_level": "價格 人均 貴",
    "price_cost_effective": "划算 性價比 實惠", "price_discount": "優惠 團購 打折", "environment_decoration": "裝修 裝潢 風格",
    "environment_noise": "吵 安靜", "environment_space": "空間 地方大 座位", "environment_cleaness": "乾淨 衛生", "dish_portion": "份量 量大",
    "dish_taste": "味道 好吃 口味", "dish_look": "賣相 精緻", "dish_recommendation": "推薦 必點",
}  # fmt: skip
PARTS, SEED = 10, 7
CURVE = (0, 20, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A passage with its labels, and what is left out with it."""

    part: str
    text: str
    before: str
    labels: frozenset[str]


def main() -> int:
    """Measure every set that is there and print the tables."""
    _sample()
    for title, read in (("Real interviews, passages", interviews), ("Reviews", reviews)):
        found = read()
        if found is None:
            print(f"skipped: {title}: the data is not there", file=sys.stderr)
            continue
        passages, names = found
        print(f"\n## {title}: {len(passages)} passages, {len(names)} codes\n")
        print(grid(("suggester", "hit@1", "hit@3", "hit@5", "recall@3"), [_row(q) for q in left_out(passages, names)]))
        print()
        print(grid(("passages learnt", "hit@3", "recall@3", "keywords: recall@3"), list(curve(passages, names))))
        act, look = speed(passages, names)
        print(f"\nan act {act:.2f} ms, a look at a passage {look:.2f} ms (aim: each under 5)")
    return 0


def _sample() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("codebook", "transcripts"):
            shutil.copytree(ROOT / name, Path(folder) / name)
        with build(Workspace(Path(folder)), "甲") as study:
            for unit in ("turn", "sentence"):
                found = evaluate(study.reader, study.project(), Segmenter().words, unit)
                print(
                    f"\n## Sample study: {found.interviews} interviews left out in turn, {found.coded} coded {unit}s\n"
                )
                print(grid(("suggester", "hit@1", "hit@3", "hit@5", "recall@3"), [_row(q) for q in found.suggesters]))
                print(f"\nprecision {found.precision:.3f}, recall {found.recall:.3f}; ", end="")
                print(f"Brier {found.brier:.4f} (baseline {found.brier_baseline:.4f})")


def interviews() -> tuple[list[Labelled], dict[str, str]] | None:
    """Return the highlighted passages of the Taguette project, in the order of the texts."""
    path = next(DATA.glob("coded/swj2022_taguette_GPL3/**/*.sqlite3"), None)
    if path is None:
        return None
    with sqlite3.connect(path) as connection:
        tags = dict(connection.execute("SELECT id, path FROM tags"))
        labels: dict[int, set[str]] = defaultdict(set)
        for highlight, tag in connection.execute("SELECT highlight_id, tag_id FROM highlight_tags"):
            labels[highlight].add(tags[tag])
        rows = connection.execute(
            "SELECT id, document_id, snippet FROM highlights ORDER BY document_id, start_offset, id"
        ).fetchall()
    before: dict[int, str] = {}
    found = []
    for key, document, snippet in rows:
        text = html.unescape(re.sub("<[^>]+>", " ", snippet)).strip()
        found.append(Labelled(str(document), text, before.get(document, ""), frozenset(labels[key])))
        before[document] = text
    return found, {name: name for name in tags.values()}


def reviews() -> tuple[list[Labelled], dict[str, str]] | None:
    """Return the reviews in ten parts; a few words of ours stand for each aspect's keywords."""
    if not REVIEWS.is_file():
        return None
    rows = [json.loads(line) for line in REVIEWS.read_text("utf-8").splitlines()]
    found = [Labelled(str(i % PARTS), row["text"], "", frozenset(row["labels"])) for i, row in enumerate(rows)]
    return found, {label: ASPECTS.get(label, label) for row in found for label in sorted(row.labels)}


def _model(passages: Sequence[Labelled], names: dict[str, str]) -> Model:
    codes = [
        Code(
            id=key,
            parent=None,
            level="code",
            name=words,
            keywords=tuple(words.split() if " " in words and not words.isascii() else (words,)),
        )
        for key, words in sorted(names.items())
    ]
    vocabulary = Vocabulary(text for p in passages for text in (p.text, p.before))
    return Model(codes, KeywordMatcher(codes), vocabulary, lambda _text, start, end: [Span(start, end)])


def _teach(model: Model, passages: Sequence[tuple[int, Labelled]], times: int) -> None:
    for place, passage in passages:
        for label in sorted(passage.labels):
            model.learn(Example(f"{place}:{label}", str(place), passage.text, passage.before, label), times)


def _looks(
    model: Model, passages: Sequence[Labelled]
) -> Iterator[tuple[list[int], list[int], list[int], frozenset[int]]]:
    """Yield what learner, combination and keywords rank first for each passage, and its labels."""
    for passage in passages:
        if not passage.labels:
            continue
        text = f"{passage.before}\n{passage.text}"
        start = len(passage.before) + 1
        bounds = (start, len(text))
        rows = model.rows_of(text, [bounds]).get(bounds, {})
        look = model.look(text, Stretch(start, len(text), (0, len(passage.before))), rows)
        order: Callable[[np.ndarray], list[int]] = lambda values: np.argsort(-values, kind="stable").tolist()  # noqa: E731
        hits = [i for i in order(look.keywords) if look.keywords[i] > 0]
        yield order(look.likeness.score), order(look.chances), hits, frozenset(model.index[x] for x in passage.labels)


def left_out(passages: Sequence[Labelled], names: dict[str, str]) -> list[RankQuality]:
    """Leave each part out in turn."""
    model, numbered = _model(passages, names), list(enumerate(passages))
    _teach(model, numbered, 1)
    found: dict[str, list[tuple[list[int], frozenset[int]]]] = defaultdict(list)
    for part in dict.fromkeys(p.part for p in passages):
        mine = [(i, p) for i, p in numbered if p.part == part]
        _teach(model, mine, -1)
        counts = Counter(model.index[x] for _i, p in numbered if p.part != part for x in p.labels)
        usual = [code for code, _n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
        for learner, combined, keywords, truth in _looks(model, [p for _i, p in mine]):
            for name, ranked in (
                ("most frequent", usual), ("keywords alone", keywords), ("learner", learner), ("combined", combined)
            ):  # fmt: skip
                found[name].append((ranked, truth))
        _teach(model, mine, 1)
    return [rank_quality(name, pairs) for name, pairs in found.items()]


def curve(passages: Sequence[Labelled], names: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield how good the combination is after so many passages, drawn at random; the rest is tried."""
    order = list(enumerate(passages))
    Random(SEED).shuffle(order)
    order = order[:900]
    model = _model(passages, names)
    for size in CURVE:
        _teach(model, order[:size], 1)
        tried = list(_looks(model, [p for _i, p in order[max(CURVE) :]]))
        combined = rank_quality("combined", [(c, truth) for _l, c, _k, truth in tried])
        keywords = rank_quality("keywords", [(k, truth) for _l, _c, k, truth in tried])
        _teach(model, order[:size], -1)
        yield str(size), f"{combined.hit_3:.3f}", f"{combined.recall_3:.3f}", f"{keywords.recall_3:.3f}"


def speed(passages: Sequence[Labelled], names: dict[str, str]) -> tuple[float, float]:
    """Return milliseconds for an act and for a look, with everything learnt."""
    model, numbered = _model(passages, names), list(enumerate(passages))
    _teach(model, numbered, 1)
    acts, looks = [], []
    for place, passage in numbered[:200]:
        begun = time.perf_counter()
        _teach(model, [(place, passage)], -1)
        _teach(model, [(place, passage)], 1)
        acts.append((time.perf_counter() - begun) / max(1, 2 * len(passage.labels)))
        begun = time.perf_counter()
        list(_looks(model, [passage]))
        looks.append(time.perf_counter() - begun)
    return 1000 * statistics.median(acts), 1000 * statistics.median(looks)


def _row(q: RankQuality) -> tuple[str, ...]:
    return (q.suggester, *(f"{value:.3f}" for value in (q.hit_1, q.hit_3, q.hit_5, q.recall_3)))


if __name__ == "__main__":
    sys.exit(main())
