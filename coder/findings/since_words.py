"""What changed under a finding since its sign-off, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from coder.findings import queries
from coder.findings.queries import Since
from coder.i18n import _, labelled
from coder.record.counts.kept_counts import eyes
from coder.record.study import Study

_KEPT = "findings changed, with codes below"
_FAR = 2000
"""So many rows of the journal are looked through again rather than written down as seen: others would wake for it."""


def since_words(study: Study, since: Sequence[Since], most: int = 40) -> list[str]:
    """Return changes under a finding as lines, those of one act, kind and way together; the newest last."""
    names = {
        ("coding", "made"): _("{count} codings made"),
        ("coding", "changed"): _("{count} codings changed"),
        ("coding", "removed"): _("{count} codings removed"),
        ("code", "made"): _("{count} codes made"),
        ("code", "changed"): _("{count} codes defined anew"),
        ("code", "removed"): _("{count} codes removed"),
        ("finding", "changed"): _("the finding itself changed"),
        ("chosen", "made"): _("{count} quotations chosen"),
        ("chosen", "changed"): _("{count} chosen quotations changed"),
        ("chosen", "removed"): _("{count} quotations removed"),
    }
    people = study.project().coders
    lines = []
    for (day, coder, kind, how), group in groupby(since, lambda s: (s.at[:10], s.coder, s.kind, s.how)):
        found = list(group)
        what = names.get((kind, how), f"{kind} {how} {{count}}").format(count=len(found))
        lines.append(f"#{found[-1].seq} {day} {labelled(people.get(coder, coder), what)}")
    return (
        lines if len(lines) <= most else [_("({count} lines before)").format(count=len(lines) - most), *lines[-most:]]
    )


def changed_findings(study: Study) -> Iterator[str]:
    """Yield the findings under which something changed since they were signed off.

    What was found is kept: what changed once stays so, and else only what was written since is looked through.
    """
    data = study.reader.cached(_KEPT, study.coder, eyes(study))
    known: dict[str, list[Any]] = json.loads(data) if data else {}
    found: dict[str, list[Any]] = {}
    limits = study.journal.limits()
    for finding in study.project().findings:
        if (sign_off := queries.last_sign_off(study.reader, finding.id)) is None:
            continue
        of, changed, seen = known.get(finding.id, ("", False, {}))
        if of != sign_off.id:
            changed, seen = False, queries.begun_at(study.reader, sign_off)
        codes = study.project().codes_of(finding)
        changed = changed or queries.is_changed(study.reader, seen, finding.id, codes, study.seen)
        found[finding.id] = [sign_off.id, changed, limits]
        if changed:
            yield finding.id
    if any(told[:2] != known.get(key, ())[:2] or _far(told[2], known[key][2]) for key, told in found.items()):
        study.reader.keep(_KEPT, study.coder, eyes(study), json.dumps(found).encode())


def _far(now: dict[str, int], then: dict[str, int]) -> bool:
    return sum(now.values()) - sum(then.values()) > _FAR
