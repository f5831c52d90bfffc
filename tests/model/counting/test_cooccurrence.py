"""Codes that fall together are counted as an expression over codes finds them."""

from __future__ import annotations

from dataclasses import replace

from coder.model.codebook import Code
from coder.model.counting.code_expression import Mark, evaluate
from coder.model.counting.codetree import below, codes_over
from coder.model.counting.cooccurrence import fallen_together, together_in
from coder.model.counting.expression import And, Term

TREE = [Code(id="theme", parent=None, level="theme", name="theme")]
TREE += [
    replace(TREE[0], id=key, parent=parent, level="code")
    for key, parent in (("a", "theme"), ("aa", "a"), ("aaa", "aa"), ("b", "theme"))
]


def mark(start: int, end: int, code: str) -> Mark:
    """A coding of a code on some words."""
    return Mark(start, end, code, f"{code}{start}", "c", 1, "", "manual", "t")


def test_a_code_falls_together_with_another_by_the_codes_below_it_but_not_with_those():
    marks = [mark(0, 10, "aaa"), mark(5, 20, "aa"), mark(8, 30, "b"), mark(40, 50, "a"), mark(50, 60, "b")]
    pairs = {
        (pair.code, pair.other): (pair.passages, pair.characters)
        for pair in fallen_together([together_in(marks, codes_over(TREE))])
    }
    assert pairs == {("a", "b"): (1, 12), ("aa", "b"): (1, 12), ("aaa", "b"): (1, 2)}
    meaning = {Term(code.id): frozenset(below(TREE, code.id)) for code in TREE}
    for (one, other), (passages, _characters) in pairs.items():
        assert len(evaluate(And((Term(one), Term(other))), meaning, marks)) == passages


def test_codes_over_a_code_are_those_above_it_without_the_theme():
    assert codes_over(TREE) == {"aa": ("a",), "aaa": ("aa", "a")}
