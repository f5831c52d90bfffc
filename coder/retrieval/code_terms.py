"""Which codes the words of an expression mean, and how a code is written so that it is read again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from coder.errors import CoderError, NotFoundError
from coder.i18n import _, listed
from coder.model.codebook import Code
from coder.model.counting.code_expression import Meaning
from coder.model.counting.codetree import below
from coder.model.counting.expression import And, Near, Node, Not, Or, Overlap, Term, Within, parse

_PLAIN = re.compile(r'[^\s()（）"“”「」]+\Z')
_OPERATOR = re.compile(r"(?:AND|OR|NOT|WITHIN|OVERLAP|NEAR(?:/\d{1,6})?)\Z")
_NEAREST = 4


def read_codes(text: str, codes: Sequence[Code]) -> tuple[Node | None, Meaning]:
    """Return the expression that `text` writes, and the codes each of its terms stands for.

    A text that is a code's name or id as a whole is that code, whatever signs it holds. An empty text is no
    expression. Raises `CoderError` with the column of what is wrong.
    """
    if not text.strip():
        return None, {}
    names = _names(codes)
    whole = Term(text.strip(), len(text) - len(text.lstrip()))
    node: Node = whole if len(set(names.get(_key(whole.text), ()))) == 1 else parse(text)
    _refuse_loose(node)
    return node, {term: _codes_of(term, codes, names) for term in _all_terms(node)}


def spell(code: Code, codes: Sequence[Code]) -> str:
    """Return a code as an expression names it: by its name, by its id where the name is another's too."""
    same = {c.id for c in codes if _key(code.title) in _called(c)}
    name = code.title if same == {code.id} else code.id
    if _PLAIN.match(name) and not _OPERATOR.match(name):
        return name
    return f'"{name}"' if '"' not in name else f"“{name}”" if "”" not in name else code.id


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _called(code: Code) -> set[str]:
    return {_key(name) for name in (code.id, code.name, code.name_en) if name.strip()}


def _names(codes: Iterable[Code]) -> Mapping[str, list[str]]:
    names: dict[str, list[str]] = {}
    for code in codes:
        for name in _called(code):
            names.setdefault(name, []).append(code.id)
    return names


def _codes_of(term: Term, codes: Sequence[Code], names: Mapping[str, list[str]]) -> frozenset[str]:
    key = _key(term.text)
    meant = names.get(key, [])
    if len(meant) > 1 and any(_key(code) == key for code in meant):
        meant = [code for code in meant if _key(code) == key]
    if len(meant) == 1:
        return frozenset(below(codes, meant[0]))
    place = {"code": term.text, "column": term.start + 1}
    if meant:
        raise CoderError(
            _("several codes are called {code}, at column {column}").format(**place),
            _("write the id: {names}").format(names=listed(meant)),
        )
    raise NotFoundError(_("no code {code}, at column {column}").format(**place), _hint(key, codes, names), asked=[key])


def _hint(key: str, codes: Sequence[Code], names: Mapping[str, list[str]]) -> str:
    """Return the codes whose names hold the word, or are written much like it."""
    close = get_close_matches(key, names, n=_NEAREST, cutoff=0.5)
    near = dict.fromkeys(code for name in [*(n for n in names if key in n), *close] for code in names[name])
    if not near:
        return _("coder codes lists them")
    titles = {c.id: c.title for c in codes}
    shown = listed(f"{code} ({titles[code]})" for code in list(near)[:_NEAREST])
    return _("nearest: {names}; put a name with spaces in quotation marks").format(names=shown)


def _all_terms(node: Node) -> tuple[Term, ...]:
    match node:
        case Term():
            return (node,)
        case Not(item):
            return _all_terms(item)
        case And(items) | Or(items):
            return tuple(t for item in items for t in _all_terms(item))
        case Near(left, right) | Within(left, right) | Overlap(left, right):
            return (*_all_terms(left), *_all_terms(right))


def _refuse_loose(node: Node) -> None:
    """Refuse a NOT that nothing stands before: it would find everything else."""
    parts: Iterable[Node]
    match node:
        case Term():
            return
        case Not(item):
            place = _all_terms(item)[0].start + 1
            raise CoderError(
                _("NOT alone would find everything else, at column {column}").format(column=place),
                _("say what to look for: A NOT B"),
            )
        case And(items):
            parts = [item.item if isinstance(item, Not) else item for item in items]
        case Or(items):
            parts = items
        case Near(left, right) | Within(left, right) | Overlap(left, right):
            parts = (left, right)
    for part in parts:
        _refuse_loose(part)
