"""What is known of one kind of object: its JSON image in the journal, its row in the table, whose work it is."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from functools import cache, cached_property
from importlib import import_module
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

_PLACE_FIELDS = 3
_SCALARS = {str, int, float, bool}
Telling = Literal["one by one", "counted", "elsewhere"]
"""How a comparison of two moments tells the objects of a kind; `elsewhere`: by what came or went with them."""


@cache
def encoder() -> Callable[[Any], bytes]:
    """Return what writes the canonical JSON of a value: for those who write very many."""
    # Loaded with the first object: the help of commands names the kinds, and has no use for it.
    from msgspec.json import Encoder

    return Encoder(order="sorted").encode


def encode_json(value: Any) -> bytes:
    """Return the canonical JSON of a value."""
    return encoder()(value)


def _called(value: Any) -> str:
    return getattr(value, "title", "") or getattr(value, "name", "") or str(value.id)


def address(cls: type[Any]) -> str:
    """Return where a class is defined, as `module:name`."""
    return f"{cls.__module__}:{cls.__qualname__}"


class Kind:
    """One kind of object: its class, what people call it, whose work it is, where it stands, how it is stored.

    `cls` is the class of its objects, or where it is defined (`module:name`), to be loaded when needed. `owner` is the
    field that names the person whose work an object is, and `shared` says that the kind is everybody's: each kind
    states one of them. What a person makes of others' work (a verdict, a chosen quotation, a summary) has an owner too,
    so that a blind coder reads none of it. `place` are the fields that say which transcript and code it lies on, then
    whose it is there. `refers` are the other fields that hold ids or words of the program; the texts of all the rest
    are people's, and may hold names. `label` is the kind in the interface language, `called` what one object is called,
    `told` how a comparison tells it. Where two replicas changed one object, those of a kind that is joined `by_field`
    keep both, unless they changed one field; other kinds are kept whole. `quiet` are the fields, besides time and
    writer, over which nobody is asked. `untold` are those of which the history says nothing, besides time, writer and
    place: they say nothing to a reader, or another field or the act itself says it.
    """

    def __init__(
        self,
        name: str,
        cls: str | type[Any],
        label: Callable[[], str],
        *,
        owner: str = "",
        shared: bool = False,
        place: tuple[str, ...] = (),
        refers: tuple[str, ...] = (),
        called: Callable[[Any], str] = _called,
        told: Telling = "one by one",
        by_field: bool = False,
        quiet: tuple[str, ...] = (),
        untold: tuple[str, ...] = (),
    ) -> None:
        if shared is bool(owner):
            raise ValueError(f"kind {name}: state the field of its owner, or that it is shared")
        if place and len(place) != _PLACE_FIELDS:
            raise ValueError(f"kind {name}: state three fields of its place: transcript, code, and whose it is there")
        self._declared = cls
        self.name = name
        self.label = label
        self.owner = owner
        self.shared = shared
        self.place = place
        self._refers = refers
        self.called = called
        self.told = told
        self.by_field = by_field
        self.quiet = frozenset({"at", "by", *quiet})
        self._untold = untold
        # Read through a blind coder's veil, if there is one; written, and proved, on the table itself.
        self.table = f'main."{name}"'

    @property
    def at(self) -> str:
        """Return where its class is defined, as `module:name`."""
        return self._declared if isinstance(self._declared, str) else address(self._declared)

    @cached_property
    def cls(self) -> type[Any]:
        """The class of its objects, loaded with the first of them: a command needs few kinds."""
        if not isinstance(self._declared, str):
            return self._declared
        module, _colon, name = self._declared.partition(":")
        found: type[Any] = getattr(import_module(module), name)
        return found

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The fields of an object, which are the columns of its table; raises `ValueError` if the owner's is none."""
        columns = tuple(f.name for f in dataclasses.fields(self.cls))
        if self.owner and self.owner not in columns:
            raise ValueError(f"kind {self.name}: an object has no field {self.owner}, which is its owner")
        return columns

    @cached_property
    def told_fields(self) -> tuple[str, ...]:
        """The fields that the history tells of an object: all but those that say nothing to a reader."""
        silent = {"id", "at", "by", self.owner, *self._untold, *(("end", "line") if "start" in self.columns else ())}
        return tuple(column for column in self.columns if column not in silent)

    @cached_property
    def _values(self) -> Callable[[Any], tuple[Any, ...]]:
        return attrgetter(*self.columns)

    @cached_property
    def _quoted(self) -> tuple[str, ...]:
        return tuple(f'"{column}"' for column in self.columns)

    @cached_property
    def select(self) -> str:
        """The query of objects as the coder at the keyboard may see them."""
        return f'SELECT {", ".join(self._quoted)} FROM "{self.name}"'

    @cached_property
    def select_whole(self) -> str:
        """The query of all objects, whoever may see them."""
        return f"SELECT {', '.join(self._quoted)} FROM {self.table}"

    @cached_property
    def insert(self) -> str:
        """The statement that writes a new object."""
        marks = ", ".join("?" * len(self._quoted))
        return f"INSERT INTO {self.table} ({', '.join(self._quoted)}) VALUES ({marks})"

    @cached_property
    def upsert(self) -> str:
        """The statement that writes an object, new or known."""
        updates = ", ".join(f"{c} = excluded.{c}" for c in self._quoted[1:])
        return f"{self.insert} ON CONFLICT (id) DO UPDATE SET {updates}"

    @property
    def delete(self) -> str:
        """The statement that removes an object."""
        return f"DELETE FROM {self.table} WHERE id = ?"

    @cached_property
    def is_json(self) -> tuple[bool, ...]:
        """Whether each column holds JSON: all but texts, numbers, booleans and literals, and their optional forms."""
        types = get_type_hints(self.cls)
        return tuple(not _is_scalar(types[column]) for column in self.columns)

    @cached_property
    def gathers(self) -> frozenset[str]:
        """The fields that hold several texts, or texts by name: what was added and removed apart is joined."""
        hints = get_type_hints(self.cls)
        return frozenset(c for c in self.columns if hints[c] in {tuple[str, ...], dict[str, str]})

    @cached_property
    def _decode(self) -> Callable[[str], Any]:
        from msgspec.json import Decoder

        return Decoder(self.cls).decode

    @cached_property
    def _json_at(self) -> tuple[int, ...]:
        return tuple(i for i, is_json in enumerate(self.is_json) if is_json)

    @property
    def kept(self) -> frozenset[str]:
        """The fields whose texts hold no name: by them objects find each other, and the record."""
        return frozenset({"id", "at", "by", self.owner or "id", *self.place, *self._refers})

    @property
    def is_anchored(self) -> bool:
        """Whether its objects stand on words of a transcript, so that they must not come back onto other words."""
        return bool(self.place) and "start" in self.columns

    def transcript_of(self, image: str) -> str:
        """Return the transcript on whose words the object of an image stands, or nothing."""
        if not self.is_anchored:
            return ""
        fields: dict[str, Any] = json.loads(image)
        if "target" not in self.place:
            return str(fields["transcript"])
        return str(fields["target"]) if fields["target_kind"] == "transcript" and fields["start"] is not None else ""

    def owner_of(self, image: str) -> str:
        """Return whose work the object of an image is, empty where the kind is everybody's."""
        return str(json.loads(image).get(self.owner, "")) if self.owner else ""

    def image(self, value: Any) -> str:
        """Return the canonical JSON image of an object."""
        return encode_json(value).decode()

    def from_image(self, image: str) -> Any:
        """Return the object of an image."""
        return self._decode(image)

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
        from msgspec import convert
        from msgspec.json import decode

        fields = {
            name: decode(value) if is_json else value
            for name, value, is_json in zip(self.columns, row, self.is_json, strict=True)
        }
        return convert(fields, self.cls, strict=False)


def _is_scalar(hint: Any) -> bool:
    """Tell whether values of a type are one SQLite value: one plain type or literals of it, or nothing."""
    if get_origin(hint) in {Union, UnionType}:
        options = [option for option in get_args(hint) if option is not NoneType]
        return len(options) == 1 and _is_scalar(options[0])
    return hint in _SCALARS or get_origin(hint) is Literal


_EMPTY = {tuple: "[]", dict: "{}", str: '""', type(None): "null", int: "0", float: "0.0"}
