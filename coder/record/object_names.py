"""What one object of any kind is called by people, in the interface language: never by its id alone."""

from __future__ import annotations

import re
from typing import Any

from coder.i18n import bracketed, listed
from coder.model.project import Project
from coder.record.kinds import kind

_MOST_CODES = 3
_RANDOM = re.compile(r"[0-9a-f]{32}")


def object_name(project: Project, name: str, value: Any) -> str:
    """Return an object's own name; of what lies on a transcript without one, its codes, whose it is and the transcript.

    What names nothing is called by its kind.
    """
    rule = kind(name)
    own = rule.called(value)
    if name == "cell":
        return cell_title(project, own)
    if name == "coder":
        return project.coder_name(value.id)
    if not _RANDOM.fullmatch(own):
        return own
    if finding := getattr(value, "finding", ""):
        return str(finding)
    judged = dict.fromkeys(_title(project, one.code) for one in getattr(value, "judged", ()))
    codes = listed(list(judged)[:_MOST_CODES]) + ("…" if len(judged) > _MOST_CODES else "")
    who = project.coders.get(getattr(value, "coder", ""), "") if rule.owner == "coder" else ""
    info = project.transcript_by_id.get(getattr(value, "transcript", ""))
    told = [part for part in (codes, info.name if info else "", who) if part]
    return told[0] + "".join(bracketed(part) for part in told[1:]) if told else rule.label()


def cell_title(project: Project, cell: str) -> str:
    """Return the names of the row and the column that a matrix's cell crosses."""
    cases = {f"case:{case.id}": case.title for case in project.cases}
    return " × ".join(cases.get(heading) or _title(project, heading) for heading in cell.split("|"))


def _title(project: Project, code: str) -> str:
    entry = project.code_by_id.get(code)
    return entry.title if entry else code
