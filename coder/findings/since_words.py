"""What changed under a finding since its sign-off, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from coder.findings import queries
from coder.findings.queries import Since
from coder.i18n import _
from coder.record.study import Study


def since_words(study: Study, since: Sequence[Since], most: int = 40) -> list[str]:
    """Return changes under a finding as lines, those of one act, kind and way together; the newest last."""
    names = {
        ("coding", "made"): _("{count} codings made"),
        ("coding", "changed"): _("{count} codings changed"),
        ("coding", "removed"): _("{count} codings removed"),
        ("code", "changed"): _("{count} codes defined anew"),
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
        lines.append(f"#{found[-1].seq} {day} {people.get(coder, coder)}: {what}")
    return (
        lines if len(lines) <= most else [_("({count} lines before)").format(count=len(lines) - most), *lines[-most:]]
    )


def changed_findings(study: Study) -> Iterator[str]:
    """Yield the findings under which something changed since they were signed off."""
    for finding in study.project().findings:
        sign_off = queries.last_sign_off(study.reader, finding.id)
        codes = (*finding.supports, *finding.opposes)
        if sign_off and queries.since(study.reader, sign_off, finding.id, codes, study.seen):
            yield finding.id
