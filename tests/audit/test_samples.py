"""Audit samples: drawn again by their seed, judged act by act, and told as a rate with its interval."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.audit.samples import Samples
from coder.cli import audit_sample as cli
from coder.cli.main import main
from coder.coding.act_words import describe_act
from coder.coding.acts import Desk
from coder.errors import CoderError, NotFoundError
from coder.findings.acts import Findings
from coder.model.sample import STRATA, VERDICTS, Drawable, Judgement, Sample, allocate, draw, rate, tallies, wilson
from coder.model.text import Span
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility

codings = st.lists(
    st.builds(
        Drawable,
        coding=st.uuids().map(lambda u: u.hex),
        code=st.sampled_from("abc"),
        case=st.sampled_from("AB"),
        coder=st.sampled_from("甲乙"),
    ),
    max_size=40,
    unique_by=lambda one: one.coding,
)


@given(codings, st.integers(1, 50), st.integers(0, 10**6), st.sampled_from(STRATA))
def test_a_sample_is_drawn_again_by_its_seed_and_keeps_to_its_strata(found, size, seed, strata):
    drawn = draw(found, size, seed, strata)
    assert drawn == draw(list(reversed(found)), size, seed, strata)
    by_id = {one.coding: one for one in found}
    assert all(by_id[coding].stratum(strata) == name for coding, name in drawn.items())
    assert len(drawn) == min(size, len(found))
    there = Counter(one.stratum(strata) for one in found)
    if size >= len(there):
        assert set(drawn.values()) == set(there)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 60)), st.integers(1, 200))
def test_shares_are_in_proportion(population, size):
    given_ = allocate(population, size)
    assert sum(given_.values()) == min(size, sum(population.values()))
    assert all(0 <= number <= population[name] for name, number in given_.items())


@pytest.mark.parametrize(
    ("errors", "count", "low", "high"),
    # Newcombe 1998, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_the_published_one(errors, count, low, high):
    assert wilson(errors / count, count) == pytest.approx((low, high), abs=5e-5)


def sample_of(strata, population):
    return Sample(
        id="s", seed=1, strata="code", scope="", population=population, drawn=strata, change=1, by="甲", at=""
    )


def judged(**verdicts):
    return [
        Judgement(id=c, sample="s", coding=c, verdict=verdict, note="", by="甲", at="")
        for c, verdict in verdicts.items()
    ]


def test_strata_weigh_as_much_as_they_are_in_the_study():
    sample = sample_of({"p": "big", "q": "big", "r": "small", "s": "small"}, {"big": 90, "small": 10})
    found = tallies(sample, judged(p="supports", q="does-not", r="does-not", s="cannot-tell"))
    told = rate(sample, found, frozenset({"does-not"}))
    assert told.share == pytest.approx(0.9 * 0.5 + 0.1)
    assert told.effective == pytest.approx(100**2 / (90**2 / 2 + 10**2))
    even = sample_of({"p": "", "q": ""}, {"": 500})
    assert rate(even, tallies(even, judged(p="supports", q="partly")), frozenset({"partly"})).effective == 2
    assert rate(even, tallies(even, []), frozenset({"partly"})) is None


@pytest.fixture
def coded(study):
    """GIVEN four codings."""
    document = study.transcript("firm-a")
    for start in (10, 20, 30, 40):
        Desk(study).code(document, Span(start, start + 5), ["cert" if start < 30 else "referral"])
    return study


def test_verdicts_are_acts_and_removed_codings_are_counted_apart(coded):
    samples = Samples(coded)
    sample, outcome = samples.draw(4, "code", seed=3)
    assert "3" in outcome.message
    first, second, third, fourth = sample.order
    samples.judge(sample, first, "does-not", "說的是別的")
    samples.judge(sample, second, "supports")
    told = [describe_act(coded.project(), act, coded.changes(act.act)) for act in islice(coded.acts(), 3)]
    assert told == ["判讀樣本的引文「支持」", "判讀樣本的引文「不支持」", "抽出稽核樣本「4 / 4」"]
    samples.judge(sample, first, "partly")
    assert samples.judgements(sample)[first].note == "說的是別的", "a second verdict keeps the note"
    Desk(coded).undo(frozenset({"judgement"}))
    assert samples.judgements(sample)[first].verdict == "does-not"
    document = coded.transcript("firm-a")
    Desk(coded).remove(document, [c for c in document.codings if c.id == third])
    result = samples.result(samples.find())
    assert (result.judged, result.left, result.removed, result.disputed) == (2, 1, 1, (first,))
    assert samples.look(third).coding is None
    assert samples.look(fourth).words
    assert coded.verify() == []


def test_what_is_disputed_is_a_doubt_on_its_finding(coded):
    samples = Samples(coded)
    sample, _outcome = samples.draw(4, seed=1)
    before = Findings(coded).work("F1").doubts
    for coding in sample.drawn:
        samples.judge(sample, coding, "does-not")
    assert set(Findings(coded).work("F1").doubts) - set(before) == {"disputed"}
    for coding in sample.drawn:
        samples.judge(sample, coding, "supports")
    assert Findings(coded).work("F1").doubts == before


def test_bad_wishes_are_refused(coded):
    samples = Samples(coded)
    with pytest.raises(CoderError, match="5"):
        samples.draw(5)
    with pytest.raises(CoderError, match="day"):
        samples.draw(1, "day")
    with pytest.raises(NotFoundError):
        samples.draw(1, scope="nothing")
    with pytest.raises(NotFoundError):
        samples.find()
    sample, _outcome = samples.draw(2, scope="cert", seed=1)
    assert {samples.look(c).coding.code for c in sample.drawn} == {"cert"}
    with pytest.raises(CoderError):
        samples.judge(sample, next(iter(sample.drawn)), "maybe")
    with pytest.raises(NotFoundError):
        samples.named(sample, "A-1-ffff")


def test_the_command_line_knows_what_the_study_knows(coded, capsys):
    assert tuple(s for s in STRATA if s) == cli.STRATA
    assert VERDICTS == cli.VERDICTS
    folder, name = str(coded.path.parent), coded.coder
    coded.close()
    options = ["--study", folder, "--coder", name]
    assert main([*options, "audit", "sample", "--size", "3", "--seed", "5"]) == 0
    assert main([*options, "audit", "result", "--json"]) == 0
    out = capsys.readouterr().out
    quote = out.split('"id": "')[1].split('"')[0]
    assert main([*options, "audit", "verdict", quote, "does-not", "--note", "不是這個意思"]) == 0
    assert main([*options, "audit", "result"]) == 0
    told = capsys.readouterr().out
    assert "100.0%" in told
    assert "不是這個意思" in told
    assert main([*options, "audit", "work"]) == 1


def test_a_blind_coder_draws_nothing(coded):
    path = coded.path
    with Study.open(path, "乙") as other:
        other.ensure_coder("乙")
    with Study.open(path, "乙") as other:
        set_visibility(other, "乙", blind=True)
    with Study.open(path, "乙") as other, pytest.raises(CoderError):
        Samples(other)
