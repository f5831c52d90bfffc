"""suggest: what the codebook's keywords propose, listed with the words that speak for it, or coded at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from coder.cli.console import emit_rows, paint, progress, put, say
from coder.cli.seat import (
    Seat,
    complete_codes,
    complete_transcripts,
    find_code,
    json_option,
    limit_option,
    notice_of,
    pass_seat,
    say_notice,
)
from coder.cli.shape import command
from coder.errors import CoderError
from coder.i18n import _

if TYPE_CHECKING:
    from coder.domain.codebook import Code
    from coder.domain.coding import Suggestion
    from coder.domain.project import OpenTranscript
    from coder.session.desk import Desk
    from coder.session.study import Study


@command(
    "suggest",
    _("List what the keywords suggest, or code it all"),
    "coder suggest firm-a --limit 20",
    "coder suggest --code referral",
    "coder suggest --accept-all --yes",
)
@click.argument("transcripts", nargs=-1, shell_complete=complete_transcripts)
@click.option("--all-roles", is_flag=True, help=_("The interviewer's words too, not the respondents' alone"))
@click.option(
    "--code", "word", metavar="CODE", help=_("Suggestions for this code or theme only"), shell_complete=complete_codes
)
@limit_option(None, _("Stop after so many suggestions"))
@click.option("--accept-all", is_flag=True, help=_("Code every suggestion, as one act"))
@click.option("--yes", is_flag=True, help=_("Don't ask before coding"))
@json_option
@pass_seat
def suggest(
    seat: Seat,
    transcripts: tuple[str, ...],
    all_roles: bool,
    word: str | None,
    limit: int | None,
    accept_all: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """List what is neither coded nor decided, or code all of it after saying how much that is."""
    if accept_all and (word is not None or limit is not None or as_json):
        raise click.UsageError(_("--accept-all takes whole transcripts: leave --code, --limit and --json out"))
    with seat.open() if accept_all else seat.read() as study:
        keys = [study.resolve_transcript(name) for name in transcripts] or [t.id for t in study.project().transcripts]
        if accept_all:
            _accept_all(study, keys, all_roles=all_roles, yes=yes)
            return
        wanted = _wanted(study, word)
        found = islice((s for s in _suggestions(study, keys, all_roles=all_roles) if s[1].code in wanted), limit)
        rows = (_row(document, suggestion, study) for document, suggestion in found)
        if as_json:
            emit_rows(notice_of(study), rows)
            return
        count = 0
        for row in rows:
            count += 1
            _put(row)
        say(_("{count} suggestions").format(count=count))
        say_notice(study)


def _wanted(study: Study, word: str | None) -> set[str]:
    project = study.project()
    if word is None:
        return set(project.code_by_id)
    code: Code = find_code(project, word)
    return {code.id, *(c.id for c in project.children(code.id))}


def _suggestions(study: Study, keys: Sequence[str], *, all_roles: bool) -> Iterator[tuple[OpenTranscript, Suggestion]]:
    from coder.session.desk import Desk

    desk: Desk = Desk(study)
    for key in keys:
        document = study.transcript(key)
        for suggestion in desk.suggestions(document, all_roles=all_roles):
            yield document, suggestion


def _row(document: OpenTranscript, s: Suggestion, study: Study) -> dict[str, Any]:
    from coder.domain.text import turn_at

    project = study.project()
    return {
        "transcript": document.info.name,
        "case": document.info.case,
        "line": document.lines.line_of(s.start),
        "speaker": document.turns[turn_at(document.turns, s.start)].speaker,
        "start": s.start,
        "end": s.end,
        "code": s.code,
        "code_name": project.code_by_id[s.code].title,
        "score": round(s.score, 4),
        "suggester": s.suggester,
        "evidence": [
            {"word": e.word, "start": e.start, "end": e.end, "weight": round(e.weight, 4)} for e in s.evidence
        ],
        "text": document.text[s.start : s.end],
    }


def _put(row: dict[str, Any]) -> None:
    words = "、".join(dict.fromkeys(e["word"] for e in row["evidence"]))
    put(
        paint(f"{row['transcript']}:{row['line']}", "key"),
        f"  {row['code_name']}  ",
        paint(f"{row['score']:.2f}（{words}）", "quiet"),
    )
    put("    ", row["text"].replace("\n", " ").strip())


def _accept_all(study: Study, keys: Sequence[str], *, all_roles: bool, yes: bool) -> None:
    """Say what will be coded, ask, and code it as one act that one undo takes back."""
    from coder.session.bulk import code_by_keywords

    count = sum(1 for _found in _suggestions(study, keys, all_roles=all_roles))
    scope = _("the respondents' words and the interviewer's") if all_roles else _("the respondents' words")
    say(
        _("{count} suggestions in {transcripts} transcripts ({scope}) will be coded by {coder}, as one act.").format(
            count=count, transcripts=len(keys), scope=scope, coder=study.coder
        )
    )
    if not count:
        return
    if not yes:
        if not sys.stdin.isatty():
            raise CoderError(_("nothing was coded: nobody is there to say yes"), _("add --yes"))
        if not click.confirm(_("Go on?"), err=True):
            say(_("Nothing was coded."))
            return
    with progress(_("coding"), len(keys)) as advance:
        made = code_by_keywords(study, keys, all_roles=all_roles, advance=advance)
    put(_("Made {count} codings; coder undo takes them all back.").format(count=made))
    say_notice(study)
