"""The report's outline: its cover, its chapters in the lead's order, and the numbers of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coder.i18n import _, language, listed, run_on
from coder.model.reporting.lead_page_text import Chapter, Part, day_in_words, said
from coder.model.reporting.report import Report, TextPiece
from coder.model.values.numerals import small_numeral
from coder.reports.appendix_tables import appendix_tables, closing_tables, has_codebook
from coder.reports.figure_parts import figures_printed, references
from coder.reports.overall_strips import matrix_counts
from coder.reports.overall_tables import overall_tables

Text = tuple[tuple[TextPiece, ...], ...]
UNNUMBERED: frozenset[Part] = frozenset({"abstract", "references", "appendices"})
"""The parts whose chapters have no number."""
_CALLED_AFTER = ("Codebook of the ", "Codebook of ", "codebook")
_END = re.compile(r"[.\u3002]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What stands on the cover, empty lines left out: `by` are client, institute and authors, each with its label."""

    title: str
    subtitle: str
    by: tuple[tuple[str, str], ...]
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A chapter as it is printed: which part, its title with its number, and what the lead says at its beginning."""

    part: Part
    mark: str
    title: str
    text: Text


def cover(report: Report) -> Cover:
    """Return the cover; the title is made from the study's where the lead's page has none."""
    page = report.page
    who = (
        (_("Client"), said(page, "client")),
        (_("Institute"), said(page, "institute")),
        (_("Authors"), _("; ").join(page.authors)),
    )
    day = page.date or report.stamp.made_at[:10]
    return Cover(
        title=said(page, "title") or _own_title(report.title),
        subtitle=said(page, "subtitle"),
        by=tuple((label, name) for label, name in who if name),
        day=day_in_words(day, page.calendar),
    )


def _own_title(study: str) -> str:
    """Return a title for the report of a study; a study is often called after its codebook, in whichever language."""
    name = study
    for word in (_("Codebook of the "), _("Codebook of "), _("codebook"), *_CALLED_AFTER):
        name = name.removeprefix(word).removesuffix(word).strip()
    name = name or study
    return _("{study}: report of the qualitative analysis").format(study=name[:1].upper() + name[1:])


def chapters(report: Report) -> tuple[Printed, ...]:
    """Return the chapters in the lead's order; one with nothing in it is left out."""
    found: list[Printed] = []
    number = 0
    for at, chapter in enumerate(report.page.chapters):
        text = report.chapter_texts[at] if at < len(report.chapter_texts) else ()
        if not (text or _has(report, chapter.part)):
            continue
        in_words = chapter.part == "findings" and not report.findings
        only_codes = chapter.part == "appendices" and has_codebook(report) and not appendix_tables(report)
        name = _("Appendix: the codebook") if only_codes else part_name(chapter.part)
        title = chapter.heading or (_("Themes in the respondents' words") if in_words else name)
        if chapter.part not in UNNUMBERED:
            number += 1
            title = numbered(number, title)
        found.append(Printed(part=chapter.part, mark=_mark(chapter, at), title=title, text=text))
    return tuple(found)


def numbered(number: int, title: str) -> str:
    """Return the title of a chapter behind its number."""
    return _("{number}. {title}").format(number=_numeral(number), title=title)


def _mark(chapter: Chapter, at: int) -> str:
    names = {"appendices": "codebook", "matrices": "matrices"}
    return f"chapter{at}" if chapter.part == "text" else names.get(chapter.part, chapter.part)


def _has(report: Report, part: Part) -> bool:
    return {
        "abstract": bool(report.abstract or report.findings or overall_tables(report)),
        "method": True,
        "results": bool(overall_tables(report)),
        "findings": bool(report.findings or report.themes),
        "matrices": bool(report.matrices),
        "recommendations": bool(report.recommendations),
        "references": bool(references(report)),
        "appendices": has_codebook(report) or bool(appendix_tables(report) or closing_tables(report)),
        "text": False,
    }[part]


def _numeral(number: int) -> str:
    """Return a chapter's number as official reports write it, in English in digits."""
    numerals = _("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20").split()
    return numerals[number - 1] if language() != "en" and number <= len(numerals) else str(number)


def section(number: int, title: str, key: str = "") -> str:
    """Return a heading below a chapter as official reports number it; in English its id says where it stands."""
    if language() == "en":
        return f"{key} {title}".strip()
    named = _("{title} ({id})").format(title=title, id=key) if key else title
    return _("{number}. {title}").format(number=small_numeral(number), title=named)


def subsection(number: int, title: str) -> str:
    """Return a heading below a section with its number in brackets; in English without one."""
    return title if language() == "en" else _("({number}) {title}").format(number=small_numeral(number), title=title)


def part_name(part: Part) -> str:
    """Return what a part is called as a chapter."""
    return {
        "abstract": _("Abstract"),
        "method": _("Method"),
        "results": _("Overall results"),
        "findings": _("Findings of the study"),
        "matrices": _("Framework matrices"),
        "recommendations": _("Recommendations"),
        "references": _("References"),
        "appendices": _("Appendices"),
        "text": "",
    }[part]


def abstract(report: Report) -> Text:
    """Return the lead's abstract; where none is written, what was studied, how, what was found and recommended."""
    return report.abstract or tuple((TextPiece(line),) for line in _own_abstract(report))


def _own_abstract(report: Report) -> Iterator[str]:
    method, counts, client = report.method, report.frequencies, said(report.page, "client")
    studied = _("{transcripts} transcripts of {cases} cases, {characters} characters in all").format(
        transcripts=counts.transcripts, cases=counts.cases, characters=f"{method.chars:,}"
    )
    if client:
        told = _("Background: this study, commissioned by {client}, analyses {what}.")
        yield told.format(client=client, what=studied)
    else:
        yield _("Background: this study analyses {what}.").format(what=studied)
    yield _("Method: {coders} coders applied {codes} codes; {passages} passages carry codes.").format(
        coders=len(method.coders),
        codes=sum(code.level == "code" and not code.archived for code in method.codes),
        passages=f"{counts.passages:,}",
    )
    if not report.findings:
        yield from _most_frequent(report)
    for number, found in enumerate(report.findings, 1):
        told = _(
            "Finding {number}: {statement}. "
            "Cases for it: {cases} of {all_cases}; passages: {passages} for, {against} against."
        )
        yield told.format(
            number=small_numeral(number), statement=_END.sub("", found.statement), cases=found.cases_for,
            all_cases=counts.cases, passages=found.passages_for, against=found.passages_against,
        )  # fmt: skip
    if report.recommendations:
        stated = [_END.sub("", r.statement or r.recommendation.title) for r in report.recommendations]
        # Chinese runs statements on; in English each begins as a sentence does.
        between = _(". ")
        yield _("Recommendations: {names}.").format(names=between.join(stated))


def _most_frequent(report: Report) -> Iterator[str]:
    tops = [r for r in report.frequencies.rows if r.code.parent is None and r.passages]
    # Facets sort passages by what they are of; themes say what they are about.
    rows = [r for r in tops if r.code.level != "facet"] or tops
    rows.sort(key=lambda r: (-r.cases, -r.passages, r.code.position))
    if rows:
        names = (
            _("{name} ({cases} cases, {passages} passages)").format(
                name=r.code.title, cases=r.cases, passages=f"{r.passages:,}"
            )
            for r in rows[:3]
        )
        yield _("Themes of most cases: {names}.").format(names=_("; ").join(names))


def table_numbers(report: Report) -> dict[str, int]:
    """Return the number of each table by its mark, counted through the report in the order of its chapters."""
    marks: list[str] = []
    for chapter in chapters(report):
        marks += _tables_of(report, chapter.part)
    return {mark: number for number, mark in enumerate(marks, 1)}


def _tables_of(report: Report, part: Part) -> Iterator[str]:
    if part == "results":
        yield from (f"all-{table.mark}" for table in overall_tables(report))
    elif part == "findings":
        for found in report.findings:
            key = found.finding.id
            yield from (f"codes-{key}",) if found.supports or found.opposes else ()
            yield from (f"spread-{key}",) if found.spread else ()
            yield from (f"figures-{key}",) if figures_printed(found, report) else ()
    elif part == "matrices":
        yield from (f"all-{table.mark}" for table in matrix_counts(report))
        yield from (f"matrix-{at}" for at, _matrix in enumerate(report.matrices))
    elif part == "method":
        yield from ("coders",) if report.method.coders else ()
        yield from ("checks",) if report.method.checks else ()
    elif part == "appendices":
        yield from (f"all-{table.mark}" for table in (*appendix_tables(report), *closing_tables(report)))


def results_opening(report: Report, numbers: Mapping[str, int]) -> tuple[str, ...]:
    """Return what stands before the tables of the results: the sum of it, and what each table shows."""
    counts = report.frequencies
    told = _("{passages} passages carry codes, in {cases} of {whole} cases.").format(
        passages=f"{counts.passages:,}",
        cases=len({case for row in counts.rows for case, n in row.by_case.items() if n}),
        whole=counts.cases,
    )
    tables = _("; ").join(
        _("{table} {caption}").format(table=table_name(numbers, f"all-{one.mark}"), caption=one.caption)
        for one in overall_tables(report)
    )
    return run_on([told, *_most_frequent(report)]), _("The tables: {tables}.").format(tables=tables)


def matrices_opening(report: Report, numbers: Mapping[str, int]) -> str:
    """Return what stands before the matrices where they are counted: where the numbers are, and where the words."""
    counted = [table_name(numbers, f"all-{table.mark}") for table in matrix_counts(report)]
    whole = [table_name(numbers, f"matrix-{at}") for at, _matrix in enumerate(report.matrices)]
    told = _("How many passages each cell holds: {counts}; summaries and quotations: {matrices}.")
    return told.format(counts=listed(counted), matrices=listed(whole)) if counted else ""


def table_name(numbers: Mapping[str, int], mark: str) -> str:
    """Return what a table is called: 表 3, empty where the report has none of this mark."""
    return _("Table {number}").format(number=numbers[mark]) if mark in numbers else ""


def source_line() -> str:
    """Return what stands under a table that the study itself counted."""
    return _("Source: compiled by this study.")
