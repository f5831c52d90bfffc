"""From codings to the report: each finding with its evidence for and against."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from coder.audit.samples import audit_words
from coder.findings.acts import Findings
from coder.findings.citations import Citations
from coder.findings.matrix_cells import Matrices
from coder.i18n import language, pick
from coder.model.codebook import Finding
from coder.model.derivation import check_figures
from coder.model.finding import Side, grouping_attributes, kind_of
from coder.model.frequencies import Frequency, FrequencyTable
from coder.model.identity import now
from coder.model.project import Project
from coder.model.report import (
    CaseSpread,
    ChosenReport,
    CodeEvidence,
    CoderReport,
    FindingReport,
    Method,
    Quotation,
    RecommendationReport,
    Report,
    Stamp,
    TranscriptReport,
)
from coder.model.synthetic_notice import synthetic_notice
from coder.privacy.deidentification import name_key, without_names
from coder.record import queries
from coder.record.kind import encode_json
from coder.record.queries import group_coders
from coder.record.study import Study
from coder.version import version


def build_report(
    study: Study, attribute: str | None = None, *, identified: bool = False, template: Path | None = None
) -> Report:
    """Return the study's findings as a report value; without a Word template the study's own is taken, if any."""
    template = template or _template(study)
    project = study.project()
    table = study.frequencies(attribute)
    by_code = _quotes_of_findings(study, project)
    work = Findings(study)
    findings = tuple(_worked(_finding_report(f, project, table, by_code), work) for f in project.findings)
    known = {f.id: f for f in project.findings}
    matrices = Matrices(study)
    seq, head = study.journal.head()
    report = Report(
        title=project.title,
        notice=synthetic_notice(project),
        stamp=Stamp(
            head=head,
            changes=seq,
            made_at=now(),
            codebook=codebook_state(project),
            language=language(),
            attribute=attribute or "",
            identified=identified,
            version=version(),
            template=template_state(template),
        ),
        frequencies=table,
        findings=findings,
        recommendations=tuple(
            RecommendationReport(
                recommendation=r,
                statement=pick(r.statement, r.statement_en),
                findings=tuple(known[f] for f in r.findings if f in known),
                text=Citations(study).paragraphs(r.text),
            )
            for r in project.recommendations
        ),
        quotations=study.quotations,
        coder_names=dict(project.coders),
        matrices=tuple(matrices.table(m) for m in matrices.printed()),
        method=_method(study, project),
        transcripts=partial(_transcripts, study, project),
        template=template,
    )
    return report if identified else without_names(report, name_key(study))


def _template(study: Study) -> Path | None:
    """Return the lead's own template, where the study has one."""
    path = study.path.parent / "codebook" / "report-template.docx"
    return path if path.exists() else None


def template_state(template: Path | None) -> str:
    """Return what tells one Word template from another: sixteen digits, none without a template."""
    return sha256(template.read_bytes()).hexdigest()[:16] if template else ""


def template_of(study: Study, state: str, named: Path | None = None) -> Path | None:
    """Return the template of this state: the one that was named, or a Word document beside the codebook."""
    found = sorted((study.path.parent / "codebook").glob("*.docx"))
    return next((path for path in ([named] if named else []) + found if template_state(path) == state), None)


def codebook_state(project: Project) -> str:
    """Return what tells one state of the codebook from another: the same codes, the same twelve digits."""
    return sha256(b"\n".join(map(encode_json, project.codes))).hexdigest()[:12]


def _method(study: Study, project: Project) -> Method:
    cells = queries.cells(study.reader)
    codings = Counter[str]()
    places: dict[str, set[str]] = defaultdict(set)
    for cell in cells:
        codings[cell.coder] += cell.codings
        places[cell.coder].add(cell.transcript)
    return Method(
        coders=tuple(
            CoderReport(id=key, name=project.coders.get(key, key), codings=count, transcripts=len(places[key]))
            for key, count in sorted(codings.items(), key=lambda item: (-item[1], item[0]))
        ),
        codes=project.codes,
        cases=project.cases,
        transcripts=len(project.transcripts),
        chars=sum(t.chars for t in project.transcripts),
        codings=codings.total(),
        checks=check_figures(project.figures),
        audit="" if study.seen is not None else audit_words(study),
    )


def _transcripts(study: Study, project: Project) -> Iterator[TranscriptReport]:
    """Yield the transcripts with a quotation; one is held at a time."""
    infos = {info.name: info for info in project.transcripts}
    for name, found in groupby(study.quotations(), attrgetter("transcript")):
        quotations = tuple(found)
        info = infos[name]
        document = queries.open_bare(study.reader, info)
        yield TranscriptReport(
            info.id, name, info.case, quotations[0].case_name, info.synthetic, document.text, document.turns, quotations
        )


def _worked(report: FindingReport, findings: Findings) -> FindingReport:
    """Add what the lead wrote and chose, and what a careful reader would doubt."""
    work = findings.work(report.finding.id)
    sides: tuple[Side, Side] = ("for", "against")
    return replace(
        report,
        text=Citations(findings.study).paragraphs(report.finding.text),
        chosen=tuple(
            ChosenReport(one.quotation, side, one.chosen.telling, one.shown)
            for side in sides
            for one in work.of(side)
            if one.chosen is not None
        ),
        coders=work.coders,
        most=work.most,
        doubts=work.doubts,
        sign_off=work.sign_off,
        changes=len(work.since or ()),
    )


def finding_report(study: Study, finding: Finding) -> FindingReport:
    """Return one finding with its evidence."""
    project = study.project()
    report = _finding_report(finding, project, study.frequencies(), _quotes_of_findings(study, project, (finding,)))
    return _worked(report, Findings(study))


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
    attributes = grouping_attributes([c for c in project.cases if c.id in with_texts])
    figures = {f.id: f for f in project.figures}
    return FindingReport(
        finding=finding,
        statement=pick(finding.statement, finding.statement_en),
        supports=supports,
        opposes=opposes,
        spread=tuple(
            CaseSpread(
                case=c.id,
                case_name=c.name,
                kind=kind_of(c, attributes),
                supports=for_[c.id],
                opposes=against[c.id],
            )
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
