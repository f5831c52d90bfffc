"""findings and finding: each finding with its evidence for and against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import click

from coder.cli.shared.conflict_note import Apart, in_conflict, marked, put_conflict
from coder.cli.shared.console import emit_json, emit_rows, paint, put, say, table
from coder.cli.shared.context import (
    Seat,
    complete_findings,
    json_option,
    layer_option,
    notice_of,
    pass_seat,
    say_notice,
)
from coder.cli.shared.help_layout import cells, command
from coder.cli.show import put_quotation
from coder.errors import NotFoundError
from coder.i18n import _, listed

if TYPE_CHECKING:
    from coder.model.counting.column import Column
    from coder.model.project import Project
    from coder.model.reporting.report import CodeEvidence, FindingReport, Report

R = TypeVar("R")
_QUOTES = 2


def _quotes_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--quotes",
        "quotes",
        type=click.IntRange(min=0),
        default=_QUOTES,
        show_default=True,
        metavar="N",
        help=_("Quotations per code"),
    )(function)


def _holds_option(function: Callable[..., Any]) -> Callable[..., Any]:
    told = _("Test whether it holds without each case, coder, speaker or kind of coding")
    return click.option("--holds", is_flag=True, help=told)(function)


@command(
    "findings",
    _("Print the findings with their evidence"),
    "coder findings",
    "coder findings --quotes 0",
    "coder findings --holds",
    "coder findings --json",
)
@_quotes_option
@_holds_option
@layer_option
@json_option
@pass_seat
def findings(seat: Seat, quotes: int, as_json: bool, *, holds: bool) -> None:
    """Print every finding: statement, codes, spread over the cases, quotes for and against, figures."""
    from coder.reports.build import build_report

    with seat.read() as study:
        report, project = build_report(study, identified=True, is_written=False), study.project()
        apart = in_conflict(study)
        if as_json:
            rows = (marked(apart, "finding", [f.finding.id], _as_dict(f, project, report)) for f in report.findings)
            emit_rows(notice_of(study), rows)
            return
        for found in report.findings:
            _put_finding(found, quotes, project, report, holds=holds, apart=apart)
        if not report.findings:
            told = _("No findings yet: make one on the screen, or write {path} and run {command}.")
            say(told.format(path="codebook/findings.yaml", command="coder codebook apply"))
        say_notice(study)


@command(
    "finding",
    _("Print one finding, or check its claims"),
    "coder finding F1",
    "coder finding F1 --quotes 20",
    "coder finding F1 --holds",
    "coder finding --check",
    "coder finding --check R1 --json",
)
@click.argument("name", metavar="ID", required=False, shell_complete=complete_findings)
@click.option(
    "--check",
    is_flag=True,
    help=_("List sentences without a citation, and claims of how many (most, all, three firms) with their support"),
)
@_quotes_option
@_holds_option
@layer_option
@json_option
@pass_seat
def finding(seat: Seat, name: str | None, check: bool, quotes: int, as_json: bool, *, holds: bool) -> None:
    """Print one finding; with --check the sentences of findings and recommendations that say more than they cite."""
    from coder.reports.build import build_report

    if check:
        from coder.cli.finding_check import print_checks

        print_checks(seat, name, as_json=as_json)
        return
    if name is None:
        raise click.MissingParameter(param_hint="ID", param_type="argument")

    with seat.read() as study:
        known = study.project().findings
        wanted = next((f for f in known if f.id.lower() == name.lower()), None)
        if wanted is None:
            raise NotFoundError(
                _("no finding {name}").format(name=name),
                _("there are: {names}").format(names=listed(f.id for f in known) or "—"),
                asked=[name],
            )
        report = build_report(study, identified=True, is_written=False, only=[wanted.id])
        [found], apart = report.findings, in_conflict(study)
        if as_json:
            row = marked(apart, "finding", [wanted.id], _as_dict(found, study.project(), report))
            emit_json({"notice": notice_of(study), **row})
            return
        _put_finding(found, quotes, study.project(), report, holds=holds, apart=apart)
        say_notice(study)


def _as_dict(found: FindingReport, project: Project, report: Report) -> dict[str, Any]:
    from coder.model.counting.column import as_json, columns_of
    from coder.model.counting.table_columns import finding_columns
    from coder.model.reporting.figure_sources import figure_image

    return {
        **as_json(columns_of(finding_columns(report), "json"), found),
        "supports": [_evidence_dict(e) for e in found.supports],
        "opposes": [_evidence_dict(e) for e in found.opposes],
        "spread": found.spread,
        "text": found.finding.text,
        "chosen": [
            {"quote": c.quotation.id, "side": c.side, "telling": c.telling, "as_printed": c.shown} for c in found.chosen
        ],
        "doubts": found.doubts,
        "robustness": found.robustness,
        "sign_off": found.sign_off,
        "changes_since": found.changes if found.sign_off else None,
        "figures": [figure_image(f, project.sources, project.figures) for f in found.figures],
    }


def _evidence_dict(evidence: CodeEvidence) -> dict[str, Any]:
    from coder.model.counting.column import as_json
    from coder.model.counting.table_columns import count_columns

    return {
        "code": evidence.code.id,
        "name": evidence.code.title,
        **as_json(count_columns(), evidence.frequency),
        "quotations": [q._asdict() for q in evidence.quotations],
    }


def _put_finding(
    found: FindingReport,
    quotes: int,
    project: Project,
    report: Report,
    *,
    holds: bool = False,
    apart: Apart = frozenset(),
) -> None:
    from coder.model.counting.column import columns_of
    from coder.model.counting.counting_words import merged_over_codes, unit
    from coder.model.counting.table_columns import finding_columns
    from coder.model.finding import doubt_words
    from coder.reports.finding_parts import state, would_topple

    names = project.coders
    identity, title, *counted = columns_of(finding_columns(report), "terminal")
    put(paint(f"{identity.text(found)}  {title.text(found)}", "title"))
    put("  ", found.statement)
    put_conflict(apart, "finding", [found.finding.id])
    put("  ", _told(counted, found))
    put("  ", paint(f"{unit(found.layer, names)} {merged_over_codes()}", "quiet"))
    for doubt in found.doubts:
        put("  ", paint(_("Note: {doubt}").format(doubt=doubt_words(doubt)), "error"))
    if found.coders:
        put("  ", paint(state(found, names), "quiet"))
    if told := would_topple(found, names):
        put("  ", paint(told, "quiet"))
    if holds:
        _put_trials(found, project)
        put()
        return
    for heading, look, evidence in ((_("For"), "for", found.supports), (_("Against"), "against", found.opposes)):
        if not evidence:
            continue
        put()
        put("  ", paint(heading, look))
        for item in evidence:
            _put_evidence(item, quotes, found.layer, names)
    _put_spread(found)
    _put_figures(found, project)
    put()


def _put_trials(found: FindingReport, project: Project) -> None:
    """Print how a finding stands in each trial."""
    from coder.model.reporting.robustness_words import bar_words, check_name, left_out, verdict

    tried = found.robustness
    if tried is None:
        return
    put("  ", paint(bar_words(tried.bar), "quiet"))
    cases = {case.id: case.title for case in project.cases}
    rows: list[tuple[object, ...]] = [(_("as it stands"), "", "", *tried.whole, f"{tried.whole.share:.0%}")]
    rows[0] += (verdict(holds=tried.holds),)
    rows += [
        (
            check_name(one.check), left_out(one, cases, project.coders, {}), one.codings or "",
            *one.tally, f"{one.tally.share:.0%}", verdict(holds=one.holds),
        )
        for one in tried.trials
    ]  # fmt: skip
    heads = (_("Left out"), _("Which"), _("Codings left out"), _("Cases for"), _("Passages for"),
             _("Passages against"), _("Share against"), _("State"))  # fmt: skip
    put()
    table(heads, rows, numbers=range(2, 7))


def _told(columns: Iterable[Column[R]], row: R) -> str:
    return " · ".join(f"{column.label}: {column.text(row)}" for column in columns)


def _put_evidence(item: CodeEvidence, quotes: int, layer: str, names: Mapping[str, str]) -> None:
    from coder.model.counting.column import columns_of
    from coder.model.counting.table_columns import count_columns

    counted = _told(columns_of(count_columns(layer, names), "terminal"), item.frequency)
    put(f"    {item.code.title}", paint(f"  {counted}", "quiet"))
    for quotation in islice(item.quotations, quotes):
        put_quotation(quotation, names, "      ")
    if quotes and (more := item.frequency.passages - quotes) > 0:
        put(
            "      ",
            paint(
                _("… and {count} more: coder quotes --code {code}").format(count=more, code=item.code.id),
                "quiet",
            ),
        )


def _put_spread(found: FindingReport) -> None:
    if not found.spread:
        return
    put()
    put("  ", _("Spread (passages for / against)"))
    widest = max(cells(s.case_name) for s in found.spread)
    for s in found.spread:
        put(f"    {s.case_name}{' ' * (widest - cells(s.case_name))}  {s.supports:>4} / {s.opposes}")


def _put_figures(found: FindingReport, project: Project) -> None:
    from coder.model.reporting.figure_sources import notes_of, origin

    if not found.figures:
        return
    put()
    put("  ", _("Figures beside it"))
    for figure in found.figures:
        put(
            "    ",
            _("{name}: {value}").format(name=figure.title, value=figure.text),
            paint(f"  {origin(figure, project.sources)}", "quiet"),
        )
        if note := notes_of(figure, project.sources, project.figures):
            put("      ", paint(note, "quiet"))
