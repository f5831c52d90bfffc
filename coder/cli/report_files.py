"""export: the report in files."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coder.cli.shared.case_options import by_option
from coder.cli.shared.console import emit_json, paint, progress, put, say
from coder.cli.shared.context import Seat, json_option, layer_option, pass_seat, say_notice, say_unused_plugins
from coder.cli.shared.help_layout import command
from coder.i18n import _, listed

if TYPE_CHECKING:
    from coder.model.reporting.report import Exporter
    from coder.privacy.leaks import FoundLeak
    from coder.record.study import Study

_SHOWN = 10


@command(
    "report",
    _("Write the report: DOCX, XLSX, HTML, Markdown, CSV, JSON"),
    "coder report",
    "coder report --format md,xlsx --to report/",
    "coder report --by kind,employees",
)
@click.option("--format", "formats", metavar="docx,html,…", help=_("Formats, separated by commas (default: all)"))
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help=_("Folder to write to (default: the study's exports/)"),
)
@by_option
@click.option("--identified", is_flag=True, help=_("Print real names (default: replaced by their aliases)"))
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.docx",
    help=_("Word document with the styles (default: codebook/report-template.docx)"),
)
@layer_option
@json_option
@pass_seat
def export(
    seat: Seat,
    formats: str | None,
    folder: Path | None,
    attribute: str | None,
    identified: bool,
    template: Path | None,
    as_json: bool,
) -> None:
    """Write findings, frequencies and quotes in each format and print the files' paths."""
    from coder.findings.dead_citations import refuse_dead_citations
    from coder.privacy.leaks import find_leaks
    from coder.privacy.name_list import holds_names
    from coder.record.signing.leaving import sign_quietly
    from coder.record.veil.blindness import refuse_report
    from coder.reports.build import build_report
    from coder.reports.report_writing import write_report

    chosen = _exporters(formats)
    with seat.read() as study:
        sign_quietly(study)
        refuse_report(study)
        refuse_dead_citations(study)
        leaks = [] if identified else find_leaks(study)
        if not as_json:
            _warn_of_leaks(leaks)
        report = build_report(study, attribute, identified=identified, template=template)
        target = folder or _folder(seat, study)
        private = identified and holds_names(study)
        with progress(_("exporting"), len(chosen)) as advance:
            paths = write_report(report, chosen, target, private=private, written=advance)
        if as_json:
            told = {"notice": report.notice, "files": list(map(str, paths)), "stamp": asdict(report.stamp)}
            found = [{"kind": one.kind, "place": one.place, "line": one.line, "times": one.times} for one in leaks]
            emit_json({**told, "likely_leaks": found})
            return
        for path in paths:
            put(str(path))
        say_notice(study)


def _warn_of_leaks(found: list[FoundLeak]) -> None:
    """List what may tell who spoke before anything is written."""
    from coder.privacy.leaks import leak_name

    for one in found[:_SHOWN]:
        told = _("likely leak: {words} ({kind}), {place}").format(
            words=one.words, kind=leak_name(one.kind), place=one.where
        )
        say(paint(told, "error", err=True))
    if found:
        told = _("{count} likely leaks: coder names leaks lists them, coder names set NAME ALIAS replaces one")
        say(told.format(count=len(found)))


def _folder(seat: Seat, study: Study) -> Path:
    """Return where reports go; one of the past does not take the place of that of now."""
    exports = seat.workspace().exports
    return exports / f"at-{study.moment.seq}" if study.moment else exports


def _exporters(formats: str | None) -> list[Exporter]:
    """Return the exporters that were named, or all."""
    from coder.plugins import SHORT_NAMES, exporters, left_out_exporters

    known = exporters()
    say_unused_plugins(left_out_exporters())
    if formats is None:
        return list(known.values())
    names = [SHORT_NAMES.get(name, name) for part in formats.split(",") if (name := part.strip().lower())]
    if not names or (unknown := [name for name in names if name not in known]):
        shown = listed(unknown) if names else formats
        raise click.UsageError(_("no format {name}; there are: {names}").format(name=shown, names=listed(known)))
    return [known[name] for name in dict.fromkeys(names)]
