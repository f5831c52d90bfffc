"""Units, marks and tables against a count character by character."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.agreement.marks import Table, marks_of, table_of
from coder.agreement.seated_text import Text
from coder.agreement.units import Rule, Run, merged, units_of

LENGTH, STEP, TEXTS, CODERS, CODES = 60, 10, 2, 3, 2
SEATS = ((0, None), (1, None), (2, ((0, 30),)))
TEXT = [
    Text(id=str(i), length=LENGTH, spans=[(at, at + STEP) for at in range(0, LENGTH, STEP)], seats=SEATS)
    for i in range(TEXTS)
]
codings = st.lists(
    st.tuples(
        st.integers(0, TEXTS * LENGTH - 1), st.integers(1, 25), st.integers(0, CODERS - 1), st.integers(0, CODES - 1)
    ),
    max_size=12,
)


def _run(rows) -> Run:
    ends = [min(start + size, (start // LENGTH + 1) * LENGTH) for start, size, _g, _c in rows]
    columns = [[r[0] for r in rows], ends, [r[2] for r in rows], [r[3] for r in rows]]
    starts, ends, coders, codes = (np.array(column, dtype=np.int64) for column in columns)
    return Run(starts=starts, ends=ends, coders=coders, codes=codes)


def _was_there(coder: int, place: int) -> bool:
    return coder != 2 or place % LENGTH < 30


def _cells(table: Table, code: int) -> dict:
    weights = table.weights[code]
    return {
        (text, int(table.present[cell]), int(table.marked[cell])): weights[text, cell]
        for text, cell in zip(*np.nonzero(weights), strict=True)
    }


def _counted(run: Run, code: int, size: int, carries) -> dict:
    found: Counter = Counter()
    for unit in range(TEXTS * LENGTH // size):
        there = [g for g in range(CODERS) if _was_there(g, unit * size)]
        put = [g for g in there if carries(g, code, unit * size, unit * size + size)]
        found[unit * size // LENGTH, sum(1 << g for g in there), sum(1 << g for g in put)] += 1
    return dict(found)


@settings(max_examples=60, deadline=None)
@given(codings)
def test_characters_are_counted_one_by_one(rows):
    run = merged(_run(rows))
    units = units_of(TEXT, run, "character")
    table = table_of(units, marks_of(units, run, "any"), CODES, TEXTS)

    def carries(coder, code, start, end):
        return any(g == coder and c == code and s < end and start < s + n for s, n, g, c in _cut(rows))

    for code in range(CODES):
        assert _cells(table, code) == _counted(run, code, 1, carries)


def _cut(rows):
    return [(s, min(n, (s // LENGTH + 1) * LENGTH - s), g, c) for s, n, g, c in rows]


@settings(max_examples=60, deadline=None)
@given(codings, st.sampled_from(["half", "any"]))
def test_a_turn_carries_a_code_by_half_or_by_any_character(rows, rule: Rule):
    run = merged(_run(rows))
    units = units_of(TEXT, run, "turn")
    table = table_of(units, marks_of(units, run, rule), CODES, TEXTS)
    passages = list(zip(run.starts, run.ends, run.coders, run.codes, strict=True))

    def carries(coder, code, start, end):
        mine = [(max(s, start), min(e, end), e - s) for s, e, g, c in passages if (g, c) == (coder, code)]
        mine = [(s, e, whole) for s, e, whole in mine if s < e]
        if rule == "any":
            return bool(mine)
        return (2 * sum(e - s for s, e, _w in mine) >= end - start > 0 and bool(mine)) or any(
            2 * (e - s) >= whole for s, e, whole in mine
        )

    for code in range(CODES):
        assert _cells(table, code) == _counted(run, code, STEP, carries)


def test_codings_that_touch_stay_two_and_those_that_overlap_are_one():
    run = merged(_run([(0, 5, 0, 0), (5, 5, 0, 0), (20, 5, 0, 0), (24, 4, 0, 0), (24, 4, 1, 0)]))
    found = sorted(zip(run.coders.tolist(), run.starts.tolist(), run.ends.tolist(), strict=True))
    assert found == [(0, 0, 5), (0, 5, 10), (0, 20, 28), (1, 24, 28)]


def test_without_codings_every_unit_is_without_the_code():
    run = merged(_run([]))
    units = units_of(TEXT, run, "turn")
    table = table_of(units, marks_of(units, run, "half"), CODES, TEXTS)
    assert table.weights.sum() == pytest.approx(CODES * TEXTS * LENGTH / STEP)
    assert set(table.marked.tolist()) == {0}
