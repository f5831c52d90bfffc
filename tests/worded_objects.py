"""An object of any kind, made out of somebody's words wherever words can stand."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Collection
from typing import Any

from coder.model.identity import new_id
from coder.record.kinds import kind

ID = "k1"


def worded(name: str, words: str, ids: Collection[str] = (), **told: Any) -> Any:
    """Return an object of a kind with these words in each field that takes text, but for `ids`, which take an id."""
    return _made(kind(name).cls, words, ids, {"id": new_id(), **told})


def _made(cls: type, words: str, ids: Collection[str], told: dict[str, Any]) -> Any:
    hints = typing.get_type_hints(cls)
    fields = [field.name for field in dataclasses.fields(cls)]
    return cls(**{f: told.get(f, _value(hints[f], ID if f in ids else words, ids)) for f in fields})


def _value(hint: Any, words: str, ids: Collection[str]) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return arguments[0]
    if origin in {typing.Union, types.UnionType}:
        return _value(str if str in arguments else next(a for a in arguments if a is not type(None)), words, ids)
    if origin in {tuple, dict}:
        inner = [_value(one, words, ids) for one in arguments if one is not Ellipsis]
        return tuple(inner) if origin is tuple else {inner[0]: inner[1]}
    if dataclasses.is_dataclass(hint):
        return _made(typing.cast("type", hint), words, ids, {})
    return words if hint is str else hint(1)
