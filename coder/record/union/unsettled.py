"""What waits to be settled: objects that stand apart over something that no rule joins."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from coder.record.kinds import OWNED, kind
from coder.record.union.field_rules import join
from coder.record.union.lineage import Apart
from coder.record.union.objects_apart import object_apart, objects_apart

if TYPE_CHECKING:
    from coder.record.study import Study


def asked_over(one: Apart) -> tuple[str, ...]:
    """Return the fields over which people are asked; none where the sides join by themselves."""
    rule = kind(one.kind)
    joined = join(rule, one)
    # What stands on words is laid on the text that holds as it came; another image of it may be of another text.
    if joined.asked or not rule.is_anchored or joined.image == one.holds.after:
        return joined.asked
    return tuple(sorted({name for end in one.ends for name in _differing(end.after, one.holds.after)}))


def shown_to(study: Study, one: Apart) -> bool:
    """Tell whether a coder may see what stands apart: who codes blind sees none of others' work."""
    if study.seen is None or one.kind not in OWNED:
        return True
    rule = kind(one.kind)
    return all(end.after is None or rule.owner_of(end.after) in study.seen for end in one.ends)


def unsettled(study: Study) -> list[Apart]:
    """Return what waits to be settled, by kind and id, as far as the coder may see it."""
    return [one for one in objects_apart(study.reader) if shown_to(study, one) and asked_over(one)]


def is_unsettled(study: Study, name: str, key: str) -> bool:
    """Tell whether an object waits to be settled, as far as the coder may see it."""
    if not study.journal.moment():
        return False
    one = object_apart(study.reader, name, key)
    return one is not None and shown_to(study, one) and bool(asked_over(one))


def _differing(one: str | None, other: str | None) -> set[str]:
    left, right = (json.loads(image) if image else {} for image in (one, other))
    return {name for name in {*left, *right} if left.get(name) != right.get(name)}
