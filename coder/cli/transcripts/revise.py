"""revise and lost: a transcript's corrected text, and what lost its words by it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_json, emit_rows, paint, put, say, table
from coder.cli.shared.context import Seat, complete_transcripts, json_option, notice_of, pass_seat, say_notice
from coder.cli.shared.help_layout import Group, command
from coder.cli.shared.sheet_options import on_sheets, sheet_option
from coder.errors import CoderError
from coder.i18n import _

if TYPE_CHECKING:
    from coder.model.project import Project
    from coder.record.study import Study
    from coder.transcripts.corrections import Draft, Effect
    from coder.transcripts.placement import LostEntry

_EXCERPT = 40


@command(
    "revise",
    _("Replace a transcript's text by a corrected one"),
    "coder revise firm-a firm-a-corrected.docx --dry-run",
    "coder revise firm-a firm-a-corrected.docx",
)
@click.argument("transcript", shell_complete=complete_transcripts)
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@sheet_option(several=False)
@click.option("--dry-run", is_flag=True, help=_("Only show what would change"))
@click.option("--yes", is_flag=True, help=_("Accept the text even if few lines are the same"))
@json_option
@pass_seat
def revise(seat: Seat, transcript: str, file: Path, sheet: str | None, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Carry every coding over whose words stand unchanged, list those that lost theirs; one act."""
    from coder.transcripts.corrections import effect_of, read_revision
    from coder.transcripts.corrections import revise as carry_out

    (path,) = on_sheets([file], [sheet] if sheet else [], each=False)
    with seat.open() as study:
        draft = read_revision(study, transcript, path)
        if draft.same:
            _say_same(study, draft, as_json=as_json)
            return
        if not dry_run:
            _confirm_alike(draft, yes=yes)
        effect = effect_of(study, draft) if dry_run else carry_out(study, draft)
        if as_json:
            emit_json({"notice": notice_of(study), "changed": not dry_run, **_as_dict(draft, effect)})
        else:
            _print(draft, effect, study.project())
        if dry_run:
            say(_("Nothing was written: this is a dry run."))
        if not as_json:
            say_notice(study)


def _say_same(study: Study, draft: Draft, *, as_json: bool) -> None:
    if as_json:
        emit_json({"notice": notice_of(study), "changed": False, "transcript": draft.old.name, "same": True})
    else:
        put(_("The study holds this text of {name} already; nothing was done.").format(name=draft.old.name))


def _confirm_alike(draft: Draft, *, yes: bool) -> None:
    """Ask before a text is taken that has little in common with the one it is to correct."""
    from coder.transcripts.corrections import LEAST_ALIKE

    if yes or draft.mapping.alike >= LEAST_ALIKE:
        return
    share = f"{draft.mapping.alike:.0%}"
    if not sys.stdin.isatty():
        raise CoderError(
            _("only {share} of the lines are those of {name}").format(share=share, name=draft.old.name),
            _("check transcript and file, or add --yes; --dry-run shows what would change"),
        )
    question = _("Only {share} of the lines are those of {name}. Is it the right file?")
    if not click.confirm(question.format(share=share, name=draft.old.name), err=True):
        raise click.Abort


def _as_dict(draft: Draft, effect: Effect) -> dict[str, Any]:
    gone, came = draft.mapping.changed_lines
    return {
        "transcript": draft.old.name,
        "revision": draft.new.revision,
        "same": False,
        "alike": round(draft.mapping.alike, 4),
        "lines_removed": gone,
        "lines_added": came,
        "carried": effect.carried,
        "moved": effect.moved,
        "found_again": effect.found,
        "lost": [_lost_row(e) for e in effect.lost],
        "findings": [
            {
                "id": s.id,
                "title": s.title,
                "lost_quotes": s.lost,
                "cited_lost": s.cited_lost,
                "cited_moved": [{"from": old, "to": new} for old, new in s.renamed],
            }
            for s in effect.shaken
        ],
    }


def _print(draft: Draft, effect: Effect, project: Project) -> None:
    gone, came = draft.mapping.changed_lines
    name, number = draft.old.name, draft.new.revision
    put(paint(_("{name}, revision {number}").format(name=name, number=number), "title"))
    put(_("Lines: {gone} of the old text removed or changed, {came} new").format(gone=gone, came=came))
    put(
        _("Codings carried over: {count}, {moved} of them to other offsets").format(
            count=effect.carried, moved=effect.moved
        )
    )
    if effect.found:
        put(_("Displaced before and found again: {count}").format(count=effect.found))
    put(_("Displaced: {count}").format(count=len(effect.lost)))
    if effect.lost:
        _table(effect.lost, project)
        say(_("coder lost lists them, and on the screen L; place each by hand or give it up"))
    for shaken in effect.shaken:
        put(paint(shaken.id, "key"), f" {shaken.title}")
        if shaken.lost:
            put("  ", _("{count} quotes of its codes are displaced").format(count=shaken.lost))
        for cited in shaken.cited_lost:
            put("  ", _("cites {name}, which is displaced").format(name=cited))
        for old, new in shaken.renamed:
            put("  ", _("cites {old}, which is on another line now: {new}").format(old=old, new=new))


def _lost_row(entry: LostEntry) -> dict[str, Any]:
    place = entry.place
    return {
        "id": entry.lost.id,
        "name": entry.citation,
        "kind": entry.lost.kind,
        "transcript": entry.info.name,
        "code": entry.lost.code,
        "title": entry.title,
        "coder": entry.lost.coder,
        "revision": entry.lost.revision,
        "line": entry.line,
        "words": entry.words,
        "memo": entry.note,
        "near_line": entry.near_line,
        "place": place
        and {
            "line": entry.near_line,
            "start": place.start,
            "end": place.end,
            "words": entry.place_words,
            "exact": entry.exact,
        },
    }


def _table(entries: tuple[LostEntry, ...] | list[LostEntry], project: Project) -> None:
    columns = (_("Displaced"), _("What"), _("Coder"), _("Old line"), _("Old words"), _("Line"), _("Likeliest place"))
    rows = [
        (
            e.citation,
            e.title,
            project.coder_name(e.lost.coder),
            e.line,
            _short(e.words),
            e.near_line,
            _("the same words") if e.exact else _short(e.place_words) or "-",
        )
        for e in entries
    ]
    table(columns, rows, numbers=(3, 5))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _EXCERPT else words[: _EXCERPT - 1] + "…"


@click.group(
    "lost",
    cls=Group,
    invoke_without_command=True,
    help=_("List codings that a corrected text displaced, and place them"),
    epilog='coder lost\ncoder lost place A-54-d8b6 --line 55 --text "…"\ncoder lost drop A-54-d8b6 --yes',
)
@click.option("--in", "transcript", metavar=_("TRANSCRIPT"), help=_("In one transcript only"))
@json_option
@click.pass_context
@pass_seat
def lost(seat: Seat, ctx: click.Context, transcript: str | None, as_json: bool) -> None:
    """List the lost anchors with their words and the likeliest place of each."""
    from coder.transcripts.placement import LostAnchors

    if ctx.invoked_subcommand is not None:
        if as_json or transcript:
            raise click.UsageError(_("--json and --in belong to the list: coder lost --json"))
        return
    with seat.open() as study:
        entries = LostAnchors(study).entries(study.resolve_transcript(transcript) if transcript else None)
        if as_json:
            emit_rows(notice_of(study), map(_lost_row, entries))
            return
        if entries:
            _table(entries, study.project())
        else:
            put(_("No displaced codings."))
        say_notice(study)


@command(
    "place",
    _("Place a displaced coding on words of the current text"),
    'coder lost place A-54-d8b6 --line 55 --text "no certificate"',
)
@click.argument("name", metavar="ID")
@click.option(
    "--line", type=click.IntRange(min=1), required=True, metavar="N", help=_("The line where the words begin")
)
@click.option("--text", required=True, metavar=_("WORDS"), help=_("The words, as they stand in the text"))
@pass_seat
def place(seat: Seat, name: str, line: int, text: str) -> None:
    """Place one lost anchor; its coder, time and origin stay what they were."""
    from coder.model.text import normalise
    from coder.transcripts.placement import LostAnchors, words_in_line

    with seat.open() as study:
        anchors = LostAnchors(study)
        entry = anchors.find(name)
        document = study.transcript(entry.info.id)
        span = words_in_line(document, line, normalise(text))
        put(anchors.place(document, entry.lost, span).message)
        say_notice(study)


@command("drop", _("Discard a displaced coding"), "coder lost drop A-54-d8b6 --yes")
@click.argument("name", metavar="ID")
@click.option("--yes", is_flag=True, help=_("Don't ask"))
@pass_seat
def drop(seat: Seat, name: str, yes: bool) -> None:
    """Give one lost anchor up, with the memos on it; the journal keeps it, and undo brings it back."""
    from coder.transcripts.placement import LostAnchors

    with seat.open() as study:
        anchors = LostAnchors(study)
        entry = anchors.find(name)
        if not yes:
            if not sys.stdin.isatty():
                raise CoderError(_("this gives {name} up").format(name=entry.citation), _("add --yes if you mean it"))
            question = _("Give up “{title}” on “{words}”?").format(title=entry.title, words=_short(entry.words))
            if not click.confirm(question, err=True):
                raise click.Abort
        put(anchors.drop(entry.lost).message)
        say_notice(study)


lost.add_command(place)
lost.add_command(drop)
