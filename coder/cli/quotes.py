"""quotes: the passages of a code, or of an expression over codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.case_options import where_option
from coder.cli.shared.conflict_note import in_conflict, marked, put_conflict
from coder.cli.shared.console import emit_rows, paint, put, say
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
from coder.cli.shared.help_layout import command
from coder.cli.shared.voice_options import voice_options
from coder.i18n import _, labelled

if TYPE_CHECKING:
    from coder.model.counting.column import Column, Format
    from coder.model.counting.passage import Passage, Query
    from coder.model.project import Project
    from coder.record.study import Study

# Written out, for the help must not import the rooms that know them; a test compares them.
_SORTS = ("place", "length", "coder", "time", "code", "case")
_ORIGINS = ("manual", "suggestion", "bulk", "import")


def _filters(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose among codings and passages."""
    options = (
        click.option("--case", "cases", multiple=True, metavar="CASE", help=_("A case, by its id or name")),
        where_option,
        click.option(
            "--transcript",
            "transcripts",
            multiple=True,
            metavar="NAME",
            help=_("Only this transcript"),
            shell_complete=complete_transcripts,
        ),
        click.option("--coder-is", "coders", multiple=True, metavar="CODER", help=_("Only codings of this coder")),
        click.option("--origin", "origins", multiple=True, type=click.Choice(_ORIGINS), help=_("Origin of the coding")),
        click.option("--since", default="", metavar="DAY", help=_("Coded on this day or later (2026-01-31)")),
        click.option("--until", default="", metavar="DAY", help=_("Coded on this day or earlier")),
        voice_options,
        click.option(
            "--contains", default="", metavar="WORD", help=_("Only passages with this word, in full or half width")
        ),
        click.option("--with-memo", is_flag=True, help=_("Only passages with a memo")),
        click.option("--same-coder", is_flag=True, help=_("Both codes by the same coder")),
        click.option(
            "--sort",
            type=click.Choice(_SORTS),
            default="place",
            show_default=True,
            help=_("Order; length: longest first, time: newest first, case: case with the most first"),
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


@command(
    "quotes",
    _("Print coded passages with their citations"),
    "coder quotes referral-preferred --limit 10",
    "coder quotes tech-community AND ability-verification NOT stability-concern",
    "coder quotes 'certification-distrust NEAR/200 (ability-verification OR certification-value)' --output quotes.xlsx",
    "coder quotes --json > quotes.json",
)
@click.argument("expression", nargs=-1, metavar=_("[EXPRESSION]..."), shell_complete=complete_codes)
@click.option("--code", "word", metavar="CODE", help=_("A code or theme (default: all)"), shell_complete=complete_codes)
@_filters
@limit_option(None, _("Show at most this many passages"))
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("Write a file; its name ends in .csv, .xlsx or .md"),
)
@click.option("--identified", is_flag=True, help=_("Print real names (default: replaced by their aliases)"))
@layer_option
@json_option
@pass_seat
def quotes(
    seat: Seat,
    /,
    expression: tuple[str, ...],
    word: str | None,
    limit: int | None,
    output: Path | None,
    identified: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Print passages in the transcripts' order; coders who agree on one stand together.

    An expression names codes by id or name: A AND B, A OR B, A NOT B, A OVERLAP B, A WITHIN B, A NEAR/200 B, (A OR B).
    """
    if word is not None and expression:
        raise click.UsageError(_("name the code in the expression or by --code, not both"))
    if output is not None and as_json:
        raise click.UsageError(_("--json prints; --output writes a file"))
    with seat.read() as study:
        project = study.project()
        text = _spelt(project, word) if word is not None else _joined(project, expression)
        query = _query(text, **options)
        if output is not None:
            _write(study, query, output, limit, identified=identified)
        elif as_json:
            _emit(study, query, limit, text)
            return
        else:
            _print(study, query, limit)
        say_notice(study)


def _query(
    expression: str, *, same_coder: bool, sort: Any, transcripts: tuple[str, ...], cases: tuple[str, ...], **rest: Any
) -> Query:
    from coder.model.counting.passage import Query
    from coder.model.counting.passage_filters import Filters

    filters = Filters(transcripts=transcripts, cases=cases, **rest)
    return Query(expression=expression, same_coder=same_coder, sort=sort, filters=filters)


def _spelt(project: Project, word: str) -> str:
    from coder.retrieval.code_terms import spell

    return spell(find_code(project, word), project.codes)


def _joined(project: Project, words: tuple[str, ...]) -> str:
    """Return the expression; a name with spaces that the shell kept together is put in quotation marks again."""
    names = {" ".join(name.casefold().split()) for c in project.codes for name in (c.id, c.name, c.name_en)}
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{w}"' if " " in w and " ".join(w.casefold().split()) in names else w for w in words)


def _found(study: Study, query: Query, limit: int | None) -> Iterator[Passage]:
    """Yield what a query finds, in the transcripts' order as it is read."""
    from coder.retrieval import passages as retrieving

    plan = retrieving.plan(study, query)
    read = retrieving.PassageReader(study).passage
    if query.sort == "place":
        yield from map(read, islice(retrieving.retrieve(study, plan), limit))
    else:
        yield from map(read, retrieving.retrieved(study, query)[:limit])


def _write(study: Study, query: Query, path: Path, limit: int | None, *, identified: bool) -> None:
    from coder.files.atomic import owner_only
    from coder.privacy.name_list import holds_names
    from coder.reports.quotation_files import write_passages, writer
    from coder.retrieval.passages import collection

    writer(path.name)
    with owner_only(wanted=identified and holds_names(study)):
        put(str(write_passages(collection(study, query, limit, identified=identified), path)))


def _emit(study: Study, query: Query, limit: int | None, text: str) -> None:
    from dataclasses import asdict

    from coder.model.counting.totals import Adding
    from coder.retrieval.passages import total_of

    columns = _columns(study, "json")
    adding, apart = Adding(), in_conflict(study)

    def rows() -> Iterator[dict[str, Any]]:
        for passage in _found(study, query, limit):
            adding.add(passage)
            yield marked(apart, "coding", (mark.id for mark in passage.codings), _as_dict(passage, columns))

    def totals() -> dict[str, Any]:
        counted = {"unit": "passages", "layer": study.counted or "any"}
        return {"totals": {**asdict(total_of(study, adding)), **counted}}

    emit_rows(notice_of(study), rows(), {"expression": text}, totals)


def _print(study: Study, query: Query, limit: int | None) -> None:
    from coder.model.counting.counting_words import unit
    from coder.model.counting.totals import Adding, total_words
    from coder.retrieval.passages import total_of

    columns, names = _columns(study, "terminal"), study.project().coders
    adding, apart = Adding(), in_conflict(study)
    for passage in _found(study, query, limit):
        _put_passage(passage, columns, names)
        put_conflict(apart, "coding", (mark.id for mark in passage.codings))
        adding.add(passage)
    if (total := total_of(study, adding)).passages:
        say(total_words(total))
        say(unit(study.counted, study.project().coders))
    else:
        say(_("Nothing has this code yet."))


def _columns(study: Study, form: Format) -> list[Column[Passage]]:
    from coder.model.counting.column import columns_of
    from coder.model.counting.table_columns import passage_columns

    return columns_of(passage_columns(study.project().coders), form)


def _put_passage(p: Passage, columns: list[Column[Passage]], names: Mapping[str, str]) -> None:
    """Print one passage: its citations and what else is told of it on a line, the words below, then the memos."""
    cited, *told = [text for column in columns if (text := column.below_quotation(p))]
    put(paint(cited, "key"), " " + " · ".join(told))
    for line in p.text.rstrip("\n").split("\n"):
        put("    ", line)
    for note in p.notes:
        for line in note.text.rstrip("\n").split("\n"):
            put("    ", paint("* " + labelled(names.get(note.coder, note.coder), line), "quiet"))


def _as_dict(p: Passage, columns: list[Column[Passage]]) -> dict[str, Any]:
    """Return a passage for other programs; `coding`, `code`, `code_name`, `speaker` and `origin` are the first's."""
    from coder.model.counting.column import as_json

    first = p.codings[0]
    names = dict(zip(p.codes, p.code_names, strict=True))
    return {
        **as_json(columns, p),
        "coding": first.id,
        "speaker": p.speakers[0] if p.speakers else "",
        "code": first.code,
        "code_name": names[first.code],
        "origin": first.origin,
        "codings": [
            {"id": cite, "coding": c.id, "code": c.code, "coder": c.coder, "start": c.start, "end": c.end, "at": c.at}
            for c, cite in zip(p.codings, p.citations, strict=True)
        ],
        "memos": [{"coding": n.coding, "coder": n.coder, "text": n.text} for n in p.notes],
    }
