"""assign, finish: who codes what, and who has finished."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_rows, put, say, table
from coder.cli.shared.context import Seat, complete_transcripts, json_option, notice_of, pass_seat, say_notice
from coder.cli.shared.help_layout import command
from coder.i18n import _

if TYPE_CHECKING:
    from coder.agreement.assignments import Task
    from coder.record.study import Study


@command(
    "assign",
    _("Assign transcripts to coders, or list who codes what"),
    "coder assign",
    "coder assign firm-a firm-b --to ann --to ben",
    "coder assign --all --to ann --to ben --share 0.2 --seed 2026",
    "coder assign firm-a --to ben --remove",
)
@click.argument("transcripts", nargs=-1, metavar="[TRANSCRIPT]...", shell_complete=complete_transcripts)
@click.option("--to", "coders", multiple=True, metavar="NAME", help=_("A coder; twice for double coding"))
@click.option("--all", "every", is_flag=True, help=_("All transcripts"))
@click.option(
    "--share",
    type=click.FloatRange(0, 1, min_open=True),
    default=1.0,
    help=_("Share of the respondents' turns, drawn at random"),
)
@click.option(
    "--withhold", type=click.FloatRange(0, 1), default=0.0, help=_("Share of the turns coded without suggestions")
)
@click.option("--seed", type=int, default=None, help=_("The same seed draws the same turns; default: at random"))
@click.option("--remove", is_flag=True, help=_("Remove the assignment"))
@json_option
@pass_seat
def assign(
    seat: Seat, transcripts: tuple[str, ...], coders: tuple[str, ...], as_json: bool, *, every: bool,
    share: float, withhold: float, seed: int | None, remove: bool,
) -> None:  # fmt: skip
    """Assign transcripts as one undoable act; without arguments print everybody's list with its progress."""
    from coder.agreement import assignments

    if not coders and not transcripts and not every:
        with seat.read() as study:
            _list(study, as_json=as_json)
        return
    if not coders:
        raise click.UsageError(_("name the coder: --to NAME"))
    with seat.open() as study:
        names = [t.id for t in study.project().transcripts] if every else list(transcripts)
        if remove:
            put(assignments.unassign(study, names, coders).message)
            return
        outcome = assignments.assign(study, names, coders, assignments.Lot(share=share, withheld=withhold, seed=seed))
        put(outcome.message)
        say(_("each marks what is done: coder finish TRANSCRIPT"))


def _list(study: Study, *, as_json: bool) -> None:
    from coder.agreement.assignments import tasks
    from coder.agreement.task_list import progress_words, state_words

    found = tasks(study)
    if as_json:
        emit_rows(notice_of(study), [_row(study, task) for task in found])
        return
    rows = [
        (
            study.project().coder_name(t.assignment.coder),
            t.info.name,
            progress_words(t),
            _("drawn") if t.assignment.spans else _("whole"),
            len(t.assignment.withheld) or "",
            state_words(t),
        )
        for t in found
    ]
    table(
        (_("Coder"), _("Transcript"), _("Turns coded"), _("Extent"), _("Without suggestions"), _("State")),
        rows,
        numbers=(2, 4),
    )
    say_notice(study)


def _row(study: Study, task: Task) -> dict[str, Any]:
    one = task.assignment
    return {
        "coder": one.coder,
        "transcript": task.info.id,
        "name": task.info.name,
        "turns": task.turns,
        "coded": task.coded,
        "whole": not one.spans,
        "withheld": len(one.withheld),
        "seed": one.seed if one.spans or one.withheld else None,
        "finished": task.finished,
        "stale": task.stale,
        "by": one.by,
        "at": one.at,
        "you": one.coder == study.coder,
    }


@command(
    "finish",
    _("Mark a transcript as finished"),
    "coder finish firm-a",
    "coder finish firm-a --not-yet",
)
@click.argument("transcript", metavar="TRANSCRIPT", shell_complete=complete_transcripts)
@click.option("--not-yet", is_flag=True, help=_("Remove the mark"))
@pass_seat
def finish(seat: Seat, transcript: str, *, not_yet: bool) -> None:
    """Say that you have coded what was assigned to you of a transcript; agreement counts it from then on."""
    from coder.agreement.assignments import finish

    with seat.open() as study:
        put(finish(study, transcript, done=not not_yet).message)
