"""What was decided of two studies holds for copies that come later: whoever did not know it yet, means the old ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coder.model.pairing import Pairing
from coder.record.kinds import kind
from coder.record.study import Study
from coder.record.union import built_apart
from coder.team.joined_studies import Side, Wanted, names_of, told_apart, wanted, write

_LAST = "pairing"


@dataclass(frozen=True, slots=True)
class Known:
    """Before rows are taken in: the decisions that each file knows, and what only one of them holds.

    `standing` are the objects that keep their id although another study had another of it, by decision.
    """

    ours: Mapping[str, Pairing]
    theirs: Mapping[str, Pairing]
    replicas: tuple[frozenset[str], frozenset[str]]
    alone: tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]
    sides: tuple[Side, Side]
    standing: Mapping[str, str]

    @property
    def all(self) -> list[Pairing]:
        """All decisions of both."""
        return list({**self.ours, **self.theirs}.values())


def known(study: Study) -> Known | None:
    """Return what the two files know of such decisions; None where neither knows any."""
    ours, theirs = (built_apart.objects(study, schema, _LAST) for schema in ("main", "theirs"))
    if not ours and not theirs:
        return None
    alone = tuple(frozenset(built_apart.alone(study, *pair)) for pair in (("main", "theirs"), ("theirs", "main")))
    images = [_images(study, schema, found) for schema, found in zip(("main", "theirs"), alone, strict=True)]
    return Known(
        ours,
        theirs,
        (frozenset(built_apart.replicas(study, "main")), frozenset(built_apart.replicas(study, "theirs"))),
        (alone[0], alone[1]),
        (Side(images[0], {}), Side(images[1], {})),
        {**_standing(study, "theirs", theirs), **_standing(study, "main", ours)},
    )


def _standing(study: Study, schema: str, found: Mapping[str, Pairing]) -> dict[str, str]:
    images = {}
    for key, one in found.items():
        if not one.is_one and one.ours == one.theirs:
            here = built_apart.objects(study, schema, one.of).get(one.ours)
            if here is not None:
                images[key] = kind(one.of).image(here)
    return images


def _images(study: Study, schema: str, found: Iterable[tuple[str, str]]) -> dict[str, dict[str, str]]:
    keys: dict[str, set[str]] = {}
    for name, key in found:
        keys.setdefault(name, set()).add(key)
    return {
        name: {key: kind(name).image(one) for key, one in built_apart.objects(study, schema, name).items() if key in of}
        for name, of in keys.items()
    }


def apply_known(study: Study, before: Known) -> int:
    """Let the decisions take hold of what came in, or of what was here before they came; return how many objects."""
    sides = []
    for at, (has, other) in enumerate(((before.ours, before.theirs), (before.theirs, before.ours))):
        meant = [
            one
            for one in before.all
            if one.is_one or (one.id not in has and one.id in other and one.origin in before.replicas[at])
        ]
        sides.append(Side(before.sides[at].images, names_of(meant, theirs=True)))
    found = wanted(sides[0], sides[1], built_apart.first_images(study, [(one.of, one.key) for one in before.all]))
    both = _keep_decided(study, found, before)
    told_apart(found, before.all)
    return write(study, found, both)


def _keep_decided(study: Study, found: Wanted, before: Known) -> frozenset[tuple[str, str]]:
    """Leave what stands under the ids that stay as it is; return of which somebody changed it without knowing."""
    both = set()
    for one in before.all:
        rule = kind(one.of)
        where = (one.of, one.key if one.is_one else one.ours)
        if where not in found.images:
            continue
        if not one.is_one and one.id in before.standing:
            found.images[where] = before.standing[one.id]
            both.add(where)
        elif one.is_one and (here := study.reader.named(*where)) is not None:
            found.images[where] = rule.image(here)
    return frozenset(both)
