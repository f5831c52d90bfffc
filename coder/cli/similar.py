"""similar: passages like the one on a line, and quotes that are nearly the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_rows, paint, progress, put, say
from coder.cli.shared.context import (
    Seat,
    complete_transcripts,
    find_code,
    json_option,
    limit_option,
    notice_of,
    pass_seat,
    say_notice,
)
from coder.cli.shared.help_layout import command
from coder.i18n import _, listed

if TYPE_CHECKING:
    from coder.language.likeness import Like
    from coder.record.study import Study
    from coder.retrieval.similarity import Quote

_PLACE = re.compile(r"(.+):([0-9]{1,9})")


@command(
    "similar",
    _("Find similar passages, or nearly identical quotations"),
    "coder similar firm-a:46",
    "coder similar firm-a:46 --limit 5 --json",
    "coder similar --duplicates",
    "coder similar --duplicates referral-preferred",
)
@click.argument("place", metavar="[TRANSCRIPT:LINE | CODE]", required=False, shell_complete=complete_transcripts)
@click.option("--duplicates", is_flag=True, help=_("List groups of nearly identical quotations, of one code or of all"))
@limit_option(15, _("Show at most this many passages or groups"))
@json_option
@pass_seat
def similar(seat: Seat, place: str | None, duplicates: bool, limit: int | None, as_json: bool) -> None:
    """Print the passages most like what is said on a line, coded or not, with their codes."""
    if place is None and not duplicates:
        raise click.UsageError(_("name a place as TRANSCRIPT:LINE, or ask for --duplicates"))
    with seat.open() as study:
        if duplicates:
            _duplicates(study, place, limit, as_json=as_json)
        else:
            _similar(study, place or "", limit, as_json=as_json)
        if not as_json:
            say_notice(study)


def _similar(study: Study, place: str, limit: int | None, *, as_json: bool) -> None:
    from coder.retrieval.similarity import MOST, original_on_line
    from coder.retrieval.similarity import similar as find

    named = _PLACE.fullmatch(place)
    if named is None:
        raise click.UsageError(_("{place} is not TRANSCRIPT:LINE").format(place=place))
    original = original_on_line(study.transcript(named[1]), int(named[2]))
    with progress(_("reading"), len(study.project().transcripts)) as advance:
        most = MOST if limit is None else limit
        found = find(study.reader, study.project(), original, most=most, told=lambda *_counts: advance(1))
    rows = [_row(study, like) for like in found]
    if as_json:
        emit_rows(notice_of(study), rows, {"original": original.words, "unit": original.unit})
        return
    put(paint(original.words.replace("\n", " "), "title"))
    for row in rows:
        codes = listed(row["code_names"])
        put(
            paint(f"{row['score']:.2f}  {row['transcript']}:{row['line']}", "key"),
            f"  {row['speaker']}  ",
            paint(codes or _("uncoded"), "quiet"),
        )
        put("    ", row["text"].replace("\n", " ").strip())
    if not rows:
        say(_("Nothing in the study is like it."))


def _row(study: Study, like: Like) -> dict[str, Any]:
    from coder.model.text import Span
    from coder.record.counts.code_marks import script
    from coder.retrieval.word_search import codings_on

    project = study.project()
    info = project.transcript_by_id[like.text]
    read = script(study.reader, info)
    laid = codings_on(study.reader, like.text).at([Span(like.start, like.end)])
    codes = list(dict.fromkeys(code for code, _coder in laid))
    return {
        "score": round(like.score, 4),
        "transcript": info.name,
        "case": info.case,
        "line": read.lines.line_of(like.start),
        "speaker": next((name for name, _role in read.voices(like.start, like.end) if name), ""),
        "start": like.start,
        "end": like.end,
        "codes": codes,
        "code_names": [project.code_by_id[code].title for code in codes if code in project.code_by_id],
        "text": read.text[like.start : like.end],
    }


def _duplicates(study: Study, word: str | None, limit: int | None, *, as_json: bool) -> None:
    from coder.retrieval.similarity import near_duplicates

    project = study.project()
    code = find_code(project, word).id if word is not None else None
    groups = near_duplicates(study.reader, project, code)
    if as_json:
        emit_rows(notice_of(study), ({"quotes": [_quote(study, q) for q in group]} for group in groups[:limit]))
        return
    for group in groups[:limit]:
        put(paint(group[0].words.replace("\n", " "), "title"))
        for quote in group:
            row = _quote(study, quote)
            put(
                "  ",
                paint(f"{row['transcript']}:{row['line']}", "key"),
                "  ",
                paint(listed(row["code_names"]), "quiet"),
                f"  {quote.words}".replace("\n", " "),
            )
    say(_("{count} groups of quotes that are nearly the same").format(count=len(groups)))


def _quote(study: Study, quote: Quote) -> dict[str, Any]:
    project = study.project()
    return {
        "transcript": project.transcript_by_id[quote.transcript].name,
        "line": quote.line,
        "start": quote.span.start,
        "end": quote.span.end,
        "codes": quote.codes,
        "code_names": [project.code_by_id[code].title for code in quote.codes if code in project.code_by_id],
        "text": quote.words,
    }
