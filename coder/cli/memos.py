"""memos: what people noted, and on what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.conflict_note import in_conflict, marked, put_conflict
from coder.cli.shared.console import emit_rows, paint, put, say
from coder.cli.shared.context import Seat, json_option, notice_of, pass_seat, say_notice
from coder.cli.shared.help_layout import command
from coder.i18n import _

if TYPE_CHECKING:
    from coder.coding.memos import MemoEntry
    from coder.model.coding import MemoTarget
    from coder.model.project import Project

_KINDS = ("coding", "transcript", "code", "case", "study")


@command(
    "memos",
    _("List memos and find words in them"),
    "coder memos",
    "coder memos 證照 --on coding",
    "coder memos --coder-is ann --json",
)
@click.argument("words", nargs=-1)
@click.option("--on", "kind", type=click.Choice(_KINDS), help=_("Only memos on this kind of object"))
@click.option("--coder-is", "who", metavar="NAME", help=_("Only memos of one coder"))
@json_option
@pass_seat
def memos(seat: Seat, words: tuple[str, ...], kind: MemoTarget | None, who: str | None, as_json: bool) -> None:
    """Print the memos that hold all the words, in any spelling, the newest first."""
    from coder.coding.memos import find_memos, list_memos
    from coder.record.veil.blindness import require_seen

    with seat.read() as study:
        who = who and require_seen(study, who)
        found = find_memos(list_memos(study), " ".join(words), kind, who)
        apart = in_conflict(study)
        if as_json:
            emit_rows(notice_of(study), (marked(apart, "memo", [one.memo.id], _row(one)) for one in found))
            return
        for entry in found:
            _put_memo(entry, study.project())
            put_conflict(apart, "memo", [entry.memo.id])
        say(_("{count} memos").format(count=len(found)))
        say_notice(study)


def _row(entry: MemoEntry) -> dict[str, Any]:
    memo = entry.memo
    return {
        "id": memo.id,
        "on": memo.target_kind,
        "target": memo.target,
        "name": entry.title,
        "coder": memo.coder,
        "at": memo.at,
        "text": memo.text,
        "transcript": entry.transcript_name or None,
        "line": entry.line or None,
        "start": memo.start,
        "end": memo.end,
        "quote": entry.quote or None,
        "citation": entry.citation or None,
    }


def _put_memo(entry: MemoEntry, project: Project) -> None:
    """Print a memo: what it is on, who and when on a line, the quote and the text below."""
    from coder.coding.memos import target_name

    memo = entry.memo
    cited = f" [{entry.citation}]" if entry.citation else ""
    who = f"  {project.coder_name(memo.coder)} {memo.at[:16].replace('T', ' ')}"
    put(paint(target_name(memo.target_kind), "key"), f" {entry.title}{cited}", paint(who, "quiet"))
    for line in entry.quote.rstrip("\n").split("\n") if entry.quote else ():
        put("    ", paint(f"> {line}", "quiet"))
    for line in memo.text.rstrip("\n").split("\n"):
        put("    ", line)
