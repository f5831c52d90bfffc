"""Two studies that were built apart become one: what is one goes by one id, what is two by two, as one act."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from coder.model.identity import content_id, now
from coder.model.pairing import Names, Pairing, renamed
from coder.model.project import TranscriptRecord
from coder.record.entry import Put
from coder.record.kind import encode_json
from coder.record.kinds import KINDS, OWNED, anchored_kinds, kind
from coder.record.study import Study
from coder.record.union.attached import Texts
from coder.record.union.field_rules import join
from coder.record.union.lineage import Apart, Step
from coder.team.carried_over import carry_over
from coder.team.pairs import Pair

VERB = "bring-together"
_SHORT = 4
_DERIVED = {
    "assignment": ("transcript", "coder"),
    "finished": ("transcript", "coder"),
    "closing": ("transcript",),
    "opening": ("transcript",),
}
"""Kinds whose ids follow from what they point at, with these fields."""
_WORK_OF = ("code", "coder")


@dataclass(frozen=True, slots=True)
class Side:
    """What a study holds, by kind and id, as images."""

    images: Mapping[str, Mapping[str, str]]
    names: Names


@dataclass(slots=True)
class Wanted:
    """What objects become: their images, and where the two studies say different things of one."""

    images: dict[tuple[str, str], str | None] = field(default_factory=dict)
    asked: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


def pairings(decided: Iterable[Pair], study: Study, origin: str, taken: Mapping[str, Iterable[str]]) -> list[Pairing]:
    """Return what is noted of pairs, for copies that come later; `taken` are ids in use, by kind."""
    at = now()
    return [
        Pairing(
            id=content_id("pairing", one.kind, one.ours, one.theirs, origin),
            of=one.kind,
            ours=one.ours,
            theirs=one.theirs,
            is_one=one.is_one,
            key=_key(one, origin, set(taken[one.kind])),
            origin=origin,
            by=study.coder,
            at=at,
        )
        for one in decided
    ]


def _key(one: Pair, origin: str, taken: set[str]) -> str:
    """Return the id that stays, or that theirs goes by: the same whoever brings the two together."""
    if one.is_one:
        return min(one.ours, one.theirs)
    if one.ours != one.theirs:
        return one.theirs
    digits = _SHORT
    while (key := f"{one.theirs}-{origin[:digits]}") in taken:
        digits += 1
    return key


def names_of(found: Iterable[Pairing], *, theirs: bool) -> dict[str, dict[str, str]]:
    """Return, by kind, which ids of one study give way to others."""
    names: dict[str, dict[str, str]] = {}
    for one in found:
        for key in {one.ours, one.theirs} if one.is_one else ({one.theirs} if theirs else ()):
            if key != one.key:
                names.setdefault(one.of, {})[key] = one.key
    return names


def wanted(ours: Side, theirs: Side, bases: Mapping[tuple[str, str], str] = MappingProxyType({})) -> Wanted:
    """Return what becomes of the objects whose ids, or what they point at, give way to others.

    `bases` are images from which both sides go on, where there are any.
    """
    found, apart = Wanted(), _work_apart(ours, theirs)
    told = {**theirs.names, **apart}
    for name in KINDS:
        sides: dict[str, list[str | None]] = {}
        touched = set()
        for at, side in enumerate((ours, theirs)):
            for key, image in side.images.get(name, {}).items():
                is_alone = key in apart.get(name, {}) or key not in ours.images.get(name, {})
                new_key, new = _image(name, key, image, told if at and is_alone else side.names)
                sides.setdefault(new_key, [None, None])[at] = new
                if new != image:
                    touched |= {key, new_key}
        for key in touched:
            found.images[name, key] = _one(found, (name, key), sides.get(key, [None, None]), bases)
    return found


def _work_apart(ours: Side, theirs: Side) -> dict[str, dict[str, str]]:
    """Return, by kind, new ids of theirs' work that bears the id of ours, and is of another code or coder by decision.

    Both took it from one file. As the codes, or the coders, are two, so is the work.
    """
    found: dict[str, dict[str, str]] = {}
    if not any(side.names.get(part) for side in (ours, theirs) for part in _WORK_OF):
        return found
    for name in sorted(OWNED.keys() - _DERIVED.keys()):
        for key, image in theirs.images.get(name, {}).items():
            if (mine := ours.images.get(name, {}).get(key)) is None:
                continue
            was, new = (json.loads(_image(name, key, image, names)[1]) for names in ({}, theirs.names))
            here, now_here = (json.loads(_image(name, key, mine, names)[1]) for names in ({}, ours.names))
            parts = [
                part for part in _WORK_OF if was.get(part) == here.get(part) and new.get(part) != now_here.get(part)
            ]
            if parts:
                found.setdefault(name, {})[key] = content_id(name, key, *(new[part] for part in parts))
    return found


def _image(name: str, key: str, image: str, names: Names) -> tuple[str, str]:
    """Return under which id an object goes on, and as what."""
    fields = json.loads(image)
    new = renamed(name, fields, names)
    new_key = names.get(name, {}).get(key, new["id"])
    if (parts := _DERIVED.get(name)) and any(new[part] != fields[part] for part in parts):
        new_key = content_id(name, *(new[part] for part in parts))
    new["id"] = new_key
    return new_key, encode_json(new).decode() if new != fields else image


def _one(
    found: Wanted, where: tuple[str, str], sides: Sequence[str | None], bases: Mapping[tuple[str, str], str]
) -> str | None:
    ends = [_end(image) for image in sides if image is not None]
    if not ends:
        return None
    if where[0] == "transcript" and len(ends) > 1:
        return str(max((one.after or "" for one in ends), key=_stands))
    base = bases.get(where) if len(ends) > 1 else None
    joined = join(kind(where[0]), Apart(*where, base, tuple(ends)))
    if joined.asked:
        found.asked[where] = joined.asked
    return joined.image


def _stands(image: str) -> tuple[int, str, str]:
    """Return by what a transcript's text stands before another: it was corrected more often, then later."""
    fields = json.loads(image)
    return fields["revision"], fields["at"], fields["text_hash"]


def _end(image: str) -> Step:
    return Step(0, "", 0, "", "", "", "", "", image)


def told_apart(found: Wanted, noted: Iterable[Pairing]) -> Wanted:
    """Let what is two under one name be told apart by its name, too."""
    for one in noted:
        rule = kind(one.of)
        image = found.images.get((one.of, one.key))
        ours = found.images.get((one.of, one.ours))
        if one.is_one or one.ours != one.theirs or image is None:
            continue
        value = rule.from_image(image)
        if ours is None or rule.from_image(ours).name == value.name:
            value = replace(value, name=f"{value.name} ({one.origin[:_SHORT]})")
        found.images[one.of, one.key] = rule.image(value)
    return found


def both_hold(ours: Side, theirs: Side) -> frozenset[tuple[str, str]]:
    """Return the objects of which both studies hold different images under one id."""
    return frozenset(
        (name, key)
        for name, found in ours.images.items()
        for key, image in found.items()
        if theirs.images.get(name, {}).get(key, image) != image
    )


def write(study: Study, found: Wanted, both: frozenset[tuple[str, str]]) -> int:
    """Write what objects become, as one act that builds on both sides where both knew the object; return how many."""
    settled, plain = list[Put](), list[Put]()
    for (name, key), image in found.images.items():
        rule = kind(name)
        before = study.reader.named(name, key)
        after = None if image is None else rule.from_image(image)
        if (before is None and after is None) or (before == after and (name, key) not in both):
            continue
        is_settled = (name, key) in both and (name, key) not in found.asked
        if is_settled or before != after:
            (settled if is_settled else plain).append(Put(name, before, after))
    if settled:
        study.record(settled, VERB, settling=True)
    if plain:
        study.record(plain, VERB)
    return len(settled) + len(plain)


def carry(study: Study, ours: Side, theirs: Side) -> tuple[int, int]:
    """Lay anchors onto the text that stands where two transcripts became one; return how many moved and were lost."""
    moved = lost = 0
    puts: list[Put] = []
    joined = {*ours.names.get("transcript", {}).values(), *theirs.names.get("transcript", {}).values()}
    for record in filter(lambda one: one.id in joined, study.reader.all(TranscriptRecord)):
        for side in (ours, theirs):
            for key, image in side.images["transcript"].items():
                text_hash = json.loads(image)["text_hash"]
                if side.names.get("transcript", {}).get(key, key) != record.id or text_hash == record.text_hash:
                    continue
                found, came, gone = carry_over(
                    study,
                    [Texts(record.id, record.text_hash, text_hash)],
                    lambda _replica, _seq: True,
                    frozenset(_anchors(side, key)),
                )
                puts += found
                moved, lost = moved + came, lost + gone
    if puts:
        study.record(puts, VERB)
    return moved, lost


def _anchors(side: Side, transcript: str) -> Iterable[str]:
    for name in sorted(anchored_kinds()):
        rule = kind(name)
        for key, image in side.images.get(name, {}).items():
            if rule.transcript_of(image) == transcript:
                yield key
