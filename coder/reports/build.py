"""From codings to the report: each finding with its evidence for and against."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from coder.audit.samples import audit_words
from coder.files.bounded import read_whole
from coder.findings.acts import Findings, FindingWork
from coder.findings.citations import Citations
from coder.findings.counter_memos import doubted_codings
from coder.findings.matrix_cells import Matrices
from coder.findings.untranslated import untranslated
from coder.i18n import _, language, pick
from coder.model.codebook import Finding
from coder.model.coding import Memo
from coder.model.counting.frequencies import Frequency, FrequencyTable
from coder.model.finding import Side, grouping_attributes, kind_of
from coder.model.identity import now
from coder.model.journal.erasure_entry import Erasure
from coder.model.project import Project
from coder.model.reporting.derivation import check_figures
from coder.model.reporting.lead_page_text import ReportPage, said
from coder.model.reporting.report import (
    LARGEST_TEMPLATE,
    CaseSpread,
    ChosenReport,
    CodeEvidence,
    CoderReport,
    FindingReport,
    MatrixReport,
    Method,
    Passages,
    RecommendationReport,
    Report,
    TextPiece,
    ThemeReport,
    TranscriptReport,
)
from coder.model.reporting.robustness import Bar
from coder.model.reporting.stamp import Stamp
from coder.model.reporting.synthetic_notice import synthetic_notice
from coder.privacy.deidentification import without_names
from coder.privacy.name_list import name_key
from coder.record import queries
from coder.record.kind import encode_json
from coder.record.study import Study
from coder.reports.method_record import method_record
from coder.reports.portraits import portraits
from coder.reports.quotation_choice import Picker
from coder.reports.robustness_trials import Robustnesses
from coder.reports.voices import framing, speaker_counts, voices
from coder.version import build, version


def build_report(
    study: Study,
    attribute: str | None = None,
    *,
    identified: bool = False,
    template: Path | None = None,
    is_written: bool = True,
    only: Collection[str] = (),
) -> Report:
    """Return the study's findings as a report value; without a Word template the study's own is taken, if any.

    One that is only shown (`is_written` False) has no matrices, portraits, speakers, coders or picked quotations, and
    its stamp does not tell the program, which takes long to ask. `only` names findings, if not all are wanted.
    """
    template = template or _template(study)
    project, table = study.project(), study.frequencies(attribute)
    works, desk = Findings(study), Robustnesses(study)
    found = (_finding_report(study, one, table, desk, works) for one in project.findings if not only or one.id in only)
    picker = Picker(framing(study), doubted_codings(study.reader.all(Memo)))
    recommended = _recommendations(study, project)
    page = study.reader.one(ReportPage, "report") or ReportPage()
    opening = Citations(study).paragraphs(said(page, "abstract"))
    chapters = tuple(Citations(study).paragraphs(chapter.words) for chapter in page.chapters)
    elsewhere = _pieces((*(one.text for one in recommended), opening, *chapters))
    findings = picker.with_picked(found, elsewhere) if is_written else tuple(found)
    report = Report(
        title=project.title,
        notice=synthetic_notice(project),
        stamp=_stamp(study, project, attribute, template, identified=identified, is_written=is_written),
        frequencies=table,
        findings=findings,
        recommendations=recommended,
        quotations=study.passages,
        coder_names=dict(project.coders),
        matrices=_matrices(study) if is_written else (),
        method=_method(study, project, desk.bar, is_written=is_written),
        figures=project.figures,
        sources=project.sources,
        transcripts=partial(_transcripts, study, project),
        template=template,
        page=page,
        abstract=opening,
        chapter_texts=chapters,
        cases_with_texts=frozenset(t.case for t in project.transcripts),
        voices=voices(study),
        portraits=portraits(study) if is_written else (),
        speakers=speaker_counts(study) if is_written else (),
        themes=() if findings or not is_written else _themes(study, table, picker),
    )
    return report if identified else without_names(report, name_key(study))


def _pieces(texts: Iterable[Sequence[Sequence[TextPiece]]]) -> Iterator[TextPiece]:
    return (piece for text in texts for paragraph in text for piece in paragraph)


def _matrices(study: Study) -> tuple[MatrixReport, ...]:
    matrices = Matrices(study)
    return tuple(matrices.printed_table(one) for one in matrices.printed())


def _recommendations(study: Study, project: Project) -> tuple[RecommendationReport, ...]:
    known = {f.id: f for f in project.findings}
    return tuple(
        RecommendationReport(
            recommendation=r,
            statement=pick(r.statement, r.statement_en),
            findings=tuple(known[f] for f in r.findings if f in known),
            text=Citations(study).paragraphs(r.words),
        )
        for r in project.recommendations
    )


def _themes(study: Study, table: FrequencyTable, picker: Picker) -> tuple[ThemeReport, ...]:
    """Return every theme that is in use with a passage of each of its codes; one code's are held at a time."""
    used = [row for row in table.rows if row.passages]
    parents = {row.code.id: row.code.parent for row in table.rows}

    def lies_in(row: Frequency, theme: str) -> bool:
        key: str | None = row.code.id
        while key is not None and key != theme:
            key = parents.get(key)
        return key == theme

    return tuple(
        ThemeReport(
            frequency=theme,
            picked=picker.of_codes(study.passages([row.code.id]) for row in used if lies_in(row, theme.code.id)),
        )
        for theme in used
        if theme.code.level == "theme"
    )


def _stamp(
    study: Study, project: Project, attribute: str | None, template: Path | None, *, identified: bool, is_written: bool
) -> Stamp:
    """Return which state of the study the report is made of, and how it was asked for."""
    seq, head = study.journal.head()
    return Stamp(
        head=head,
        changes=seq,
        made_at=now(),
        codebook=codebook_state(project),
        language=language(),
        attribute=attribute or "",
        identified=identified,
        version=version() if is_written else "",
        template=template_state(template),
        moment=study.journal.moment(),
        build=build() if is_written else "",
        layer=study.layer,
    )


def _template(study: Study) -> Path | None:
    """Return the lead's own template, where the study has one."""
    path = study.path.parent / "codebook" / "report-template.docx"
    return path if path.exists() else None


def template_state(template: Path | None) -> str:
    """Return what tells one Word template from another: sixteen digits, none without a template."""
    return sha256(read_whole(template, LARGEST_TEMPLATE)).hexdigest()[:16] if template else ""


def template_of(study: Study, state: str, named: Path | None = None) -> Path | None:
    """Return the template of this state: the one that was named, or a Word document beside the codebook."""
    found = sorted((study.path.parent / "codebook").glob("*.docx"))
    return next((path for path in ([named] if named else []) + found if template_state(path) == state), None)


def codebook_state(project: Project) -> str:
    """Return what tells one state of the codebook from another: the same codes, the same twelve digits."""
    return sha256(b"\n".join(map(encode_json, project.codes))).hexdigest()[:12]


def _method(study: Study, project: Project, bar: Bar, *, is_written: bool) -> Method:
    made = queries.codings_by_coder(study.reader) if is_written else {}
    places = {coder: at for at, coder in enumerate(project.coders)}
    return Method(
        coders=tuple(
            CoderReport(id=key, name=project.coders.get(key, key), codings=codings, transcripts=transcripts)
            for key, (codings, transcripts) in sorted(made.items(), key=lambda item: places.get(item[0], len(places)))
        ),
        codes=project.codes,
        cases=project.cases,
        attributes=project.attribute_by_id,
        transcripts=len(project.transcripts),
        chars=sum(t.chars for t in project.transcripts),
        codings=sum(codings for codings, _transcripts in made.values()),
        checks=check_figures(project.figures),
        audit="" if study.seen is not None else audit_words(study),
        withdrawn=_withdrawn(study),
        untranslated=untranslated(study),
        record=method_record(study, bar) if is_written else (),
    )


def _withdrawn(study: Study) -> str:
    """Return how many codings went with the words that participants took back, as far as any did."""
    found = study.reader.all(Erasure)
    told = _("{people} withdrawals: {codings} codings were erased with their words, and are counted nowhere.")
    return told.format(people=len(found), codings=sum(one.passages for one in found)) if found else ""


def _transcripts(study: Study, project: Project) -> Iterator[TranscriptReport]:
    """Yield the transcripts with a quotation; one is held at a time."""
    infos = {info.name: info for info in project.transcripts}
    for name, found in groupby(study.passages(), attrgetter("transcript")):
        quotations = tuple(found)
        info = infos[name]
        document = queries.open_bare(study.reader, info)
        yield TranscriptReport(
            info.id, name, info.case, quotations[0].case_name, info.synthetic, document.text, document.turns, quotations
        )


def _finding_report(
    study: Study, finding: Finding, table: FrequencyTable, desk: Robustnesses, works: Findings
) -> FindingReport:
    """Return one finding: its evidence, what the lead wrote and chose, and what a careful reader would doubt."""
    project, under = study.project(), works.counts.of(finding)
    work = works.work(finding.id, under, only_chosen=True)
    rows = {row.code.id: row for row in table.rows}
    sides: tuple[Side, Side] = ("for", "against")
    return FindingReport(
        finding=finding,
        statement=pick(finding.statement, finding.statement_en),
        supports=_evidence(study, finding.supports, rows),
        opposes=_evidence(study, finding.opposes, rows),
        spread=_spread(project, work),
        passages_for=work.count("for"),
        passages_against=work.count("against"),
        both=work.both,
        characters_for=work.characters[0],
        characters_against=work.characters[1],
        cases_for=sum(bool(share.speaks_for) for share in work.spread),
        cases_against=sum(bool(share.against) for share in work.spread),
        figures=work.figures,
        text=Citations(study).paragraphs(finding.words),
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
        layer=study.counted,
        robustness=desk.of(finding, under),
    )


def _evidence(study: Study, codes: Sequence[str], rows: Mapping[str, Frequency]) -> tuple[CodeEvidence, ...]:
    return tuple(
        CodeEvidence(code=rows[code].code, frequency=rows[code], quotations=Passages(partial(study.passages, [code])))
        for code in codes
        if code in rows
    )


def _spread(project: Project, work: FindingWork) -> tuple[CaseSpread, ...]:
    with_texts = {t.case for t in project.transcripts}
    attributes = grouping_attributes([c for c in project.cases if c.id in with_texts])
    return tuple(
        CaseSpread(
            case=share.case,
            case_name=share.name,
            kind=kind_of(project.case_by_id[share.case], attributes, project.attribute_by_id),
            supports=share.speaks_for,
            opposes=share.against,
        )
        for share in work.spread
    )
