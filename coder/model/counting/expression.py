"""Boolean expressions over words or codes: `證照 NEAR/10 (經驗 OR 專案) NOT 學歷`, `cert WITHIN referral`.

Operators are written in capitals, so that `and` and `not` can be searched for. Words beside each other are
joined by AND. Quotation marks make one word of what they hold. NEAR and WITHIN bind closer than NOT, NOT
closer than AND, AND closer than OR; full-width brackets and quotation marks serve too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from coder.errors import CoderError
from coder.i18n import _

NEAR_DISTANCE = 10
_OPERATORS = ("OVERLAP", "WITHIN", "NEAR", "AND", "NOT", "OR")
_TOKEN = re.compile(
    r"\s*(?:(?P<open>[(（])|(?P<close>[)）])|(?P<quoted>\"[^\"]*\"|“[^”]*”|「[^」]*」)"
    r"|(?P<open_quote>[\"“「])|(?P<word>[^\s()（）\"“”「」]+))"
)
_NEAR = re.compile(r"NEAR(?:/(\d{1,6}))?\Z")


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or words in quotation marks; `start` is its column in the expression, from 0."""

    text: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    item: Node


@dataclass(frozen=True, slots=True)
class And:
    """All of several."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of several."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Two that stand at most `distance` characters apart, in any order."""

    left: Node
    right: Node
    distance: int = NEAR_DISTANCE


@dataclass(frozen=True, slots=True)
class Within:
    """The left one, where it lies inside the right one."""

    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Overlap:
    """The left one, where it shares characters with the right one."""

    left: Node
    right: Node


Node: TypeAlias = Term | Not | And | Or | Near | Within | Overlap


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


def parse(text: str) -> Node:
    """Return the expression that `text` writes; raises `CoderError` with the column of what is wrong."""
    reader = _Reader(list(_tokens(text)), len(text))
    if reader.peek().kind == "end":
        raise CoderError(_("there is nothing to look for"), _("type a word"))
    node = reader.any_of()
    if (rest := reader.peek()).kind != "end":
        raise _wrong(_("a bracket is closed that was not opened"), rest)
    if isinstance(node, Not):
        raise CoderError(_("NOT alone would find everything else"), _("say what to look for: A NOT B"))
    return node


def terms(node: Node) -> tuple[Term, ...]:
    """Return the words of an expression that it looks for, those under NOT left out, in their order."""
    match node:
        case Term():
            return (node,)
        case Not():
            return ()
        case And(items) | Or(items):
            return tuple(t for item in items for t in terms(item))
        case Near(left, right) | Within(left, right) | Overlap(left, right):
            return (*terms(left), *terms(right))


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while match := _TOKEN.match(text, at):
        at = match.end()
        kind, start = match.lastgroup or "", match.start(match.lastgroup or 0)
        value = match[kind]
        if kind == "open_quote":
            raise _wrong(_("a quotation mark is not closed"), _Token(kind, value, start))
        if kind == "quoted":
            if not value[1:-1].strip():
                raise _wrong(_("the quotation marks are empty"), _Token(kind, value, start))
            yield _Token("term", value[1:-1], start)
        elif kind == "word" and (value in _OPERATORS or _NEAR.match(value)):
            yield _Token(value.partition("/")[0], value, start)
        else:
            yield _Token("term" if kind == "word" else kind, value, start)


def _wrong(message: str, token: _Token) -> CoderError:
    return CoderError(
        _("{message}, at column {column}: {text}").format(message=message, column=token.start + 1, text=token.text),
        _('write for example: A NEAR/10 (B OR C) NOT "D E"'),
    )


class _Reader:
    """Reads tokens from left to right, one method for each rank of operators."""

    def __init__(self, tokens: list[_Token], length: int) -> None:
        self._tokens = [*tokens, _Token("end", "", length)]
        self._at = 0

    def peek(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def any_of(self) -> Node:
        items = [self._all_of()]
        while self.peek().kind == "OR":
            self._take()
            items.append(self._all_of())
        return items[0] if len(items) == 1 else Or(tuple(items))

    def _all_of(self) -> Node:
        items = [self._negated()]
        while self.peek().kind in {"AND", "NOT", "term", "open"}:
            if self.peek().kind == "AND":
                self._take()
            items.append(self._negated())
        if len(items) == 1:
            return items[0]
        if all(isinstance(item, Not) for item in items):
            raise CoderError(_("NOT alone would find everything else"), _("say what to look for: A NOT B"))
        return And(tuple(items))

    def _negated(self) -> Node:
        if self.peek().kind == "NOT":
            self._take()
            return Not(self._placed())
        return self._placed()

    def _placed(self) -> Node:
        node = self._single()
        while (kind := self.peek().kind) in {"NEAR", "WITHIN", "OVERLAP"}:
            token = self._take()
            right = self._single()
            if kind == "NEAR":
                match = _NEAR.match(token.text)
                distance = int(match[1]) if match and match[1] else NEAR_DISTANCE
                node = Near(node, right, distance)
            else:
                node = Within(node, right) if kind == "WITHIN" else Overlap(node, right)
        return node

    def _single(self) -> Node:
        token = self._take()
        if token.kind == "term":
            return Term(token.text, token.start)
        if token.kind == "open":
            node = self.any_of()
            if self._take().kind != "close":
                raise _wrong(_("a bracket is not closed"), token)
            return node
        if token.kind == "end":
            raise _wrong(_("something is missing at the end"), token)
        raise _wrong(_("there is an operator where a word should be"), token)
