"""Counts of codes kept by transcript are those of a whole count, after an act, for a blind coder, on a layer."""

from __future__ import annotations

import pytest

from coder.agreement.layer_choice import layered
from coder.coding.acts import Desk
from coder.model.text import Span
from coder.record.counts import code_counts, kept_counts
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility
from coder.retrieval.passages import together


def both(study, monkeypatch):
    """Return frequencies and pairs, first counted as a whole, then with counts that are kept."""
    found = []
    for few in (10**6, 0):
        monkeypatch.setattr(code_counts, "FEW", few)
        found.append((study.frequencies("kind"), together(study)))
    return found


def code(study, start, end, key):
    document = study.transcript("firm-a")
    Desk(study).code(document, Span(start, end), [key])


@pytest.fixture
def coded(study):
    """The study with codings that overlap, under codes of one theme and of two."""
    keys = [c.id for c in study.project().codes if c.level == "code"]
    for at, key in enumerate([*keys, *keys]):
        code(study, 8 + at, 14 + 2 * at, key)
    return study


def test_kept_counts_are_those_of_a_whole_count(coded, monkeypatch):
    whole, kept = both(coded, monkeypatch)
    assert whole == kept
    assert whole[0].passages
    assert whole[1]
    read = []
    monkeypatch.setattr(kept_counts.KeptCounts, "_recalled", _watched(kept_counts.KeptCounts._recalled, read))
    code(coded, 2, 30, next(c.id for c in coded.project().codes if c.level == "code"))
    after, kept = both(coded, monkeypatch)
    assert after == kept != whole
    assert all(one.counts for one in read)  # what was kept before is what the act's transcript is put into


def test_a_blind_coder_has_counts_of_their_own(coded, monkeypatch):
    both(coded, monkeypatch)
    coded.ensure_coder("wren")
    set_visibility(coded, "wren", blind=True)
    coded.close()
    with Study.open(coded.path, "wren") as hers:
        whole, kept = both(hers, monkeypatch)
        assert whole == kept
        assert not kept[0].passages
        code(hers, 8, 20, next(c.id for c in hers.project().codes if c.level == "code"))
        assert both(hers, monkeypatch)[1][0].passages == 1


def test_a_layer_is_counted_anew(coded, monkeypatch):
    both(coded, monkeypatch)
    with layered(coded, "k:2"):
        assert both(coded, monkeypatch)[1][0].passages == 0


def test_the_layer_of_one_coder_is_kept_apart_from_everybodys(coded, monkeypatch):
    everybody = both(coded, monkeypatch)[1]
    coded.ensure_coder("wren")
    for coder, expected in ((coded.coder, everybody[0].passages), ("wren", 0)):
        with layered(coded, f"coder:{coder}"):
            whole, kept = both(coded, monkeypatch)
        assert whole == kept
        assert kept[0].passages == expected
    assert both(coded, monkeypatch)[1] == everybody


def test_counts_kept_by_one_who_sees_everything_serve_all_who_do(coded, monkeypatch):
    kept = both(coded, monkeypatch)[1]
    coded.ensure_coder("wren")
    for counting in ("_counted", "_pairs"):
        monkeypatch.setattr(code_counts, counting, _never)
    with Study.open(coded.path, "wren") as hers:
        assert (hers.frequencies("kind"), together(hers)) == kept


def _never(*_asked):
    raise AssertionError


def _watched(recalled, read):
    def watch(self, reader, version):
        read.append(recalled(self, reader, version))
        return read[-1]

    return watch
