"""English after a number: "1 passage", where a message says "{count} passages"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

_PHRASES = {
    "themes and facets": "theme or facet",
    "codings, memos or decisions": "coding, memo or decision",
    "groups of quotes": "group of quotes",
}
_ONES = {
    word + "s": word
    for word in (
        "act", "anchor", "assignment", "cell", "change", "character", "code", "coder", "coding", "day", "difference",
        "digit", "disagreement", "figure", "file", "finding", "gap", "group", "hit", "interview", "key", "leak",
        "level", "line", "memo", "name", "number", "object", "page", "pair", "part", "passage", "person", "place",
        "proposal", "quotation", "quote", "row", "second", "sentence", "sheet", "speaker", "step", "subtitle",
        "suggestion", "tab", "text", "theme", "time", "transcript", "turn", "unit", "value", "withdrawal", "word",
    )
} | {"cases": "case", "matches": "match", "entries": "entry", "people": "person"}  # fmt: skip
_VERBS = {
    "are": "is", "were": "was", "have": "has", "stand": "stands", "wait": "waits", "lie": "lies", "need": "needs",
    "differ": "differs", "rest": "rests", "agree": "agrees", "carry": "carries",
}  # fmt: skip
_WRITTEN_OUT = {"count", "passages", "codings", "hits"}
_NOUN = "|".join(sorted(map(re.escape, (*_PHRASES, *_ONES)), key=len, reverse=True))
_VERB = "|".join(_VERBS)


@cache
def _counted() -> re.Pattern[str]:
    """Return what finds a value with the noun and the verb that follow it; a start of the program needs it rarely."""
    return re.compile(
        r"(?P<value>\{(?P<name>\w+)(?:[:!][^{}]*)?\})"
        rf"(?:(?P<between>(?: [a-z-]+){{0,2}}?) (?P<noun>{_NOUN})\b(?P<rest>(?: of \{{\w+\}}(?= (?:{_VERB})\b))?))?"
        rf"(?: (?P<verb>{_VERB})\b)?"
    )


class Message(str):
    """A message in English, whose nouns and verbs follow the numbers that are put into it."""

    __slots__ = ()

    def format(self, *args: object, **values: object) -> str:
        """Return the message with its values; behind a 1 stands the singular."""
        ones = frozenset(name for name, value in values.items() if _is_one(name, value))
        return str.format(_singular(str(self), ones) if ones else self, *args, **values)


def _is_one(name: str, value: Any) -> bool:
    """Tell whether a value is the number 1, or a count that was written out; a name may be called 1 too."""
    if isinstance(value, str):
        return value == "1" and name in _WRITTEN_OUT
    return isinstance(value, int) and not isinstance(value, bool) and value == 1


@lru_cache(256)
def _singular(message: str, ones: frozenset[str]) -> str:
    """Return a message with the singular behind those of its numbers that are 1."""

    def one(found: re.Match[str]) -> str:
        noun, verb = found["noun"], found["verb"]
        if found["name"] not in ones or not (noun or verb):
            return found[0]
        told = f"{found['between']} {_PHRASES.get(noun) or _ONES[noun]}{found['rest']}" if noun else ""
        return found["value"] + told + (f" {_VERBS[verb]}" if verb else "")

    return _counted().sub(one, message)
