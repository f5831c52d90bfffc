"""Which words of a unit of text satisfy an expression: pure, given where each word stands.

A unit is a turn, a sentence, a line or a transcript. A match is the words that belong together, as start and
end in the text's order: one word for a single word, several where the expression joins them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from coder.errors import CoderError
from coder.i18n import _
from coder.model.counting.expression import And, Near, Node, Not, Or, Overlap, Term, Within, terms

Place: TypeAlias = tuple[int, int]
Match: TypeAlias = tuple[Place, ...]
Places: TypeAlias = Mapping[str, Sequence[Place]]


def check_for_words(node: Node, text: str) -> None:
    """Refuse what can be asked of codes alone; `text` is the expression as it was written."""
    match node:
        case Within(left, right) | Overlap(left, right):
            word = "WITHIN" if isinstance(node, Within) else "OVERLAP"
            message = _("{operator} compares codes, not words, at column {column}").format(
                operator=word, column=_column(text, word, right)
            )
            raise CoderError(message, _("write AND or NEAR/10 between words; filter by codes"))
        case Near(left, right):
            if isinstance(left, Not) or isinstance(right, Not):
                message = _("NEAR needs a word on both sides, at column {column}").format(
                    column=_column(text, "NEAR", right)
                )
                raise CoderError(message, _("write for example: A NEAR/10 B NOT C"))
            check_for_words(left, text)
            check_for_words(right, text)
        case And(items) | Or(items):
            for item in items:
                check_for_words(item, text)
        case Not(item):
            check_for_words(item, text)
        case Term():
            pass


def _column(text: str, operator: str, right: Node) -> int:
    """Return the column, from 1, of the operator before the operand `right`."""
    following = all_terms(right)
    return max(0, text.rfind(operator, 0, following[0].start if following else len(text))) + 1


def all_terms(node: Node) -> tuple[Term, ...]:
    """Return the words of an expression, those under NOT too, in their order."""
    match node:
        case Not(item):
            return all_terms(item)
        case And(items) | Or(items):
            return tuple(t for item in items for t in all_terms(item))
        case Near(left, right) | Within(left, right) | Overlap(left, right):
            return (*all_terms(left), *all_terms(right))
        case Term():
            return (node,)


def wanted_words(node: Node) -> tuple[str, ...]:
    """Return what an expression looks for, each word once, those under NOT left out."""
    return tuple(dict.fromkeys(t.text for t in terms(node)))


def possible(node: Node, occurs: Callable[[str], bool]) -> bool:
    """Tell whether a text can hold a match at all, by which of the words occur anywhere in it."""
    match node:
        case Term(word):
            return occurs(word)
        case And(items):
            return all(possible(item, occurs) for item in items)
        case Or(items):
            return any(possible(item, occurs) for item in items)
        case Near(left, right):
            return possible(left, occurs) and possible(right, occurs)
        case _:
            return True


def holds(node: Node, places: Places) -> bool:
    """Tell whether a unit satisfies an expression; `places` are the unit's own."""
    match node:
        case Term(word):
            return bool(places.get(word))
        case Not(item):
            return not holds(item, places)
        case And(items):
            return all(holds(item, places) for item in items)
        case Or(items):
            return any(holds(item, places) for item in items)
        case _:
            return bool(matches(node, places))


def matches(node: Node, places: Places) -> list[Match]:
    """Return the matches of an expression in one unit, in the text's order.

    OR: each match of either. NEAR: each match of the left with the one of the right that stands nearest, if at
    most so many characters stand between them. AND: all words together as one match, unless all but one of the
    parts are NOT: then that one's matches.
    """
    match node:
        case Term(word):
            return [(place,) for place in places.get(word, ())]
        case Or(items):
            return _ordered(m for item in items for m in matches(item, places))
        case And(items):
            if not holds(node, places):
                return []
            found = [f for item in items if (f := matches(item, places))]
            return found[0] if len(found) == 1 else _ordered([_joined(m for f in found for m in f)] if found else ())
        case Near(left, right, distance):
            return _near(matches(left, places), matches(right, places), distance)
        case _:
            return []


def _near(left: list[Match], right: list[Match], distance: int) -> list[Match]:
    if not left or not right:
        return []
    starts = [m[0][0] for m in right]
    longest = max(m[-1][1] - m[0][0] for m in right)
    found = []
    for one in left:
        first = bisect_left(starts, one[0][0] - distance - longest)
        beyond = bisect_right(starts, one[-1][1] + distance)
        beside = [(gap, other) for other in right[first:beyond] if 0 <= (gap := _gap(one, other)) <= distance]
        if beside:
            found.append(_joined((one, min(beside)[1])))
    return _ordered(found)


def _gap(one: Match, other: Match) -> int:
    """Return how many characters stand between two matches where they are nearest, -1 where they share some."""
    return min(max(c - b, a - d, -1) for a, b in one for c, d in other)


def _joined(parts: Iterable[Match]) -> Match:
    return tuple(sorted({place for part in parts for place in part}))


def _ordered(found: Iterable[Match]) -> list[Match]:
    return sorted(set(found))
