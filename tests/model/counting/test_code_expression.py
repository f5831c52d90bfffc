"""Every operator over codes, against a look at all pairs."""

from __future__ import annotations

from functools import singledispatch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.errors import CoderError, NotFoundError
from coder.model.codebook import Code
from coder.model.counting import code_expression
from coder.model.counting.code_expression import Found, Mark, evaluate, ordered
from coder.model.counting.expression import And, Near, Not, Or, Overlap, Term, Within
from coder.retrieval.code_terms import read_codes, spell

CODES = "abc"


def mark(start: int, end: int, code: str, coder: str = "甲", number: int = 0, at: str = "2026-01-01T00:00:00+08:00"):
    return Mark(start, end, code, f"{code}{start}-{end}-{coder}-{number}", coder, 1, at, "manual", "t")


spans = st.tuples(st.integers(0, 40), st.integers(1, 15)).map(lambda p: (p[0], p[0] + p[1]))
marks = st.lists(
    st.builds(lambda s, c, w: mark(*s, c, w), spans, st.sampled_from(CODES), st.sampled_from("甲乙")),
    max_size=14,
    unique=True,
)
words = st.sampled_from([*CODES, "theme"]).map(Term)
MEANING = {
    Term("a"): frozenset("a"),
    Term("b"): frozenset("b"),
    Term("c"): frozenset("c"),
    Term("theme"): frozenset("ab"),
}


def larger(inner):
    return st.one_of(
        st.tuples(inner, inner).map(And),
        st.tuples(inner, inner, inner).map(And),
        st.tuples(inner, inner.map(Not)).map(And),
        st.tuples(inner, inner).map(Or),
        st.builds(Near, inner, inner, st.integers(0, 12)),
        st.builds(Within, inner, inner),
        st.builds(Overlap, inner, inner),
    )


nodes = st.recursive(words, larger, max_leaves=5)


def meets(a, b):
    return a[0] < b[1] and b[0] < a[1]


def collected(parts):
    """Return {(start, end, codes): codings} of places that may come twice."""
    found = {}
    for start, end, codes, codings in parts:
        key = (start, end, tuple(sorted(set(codes))))
        found[key] = found.get(key, frozenset()) | codings
    return found


def together(parts):
    """Return places with those that share a character made one, by looking at all pairs again and again."""
    places = [((start, end), set(codes), codings) for start, end, codes, codings in parts]
    while pair := next(((a, b) for a in places for b in places if a is not b and meets(a[0], b[0])), None):
        (one, codes, codings), (other, more, others) = pair
        places = [p for p in places if p is not pair[0] and p is not pair[1]]
        places.append(((min(one[0], other[0]), max(one[1], other[1])), codes | more, codings | others))
    return collected((*place, codes, codings) for place, codes, codings in places)


@singledispatch
def naive(node, given):
    """Return {(start, end, codes): codings} by looking at all pairs."""
    raise NotImplementedError(node)


@naive.register
def _term(node: Term, given):
    return together((m.start, m.end, {m.code}, frozenset({m})) for m in given if m.code in MEANING[node])


@naive.register
def _or(node: Or, given):
    return together((*key, codings) for item in node.items for key, codings in naive(item, given).items())


@naive.register
def _and(node: And, given):
    wanted = [naive(item, given) for item in node.items if not isinstance(item, Not)]
    found = wanted[0]
    for other in wanted[1:]:
        pairs = [(a, b, x | y) for a, x in found.items() for b, y in other.items() if meets(a, b)]
        found = collected((max(a[0], b[0]), min(a[1], b[1]), {*a[2], *b[2]}, both) for a, b, both in pairs)
    unwanted = [key for item in node.items if isinstance(item, Not) for key in naive(item.item, given)]
    return {key: codings for key, codings in found.items() if not any(meets(key, other) for other in unwanted)}


@naive.register
def _near(node: Near, given):
    left, right = naive(node.left, given), naive(node.right, given)
    return collected(
        (min(a[0], b[0]), max(a[1], b[1]), {*a[2], *b[2]}, x | y)
        for a, x in left.items()
        for b, y in right.items()
        if x.isdisjoint(y) and max(a[0], b[0]) - min(a[1], b[1]) <= node.distance
    )


@naive.register
def _within(node: Within, given):
    holders = naive(node.right, given)
    return {a: x for a, x in naive(node.left, given).items() if any(b[0] <= a[0] and a[1] <= b[1] for b in holders)}


@naive.register
def _overlap(node: Overlap, given):
    others = naive(node.right, given)
    return {a: x for a, x in naive(node.left, given).items() if any(meets(a, b) for b in others)}


@given(nodes, marks)
def test_what_is_found_is_what_a_look_at_all_pairs_finds(node, given):
    found = evaluate(node, MEANING, given)
    assert [f[:3] for f in found] == sorted(f[:3] for f in found)
    assert {f[:3]: frozenset(f.codings) for f in found} == naive(node, given)


@given(nodes, marks)
def test_with_the_same_coder_each_coder_is_alone_in_the_study(node, given):
    found = evaluate(node, MEANING, given, same_coder=True)
    expected = {}
    for coder in "甲乙":
        for key, codings in naive(node, [m for m in given if m.coder == coder]).items():
            expected[key] = expected.get(key, frozenset()) | codings
    assert {f[:3]: frozenset(f.codings) for f in found} == expected


@given(marks)
def test_without_an_expression_every_passage_is_found_once_a_code(given):
    found = evaluate(None, {}, given)
    assert {f[:3] for f in found} == {key for code in CODES for key in naive(Term(code), given)}
    for passage in found:
        first = min(passage.codings, key=lambda m: (m.start, -m.end, m.coder))
        assert passage.codings[0][:2] == first[:2]
        assert passage.codings[0].coder == first.coder
    assert sorted(c for f in found for c in f.codings) == sorted(given)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("A", [(0, 10)]), ("A AND B", [(5, 10)]), ("A OR B", [(0, 15)]), ("A NOT B", []), ("C NOT B", [(20, 25)]),
        ("A OVERLAP B", [(0, 10)]), ("A WITHIN B", []), ("B NEAR/5 C", [(5, 25)]), ("B NEAR/4 C", []), ("theme AND B", [(5, 15)]),
    ],
)  # fmt: skip
def test_the_examples_of_the_docstring(expression, expected):
    codes = [code("theme", level="theme"), *(code(c, parent="theme") for c in "ABC")]
    node, meaning = read_codes(expression, codes)
    given = [mark(0, 10, "A", "甲"), mark(5, 15, "B", "乙"), mark(20, 25, "C", "乙")]
    assert [f[:2] for f in evaluate(node, meaning, given)] == expected
    if expression == "A AND B":
        assert [c.code for c in evaluate(node, meaning, given)[0].codings] == ["A", "B"]
        assert evaluate(node, meaning, given, same_coder=True) == []


def test_a_flood_of_pairs_is_refused_with_a_remedy(monkeypatch):
    monkeypatch.setattr(code_expression, "MOST", 30)
    given = [mark(i, i + 1, c) for i in range(6) for c in "ab"]
    with pytest.raises(CoderError) as caught:
        evaluate(Near(Term("a"), Term("b"), 999), MEANING, given)
    assert "NEAR" in caught.value.hint
    assert len(evaluate(And((Term("a"), Term("b"))), MEANING, given)) == 6


def test_many_codings_take_no_time_of_their_square():
    given = [mark(i * 4, i * 4 + 4, c) for i in range(20_000) for c in "ab"]
    found = evaluate(And((Term("a"), Term("b"))), MEANING, given)
    assert len(found) == 20_000
    overlapping = [mark(i * 3, i * 3 + 4, c) for i in range(20_000) for c in "ab"]
    assert len(evaluate(Or((Term("a"), Term("b"))), MEANING, overlapping)) == 1


def code(key, name="", name_en="", parent=None, level="code"):
    return Code(id=key, parent=parent, level=level, name=name or key, name_en=name_en)


BOOK = (
    code("trust", "推薦與信任", "Trust", level="theme"),
    code("referral", "員工推薦", "Referral", "trust"),
    code("deep-trust", "深層 信任", "Deep trust", "referral"),
    code("cert-distrust", "證照不受信任", "Certification distrust"),
    code("twin-a", "雙生", "Twins"),
    code("twin-b", "雙生", "Others"),
    code("AND", "且（並）"),
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("referral", {"referral", "deep-trust"}), ("Referral", {"referral", "deep-trust"}), ("員工推薦", {"referral", "deep-trust"}),
        ("trust", {"trust", "referral", "deep-trust"}), ("CERT-distrust", {"cert-distrust"}), ("certification distrust", {"cert-distrust"}),
        ('"deep trust"', {"deep-trust"}), ("「深層 信任」", {"deep-trust"}), ("且（並）", {"AND"}), ("twins", {"twin-a"}), ("twin-b", {"twin-b"}),
    ],
)  # fmt: skip
def test_a_term_is_a_code_by_id_or_name_and_a_theme_all_that_is_under_it(text, codes):
    node, meaning = read_codes(text, BOOK)
    assert isinstance(node, Term)
    assert meaning[node] == codes


@pytest.mark.parametrize(
    ("text", "column", "hint"),
    [
        ("referral AND refferal", "14", "referral"),
        ("信任的 OR referral", "1", ""),
        ("referral NOT distrust", "14", "cert-distrust"),
        ("深層 信任 OR referral", "1", "deep-trust"),
    ],
)
def test_an_unknown_name_is_told_with_its_column_and_the_nearest_codes(text, column, hint):
    with pytest.raises(NotFoundError) as caught:
        read_codes(text, BOOK)
    assert column in caught.value.message
    assert hint in caught.value.hint


def test_a_name_that_two_codes_share_asks_for_the_id():
    with pytest.raises(CoderError) as caught:
        read_codes("referral OR 雙生", BOOK)
    assert "twin-a、twin-b" in caught.value.hint
    assert "13" in caught.value.message


@pytest.mark.parametrize(
    "text", ["referral OR (NOT twins)", "referral WITHIN (NOT twins)", "referral NOT (NOT twins)", "NOT referral"]
)
def test_not_alone_is_refused_wherever_it_stands(text):
    with pytest.raises(CoderError) as caught:
        read_codes(text, BOOK)
    assert caught.value.hint


@pytest.mark.parametrize("entry", BOOK, ids=lambda c: c.id)
def test_a_code_as_it_is_spelt_is_read_as_that_code(entry):
    text = f"{spell(entry, BOOK)} OR {spell(BOOK[1], BOOK)}"
    node, meaning = read_codes(text, BOOK)
    assert isinstance(node, Or)
    assert entry.id in meaning[node.items[0]]


def test_orders():
    def one(start, end, code, coder, at, transcript):
        made = mark(start, end, code, coder, at=at)._replace(transcript=transcript)
        return Found(start, end, (code,), (made,))

    late, early = "2026-01-02T00:30:00+09:00", "2026-01-01T23:00:00+08:00"
    found = [one(0, 5, "b", "乙", late, "t1"), one(0, 9, "a", "甲", early, "t2"), one(20, 21, "c", "丙", "?", "t2")]
    cases = {"t1": "A", "t2": "B"}

    def codes(sort):
        return "".join(f.codes[0] for f in ordered(found, sort, cases))

    assert codes("place") == "bac"
    assert codes("length") == "abc"
    assert codes("code") == "abc"
    assert codes("coder") == "cba"
    assert codes("case") == "acb"
    assert codes("time") == "bac"
