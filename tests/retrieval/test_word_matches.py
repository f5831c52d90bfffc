"""Which matches an expression has in one unit, checked against an evaluation that tries everything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.errors import CoderError
from coder.i18n import set_language
from coder.model.counting.expression import And, Near, Not, Or, Term, parse
from coder.retrieval.word_matches import check_for_words, holds, matches, possible


def places_of(text, *words):
    found = {}
    for word in words:
        at, found[word] = text.find(word), []
        while at >= 0:
            found[word].append((at, at + len(word)))
            at = text.find(word, at + len(word))
    return found


def found(expression, text):
    places = places_of(text, *"甲乙丙")
    return [[text[a:b] + str(a) for a, b in match] for match in matches(parse(expression), places)]


@pytest.mark.parametrize(
    ("expression", "text", "expected"),
    [
        ("甲", "甲乙甲", [["甲0"], ["甲2"]]),
        ("甲 乙", "甲乙甲", [["甲0", "乙1", "甲2"]]),
        ("甲 NOT 乙", "甲丙甲", [["甲0"], ["甲2"]]),
        ("甲 NOT 乙", "甲乙甲", []),
        ("甲 OR 丙", "丙乙甲", [["丙0"], ["甲2"]]),
        ("甲 NEAR/2 乙", "甲..乙", [["甲0", "乙3"]]),
        ("甲 NEAR/1 乙", "甲..乙", []),
        ("乙 NEAR/2 甲", "甲..乙", [["甲0", "乙3"]]),
        ("甲 NEAR/9 甲", "甲.甲", [["甲0", "甲2"]]),
        ("甲 NEAR/9 甲", "甲", []),
        ("(甲 NEAR/2 乙) NEAR/1 丙", "甲乙丙", [["甲0", "乙1", "丙2"]]),
        ("甲 NEAR/9 (乙 OR 丙)", "甲丙...乙", [["甲0", "丙1"]]),
    ],
)
def test_what_is_found(expression, text, expected):
    assert found(expression, text) == expected


@pytest.mark.parametrize(
    ("expression", "words"),
    [("甲 WITHIN 乙", "column 3"), ("甲 (乙 OVERLAP 丙)", "column 6"), ("甲 NEAR/3 (NOT 乙)", "column 3")],
)
def test_what_words_cannot_be_asked_for_is_refused_with_its_column(expression, words):
    set_language("en")
    node = parse(expression)
    with pytest.raises(CoderError, match=words):
        check_for_words(node, expression)


NODES = st.recursive(
    st.sampled_from("甲乙丙").map(Term),
    lambda inner: st.one_of(
        st.builds(lambda a, b: And((a, b)), inner, inner),
        st.builds(lambda a, b: And((a, Not(b))), inner, inner),
        st.builds(lambda a, b: Or((a, b)), inner, inner),
        st.builds(Near, inner, inner, st.integers(0, 6)),
    ),
    max_leaves=6,
)


def naive(node, places):
    """All matches, by trying every pair."""
    if isinstance(node, Term):
        return {((a, b),) for a, b in places[node.text]}
    if isinstance(node, Or):
        return set().union(*(naive(item, places) for item in node.items))
    if isinstance(node, And):
        wanted = [naive(item, places) for item in node.items if not isinstance(item, Not)]
        if not all(wanted) or any(naive(item.item, places) for item in node.items if isinstance(item, Not)):
            return set()
        return wanted[0] if len(wanted) == 1 else {tuple(sorted({p for w in wanted for m in w for p in m}))}
    near = set()
    for one in naive(node.left, places):
        beside = []
        for other in naive(node.right, places):
            if any(a < d and c < b for a, b in one for c, d in other):
                continue
            beside.append((min(max(c - b, a - d) for a, b in one for c, d in other), other))
        if beside and min(beside)[0] <= node.distance:
            near.add(tuple(sorted({*one, *min(beside)[1]})))
    return near


@given(NODES, st.text("甲乙丙.", max_size=24))
def test_finds_what_trying_everything_finds(node, text):
    places = places_of(text, *"甲乙丙")
    found = matches(node, places)
    assert found == sorted(naive(node, places))
    assert holds(node, places) == bool(found)
    assert not found or possible(node, lambda word: word in text)
