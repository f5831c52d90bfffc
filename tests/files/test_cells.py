from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.files.cells import (
    SUSPECTS,
    Lookup,
    fit,
    guard,
    looks_like_formula,
    too_long,
    unguard,
    utf16_cut,
    utf16_length,
    xml_text,
)

pytestmark = pytest.mark.usefixtures("english")

hostile = st.text(st.sampled_from("'=+-@＝＋－＠ \t\r\n　甲a𪜶\x1b")) | st.text()


@given(hostile)
def test_every_text_comes_back_through_the_guard(text):
    assert unguard(guard(text)) == text


@given(hostile, hostile)
def test_two_texts_never_share_a_guarded_form(one, other):
    assert (guard(one) == guard(other)) == (one == other)


@given(hostile)
def test_a_guarded_text_never_begins_as_a_formula(text):
    cell = guard(text)
    assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))
    assert not cell.startswith(("\t=", "\r"))


@given(hostile)
def test_what_does_not_begin_suspiciously_is_left_alone(text):
    if text[:1] not in SUSPECTS:
        assert guard(text) == text


def test_every_white_space_is_suspect():
    assert {c for c in map(chr, range(sys.maxunicode + 1)) if c.isspace()} <= SUSPECTS


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "＝1", "　=1", "\tx", "\rx", "'=1", "''　＠1", "﹦1"])
def test_formulas_are_seen(text):
    assert looks_like_formula(text)
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "'", "'甲", "甲=1", " 甲", "「=1」"])
def test_other_texts_stay(text):
    assert guard(text) == text


def test_xml_text_replaces_what_xml_cannot_hold():
    assert xml_text("甲\x00\x1b[1m\r\n乙\r丙\ud800\uffff　𪜶") == "甲��[1m\n乙\n丙��　𪜶"


@given(st.text(st.sampled_from("甲𪜶"), max_size=40), st.integers(0, 90))
def test_cutting_never_halves_a_character(text, units):
    cut = utf16_cut(text, units)
    assert text.startswith(cut)
    assert utf16_length(cut) <= units
    assert utf16_length(text) <= units or utf16_length(cut) >= units - 1


@pytest.mark.parametrize(("character", "most"), [("甲", 32_767), ("𪜶", 16_383)])
def test_a_cell_counts_utf16_units(character, most):
    assert not too_long(character * most)
    assert too_long(character * (most + 1))
    assert fit(character * most, "cut") == character * most
    cut = fit(character * (most + 1), "cut")
    assert cut.endswith("… cut")
    assert not too_long(cut)


def test_a_lookup_computes_once():
    asked = []
    lookup = Lookup(lambda key: asked.append(key) or key.upper())
    assert [lookup["a"], lookup["a"]] == ["A", "A"]
    assert asked == ["a"]
