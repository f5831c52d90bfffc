"""The columns of quotations, passages, frequencies and findings: what every format of them has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from coder.i18n import _, labelled, listed
from coder.model.counting.coder_order import coders_in_order
from coder.model.counting.codetree import paths
from coder.model.counting.column import DATA, EVERYWHERE, PAGE, Column, Format, Kind, field
from coder.model.counting.counting_words import whose
from coder.model.values.value_names import group_name, level_name, origin_name, role_name

if TYPE_CHECKING:
    # A command needs the columns of one table, and none of the rows' classes.
    from coder.model.codebook import Figure
    from coder.model.counting.code_expression import Mark
    from coder.model.counting.frequencies import Frequency, FrequencyTable
    from coder.model.counting.passage import Collection, Passage
    from coder.model.counting.speaker_counts import SpeakerCount
    from coder.model.quotation import Border, Quotation
    from coder.model.reporting.report import FindingReport, Report

_CSV: frozenset[Format] = frozenset({"csv"})
_JSON: frozenset[Format] = frozenset({"json"})


def quotation_columns(names: Mapping[str, str], notice: str = "") -> list[Column[Quotation]]:
    """Return the columns of quotations; `names` are the coders', by id."""
    return [
        Column(**field("quote_id", "id", safe=True, path=("id",)), label=_("Citation"), width=16,
               said=lambda q: f"[{q.id}]"),
        Column(**field("case_name", recurs=True), label=_("Case"), width=18, said=lambda q: q.case_name or q.case),
        Column(**field("code_name", recurs=True), label=_("Code"), width=24, said=lambda q: q.code_name),
        Column(**field("text"), label=_("Quotation"), kind="long", width=70, where=DATA),
        Column(**field("speaker", recurs=True), label=_("Speaker"), said=lambda q: q.speaker),
        Column(
            **field("coder", "coders", safe=True, recurs=True, path=("coders",)), label=_("Coder"),
            shown=lambda q: coders_named(names, q.coders), said=lambda q: _coded_by(names, q.coders),
        ),
        Column(**field("line"), label=_("Line"), kind="number", width=8, said=lambda q: lines(q.line, q.last_line)),
        Column(**field("last_line"), label=_("Last line"), kind="number", width=8, where=DATA),
        Column(**field("transcript", recurs=True), label=_("Transcript"), width=20, where=DATA),
        Column(**field("case", safe=True, recurs=True), label=_("Case id"), width=10, where=DATA),
        Column(**field("code", safe=True, recurs=True), label=_("Code id"), width=20, where=DATA),
        Column(**field("start"), label=_("Start"), kind="number", width=9, where=DATA),
        Column(**field("end"), label=_("End"), kind="number", width=9, where=DATA),
        Column(**field("at", safe=True), label=_("Coded at"), width=24, where=DATA),
        Column(**field("origin", safe=True, recurs=True), label=_("Origin"), width=12, where=DATA,
               shown=lambda q: origin_name(q.origin)),
        Column(**field("evidence"), label=_("Evidence"), kind="long", width=40, where=_CSV),
        Column(name="codings", label=_("Codings"), width=34, where=DATA, safe=True,
               value=lambda q: borders(q.codings, [border.citation for border in q.codings])),
        Column(**field("synthetic", recurs=True), label=_("Synthetic"), width=16,
               said=lambda q: _("synthetic") if q.synthetic else "",
               shown=lambda q: (notice or _("synthetic")) if q.synthetic else None),
        Column(**field("coding", safe=True), label=_("Coding"), where=_JSON),
        _notice(notice),
    ]  # fmt: skip


def passage_columns(names: Mapping[str, str], collection: Collection | None = None) -> list[Column[Passage]]:
    """Return the columns of retrieved passages; a file of them says in each row what was asked of which state."""
    asked = "; ".join(f"{label}: {value}" for label, value in collection.asked) if collection else ""
    head = collection.stamp.head if collection else ""
    return [
        Column(**field("quote_id", "id", safe=True, path=("id",)), label=_("Citation"), width=16,
               said=lambda p: " ".join(f"[{cited}]" for cited in p.citations)),
        Column(**field("case_name"), label=_("Case"), width=18, said=lambda p: p.case_name),
        Column(**field("code_name", "code_names", path=("code_names",)), label=_("Code"), width=24,
               said=lambda p: " + ".join(p.code_names)),
        Column(**field("text"), label=_("Quotation"), kind="long", width=70, where=DATA),
        Column(name="memo", label=_("Memo"), kind="long", width=40, where=DATA - _JSON, value=partial(_memos, names)),
        Column(**field("speaker", "speakers", path=("speakers",)), label=_("Speaker"),
               said=lambda p: listed(p.speakers)),
        Column(**field("coder", "coders", safe=True, path=("coders",)), label=_("Coder"),
               shown=lambda p: coders_named(names, p.coders), said=lambda p: _coded_by(names, p.coders)),
        Column(**field("line"), label=_("Line"), kind="number", width=8, said=lambda p: lines(p.line, p.last_line)),
        Column(**field("last_line"), label=_("Last line"), kind="number", width=8, where=DATA),
        Column(**field("transcript", "transcript_name"), label=_("Transcript"), width=20, where=DATA),
        Column(**field("case", safe=True), label=_("Case id"), width=10, where=DATA),
        Column(**field("code", "codes", safe=True, path=("codes",)), label=_("Code id"), width=20, where=DATA),
        Column(**field("start"), label=_("Start"), kind="number", width=9, where=DATA),
        Column(**field("end"), label=_("End"), kind="number", width=9, where=DATA),
        Column(**field("at", safe=True), label=_("Coded at"), width=24, where=DATA),
        Column(**field("origin", "origins", safe=True, path=("origins",)), label=_("Origin"), width=12, where=DATA,
               shown=lambda p: tuple(map(origin_name, p.origins))),
        Column(**field("citations", safe=True), label=_("All citations"), width=34, where=DATA),
        Column(**field("evidence"), label=_("Evidence"), kind="long", width=40, where=_CSV),
        Column(name="codings", label=_("Codings"), width=34, where=DATA - _JSON, safe=True,
               value=lambda p: borders(p.codings, p.citations)),
        Column(**field("synthetic", recurs=True), label=_("Synthetic"), width=12,
               shown=lambda p: _("synthetic") if p.synthetic else "",
               said=lambda p: _("synthetic") if p.synthetic else ""),
        Column(**field("roles", safe=True), label=_("Role"), where=_JSON),
        Column(name="expression", label=_("Expression"), value=lambda _p: asked, where=_CSV),
        Column(name="journal_head", label=_("Journal head"), value=lambda _p: head, where=_CSV),
        _notice(collection.notice if collection else ""),
    ]  # fmt: skip


def frequency_columns(
    table: FrequencyTable, names: Mapping[str, str] | None = None, notice: str = ""
) -> list[Column[Frequency]]:
    """Return the columns of frequencies: of the code, what is counted of it, by attribute value and by coder."""
    over = paths(row.code for row in table.rows)
    codes = {row.code.id for row in table.rows if row.code.level == "code"}
    deep = any(row.code.parent in codes for row in table.rows)
    return [
        Column(name="level", label=_("Level"), width=9, where=DATA, value=lambda f: f.code.level,
               shown=lambda f: level_name(f.code.level)),
        Column(name="parent", label=_("Theme"), width=24, where=DATA, value=lambda f: f.code.parent or "",
               shown=lambda f: over.get(f.code.id, "")),
        Column(name="code", label=_("Code id"), width=24, where=DATA, value=lambda f: f.code.id),
        Column(name="name", label=_("Name"), width=36, kind="long", value=lambda f: f.code.title),
        *count_columns(table.layer, names, deep=deep),
        *(column for group in table.group_names for column in _group_columns(group)),
        *(_coder_column(one, (names or {}).get(one, one)) for one in coders_in_order(table.coder_names, names or {})),
        Column(name="layer", label=_("Codings of"), where=_CSV, value=lambda _f: table.layer or "any", safe=True),
        _notice(notice),
    ]  # fmt: skip


def count_columns(
    layer: str = "", names: Mapping[str, str] | None = None, *, deep: bool = False
) -> list[Column[Frequency]]:
    """Return what is counted of each code, in every table of frequencies and under each finding.

    `layer` is the coder whose codings alone were counted. Where codes stand below codes (`deep`), a page too tells
    apart what is the code's own.
    """
    return [
        Column(**field("passages"), label=_("Passages ({whose})").format(whose=whose(layer, names)), kind="count",
               width=12),
        Column(**field("codings"), label=_("Codings"), kind="count", width=12, where=_CSV | _JSON),
        Column(**field("characters"), label=_("Characters"), kind="count", width=12),
        Column(**field("transcripts"), label=_("Transcripts"), kind="count", width=12),
        Column(**field("cases"), label=_("Cases"), kind="count", width=10),
        Column(**field("share"), label=_("Share of cases"), kind="share", width=12),
        Column(**field("own"), label=_("Without codes below"), kind="count", width=12,
               where=EVERYWHERE if deep else DATA),
    ]  # fmt: skip


def speaker_columns() -> list[Column[SpeakerCount]]:
    """Return the columns of speakers and roles: what they say, and how much of it is coded."""
    return [
        Column(name="role", label=_("Role"), width=14, value=lambda s: s.role, shown=lambda s: role_name(s.role)),
        Column(name="case", label=_("Case id"), width=10, where=DATA, value=lambda s: s.case, safe=True),
        Column(name="case_name", label=_("Case"), width=24, value=lambda s: s.case_name,
               shown=lambda s: s.case_name if s.label or s.case else _("all cases")),
        Column(**field("transcript"), label=_("Transcript"), width=24),
        Column(**field("label"), label=_("Speaker"), width=20),
        Column(**field("turns"), label=_("Turns"), kind="count", width=10),
        Column(**field("characters"), label=_("Characters"), kind="count", width=12),
        Column(**field("passages"), label=_("Passages over all codes"), kind="count", width=14),
        Column(**field("coded"), label=_("Characters coded"), kind="count", width=14),
        Column(name="share", label=_("Share coded"), kind="share", width=12, value=lambda s: s.share),
    ]  # fmt: skip


def finding_columns(report: Report) -> list[Column[FindingReport]]:
    """Return the columns of findings; codes and figures in a cell have ids for programs and titles for people."""

    def figure(stated: Figure) -> str:
        from coder.model.reporting.figure_sources import figure_with_note

        return f"{stated.id}: {figure_with_note(stated, report.sources, report.figures)}"

    def resting(found: FindingReport) -> tuple[str, ...]:
        return tuple(r.recommendation.id for r in report.recommendations if found.finding in r.findings)

    return [
        Column(name="finding", label=_("Finding"), width=10, value=lambda f: f.finding.id, path=("id",)),
        Column(name="name", label=_("Name"), width=36, value=lambda f: f.finding.title),
        Column(**field("statement"), label=_("Statement"), kind="long", width=60, where=DATA),
        Column(**field("passages_for"), label=_("Passages for"), kind="count", width=12),
        Column(**field("passages_against"), label=_("Passages against"), kind="count", width=12),
        Column(**field("both"), label=_("Both"), kind="count", width=8),
        Column(**field("characters_for"), label=_("Characters for"), kind="count", width=12, where=DATA),
        Column(**field("characters_against"), label=_("Characters against"), kind="count", width=12, where=DATA),
        Column(**field("cases_for"), label=_("Cases for"), kind="count", width=12),
        Column(**field("cases_against"), label=_("Cases against"), kind="count", width=12),
        Column(name="cases", label=_("Cases with transcripts"), kind="count", width=12,
               value=lambda f: len(f.spread) or report.frequencies.cases),
        Column(name="codes_for", label=_("Codes for"), kind="long", width=30, where=DATA,
               value=lambda f: tuple(e.code.id for e in f.supports),
               shown=lambda f: tuple(e.code.title for e in f.supports)),
        Column(name="codes_against", label=_("Codes against"), kind="long", width=30, where=DATA,
               value=lambda f: tuple(e.code.id for e in f.opposes),
               shown=lambda f: tuple(e.code.title for e in f.opposes)),
        Column(name="figures", label=_("Figures"), kind="long", width=60, where=DATA - _JSON,
               value=lambda f: tuple(map(figure, f.figures)),
               shown=lambda f: tuple(f"{figure.title} {figure.text}" for figure in f.figures)),
        Column(name="recommendations", label=_("Recommendations"), width=20, where=DATA, value=resting),
        Column(name="holds", label=_("Holds"), width=8, where=DATA - _JSON,
               value=lambda f: "" if f.robustness is None else f.robustness.holds),
        Column(name="would_topple", label=_("What would make it fail"), kind="long", width=60, where=DATA,
               value=partial(_would_topple, report)),
        Column(name="layer", label=_("Codings of"), where=_CSV, value=lambda f: f.layer or "any", safe=True),
        _notice(report.notice),
    ]  # fmt: skip


def _would_topple(report: Report, found: FindingReport) -> str:
    from coder.model.reporting.report import speaker_words
    from coder.model.reporting.robustness_words import sentence

    if found.robustness is None:
        return ""
    cases = {share.case: share.case_name for share in found.spread}
    return sentence(found.finding.id, found.robustness, cases, report.coder_names, speaker_words(report.voices))


def borders(codings: Iterable[Border | Mark], citations: Iterable[str]) -> tuple[str, ...]:
    """Return the codings of a passage, each with its code, its coder, its borders and its citation."""
    pairs = zip(codings, citations, strict=True)
    return tuple([f"{one.code} {one.coder} {one.start}-{one.end} [{cited}]" for one, cited in pairs])


def lines(first: int, last: int) -> str:
    """Return the lines of a passage in words."""
    if first == last:
        return _("line {line}").format(line=first)
    return _("lines {first}–{last}").format(first=first, last=last)


def _group_columns(group: str) -> list[Column[Frequency]]:
    """Return how often codes stand in the cases of one attribute value: two columns of data, one on a page."""
    kinds: tuple[tuple[str, str, str, Callable[[Frequency], int]], ...] = (
        ("passages", "groups", _("{group}: passages"), lambda f: f.groups.get(group, 0)),
        ("cases", "group_cases", _("{group}: cases"), lambda f: f.group_cases.get(group, 0)),
    )
    count: Kind = "count"
    said = group_name(group)
    return [
        *(
            Column(
                name=f"{name}: {group}", label=label.format(group=said), kind=count, where=DATA,
                path=(inside, group), value=value,
            )
            for name, inside, label, value in kinds
        ),
        Column(
            name=f"group: {group}", label=_("{group}: passages (cases)").format(group=said), kind=count, where=PAGE,
            value=lambda f: f"{f.groups.get(group, 0):,} ({f.group_cases.get(group, 0)})",
        ),
    ]  # fmt: skip


def _coder_column(coder: str, name: str) -> Column[Frequency]:
    return Column(
        name=f"coder: {coder}", label=_("Coder {coder}: passages").format(coder=name), kind="count",
        path=("coders", coder), value=lambda f: f.coders.get(coder, 0),
    )  # fmt: skip


def _notice(notice: str) -> Column[Any]:
    """Return the notice, which a CSV file has no other place for; every other format says it once."""
    return Column(name="notice", label=_("Notice"), value=lambda _row: notice, where=_CSV, recurs=True)


def _memos(names: Mapping[str, str], p: Passage) -> str:
    return "\n".join(labelled(names.get(note.coder, note.coder), note.text) for note in p.notes)


def coders_named(names: Mapping[str, str], coders: tuple[str, ...]) -> str:
    """Return the names of coders in the study's order."""
    return listed(names.get(coder, coder) for coder in coders_in_order(coders, names))


def _coded_by(names: Mapping[str, str], coders: tuple[str, ...]) -> str:
    return _("coded by {coders}").format(coders=coders_named(names, coders)) if coders else ""
