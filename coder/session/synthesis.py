"""From codings to the report: each finding with its evidence for and against."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from coder.domain.analysis import Frequency, FrequencyTable
from coder.domain.codebook import Finding
from coder.domain.identity import now
from coder.domain.project import Project
from coder.domain.report import (
    CaseSpread,
    CodeEvidence,
    FindingReport,
    Quotation,
    RecommendationReport,
    Report,
    Stamp,
)
from coder.i18n import _, pick
from coder.session.study import Study
from coder.store.queries import group_coders


def synthetic_notice(project: Project) -> str:
    """Return the sentence that outputs must carry while an invented text is in the study, or nothing."""
    count = sum(t.synthetic for t in project.transcripts)
    if not count:
        return ""
    return _(
        "Synthetic sample: {count} of {total} transcripts are invented; no word here was spoken by a real firm."
    ).format(count=count, total=len(project.transcripts))


def build_report(study: Study, attribute: str | None = None) -> Report:
    """Return the study's findings as a report value."""
    project = study.project()
    table = study.frequencies(attribute)
    by_code = _quotes_of_findings(study, project)
    findings = tuple(_finding_report(f, project, table, by_code) for f in project.findings)
    known = {f.id: f for f in project.findings}
    seq, head = study.journal.head()
    return Report(
        title=project.title,
        notice=synthetic_notice(project),
        stamp=Stamp(head=head, changes=seq, made_at=now()),
        frequencies=table,
        findings=findings,
        recommendations=tuple(
            RecommendationReport(
                recommendation=r,
                statement=pick(r.statement, r.statement_en),
                findings=tuple(known[f] for f in r.findings if f in known),
            )
            for r in project.recommendations
        ),
        quotations=study.quotations,
        coder_names=dict(project.coders),
    )


def finding_report(study: Study, finding: Finding) -> FindingReport:
    """Return one finding with its evidence."""
    project = study.project()
    return _finding_report(finding, project, study.frequencies(), _quotes_of_findings(study, project, (finding,)))


def _quotes_of_findings(
    study: Study, project: Project, findings: Sequence[Finding] | None = None
) -> dict[str, list[Quotation]]:
    wanted = {c for f in findings or project.findings for c in (*f.supports, *f.opposes)}
    by_code: dict[str, list[Quotation]] = defaultdict(list)
    for quotation in group_coders(q for code in sorted(wanted) for q in study.quotations(code)):
        by_code[quotation.code].append(quotation)
    return by_code


def _finding_report(
    finding: Finding, project: Project, table: FrequencyTable, quotes: dict[str, list[Quotation]]
) -> FindingReport:
    rows = {row.code.id: row for row in table.rows}
    supports = _evidence(finding.supports, rows, quotes)
    opposes = _evidence(finding.opposes, rows, quotes)
    for_, against = _by_case(supports), _by_case(opposes)
    with_texts = {t.case for t in project.transcripts}
    figures = {f.id: f for f in project.figures}
    return FindingReport(
        finding=finding,
        statement=pick(finding.statement, finding.statement_en),
        supports=supports,
        opposes=opposes,
        spread=tuple(
            CaseSpread(case=c.id, case_name=c.name, supports=for_[c.id], opposes=against[c.id])
            for c in project.cases
            if c.id in with_texts
        ),
        codings_for=for_.total(),
        codings_against=against.total(),
        cases_for=len(for_),
        cases_against=len(against),
        figures=tuple(figures[f] for f in finding.figures if f in figures),
    )


def _evidence(
    codes: Sequence[str], rows: dict[str, Frequency], quotes: dict[str, list[Quotation]]
) -> tuple[CodeEvidence, ...]:
    return tuple(
        CodeEvidence(code=rows[code].code, frequency=rows[code], quotations=tuple(quotes.get(code, ())))
        for code in codes
        if code in rows
    )


def _by_case(evidence: Sequence[CodeEvidence]) -> Counter[str]:
    """Count codings by case: a passage that two coders coded alike counts twice, as in the frequencies."""
    return Counter(q.case for e in evidence for q in e.quotations for _coder in q.coders)
