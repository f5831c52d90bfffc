"""Passages by their codes: an expression over codes, evaluated on the codings of one transcript.

Each example: 甲 is coded A on words 0-10, 乙 is coded B on words 5-15, C stands on words 20-25.

- `A`: the passages coded A; codings that overlap are one passage, whoever made them: 0-10.
- `A AND B`: the words coded with both, with the codings of both: 5-10.
- `A OR B`: the passages of either, merged where they overlap: 0-15.
- `A NOT B`: the passages coded A that share no word with one coded B: none; `C NOT B`: 20-25.
- `A OVERLAP B`: the passages coded A, whole, that share a word with one coded B: 0-10.
- `A WITHIN B`: the passages coded A that lie inside one coded B: none.
- `B NEAR/5 C`: passages of both that stand at most 5 characters apart, from the first word to the last: 5-25.
  No passage is near itself, nor near one that it shares a coding with.

A theme stands for any of its codes, as if OR joined them. With `same_coder` each coder's codings are evaluated apart:
who coded A must have coded B, and another's B excludes nothing. Without an expression the passages of each code are
found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from heapq import merge
from itertools import islice
from operator import attrgetter
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from coder.errors import CoderError
from coder.i18n import _
from coder.model.counting.expression import And, Near, Node, Not, Or, Overlap, Term, Within
from coder.model.counting.merged_passages import Place, gathered
from coder.model.intervals import Cover, meetings

MOST = 200_000
"""More pairs than this in one transcript are refused: an expression that finds them says nothing."""

Sort = Literal["place", "length", "coder", "time", "code", "case"]
SORTS: tuple[Sort, ...] = get_args(Sort)
Meaning: TypeAlias = Mapping[Term, frozenset[str]]


class Mark(NamedTuple):
    """A coding as retrieval reads it; tuples of them sort by place, code and age."""

    start: int
    end: int
    code: str
    id: str
    coder: str
    line: int
    at: str
    origin: str
    transcript: str


class Found(NamedTuple):
    """A passage that was found, with the codes and the codings that it was found by."""

    start: int
    end: int
    codes: tuple[str, ...]
    codings: tuple[Mark, ...]

    @property
    def transcript(self) -> str:
        """The transcript's id."""
        return self.codings[0].transcript

    @property
    def coders(self) -> tuple[str, ...]:
        """All whose codings are in it, each once."""
        return tuple(dict.fromkeys(c.coder for c in self.codings))

    @property
    def key(self) -> tuple[str, int, int, tuple[str, ...]]:
        """What makes it the same passage after the study changed."""
        return self.transcript, self.start, self.end, self.codes


_PLACE = attrgetter("start", "end", "codes")


def evaluate(node: Node | None, meaning: Meaning, marks: Iterable[Mark], *, same_coder: bool = False) -> list[Found]:
    """Return what an expression finds among the codings of one transcript, in the text's order.

    `meaning` says which codes a term stands for; without an expression every passage is found.
    """
    if not same_coder:
        return _Evaluation(meaning, marks).of(node)
    by_coder: dict[str, list[Mark]] = {}
    for mark in marks:
        by_coder.setdefault(mark.coder, []).append(mark)
    return _gathered(found for own in by_coder.values() for found in _Evaluation(meaning, own).of(node))


class _Evaluation:
    """The passages of each code in one transcript, and what an expression makes of them."""

    def __init__(self, meaning: Meaning, marks: Iterable[Mark]) -> None:
        self._meaning = meaning
        self._by_code: dict[str, list[Found]] = {}
        grouped: dict[str, list[Mark]] = {}
        for mark in marks:
            grouped.setdefault(mark.code, []).append(mark)
        for code, codings in grouped.items():
            self._by_code[code] = [_passage(together) for together in gathered(codings, _coding_place)]

    def of(self, node: Node | None) -> list[Found]:
        """Return what a node finds, in the text's order."""
        match node:
            case None:
                return list(merge(*self._by_code.values(), key=_PLACE))
            case Term():
                return _either([self._by_code[code] for code in self._meaning[node] if code in self._by_code])
            case Or(items):
                return _either([self.of(item) for item in items])
            case And(items):
                return self._all(items)
            case Near(left, right, distance):
                return self._near(left, right, distance)
            case Within(left, right) | Overlap(left, right):
                cover = Cover(self.of(right))
                fits = cover.holds if isinstance(node, Within) else cover.meets
                return [f for f in self.of(left) if fits(f.start, f.end)]
            case Not():
                raise CoderError(_("NOT alone would find everything else"), _("say what to look for: A NOT B"))

    def _all(self, items: Sequence[Node]) -> list[Found]:
        wanted = [item for item in items if not isinstance(item, Not)]
        found = self.of(wanted[0])
        for item in wanted[1:]:
            pairs = _bounded(meetings(found, self.of(item)))
            found = _gathered(_joined(a, b, max(a.start, b.start), min(a.end, b.end)) for a, b in pairs)
        for unwanted in (item.item for item in items if isinstance(item, Not)):
            meets = Cover(self.of(unwanted)).meets
            found = [f for f in found if not meets(f.start, f.end)]
        return found

    def _near(self, left: Node, right: Node, distance: int) -> list[Found]:
        pairs = _bounded(meetings(self.of(left), self.of(right), distance + 1))
        return _gathered(
            _joined(a, b, min(a.start, b.start), max(a.end, b.end))
            for a, b in pairs
            if set(a.codings).isdisjoint(b.codings)
        )


def _coding_place(mark: Mark) -> Place:
    return mark.start, mark.end, mark.coder


def _found_place(found: Found) -> Place:
    return found.start, found.end, found.codings[0].coder


def _passage(codings: Sequence[Mark]) -> Found:
    """Return codings of one code that overlap as one passage, the cited one first."""
    return Found(codings[0].start, max(mark.end for mark in codings), (codings[0].code,), tuple(codings))


def _either(lists: Sequence[list[Found]]) -> list[Found]:
    """Return what is in any of some lists, merged where it overlaps."""
    if len(lists) == 1:
        return lists[0]
    found: list[Found] = []
    for together in gathered((one for each in lists for one in each), _found_place):
        first = together[0]
        if len(together) > 1:
            codings = sorted({c for one in together for c in one.codings}, key=_cited_first)
            codes = tuple(sorted({code for one in together for code in one.codes}))
            first = Found(first.start, max(one.end for one in together), codes, tuple(codings))
        found.append(first)
    return found


def _cited_first(mark: Mark) -> tuple[int, int, str, str, str]:
    return mark.start, -mark.end, mark.coder, mark.code, mark.id


def _joined(a: Found, b: Found, start: int, end: int) -> Found:
    codes = a.codes if a.codes == b.codes else tuple(sorted({*a.codes, *b.codes}))
    return Found(start, end, codes, a.codings + b.codings)


def _gathered(found: Iterable[Found]) -> list[Found]:
    """Return passages in the text's order; the same words under the same codes are one passage, with all codings."""
    groups: dict[tuple[int, int, tuple[str, ...]], list[Found]] = {}
    for one in found:
        groups.setdefault(one[:3], []).append(one)
    return [
        Found(*place, tuple(sorted({c for one in same for c in one.codings}, key=_cited_first)))
        for place, same in sorted(groups.items())
    ]


def _bounded(pairs: Iterator[tuple[Found, Found]]) -> Iterator[tuple[Found, Found]]:
    yield from islice(pairs, MOST)
    if next(pairs, None) is not None:
        raise CoderError(
            _("this finds more than {count} pairs in one transcript").format(count=f"{MOST:,}"),
            _("narrow it down: fewer codes, a smaller NEAR, a coder or a case"),
        )


def ordered(found: list[Found], sort: Sort, case_of: Mapping[str, str]) -> list[Found]:
    """Return passages, which come by case, transcript and place, in another order; ties stay as they came.

    The longest first, the youngest first, by the coders' or the codes' ids, the case with the most passages first.
    """
    if sort == "case":
        ranks = case_ranks(Counter(case_of.get(f.transcript, "") for f in found))
        return sorted(found, key=lambda f: ranks[case_of.get(f.transcript, "")])
    key = sort_key(sort)
    return sorted(found, key=key) if key else found


def case_ranks(counts: Mapping[str, int]) -> dict[str, int]:
    """Return where each case stands, the one with the most passages first; `counts` come in the cases' order."""
    ranked = sorted(counts, key=lambda case: -counts[case])
    return {case: rank for rank, case in enumerate(ranked)}


def sort_key(sort: Sort) -> Callable[[Found], Any] | None:
    """Return what passages are sorted by; None where that is no matter of each of them alone."""
    keys: dict[Sort, Callable[[Found], Any]] = {
        "length": lambda f: f.start - f.end,
        "coder": lambda f: f.coders,
        "code": lambda f: f.codes,
        "time": lambda f: -max(_moment(c.at) for c in f.codings),
    }
    return keys.get(sort)


def _moment(at: str) -> float:
    """Return when a coding was made, in any zone; one whose time cannot be read is the oldest."""
    try:
        return datetime.fromisoformat(at).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0
