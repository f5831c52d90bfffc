"""What images of the record become when a person's words are erased: one rule for journal and tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coder.model.names.blanking import Blanker, blocks
from coder.model.text import quote_hash
from coder.record.kinds import PLACES, kind

_FREE = frozenset({"attributes", "values_en"})
"""Fields that hold what people called things and what they are, under names of their own."""

_ON_WORDS = frozenset(name for name, place in PLACES.items() if place[0] == "transcript")


@dataclass(frozen=True, slots=True)
class TextPair:
    """A text of a transcript, with the one of equal length that takes its place."""

    transcript: str
    old_hash: str
    new_hash: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Rewriting:
    """Rewrites images: words, names, hashes of texts and quotes.

    `hashes` maps those of texts and originals, `case` is the case that is emptied.
    """

    blanker: Blanker
    texts: Mapping[str, Sequence[TextPair]]
    hashes: Mapping[str, str]
    case: str = ""

    def image(self, name: str, image: str) -> str:
        """Return the image of an object without the words; the same one where it holds none."""
        if name in _ON_WORDS and not any(key in image for key in self.texts):
            return image
        value = json.loads(image)
        new = self._fields(value, kind(name).kept)
        key = str(value["id"])
        if name == "case" and key == self.case:
            new |= {"name": blocks(value["name"]), "name_en": "", "aliases": [], "attributes": {}}
        if name == "transcript" and new["name"] != value["name"]:
            new["name"] += f"-{key[:4]}"  # names of transcripts stand once, and blocks are all alike
        if new == value:
            return image
        rule = kind(name)
        return rule.image(rule.from_image(json.dumps(new)))

    def _fields(self, value: dict[str, Any], ids: frozenset[str]) -> dict[str, Any]:
        new = {field: self._value(one, field, ids) for field, one in value.items()}
        pairs = self.texts.get(str(value.get("transcript", "")), ())
        if "quote_hash" in value:
            new["quote_hash"] = self._quote_hash(value, pairs)
        if "evidence" in value and isinstance(value["evidence"], list):
            new["evidence"] = [
                {**one, "word": blocks(one["word"])} if _changed(pairs, one["start"], one["end"]) else one
                for one in new["evidence"]
            ]
        return new

    def _value(self, value: Any, field: str, ids: frozenset[str]) -> Any:
        if isinstance(value, str):
            return self.hashes.get(value, value) if field in ids else self.blanker.blank(value)
        if isinstance(value, dict) and field in _FREE:
            return {self.blanker.blank(key): self._value(one, "", ids) for key, one in value.items()}
        if isinstance(value, dict):
            return (
                value
                if field in ids and all(isinstance(one, str | int) for one in value.values())
                else self._fields(value, ids)
            )
        if isinstance(value, list):
            return [self._value(one, field, ids) for one in value]
        return value

    def _quote_hash(self, coding: dict[str, Any], pairs: Sequence[TextPair]) -> Any:
        start, end, old = coding["start"], coding["end"], coding["quote_hash"]
        for pair in pairs:
            if quote_hash(pair.old[start:end]) == old:
                return quote_hash(pair.new[start:end])
        return old


def _changed(pairs: Sequence[TextPair], start: int, end: int) -> bool:
    return any(pair.old[start:end] != pair.new[start:end] for pair in pairs)


def is_erased(pair: TextPair, start: int, end: int) -> bool:
    """Tell whether no letter of others is left at a place."""
    return _changed([pair], start, end) and not any(map(str.isalnum, pair.new[start:end]))
