"""What stands apart until somebody settles it: both sides, what they come from, and the act that settles."""

from __future__ import annotations

from coder.record.kinds import OWNED, kind
from coder.record.study import Study
from coder.record.union.lineage import Apart


def shown_to(study: Study, one: Apart) -> bool:
    """Tell whether a coder may see what stands apart: who codes blind sees none of others' work."""
    if study.seen is None or one.kind not in OWNED:
        return True
    rule = kind(one.kind)
    return all(end.after is None or rule.owner_of(end.after) in study.seen for end in one.ends)
