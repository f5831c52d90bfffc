"""The benchmarks measure what they say: the same work at every run, ours beside its limit."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from benchmarks import workload
from benchmarks.targets import OPERATIONS, AtMost, Operation

ROOT = Path(__file__).parents[1]


def test_the_workload_is_the_same_everywhere():
    book = workload.codes()
    text = workload.transcript(1, book)
    assert (len(book), sum(len(c.keywords) for c in book)) == (40, 120)
    assert workload.CHARACTERS <= len(text) < workload.CHARACTERS + 1_000
    assert hashlib.sha256(text.encode()).hexdigest()[:12] == "bbc9ef0604e5"


def test_sentences_lie_behind_the_speaker_and_end_in_a_full_stop():
    text = "訪談者：好嗎。受訪者這樣說。\n受訪者：嗯。\n"
    assert [text[a:b] for a, b in workload.sentences(text)] == ["好嗎。", "受訪者這樣說。", "嗯。"]


def test_the_second_coder_nearly_agrees():
    book = workload.codes()
    first, second = workload.codings(1, workload.transcript(1, book), book)
    assert 0.8 * len(first) < len(second) < len(first)
    assert 0.75 < len(set(first) & set(second)) / len(first) < 0.92


def test_targets_by_scale():
    operation = Operation("x", "x", "y", AtMost(seconds=0.010))
    assert operation.target(8, None).allowed(None) == 0.020
    assert operation.target(200, 0.005).allowed(None) == 0.010
    assert operation.target(2000, 0.005).allowed(None) == 0.060
    assert AtMost(times=2).allowed(0.5) == 1.0
    assert AtMost().allowed(1.0) is None


def test_a_small_run_prints_ours_beside_its_limit():
    command = [
        sys.executable,
        "-m",
        "benchmarks",
        "--scales",
        "2",
        "-n",
        "1",
        "--only",
        "import,quotes,trace",
        "--json",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = {line["operation"]: line for line in json.loads(done.stdout)["lines"]}
    titles = {o.name: o.title for o in OPERATIONS}
    assert set(lines) == {titles["import"], titles["quotes"], titles["trace"]}
    assert lines[titles["import"]]["count"] == 2
    assert lines[titles["import"]]["limit_s"] > 0
    assert lines[titles["quotes"]]["ours"] > 0
    assert lines[titles["trace"]]["ratio"] is None
