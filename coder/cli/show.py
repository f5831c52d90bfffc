"""show: a transcript with its codings; and how a quotation is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_rows, paint, put, say, table
from coder.cli.shared.context import Seat, complete_transcripts, json_option, notice_of, pass_seat, say_notice
from coder.cli.shared.help_layout import command
from coder.i18n import _, bracketed
from coder.model.counting.table_columns import coders_named
from coder.model.values.numerals import whole_number

if TYPE_CHECKING:
    from coder.model.project import OpenTranscript, Project
    from coder.model.quotation import Quotation


def _line_range(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """Return the first and the last line of 40-60, or of 40 alone; lines count from 1."""
    if value is None:
        return None
    one, _dash, other = value.replace("–", "-").partition("-")
    first, last = whole_number(one, 1), whole_number(other or one, 1)
    if first is None or last is None or first > last:
        raise click.BadParameter(_("{value} is not a range of lines; write 40-60").format(value=value))
    return first, last


@command(
    "show",
    _("Print a transcript with its codings"),
    "coder show firm-a",
    "coder show firm-a --lines 40-60",
    "coder show firm-a --revision 1",
)
@click.argument("transcript", shell_complete=complete_transcripts)
@click.option("--lines", "lines", metavar="FROM-TO", callback=_line_range, help=_("Print these lines only"))
@click.option(
    "--revision", type=click.IntRange(min=1), metavar="N", help=_("The text of an older revision, without codings")
)
@json_option
@pass_seat
def show(seat: Seat, transcript: str, lines: tuple[int, int] | None, revision: int | None, as_json: bool) -> None:
    """Print numbered lines with the codings that stand on them; of an older revision the text alone."""
    with seat.read() as study:
        document = study.transcript(transcript)
        current = document.info.revision
        if revision is not None and revision != current:
            from coder.transcripts.corrections import at_revision

            document = at_revision(study, transcript, revision)
        project = study.project()
        first, last = lines or (1, len(document.lines.starts))
        rows = list(_lines_of(document, project, first, min(last, len(document.lines.starts))))
        if as_json:
            about = {"transcript": document.info.name, "case": document.info.case, "revision": document.info.revision}
            emit_rows(notice_of(study), rows, about)
            return
        table(
            (_("Line"), _("Code"), document.info.name),
            [
                (str(r["line"]), "\n".join(_margin(c, project, r["line"], first) for c in r["codings"]), r["text"])
                for r in rows
            ],
            numbers=(0,),
        )
        if not rows:
            say(_("The transcript has {count} lines.").format(count=len(document.lines.starts)))
        if document.info.revision != current:
            text = _("This is revision {number}; codings stand on revision {current}.")
            say(text.format(number=document.info.revision, current=current))
        say_notice(study)


def _lines_of(document: OpenTranscript, project: Project, first: int, last: int) -> Iterator[dict[str, Any]]:
    from coder.model.identity import quote_id

    on_line: dict[int, list[dict[str, Any]]] = {}
    for coding in document.codings:
        start, end = document.lines.lines_of(coding.span)
        code = project.code_by_id[coding.code]
        entry = {
            "id": quote_id(document.info.case, coding.line, coding.id),
            "coding": coding.id,
            "code": code.id,
            "code_name": code.title,
            "coder": coding.coder,
            "line": start,
            "last_line": end,
            "start": coding.start,
            "end": coding.end,
            "origin": coding.origin,
        }
        for line in range(max(start, first), min(end, last) + 1):
            on_line.setdefault(line, []).append(entry)
    for line in range(first, last + 1):
        span = document.lines.span_of(line)
        yield {
            "line": line,
            "start": span.start,
            "text": document.text[span.start : span.end].rstrip("\n"),
            "codings": on_line.get(line, []),
        }


def _margin(coding: dict[str, Any], project: Project, line: int, first: int) -> str:
    """Return how a coding stands beside a line: named where it begins, a bar where it goes on."""
    if line not in {coding["line"], first}:
        return "│"
    reach = f" ↓{coding['last_line']}" if coding["last_line"] > line else ""
    return f"{coding['code_name']} · {project.coder_name(coding['coder'])}{reach}"


def put_quotation(q: Quotation, names: Mapping[str, str], indent: str = "") -> None:
    """Print one passage: citation and coders on a line, the words below."""
    lines = str(q.line) if q.line == q.last_line else f"{q.line}–{q.last_line}"
    place = (
        _("{case}, line {lines}, {speaker}").format(case=q.case_name, lines=lines, speaker=q.speaker)
        if q.speaker
        else _("{case}, line {lines}").format(case=q.case_name, lines=lines)
    )
    put(
        indent,
        paint(f"[{q.id}]", "key"),
        f" {place} · {q.code_name} ",
        paint(bracketed(coders_named(names, q.coders)), "quiet"),
    )
    for line in q.text.rstrip("\n").split("\n"):
        put(indent, "    ", line)
