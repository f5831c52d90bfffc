"""search: words in all transcripts, each in its context."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from coder.cli.shared.case_options import where_option
from coder.cli.shared.console import data_stream, emit_rows, paint, put, say, table
from coder.cli.shared.context import (
    Seat,
    complete_codes,
    complete_transcripts,
    find_code,
    json_option,
    layer_option,
    limit_option,
    notice_of,
    pass_seat,
    say_notice,
)
from coder.cli.shared.help_layout import cells, command
from coder.i18n import _, listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from coder.model.project import Project
    from coder.record.study import Study
    from coder.retrieval.scope import Filters
    from coder.retrieval.word_search import Hit

_CONTEXT = 24
_PLACE_CELLS = 16
_COLUMNS = (
    "case", "case_name", "transcript", "line", "start", "end", "speaker", "role", "before", "match", "after", "codes",
)  # fmt: skip
_LONG = _(
    "EXPRESSION: words beside each other must all stand in one turn (--unit). OR, NOT, brackets; quotation marks"
    " make one word of several; A NEAR/10 B: at most 10 characters between them. /…/ is a regular expression. Words are"
    " found in all spellings: traditional and simplified, either width, either case. Speakers' labels are not searched."
    "\n\n"
    "--json rows: transcript, case, case_name, line, start, end (code points of the first word), spans (all words),"
    " unit (start, end), speaker, role, before, match, after (the line around the first word), codes (ids)."
)


def _filter_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the filters to the command."""
    options = (
        click.option(
            "--code", metavar="CODE", shell_complete=complete_codes, help=_("Only text coded with this code or theme")
        ),
        click.option(
            "--not-code",
            metavar="CODE",
            shell_complete=complete_codes,
            help=_("Leave out text coded with this code or theme"),
        ),
        click.option(
            "--role",
            type=click.Choice(("respondent", "interviewer", "other", "none")),
            help=_("Only words in this role"),
        ),
        click.option("--speaker", metavar="NAME", help=_("Only words of this speaker")),
        click.option("--case", metavar="CASE", help=_("Only in this case")),
        where_option,
        click.option(
            "--coded-by", "coded_by", metavar="CODER", help=_("Only codings of this coder; without --code, of any code")
        ),
        click.option(
            "--transcript", metavar="NAME", shell_complete=complete_transcripts, help=_("Only in this transcript")
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


@command(
    "search",
    _("Find words in all transcripts") + "\n\n" + _LONG,
    "coder search 實習",
    'coder search "證照 NEAR/10 (經驗 OR 專案) NOT 學歷" --unit sentence',
    'coder search "/[0-9]+ ?(萬|k)/" --role respondent --where size=小型',
    "coder search 證照 --not-code ai-skill-gap --sort right --output 證照.csv",
)
@click.argument("expression")
@click.option("--regex", is_flag=True, help=_("Read it as a regular expression, as if between slashes"))
@click.option("--exact", is_flag=True, help=_("Find this spelling only"))
@click.option(
    "--unit",
    type=click.Choice(("turn", "sentence", "line", "transcript")),
    default="turn",
    show_default=True,
    help=_("Unit that must hold all the words"),
)
@_filter_options
@click.option(
    "--context",
    type=click.IntRange(min=0),
    metavar="N",
    help=_("Characters on either side (default: as many as fit the line)"),
)
@click.option(
    "--sort",
    "order",
    type=click.Choice(("place", "left", "right")),
    default="place",
    show_default=True,
    help=_("Sort by place, or by left or right context"),
)
@click.option(
    "--count", "count_by", type=click.Choice(("transcript", "case")), help=_("Print counts instead of places")
)
@click.option("--output", metavar="FILE.csv", help=_("Write CSV into a file, or to stdout with -"))
@limit_option(None, _("Show at most this many places"))
@layer_option
@json_option
@pass_seat
def search(
    seat: Seat,
    /,
    expression: str,
    regex: bool,
    exact: bool,
    unit: Any,
    context: int | None,
    order: str,
    count_by: str | None,
    output: str | None,
    limit: int | None,
    as_json: bool,
    **filters: Any,
) -> None:
    """Print every place with the words around it."""
    from coder.files.atomic import owner_only
    from coder.privacy.name_list import holds_names
    from coder.retrieval.word_search import read_query, search, sort_key

    query = read_query(expression, regex=regex, exact=exact, unit=unit)
    if not query.text.strip():
        raise click.UsageError(_("say what to look for"))
    with seat.read() as study:
        project, given_up = study.project(), list[str]()

        def hits() -> Iterator[Hit]:
            for batch in search(study.reader, project, query, _filters(study, filters), context=context):
                yield from batch.hits
                if batch.given_up:
                    given_up.append(project.transcript_by_id[batch.transcript].name)

        found: Iterable[Hit] = hits()
        if order != "place":
            found = sorted(found, key=lambda hit: sort_key(hit, order))
        found = islice(found, limit)
        if count_by:
            _count(study, found, count_by, as_json=as_json)
        elif as_json:
            about = {"expression": query.text, "regex": query.regex, "exact": exact, "unit": unit}
            emit_rows(notice_of(study), (_row(project, hit) for hit in found), about)
        elif output is not None:
            with owner_only(wanted=holds_names(study)):
                _write_csv(output, (_row(project, hit) for hit in found), notice_of(study))
        else:
            _print(study, found, context)
        if given_up:
            message = _("The regular expression takes too long; given up in: {names}").format(names=listed(given_up))
            say(paint(message, "against", err=True))


def _filters(study: Study, options: dict[str, Any]) -> Filters:
    from coder.record.veil.blindness import require_seen
    from coder.retrieval.scope import Filters

    coder = require_seen(study, options["coded_by"]) if options["coded_by"] else ""
    project = study.project()
    return Filters(
        code=find_code(project, options["code"]).id if options["code"] else "",
        not_code=find_code(project, options["not_code"]).id if options["not_code"] else "",
        role=options["role"] or "",
        speaker=options["speaker"] or "",
        case=options["case"] or "",
        where=options["where"],
        coder=coder,
        transcript=study.resolve_transcript(options["transcript"]) if options["transcript"] else "",
    )


def _row(project: Project, hit: Hit) -> dict[str, Any]:
    info = project.transcript_by_id[hit.transcript]
    return {
        "transcript": info.name,
        "case": info.case,
        "case_name": project.case_by_id[info.case].title,
        "line": hit.line,
        "start": hit.spans[0].start,
        "end": hit.spans[0].end,
        "spans": [[span.start, span.end] for span in hit.spans],
        "unit": [hit.unit.start, hit.unit.end],
        "speaker": hit.speaker,
        "role": str(hit.role),
        "before": hit.before,
        "match": hit.match,
        "after": hit.after,
        "codes": hit.codes,
    }


def _print(study: Study, found: Iterable[Hit], context: int | None) -> None:
    """Print the places, the words found in one column."""
    project, count, transcripts = study.project(), 0, set()
    room = 2 * (_CONTEXT if context is None else context)
    for hit in found:
        count += 1
        transcripts.add(hit.transcript)
        place = f"{project.transcript_by_id[hit.transcript].name}:{hit.line}"
        before = _ending(hit.before, room)
        gap = " " * (max(1, _PLACE_CELLS - cells(place)) + room - cells(before))
        put(paint(place, "key"), gap, before, paint(_flat(hit.match), "title"), _beginning(hit.after, room))
    say(_("{count} places in {transcripts} transcripts").format(count=count, transcripts=len(transcripts)))
    say_notice(study)


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def _beginning(text: str, room: int) -> str:
    """Return as much of the beginning of a text as fits so many columns."""
    if cells(text) <= room:
        return text
    kept = text[:room]
    while cells(kept) > room - 2:
        kept = kept[:-1]
    return f"{kept}.."[: max(room, 0)]


def _ending(text: str, room: int) -> str:
    """Return as much of the end of a text as fits so many columns."""
    if cells(text) <= room:
        return text
    kept = text[-room:] if room else ""
    while kept and cells(kept) > room - 2:
        kept = kept[1:]
    return f"..{kept}"[:room]


def _count(study: Study, found: Iterable[Hit], by: str, *, as_json: bool) -> None:
    """Print how many places each transcript or case holds, in the order of the study."""
    project = study.project()
    hits = Counter(hit.transcript for hit in found)
    rows: dict[str, dict[str, Any]] = {}
    for info in project.transcripts:
        if hits[info.id]:
            case = {"case": info.case, "case_name": project.case_by_id[info.case].title}
            name = {**case, "transcript": info.name} if by == "transcript" else case
            row = rows.setdefault(info.name if by == "transcript" else info.case, {**name, "places": 0})
            row["places"] += hits[info.id]
    if as_json:
        emit_rows(notice_of(study), rows.values(), {"places": hits.total(), "transcripts": len(hits)})
        return
    title = (_("Transcript"), _("Case")) if by == "transcript" else (_("Case"), _("Name"))
    first = ("transcript", "case_name") if by == "transcript" else ("case", "case_name")
    table((*title, _("Places")), [(*(row[key] for key in first), row["places"]) for row in rows.values()], numbers=(2,))
    say(_("{count} places in {transcripts} transcripts").format(count=hits.total(), transcripts=len(hits)))
    say_notice(study)


def _write_csv(target: str, rows: Iterable[dict[str, Any]], notice: str) -> None:
    """Write the places as CSV, the notice of invented texts in the last column."""
    from coder.files.atomic import atomic_text

    if target == "-":
        _fill(data_stream(), rows, notice)
        return
    path = Path(target)
    with atomic_text(path) as file:
        # A byte order mark tells Excel that the file is UTF-8.
        file.write("\ufeff")
        _fill(file, rows, notice)
    put(str(path))


def _fill(file: TextIO, rows: Iterable[dict[str, Any]], notice: str) -> None:
    import csv

    from coder.files.cells import guard
    from coder.model.text import safe_for_terminal

    clean = safe_for_terminal if file is sys.stdout else str
    writer = csv.writer(file, lineterminator="\n" if file is sys.stdout else "\r\n")
    writer.writerow((*_COLUMNS, "notice"))
    for row in rows:
        values = [" ".join(row[name]) if name == "codes" else row[name] for name in _COLUMNS]
        writer.writerow([guard(clean(v)) if isinstance(v, str) else v for v in (*values, notice)])
