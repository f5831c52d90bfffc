"""The lead's page of the report: the study's against `codebook/report.yaml`."""

from __future__ import annotations

from pathlib import Path

from coder.codebook.yaml_sync import Difference, Rewrite, differences_of, rewrite_of
from coder.model.reporting.lead_page_text import ReportPage
from coder.record.proof.wanted_values import differences
from coder.record.study import Study


def load_report_page(study: Study, page: ReportPage) -> int:
    """Bring the study's page to what the file says, as one act; return how many objects changed."""
    puts = differences(study, "report", [page])
    if puts:
        study.record(puts, "page")
    return len(puts)


def report_differences(study: Study, page: ReportPage | None) -> tuple[Difference, ...]:
    """Return what the file says otherwise than the study; a study that holds none prints as the default does."""
    held = study.reader.one(ReportPage, "report")
    if page is None:
        return () if held is None else (Difference("report", held.id, held.title, "", None, held.title),)
    return tuple(d for put in differences(study, "report", [page]) for d in differences_of(put))


def report_rewrites(study: Study, folder: Path, page: ReportPage | None) -> tuple[Rewrite, ...]:
    """Return the file as the study would write it, where it differs."""
    held = study.reader.one(ReportPage, "report")
    if held is None or held == page:
        return ()
    made = rewrite_of(folder / "report.yaml", page, held, {}, "report.schema.json")
    return () if made is None else (made,)
