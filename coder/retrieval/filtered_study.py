"""What is left of a study by filters of case, attribute, speaker and role, for whatever counts."""

from __future__ import annotations

from dataclasses import replace

from coder.model.case_condition import cases_meant
from coder.model.counting.narrowed import Narrowed
from coder.model.counting.passage_filters import Filters
from coder.model.project import Project
from coder.record.reader import Reader
from coder.record.speaking_voices import keeping


def narrowed(reader: Reader, project: Project, filters: Filters) -> Narrowed:
    """Return what these filters leave; those that choose codings by coder, origin or day are not looked at."""
    keeps = keeping(reader, filters.speakers, filters.roles)
    if not (filters.cases or filters.where):
        return Narrowed(project, keeps)
    meant = cases_meant(project, filters.where)
    left = tuple(
        info
        for info in project.transcripts
        if (not filters.cases or info.case in filters.cases) and (not filters.where or info.case in meant)
    )
    return Narrowed(replace(project, transcripts=left), keeps)
