"""suggest: what the codebook's keywords propose, listed with the words that speak for it, or coded at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

import click

from coder.cli.shared.console import emit_rows, paint, progress, put, say
from coder.cli.shared.context import (
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
from coder.cli.shared.help_layout import command
from coder.errors import CoderError
from coder.i18n import _, bracketed, listed

if TYPE_CHECKING:
    from coder.coding.acts import Desk
    from coder.model.codebook import Code
    from coder.model.coding import Suggestion
    from coder.model.project import OpenTranscript
    from coder.record.study import Study


@command(
    "suggest",
    _("List suggestions with reasons, evaluate them, or code all that keywords suggest"),
    "coder suggest firm-a --limit 20",
    "coder suggest --code referral-preferred --by keywords",
    "coder suggest --evaluate",
    "coder suggest --accept-all --yes",
)
@click.argument("transcripts", nargs=-1, shell_complete=complete_transcripts)
@click.option("--all-roles", is_flag=True, help=_("Include the interviewer's words"))
@click.option(
    "--code", "word", metavar="CODE", help=_("Suggestions for this code or theme only"), shell_complete=complete_codes
)
@limit_option(None, _("Show at most this many suggestions"))
@click.option(
    "--by",
    metavar="NAME",
    default="combined",
    help=_("combined (learnt from codings and keywords), keywords, or a suggester of another package"),
)
@click.option("--evaluate", is_flag=True, help=_("Evaluate suggestions, leaving out each interview in turn"))
@click.option("--unit", type=click.Choice(("turn", "sentence")), default="turn", help=_("Unit of --evaluate"))
@click.option("--accept-all", is_flag=True, help=_("Code every sentence with a keyword, as one act"))
@click.option("--yes", is_flag=True, help=_("Don't ask before coding"))
@json_option
@pass_seat
def suggest(
    seat: Seat,
    transcripts: tuple[str, ...],
    all_roles: bool,
    word: str | None,
    limit: int | None,
    by: str,
    evaluate: bool,
    unit: Literal["turn", "sentence"],
    accept_all: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """List what is neither coded nor decided, or code all of it after saying how much that is."""
    if evaluate:
        from coder.cli.suggestions.suggest_quality import emit_evaluation

        if accept_all or transcripts or word is not None or limit is not None:
            raise click.UsageError(_("--evaluate takes the whole study: give it --unit and --json alone"))
        with seat.open() as study:
            emit_evaluation(study, unit, as_json=as_json)
        return
    if accept_all and (word is not None or limit is not None or as_json):
        raise click.UsageError(_("--accept-all takes whole transcripts: leave --code, --limit and --json out"))
    with seat.open() if accept_all else seat.read() as study:
        keys = [study.resolve_transcript(name) for name in transcripts] or [t.id for t in study.project().transcripts]
        if accept_all:
            _accept_all(study, keys, all_roles=all_roles, yes=yes)
            return
        wanted = _wanted(study, word)
        offered = _offered(study, keys, by, all_roles=all_roles)
        found = islice((s for s in offered if s[1].code in wanted), limit)
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
    return set(project.below(code.id))


def _suggestions(study: Study, keys: Sequence[str], *, all_roles: bool) -> Iterator[tuple[OpenTranscript, Suggestion]]:
    from coder.coding.acts import Desk

    desk: Desk = Desk(study)
    for key in keys:
        document = study.transcript(key)
        for suggestion in desk.suggestions(document, all_roles=all_roles):
            yield document, suggestion


def _offered(
    study: Study, keys: Sequence[str], by: str, *, all_roles: bool
) -> Iterator[tuple[OpenTranscript, Suggestion]]:
    if by == "combined":
        return _learnt(study, keys, all_roles=all_roles)
    if by == "keywords":
        return _suggestions(study, keys, all_roles=all_roles)
    return _of_others(study, keys, by)


def _of_others(study: Study, keys: Sequence[str], name: str) -> Iterator[tuple[OpenTranscript, Suggestion]]:
    """Yield what a suggester of another package proposes."""
    from coder.suggestions.external import ask
    from coder.suggestions.undecided import open_suggestions

    for key in keys:
        document = study.transcript(key)
        for suggestion in open_suggestions(document, ask(study, name, document), study.coder):
            yield document, suggestion


def _learnt(study: Study, keys: Sequence[str], *, all_roles: bool) -> Iterator[tuple[OpenTranscript, Suggestion]]:
    """Yield what keywords and codings suggest together, with the codings most like it."""
    from coder.language.words import Segmenter
    from coder.model.text import Role
    from coder.suggestions.study_model import build, offers
    from coder.suggestions.undecided import open_suggestions
    from coder.suggestions.word_borders import borders_of

    segmenter = Segmenter(word for code in study.project().usable_codes for word in code.keywords)
    roles = frozenset(Role) if all_roles else frozenset({Role.RESPONDENT})
    with progress(_("learning from what was coded"), None):
        segmenter.warm()
        model = build(study.reader, study.project(), segmenter.words)
    for key in keys:
        document = study.transcript(key)
        borders = borders_of(study.reader, document.info.text_hash, document.text, segmenter)
        found = [s for offered in offers(model, document, borders, roles) for s in offered]
        for suggestion in open_suggestions(document, found, study.coder):
            yield document, model.with_similar(suggestion, document.text)


def _row(document: OpenTranscript, s: Suggestion, study: Study) -> dict[str, Any]:
    from coder.model.text import turn_at

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
            {
                "word": e.word,
                "start": e.start,
                "end": e.end,
                "weight": round(e.weight, 4),
                "in": "sentence" if e.start >= s.start else "turn before",
            }
            for e in s.evidence
        ],
        "similar": list(s.similar),
        "text": document.text[s.start : s.end],
    }


def _put(row: dict[str, Any]) -> None:
    words = listed(dict.fromkeys(e["word"] for e in row["evidence"] if e["in"] == "sentence"))
    before = listed(dict.fromkeys(e["word"] for e in row["evidence"] if e["in"] != "sentence"))
    earlier = bracketed(_("before: {words}").format(words=before)) if before else ""
    put(
        paint(f"{row['transcript']}:{row['line']}", "key"),
        f"  {row['code_name']}  ",
        paint(f"{row['score']:.2f}{bracketed(words)}{earlier}", "quiet"),
    )
    put("    ", row["text"].replace("\n", " ").strip())


def _accept_all(study: Study, keys: Sequence[str], *, all_roles: bool, yes: bool) -> None:
    """Say what will be coded, ask, and code it as one act that one undo takes back."""
    from coder.suggestions.bulk import code_by_keywords

    count = sum(1 for _found in _suggestions(study, keys, all_roles=all_roles))
    scope = _("the respondents' words and the interviewer's") if all_roles else _("the respondents' words")
    say(
        _("{count} suggestions in {transcripts} transcripts ({scope}) will be coded by {coder}, as one act.").format(
            count=count, transcripts=len(keys), scope=scope, coder=study.project().coder_name(study.coder)
        )
    )
    if not count:
        return
    if not yes:
        if not sys.stdin.isatty():
            raise CoderError(_("nothing was coded: no terminal to confirm (use --yes)"), _("add --yes"))
        if not click.confirm(_("Go on?"), err=True):
            say(_("Nothing was coded."))
            return
    with progress(_("coding texts"), len(keys)) as advance:
        made = code_by_keywords(study, keys, all_roles=all_roles, advance=advance)
    put(_("Made {count} codings; coder undo takes them all back.").format(count=made))
    say_notice(study)
