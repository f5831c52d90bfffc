"""The notice that nothing made of invented texts goes without."""

from __future__ import annotations

from coder.i18n import _
from coder.model.project import Project


def synthetic_notice(project: Project) -> str:
    """Return the sentence that outputs must carry while an invented text is in the study, or nothing."""
    count = sum(t.synthetic for t in project.transcripts)
    if not count:
        return ""
    if count == len(project.transcripts):
        return _("Synthetic sample: all transcripts are invented; no word here was spoken by a real person.")
    return _(
        "Synthetic sample: {count} of {total} transcripts are invented; no word here was spoken by a real person."
    ).format(count=count, total=len(project.transcripts))
