"""merge: what another copy of the study holds comes in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_json, put, say, table
from coder.cli.shared.context import Seat, json_option, notice_of, pass_seat
from coder.cli.shared.help_layout import command
from coder.i18n import _

if TYPE_CHECKING:
    from coder.model.journal.erasure_entry import Erasure
    from coder.record.study import Study
    from coder.team.merge import Merged
    from coder.team.pairs import Pair


@command(
    "merge",
    _("Merge another copy of the study into this one"),
    "coder merge /media/stick/interviews --dry-run",
    "coder merge monday.changes",
)
@click.argument("other", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help=_("Only show what would be merged"))
@click.option("--yes", is_flag=True, help=_("Don't ask before carrying out the other copy's withdrawals"))
@click.option("--one", multiple=True, metavar="PAIR", help=_("Treat two objects of separately built studies as one"))
@click.option("--two", multiple=True, metavar="PAIR", help=_("Treat two objects with one id or name as different"))
@json_option
@pass_seat
def merge(
    seat: Seat, other: Path, dry_run: bool, yes: bool, one: tuple[str, ...], two: tuple[str, ...], as_json: bool
) -> None:
    """Bring in what another folder, study.db or file of changes holds and this study lacks.

    A backup is made before. What people changed apart is joined where nothing contradicts; the rest is listed by
    coder conflicts until somebody settles it. As long as no act followed, coder restore BACKUP takes the merge back.

    Two studies that were built apart from one codebook and the same files become one: transcripts meet by their text,
    codes and cases by id and name. Where that is not certain, you are asked pair by pair, or answer by --one and --two.
    """
    from coder.record.file.log_use import is_in_use
    from coder.team.merge import merge as bring_in

    is_open = is_in_use(seat.workspace().database)
    with seat.open() as study:
        done = bring_in(
            study,
            other,
            rehearse=dry_run,
            may_erase=lambda found: yes or _may_erase(found),
            answers={**dict.fromkeys(one, True), **dict.fromkeys(two, False)},
            ask=_is_one if sys.stdin.isatty() and not as_json else None,
        )
        if as_json:
            emit_json({"notice": notice_of(study), "dry_run": dry_run, **_told(study, done)})
            return
        _say_copies(done)
        _say_rows(study, done, dry_run=dry_run)
        _say_pairs(study, done, dry_run=dry_run)
        _say_repairs(study, done)
    if done.backup is not None:
        say(_("The study as it was before: {path}").format(path=done.backup))
        if is_open:
            say(_("The study is open in another window, which shows what was merged without being told."))


def _may_erase(found: Sequence[Erasure]) -> bool:
    """Ask before words are erased here that were withdrawn in the other copy."""
    from coder.team.merge_words import erased_words

    for line in erased_words(found):
        say(line)
    say(_("These words are erased here too, in the record, in backups and in the files of this folder, for good."))
    return click.confirm(_("Erase them and merge the rest?"))


def _is_one(pair: Pair) -> bool:
    """Ask whether an object of each study is one thing."""
    _say_pair(pair)
    proposed = "1" if pair.is_one else "2"
    answer: str = click.prompt("  " + pair.question, type=click.Choice(["1", "2"]), default=proposed, err=True)
    return answer == "1"


def _say_pair(pair: Pair) -> None:
    from coder.team.merge_words import pair_name

    say(pair_name(pair))
    if pair.why:
        say(f"  {pair.why}")
    say("  " + _("here:  {words}").format(words=pair.words[0]))
    say("  " + _("there: {words}").format(words=pair.words[1]))


def _say_pairs(study: Study, done: Merged, *, dry_run: bool) -> None:
    """Say what was taken for one and for two, and what is asked."""
    from coder.team.merge_words import differ_words

    if not done.pairs:
        return
    put(_("The two studies were built apart."))
    for pair in done.pairs:
        if dry_run and not pair.is_sure:
            _say_pair(pair)
            say("  " + _("{question} --one {id} or --two {id}").format(question=pair.question, id=pair.id))
            continue
        text = _("one: {id}") if pair.is_one else _("two: {id}")
        put("  " + text.format(id=pair.id))
    for line in differ_words(study, done):
        put(line)


def _say_copies(done: Merged) -> None:
    from coder.team.merge_words import copies_words

    for line in copies_words(done):
        put(line)
        say(_("Nothing is lost. Next time make copies with coder clone."))


def _say_rows(study: Study, done: Merged, *, dry_run: bool) -> None:
    from coder.team.merge_words import beside_words, counted_words, erased_words, lines_of

    for line in erased_words(done.erased):
        put(line)
    put(counted_words(done, dry_run=dry_run))
    if cells := lines_of(study, done):
        table((_("Coder"), _("Kind"), _("made"), _("changed"), _("removed")), cells, numbers=(2, 3, 4))
    for line in beside_words(study, done):
        say(line)


def _say_repairs(study: Study, done: Merged) -> None:
    from coder.team.merge_words import repair_words, shown_conflicts

    for line in repair_words(study, done):
        put(line)
    if shown_conflicts(study, done):
        say(_("See both sides and settle them: coder conflicts"))


def _told(study: Study, done: Merged) -> dict[str, Any]:
    from coder.team.merge import by_coder
    from coder.team.merge_words import shown_conflicts

    rows, hidden = by_coder(done.rows, study.seen)
    return {
        "changes": done.changes,
        "acts": done.acts,
        "here_already": done.here,
        "comes_in": [
            {"coder": coder, "kind": kind, "made": made, "changed": changed, "removed": removed}
            for coder, kind, made, changed, removed in rows
        ],
        "not_shown": hidden,
        "withheld": done.withheld,
        "filled_in": done.filled,
        "joined": [{"kind": kind, "id": key} for kind, key in done.repairs.joined],
        "kept": [{"kind": kind, "id": key} for kind, key in done.repairs.revived],
        "renamed": [{"old": old, "new": new} for old, new in done.repairs.renamed],
        "conflicts": [{"kind": one.kind, "id": one.key} for one in shown_conflicts(study, done)],
        "renamed_copies": [
            {"copy": one.replica, "from": one.seq, "is_called": one.name, "this_one": one.is_ours}
            for one in done.renamed_copies
        ],
        "pairs": [
            {
                "id": one.id,
                "kind": one.kind,
                "here": {"id": one.ours, "words": one.words[0]},
                "there": {"id": one.theirs, "words": one.words[1]},
                "one": one.is_one,
                "certain": one.is_sure,
                "why": one.why,
            }
            for one in done.pairs
        ],
        "erased": [{"id": one.id, "what": one.title} for one in done.erased],
        "backup": str(done.backup or ""),
    }
