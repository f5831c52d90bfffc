"""The workbook's small tables: columns and rows of each sheet but the quotations."""

from __future__ import annotations

from collections.abc import Iterator

from coder.domain.analysis import Frequency
from coder.domain.codebook import Figure
from coder.domain.finding import doubt_words
from coder.domain.report import CodeEvidence, FindingReport, Report
from coder.domain.stamp import stamp_text
from coder.exporters.excel.crossings import named
from coder.exporters.excel.places import Places
from coder.exporters.sheets import Column, Fill, Linked, Value
from coder.i18n import _

Row = list[Value]
Table = tuple[list[Column], Iterator[Row]]


def overview_facts(report: Report, codings: int, cut_texts: int, cut_links: int = 0) -> list[tuple[str, Value]]:
    """Return what the overview says of the study before its table, a label and a value each."""
    stamp, counts = report.stamp, report.frequencies
    facts: list[tuple[str, Value]] = [
        (_("Journal head"), stamp.head),
        (_("Changes"), stamp.changes),
        (_("Made at"), stamp.made_at),
        (_("Cases with transcripts"), counts.cases),
        (_("Transcripts"), counts.transcripts),
        (_("Codings"), codings),
        (_("Codebook"), stamp.codebook),
        (_("Counted by"), stamp.attribute),
        (_("Names"), _("as they are") if stamp.identified else _("those of the key replaced")),
        (_("Program"), stamp.version),
        (_("Stamp"), stamp_text(stamp)),
    ]
    if cut_texts:
        facts.append((_("Texts cut at Excel's limit of a cell (quotes.csv has them whole)"), cut_texts))
    if cut_links:
        facts.append((_("Numbers without a link, beyond Excel's limit of 65,530 a sheet"), cut_links))
    return [(label, value) for label, value in facts if value != ""]


def overview_table(report: Report) -> Table:
    """Return the overview's table: one row a finding."""
    columns = [
        Column(_("Finding"), 26), Column(_("Name"), 36), Column(_("Statement"), 60, "long"),
        Column(_("Codings for"), 12, "count"), Column(_("Codings against"), 12, "count"),
        Column(_("Cases for"), 12, "count"), Column(_("Cases against"), 12, "count"),
        Column(_("Cases with transcripts"), 12, "count"), Column(_("To be doubted"), 40, "long"),
        Column(_("Most from one speaker"), 24), Column(_("Signed off"), 22), Column(_("Changes since"), 10, "count"),
    ]  # fmt: skip
    rows: Iterator[Row] = (
        [
            f.finding.id, f.finding.title, f.statement, f.codings_for, f.codings_against,
            f.cases_for, f.cases_against, report.frequencies.cases, *_standing(f, report.coder_names),
        ]
        for f in report.findings
    )  # fmt: skip
    return columns, rows


def _standing(found: FindingReport, names: dict[str, str]) -> Row:
    """Return what a careful reader asks of a finding: doubts, who says most, sign-off, what came since."""
    doubted = "\n".join(map(doubt_words, found.doubts))
    most = ""
    if found.most is not None:
        case, speaker, share = found.most
        most = f"{case} {speaker} {share:.0%}"
    if found.sign_off is None:
        return [doubted, most, "", None]
    signed = f"{names.get(found.sign_off.by, found.sign_off.by)} {found.sign_off.at[:10]}"
    return [doubted, most, signed, Linked(found.changes, fill="stale" if found.changes else "")]


def finding_table(report: Report, places: Places) -> Table:
    """Return one row a code of a finding, for or against it, with the code's frequency."""
    columns = [
        Column(_("Finding"), 10), Column(_("Name"), 36), Column(_("Side"), 10), Column(_("Code id"), 22),
        Column(_("Code"), 30), Column(_("Codings"), 12, "count"), Column(_("Transcripts"), 12, "count"),
        Column(_("Cases"), 10, "count"), Column(_("Share of cases"), 12, "share"),
    ]  # fmt: skip
    return columns, (row for found in report.findings for row in _finding_rows(found, places))


def frequency_table(report: Report, places: Places) -> Table:
    """Return one row a code or theme: in all, by the values of an attribute, by coder; numbers lead to quotations."""
    table = report.frequencies
    coders = [report.coder_names.get(c, c) for c in table.coder_names]
    groups = [
        Column(title.format(group=group), 14, "count")
        for group in table.group_names
        for title in (_("{group}: codings"), _("{group}: cases"))
    ]
    columns = [
        Column(_("Level"), 9), Column(_("Theme"), 24), Column(_("Code id"), 24), Column(_("Name"), 30, "long"),
        Column(_("Codings"), 12, "count"), Column(_("Transcripts"), 12, "count"),
        Column(_("Cases"), 10, "count"), Column(_("Share of cases"), 12, "share"), *groups,
        *(Column(_("Coder {coder}: codings").format(coder=c), 14, "count") for c in coders),
    ]  # fmt: skip
    return columns, (_frequency_row(f, report, places) for f in table.rows)


def spread_table(report: Report) -> Table:
    """Return one row a finding and case: codings for and against."""
    columns = [
        Column(_("Finding"), 10), Column(_("Name"), 36), Column(_("Case id"), 14), Column(_("Case"), 24),
        Column(_("For"), 10, "count"), Column(_("Against"), 10, "count"),
    ]  # fmt: skip
    rows: Iterator[Row] = (
        [f.finding.id, f.finding.title, s.case, s.case_name, s.supports, s.opposes]
        for f in report.findings
        for s in f.spread
    )
    return columns, rows


def figure_table(report: Report) -> Table:
    """Return one row a finding and figure of the questionnaire, with the figure's place."""
    columns = [
        Column(_("Finding"), 10), Column(_("Name"), 36), Column(_("Figure id"), 22), Column(_("Figure"), 36),
        Column(_("Value"), 12, "number"), Column(_("Unit"), 10), Column(_("As printed"), 14),
        Column(_("Place"), 20), Column(_("Derived from"), 26), Column(_("Note"), 40, "long"),
    ]  # fmt: skip
    rows: Iterator[Row] = (
        [
            f.finding.id, f.finding.title, figure.id, figure.title, figure.value, figure.unit,
            figure.text, figure.place, _derivation(figure), figure.note,
        ]
        for f in report.findings
        for figure in f.figures
    )  # fmt: skip
    return columns, rows


def recommendation_table(report: Report) -> Table:
    """Return one row a recommendation and finding that it rests on."""
    columns = [
        Column(_("Recommendation"), 16), Column(_("Name"), 36), Column(_("Statement"), 60, "long"),
        Column(_("Finding"), 10), Column(_("Finding's name"), 36),
    ]  # fmt: skip
    rows: Iterator[Row] = (
        [r.recommendation.id, r.recommendation.title, r.statement, *finding]
        for r in report.recommendations
        for finding in [(f.id, f.title) for f in r.findings] or [("", "")]
    )
    return columns, rows


def _finding_rows(found: FindingReport, places: Places) -> Iterator[Row]:
    start: Row = [found.finding.id, found.finding.title]
    sides = ((_("for"), found.supports), (_("against"), found.opposes))
    rows = [[*start, side, *_evidence_cells(e, places)] for side, evidence in sides for e in evidence]
    # A finding without a code still has its row, or nobody would see that it stands on nothing.
    yield from rows or [[*start, *[""] * 7]]


def _evidence_cells(evidence: CodeEvidence, places: Places) -> Row:
    code, counts, target = evidence.code, evidence.frequency, places.of(evidence.code.id)
    numbers = [Linked(number, target) for number in (counts.codings, counts.transcripts, counts.cases)]
    return [code.id, code.title, *numbers, counts.share]


def _frequency_row(frequency: Frequency, report: Report, places: Places) -> Row:
    table, code = report.frequencies, frequency.code
    fill: Fill = "" if code.level == "code" else "group"
    target = places.of(code.id)

    def number(value: int, place: str = target) -> Linked:
        return Linked(value, place if value else "", fill)

    groups: Row = []
    for group in table.group_names:
        cases = {c.id for c in report.method.cases if c.attributes.get(table.attribute or "", "—") == group}
        place = places.of(code.id, cases)
        groups += [number(frequency.groups.get(group, 0), place), number(frequency.group_cases.get(group, 0), place)]
    return [
        *(Linked(word, fill=fill) for word in named(frequency, report)), number(frequency.codings),
        number(frequency.transcripts), number(frequency.cases), Linked(frequency.share, fill=fill), *groups,
        *(number(frequency.coders.get(c, 0)) for c in table.coder_names),
    ]  # fmt: skip


def _derivation(figure: Figure) -> str:
    return f"{figure.derived.of} × {figure.derived.times}" if figure.derived else ""
