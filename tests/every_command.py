"""Every command with each way to call it, and one object of every kind that is a person's own."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import uuid4

import click

from coder.cli.main import program
from coder.model.identity import new_id
from coder.record.kinds import OWNED, kind
from coder.record.study import Study

BLIND, OTHER = "robin", "kestrel"
WORD = f"canary-{uuid4().hex}"
WORDS = "缺人，真的找不到人"
# They go on until they are stopped: what the browser shows are the screens.
GOES_ON = {"serve"}


def leaves(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command that can be run, with its words."""
    if not isinstance(command, click.Group) or (path and command.invoke_without_command):
        yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from leaves(below, (*path, name))


COMMANDS = {" ".join(path): command for path, command in leaves(program()) if path[0] not in GOES_ON}


_PLAIN: dict[Any, Any] = {str: WORD, int: 1, float: 0.5, bool: True}


def made(hint: Any, name: str, known: Mapping[str, Any]) -> Any:
    """Return a value of a type: what is known of a field, else the word wherever a text can stand."""
    if name in known:
        return known[name]
    origin, inner = get_origin(hint), [one for one in get_args(hint) if one not in {NoneType, Ellipsis}]
    if origin is Literal:
        return inner[0]
    if origin in {Union, UnionType}:
        return made(inner[0], name, known)
    if origin is not None:
        of = [made(one, "", known) for one in inner]
        return dict([of]) if origin is dict else tuple(of)
    if hint in _PLAIN:
        return _PLAIN[hint]
    return hint(**{field: made(of, field, known) for field, of in get_type_hints(hint).items()})


def made_of_every_kind(study: Study) -> list[tuple[str, Any]]:
    """Return an object of every kind that is a person's own: the other's, on the words that the blind coded."""
    document = study.transcript("firm-a")
    start = document.text.index(WORDS)
    coding = document.codings[0]
    known = {
        "by": OTHER, "coder": OTHER, "at": "2026-01-31T12:00:00+08:00", "transcript": document.info.id,
        "text_hash": document.info.text_hash, "start": start, "end": start + len(WORDS), "code": "shortage",
        "quote_hash": coding.quote_hash, "finding": study.project().findings[0].id, "coding": coding.id,
        "target_kind": "transcript", "target": document.info.id, "line": coding.line,
    }  # fmt: skip
    of_kind: dict[str, dict[str, Any]] = {
        "lost": {"memo": None, "decision": None, "coding": dataclasses.replace(coding, id=new_id(), coder=OTHER)},
        "judgement": {"verdict": "does-not"},
        "cell": {"id": "M:A:shortage"},
    }
    return [
        (name, made(kind(name).cls, "", {"id": new_id(), **known, **of_kind.get(name, {})}))
        for name in OWNED
    ]  # fmt: skip


def value_for(param: click.Parameter, folder: Path) -> str:
    """Return something that a parameter takes."""
    if isinstance(param.type, click.Choice):
        return str(param.type.choices[0])
    if isinstance(param.type, click.Path):
        return str(folder / "corrected.txt") if param.type.exists else str(folder / f"written-{param.name}")
    if isinstance(param.type, click.types.IntParamType | click.types.FloatParamType):
        return "1"
    name = str(param.name)
    known = {"transcript": "firm-a", "names": "firm-a", "coder": BLIND, "finding": "F1", "output": str(folder / "out")}
    return next((value for part, value in known.items() if part in name), "shortage")


def calls(command: click.Command, folder: Path, others: set[str]) -> Iterator[list[str]]:
    """Yield the arguments of each way to call a command: each option by itself, and what is the other's by its id."""
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    options = [p for p in command.params if isinstance(p, click.Option) and p.name != "help"]
    base = [value_for(p, folder) for p in arguments if p.required]
    shown = ["--json"] if any("--json" in p.opts for p in options) else []
    yield base
    for option in options:
        taken = [option.opts[0], *([] if option.is_flag else [value_for(option, folder)] * option.nargs)]
        yield [*base, *taken, *(shown if taken != shown else [])]
    for key in sorted(others) if arguments else []:
        yield [key for _argument in arguments][: max(1, len(base))]
