import random

import pytest

from coder.model.counting.code_expression import SORTS, Found, Mark, ordered
from coder.retrieval.found_list import FoundList, Packed

CASES = {"t0": "A", "t1": "B", "t2": "B", "t3": "A"}


def _passage(chance, transcript, start):
    marks = [
        Mark(start, start + chance.randint(1, 9), f"c{chance.randint(0, 3)}", f"{transcript}-{start}-{i}",
             chance.choice("甲乙"), 1, f"2026-01-0{chance.randint(1, 9)}T00:00:00+00:00", "manual", transcript)
        for i in range(chance.randint(1, 3))
    ]  # fmt: skip
    return Found(start, max(m.end for m in marks), tuple(sorted({m.code for m in marks})), tuple(marks))


@pytest.fixture
def transcripts():
    chance = random.Random(7)
    return [[_passage(chance, key, 10 * at) for at in range(chance.randint(3, 9))] for key in CASES]


@pytest.mark.parametrize("sort", SORTS)
def test_the_packed_list_is_the_list_in_its_order(transcripts, sort):
    every = [one for found in transcripts for one in found]
    packed = FoundList([Packed.of(found, sort) for found in transcripts], sort, CASES)
    assert list(packed) == ordered(every, sort, CASES)
    assert packed[-1] == packed[len(every) - 1]
    for at, one in enumerate(packed):
        assert packed.place_of(one) == at


def test_a_passage_that_changed_is_found_by_its_coding(transcripts):
    packed = FoundList([Packed.of(found, "length") for found in transcripts], "length", CASES)
    one = transcripts[2][1]
    grown = one._replace(end=one.end + 50, codes=("new",))
    assert packed[packed.place_of(grown)] == one
    assert packed.place_of(grown._replace(codings=(one.codings[0]._replace(id="other"),))) is None
    assert packed[packed.place_over("t2", one.start, one.start + 1)] == one


def test_what_is_added_up_is_that_of_the_passages(transcripts):
    packed = FoundList([Packed.of(found, "place") for found in transcripts])
    total = packed.added().total(CASES, lambda keys: {key: _Everything() for key in keys})
    assert (total.passages, total.cases, total.coders) == (len(packed), 2, 2)


class _Everything:
    def within(self, start, end):
        return end - start


def test_only_the_first_are_kept_where_there_are_too_many(transcripts):
    part = Packed.of(transcripts[0], "time").cut(2, "time")
    assert part.opened() == transcripts[0][:2]
    assert part.count == len(part.keys) == 2
