"""In which stretches of a transcript somebody speaks, or somebody in a role."""

from __future__ import annotations

from collections.abc import Collection

from coder.model.counting.frequencies import Keep, Keeps
from coder.model.project import Project
from coder.record.counts.code_marks import script
from coder.record.reader import Reader


def keeping(reader: Reader, project: Project, speakers: Collection[str], roles: Collection[str]) -> Keeps | None:
    """Return what says of a transcript which passages are kept: one of the speakers, and one of the roles, is heard.

    None where neither is asked for. Retrieval keeps the same passages.
    """
    if not speakers and not roles:
        return None
    names, parts = frozenset(speakers), frozenset(roles)

    def of(transcript: str) -> Keep:
        voices = script(reader, project.transcript_by_id[transcript]).voices

        def keep(start: int, end: int) -> bool:
            heard = voices(start, end)
            return (not names or any(name in names for name, _ in heard)) and (
                not parts or any(role in parts for _, role in heard)
            )

        return keep

    return of
