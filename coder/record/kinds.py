"""Objects, their JSON images in the journal and their rows in the tables: one rule for every kind."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from coder.model.aliases import Alias
from coder.model.codebook import Case, Code, Figure, Finding, Recommendation, Variant
from coder.model.coding import Coding, Decision, Memo
from coder.model.displaced import Lost
from coder.model.finding import ChosenQuotation, SignOff
from coder.model.matrix import CellSummary, Matrix
from coder.model.project import TranscriptInfo
from coder.model.sample import Judgement, Sample

_SCALARS = {str, int, float, bool}
_encoder = msgspec.json.Encoder(order="sorted")
encode_json: Callable[[Any], bytes] = _encoder.encode


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyTitle:
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
    """What is known of one kind of object: its class, whose work it is, where it stands, how it is stored.

    `owner` is the field that names the person whose work an object is; `None` says that the kind is everybody's.
    What a person makes of others' work (a verdict, a chosen quotation, a summary) has an owner too, so that a
    blind coder reads none of it. `place` are the fields that say which transcript and code it lies on, then whose
    it is there.
    """

    def __init__(self, name: str, cls: type[Any], *, owner: str | None, place: tuple[str, ...] = ()) -> None:
        self.name = name
        self.cls = cls
        self.owner = owner
        self.place = place
        self.columns = tuple(f.name for f in dataclasses.fields(cls))
        self._values = attrgetter(*self.columns)
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

    @cached_property
    def is_json(self) -> tuple[bool, ...]:
        """Whether each column holds JSON: all but texts, numbers, booleans and literals, and their optional forms."""
        types = get_type_hints(self.cls)
        return tuple(not _is_scalar(types[column]) for column in self.columns)

    @cached_property
    def _json_at(self) -> tuple[int, ...]:
        return tuple(i for i, json in enumerate(self.is_json) if json)

    def owner_of(self, image: str) -> str:
        """Return whose work the object of an image is, empty where the kind is everybody's."""
        return str(msgspec.json.decode(image).get(self.owner, "")) if self.owner else ""

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


def _is_scalar(hint: Any) -> bool:
    """Tell whether values of a type are one SQLite value: one plain type or literals of it, or nothing."""
    if get_origin(hint) in {Union, UnionType}:
        options = [option for option in get_args(hint) if option is not NoneType]
        return len(options) == 1 and _is_scalar(options[0])
    return hint in _SCALARS or get_origin(hint) is Literal


_EMPTY = {tuple: "[]", dict: "{}", str: '""', type(None): "null", int: "0", float: "0.0"}
_ON_WORDS = ("transcript", "code", "coder")
_DECLARED = (
    Kind("study", StudyTitle, owner=None),
    Kind("coder", Coder, owner=None),
    Kind("case", Case, owner=None),
    Kind("transcript", TranscriptRecord, owner=None),
    Kind("code", Code, owner=None),
    Kind("coding", Coding, owner="coder", place=_ON_WORDS),
    Kind("memo", Memo, owner="coder", place=("target_kind", "target", "coder")),
    Kind("decision", Decision, owner="coder", place=_ON_WORDS),
    Kind("finding", Finding, owner=None),
    Kind("recommendation", Recommendation, owner=None),
    Kind("figure", Figure, owner=None),
    Kind("variant", Variant, owner=None),
    Kind("consent", Consent, owner=None),
    Kind("lost", Lost, owner="coder", place=_ON_WORDS),
    Kind("chosen", ChosenQuotation, owner="by"),
    Kind("signoff", SignOff, owner="by"),
    Kind("matrix", Matrix, owner=None),
    Kind("cell", CellSummary, owner="by"),
    Kind("alias", Alias, owner=None),
    Kind("sample", Sample, owner="by"),
    Kind("judgement", Judgement, owner="by"),
)
_BY_NAME = {declared.name: declared for declared in _DECLARED}
_BY_CLASS = {declared.cls: declared for declared in _DECLARED}
KINDS = tuple(_BY_NAME)
OWNED = {declared.name: declared.owner for declared in _DECLARED if declared.owner is not None}
"""The kinds that are one person's work, with the field that names the person: others may not see it while blind."""

PLACES = {declared.name: declared.place for declared in _DECLARED if declared.place}
"""The kinds that lie on a transcript or code, with the fields that say where. A damaged journal may name others."""


def kind_of(cls: type) -> Kind:
    """Return what is known of the kind whose objects have this class."""
    return _BY_CLASS[cls]


def kind(name: str) -> Kind:
    """Return what is known of a kind of object."""
    return _BY_NAME[name]
