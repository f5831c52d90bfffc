"""What two studies that were built apart both hold: what is one for certain, and what people are asked over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from coder.errors import CoderError
from coder.i18n import _, listed
from coder.language.fold import fold
from coder.model.values.value_names import case_facts
from coder.record.kinds import kind

Objects = Mapping[str, Mapping[str, Any]]
"""By kind and id: what a study holds."""

BY_ID = ("coder", "case", "code", "finding", "recommendation", "figure", "source")
BY_NAME = ("coder", "case", "code", "transcript", "alias", "matrix")
LOOKED_AT = tuple(dict.fromkeys((*BY_ID, *BY_NAME)))


@dataclass(frozen=True, slots=True)
class Pair:
    """An object of each study: whether they are taken for one, for which reason, and whether that is certain."""

    kind: str
    ours: str
    theirs: str
    is_one: bool
    is_sure: bool
    why: str
    words: tuple[str, str]

    @property
    def id(self) -> str:
        """How a person names the pair: kind and id, both ids where they differ."""
        return f"{self.kind}:{self.theirs}" + ("" if self.ours == self.theirs else f"={self.ours}")

    @property
    def question(self) -> str:
        """What is asked, by kind."""
        asked = {
            "coder": _("one person or two?"),
            "case": _("one case or two?"),
            "code": _("one code or two?"),
            "transcript": _("one transcript or two?"),
        }
        return asked.get(self.kind) or _("one or two?")


def pairs(ours: Objects, theirs: Objects, both_work: Collection[str]) -> list[Pair]:
    """Return what both studies hold under one id with other words, or under one name with other ids.

    `both_work` are the coders whose work lies in both. What agrees in id and name is one without being told.
    """
    return [*_of_one_id(ours, theirs, both_work), *_cases_of_one_text(ours, theirs), *_of_one_name(ours, theirs)]


def have_nothing_in_common(ours: Objects, theirs: Objects) -> bool:
    """Tell whether neither a transcript nor a code of one study is in the other; a study that has none fits any."""
    if not all(side["transcript"] or side["code"] for side in (ours, theirs)):
        return False
    return not any(set(ours[name]) & set(theirs[name]) for name in ("transcript", "code")) and not any(
        _by_name(ours, name).keys() & _by_name(theirs, name).keys() for name in ("transcript", "code")
    )


def _of_one_id(ours: Objects, theirs: Objects, both_work: Collection[str]) -> Iterator[Pair]:
    cases = _cases_by_text(ours, theirs)
    for name in BY_ID:
        for key in theirs[name]:
            if key not in ours[name]:
                continue
            one, other = ours[name][key], theirs[name][key]
            words = (_words(name, one), _words(name, other))
            if name == "coder":
                if key in both_work:
                    yield Pair(name, key, key, is_one=True, is_sure=False, why=_("coded in both"), words=words)
            elif _name(name, one) != _name(name, other) and not (name == "case" and (key, key) in cases):
                yield Pair(
                    name, key, key, is_one=_alike(one, other), is_sure=False, why=_("one id, two names"), words=words
                )


def _alike(one: Any, other: Any) -> bool:
    """Tell whether two objects of one id and two names say the same apart from their names."""
    told = [getattr(value, "definition", "") or getattr(value, "statement", "") for value in (one, other)]
    return bool(told[0]) and told[0] == told[1]


def _cases_by_text(ours: Objects, theirs: Objects) -> dict[tuple[str, str], None]:
    both = ((record, theirs["transcript"].get(key)) for key, record in ours["transcript"].items())
    return {(record.case, other.case): None for record, other in both if other is not None}


def _cases_of_one_text(ours: Objects, theirs: Objects) -> Iterator[Pair]:
    for one, other in _cases_by_text(ours, theirs):
        if one == other or one not in ours["case"] or other not in theirs["case"]:
            continue
        words = (_words("case", ours["case"][one]), _words("case", theirs["case"][other]))
        yield Pair("case", one, other, is_one=True, is_sure=False, why=_("one transcript, two cases"), words=words)


def _of_one_name(ours: Objects, theirs: Objects) -> Iterator[Pair]:
    told = {(one, other) for one, other in _cases_by_text(ours, theirs)}
    for name in BY_NAME:
        held = _by_name(ours, name)
        for called, other in _by_name(theirs, name).items():
            one = held.get(called)
            if one is None or one.id == other.id or one.id in theirs[name] or other.id in ours[name]:
                continue
            if name == "case" and (one.id, other.id) in told:
                continue
            is_sure = _is_sure(name, one, other)
            yield Pair(
                name,
                one.id,
                other.id,
                is_one=name != "transcript" or is_sure,
                is_sure=is_sure,
                why=_("one name, two ids") if name != "transcript" else _("one name, two texts"),
                words=(_words(name, one), _words(name, other)),
            )


def _is_sure(name: str, one: Any, other: Any) -> bool:
    if name == "code":
        return bool(one.definition) and (one.definition, one.level) == (other.definition, other.level)
    if name == "transcript":
        return bool(one.original_hash == other.original_hash)
    return name in {"alias", "matrix"}


def _by_name(objects: Objects, name: str) -> dict[str, Any]:
    """Return the objects of a kind by name, as far as it stands for one of them."""
    found: dict[str, Any] = {}
    twice = set()
    for value in objects[name].values():
        called = _name(name, value)
        if called in found:
            twice.add(called)
        found[called] = value
    return {called: value for called, value in found.items() if called and called not in twice}


def _name(name: str, value: Any) -> str:
    if name == "matrix":
        return f"{fold(value.name)}|{value.rows}|{value.columns}"
    return " ".join(fold(value.name).split())


def _words(name: str, value: Any) -> str:
    """Return what tells a person which object is meant."""
    told = list(dict.fromkeys([kind(name).called(value), value.name]))
    told += [text for field in ("definition", "statement") if (text := getattr(value, field, ""))]
    if name == "case":
        told += case_facts(value, {})
    if name == "transcript":
        told.append(_("{count} characters").format(count=value.chars))
    return _("; ").join(told)


Answers = Mapping[str, bool]
"""By a pair's id: whether it is one."""


def decide(found: list[Pair], answers: Answers, ask: Callable[[Pair], bool] | None, both: Objects) -> dict[str, Pair]:
    """Return what was decided of each pair; raises `CoderError` where an answer fits none, or one is missing.

    A person may also name a pair that nothing points to, as `coder:Ann=Anne`; `both` are the objects of both studies.
    """
    known = {one.id: one for one in found}
    for name, is_one in answers.items():
        if name not in known:
            known[name] = _named(name, is_one, both)
    decided: dict[str, Pair] = {}
    missing = []
    for name, one in known.items():
        if name in answers:
            decided[name] = _answered(one, answers[name])
        elif one.is_sure:
            decided[name] = one
        elif ask is not None:
            decided[name] = _answered(one, ask(one))
        else:
            missing.append(one)
    if missing:
        raise CoderError(
            _("the two studies were built apart, and it is not certain what is one in them: {names}").format(
                names=listed(one.id for one in missing)
            ),
            _("say of each whether it is one or two: --one {id} or --two {id}; --dry-run shows both sides").format(
                id=missing[0].id
            ),
        )
    return decided


def _answered(one: Pair, is_one: bool) -> Pair:
    return Pair(one.kind, one.ours, one.theirs, is_one, True, one.why, one.words)


def _named(text: str, is_one: bool, both: Objects) -> Pair:
    name, _colon, ids = text.partition(":")
    theirs, _equal, ours = ids.partition("=")
    if name not in LOOKED_AT or not ours or ours not in both[name] or theirs not in both[name]:
        raise CoderError(
            _("no such pair: {name}").format(name=text),
            _("write it as --dry-run does, or as kind:theirs=ours, for example coder:Ann=Anne"),
        )
    words = (_words(name, both[name][ours]), _words(name, both[name][theirs]))
    return Pair(name, ours, theirs, is_one, True, "", words)
