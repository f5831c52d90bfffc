"""Positions of codes: in the order of the tree, and as few as can be of those known change."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coder.model.codebook import Code
from coder.model.counting.codetree import STEP, numbered


def code(key: str, position: int = 0) -> Code:
    return Code(id=key, parent=None, level="theme", name=key, position=position)


@given(st.lists(st.tuples(st.booleans(), st.integers(-50, 50)), max_size=12))
def test_positions_rise_and_the_order_stays(drawn: list[tuple[bool, int]]):
    tree = [code(str(i), position) for i, (_is_new, position) in enumerate(drawn)]
    known = {str(i) for i, (is_new, _position) in enumerate(drawn) if not is_new}
    found = numbered(tree, known)
    positions = [c.position for c in found]
    assert [c.id for c in found] == [c.id for c in tree]
    assert positions == sorted(set(positions))


@given(st.integers(0, 9), st.integers(0, 8))
def test_a_new_code_and_a_moved_one_leave_the_others_where_they_are(place: int, moved: int):
    tree = [code(str(i), i * STEP) for i in range(9)]
    with_new = [*tree[:place], code("new"), *tree[place:]]
    assert [c for c in numbered(with_new, {c.id for c in tree}) if c.id != "new"] == tree
    rest = [c for c in tree if c.id != str(moved)]
    elsewhere = [*rest[:place], tree[moved], *rest[place:]]
    changed = [c.id for c, old in zip(numbered(elsewhere, {c.id for c in tree}), elsewhere, strict=True) if c != old]
    assert len(changed) <= 1


def test_where_there_is_no_room_all_get_some():
    tree = [code("a", 0), code("new"), code("b", 1)]
    assert [c.position for c in numbered(tree, {"a", "b"})] == [0, STEP, 2 * STEP]
