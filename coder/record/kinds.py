"""Objects, their JSON images in the journal and their rows in the tables: one rule for every kind."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

import msgspec

from coder.model.aliases import Alias
from coder.model.codebook import Case, Code, Figure, Finding, Recommendation, Variant
from coder.model.coding import Coding, Decision, Memo
from coder.model.displaced import Lost
from coder.model.finding import ChosenQuotation, SignOff
from coder.model.matrix import CellSummary, Matrix
from coder.model.project import TranscriptInfo
from coder.model.sample import Judgement, Sample

_SCALARS = ("str", "int", "float", "bool", "str | None", "int | None", "float | None")
_encoder = msgspec.json.Encoder(order="sorted")
encode_json: Callable[[Any], bytes] = _encoder.encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """The study itself: its title."""

    id: str = "study"
    title: str
    title_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """A person who codes; one who codes blind sees and is told nothing of what others coded."""

    id: str
    name: str
    blind: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A coder's leave for a suggester to send the words of transcripts to a receiver outside the program."""

    id: str
    suggester: str
    receiver: str
    coder: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptRecord(TranscriptInfo):
    """A transcript as it is stored: its speakers with their roles, and its turns in short form.

    A turn is `[start, body, index into speakers (-1: nobody), time]`; it ends where the next begins.
    """

    speakers: tuple[tuple[str, str], ...]
    turns: tuple[tuple[int, int, int, str | None], ...]


class Kind:
    """How one kind of object is told as an image and as a row."""

    def __init__(self, name: str, cls: type[Any]) -> None:
        self.name = name
        self.cls = cls
        fields = dataclasses.fields(cls)
        self.columns = tuple(f.name for f in fields)
        self.is_json = tuple(
            str(f.type) not in _SCALARS
            and not str(f.type).startswith(("Literal", "Origin", "Verdict", "MemoTarget", "Level", "Side"))
            for f in fields
        )
        self._values = attrgetter(*self.columns)
        self._json_at = tuple(i for i, json in enumerate(self.is_json) if json)
        self._decoder = msgspec.json.Decoder(cls)
        quoted = [f'"{c}"' for c in self.columns]
        # Read through a blind coder's veil, if there is one; written, and proved, on the table itself.
        self.table = f'main."{name}"'
        self.select = f'SELECT {", ".join(quoted)} FROM "{name}"'
        self.select_whole = f"SELECT {', '.join(quoted)} FROM {self.table}"
        marks = ", ".join("?" * len(quoted))
        self.insert = f"INSERT INTO {self.table} ({', '.join(quoted)}) VALUES ({marks})"
        updates = ", ".join(f"{c} = excluded.{c}" for c in quoted[1:])
        self.upsert = f"{self.insert} ON CONFLICT (id) DO UPDATE SET {updates}"
        self.delete = f"DELETE FROM {self.table} WHERE id = ?"

    def image(self, value: Any) -> str:
        """Return the canonical JSON image of an object."""
        return encode_json(value).decode()

    def from_image(self, image: str) -> Any:
        """Return the object of an image."""
        return self._decoder.decode(image)

    def row(self, value: Any) -> tuple[Any, ...]:
        """Return the table row of an object."""
        if not self._json_at:
            return self._values(value)
        row = list(self._values(value))
        for i in self._json_at:
            row[i] = encode_json(row[i]).decode() if row[i] else _EMPTY.get(type(row[i]), "null")
        return tuple(row)

    def from_row(self, row: tuple[Any, ...]) -> Any:
        """Return the object of a table row; raises `msgspec.ValidationError` where a value has the wrong type."""
        fields = {
            name: msgspec.json.decode(value) if json else value
            for name, value, json in zip(self.columns, row, self.is_json, strict=True)
        }
        return msgspec.convert(fields, self.cls, strict=False)


_EMPTY = {tuple: "[]", dict: "{}", str: '""', type(None): "null", int: "0", float: "0.0"}
_CLASSES: dict[str, type[Any]] = {
    "study": Study,
    "coder": Coder,
    "case": Case,
    "transcript": TranscriptRecord,
    "code": Code,
    "coding": Coding,
    "memo": Memo,
    "decision": Decision,
    "finding": Finding,
    "recommendation": Recommendation,
    "figure": Figure,
    "variant": Variant,
    "consent": Consent,
    "lost": Lost,
    "chosen": ChosenQuotation,
    "signoff": SignOff,
    "matrix": Matrix,
    "cell": CellSummary,
    "alias": Alias,
    "sample": Sample,
    "judgement": Judgement,
}
KINDS = tuple(_CLASSES)


@cache
def kind(name: str) -> Kind:
    """Return the rule for a kind of object."""
    return Kind(name, _CLASSES[name])
